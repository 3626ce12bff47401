import { call, signIn } from "../../analysis/test-events.ts";
import type { PostureCase } from "../test-files.ts";
import { report } from "../test-files.ts";

export const cases: readonly PostureCase[] = [
  {
    name: "all have one",
    files: [report([{ user: "a", password: true, mfa: true }])],
    status: "pass",
  },
  {
    name: "one has none",
    files: [
      report([
        { user: "a", password: true },
        { user: "b", password: true, mfa: true },
      ]),
    ],
    status: "fail",
    affected: ["a"],
    note: null,
  },
  { name: "a user without password needs none", files: [report([{ user: "a" }])], status: "pass" },
  { name: "root is another check", files: [report([{ user: "<root_account>" }])], status: "pass" },
  {
    name: "registered since",
    files: [report([{ user: "a", password: true }], 5)],
    events: [call("iam:EnableMFADevice", 1, { userName: "a" })],
    status: "pass",
  },
  {
    name: "deleted since",
    files: [report([{ user: "a", password: true }], 5)],
    events: [call("iam:DeleteUser", 1, { userName: "a" })],
    status: "pass",
  },
  {
    name: "report and sign-in disagree",
    files: [report([{ user: "a", password: true }])],
    events: [signIn("a", 1, "Yes")],
    status: "fail",
    affected: ["a"],
    note: "disagree",
  },
  {
    name: "a sign-in without, by the log alone",
    events: [signIn("a", 1, "No")],
    status: "fail",
    affected: ["a"],
    note: "did not sign in",
  },
  {
    name: "registered after that sign-in",
    events: [signIn("a", 1, "No"), call("iam:EnableMFADevice", 2, { userName: "a" })],
    status: "unknown",
  },
  {
    name: "a failed sign-in proves nothing",
    events: [signIn("a", 1, "No", { outcome: "failed" })],
    status: "unknown",
  },
  { name: "nothing", status: "unknown" },
];
