import { expect, test } from "vitest";
import type { Reason } from "../finding.ts";
import { sumSeverity } from "./severity-sum.ts";

test.each([
  [["medium"], "medium"],
  [["medium", "high", "low"], "high"],
  [["high", "+1"], "critical"],
  [["critical", "+1"], "critical"],
  [["medium", "-2"], "info"],
  [["high", "-2"], "low"],
  [["high", "-2", "-1"], "low"],
  [["high", "-2", "+1"], "medium"],
  [["medium", "+1", "+1"], "high"],
  [["low", "-1", "-1"], "info"],
  [[], "info"],
] as const)("%s gives %s", (values, expected) => {
  const reasons = values.map((value): Reason => ({ kind: "detection", value, text: [] }));
  expect(sumSeverity(reasons)).toBe(expected);
});
