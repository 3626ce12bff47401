import { describe, expect, test } from "vitest";
import type { CloudTrailEvent, JsonObject } from "../../cloudtrail-event.ts";
import {
  allow,
  documentText,
  impactStates,
  lastFinding,
  makeEvent,
  session,
  words,
} from "../test-events.ts";

const narrow = allow("s3:GetObject", "arn:aws:s3:::data/*");
const trust = documentText({
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111122223333:root", Service: "ec2.amazonaws.com" },
  Action: "sts:AssumeRole",
});

function role(at: string): CloudTrailEvent {
  return makeEvent("CreateRole", {
    at,
    id: "role",
    request: { roleName: "Deploy", assumeRolePolicyDocument: trust },
  });
}
const oldRole = role("2026-09-01T08:00:00Z");
function put(
  statement: JsonObject,
  more: Parameters<typeof makeEvent>[1] = {},
  policyName = "fix",
): CloudTrailEvent {
  return makeEvent("PutRolePolicy", {
    at: 60,
    id: "put",
    request: { roleName: "Deploy", policyName, policyDocument: documentText(statement) },
    ...more,
  });
}
const before = put(narrow, { at: 1, id: "before" });
const self = { by: session("Deploy") };

describe("severity and impact", () => {
  test.each<[string, readonly CloudTrailEvent[], string, readonly string[], string]>([
    [
      "administrator rights",
      [oldRole, put(allow("*"))],
      "high",
      ["possible", "shown", "possible"],
      "every action on every resource",
    ],
    [
      "administrator rights for itself",
      [oldRole, put(allow("*"), self)],
      "critical",
      ["shown", "shown", "possible"],
      "wrote itself",
    ],
    [
      "administrator rights for a new role",
      [role("2026-10-06T01:00:00Z"), put(allow("*"))],
      "critical",
      ["possible", "shown", "possible"],
      "less than 24 hours old",
    ],
    [
      "a narrow policy for itself",
      [oldRole, put(narrow, self)],
      "high",
      ["possible", "excluded", "possible"],
      "high: The change concerns the actor itself: the rights of its own role",
    ],
    [
      "a role of the same name in another account",
      [oldRole, put(allow("*"), { by: { ...session("Deploy"), accountId: "111122223333" } })],
      "high",
      ["possible", "shown", "possible"],
      "Role Deploy was given",
    ],
    [
      "an escalation path",
      [oldRole, put(allow("iam:UpdateAssumeRolePolicy"))],
      "high",
      ["possible", "shown", "possible"],
      "PE16",
    ],
    [
      "wide reading of data",
      [oldRole, put(allow("s3:GetObject"))],
      "medium",
      ["possible", "excluded", "possible"],
      "reading data everywhere",
    ],
    [
      "a narrow policy",
      [oldRole, put(narrow)],
      "medium",
      ["possible", "excluded", "possible"],
      "There was no such document before",
    ],
    [
      "the same policy again",
      [oldRole, before, put(narrow)],
      "low",
      ["excluded", "excluded", "excluded"],
      "allows and denies the same",
    ],
    [
      "a narrower policy",
      [put(allow("s3:*"), { at: 1, id: "before" }), put(narrow)],
      "low",
      ["excluded", "excluded", "excluded"],
      "No longer allowed",
    ],
    [
      "an unknown role",
      [put(narrow)],
      "medium",
      ["possible", "excluded", "possible"],
      "unknown: Who can take on role Deploy.",
    ],
    [
      "an unreadable document",
      [
        put(narrow, {
          request: { roleName: "Deploy", policyName: "fix", policyDocument: { omitted: true } },
        }),
      ],
      "medium",
      ["possible", "possible", "possible"],
      "truncated-by-aws",
    ],
    [
      "denied",
      [oldRole, put(allow("*"), { ...self, errorCode: "AccessDenied", request: null })],
      "info",
      ["excluded", "excluded", "excluded"],
      "Nothing changed",
    ],
    [
      "failed",
      [
        oldRole,
        put(allow("*"), {
          ...self,
          errorCode: "MalformedPolicyDocumentException",
          outcome: "failed",
        }),
      ],
      "info",
      ["excluded", "excluded", "excluded"],
      "the call failed",
    ],
  ])("%s", (_, events, severity, states, says) => {
    const finding = lastFinding(events);
    expect(words(finding)).toContain(says);
    expect(finding.severity).toBe(severity);
    expect(impactStates(finding)).toEqual(states);
  });
});

test("says who can take on the role, and that another account is among them", () => {
  const text = words(lastFinding([oldRole, put(narrow)]));
  expect(text).toContain("arn:aws:iam::111122223333:root and ec2.amazonaws.com [role]");
  expect(text).toContain("Among them is another account.");
});

describe("plan", () => {
  test.each<[string, readonly CloudTrailEvent[], readonly unknown[], string]>([
    [
      "the earlier document goes back",
      [oldRole, before, put(allow("*"))],
      [["iam:PutRolePolicy", documentText(narrow)]],
      "exact",
    ],
    [
      "a name the log proves new is removed",
      [oldRole, put(allow("*"))],
      [["iam:DeleteRolePolicy", undefined]],
      "exact",
    ],
    [
      "a name deleted before is removed",
      [
        before,
        makeEvent("DeleteRolePolicy", {
          at: 2,
          request: { roleName: "Deploy", policyName: "fix" },
        }),
        put(allow("*")),
      ],
      [["iam:DeleteRolePolicy", undefined]],
      "exact",
    ],
    [
      "of an unknown past a person decides",
      [put(allow("*"))],
      [["iam:PutRolePolicy", expect.objectContaining({ ask: expect.any(String) })]],
      "ask",
    ],
  ])("%s", (_, events, calls, certainty) => {
    const { plan } = lastFinding(events);
    expect(plan.operations.map((o) => [o.api, o.input["PolicyDocument"]])).toEqual(calls);
    expect(plan.certainty).toBe(certainty);
  });
});
