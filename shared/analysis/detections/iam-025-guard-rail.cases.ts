import type { JsonObject } from "../../cloudtrail-event.ts";
import { allow, awsPolicy, call, denyWithoutMfa, documentText, user } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const put = (...statements: readonly JsonObject[]) =>
  call("iam:PutUserPolicy", 1, {
    userName: "t.brandt",
    policyName: "limits",
    policyDocument: documentText(...statements),
  });
const drop = (more = {}) =>
  call("iam:DeleteUserPolicy", 60, { userName: "t.brandt", policyName: "limits" }, more);
const detach = (name: string) =>
  call("iam:DetachUserPolicy", 60, { userName: "x", policyArn: name });
const group = call("iam:PutGroupPolicy", 1, {
  groupName: "G",
  policyName: "p",
  policyDocument: documentText(denyWithoutMfa),
});

export const cases: readonly DetectionCase[] = [
  { name: "an inline denial", events: [put(denyWithoutMfa), drop()], hit: "high" },
  {
    name: "the own one",
    events: [put(denyWithoutMfa), drop({ by: user("t.brandt") })],
    hit: "critical",
    severity: "critical",
  },
  {
    name: "written anew without the denial",
    events: [
      put(denyWithoutMfa),
      call("iam:PutUserPolicy", 60, {
        userName: "t.brandt",
        policyName: "limits",
        policyDocument: documentText(allow("s3:*")),
      }),
    ],
    hit: "high",
  },
  {
    name: "the quarantine of AWS",
    events: [detach(awsPolicy("AWSCompromisedKeyQuarantineV3"))],
    hit: "high",
  },
  {
    name: "by its name only",
    events: [detach("arn:aws:iam::123456789012:policy/DenyWithoutMFA")],
    hit: "medium",
    says: "its name suggests",
  },
  {
    name: "out of a group that denies",
    events: [group, call("iam:RemoveUserFromGroup", 60, { groupName: "G", userName: "x" })],
    hit: "high",
  },
  { name: "a grant", events: [put(allow("s3:*")), drop()], hit: null },
  {
    name: "a policy of which nothing is known",
    events: [detach("arn:aws:iam::123456789012:policy/Reports")],
    hit: null,
  },
];
