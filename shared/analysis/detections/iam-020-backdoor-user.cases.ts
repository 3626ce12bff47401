import { awsPolicy, call, user } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const made = call("iam:CreateUser", 1, { userName: "p" });
const admin = (at: number, more = {}) =>
  call(
    "iam:AttachUserPolicy",
    at,
    { userName: "p", policyArn: awsPolicy("AdministratorAccess") },
    more,
  );
const key = (at: number, more = {}) => call("iam:CreateAccessKey", at, { userName: "p" }, more);
const group = call("iam:AttachGroupPolicy", 2, {
  groupName: "G",
  policyArn: awsPolicy("AdministratorAccess"),
});
const terraform = { userAgent: "APN/1.0 HashiCorp/1.0 Terraform/1.9.2" };
const stack = { by: { ...user("n.albrecht"), invokedBy: "cloudformation.amazonaws.com" } };

export const cases: readonly DetectionCase[] = [
  { name: "key last", events: [made, admin(5), key(9)], hit: "critical", says: "Within 8 min" },
  { name: "rights last", events: [made, key(5), admin(9)], hit: "critical", severity: "critical" },
  {
    name: "by several actors",
    events: [
      made,
      call("iam:CreateLoginProfile", 5, { userName: "p" }, { by: user("v.costa") }),
      admin(9),
    ],
    hit: "critical",
  },
  {
    name: "through a group",
    events: [made, group, key(5), call("iam:AddUserToGroup", 9, { groupName: "G", userName: "p" })],
    hit: "critical",
  },
  { name: "by Terraform", events: [made, admin(5), key(9, terraform)], hit: "high" },
  { name: "by CloudFormation", events: [made, admin(5, stack), key(9, stack)], hit: "medium" },
  { name: "an old user", events: [admin(5), key(9)], hit: null },
  { name: "a day and more", events: [made, admin(5), key(25 * 60)], hit: null },
  {
    name: "reading rights",
    events: [
      made,
      call("iam:AttachUserPolicy", 5, { userName: "p", policyArn: awsPolicy("SecurityAudit") }),
      key(9),
    ],
    hit: null,
  },
  {
    name: "a second key, told before",
    events: [made, admin(5), key(9), key(12, { id: "second" })],
    hit: null,
  },
];
