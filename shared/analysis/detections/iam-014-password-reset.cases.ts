import { awsPolicy, call, signIn, user } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const reset = call("iam:UpdateLoginProfile", 60, { userName: "t.brandt", password: "HIDDEN" });

export const cases: readonly DetectionCase[] = [
  { name: "another user", events: [reset], hit: "high" },
  {
    name: "an administrator",
    events: [
      call("iam:AttachUserPolicy", 1, {
        userName: "t.brandt",
        policyArn: awsPolicy("AdministratorAccess"),
      }),
      reset,
    ],
    hit: "critical",
  },
  {
    name: "a sign-in from the same address",
    events: [reset, signIn("t.brandt", 65, "Yes")],
    hit: "critical",
    says: "5 min later",
  },
  {
    name: "a sign-in with the second factor from elsewhere",
    events: [reset, signIn("t.brandt", 65, "Yes", { sourceIp: "198.51.100.7" })],
    hit: null,
  },
  {
    name: "the own password",
    events: [call("iam:UpdateLoginProfile", 1, { userName: "t.brandt" }, { by: user("t.brandt") })],
    hit: null,
  },
];
