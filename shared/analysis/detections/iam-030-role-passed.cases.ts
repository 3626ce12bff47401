import { awsPolicy, call, user } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const admin = call("iam:AttachRolePolicy", 1, {
  roleName: "Admin",
  policyArn: awsPolicy("AdministratorAccess"),
});
const profile = call("iam:AddRoleToInstanceProfile", 2, {
  instanceProfileName: "P",
  roleName: "Admin",
});
const by = { by: user("dev") };
const create = (at: number, more = {}) =>
  call(
    "lambda:CreateFunction20150331",
    at,
    { functionName: "f", role: "arn:aws:iam::123456789012:role/Admin" },
    { ...by, ...more },
  );
const self = call("iam:AttachUserPolicy", 1, {
  userName: "dev",
  policyArn: awsPolicy("AdministratorAccess"),
});

export const cases: readonly DetectionCase[] = [
  { name: "a function", events: [admin, create(60)], hit: "high", severity: "high", says: "Admin" },
  {
    name: "an instance by its profile",
    events: [
      admin,
      profile,
      call("ec2:RunInstances", 60, { iamInstanceProfile: { name: "P" } }, by),
    ],
    hit: "high",
  },
  {
    name: "into an instance profile",
    events: [
      admin,
      call("iam:AddRoleToInstanceProfile", 60, { instanceProfileName: "P", roleName: "Admin" }, by),
    ],
    hit: "high",
  },
  {
    name: "by Terraform",
    events: [admin, create(60, { userAgent: "HashiCorp Terraform/1.9" })],
    hit: "low",
    severity: "medium",
  },
  { name: "by an administrator", events: [admin, self, create(60)], hit: null },
  {
    name: "handed over before",
    events: [admin, create(50), create(60, { id: "again" })],
    hit: null,
  },
  { name: "a role of which nothing is known", events: [create(60)], hit: null },
  {
    name: "no role at all",
    events: [call("ec2:RunInstances", 60, { imageId: "ami-1" }, by)],
    hit: null,
  },
];
