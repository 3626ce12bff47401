import { call } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const assume = (task: string) =>
  call("sts:AssumeRoot", 1, {
    targetPrincipal: "111122223333",
    taskPolicyArn: { arn: `arn:aws:iam::aws:policy/root-task/${task}` },
  });

export const cases: readonly DetectionCase[] = [
  {
    name: "to unlock a bucket",
    events: [assume("S3UnlockBucketPolicy")],
    hit: "high",
    severity: "high",
  },
  {
    name: "to make a root password",
    events: [assume("IAMCreateRootUserPassword")],
    hit: "critical",
  },
  { name: "to audit", events: [assume("IAMAuditRootUserCredentials")], hit: "low" },
  {
    name: "switched on for the organization",
    events: [call("iam:EnableOrganizationsRootSessions", 1, null)],
    hit: "high",
  },
  {
    name: "switched off",
    events: [call("iam:DisableOrganizationsRootSessions", 1, null)],
    hit: null,
  },
];
