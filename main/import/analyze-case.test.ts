import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listFindings } from "../db/findings.ts";
import { openCase } from "../db/open-case.ts";
import { analyzeCase } from "./analyze-case.ts";
import { importPaths } from "./import-files.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-analyze-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The sample's logs once more, as those of another account. */
function twinOfSample(to: string): void {
  mkdirSync(to);
  globSync("build/sample/**/*.json.gz").forEach((file, i) => {
    const text = gunzipSync(readFileSync(file)).toString("utf8");
    const account = /"recipientAccountId":"(\d{12})"/.exec(text)?.[1];
    if (account === undefined) return;
    const other = text
      .replaceAll(account, "999988887777")
      .replaceAll(
        /"eventID":"(.{8})/g,
        (_, id: string) => `"eventID":"${[...id].toReversed().join("")}`,
      );
    writeFileSync(join(to, `${i}.json.gz`), gzipSync(other));
  });
}

test("a thread beside changes nothing in the findings, nor does a second analysis", async () => {
  const path = join(folder, "a.trailproof");
  const db = openCase(path, { create: true });
  const twin = join(folder, "twin");
  twinOfSample(twin);
  const paths = ["build/sample", twin];
  await importPaths(db, path, { paths, program: "test", now: Date.now() });
  const alone = await analyzeCase(db, { program: "test", few: 1e9 });
  const first = listFindings(db, "info");
  expect(alone).toBeGreaterThan(50);
  expect(new Set(first.map(({ finding }) => finding.account)).size).toBeGreaterThan(1);
  expect(await analyzeCase(db, { program: "test", few: 0 })).toBe(alone);
  expect(listFindings(db, "info")).toEqual(first);
  db.close();
});

test("a write that fails while the thread judges ends the analysis, and leaves the findings of before", async () => {
  const path = join(folder, "full.trailproof");
  const db = openCase(path, { create: true });
  await importPaths(db, path, { paths: ["build/sample"], program: "test", now: Date.now() });
  const count = await analyzeCase(db, { program: "test", few: 1e9 });
  const before = listFindings(db, "info");
  db.exec(
    "CREATE TRIGGER full BEFORE INSERT ON finding_block BEGIN SELECT RAISE(FAIL, 'no room'); END",
  );
  await expect(analyzeCase(db, { program: "test", few: 0 })).rejects.toThrow("no room");
  expect(db.inTransaction).toBe(false);
  expect(listFindings(db, "info")).toEqual(before);
  expect(before).toHaveLength(count);
  db.close();
});
