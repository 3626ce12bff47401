import { awsPolicy, call, trustText } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const outside = call("iam:CreateRole", 1, {
  roleName: "R",
  assumeRolePolicyDocument: trustText({ AWS: "111122223333" }),
});
const known = call("iam:CreateRole", 1, {
  roleName: "R",
  assumeRolePolicyDocument: trustText(
    { AWS: "111122223333" },
    { StringEquals: { "sts:ExternalId": "x" } },
  ),
});
const admin = (at: number) =>
  call("iam:AttachRolePolicy", at, { roleName: "R", policyArn: awsPolicy("AdministratorAccess") });

export const cases: readonly DetectionCase[] = [
  {
    name: "rights after trust",
    events: [outside, admin(60)],
    hit: "critical",
    severity: "critical",
  },
  {
    name: "trust after rights",
    events: [
      admin(1),
      call("iam:UpdateAssumeRolePolicy", 60, { roleName: "R", policyDocument: trustText("*") }),
    ],
    hit: "critical",
  },
  { name: "a vendor with an external id", events: [known, admin(60)], hit: null },
  {
    name: "the own account",
    events: [
      call("iam:CreateRole", 1, {
        roleName: "R",
        assumeRolePolicyDocument: trustText({ AWS: "123456789012" }),
      }),
      admin(60),
    ],
    hit: null,
  },
  { name: "two days between", events: [outside, admin(2 * 24 * 60)], hit: null },
];
