import { call } from "./service-call.ts";
import type { ServiceCall } from "./service-call.ts";
import { named } from "./service-targets.ts";

const logStore = "Without it, events are not recorded or can't be read any more.";
const logBack = "Restore the setting from the account's records and check that events arrive.";

/** Calls that take away where CloudTrail's events are kept, by service and eventName. */
export const logStoreCalls: Readonly<Record<string, ServiceCall>> = {
  "cloudtrail DeleteEventDataStore": call(
    named(["trail", "Event data store", "other"], "eventDataStore"),
    "deleted",
    "high",
    logStore,
    logBack,
  ),
  "cloudtrail StopEventDataStoreIngestion": call(
    named(["trail", "Event data store", "other"], "eventDataStore"),
    "stopped recording",
    "high",
    logStore,
    logBack,
  ),
  "s3 DeleteBucket": call(
    named(["bucket", "Bucket", "other"], "bucketName"),
    "deleted",
    "high",
    logStore,
    logBack,
  ),
  "s3 PutBucketLifecycle": call(
    named(["bucket", "Bucket", "other"], "bucketName"),
    "given rules that expire its objects",
    "high",
    logStore,
    logBack,
  ),
  "s3 PutBucketPolicy": call(
    named(["bucket", "Bucket", "other"], "bucketName"),
    "given another bucket policy",
    "high",
    logStore,
    logBack,
  ),
  "kms DisableKey": call(
    named(["key", "KMS key", "arn"], "keyId"),
    "switched off",
    "high",
    logStore,
    logBack,
  ),
  "kms ScheduleKeyDeletion": call(
    named(["key", "KMS key", "arn"], "keyId"),
    "scheduled for deletion",
    "high",
    logStore,
    logBack,
  ),
};
