import type { PostureCase } from "../test-files.ts";
import { passwords } from "../test-files.ts";

export const cases: readonly PostureCase[] = [
  { name: "they may", files: [passwords()], status: "pass" },
  {
    name: "they may not",
    files: [passwords({ AllowUsersToChangePassword: false })],
    status: "fail",
  },
  { name: "nothing", status: "unknown" },
];
