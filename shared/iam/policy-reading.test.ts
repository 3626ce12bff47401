import { describe, expect, test } from "vitest";
import { allow, denyWithoutMfa, documentText } from "../analysis/test-events.ts";
import type { JsonObject } from "../cloudtrail-event.ts";
import { escalationPaths } from "./escalation-paths.ts";
import { managedPolicy } from "./managed-policies.ts";
import { readPolicyDocument } from "./policy-document.ts";
import { readPolicy } from "./policy-reading.ts";

function read(...statements: readonly JsonObject[]) {
  return readPolicy(readPolicyDocument(documentText(...statements)));
}

const mfa = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
const own = "arn:aws:iam::*:user/${aws:username}";
const deny = (action: string, condition?: JsonObject): JsonObject => ({
  ...allow(action, "*", condition),
  Effect: "Deny",
});
const but = (...actions: readonly string[]): JsonObject => ({
  Effect: "Allow",
  NotAction: actions,
  Resource: "*",
});

describe("administrator rights", () => {
  test.each([
    ["*", [allow("*")], "every-action"],
    ["*:*", [allow("*:*")], "every-action"],
    ["in a list", [allow(["s3:Get*", "*"])], "every-action"],
    ["iam:*", [allow("IAM:*")], "all-of-iam"],
    ["iam:* on all ARNs", [allow("iam:*", "arn:aws:iam::123456789012:*")], "all-of-iam"],
    ["everything but one service", [but("s3:*")], "not-action"],
    ["everything but IAM", [but("iam:*", "organizations:*")], null],
    ["all of another service", [allow("s3:*")], null],
    ["one named resource", [allow("*", "arn:aws:s3:::data/*")], null],
    ["taken back", [allow("*"), deny("*")], null],
    ["a Deny only", [deny("*")], null],
    ["many IAM actions", [allow(["iam:Create*", "iam:Put*"])], null],
  ])("%s", (_, statements, how) => {
    expect(read(...statements).admin?.how ?? null).toBe(how);
  });

  test.each([
    ["a second factor", mfa, true],
    ["a network", { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } }, true],
    ["every network", { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }, false],
    ["IfExists", { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } }, false],
    ["ForAllValues", { "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-1" } }, false],
    ["transport", { Bool: { "aws:SecureTransport": "true" } }, false],
    ["a star", { StringLike: { "aws:PrincipalArn": "*" } }, false],
    ["MFA false", { Bool: { "aws:MultiFactorAuthPresent": "false" } }, false],
  ])("limited by %s", (_, condition, isBound) => {
    expect(read(allow("*", "*", condition)).admin?.bound !== null).toBe(isBound);
  });
});

describe("escalation paths", () => {
  test.each([
    ["PE01", [allow("iam:CreatePolicyVersion")]],
    ["PE10", [allow("iam:CreateAccessKey", "arn:aws:iam::*:user/*")]],
    ["PE10", [allow("iam:Create*Key")]],
    ["PE35", [allow("iam:PassRole"), allow(["lambda:CreateFunction", "lambda:InvokeFunction"])]],
    [
      "PE17",
      [
        allow(
          ["iam:UpdateAssumeRolePolicy", "iam:PutRolePolicy"],
          "arn:aws:iam::123456789012:role/*",
        ),
      ],
    ],
  ])("%s is found", (id, statements) => {
    expect(read(...statements).escalations.map((e) => e.path.id)).toContain(id);
  });

  test.each([
    ["self-service", [allow("iam:CreateAccessKey", own)]],
    ["a named user", [allow("iam:CreateAccessKey", "arn:aws:iam::123456789012:user/ci")]],
    [
      "a kind of resource it does not act on",
      [allow("iam:CreateAccessKey", "arn:aws:iam::*:role/*")],
    ],
    ["half of a set", [allow("lambda:CreateFunction")]],
    [
      "a PassRole of one role",
      [allow("iam:PassRole", "arn:aws:iam::123456789012:role/x"), allow("ec2:RunInstances")],
    ],
    ["taken back", [allow("iam:CreateAccessKey"), deny("iam:Create*")]],
    ["reading", [allow(["iam:Get*", "iam:List*"])]],
  ])("%s is none", (_, statements) => {
    expect(read(...statements).escalations).toEqual([]);
  });

  test("a Deny with a condition does not take a path back", () => {
    const guarded = read(allow("iam:CreateAccessKey"), denyWithoutMfa);
    expect(guarded.escalations.map((e) => e.path.id)).toEqual(["PE10"]);
  });

  test("ids run from PE01 to PE50, and every permission names a service", () => {
    const ids = Array.from({ length: 50 }, (_, i) => `PE${String(i + 1).padStart(2, "0")}`);
    expect(escalationPaths.map((p) => p.id)).toEqual(ids);
    const permissions = escalationPaths.flatMap((p) => p.needs.flat());
    expect(permissions.filter((p) => !/^[a-z0-9-]+:[A-Z][A-Za-z0-9]+$/.test(p))).toEqual([]);
  });
});

describe("second factor", () => {
  test.each([
    ["no condition", [allow("iam:CreateUser")], ["iam:CreateUser"]],
    ["a wildcard over sensitive actions", [allow("iam:*")], ["iam:*"]],
    ["Bool true", [allow("iam:CreateUser", "*", mfa)], []],
    [
      "BoolIfExists true",
      [allow("iam:CreateUser", "*", { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } })],
      ["iam:CreateUser"],
    ],
    [
      "an age limit",
      [allow("iam:CreateUser", "*", { NumericLessThan: { "aws:MultiFactorAuthAge": "3600" } })],
      [],
    ],
    ["the Deny guard", [allow("iam:CreateUser"), denyWithoutMfa], []],
    [
      "a Deny guard with plain Bool",
      [allow("iam:CreateUser"), deny("*", { Bool: { "aws:MultiFactorAuthPresent": "false" } })],
      ["iam:CreateUser"],
    ],
    [
      "a guard that leaves the action out",
      [
        allow("iam:EnableMFADevice"),
        allow("iam:DeactivateMFADevice"),
        { ...denyWithoutMfa, NotAction: "iam:DeactivateMFADevice" },
      ],
      ["iam:DeactivateMFADevice"],
    ],
    ["harmless actions", [allow(["s3:GetObject", "iam:GetUser"])], []],
  ])("%s", (_, statements, open) => {
    expect(read(...statements).withoutMfa.map((f) => f.pattern)).toEqual(open);
  });
});

test("wildcards, PassRole, data and logging", () => {
  const reading = read(
    allow(["s3:*", "ec2:Describe*"], "arn:aws:s3:::data/*"),
    allow(["iam:PassRole", "cloudtrail:StopLogging", "secretsmanager:GetSecretValue"]),
  );
  expect(reading).toMatchObject({
    wildcardActions: [
      { statement: 1, pattern: "s3:*", whole: true },
      { statement: 1, pattern: "ec2:Describe*", whole: false },
    ],
    wildcardResources: [2],
    passesAnyRole: true,
    dataWide: ["secretsmanager:GetSecretValue"],
    loggingOff: ["cloudtrail:StopLogging"],
    narrow: false,
  });
});

test("PassRole tied to a service is not PassRole to any", () => {
  const condition = { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } };
  expect(read(allow("iam:PassRole", "*", condition)).passesAnyRole).toBe(false);
});

test.each([
  ["arn:aws:iam::aws:policy/AdministratorAccess", "admin"],
  ["arn:aws-cn:iam::aws:policy/IAMFullAccess", "iam"],
  ["arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3", "deny"],
  ["arn:aws:iam::123456789012:policy/AdministratorAccess", null],
  ["arn:aws:iam::aws:policy/NoSuchPolicy", null],
])("%s", (arn, as) => {
  expect(managedPolicy(arn)?.class ?? null).toBe(as);
});
