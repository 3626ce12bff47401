import { describe, expect, test } from "vitest";
import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import {
  allow,
  denyWithoutMfa,
  documentText,
  impactStates,
  lastFinding,
  makeEvent,
  session,
  user,
  words,
} from "../test-events.ts";

const arn = "arn:aws:iam::123456789012:policy/guardrails/Rule";
const day = "2026-10-01";
const deploy = session("DeployRole");

function created(statement = denyWithoutMfa, by = user("n.albrecht")): CloudTrailEvent {
  return makeEvent("CreatePolicy", {
    at: `${day}T08:00:00Z`,
    id: "created",
    by,
    request: { policyName: "Rule", path: "/guardrails/", policyDocument: documentText(statement) },
    response: { policy: { arn, defaultVersionId: "v1" } },
  });
}
const attached = makeEvent("AttachGroupPolicy", {
  at: `${day}T08:01:00Z`,
  id: "attached",
  request: { groupName: "Developers", policyArn: arn },
});
function detached(at: number | string = 0, by = deploy, id = "detached"): CloudTrailEvent {
  return makeEvent("DetachGroupPolicy", {
    at,
    id,
    by,
    request: { groupName: "Developers", policyArn: arn },
  });
}
function deleted(more: Parameters<typeof makeEvent>[1] = {}): CloudTrailEvent {
  return makeEvent("DeletePolicy", {
    at: 1,
    id: "deleted",
    by: deploy,
    request: { policyArn: arn },
    ...more,
  });
}
const members = [1, 2, 3, 4, 5, 6].map((n) =>
  makeEvent("AddUserToGroup", {
    at: `${day}T07:00:0${n}Z`,
    id: `member-${n}`,
    request: { groupName: "Developers", userName: `dev-${n}` },
  }),
);
const grant = allow("s3:GetObject", "arn:aws:s3:::data/*");
const boundarySet = makeEvent("PutUserPermissionsBoundary", {
  at: `${day}T09:00:00Z`,
  id: "bounded",
  request: { userName: "intern", permissionsBoundary: arn },
});
const boundaryGone = makeEvent("DeleteUserPermissionsBoundary", {
  at: 0,
  id: "unbounded",
  by: deploy,
  request: { userName: "intern" },
});

describe("severity and impact", () => {
  test.each<[string, readonly CloudTrailEvent[], string, readonly string[], string]>([
    [
      "a guard rail, taken off on the way",
      [created(), attached, detached(), deleted()],
      "critical",
      ["shown", "shown", "possible"],
      "taken off group Developers",
    ],
    [
      "a guard rail nobody held",
      [created(), deleted()],
      "high",
      ["shown", "shown", "possible"],
      "the policy held a Deny",
    ],
    [
      "a boundary",
      [created(grant), boundarySet, boundaryGone, deleted()],
      "high",
      ["shown", "shown", "possible"],
      "permissions boundary of user/intern",
    ],
    [
      "an ordinary grant",
      [created(grant), attached, detached(), deleted()],
      "medium",
      ["shown", "excluded", "possible"],
      "holds no Deny",
    ],
    [
      "a grant that some users lost",
      [created(grant), ...members.slice(1), attached, detached(), deleted()],
      "medium",
      ["shown", "excluded", "possible"],
      "at least 5 members",
    ],
    [
      "a grant that many users lost",
      [created(grant), ...members, attached, detached(), deleted()],
      "high",
      ["shown", "excluded", "possible"],
      "at least 6 members",
    ],
    [
      "an unknown document",
      [detached(), deleted()],
      "medium",
      ["shown", "possible", "possible"],
      "can't be told",
    ],
    [
      "an unknown document with a telling name",
      [deleted({ request: { policyArn: "arn:aws:iam::123456789012:policy/DenyWithoutMFA" } })],
      "medium",
      ["shown", "possible", "possible"],
      "its name suggests",
    ],
    [
      "an own test policy",
      [created(grant, deploy), deleted({ at: `${day}T09:00:00Z` })],
      "low",
      ["shown", "excluded", "possible"],
      "created it less than 24 hours before",
    ],
    [
      "denied",
      [
        created(),
        attached,
        deleted({
          errorCode: "AccessDenied",
          request: null,
          errorMessage: `User: x is not authorized to perform: iam:DeletePolicy on resource: policy ${arn}`,
        }),
      ],
      "info",
      ["excluded", "excluded", "excluded"],
      "Nothing changed",
    ],
    [
      "failed",
      [created(), attached, deleted({ errorCode: "DeleteConflictException", outcome: "failed" })],
      "info",
      ["excluded", "excluded", "excluded"],
      "the call failed",
    ],
  ])("%s", (_, events, severity, states, says) => {
    const finding = lastFinding(events);
    expect(finding.severity).toBe(severity);
    expect(impactStates(finding)).toEqual(states);
    expect(words(finding)).toContain(says);
  });
});

describe("what belongs to the deletion", () => {
  test.each([
    ["the same actor within 24 hours", detached("2026-10-05T02:02:00Z"), true],
    ["the same actor earlier", detached("2026-10-05T02:00:00Z"), false],
    ["another actor", detached(0, user("v.costa")), false],
  ])("%s", (_, detachment, belongs) => {
    const finding = lastFinding([created(), attached, detachment, deleted()]);
    const attaches = finding.plan.operations.filter((o) => o.api === "iam:AttachGroupPolicy");
    expect(attaches.map((o) => o.input)).toEqual(
      belongs ? [{ GroupName: "Developers", PolicyArn: arn }] : [],
    );
    expect(finding.severity).toBe(belongs ? "critical" : "high");
  });

  test("names detachments by others without planning to take them back", () => {
    const text = words(lastFinding([created(), attached, detached(0, user("v.costa")), deleted()]));
    expect(text).toContain("Another actor had taken it off group Developers");
  });
});

test("the plan makes the policy again with its document, and boundaries as they were", () => {
  const { plan } = lastFinding([created(grant), boundarySet, boundaryGone, deleted()]);
  expect(plan.operations.map((o) => [o.api, o.input])).toEqual([
    [
      "iam:CreatePolicy",
      { PolicyName: "Rule", Path: "/guardrails/", PolicyDocument: documentText(grant) },
    ],
    ["iam:PutUserPermissionsBoundary", { UserName: "intern", PermissionsBoundary: arn }],
  ]);
});

test("a deletion that stands before its detachment in the same second still takes the attachment in", () => {
  const { plan } = lastFinding([created(), attached, deleted({ at: 0 })]);
  expect(plan.operations.map((o) => o.api)).toContain("iam:AttachGroupPolicy");
});

test("cites the events it rests on, itself first", () => {
  const finding = lastFinding([created(), attached, detached(), deleted()]);
  expect(finding.events).toEqual(["deleted"]);
  expect(finding.context.toSorted()).toEqual(["attached", "created", "detached"]);
});
