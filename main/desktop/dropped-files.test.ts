import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { chooseDropped } from "./dropped-files.ts";

const root = mkdtempSync(join(tmpdir(), "trailproof-test-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
mkdirSync(join(root, "logs"));
mkdirSync(join(root, "folder.trailproof"));
for (const name of ["a.trailproof", "b.trailproof", "log.json"])
  writeFileSync(join(root, name), "");

test.each<readonly [unknown, string | null]>([
  [["a.trailproof"], "case"],
  [["a.trailproof", "b.trailproof"], "files"],
  [["a.trailproof", "gone.json"], "case"],
  [["logs"], "folder"],
  [["folder.trailproof"], "folder"],
  [["logs", "log.json"], "files"],
  [["log.json"], "files"],
  [["gone.json"], null],
  [[], null],
  ["log.json", null],
  [[7], null],
  [[""], null],
  [null, null],
])("%j is taken for %s", (given, kind) => {
  const paths = Array.isArray(given)
    ? given.map((name) => (typeof name === "string" && name !== "" ? join(root, name) : name))
    : given;
  const choice = chooseDropped(paths, (as, all) => ({
    id: "id",
    kind: as,
    names: all,
    count: all.length,
  }));
  expect(choice?.kind ?? null).toBe(kind);
});

test("a path that is not whole is nothing", () => {
  expect(
    chooseDropped(["package.json"], () => {
      throw new Error("chosen");
    }),
  ).toBeNull();
});
