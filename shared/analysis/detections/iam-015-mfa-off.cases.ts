import { call, root, signIn, user } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const device = { userName: "t.brandt", serialNumber: "arn:aws:iam::123456789012:mfa/t.brandt" };
const off = call("iam:DeactivateMFADevice", 60, device);

export const cases: readonly DetectionCase[] = [
  { name: "of another user", events: [off], hit: "critical" },
  {
    name: "of the own user",
    events: [call("iam:DeactivateMFADevice", 1, device, { by: user("t.brandt") })],
    hit: "high",
  },
  {
    name: "of root",
    events: [call("iam:DeactivateMFADevice", 1, { userName: "AWS ROOT USER" }, { by: root() })],
    hit: "critical",
  },
  {
    name: "a sign-in without one soon after",
    events: [off, signIn("t.brandt", 90, "No", { sourceIp: "198.51.100.7" })],
    hit: "critical",
    says: "30 min later",
  },
  { name: "a sign-in with a new one", events: [off, signIn("t.brandt", 90, "Yes")], hit: null },
  { name: "a sign-in of another user", events: [off, signIn("v.costa", 90, "No")], hit: null },
];
