import type { PostureCase } from "../test-files.ts";
import { report } from "../test-files.ts";

export const cases: readonly PostureCase[] = [
  {
    name: "one",
    files: [report([{ user: "a", key1: "2026-09-01T00:00:00+00:00" }])],
    status: "pass",
  },
  {
    name: "two",
    files: [
      report([{ user: "a", key1: "2026-09-01T00:00:00+00:00", key2: "2026-09-01T00:00:00+00:00" }]),
    ],
    status: "fail",
    affected: ["a"],
  },
  { name: "nothing", status: "unknown" },
];
