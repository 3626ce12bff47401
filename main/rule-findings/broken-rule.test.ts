import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { plain } from "../../shared/span.ts";
import { sampleCase } from "../../test/fixtures/sample-case.ts";
import { listFindings } from "../db/findings.ts";
import type * as Loader from "../sigma/load-rules.ts";
import { readRuleFiles } from "../sigma/load-rules.ts";
import { addRules, askWhereNew } from "./add-rules.ts";

// No rule is known that breaks: this one does for each event.
vi.mock("../sigma/load-rules.ts", async (original) => {
  const real = await original<typeof Loader>();
  return {
    ...real,
    compileRules: (files: Parameters<typeof real.compileRules>[0]) =>
      real.compileRules(files).map((rule) =>
        rule.head.title === "Breaks"
          ? {
              ...rule,
              body: {
                kind: "event",
                test: {
                  kind: "keyword",
                  matches: () => {
                    throw new RangeError("too deep");
                  },
                },
              },
            }
          : rule,
      ),
  };
});

test("a rule that breaks becomes a finding about itself, and the others go on", async () => {
  const folder = mkdtempSync(join(tmpdir(), "trailproof-broken-"));
  const { db, path } = await sampleCase(folder);
  const rule = (title: string): string =>
    `title: ${title}\nlogsource: {product: aws}\ndetection: {s: {eventName: CreateUser}, condition: s}\n`;
  writeFileSync(join(folder, "rules.yml"), `${rule("Breaks")}---\n${rule("Works")}`);
  addRules(db, readRuleFiles([join(folder, "rules.yml")]), { at: "2026-11-01T09:00:00Z", who: "" });
  await askWhereNew(db, path, { program: "test" });
  const findings = listFindings(db, "info").map(({ finding }) => finding);
  const about = findings.filter(({ rule: name }) => name.startsWith("internal/"));
  expect(about.length).toBe(1);
  expect(plain(about[0]?.oneLine ?? [])).toMatch(
    /^Trailproof could not ask rule Breaks about this event/,
  );
  expect(plain(about[0]?.happened[1] ?? [])).toContain("too deep");
  expect(findings.some(({ rule: name }) => name === "sigma/Works")).toBe(true);
  db.close();
  rmSync(folder, { recursive: true });
});
