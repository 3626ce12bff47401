/** Trails, their status and their event selectors. */
import type { Json } from "../cloudtrail-event.ts";
import { booleanField, isJsonObject, textField } from "../cloudtrail-event.ts";
import type { FieldSelector, SelectorsFact, TrailFact, TrailStatusFact } from "./facts.ts";
import { objectsField, textsField, timeField } from "./members.ts";

/** An element of `trailList`; null when it names no trail. */
export function readTrail(value: Json): TrailFact | null {
  const arn = textField(value, "TrailARN");
  const name = textField(value, "Name") ?? arn;
  if (name === null) return null;
  return {
    type: "trail",
    name,
    arn,
    bucket: textField(value, "S3BucketName"),
    homeRegion: textField(value, "HomeRegion"),
    isMultiRegion: booleanField(value, "IsMultiRegionTrail"),
    globalEvents: booleanField(value, "IncludeGlobalServiceEvents"),
    validation: booleanField(value, "LogFileValidationEnabled"),
    kmsKey: textField(value, "KmsKeyId"),
    logGroup: textField(value, "CloudWatchLogsLogGroupArn"),
    isOrganization: booleanField(value, "IsOrganizationTrail"),
    hasCustomSelectors: booleanField(value, "HasCustomEventSelectors"),
  };
}

/** The members of a get-trail-status answer. */
export function readTrailStatus(value: Json): TrailStatusFact {
  return {
    type: "trail-status",
    isLogging: booleanField(value, "IsLogging"),
    deliveryError: textField(value, "LatestDeliveryError"),
    deliveredAt: timeField(value, "LatestDeliveryTime"),
    digestError: textField(value, "LatestDigestDeliveryError"),
    digestAt: timeField(value, "LatestDigestDeliveryTime"),
    logsError: textField(value, "LatestCloudWatchLogsDeliveryError"),
    logsAt: timeField(value, "LatestCloudWatchLogsDeliveryTime"),
    startedAt: timeField(value, "StartLoggingTime"),
    stoppedAt: timeField(value, "StopLoggingTime"),
  };
}

/** Operators of advanced event selectors (CloudTrail API reference, AdvancedFieldSelector). */
const operators = ["Equals", "StartsWith", "EndsWith", "NotEquals", "NotStartsWith", "NotEndsWith"];

/** The members of a get-event-selectors answer. */
export function readSelectors(value: Json): SelectorsFact {
  return {
    type: "selectors",
    trailArn: textField(value, "TrailARN"),
    basic: objectsField(value, "EventSelectors").map((one) => ({
      readWrite: textField(one, "ReadWriteType"),
      management: booleanField(one, "IncludeManagementEvents"),
      excluded: textsField(one, "ExcludeManagementEventSources"),
    })),
    advanced: objectsField(value, "AdvancedEventSelectors").map((one) => ({
      name: textField(one, "Name"),
      fields: objectsField(one, "FieldSelectors").flatMap(readField),
    })),
  };
}

function readField(value: Json): readonly FieldSelector[] {
  const name = textField(value, "Field");
  if (name === null || !isJsonObject(value)) return [];
  const tests = operators
    .map((operator) => ({ operator, values: textsField(value, operator) }))
    .filter(({ values }) => values.length > 0);
  return [{ field: name, tests }];
}
