import { call } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const trail = (name: string, request: Parameters<typeof call>[2]) =>
  call(`cloudtrail:${name}`, 60, request);
const made = call("cloudtrail:CreateTrail", 1, {
  name: "main",
  s3BucketName: "audit-logs",
  kmsKeyId: "arn:aws:kms:eu-central-1:123456789012:key/k-1",
});

export const cases: readonly DetectionCase[] = [
  {
    name: "stopped",
    events: [trail("StopLogging", { name: "t" })],
    hit: "critical",
    severity: "critical",
  },
  { name: "deleted", events: [trail("DeleteTrail", { name: "t" })], hit: "critical" },
  {
    name: "one Region only",
    events: [trail("UpdateTrail", { name: "t", isMultiRegionTrail: false })],
    hit: "critical",
  },
  {
    name: "without management events",
    events: [
      trail("PutEventSelectors", {
        trailName: "t",
        eventSelectors: [{ includeManagementEvents: false }],
      }),
    ],
    hit: "critical",
  },
  {
    name: "an event data store",
    events: [trail("DeleteEventDataStore", { eventDataStore: "arn" })],
    hit: "critical",
  },
  {
    name: "the bucket of a trail",
    events: [made, call("s3:DeleteBucket", 60, { bucketName: "audit-logs" })],
    hit: "critical",
    says: "main",
  },
  {
    name: "the key of a trail",
    events: [made, call("kms:ScheduleKeyDeletion", 60, { keyId: "k-1" })],
    hit: "critical",
  },
  {
    name: "another bucket",
    events: [made, call("s3:DeleteBucket", 60, { bucketName: "photos" })],
    hit: null,
  },
  {
    name: "a harmless update",
    events: [trail("UpdateTrail", { name: "t", isMultiRegionTrail: true })],
    hit: null,
  },
];
