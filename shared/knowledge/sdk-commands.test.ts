import * as sdk from "@aws-sdk/client-iam";
import { expect, test } from "vitest";
import { actionEntry, iamActions } from "./iam-actions.ts";

const commands = Object.keys(sdk)
  .filter((name) => /^[A-Z]\w+Command$/u.test(name))
  .map((name) => name.slice(0, -"Command".length));

/** Commands of the SDK that the table does not know. */
function withoutEntry(names: readonly string[]): readonly string[] {
  return names.filter((name) => actionEntry("iam.amazonaws.com", name) === null);
}

test("each command of the installed @aws-sdk/client-iam has an entry", () => {
  expect(commands.length).toBeGreaterThanOrEqual(180);
  expect(withoutEntry(commands)).toEqual([]);
});

test("a command without an entry is seen", () => {
  expect(withoutEntry([...commands, "CreateSomethingNew"])).toEqual(["CreateSomethingNew"]);
});

test("an entry that the SDK lost is seen", () => {
  const known = new Set(commands);
  expect(iamActions.filter(({ name }) => !known.has(name))).toEqual([]);
});
