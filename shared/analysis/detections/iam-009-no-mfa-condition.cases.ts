import { allow, awsPolicy, call, documentText, trustText } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const role = (
  principal: Parameters<typeof trustText>[0],
  condition?: Parameters<typeof trustText>[1],
) =>
  call("iam:CreateRole", 1, {
    roleName: "R",
    assumeRolePolicyDocument: trustText(principal, condition),
  });
const attach = call("iam:AttachRolePolicy", 60, {
  roleName: "R",
  policyArn: awsPolicy("AdministratorAccess"),
});
const own = { AWS: "arn:aws:iam::123456789012:root" };

export const cases: readonly DetectionCase[] = [
  {
    name: "an administrator role for all users",
    events: [role(own), attach],
    hit: "medium",
    says: "without a second factor",
  },
  {
    name: "trust after the rights",
    events: [
      attach,
      call("iam:UpdateAssumeRolePolicy", 70, { roleName: "R", policyDocument: trustText(own) }),
    ],
    hit: "medium",
  },
  {
    name: "a document with sensitive actions",
    events: [
      call("iam:PutUserPolicy", 1, {
        userName: "x",
        policyName: "p",
        policyDocument: documentText(allow("iam:DeleteUser")),
      }),
    ],
    hit: "medium",
  },
  {
    name: "with a second factor",
    events: [role(own, { Bool: { "aws:MultiFactorAuthPresent": "true" } }), attach],
    hit: null,
  },
  {
    name: "BoolIfExists does not ask",
    events: [role(own, { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } }), attach],
    hit: "medium",
  },
  {
    name: "a role for a service",
    events: [role({ Service: "ec2.amazonaws.com" }), attach],
    hit: null,
  },
  {
    name: "reading rights",
    events: [
      role(own),
      call("iam:AttachRolePolicy", 60, { roleName: "R", policyArn: awsPolicy("SecurityAudit") }),
    ],
    hit: null,
  },
];
