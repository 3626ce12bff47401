import { call } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const names = [
  "CreateUser",
  "AttachUserPolicy",
  "CreateAccessKey",
  "PutUserPolicy",
  "CreateLoginProfile",
];
const refused = (all: readonly string[]) =>
  all.map((name, i) => call(`iam:${name}`, i, null, { id: `d${i}`, errorCode: "AccessDenied" }));
const same = refused(Array.from({ length: 5 }, () => "AttachUserPolicy"));

const calls = [
  "s3:ListBuckets",
  "ec2:DescribeInstances",
  "secretsmanager:ListSecrets",
  "ssm:DescribeParameters",
  "iam:ListUsers",
];
const probing = (n: number, more = {}, minutes = 0.5) =>
  Array.from({ length: n }, (_, i) =>
    call(calls[i % 5] ?? "", 1 + i * minutes, null, {
      id: `p${i}`,
      errorCode: "AccessDenied",
      ...more,
    }),
  );

export const cases: readonly DetectionCase[] = [
  {
    name: "five kinds refused",
    events: refused(names),
    hit: "medium",
    severity: "medium",
    says: "5 different kinds",
  },
  {
    name: "success after five refusals",
    events: [
      ...same,
      call("iam:AttachUserPolicy", 7, {
        userName: "x",
        policyArn: "arn:aws:iam::123456789012:policy/P",
      }),
    ],
    hit: "high",
  },
  { name: "one kind refused, over and over", events: same, hit: null },
  { name: "four kinds", events: refused(names.slice(0, 4)), hit: null },
  {
    name: "ten calls of five services",
    events: probing(10),
    hit: "medium",
    severity: "medium",
    says: "5 different kinds",
  },
  {
    name: "by a scanner",
    events: probing(10, { userAgent: "Boto3/1.34 ScoutSuite" }),
    hit: "low",
  },
  {
    name: "a change that is let through after five kinds",
    events: [...refused(names), call("iam:CreateAccessKey", 7, { userName: "x" })],
    hit: "high",
    says: "5 kinds",
  },
  { name: "nine calls of five services", events: probing(9), hit: null },
  { name: "ten calls over an hour", events: probing(10, {}, 7), hit: null },
  {
    name: "ten reads of the console",
    events: probing(10, { userAgent: "AWS Internal" }),
    hit: null,
  },
  {
    name: "ten calls of a service",
    events: probing(10, { by: { invokedBy: "x.amazonaws.com" } }),
    hit: null,
  },
  {
    name: "success of another kind",
    events: [...same, call("iam:TagUser", 7, { userName: "x", tags: [] })],
    hit: null,
  },
];
