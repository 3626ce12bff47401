import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runChild } from "../fixtures/run-child.ts";
import { expectedByName } from "./expected-by-name.ts";
import { readLabels } from "./labels.ts";
import { shortfalls, wrongPerThousand } from "./measure.ts";
import type { LogResult } from "./run-logs.ts";
import { scenes } from "./scenes/index.ts";
import { createTally, precisionOf, recallOf, totalOf } from "./score.ts";
import { tableLines } from "./table.ts";

const folder = mkdtempSync(join(tmpdir(), "trailproof-labels-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("the detections meet their targets", { timeout: 300_000 }, async () => {
  const { out, err, status } = await runChild([], { script: "test/accuracy/accuracy.ts" });
  // The table stands in the output of every run of the tests.
  process.stdout.write(out);
  expect([status, err]).toEqual([0, ""]);
  expect(out).toContain("All targets are met.");
  expect(out.match(/^all +\d{2,} +0 +0 /gm)).toHaveLength(2);
});

test("scenes have names of their own and expect what they say once", () => {
  expect(new Set(scenes.map(({ name }) => name)).size).toBe(scenes.length);
  for (const { rules, maybe = [], records } of scenes) {
    expect(new Set([...rules, ...maybe]).size).toBe(rules.length + maybe.length);
    expect(records.length).toBeGreaterThan(0);
  }
});

test("scores are counted", () => {
  const { add, scores } = createTally();
  add("a", true, true);
  add("a", true, false);
  add("a", false, true);
  add("a", false, false);
  add("b", false, false);
  expect(totalOf(scores)).toEqual({ hits: 1, misses: 1, falseAlarms: 1, quiet: 2 });
  const [a, b] = [...scores.values()];
  expect(a && [precisionOf(a), recallOf(a)]).toEqual([0.5, 0.5]);
  expect(b && [precisionOf(b), recallOf(b)]).toEqual([null, null]);
});

test("what falls short is said", () => {
  const { add, scores } = createTally();
  add("IAM-001", true, false);
  const log: LogResult = { log: "x", events: 9, iamEvents: 100, serious: [], wrongSerious: 1 };
  const part = { name: "x", byRule: scores, byTechnique: new Map(), wrong: [], logs: [log] };
  expect(wrongPerThousand([log])).toBe(10);
  expect(shortfalls([part])).toEqual([
    "x: recall of IAM-001 is 0.000, wanted 0.9.",
    "x: recall of all is 0.000, wanted 0.98.",
    "x: 10.00 wrong findings of high or above per 1,000 IAM events.",
  ]);
  expect(tableLines([part]).at(-4)).toBe("Below the targets:");
});

test.each([
  ["aws.persistence.iam-create-admin-user.json", ["IAM-002", "IAM-011", "IAM-020"], []],
  ["T1098.001_key.json.gz", [], ["T1098.001"]],
  ["IAM-020-scene.json", ["IAM-020"], []],
  ["123456789012_CloudTrail_us-east-1_20200930T2300Z_abc.json.gz", [], []],
])("the name %s promises what it says", (name, rules, techniques) => {
  expect(expectedByName(name)).toEqual({ rules, techniques });
});

test("labels come from labels.json, and from names where it says nothing", () => {
  mkdirSync(join(folder, "b"));
  for (const file of ["a.json", "b/c.json", "T1136.003.json"])
    writeFileSync(join(folder, file), "{}");
  const given = { "a.json": ["IAM-011", "T1098"], "b/": { rules: ["IAM-020"], complete: true } };
  writeFileSync(join(folder, "labels.json"), JSON.stringify(given));
  expect(
    readLabels(folder).map(({ log, rules, techniques, isComplete }) => [
      log,
      rules,
      techniques,
      isComplete,
    ]),
  ).toEqual([
    ["a.json", ["IAM-011"], ["T1098"], false],
    ["b", ["IAM-020"], [], true],
    ["T1136.003.json", [], ["T1136.003"], false],
  ]);
});
