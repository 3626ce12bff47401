import { call } from "../../analysis/test-events.ts";
import type { PostureCase } from "../test-files.ts";

export const cases: readonly PostureCase[] = [
  {
    name: "stopped",
    events: [
      call("cloudtrail:StopLogging", 1, { name: "main" }),
      call("cloudtrail:StartLogging", 2, { name: "main" }),
    ],
    status: "fail",
    affected: ["main"],
  },
  {
    name: "refused",
    events: [call("cloudtrail:StopLogging", 1, { name: "main" }, { errorCode: "AccessDenied" })],
    status: "unknown",
  },
  { name: "nothing", status: "unknown", why: "digest files" },
];
