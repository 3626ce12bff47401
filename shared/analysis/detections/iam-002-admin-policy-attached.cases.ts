import { awsPolicy, call, trustText, user } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const admin = awsPolicy("AdministratorAccess");
const attach = (name: string, more = {}) =>
  call("iam:AttachRolePolicy", 60, { roleName: "R", policyArn: name }, more);
const service = call("iam:CreateRole", 1, {
  roleName: "R",
  assumeRolePolicyDocument: trustText({ Service: "ec2.amazonaws.com" }),
});
const people = call("iam:CreateRole", 1, {
  roleName: "R",
  assumeRolePolicyDocument: trustText({ AWS: "123456789012" }),
});
const terraform = { userAgent: "APN/1.0 HashiCorp/1.0 Terraform/1.9.2" };

export const cases: readonly DetectionCase[] = [
  { name: "AdministratorAccess", events: [attach(admin)], hit: "high" },
  {
    name: "in China",
    events: [attach("arn:aws-cn:iam::aws:policy/AdministratorAccess")],
    hit: "high",
  },
  { name: "PowerUserAccess", events: [attach(awsPolicy("PowerUserAccess"))], hit: "medium" },
  { name: "a role less than a day old", events: [people, attach(admin)], hit: "critical" },
  {
    name: "the own user",
    events: [call("iam:AttachUserPolicy", 1, { userName: "n.albrecht", policyArn: admin })],
    hit: "critical",
    severity: "critical",
  },
  {
    name: "by an attack tool",
    events: [attach(admin, { userAgent: "Pacu/1.5" })],
    hit: "critical",
  },
  {
    name: "by Terraform to a role for a service",
    events: [service, attach(admin, terraform)],
    hit: "medium",
    severity: "medium",
  },
  {
    name: "by Terraform to a role for people",
    events: [people, attach(admin, terraform)],
    hit: "critical",
  },
  {
    name: "by Identity Center for its role",
    events: [attach(admin, { by: { ...user("n.albrecht"), invokedBy: "sso.amazonaws.com" } })],
    hit: "high",
    severity: "medium",
  },
  {
    name: "by Identity Center for the role of a permission set",
    events: [
      call(
        "iam:AttachRolePolicy",
        60,
        { roleName: "AWSReservedSSO_Admin_0a1b", policyArn: admin },
        { by: { ...user("n.albrecht"), invokedBy: "sso.amazonaws.com" } },
      ),
    ],
    hit: "medium",
    severity: "low",
  },
  {
    name: "reading rights",
    events: [attach(awsPolicy("SecurityAudit"))],
    hit: null,
    severity: "medium",
  },
  {
    name: "an own policy of that name",
    events: [attach("arn:aws:iam::123456789012:policy/AdministratorAccess")],
    hit: null,
  },
  {
    name: "the quarantine",
    events: [
      call("iam:AttachUserPolicy", 1, {
        userName: "x",
        policyArn: awsPolicy("AWSCompromisedKeyQuarantineV2"),
      }),
    ],
    hit: null,
  },
];
