import { call } from "../../analysis/test-events.ts";
import type { PostureCase } from "../test-files.ts";
import { report } from "../test-files.ts";

export const cases: readonly PostureCase[] = [
  {
    name: "young",
    files: [report([{ user: "a", key1: "2026-09-01T00:00:00+00:00" }])],
    status: "pass",
  },
  {
    name: "old",
    files: [report([{ user: "a", key1: "2026-01-01T00:00:00+00:00" }, { user: "b" }])],
    status: "fail",
    affected: ["a"],
  },
  {
    name: "the second key is old",
    files: [
      report([{ user: "a", key1: "2026-09-01T00:00:00+00:00", key2: "2026-01-01T00:00:00+00:00" }]),
    ],
    status: "fail",
    affected: ["a"],
  },
  {
    name: "made long ago, by the log alone",
    events: [
      call(
        "iam:CreateAccessKey",
        1,
        { userName: "a" },
        { response: { accessKey: { accessKeyId: "AKIAOLD" } } },
      ),
      call(
        "iam:CreateAccessKey",
        200 * 1440,
        { userName: "b" },
        { response: { accessKey: { accessKeyId: "AKIANEW" } } },
      ),
    ],
    status: "fail",
    affected: ["a"],
    note: "before the log begins",
  },
  {
    name: "made long ago and deleted",
    events: [
      call(
        "iam:CreateAccessKey",
        1,
        { userName: "a" },
        { response: { accessKey: { accessKeyId: "AKIAOLD" } } },
      ),
      call("iam:DeleteAccessKey", 200 * 1440, { userName: "a", accessKeyId: "AKIAOLD" }),
    ],
    status: "unknown",
  },
  { name: "nothing", status: "unknown" },
];
