import { expect, test } from "vitest";
import { caseIn } from "./case-argument.ts";

test.each([
  [["/bin/trailproof", "audit.trailproof"], "/work/audit.trailproof"],
  [["/bin/trailproof", "--flag", "/cases/a.trailproof"], "/cases/a.trailproof"],
  [["/bin/trailproof"], null],
  [["/bin/trailproof", "--case=a.trailproof"], null],
  [["/opt/x.trailproof", "."], null],
])("the case among %j is %s", (argv, path) => {
  expect(caseIn(argv, "/work")).toBe(path);
});
