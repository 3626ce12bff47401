import { call, session } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const list = (at: number, more = {}) => call("iam:GetAccountAuthorizationDetails", at, null, more);
const change = (at: number, more = {}) => call("iam:CreateUser", at, { userName: "x" }, more);

const names = [
  "ListUsers",
  "ListRoles",
  "ListGroups",
  "ListPolicies",
  "GetAccountSummary",
  "ListAccessKeys",
  "ListMFADevices",
  "GetUser",
  "ListUserPolicies",
  "ListAttachedUserPolicies",
  "ListGroupsForUser",
  "ListRolePolicies",
  "ListAttachedRolePolicies",
  "GetRolePolicy",
  "ListInstanceProfiles",
];
const reading = (n: number, more = {}, minutes = 0.5) =>
  names.slice(0, n).map((name, i) => call(`iam:${name}`, 1 + i * minutes, null, more));

export const cases: readonly DetectionCase[] = [
  { name: "all of IAM listed", events: [list(1)], hit: "low", severity: "low" },
  { name: "by an attack tool", events: [list(1, { userAgent: "Boto3/1.9 Pacu" })], hit: "medium" },
  { name: "then a change", events: [list(1), change(30)], hit: "high", says: "29 min later" },
  {
    name: "the second change",
    events: [list(1), change(30), change(40, { id: "second" })],
    hit: null,
  },
  { name: "a change two hours later", events: [list(1), change(130)], hit: null },
  { name: "listed again", events: [list(1), list(60, { id: "again" })], hit: null },
  {
    name: "15 kinds of reading calls",
    events: reading(15),
    hit: "low",
    severity: "low",
    says: "15 kinds",
  },
  {
    name: "a key that first asks whose it is, then six kinds",
    events: [call("sts:GetCallerIdentity", 0, null), ...reading(5)],
    hit: "low",
    says: "whose it is",
  },
  { name: "the same by an attack tool", events: reading(15, { userAgent: "pacu" }), hit: "medium" },
  {
    name: "reading calls, then a new user",
    events: [...reading(15), change(30)],
    hit: "medium",
    says: "15 kinds",
  },
  {
    name: "reading calls, then a second factor switched off",
    events: [...reading(15), call("iam:DeactivateMFADevice", 30, { userName: "x" })],
    hit: "high",
  },
  { name: "14 kinds of reading calls", events: reading(14), hit: null },
  { name: "15 kinds over hours", events: reading(15, {}, 30), hit: null },
  {
    name: "reading calls that are refused",
    events: reading(15, { errorCode: "AccessDenied" }),
    hit: null,
  },
  {
    name: "reading calls of the console",
    events: reading(15, { userAgent: "AWS Internal" }),
    hit: null,
  },
  {
    name: "reading calls of Terraform",
    events: reading(15, { userAgent: "HashiCorp Terraform/1.9" }),
    hit: null,
  },
  {
    name: "reading calls of a service",
    events: reading(15, { by: { invokedBy: "access-analyzer.amazonaws.com" } }),
    hit: null,
  },
  {
    name: "by AWS Config",
    events: [
      list(1, {
        by: {
          ...session("AWSServiceRoleForConfig"),
          issuerArn:
            "arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
        },
      }),
    ],
    hit: null,
  },
  { name: "by a scanner", events: [list(1, { userAgent: "Boto3/1.34 Prowler/4" })], hit: null },
  { name: "at the console", events: [list(1, { userAgent: "console.amazonaws.com" })], hit: null },
];
