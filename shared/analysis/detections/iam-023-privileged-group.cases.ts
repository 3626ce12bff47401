import { awsPolicy, call } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const group = (policy: string) =>
  call("iam:AttachGroupPolicy", 1, { groupName: "G", policyArn: awsPolicy(policy) });
const join = (groupName: string, userName: string) =>
  call("iam:AddUserToGroup", 60, { groupName, userName });

export const cases: readonly DetectionCase[] = [
  { name: "administrators", events: [group("AdministratorAccess"), join("G", "x")], hit: "high" },
  {
    name: "the actor itself",
    events: [group("AdministratorAccess"), join("G", "n.albrecht")],
    hit: "critical",
    severity: "critical",
  },
  {
    name: "by its name only",
    events: [join("security-admins", "x")],
    hit: "medium",
    severity: "medium",
  },
  { name: "readers", events: [group("SecurityAudit"), join("G", "x")], hit: null },
  { name: "an unknown group", events: [join("G", "x")], hit: null },
  {
    name: "an empty group with such a name",
    events: [call("iam:CreateGroup", 1, { groupName: "admins" }), join("admins", "x")],
    hit: null,
  },
];
