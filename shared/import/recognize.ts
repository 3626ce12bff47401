/** Says what a JSON value is that is no CloudTrail record and holds none, so that a file is never passed over without a word. */
import type { Json } from "../cloudtrail-event.ts";
import { field, textField } from "../cloudtrail-event.ts";
import { snapshotKindOf } from "../snapshot/kinds.ts";

/**
 * `kept-apart`: known, and rightly no event (digest, Insight, notification). `broken`: meant as a record or a wrapper of
 * records, but nothing could be taken from it. `unknown`: neither.
 */
export interface Recognized {
  readonly name: string;
  readonly sort: "kept-apart" | "broken" | "unknown";
  /** What the user can do, a sentence; empty when nothing is needed. */
  readonly advice: string;
}

/** A list of log files with their hashes, by which CloudTrail lets them be validated. */
export const digestFileFormat = "CloudTrail digest file";
/** The answer of `aws cloudtrail list-public-keys`. */
export const publicKeysFormat = "CloudTrail public keys";
/** The answer of `aws s3api head-object` for a digest file: its signature. */
export const digestMetadata = "CloudTrail digest metadata";
/** An event that CloudTrail Insights made about others. */
export const insightEvent = "CloudTrail Insight event";
/** Formats of files that hold nothing known begin with this word. */
export const unknownWord = "unknown";

/** Values that are a problem wherever they stand: what can only have been meant as CloudTrail. */
export function isLoss({ sort }: Recognized): boolean {
  return sort === "broken";
}

const apart = (name: string, advice = ""): Recognized => ({ name, sort: "kept-apart", advice });
const broken = (name: string, advice = ""): Recognized => ({ name, sort: "broken", advice });
const unknown = (name: string, advice = ""): Recognized => ({
  name: `${unknownWord} ${name}`,
  sort: "unknown",
  advice,
});
const noRecord = "no record could be found in it";

/** Recognizes a parsed value by its members (AWS user guides name them). */
export function recognize(value: Json): Recognized {
  if (Array.isArray(value)) return unknown("JSON list");
  if (typeof value === "string") return unknown("text in JSON", "It holds no record.");
  if (value === null || typeof value !== "object") return unknown("JSON value that is no object");
  const has = (name: string): boolean =>
    field(value, name) !== undefined && field(value, name) !== null;
  if (has("awsAccountId") && has("digestStartTime")) return apart(digestFileFormat);
  if (has("insightDetails") || textField(value, "eventCategory") === "Insight")
    return apart(insightEvent);
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
  if (Object.hasOwn(value, "CloudTrailEvent") || Object.hasOwn(value, "EventId"))
    return broken("lookup-events output", noRecord);
  if (has("class_uid") && has("metadata")) return apart("OCSF record of another source");
  if (has("detail-type") && has("detail"))
    return textField(value, "detail-type")?.endsWith("via CloudTrail") === true
      ? broken("EventBridge event", noRecord)
      : apart("EventBridge event of another source");
  const message = textField(value, "message");
  if (message?.startsWith("CWL CONTROL MESSAGE") === true)
    return apart("CloudWatch Logs control message");
  if (has("_raw") || (has("result") && has("preview"))) return unknown("Splunk event", noRecord);
  if (has("_source")) return unknown("Elasticsearch document", noRecord);
  if (message !== null) return unknown("log message", noRecord);
  const metadata = field(value, "Metadata");
  if (
    textField(metadata, "signature") !== null &&
    textField(metadata, "signature-algorithm") !== null
  )
    return apart(digestMetadata);
  if (has("PublicKeyList") || has("publicKeyList")) return apart(publicKeysFormat);
  if (has("hashSignature") && has("files")) return apart("CloudTrail Lake sign file");
  if (has("configSnapshotId") || has("configurationItems") || has("configurationItem"))
    return apart("AWS Config snapshot");
  if (has("invokingEvent") && has("configRuleArn")) return apart("AWS Config rule event");
  if (has("UserDetailList") && has("GroupDetailList"))
    return apart("IAM account authorization details");
  if (Object.hasOwn(value, "Records")) return broken("object whose Records is no list");
  if (has("eventVersion") || has("eventID") || has("eventTime"))
    return broken("record without eventName or eventSource");
  const names = Object.keys(value);
  if (names.length === 0) return apart("empty JSON object");
  return unknown("JSON object", `Its members (${namesOf(names)}) are of no shape that is read.`);
}

function namesOf(names: readonly string[]): string {
  const some = names.slice(0, 6).map((name) => (name.length > 40 ? `${name.slice(0, 40)}…` : name));
  return names.length > 6 ? `${some.join(", ")}, …` : some.join(", ");
}

/** Whether a file of this format belongs to an audit, though it holds no event: a trace of CloudTrail, or a snapshot. */
export function isTraceOfCloudTrail(format: string): boolean {
  return format.startsWith("CloudTrail") || traces.has(format) || snapshotKindOf(format) !== null;
}

const traces: ReadonlySet<string> = new Set(["S3 notification", "SNS notification", "SQS message"]);
