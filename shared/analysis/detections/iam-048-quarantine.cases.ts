import { awsPolicy, call } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const attach = (policyArn: string) => call("iam:AttachUserPolicy", 1, { userName: "x", policyArn });

export const cases: readonly DetectionCase[] = [
  {
    name: "version 3",
    events: [attach(awsPolicy("AWSCompromisedKeyQuarantineV3"))],
    hit: "critical",
    severity: "critical",
  },
  {
    name: "the first version",
    events: [attach(awsPolicy("AWSCompromisedKeyQuarantine"))],
    hit: "critical",
  },
  {
    name: "written inline",
    events: [
      call("iam:PutUserPolicy", 1, {
        userName: "x",
        policyName: "AWSCompromisedKeyQuarantine",
        policyDocument: "{}",
      }),
    ],
    hit: "critical",
  },
  { name: "another denial", events: [attach(awsPolicy("AWSDenyAll"))], hit: null },
];
