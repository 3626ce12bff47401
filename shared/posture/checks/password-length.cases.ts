import { call } from "../../analysis/test-events.ts";
import type { PostureCase } from "../test-files.ts";
import { noPasswords, passwords } from "../test-files.ts";

export const cases: readonly PostureCase[] = [
  { name: "long enough", files: [passwords()], status: "pass", why: "14" },
  { name: "too short", files: [passwords({ MinimumPasswordLength: 8 })], status: "fail", why: "8" },
  {
    name: "no policy at all",
    files: [noPasswords],
    status: "fail",
    why: "no password policy of its own",
  },
  {
    name: "a policy that does not say",
    files: [passwords({ MinimumPasswordLength: null })],
    status: "unknown",
  },
  { name: "nothing", status: "unknown", why: "in the case" },
  {
    name: "by the log alone",
    events: [call("iam:UpdateAccountPasswordPolicy", 1, { minimumPasswordLength: 16 })],
    status: "pass",
    note: "last call",
  },
  {
    name: "the default, where a call leaves it out",
    events: [call("iam:UpdateAccountPasswordPolicy", 1, { requireSymbols: true })],
    status: "fail",
    why: "6",
  },
  {
    name: "a refused call",
    events: [
      call(
        "iam:UpdateAccountPasswordPolicy",
        1,
        { minimumPasswordLength: 16 },
        { errorCode: "AccessDenied" },
      ),
    ],
    status: "unknown",
  },
  {
    name: "deleted since",
    files: [passwords({}, 5)],
    events: [call("iam:DeleteAccountPasswordPolicy", 1, null)],
    status: "fail",
    note: "changed after the file",
  },
  {
    name: "file and log disagree",
    files: [passwords()],
    events: [call("iam:UpdateAccountPasswordPolicy", 1, { minimumPasswordLength: 8 })],
    status: "pass",
    note: "in between",
  },
];
