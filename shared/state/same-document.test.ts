import { expect, test } from "vitest";
import { sameDocument } from "./same-document.ts";

const trust = (principal: unknown, more: object = {}): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", ...more }],
  });
const root = "arn:aws:iam::111122223333:root";
const ada = "arn:aws:iam::111122223333:user/ada";

test.each<[string, string | null, string | null, boolean]>([
  ["spaces", '{"Statement":[]}', '{ "Statement": [ ] }', true],
  ["order of members", '{"A":1,"B":2}', '{"B":2,"A":1}', true],
  ["a list of one", trust({ AWS: [ada] }), trust({ AWS: ada }), true],
  ["order of values", trust({ AWS: [ada, root] }), trust({ AWS: [root, ada] }), true],
  ["an account's number", trust({ AWS: "111122223333" }), trust({ AWS: root }), true],
  ["everybody", trust("*"), trust({ AWS: "*" }), true],
  [
    "truth values as texts",
    trust("*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": true } } }),
    trust("*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }),
    true,
  ],
  [
    "a principal that was deleted",
    trust({ AWS: ada }),
    trust({ AWS: "AIDAEXAMPLE0123456789" }),
    true,
  ],
  ["one principal more", trust({ AWS: root }), trust({ AWS: [root, ada] }), false],
  ["another effect", trust("*"), trust("*", { Effect: "Deny" }), false],
  ["a condition more", trust("*"), trust("*", { Condition: {} }), false],
  ["no JSON", "x", "y", false],
  ["none", null, "{}", false],
])("%s", (_, a, b, expected) => {
  expect(sameDocument(a, b)).toBe(expected);
  expect(sameDocument(b, a)).toBe(expected);
});
