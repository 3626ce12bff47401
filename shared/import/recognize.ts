/** Says what a JSON value is that is no CloudTrail record, so that a file is never passed over without a word. */
import type { Json } from "../cloudtrail-event.ts";
import { field, textField } from "../cloudtrail-event.ts";

/**
 * `kept-apart`: known, and rightly no event (digest, Insight, notification). `unread`: holds events in a shape that is
 * not read. `unknown`: neither.
 */
export interface Recognized {
  readonly name: string;
  readonly sort: "kept-apart" | "unread" | "unknown";
  /** What the user can do, a sentence; empty when nothing is needed. */
  readonly advice: string;
}

/** A list of log files with their hashes, by which CloudTrail lets them be validated. */
export const digestFileFormat = "CloudTrail digest file";
/** The answer of `aws cloudtrail list-public-keys`. */
export const publicKeysFormat = "CloudTrail public keys";
/** The answer of `aws s3api head-object` for a digest file: its signature. */
export const digestMetadata = "CloudTrail digest metadata";
/** An object that has Records, but no list in it. */
export const brokenRecords = "object whose Records is no list";
/** An object with some members of a record, but without the two that make it one. */
export const halfRecord = "record without eventName or eventSource";

const apart = (name: string, advice = ""): Recognized => ({ name, sort: "kept-apart", advice });
const unread = (name: string): Recognized => ({
  name,
  sort: "unread",
  advice: "This shape is not read; export the events as CloudTrail log files or as JSON records.",
});

/** Recognizes a parsed value by its members (AWS user guides name them). */
export function recognize(value: Json): Recognized {
  if (Array.isArray(value)) return { name: "JSON list", sort: "unknown", advice: "" };
  if (typeof value === "string") return unread("JSON text inside a string");
  if (value === null || typeof value !== "object")
    return { name: "JSON value that is no object", sort: "unknown", advice: "" };
  const has = (name: string): boolean =>
    field(value, name) !== undefined && field(value, name) !== null;
  if (has("awsAccountId") && has("digestStartTime")) return apart(digestFileFormat);
  if (has("insightDetails") || textField(value, "eventCategory") === "Insight")
    return apart("CloudTrail Insight event");
  const source = textField(value, "eventSource");
  if (source === "aws:s3" || (has("s3Bucket") && has("s3ObjectKey")))
    return apart(
      "S3 notification",
      "It names log files but holds no events: fetch the files that it names.",
    );
  if (source === "aws:sqs") return apart("SQS message", "Fetch the log files that it names.");
  if (source === "aws:sns" || has("Sns") || (has("TopicArn") && has("Message")))
    return apart("SNS notification", "Fetch the log files that it names.");
  if (textField(value, "Event") === "s3:TestEvent") return apart("S3 test notification");
  if (has("CloudTrailEvent") || (has("Events") && !has("Records")))
    return unread("lookup-events output");
  if (has("QueryResultRows")) return unread("CloudTrail Lake query result");
  if (has("logEvents") || (has("events") && !has("Records")))
    return unread("CloudWatch Logs export");
  if (has("detail-type") && has("detail"))
    return textField(value, "detail-type")?.endsWith("via CloudTrail") === true
      ? unread("EventBridge event")
      : apart("EventBridge event of another source");
  if (has("class_uid") && has("metadata")) return unread("OCSF (Security Lake) record");
  if (has("_raw") || has("result")) return unread("Splunk export");
  if (has("_source") || has("hits")) return unread("Elasticsearch export");
  const metadata = field(value, "Metadata");
  if (
    textField(metadata, "signature") !== null &&
    textField(metadata, "signature-algorithm") !== null
  )
    return apart(digestMetadata);
  if (has("PublicKeyList") || has("publicKeyList")) return apart(publicKeysFormat);
  if (Object.hasOwn(value, "Records")) return { name: brokenRecords, sort: "unknown", advice: "" };
  if (has("eventVersion") || has("eventID") || has("eventTime"))
    return { name: halfRecord, sort: "unknown", advice: "" };
  return { name: "JSON object that is no CloudTrail record", sort: "unknown", advice: "" };
}

/** Whether a file of this format is a trace of CloudTrail, though it holds no event. */
export function isTraceOfCloudTrail(format: string): boolean {
  return format.startsWith("CloudTrail") || traces.has(format);
}

const traces: ReadonlySet<string> = new Set(["S3 notification", "SNS notification", "SQS message"]);
