import { call } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const many = (n: number, event: string, minutes: number, more = {}) =>
  Array.from({ length: n }, (_, i) =>
    call(event, i * minutes, { userName: `u${i}`, policyName: "p" }, { id: `e${i}`, ...more }),
  );

export const cases: readonly DetectionCase[] = [
  { name: "five users", events: many(5, "iam:DeleteUser", 1), hit: "high", says: "5 things" },
  { name: "ten policies", events: many(10, "iam:DeleteUserPolicy", 0.5), hit: "high" },
  { name: "second factors", events: many(5, "iam:DeactivateMFADevice", 1), hit: "critical" },
  { name: "four users", events: many(4, "iam:DeleteUser", 1), hit: null },
  { name: "five users over an hour", events: many(5, "iam:DeleteUser", 15), hit: null },
  {
    name: "by CloudFormation",
    events: many(20, "iam:DeleteUser", 0.1, { by: { invokedBy: "cloudformation.amazonaws.com" } }),
    hit: null,
  },
  {
    name: "the same thing again and again",
    events: Array.from({ length: 20 }, (_, i) =>
      call("iam:DeleteUserPolicy", i / 10, { userName: "u", policyName: "p" }, { id: `e${i}` }),
    ),
    hit: null,
  },
];
