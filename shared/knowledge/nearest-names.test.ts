import { expect, test } from "vitest";
import { nearestNames } from "./nearest-names.ts";

const names = [
  "DeletePolicy",
  "DeleteRole",
  "DeleteRolePolicy",
  "CreateFunction20150331",
  "Invoke",
];

test.each([
  ["deletepolcy", ["DeletePolicy", "DeleteRole"]],
  ["DeleteRol", ["DeleteRole", "DeleteRolePolicy"]],
  ["CreateFunction", ["CreateFunction20150331"]],
  ["Invokee", ["Invoke"]],
  ["xyz", []],
  ["", []],
])("%s", (asked, found) => {
  expect(nearestNames(asked, names, 2)).toEqual(found);
});

test("each name once, and no more than asked for", () => {
  expect(nearestNames("Delete", [...names, ...names], 2)).toEqual(["DeleteRole", "DeletePolicy"]);
});
