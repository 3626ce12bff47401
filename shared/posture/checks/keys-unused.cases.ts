import { call } from "../../analysis/test-events.ts";
import type { PostureCase } from "../test-files.ts";
import { report } from "../test-files.ts";

export const cases: readonly PostureCase[] = [
  {
    name: "used",
    files: [
      report([
        { user: "a", key1: "2024-01-01T00:00:00+00:00", key1Used: "2026-10-01T00:00:00+00:00" },
      ]),
    ],
    status: "pass",
  },
  {
    name: "one of two is not",
    files: [
      report([
        {
          user: "a",
          key1: "2024-01-01T00:00:00+00:00",
          key1Used: "2026-10-01T00:00:00+00:00",
          key2: "2024-01-01T00:00:00+00:00",
        },
      ]),
    ],
    status: "fail",
    affected: ["a"],
  },
  {
    name: "new and not used yet",
    files: [report([{ user: "a", key1: "2026-10-01T00:00:00+00:00" }])],
    status: "pass",
  },
  {
    name: "changed since the report",
    files: [report([{ user: "a", key1: "2024-01-01T00:00:00+00:00" }], 5)],
    events: [
      call("iam:DeleteAccessKey", 1, { userName: "a", accessKeyId: "AKIAIOSFODNN7EXAMPLE" }),
    ],
    status: "fail",
    note: "later changes of the keys",
  },
  { name: "nothing", status: "unknown" },
];
