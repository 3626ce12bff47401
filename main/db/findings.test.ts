import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plain } from "../../shared/span.ts";
import { cpuTime } from "../../test/fixtures/cpu-time.ts";
import { multiplyFindings, sampleCase } from "../../test/fixtures/sample-case.ts";
import { eventFindings, eventKey } from "./event-findings.ts";
import { checkTexts, fullSpans, markOf } from "./finding-summary.ts";
import { findingById, listFindings, listSummaries } from "./findings.ts";
import type { CaseDb } from "./open-case.ts";

let folder = "";
let db: CaseDb;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-findings-"));
  ({ db } = await sampleCase(folder));
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

describe("summaries", () => {
  test("say of every finding what it says, in the order of the list", () => {
    const findings = listFindings(db, "info");
    expect(findings.length).toBeGreaterThan(50);
    expect(
      listSummaries(db).map(({ id, key, summary }) => ({
        id,
        key,
        ...summary,
        title: plain(fullSpans(summary.title)),
      })),
    ).toEqual(
      findings.map(({ id, finding }) => ({
        id,
        key: finding.key,
        severity: finding.severity,
        outcome: finding.outcome,
        title: plain(finding.title),
        rule: finding.rule,
        eventName: finding.eventName,
        account: finding.account,
        region: finding.region,
        time: finding.time,
        lastTime: finding.lastTime,
        actor: plain(finding.actor.label),
        actorArn: finding.actor.arn,
        target: plain(finding.target.label),
        targetId: finding.target.id,
        targetType: finding.target.type,
        sourceIp: finding.sourceIp,
        mitre: finding.mitre,
        escalationPaths: finding.escalationPaths ?? [],
        events: finding.events,
        context: finding.context,
        reasons: finding.reasons.map(({ value, kind, rule }) =>
          rule === undefined ? { value, kind } : { value, kind, rule },
        ),
        onlyWhenDetected: finding.onlyWhenDetected === true,
        checks: checkTexts(finding).map(markOf),
      })),
    );
  });

  test("keep words of the log apart in titles", () => {
    for (const { id, finding } of listFindings(db, "info")) {
      const summary = listSummaries(db).find((one) => one.id === id)?.summary;
      expect(fullSpans(summary?.title ?? []).filter(({ t }) => t === "log")).toEqual(
        finding.title.filter(({ t }) => t === "log"),
      );
    }
  });

  test("number equal checks apart", () => {
    expect(checkTexts({ done: ["a", "b", "a"].map((s) => [{ t: "text", s }]) })).toEqual([
      "a",
      "b",
      "a (2)",
    ]);
  });
});

test("a finding is found by its id, and by nothing else", () => {
  for (const { id, finding } of listFindings(db, "info"))
    expect(findingById(db, id)).toEqual({ id, finding });
  for (const id of ["F-9999", "F-", "", "F-1e1", "1", "F-01 "])
    expect(findingById(db, id)).toBeNull();
});

test("events lead to the findings that rest on them: those about them first, worst first", () => {
  const found = eventFindings(db);
  const findings = listFindings(db, "info");
  const guardRail = found.get("9f2401bb-16d4-48ea-b322-48041b5e879f") ?? [];
  expect(guardRail.map(({ id, role }) => `${id} ${role}`)).toEqual([
    "F-09 change",
    ...findings
      .filter(({ finding }) => finding.context.includes("9f2401bb-16d4-48ea-b322-48041b5e879f"))
      .map(({ id }) => `${id} context`),
  ]);
  expect(new Set(found.keys())).toEqual(
    new Set(findings.flatMap(({ finding }) => [...finding.events, ...finding.context])),
  );
});

test("45,000 summaries are read in little time", async () => {
  multiplyFindings(db, 45_000);
  let all: ReturnType<typeof listSummaries> = [];
  // 300 ms on a slow machine.
  expect(
    await cpuTime(() => {
      all = listSummaries(db);
    }),
  ).toBeLessThan(1500);
  expect(all).toHaveLength(45_000);
  expect(await cpuTime(() => findingById(db, all[30_000]?.id ?? ""))).toBeLessThan(200);
});

test.each([
  ["ABCDEF01-0000-0000-0000-000000000000", 0, "abcdef01-0000-0000-0000-000000000000"],
  ["ABCDEF01-0000-0000-0000-000000000000", 2, "abcdef01-0000-0000-0000-000000000000#2"],
  ["Odd-Id", 0, "Odd-Id"],
])("the event %s, record %d under it, is called %s", (id, variant, key) => {
  expect(eventKey(id, variant)).toBe(key);
});
