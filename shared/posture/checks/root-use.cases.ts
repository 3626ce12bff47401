import { call, root } from "../../analysis/test-events.ts";
import type { PostureCase } from "../test-files.ts";
import { report } from "../test-files.ts";

export const cases: readonly PostureCase[] = [
  {
    name: "long ago",
    files: [report([{ user: "<root_account>", passwordUsed: "2025-01-01T00:00:00+00:00" }])],
    status: "pass",
  },
  {
    name: "last week",
    files: [report([{ user: "<root_account>", passwordUsed: "2026-10-01T00:00:00+00:00" }])],
    status: "fail",
    affected: ["<root_account>"],
  },
  {
    name: "in the log",
    events: [call("iam:CreateGroup", 1, { groupName: "g" }, { by: root() })],
    status: "fail",
    why: "1 sign-in or call",
  },
  {
    name: "a service for it",
    events: [
      call(
        "iam:CreateGroup",
        1,
        { groupName: "g" },
        { by: { ...root(), invokedBy: "organizations.amazonaws.com" } },
      ),
    ],
    status: "unknown",
  },
  { name: "nothing", status: "unknown", why: "other calls are not looked at" },
];
