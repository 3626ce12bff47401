import { describe, expect, test } from "vitest";
import type { CloudTrailEvent, JsonObject } from "../cloudtrail-event.ts";
import {
  allow,
  denyWithoutMfa,
  documentText,
  lastFinding,
  makeEvent,
  root,
  session,
  user,
  words,
} from "./test-events.ts";

type Parts = Parameters<typeof makeEvent>[1];
function ev(name: string, request: JsonObject | null, more: Parts = {}): CloudTrailEvent {
  return makeEvent(name, { id: `${name}!`, at: 60, request, ...more });
}
const aws = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const own = "arn:aws:iam::123456789012:policy/Own";
const ownPolicy = makeEvent("CreatePolicy", {
  id: "own",
  request: { policyName: "Own", policyDocument: documentText(allow("*")) },
  response: { policy: { arn: own } },
});
const newUser = makeEvent("CreateUser", {
  at: 1,
  id: "new-user",
  request: { userName: "p.novak" },
});
const trust = (principal: JsonObject | string, condition?: JsonObject) =>
  documentText({
    Effect: "Allow",
    Principal: principal,
    Action: "sts:AssumeRole",
    ...(condition === undefined ? {} : { Condition: condition }),
  });
const service = { Service: "ec2.amazonaws.com" };
const role = makeEvent("CreateRole", {
  id: "role",
  request: { roleName: "R", assumeRolePolicyDocument: trust({ ...service, AWS: "111122223333" }) },
});
const newTrust = (principal: JsonObject | string, condition?: JsonObject) =>
  ev("UpdateAssumeRolePolicy", { roleName: "R", policyDocument: trust(principal, condition) });

type Case = [string, readonly CloudTrailEvent[], string, string];

describe("grants", () => {
  test.each<Case>([
    [
      "AdministratorAccess",
      [ev("AttachUserPolicy", { userName: "x", policyArn: aws("AdministratorAccess") })],
      "high",
      "every action on every resource",
    ],
    [
      "AdministratorAccess in China",
      [
        ev("AttachRolePolicy", {
          roleName: "x",
          policyArn: "arn:aws-cn:iam::aws:policy/AdministratorAccess",
        }),
      ],
      "high",
      "every action",
    ],
    [
      "IAMFullAccess",
      [ev("AttachGroupPolicy", { groupName: "x", policyArn: aws("IAMFullAccess") })],
      "high",
      "every IAM action",
    ],
    [
      "administrator rights for a new user",
      [
        newUser,
        ev("AttachUserPolicy", { userName: "p.novak", policyArn: aws("AdministratorAccess") }),
      ],
      "critical",
      "less than 24 hours old",
    ],
    [
      "reading rights for a new user",
      [newUser, ev("AttachUserPolicy", { userName: "p.novak", policyArn: aws("SecurityAudit") })],
      "medium",
      "reading security settings",
    ],
    [
      "administrator rights for oneself",
      [ev("AttachUserPolicy", { userName: "n.albrecht", policyArn: aws("AdministratorAccess") })],
      "critical",
      "+1: The actor changed the rights of its own user",
    ],
    [
      "an own policy of the name",
      [
        ev("AttachUserPolicy", {
          userName: "x",
          policyArn: "arn:aws:iam::123456789012:policy/AdministratorAccess",
        }),
      ],
      "medium",
      "AttachUserPolicy",
    ],
    [
      "an own policy with administrator rights",
      [ownPolicy, ev("AttachUserPolicy", { userName: "x", policyArn: own })],
      "high",
      "By its document, policy Own gives administrator rights [own]",
    ],
    [
      "a reading policy",
      [ev("AttachUserPolicy", { userName: "x", policyArn: aws("SecurityAudit") })],
      "medium",
      "reading security settings",
    ],
    [
      "a quarantine by AWS",
      [ev("AttachUserPolicy", { userName: "x", policyArn: aws("AWSCompromisedKeyQuarantineV3") })],
      "critical",
      "finds an access key of the user in public",
    ],
    [
      "a member of a strong group",
      [
        makeEvent("AttachGroupPolicy", {
          request: { groupName: "G", policyArn: aws("AdministratorAccess") },
        }),
        ev("AddUserToGroup", { groupName: "G", userName: "x" }),
      ],
      "high",
      "holds strong rights",
    ],
    [
      "a member of a group that may read",
      [
        makeEvent("AttachGroupPolicy", {
          request: { groupName: "G", policyArn: aws("SecurityAudit") },
        }),
        ev("AddUserToGroup", { groupName: "G", userName: "x" }),
      ],
      "medium",
      "got a new member: x",
    ],
    [
      "a member of an unknown group",
      [ev("AddUserToGroup", { groupName: "G", userName: "x" })],
      "medium",
      "got a new member: x",
    ],
    [
      "administrator rights inline for a group",
      [
        ev("PutGroupPolicy", {
          groupName: "G",
          policyName: "p",
          policyDocument: documentText(allow("*")),
        }),
      ],
      "high",
      "every action on every resource",
    ],
    [
      "a policy with administrator rights, not attached",
      [ev("CreatePolicy", { policyName: "P", policyDocument: documentText(allow("*")) })],
      "medium",
      "It is not in force yet",
    ],
    [
      "denied",
      [ev("AttachUserPolicy", null, { errorCode: "AccessDenied" })],
      "info",
      "Nothing changed",
    ],
  ])("%s", (_, events, severity, says) => {
    const finding = lastFinding(events);
    expect(words(finding)).toContain(says);
    expect(finding.severity).toBe(severity);
  });
});

describe("trust", () => {
  test.each<Case>([
    ["everybody", [newTrust("*")], "critical", "admits everybody"],
    [
      "everybody by a service",
      [
        ev(
          "UpdateAssumeRolePolicy",
          { roleName: "R", policyDocument: trust("*") },
          { by: { invokedBy: "cloudformation.amazonaws.com" } },
        ),
      ],
      "critical",
      "admits everybody",
    ],
    [
      "everybody of the organization",
      [newTrust("*", { StringEquals: { "aws:PrincipalOrgID": "o-1" } })],
      "high",
      "who meets the condition",
    ],
    [
      "another account",
      [newTrust({ AWS: "111122223333" })],
      "high",
      "newly admits another account without a condition",
    ],
    [
      "another account that it admitted before",
      [role, newTrust({ AWS: "111122223333" })],
      "medium",
      "admits nobody that the earlier one did not",
    ],
    [
      "a further account",
      [role, newTrust({ AWS: ["111122223333", "444455556666"] })],
      "high",
      "newly admits another account without a condition such as an external id: 444455556666",
    ],
    [
      "a service only",
      [role, newTrust(service)],
      "medium",
      "admits nobody that the earlier one did not",
    ],
    [
      "a new role for everybody",
      [ev("CreateRole", { roleName: "N", assumeRolePolicyDocument: trust("*") })],
      "critical",
      "admits everybody",
    ],
    [
      "a new role for a service",
      [ev("CreateRole", { roleName: "N", assumeRolePolicyDocument: trust(service) })],
      "low",
      "Role N created",
    ],
    [
      "a new role for another account",
      [
        ev("CreateRole", {
          roleName: "N",
          assumeRolePolicyDocument: trust({ AWS: "111122223333" }),
        }),
      ],
      "high",
      "another account",
    ],
  ])("%s", (_, events, severity, says) => {
    const finding = lastFinding(events);
    expect(words(finding)).toContain(says);
    expect(finding.severity).toBe(severity);
  });
});

describe("credentials", () => {
  const mfa = { userName: "t.brandt", serialNumber: "arn:aws:iam::123456789012:mfa/t.brandt" };
  test.each<Case>([
    [
      "a key for another user",
      [ev("CreateAccessKey", { userName: "svc" })],
      "high",
      "set by another identity",
    ],
    [
      "a key for oneself",
      [ev("CreateAccessKey", { userName: "n.albrecht" })],
      "medium",
      "CreateAccessKey",
    ],
    ["a key for oneself, unnamed", [ev("CreateAccessKey", null)], "medium", "CreateAccessKey"],
    [
      "a key by a session",
      [ev("CreateAccessKey", { userName: "n.albrecht" }, { by: session("R") })],
      "high",
      "set by another identity",
    ],
    [
      "a root key",
      [ev("CreateAccessKey", null, { by: root() })],
      "critical",
      "made for the root user",
    ],
    [
      "a password for another user",
      [ev("CreateLoginProfile", { userName: "svc" })],
      "high",
      "set by another identity",
    ],
    [
      "a first password to be changed for a user just made",
      [newUser, ev("CreateLoginProfile", { userName: "p.novak", passwordResetRequired: true })],
      "medium",
      "onboarding by all signs",
    ],
    [
      "a first password by another than the maker of the user",
      [
        newUser,
        ev(
          "CreateLoginProfile",
          { userName: "p.novak", passwordResetRequired: true },
          { by: user("v.costa") },
        ),
      ],
      "high",
      "set by another identity",
    ],
    [
      "a lasting password for a user just made",
      [newUser, ev("CreateLoginProfile", { userName: "p.novak" })],
      "high",
      "set by another identity",
    ],
    [
      "a second factor of another user",
      [ev("DeactivateMFADevice", mfa)],
      "critical",
      "was switched off by another identity",
    ],
    [
      "a second factor by its owner",
      [ev("DeactivateMFADevice", mfa, { by: user("t.brandt") })],
      "high",
      "was switched off by that user",
    ],
    [
      "a second factor of root",
      [ev("DeactivateMFADevice", { userName: "AWS ROOT USER" }, { by: root() })],
      "critical",
      "of the root user was switched off",
    ],
  ])("%s", (_, events, severity, says) => {
    const finding = lastFinding(events);
    expect(words(finding)).toContain(says);
    expect(finding.severity).toBe(severity);
  });
});

describe("guard rails and modifiers", () => {
  const rail = makeEvent("PutUserPolicy", {
    id: "rail",
    request: {
      userName: "n.albrecht",
      policyName: "limits",
      policyDocument: documentText(denyWithoutMfa),
    },
  });
  const group = (more: Parts) => ev("CreateGroup", { groupName: "G" }, more);
  test.each<Case>([
    [
      "an inline guard rail of the actor",
      [rail, ev("DeleteUserPolicy", { userName: "n.albrecht", policyName: "limits" })],
      "critical",
      "The actor took a guard rail off itself",
    ],
    [
      "an inline guard rail of another",
      [
        rail,
        ev(
          "DeleteUserPolicy",
          { userName: "n.albrecht", policyName: "limits" },
          { by: user("m.kessler") },
        ),
      ],
      "high",
      "A guard rail was taken away",
    ],
    [
      "quarantine taken off",
      [ev("DetachUserPolicy", { userName: "x", policyArn: aws("AWSCompromisedKeyQuarantineV2") })],
      "high",
      "denies risky actions",
    ],
    [
      "a boundary removed",
      [ev("DeleteRolePermissionsBoundary", { roleName: "x" })],
      "high",
      "Without its boundary",
    ],
    ["root", [group({ by: root() })], "high", "+1: The root user acted"],
    [
      "a service",
      [group({ by: { invokedBy: "cloudformation.amazonaws.com" } })],
      "info",
      "-1: An AWS service made the call",
    ],
    [
      "a look-alike of a service",
      [group({ by: { invokedBy: "amazonaws.com.example.com" } })],
      "low",
      "CreateGroup",
    ],
    [
      "an attack tool",
      [group({ userAgent: "stratus-red-team_1" })],
      "high",
      "a tool made for attacks",
    ],
    [
      "Terraform",
      [group({ userAgent: "APN/1.0 HashiCorp/1.0 Terraform/1.9" })],
      "low",
      "A user agent can be forged",
    ],
    [
      "an own test user",
      [newUser, ev("DeleteUser", { userName: "p.novak" })],
      "low",
      "-1: The same actor had created it",
    ],
    [
      "a test user somebody else changed",
      [
        newUser,
        makeEvent("TagUser", { at: 2, request: { userName: "p.novak" } }),
        makeEvent("AttachUserPolicy", {
          at: 3,
          by: user("v.costa"),
          request: { userName: "p.novak", policyArn: own },
        }),
        ev("DeleteUser", { userName: "p.novak" }),
      ],
      "medium",
      "DeleteUser",
    ],
    [
      "an action Trailproof does not know",
      [ev("FrobnicateUser", { userName: "x" })],
      "medium",
      "does not know",
    ],
  ])("%s", (_, events, severity, says) => {
    const finding = lastFinding(events);
    expect(words(finding)).toContain(says);
    expect(finding.severity).toBe(severity);
  });
});

function calls(...times: readonly string[]) {
  return times.map((at, i) =>
    makeEvent("CreateUser", { id: `c${i}`, at, request: { userName: `u${i}` } }),
  );
}

describe("routine", () => {
  const last = ev("CreateUser", { userName: "x" });
  test.each<[string, readonly CloudTrailEvent[], boolean]>([
    [
      "three times on two days",
      calls("2026-10-01T08:00:00Z", "2026-10-02T08:00:00Z", "2026-10-02T09:00:00Z"),
      true,
    ],
    [
      "three times on one day",
      calls("2026-10-01T08:00:00Z", "2026-10-01T09:00:00Z", "2026-10-01T10:00:00Z"),
      false,
    ],
    ["twice on two days", calls("2026-10-01T08:00:00Z", "2026-10-02T08:00:00Z"), false],
    [
      "three times by another actor",
      calls("2026-10-01T08:00:00Z", "2026-10-02T08:00:00Z", "2026-10-02T09:00:00Z").map((e) => ({
        ...e,
        identity: user("v.costa"),
      })),
      false,
    ],
  ])("%s", (_, before, is) => {
    expect(words(lastFinding([...before, last])).includes("A routine of the actor")).toBe(is);
  });
});
