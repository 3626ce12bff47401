import type { PostureCase } from "../test-files.ts";
import { passwords } from "../test-files.ts";

export const cases: readonly PostureCase[] = [
  { name: "all four", files: [passwords()], status: "pass" },
  {
    name: "two are missing",
    files: [passwords({ RequireSymbols: false, RequireNumbers: false })],
    status: "fail",
    why: "a number and a symbol",
  },
  { name: "one is not told", files: [passwords({ RequireSymbols: null })], status: "unknown" },
];
