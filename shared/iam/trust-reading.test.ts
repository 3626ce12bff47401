import { expect, test } from "vitest";
import type { JsonObject } from "../cloudtrail-event.ts";
import { readPolicyDocument } from "./policy-document.ts";
import { readTrust } from "./trust-reading.ts";

const github = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";
const subject = (value: string, operator = "StringLike"): JsonObject => ({
  [operator]: { "token.actions.githubusercontent.com:sub": value },
});

function read(principal: JsonObject | string, condition?: JsonObject, member = "Principal") {
  const statement = {
    Effect: "Allow",
    [member]: principal,
    Action: "sts:AssumeRole",
    ...(condition === undefined ? {} : { Condition: condition }),
  };
  return readTrust(readPolicyDocument({ Statement: [statement] }), "123456789012");
}

test.each([
  ["everybody", "*", undefined, { everyone: [{ bound: null }] }],
  [
    "everybody in a list",
    { AWS: ["arn:aws:iam::123456789012:root", "*"] },
    undefined,
    { everyone: [{ bound: null }] },
  ],
  [
    "everybody of the organization",
    { AWS: "*" },
    { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
    { everyone: [{ bound: { key: "aws:PrincipalOrgID" } }] },
  ],
  [
    "everybody with an external id",
    { AWS: "*" },
    { StringEquals: { "sts:ExternalId": "x" } },
    { everyone: [{ bound: null }] },
  ],
  [
    "another account",
    { AWS: "arn:aws:iam::111122223333:root" },
    undefined,
    { everyone: [], external: [{ account: "111122223333", bound: null }] },
  ],
  [
    "another account by its id",
    { AWS: "111122223333" },
    { StringEquals: { "sts:ExternalId": "x" } },
    { external: [{ bound: { key: "sts:ExternalId" } }] },
  ],
  ["the own account", { AWS: "123456789012" }, undefined, { everyone: [], external: [] }],
  ["a deleted principal", { AWS: "AIDAEXAMPLE" }, undefined, { external: [] }],
  [
    "a service",
    { Service: "ec2.amazonaws.com" },
    undefined,
    { everyone: [], external: [], webWithoutSubject: [] },
  ],
  [
    "a provider without subject",
    { Federated: github },
    undefined,
    { webWithoutSubject: [{ principal: github }] },
  ],
  [
    "a provider with any subject of an owner",
    { Federated: github },
    subject("repo:example/*"),
    { webWithoutSubject: [{ principal: github }] },
  ],
  [
    "a provider with one repository",
    { Federated: github },
    subject("repo:example/app:ref:refs/heads/main"),
    { webWithoutSubject: [] },
  ],
  [
    "a provider with IfExists",
    { Federated: github },
    subject("repo:example/app:*", "StringLikeIfExists"),
    { webWithoutSubject: [{ principal: github }] },
  ],
  [
    "a SAML provider",
    { Federated: "arn:aws:iam::123456789012:saml-provider/Idp" },
    undefined,
    { webWithoutSubject: [] },
  ],
])("%s", (_, principal, condition, expected) => {
  expect(read(principal, condition)).toMatchObject(expected);
});

test("NotPrincipal in an Allow is everybody but a few", () => {
  expect(read({ AWS: "111122223333" }, undefined, "NotPrincipal").everyoneBut).toEqual([1]);
});

test("without the role's account nothing is called external", () => {
  const document = readPolicyDocument({
    Statement: [{ Effect: "Allow", Principal: { AWS: "111122223333" }, Action: "sts:AssumeRole" }],
  });
  expect(readTrust(document, null).external).toEqual([]);
});
