import { awsPolicy, call, trustText } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const write = (document: string) =>
  call("iam:UpdateAssumeRolePolicy", 60, { roleName: "R", policyDocument: document });
const admin = call("iam:AttachRolePolicy", 1, {
  roleName: "R",
  policyArn: awsPolicy("AdministratorAccess"),
});

export const cases: readonly DetectionCase[] = [
  {
    name: "another account",
    events: [write(trustText({ AWS: "111122223333" }))],
    hit: "high",
    says: "without a condition",
  },
  {
    name: "a role of another account",
    events: [write(trustText({ AWS: "arn:aws:iam::111122223333:role/Vendor" }))],
    hit: "high",
  },
  {
    name: "with an external id",
    events: [
      write(trustText({ AWS: "111122223333" }, { StringEquals: { "sts:ExternalId": "x" } })),
    ],
    hit: "medium",
  },
  {
    name: "an administrator role",
    events: [admin, write(trustText({ AWS: "111122223333" }))],
    hit: "critical",
    says: "administrator",
  },
  {
    name: "the own account",
    events: [write(trustText({ AWS: "arn:aws:iam::123456789012:root" }))],
    hit: null,
  },
  { name: "a service", events: [write(trustText({ Service: "lambda.amazonaws.com" }))], hit: null },
];
