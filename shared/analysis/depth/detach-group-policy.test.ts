import { describe, expect, test } from "vitest";
import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import type { JsonObject } from "../../cloudtrail-event.ts";
import {
  allow,
  denyWithoutMfa,
  documentText,
  impactStates,
  lastFinding,
  makeEvent,
  user,
  words,
} from "../test-events.ts";

const arn = "arn:aws:iam::123456789012:policy/Rule";

function created(statement: JsonObject): CloudTrailEvent {
  return makeEvent("CreatePolicy", {
    id: "created",
    request: { policyName: "Rule", policyDocument: documentText(statement) },
    response: { policy: { arn, defaultVersionId: "v1" } },
  });
}
const group = makeEvent("CreateGroup", { id: "group", request: { groupName: "Developers" } });
function member(name: string): CloudTrailEvent {
  return makeEvent("AddUserToGroup", {
    at: 1,
    id: `member-${name}`,
    request: { groupName: "Developers", userName: name },
  });
}
function attached(policyArn = arn): CloudTrailEvent {
  return makeEvent("AttachGroupPolicy", {
    at: 2,
    id: "attached",
    request: { groupName: "Developers", policyArn },
  });
}
function detached(more: Parameters<typeof makeEvent>[1] = {}): CloudTrailEvent {
  return makeEvent("DetachGroupPolicy", {
    at: 60,
    id: "detached",
    request: { groupName: "Developers", policyArn: arn },
    ...more,
  });
}
const aws = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const of = (policyArn: string) => detached({ request: { groupName: "Developers", policyArn } });
const grant = allow("s3:GetObject", "arn:aws:s3:::data/*");

describe("severity and impact", () => {
  test.each<[string, readonly CloudTrailEvent[], string, readonly string[], string]>([
    [
      "a guard rail",
      [created(denyWithoutMfa), attached(), detached()],
      "high",
      ["shown", "shown", "possible"],
      "no longer held back",
    ],
    [
      "a guard rail over the actor itself",
      [created(denyWithoutMfa), member("n.albrecht"), attached(), detached()],
      "critical",
      ["shown", "shown", "possible"],
      "The actor is a member",
    ],
    [
      "a guard rail over another user",
      [created(denyWithoutMfa), member("j.weber"), attached(), detached({ by: user("m.kessler") })],
      "high",
      ["shown", "shown", "possible"],
      "at least one member",
    ],
    [
      "an ordinary grant",
      [created(grant), attached(), detached()],
      "medium",
      ["excluded", "excluded", "possible"],
      "could use s3:GetObject",
    ],
    [
      "an unknown document",
      [attached(), detached()],
      "medium",
      ["possible", "possible", "possible"],
      "can't be told",
    ],
    [
      "a telling name",
      [of("arn:aws:iam::123456789012:policy/deny-regions")],
      "medium",
      ["possible", "possible", "possible"],
      "its name suggests",
    ],
    [
      "AWS's deny policy",
      [of(aws("AWSDenyAll"))],
      "high",
      ["shown", "shown", "possible"],
      "denies every action",
    ],
    [
      "AWS's administrator policy",
      [of(aws("AdministratorAccess"))],
      "medium",
      ["excluded", "excluded", "possible"],
      "locked out",
    ],
    [
      "an AWS policy that is not in the table",
      [of(aws("SomethingNew"))],
      "medium",
      ["possible", "possible", "possible"],
      "AWS publishes its document",
    ],
    [
      "denied",
      [created(denyWithoutMfa), attached(), detached({ errorCode: "AccessDenied", request: null })],
      "info",
      ["excluded", "excluded", "excluded"],
      "Nothing changed",
    ],
  ])("%s", (_, events, severity, states, says) => {
    const finding = lastFinding(events);
    expect(finding.severity).toBe(severity);
    expect(impactStates(finding)).toEqual(states);
    expect(words(finding)).toContain(says);
  });
});

describe("members", () => {
  test.each<[string, readonly CloudTrailEvent[], string, boolean]>([
    [
      "all, when the log shows the group's creation",
      [group, member("a"), member("b")],
      "By the log 2 users are members of the group: a and b",
      false,
    ],
    [
      "at least these, when it does not",
      [member("a"), member("b")],
      "At least 2 users are members of the group: a and b",
      true,
    ],
    ["none, when the log proves it", [group], "By the log the group has no members", false],
    ["unknown, when the log says nothing", [], "unknown: All members of group Developers", true],
  ])("%s", (_, events, says, isOpen) => {
    const text = words(lastFinding([...events, attached(), detached()]));
    expect(text).toContain(says);
    expect(text.includes("unknown: All members")).toBe(isOpen);
    expect(text.includes("has no members")).toBe(!isOpen && events.length === 1);
  });

  test("a member who left is not counted", () => {
    const left = makeEvent("RemoveUserFromGroup", {
      at: 3,
      request: { groupName: "Developers", userName: "a" },
    });
    const text = words(lastFinding([group, member("a"), member("b"), left, detached()]));
    expect(text).toContain("By the log 1 user is a member of the group: b");
  });
});

test("the plan attaches the policy again", () => {
  const { plan } = lastFinding([created(grant), attached(), detached()]);
  expect(plan.certainty).toBe("exact");
  expect(plan.operations.map((o) => [o.api, o.input])).toEqual([
    ["iam:AttachGroupPolicy", { GroupName: "Developers", PolicyArn: arn }],
  ]);
});
