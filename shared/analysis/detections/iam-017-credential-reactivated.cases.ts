import { call, user } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const set = (status: string, at: number, more = {}) =>
  call(
    "iam:UpdateAccessKey",
    at,
    { userName: "svc", accessKeyId: "AKIAEXAMPLE0000000SV", status },
    more,
  );
const own = { by: user("svc") };

export const cases: readonly DetectionCase[] = [
  { name: "by another identity", events: [set("Active", 1)], hit: "high" },
  { name: "by its user", events: [set("Active", 1, own)], hit: "medium" },
  {
    name: "after 40 days",
    events: [set("Inactive", 1, own), set("Active", 40 * 24 * 60, own)],
    hit: "high",
    says: "39 d",
  },
  {
    name: "within the hour",
    events: [set("Inactive", 1), set("Active", 30)],
    hit: "low",
    severity: "medium",
  },
  {
    name: "an SSH key",
    events: [
      call("iam:UpdateSSHPublicKey", 1, {
        userName: "svc",
        sSHPublicKeyId: "APKA1",
        status: "Active",
      }),
    ],
    hit: "high",
  },
  { name: "switched off", events: [set("Inactive", 1)], hit: null },
];
