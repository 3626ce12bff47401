import { awsPolicy, call, root, signIn, user } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const made = (more = {}) => call("iam:CreateLoginProfile", 60, { userName: "p.novak", ...more });
const newUser = call("iam:CreateUser", 1, { userName: "p.novak" });

export const cases: readonly DetectionCase[] = [
  { name: "another user", events: [made()], hit: "high" },
  {
    name: "an administrator, without a change at the first sign-in",
    events: [
      call("iam:AttachUserPolicy", 1, {
        userName: "p.novak",
        policyArn: awsPolicy("AdministratorAccess"),
      }),
      made(),
    ],
    hit: "critical",
  },
  {
    name: "root's own",
    events: [call("iam:CreateLoginProfile", 1, null, { by: root() })],
    hit: "critical",
  },
  {
    name: "onboarding",
    events: [newUser, made({ passwordResetRequired: true })],
    hit: "low",
    severity: "medium",
  },
  {
    name: "a sign-in from the same address",
    events: [made(), signIn("p.novak", 70, "No")],
    hit: "critical",
    says: "10 min",
  },
  {
    name: "a sign-in from elsewhere without a second factor",
    events: [made(), signIn("p.novak", 70, "No", { sourceIp: "198.51.100.7" })],
    hit: null,
  },
  {
    name: "the first sign-in after onboarding",
    events: [newUser, made({ passwordResetRequired: true }), signIn("p.novak", 70, "No")],
    hit: null,
  },
  {
    name: "a sign-in two days later",
    events: [made(), signIn("p.novak", 60 + 2 * 24 * 60, "No")],
    hit: null,
  },
  {
    name: "the own user",
    events: [call("iam:CreateLoginProfile", 1, { userName: "p.novak" }, { by: user("p.novak") })],
    hit: null,
  },
];
