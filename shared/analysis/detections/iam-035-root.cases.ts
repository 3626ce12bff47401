import { call, root, signIn, user } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const group = (by: ReturnType<typeof root>, more = {}) =>
  call("iam:CreateGroup", 1, { groupName: "G" }, { by, ...more });

export const cases: readonly DetectionCase[] = [
  { name: "a small change", events: [group(root())], hit: "medium", severity: "high" },
  {
    name: "a sign-in with a second factor",
    events: [signIn("root", 1, "Yes")],
    hit: "high",
    severity: "high",
  },
  {
    name: "a recovered password",
    events: [call("signin:PasswordRecoveryCompleted", 1, null, { by: root() })],
    hit: "critical",
  },
  {
    name: "by a service",
    events: [group({ ...root(), invokedBy: "organizations.amazonaws.com" })],
    hit: null,
  },
  {
    name: "an event of AWS itself",
    events: [group(root(), { more: { eventType: "AwsServiceEvent" } })],
    hit: null,
  },
  { name: "a user", events: [group(user("n.albrecht"))], hit: null },
  {
    name: "a refused call, which stays small",
    events: [group(root(), { errorCode: "AccessDenied" })],
    hit: "+1",
    severity: "info",
  },
];
