import { signIn } from "../../analysis/test-events.ts";
import type { PostureCase } from "../test-files.ts";
import { report, summary } from "../test-files.ts";

export const cases: readonly PostureCase[] = [
  { name: "by the summary", files: [summary({ AccountMFAEnabled: 1 })], status: "pass" },
  {
    name: "none, by the summary",
    files: [summary({ AccountMFAEnabled: 0 })],
    status: "fail",
    affected: ["<root_account>"],
  },
  {
    name: "by the report",
    files: [report([{ user: "<root_account>", mfa: true }])],
    status: "pass",
  },
  {
    name: "they disagree",
    files: [report([{ user: "<root_account>", mfa: true }]), summary({ AccountMFAEnabled: 0 }, 8)],
    status: "fail",
    note: "disagree",
  },
  {
    name: "a sign-in without, after the file",
    files: [summary({ AccountMFAEnabled: 1 }, 5)],
    events: [signIn("root", 1, "No")],
    status: "fail",
  },
  { name: "a sign-in with, by the log alone", events: [signIn("root", 1, "Yes")], status: "pass" },
  { name: "nothing", status: "unknown" },
];
