import { call, session } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const list = (at: number, more = {}) => call("iam:GetAccountAuthorizationDetails", at, null, more);
const change = (at: number, more = {}) => call("iam:CreateUser", at, { userName: "x" }, more);

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
