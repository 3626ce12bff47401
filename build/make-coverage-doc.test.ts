import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { iamActions } from "../shared/knowledge/iam-actions.ts";
import { coverageDoc } from "./make-coverage-doc.ts";

test("docs/coverage.md is what the code says", () => {
  const written = readFileSync(join(import.meta.dirname, "../docs/coverage.md"), "utf8");
  expect(written).toBe(coverageDoc());
});

test("it names every action of IAM once", () => {
  const rows = coverageDoc()
    .split("\n## Events of other services")[0]
    ?.split("\n")
    .flatMap((line) => /^\| ([A-Z]\w+) \|/.exec(line)?.[1] ?? []);
  expect(rows?.toSorted()).toEqual(iamActions.map(({ name }) => name).toSorted());
});
