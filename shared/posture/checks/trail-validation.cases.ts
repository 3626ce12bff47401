import type { PostureCase } from "../test-files.ts";
import { status, trail, trails } from "../test-files.ts";

export const cases: readonly PostureCase[] = [
  { name: "on", files: [trails(trail("main")), status(true)], status: "pass" },
  {
    name: "off",
    files: [trails(trail("main", { LogFileValidationEnabled: false })), status(true)],
    status: "fail",
    affected: ["main"],
  },
  {
    name: "not told",
    files: [trails(trail("main", { LogFileValidationEnabled: null })), status(true)],
    status: "unknown",
  },
];
