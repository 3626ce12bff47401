import { awsPolicy, call, session, user } from "../test-events.ts";
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
  {
    name: "a task of ECS",
    events: [
      admin,
      call(
        "ecs:RegisterTaskDefinition",
        60,
        {
          executionRoleArn: "arn:aws:iam::123456789012:role/ecsTaskExecutionRole",
          taskRoleArn: "arn:aws:iam::123456789012:role/Admin",
        },
        by,
      ),
    ],
    hit: "high",
    says: "Admin",
  },
  {
    name: "new code of a function",
    events: [
      admin,
      call(
        "lambda:UpdateFunctionCode20150331v2",
        60,
        { functionName: "f" },
        { ...by, response: { role: "arn:aws:iam::123456789012:role/Admin" } },
      ),
    ],
    hit: "high",
  },
  {
    name: "the target of a schedule",
    events: [
      admin,
      call(
        "scheduler:CreateSchedule",
        60,
        { name: "s", target: { arn: "a", roleArn: "arn:aws:iam::123456789012:role/Admin" } },
        by,
      ),
    ],
    hit: "high",
  },
  {
    name: "a data pipeline",
    events: [
      admin,
      call(
        "datapipeline:PutPipelineDefinition",
        60,
        { pipelineObjects: [{ fields: [{ key: "role", stringValue: "Admin" }] }] },
        by,
      ),
    ],
    hit: "high",
  },
  {
    name: "then a change by its session",
    events: [
      admin,
      create(60),
      call("iam:CreateUser", 70, { userName: "x" }, { by: session("Admin", "f") }),
    ],
    hit: "critical",
    says: "10 min later",
  },
  {
    name: "an actor that has done the same on several days",
    events: [
      admin,
      ...[1, 2, 3].map((n) =>
        call(
          "lambda:CreateFunction20150331",
          n * 1500,
          { functionName: `f${n}`, role: "arn:aws:iam::123456789012:role/Plain" },
          { ...by, id: `plain${n}` },
        ),
      ),
      create(6000),
    ],
    hit: "low",
  },
  {
    name: "the session's second change",
    events: [
      admin,
      create(60),
      call("iam:CreateUser", 70, { userName: "x" }, { by: session("Admin", "f") }),
      call("iam:CreateUser", 71, { userName: "y" }, { by: session("Admin", "f"), id: "second" }),
    ],
    hit: null,
  },
  {
    name: "a change by a session of another role",
    events: [
      admin,
      create(60),
      call("iam:CreateUser", 70, { userName: "x" }, { by: session("Plain", "f") }),
    ],
    hit: null,
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
