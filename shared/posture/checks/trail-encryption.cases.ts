import type { PostureCase } from "../test-files.ts";
import { trail, trails } from "../test-files.ts";

export const cases: readonly PostureCase[] = [
  { name: "a key", files: [trails(trail("main"))], status: "pass" },
  {
    name: "none",
    files: [trails(trail("main", { KmsKeyId: undefined }))],
    status: "fail",
    affected: ["main"],
  },
  { name: "nothing", status: "unknown" },
];
