import { awsPolicy, call, session, user } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const key = (userName: string, more = {}) => call("iam:CreateAccessKey", 60, { userName }, more);
const made = (at: number) => call("iam:CreateUser", at, { userName: "svc" });
const terraform = { userAgent: "APN/1.0 HashiCorp/1.0 Terraform/1.9.2" };

export const cases: readonly DetectionCase[] = [
  { name: "another user", events: [key("svc")], hit: "high", says: "set by another identity" },
  {
    name: "by a session of that name",
    events: [key("n.albrecht", { by: session("n.albrecht") })],
    hit: "high",
  },
  {
    name: "an administrator",
    events: [
      call("iam:AttachUserPolicy", 1, {
        userName: "svc",
        policyArn: awsPolicy("AdministratorAccess"),
      }),
      key("svc"),
    ],
    hit: "critical",
  },
  {
    name: "after room was made",
    events: [
      call("iam:DeleteAccessKey", 55, { userName: "svc", accessKeyId: "AKIAEXAMPLE1" }),
      key("svc"),
    ],
    hit: "high",
    says: "PE11",
  },
  {
    name: "a user that Terraform just made",
    events: [made(55), key("svc", terraform)],
    hit: "low",
    severity: "medium",
  },
  {
    name: "a user that CloudFormation just made",
    events: [
      call(
        "iam:CreateUser",
        55,
        { userName: "svc" },
        { by: { invokedBy: "cloudformation.amazonaws.com" } },
      ),
      key("svc", { by: { ...user("n.albrecht"), invokedBy: "cloudformation.amazonaws.com" } }),
    ],
    hit: "low",
    severity: "low",
  },
  {
    name: "a user that Terraform made an hour ago",
    events: [made(1), key("svc", terraform)],
    hit: "medium",
  },
  {
    name: "a user that the actor made days ago",
    events: [made(-3000), key("svc")],
    hit: "high",
  },
  { name: "the own user", events: [key("n.albrecht")], hit: null },
  { name: "the own user, unnamed", events: [call("iam:CreateAccessKey", 1, null)], hit: null },
];
