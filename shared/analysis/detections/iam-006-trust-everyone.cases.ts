import { call, trustText } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const write = (document: string, more = {}) =>
  call("iam:UpdateAssumeRolePolicy", 60, { roleName: "R", policyDocument: document }, more);

export const cases: readonly DetectionCase[] = [
  { name: "everybody", events: [write(trustText("*"))], hit: "critical", severity: "critical" },
  {
    name: "in a list",
    events: [write(trustText({ AWS: ["123456789012", "*"] }))],
    hit: "critical",
  },
  {
    name: "with an external id, which helps nothing",
    events: [write(trustText("*", { StringEquals: { "sts:ExternalId": "x" } }))],
    hit: "critical",
  },
  {
    name: "of the organization",
    events: [write(trustText("*", { StringEquals: { "aws:PrincipalOrgID": "o-1" } }))],
    hit: "high",
  },
  {
    name: "by CloudFormation, as grave",
    events: [write(trustText("*"), { by: { invokedBy: "cloudformation.amazonaws.com" } })],
    hit: "critical",
    severity: "critical",
  },
  { name: "a service", events: [write(trustText({ Service: "ec2.amazonaws.com" }))], hit: null },
  {
    name: "everybody, as before",
    events: [write(trustText("*")), write(trustText("*"), { id: "again", at: 70 })],
    hit: null,
  },
];
