import { call } from "../test-events.ts";
import type { EventParts } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const day = 24 * 60;

/** `n` calls over `days` days before the 15th day. */
const habit = (n: number, days: number, region: string, more: EventParts = {}) =>
  Array.from({ length: n }, (_, i) =>
    call(
      "ec2:DescribeInstances",
      Math.floor((i * days * day) / n),
      {},
      { id: `${region}-${i}`, region, ...more },
    ),
  );
const functionIn = (region: string, more: EventParts = {}, at = 15 * day) =>
  call(
    "lambda:CreateFunction20150331",
    at,
    { functionName: "f", role: "arn:aws:iam::123456789012:role/Worker" },
    { region, ...more },
  );
const colleague = { by: { arn: "arn:aws:iam::123456789012:user/c.weber", userName: "c.weber" } };
const home = habit(30, 13, "eu-central-1");

export const cases: readonly DetectionCase[] = [
  {
    name: "a Region that nobody had used",
    events: [...home, functionIn("ap-southeast-3")],
    hit: "medium",
    severity: "medium",
    says: "its 30 earlier recorded calls since 2026-10-06 were in eu-central-1 (30 calls on 13 days)",
  },
  {
    name: "a Region that only others had used",
    events: [...home, ...habit(10, 13, "eu-west-1", colleague), functionIn("eu-west-1")],
    hit: "low",
    says: "Region eu-west-1 is new for the actor",
  },
  {
    name: "an actor without history where nobody had worked",
    events: [...habit(30, 13, "eu-central-1", colleague), functionIn("sa-east-1")],
    hit: "medium",
    says: "Nobody had worked in Region sa-east-1 of this account",
  },
  {
    name: "looked around there an hour before",
    events: [
      ...home,
      call("ec2:DescribeRegions", 15 * day - 60, {}, { region: "sa-east-1" }),
      functionIn("sa-east-1"),
    ],
    hit: "medium",
  },
  {
    name: "a trail of a Region that nobody had used",
    events: [
      ...home,
      call("cloudtrail:UpdateTrail", 15 * day, { name: "main" }, { region: "sa-east-1" }),
    ],
    hit: "medium",
  },
  {
    name: "code that rolls out where nobody had worked",
    events: [
      ...home,
      functionIn("sa-east-1", { userAgent: "APN/1.0 HashiCorp/1.0 Terraform/1.9.2" }),
    ],
    hit: "low",
  },
  {
    name: "only IAM and STS were called in us-east-1 before",
    events: [
      ...home,
      ...habit(10, 13, "us-east-1", { source: "iam.amazonaws.com" }),
      ...habit(10, 13, "us-east-1", { source: "sts.amazonaws.com", id: "sts" }),
      functionIn("us-east-1"),
    ],
    hit: "medium",
  },
  {
    name: "a Region used long before",
    events: [...home, ...habit(1, 13, "eu-west-1"), functionIn("eu-west-1")],
    hit: null,
  },
  {
    name: "the second change there",
    events: [
      ...home,
      functionIn("sa-east-1", { id: "first" }, 15 * day - 5),
      functionIn("sa-east-1"),
    ],
    hit: null,
  },
  {
    name: "too few calls",
    events: [...habit(19, 13, "eu-central-1"), functionIn("sa-east-1")],
    hit: null,
  },
  {
    name: "too short a time",
    events: [...habit(30, 3, "eu-central-1"), functionIn("sa-east-1", {}, 5 * day)],
    hit: null,
  },
  {
    name: "an actor of many Regions",
    events: [
      ...["eu-central-1", "eu-west-1", "eu-west-2", "eu-west-3"].flatMap((r) => habit(10, 13, r)),
      ...habit(1, 13, "us-east-2", colleague),
      functionIn("us-east-2"),
    ],
    hit: null,
  },
  {
    name: "only IAM was called before: its Region says nothing",
    events: [
      ...habit(30, 13, "us-east-1", { source: "iam.amazonaws.com" }),
      functionIn("eu-central-1"),
    ],
    hit: null,
  },
  {
    name: "no role is handed over",
    events: [...home, call("ec2:RunInstances", 15 * day, {}, { region: "sa-east-1" })],
    hit: null,
  },
  {
    name: "made by a service",
    events: [...home, functionIn("sa-east-1", { sourceIp: "cloudformation.amazonaws.com" })],
    hit: null,
  },
  {
    name: "a service-linked role",
    events: [
      ...home,
      functionIn("sa-east-1", {
        by: { issuerArn: "arn:aws:iam::123456789012:role/aws-service-role/x.amazonaws.com/X" },
      }),
    ],
    hit: null,
  },
  {
    name: "code in a Region that the account uses",
    events: [
      ...home,
      ...habit(10, 13, "eu-west-1", colleague),
      functionIn("eu-west-1", { userAgent: "aws-cdk/2.140.0" }),
    ],
    hit: null,
  },
  {
    name: "a change of IAM, whose Region says nothing",
    events: [...home, call("iam:CreateUser", 15 * day, { userName: "x" })],
    hit: null,
  },
];
