import { allow, call, documentText, session, user } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const put = (document: string, more = {}) =>
  call("iam:PutRolePolicy", 60, { roleName: "R", policyName: "p", policyDocument: document }, more);
const role = call("iam:CreateRole", 1, { roleName: "R" });

export const cases: readonly DetectionCase[] = [
  {
    name: "everything for a role",
    events: [put(documentText(allow("*")))],
    hit: "high",
    says: "every action on every resource",
  },
  {
    name: "all of IAM",
    events: [put(documentText(allow("iam:*")))],
    hit: "high",
    says: "every IAM action",
  },
  {
    name: "everything but a few, IAM left",
    events: [put(documentText({ Effect: "Allow", NotAction: "s3:*", Resource: "*" }))],
    hit: "high",
  },
  {
    name: "a role less than a day old",
    events: [role, put(documentText(allow("*")))],
    hit: "critical",
    says: "less than 24 hours old",
  },
  {
    name: "by its own session",
    events: [put(documentText(allow("*")), { by: session("R") })],
    hit: "critical",
    severity: "critical",
  },
  {
    name: "for the own user",
    events: [
      call("iam:PutUserPolicy", 1, {
        userName: "n.albrecht",
        policyName: "p",
        policyDocument: documentText(allow("*")),
      }),
    ],
    hit: "critical",
  },
  {
    name: "not in force yet",
    events: [
      call("iam:CreatePolicy", 1, { policyName: "p", policyDocument: documentText(allow("*")) }),
    ],
    hit: "medium",
    says: "not in force yet",
  },
  {
    name: "percent-encoded",
    events: [put(encodeURIComponent(documentText(allow("*"))))],
    hit: "high",
  },
  {
    name: "limited by a condition",
    events: [put(documentText(allow("*", "*", { StringEquals: { "aws:PrincipalOrgID": "o-1" } })))],
    hit: "medium",
    says: "limited by",
  },
  {
    name: "by CloudFormation",
    events: [
      put(documentText(allow("*")), {
        by: { ...user("n.albrecht"), invokedBy: "cloudformation.amazonaws.com" },
      }),
    ],
    hit: "high",
    severity: "medium",
  },
  {
    name: "the same document again",
    events: [put(documentText(allow("*"))), put(documentText(allow("*")), { id: "again", at: 70 })],
    hit: null,
  },
  { name: "one service", events: [put(documentText(allow("s3:*")))], hit: null },
  {
    name: "everything on one bucket",
    events: [put(documentText(allow("*", "arn:aws:s3:::b/*")))],
    hit: null,
  },
  {
    name: "everything denied",
    events: [put(documentText({ Effect: "Deny", Action: "*", Resource: "*" }))],
    hit: null,
  },
  {
    name: "left out by AWS",
    events: [
      call("iam:PutRolePolicy", 1, {
        roleName: "R",
        policyName: "p",
        policyDocument: { omitted: true },
      }),
    ],
    hit: null,
  },
  { name: "broken JSON", events: [put("{")], hit: null },
];
