import type { PostureCase } from "../test-files.ts";
import { trail, trails } from "../test-files.ts";

export const cases: readonly PostureCase[] = [
  { name: "a log group", files: [trails(trail("main"))], status: "pass" },
  {
    name: "none",
    files: [trails(trail("main", { CloudWatchLogsLogGroupArn: undefined }))],
    status: "fail",
    affected: ["main"],
  },
  { name: "nothing", status: "unknown" },
];
