import { call } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const silence = {
  from: "2026-10-06T03:10:00Z",
  to: "2026-10-06T13:10:00Z",
  hours: 10,
  usual: 0.94,
};
const stop = call("cloudtrail:StopLogging", 60, { name: "main" });
const update = call("cloudtrail:UpdateTrail", 60, { name: "main", kmsKeyId: "k-1" });

export const cases: readonly DetectionCase[] = [
  {
    name: "ten hours after the trail was stopped",
    events: [stop],
    hit: "high",
    silence,
    says: "10 hours",
  },
  {
    name: "ten hours after the trail was changed",
    events: [update],
    hit: "high",
    silence,
    severity: "high",
  },
  { name: "events go on", events: [stop], hit: null },
  {
    name: "the trail was only looked at",
    events: [call("cloudtrail:StartLogging", 60, { name: "main" })],
    hit: null,
    silence,
  },
];
