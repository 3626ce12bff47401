import { call } from "../../analysis/test-events.ts";
import type { PostureCase } from "../test-files.ts";
import { status, trail, trails } from "../test-files.ts";

export const cases: readonly PostureCase[] = [
  { name: "on", files: [trails(trail("main")), status(true)], status: "pass" },
  {
    name: "off",
    files: [trails(trail("main")), status(false)],
    status: "fail",
    affected: ["main"],
  },
  { name: "no status", files: [trails(trail("main"))], status: "unknown" },
  { name: "no trail", files: [trails()], status: "fail", why: "no trail" },
  {
    name: "two trails, the file's name tells which",
    files: [trails(trail("main"), trail("other")), status(true, "status-main.json")],
    status: "pass",
  },
  {
    name: "two trails, and nothing tells which",
    files: [trails(trail("main"), trail("other")), status(true)],
    status: "unknown",
    note: "can’t be tied",
  },
  {
    name: "stopped since",
    files: [trails(trail("main")), status(true, "status.json", 5)],
    events: [call("cloudtrail:StopLogging", 1, { name: "main" })],
    status: "fail",
  },
  {
    name: "deleted since",
    files: [{ ...trails(trail("main")), day: 5 }, status(true, "status.json", 5)],
    events: [
      call("cloudtrail:DeleteTrail", 1, {
        name: "arn:aws:cloudtrail:eu-west-1:123456789012:trail/main",
      }),
    ],
    status: "fail",
    why: "no trail",
  },
  {
    name: "started, by the log alone",
    events: [
      call("cloudtrail:CreateTrail", 1, { name: "main" }),
      call("cloudtrail:StartLogging", 2, { name: "main" }),
    ],
    status: "pass",
  },
  {
    name: "made and never started, by the log alone",
    events: [call("cloudtrail:CreateTrail", 1, { name: "main" })],
    status: "unknown",
    affected: ["main"],
  },
  { name: "nothing", status: "unknown" },
];
