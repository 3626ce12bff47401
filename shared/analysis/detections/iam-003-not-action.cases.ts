import { call, documentText } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const put = (statement: Readonly<Record<string, string | readonly string[]>>) =>
  call("iam:PutGroupPolicy", 1, {
    groupName: "G",
    policyName: "p",
    policyDocument: documentText(statement),
  });

export const cases: readonly DetectionCase[] = [
  {
    name: "everything but IAM and Organizations",
    events: [put({ Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" })],
    hit: "medium",
    says: "NotAction",
  },
  {
    name: "everywhere but one bucket",
    events: [put({ Effect: "Allow", Action: "s3:GetObject", NotResource: "arn:aws:s3:::b/*" })],
    hit: "medium",
  },
  {
    name: "trust for everybody but one",
    events: [
      call("iam:CreateRole", 1, {
        roleName: "R",
        assumeRolePolicyDocument: documentText({
          Effect: "Allow",
          NotPrincipal: { AWS: "111122223333" },
          Action: "sts:AssumeRole",
        }),
      }),
    ],
    hit: "critical",
    severity: "critical",
  },
  {
    name: "Deny with NotAction, the usual guard",
    events: [put({ Effect: "Deny", NotAction: "iam:*", Resource: "*" })],
    hit: null,
  },
  {
    name: "a list",
    events: [put({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" })],
    hit: null,
  },
];
