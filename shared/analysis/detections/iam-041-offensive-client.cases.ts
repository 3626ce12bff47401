import { call } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const tag = (userAgent: string, more = {}) =>
  call("iam:CreateGroup", 1, { groupName: "G" }, { userAgent, ...more });
const make = (userAgent: string) => call("iam:CreateUser", 1, { userName: "x" }, { userAgent });

export const cases: readonly DetectionCase[] = [
  {
    name: "a small change by Pacu",
    events: [tag("Boto3/1.9 Pacu")],
    hit: "high",
    severity: "high",
  },
  {
    name: "a change of weight from Kali",
    events: [make("aws-cli/2.15 md/distrib#kali.2024")],
    hit: "critical",
    severity: "critical",
  },
  {
    name: "a refused call",
    events: [tag("stratus-red-team_1", { errorCode: "AccessDenied" })],
    hit: "high",
    severity: "low",
  },
  { name: "a change by a scanner", events: [make("Prowler/4.2")], hit: "medium" },
  {
    name: "listing by Pacu",
    events: [call("iam:GetAccountAuthorizationDetails", 1, null, { userAgent: "Pacu" })],
    hit: "high",
  },
  { name: "the command line", events: [make("aws-cli/2.15.30 md/prompt#off")], hit: null },
  { name: "Terraform", events: [make("APN/1.0 HashiCorp/1.0 Terraform/1.9")], hit: null },
];
