import type { PostureCase } from "../test-files.ts";
import { passwords } from "../test-files.ts";

export const cases: readonly PostureCase[] = [
  { name: "24", files: [passwords()], status: "pass" },
  { name: "fewer", files: [passwords({ PasswordReusePrevention: 5 })], status: "fail", why: "5" },
  {
    name: "none, which AWS leaves out",
    files: [passwords({ PasswordReusePrevention: undefined })],
    status: "fail",
    why: "does not prevent",
  },
];
