import { assert, property, string } from "fast-check";
import { expect, test } from "vitest";
import { type RefusedResource, refusedResource } from "./refused-resource.ts";

const who = "User: arn:aws:iam::123456789012:user/alice is not authorized to perform: iam:X";

const cases: readonly [string, RefusedResource | null][] = [
  [
    `${who} on resource: user bob because no identity-based policy allows the iam:X action`,
    { type: "user", id: "bob" },
  ],
  [
    `${who} on resource: group Developers with an explicit deny`,
    { type: "group", id: "Developers" },
  ],
  [`${who} on resource: role DeployRole`, { type: "role", id: "DeployRole" }],
  [
    `${who} on resource: instance profile web-frontend because`,
    { type: "instance-profile", id: "web-frontend" },
  ],
  [
    `${who} on resource: policy arn:aws:iam::123456789012:policy/team/Guard because`,
    { type: "policy", id: "arn:aws:iam::123456789012:policy/team/Guard" },
  ],
  [`${who} on resource: policy Guard because`, { type: "policy", id: "Guard" }],
  [
    `${who} on resource: arn:aws:iam::123456789012:mfa/phone because`,
    { type: "mfa", id: "arn:aws:iam::123456789012:mfa/phone" },
  ],
  [
    `${who} on resource: arn:aws:iam::123456789012:unheard-of/x because`,
    { type: null, id: "arn:aws:iam::123456789012:unheard-of/x" },
  ],
  [`${who} on resource: something-new because`, { type: null, id: "something-new" }],
  [`${who} on resource: policy path / because`, null],
  [`${who} on resource: arn:aws:iam::123456789012:user/ because`, null],
  [`${who} on resource: * because`, null],
  [`${who} on resource: `, null],
  [`${who} because no identity-based policy allows it`, null],
  ["Access denied on resource: user bob", null],
  [`${"x".repeat(5000)}${who} on resource: user bob`, null],
  ["", null],
];

test.each(cases)("%s", (message, expected) => {
  expect(refusedResource(message)).toEqual(expected);
});

test("no message names no resource", () => {
  expect(refusedResource(null)).toBeNull();
});

test("no message makes it throw, and an id is always a piece of the message", () => {
  assert(
    property(string({ unit: "binary" }), (tail) => {
      const message = `${who} on resource: ${tail}`;
      const found = refusedResource(message);
      expect(found === null || message.includes(found.id)).toBe(true);
    }),
  );
});

test("a long message takes no longer than its length", () => {
  const started = performance.now();
  refusedResource(`${who} on resource: ${" on resource: user ".repeat(200_000)}`);
  expect(performance.now() - started).toBeLessThan(200);
});
