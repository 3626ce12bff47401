import { describe, expect, test } from "vitest";
import type { CloudTrailEvent, JsonObject } from "../../cloudtrail-event.ts";
import {
  allow,
  denyWithoutMfa,
  documentText,
  impactStates,
  lastFinding,
  makeEvent,
  session,
  words,
} from "../test-events.ts";

const arn = "arn:aws:iam::123456789012:policy/DeveloperAccess";
const narrow = allow("s3:GetObject", "arn:aws:s3:::data/*");
const mfa = { Bool: { "aws:MultiFactorAuthPresent": "true" } };

function created(...statements: readonly JsonObject[]): CloudTrailEvent {
  return makeEvent("CreatePolicy", {
    at: "2026-09-01T08:00:00Z",
    id: "created",
    request: { policyName: "DeveloperAccess", policyDocument: documentText(...statements) },
    response: { policy: { arn, defaultVersionId: "v1" } },
  });
}
function version(
  statements: readonly JsonObject[],
  isDefault: boolean | "by response" = true,
  more: Parameters<typeof makeEvent>[1] = {},
): CloudTrailEvent {
  return makeEvent("CreatePolicyVersion", {
    at: 60,
    id: "version",
    request: {
      policyArn: arn,
      policyDocument: documentText(...statements),
      ...(isDefault === true ? { setAsDefault: true } : {}),
    },
    response: { policyVersion: { versionId: "v2", isDefaultVersion: isDefault !== false } },
    ...more,
  });
}

describe("severity and impact", () => {
  test.each<[string, readonly CloudTrailEvent[], string, readonly string[], string]>([
    [
      "administrator rights in force",
      [created(narrow), version([allow("*")])],
      "critical",
      ["shown", "shown", "shown"],
      "every action on every resource",
    ],
    [
      "administrator rights by the answer of AWS alone",
      [created(narrow), version([allow("*")], "by response")],
      "critical",
      ["shown", "shown", "shown"],
      "in force",
    ],
    [
      "administrator rights in waiting",
      [created(narrow), version([allow("*")], false)],
      "high",
      ["possible", "possible", "possible"],
      "did not become the default",
    ],
    [
      "administrator rights before and after",
      [created(allow("*")), version([allow("*"), narrow])],
      "low",
      ["shown", "shown", "shown"],
      "allows nothing that the earlier one did not",
    ],
    [
      "administrator rights under a condition",
      [created(narrow), version([allow("*", "*", mfa)])],
      "high",
      ["shown", "shown", "excluded"],
      "limited by Bool aws:MultiFactorAuthPresent true",
    ],
    [
      "an escalation path",
      [created(narrow), version([narrow, allow("iam:CreateAccessKey")])],
      "high",
      ["shown", "shown", "shown"],
      "PE10",
    ],
    [
      "an escalation path that was there before",
      [created(allow("iam:CreateAccessKey")), version([narrow, allow("iam:CreateAccessKey")])],
      "medium",
      ["excluded", "shown", "shown"],
      "allows more than the one before",
    ],
    [
      "a dropped second factor",
      [created(allow("iam:CreateUser", "*", mfa)), version([allow("iam:CreateUser")])],
      "medium",
      ["excluded", "shown", "shown"],
      "without the earlier condition",
    ],
    [
      "a Deny gone",
      [created(narrow, denyWithoutMfa), version([narrow])],
      "high",
      ["excluded", "possible", "excluded"],
      "A denial of the earlier document is gone",
    ],
    [
      "a narrower document",
      [created(allow("s3:*")), version([narrow])],
      "low",
      ["excluded", "possible", "excluded"],
      "No longer allowed",
    ],
    [
      "a narrow addition",
      [created(narrow), version([narrow, allow("s3:PutObject", "arn:aws:s3:::data/*")])],
      "medium",
      ["excluded", "possible", "excluded"],
      "New against the earlier document [created]: s3:PutObject",
    ],
    [
      "an unknown earlier document",
      [version([narrow])],
      "medium",
      ["excluded", "possible", "excluded"],
      "unknown: What stood there before.",
    ],
    [
      "a document that is no JSON",
      [
        created(narrow),
        version([], true, {
          request: { policyArn: arn, policyDocument: "{oops", setAsDefault: true },
        }),
      ],
      "medium",
      ["possible", "possible", "possible"],
      "could not be read",
    ],
    [
      "denied",
      [
        created(narrow),
        version([allow("*")], true, { errorCode: "AccessDenied", request: null, response: null }),
      ],
      "info",
      ["excluded", "excluded", "excluded"],
      "Nothing changed",
    ],
    [
      "failed",
      [
        created(narrow),
        version([allow("*")], true, {
          errorCode: "LimitExceededException",
          outcome: "failed",
          response: null,
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

test("a policy the actor holds itself weighs one rank more", () => {
  const attached = makeEvent("AttachRolePolicy", {
    at: 5,
    id: "attached",
    request: { roleName: "DeployRole", policyArn: arn },
  });
  const change = version([narrow, allow("s3:PutObject")], true, { by: session("DeployRole") });
  const finding = lastFinding([created(narrow), attached, change]);
  expect(finding.severity).toBe("high");
  expect(words(finding)).toContain(
    "high: The change concerns the actor itself: the rights of a policy it holds",
  );
});

test("the diff shows removed and added lines against the version in force", () => {
  const finding = lastFinding([created(narrow), version([allow("s3:GetObject")])]);
  expect(finding.change?.lines.filter((l) => l.k !== " ").map((l) => l.k + l.s.trim())).toEqual([
    '-"Resource": "arn:aws:s3:::data/*"',
    '+"Resource": "*"',
  ]);
});

function textOr(value: unknown): string {
  return typeof value === "string" ? value : "?";
}

describe("plan", () => {
  test.each<[string, readonly CloudTrailEvent[], readonly string[], string]>([
    [
      "the earlier default is known",
      [created(narrow), version([allow("*")])],
      ["SetDefaultPolicyVersion v1", "DeletePolicyVersion v2"],
      "exact",
    ],
    [
      "it is not",
      [version([allow("*")])],
      ["SetDefaultPolicyVersion ?", "DeletePolicyVersion v2"],
      "ask",
    ],
    [
      "the version was not made the default",
      [created(narrow), version([allow("*")], false)],
      ["DeletePolicyVersion v2"],
      "exact",
    ],
  ])("%s", (_, events, calls, certainty) => {
    const { plan } = lastFinding(events);
    expect(plan.operations.map((o) => `${o.api.slice(4)} ${textOr(o.input["VersionId"])}`)).toEqual(
      calls,
    );
    expect(plan.certainty).toBe(certainty);
  });

  test("a version deleted to make room is stored again where its document is known", () => {
    const older = version([narrow], false, { at: 1, id: "older" });
    const gone = makeEvent("DeletePolicyVersion", {
      at: 55,
      id: "gone",
      request: { policyArn: arn, versionId: "v2" },
    });
    const change = version([allow("*")], true, {
      response: { policyVersion: { versionId: "v3", isDefaultVersion: true } },
    });
    const known = lastFinding([created(narrow), older, gone, change]).plan;
    expect(known.operations.at(-1)).toMatchObject({
      api: "iam:CreatePolicyVersion",
      input: { PolicyArn: arn, PolicyDocument: documentText(narrow), SetAsDefault: false },
      evidence: ["gone"],
    });
    const unknown = lastFinding([created(narrow), gone, change]).plan;
    expect(unknown.operations.map((o) => o.api)).not.toContain("iam:CreatePolicyVersion");
    expect(unknown.lost).toHaveLength(1);
  });
});
