import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { AuditProgress } from "../../shared/ipc.ts";
import type { AuditJob } from "./engine-protocol.ts";
import { runAudit } from "./run-audit.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function job(paths: readonly string[] | null): AuditJob {
  return {
    casePath: join(folder, "audit.trailproof"),
    paths,
    engagement: {
      client: "Example <Retail>",
      auditor: null,
      reference: null,
      classification: "Confidential",
    },
    program: "Trailproof 1.2.3",
  };
}

test("the sample: stages in order, totals, counts that add up to the report", async () => {
  const told: AuditProgress[] = [];
  const result = await runAudit(job(["build/sample"]), (p) => told.push(p));
  const stages = told.map(({ stage }) => stage);
  expect(stages.filter((stage, i) => stage !== stages[i - 1])).toEqual([
    "finding",
    "reading",
    "comparing",
    "analyzing",
    "writing",
  ]);
  expect(told.at(-1)).toMatchObject({ events: result.totals.records });
  expect(result.totals).toMatchObject({ problems: 0, skipped: 2 });
  expect(result.totals.events + result.totals.duplicates).toBe(result.totals.records);
  const found = Object.values(result.findings).reduce((sum, n) => sum + n, 0);
  expect(found).toBeGreaterThan(20);
  const ids = new Set(result.report.match(/id="F-\d+"/g));
  expect(ids.size).toBe(found);
  expect(result.report).toContain("Example &lt;Retail&gt;");
});

test("a case that exists is read, not imported again", async () => {
  const first = await runAudit(job(["build/sample"]), () => undefined);
  const stages: string[] = [];
  const second = await runAudit(job(null), ({ stage }) => stages.push(stage));
  expect(stages).toEqual(["finding", "writing"]);
  expect(second.totals).toEqual(first.totals);
  expect(second.report).toBe(first.report);
});

test.each([
  [
    "no logs",
    (): readonly string[] => {
      writeFileSync(join(folder, "a.txt"), "hello\n");
      writeFileSync(join(folder, "b.txt"), "world\n");
      return [join(folder, "a.txt"), join(folder, "b.txt")];
    },
    { code: "no-cloudtrail", files: 2, examples: [expect.stringMatching(/^2 × /)] },
  ],
  ["nothing there", () => ["/nowhere/at/all"], { code: "path-missing", path: "/nowhere/at/all" }],
  ["no case", () => null, { code: "case-missing" }],
])("%s is said", async (_, paths, error) => {
  await expect(runAudit(job(paths()), () => undefined)).rejects.toMatchObject({ error });
});
