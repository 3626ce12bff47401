import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { notices, noticesFile } from "./make-notices.ts";

test("the licences that are packed are those of the packages that are installed", () => {
  expect(readFileSync(noticesFile, "utf8"), "run: npm run make-notices").toBe(notices());
});

test("every dependency of the program has one", () => {
  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  const text = notices();
  for (const name of Object.keys(dependencies))
    expect(text).toMatch(new RegExp(`^${name} [0-9.]+ \\(`, "m"));
});
