import type { PostureCase } from "../test-files.ts";
import { report } from "../test-files.ts";

export const cases: readonly PostureCase[] = [
  {
    name: "used last week",
    files: [report([{ user: "a", password: true, passwordUsed: "2026-10-01T00:00:00+00:00" }])],
    status: "pass",
  },
  {
    name: "not used for long",
    files: [report([{ user: "a", password: true, passwordUsed: "2026-01-01T00:00:00+00:00" }])],
    status: "fail",
    affected: ["a"],
  },
  {
    name: "never used and old",
    files: [report([{ user: "a", password: true }])],
    status: "fail",
    affected: ["a"],
  },
  {
    name: "never used and new",
    files: [report([{ user: "a", password: true, passwordChanged: "2026-10-01T00:00:00+00:00" }])],
    status: "pass",
  },
  { name: "nobody has one", files: [report([{ user: "a" }])], status: "pass", why: "No user" },
  { name: "nothing", status: "unknown" },
];
