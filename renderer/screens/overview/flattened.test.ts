import { expect, test } from "vitest";
import { isFlattened } from "./flattened.ts";

test.each([
  [[], false],
  [[5], false],
  [[1, 1000], false],
  [[9, 7, 5], false],
  [[2604, 88, 41, 6], true],
  [[2604, 0, 0], false],
])("%j is flattened by its largest: %s", (totals, wanted) => {
  expect(isFlattened(totals)).toBe(wanted);
});
