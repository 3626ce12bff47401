import * as fc from "fast-check";
import { expect, test } from "vitest";
import { allow, denyWithoutMfa, documentText } from "../analysis/test-events.ts";
import type { JsonObject } from "../cloudtrail-event.ts";
import { comparePolicies } from "./policy-compare.ts";
import { readPolicyDocument } from "./policy-document.ts";

const mfa = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
const s3 = "arn:aws:s3:::data/*";

function statements(all: readonly JsonObject[]) {
  return readPolicyDocument(documentText(...all)).statements;
}

function compare(before: readonly JsonObject[], after: readonly JsonObject[]) {
  const c = comparePolicies(statements(before), statements(after));
  const list = (all: typeof c.granted) => all.map((d) => `${d.what} ${d.action ?? "NotAction"}`);
  return {
    granted: list(c.granted),
    ungranted: list(c.ungranted),
    deniesGone: list(c.deniesGone),
    widened: c.widened,
    dropped: c.granted.flatMap((d) => d.dropped.map((x) => x.key)),
  };
}

const nothing = { granted: [], ungranted: [], deniesGone: [], widened: false, dropped: [] };

test.each<[string, readonly JsonObject[], readonly JsonObject[], Partial<typeof nothing> | object]>(
  [
    ["the same", [allow("s3:Get*", s3)], [allow("s3:Get*", s3)], nothing],
    [
      "a new action",
      [allow("s3:GetObject", s3)],
      [allow(["s3:GetObject", "s3:PutObject"], s3)],
      { granted: ["action s3:PutObject"], widened: true },
    ],
    [
      "a wider action",
      [allow("s3:GetObject", s3)],
      [allow("s3:Get*", s3)],
      { granted: ["action s3:Get*"], ungranted: [] },
    ],
    [
      "a wider resource",
      [allow("s3:GetObject", s3)],
      [allow("s3:GetObject", "*")],
      { granted: ["resource s3:GetObject"] },
    ],
    [
      "a dropped condition",
      [allow("s3:GetObject", s3, mfa)],
      [allow("s3:GetObject", s3)],
      { granted: ["condition s3:GetObject"], dropped: ["aws:MultiFactorAuthPresent"] },
    ],
    [
      "wider and freer at once",
      [allow("s3:GetObject", s3, mfa)],
      [allow("s3:GetObject", "*")],
      { granted: ["resource s3:GetObject"], dropped: ["aws:MultiFactorAuthPresent"] },
    ],
    [
      "a further statement leaves the conditions of another alone",
      [allow("s3:GetObject", s3, mfa)],
      [allow("s3:GetObject", s3, mfa), allow("s3:GetObject", "arn:aws:s3:::other/*")],
      { granted: ["resource s3:GetObject"], dropped: [] },
    ],
    [
      "a narrower document",
      [allow("*")],
      [allow("s3:Get*", s3)],
      { granted: [], ungranted: ["action *"], widened: false },
    ],
    [
      "a statement split in two",
      [allow(["s3:GetObject", "s3:PutObject"], s3)],
      [allow("s3:GetObject", s3), allow("s3:PutObject", s3)],
      nothing,
    ],
    [
      "a Deny gone",
      [allow("*"), denyWithoutMfa],
      [allow("*")],
      { deniesGone: ["action NotAction"], widened: true, granted: [] },
    ],
    [
      "a Deny with more exceptions",
      [denyWithoutMfa],
      [{ ...denyWithoutMfa, NotAction: "*" }],
      { deniesGone: ["action NotAction"] },
    ],
    [
      "the same condition in other spelling",
      [allow("s3:GetObject", s3, { Bool: { "AWS:multifactorauthpresent": ["true"] } })],
      [allow("s3:GetObject", s3, mfa)],
      nothing,
    ],
  ],
)("%s", (_, before, after, expected) => {
  expect(compare(before, after)).toMatchObject(expected);
});

test("a document against itself shows no difference", () => {
  const name = fc.constantFrom("s3:*", "s3:Get*", "iam:PassRole", "*", "ec2:Run?nstances");
  const where = fc.constantFrom("*", s3, "arn:aws:s3:::*", "arn:aws:iam::*:role/*");
  const statement = fc.record({
    Effect: fc.constantFrom("Allow", "Deny"),
    Action: fc.array(name, { minLength: 1, maxLength: 3 }),
    Resource: fc.array(where, { minLength: 1, maxLength: 3 }),
    Condition: fc.constantFrom({}, mfa),
  });
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 4 }), (all) => {
      expect(compare(all, all)).toEqual(nothing);
    }),
  );
});

function large(tag: string) {
  const names = Array.from({ length: 1400 }, (_, i) => `s3:${tag}${i}`);
  return statements([allow(names, names)]);
}

test("documents too large to compare are called incomplete, quickly", () => {
  expect(comparePolicies(large("a"), large("b")).complete).toBe(false);
});
