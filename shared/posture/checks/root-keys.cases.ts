import { call, root } from "../../analysis/test-events.ts";
import type { PostureCase } from "../test-files.ts";
import { report, summary } from "../test-files.ts";

export const cases: readonly PostureCase[] = [
  { name: "none", files: [summary({ AccountAccessKeysPresent: 0 })], status: "pass" },
  {
    name: "one",
    files: [summary({ AccountAccessKeysPresent: 1 })],
    status: "fail",
    affected: ["<root_account>"],
  },
  {
    name: "one by the report",
    files: [report([{ user: "<root_account>", key1: "2020-01-01T00:00:00+00:00" }])],
    status: "fail",
  },
  {
    name: "a call with a key of root, by the log alone",
    events: [
      call(
        "iam:CreateGroup",
        1,
        { groupName: "g" },
        { by: { ...root(), accessKeyId: "AKIAIOSFODNN7EXAMPLE" } },
      ),
    ],
    status: "fail",
  },
  {
    name: "a console session is no key",
    events: [
      call(
        "iam:CreateGroup",
        1,
        { groupName: "g" },
        { by: { ...root(), accessKeyId: "ASIAIOSFODNN7EXAMPLE" } },
      ),
    ],
    status: "unknown",
  },
  { name: "nothing", status: "unknown" },
];
