/**
 * Services that carry records as the text of messages: CloudWatch Logs, EventBridge, SQS, SNS, Lambda, Kinesis, Firehose
 * (AWS user guides of each).
 */
import type { Json } from "../../cloudtrail-event.ts";
import { field, isJsonObject, textField } from "../../cloudtrail-event.ts";
import type { Taken } from "./piece.ts";
import { holdsJson, whole } from "./piece.ts";

/** An event of filter-log-events, get-log-events or a subscription, or a row of a Logs Insights result. */
export function logEvent(value: Json): Taken | null {
  const insights = insightsMessage(value);
  if (insights !== null) return whole("CloudWatch Logs Insights result", [insights]);
  if (!isJsonObject(value)) return null;
  const message = Object.hasOwn(value, "@message") ? value["@message"] : value["message"];
  if (!holdsJson(message)) return null;
  const isLogs = [
    "logStreamName",
    "ingestionTime",
    "timestamp",
    "@timestamp",
    "@message",
    "id",
  ].some((name) => Object.hasOwn(value, name));
  const isOther = ["event", "ecs", "agent", "tags", "@version"].some((name) =>
    Object.hasOwn(value, name),
  );
  return isLogs && !isOther
    ? whole(
        Object.hasOwn(value, "@message")
          ? "CloudWatch Logs Insights result"
          : "CloudWatch Logs export",
        [message],
      )
    : null;
}

/** `[{"field":"@timestamp","value":"…"},{"field":"@message","value":"…"}]`, a row of `aws logs get-query-results`. */
function insightsMessage(value: Json): string | null {
  if (!Array.isArray(value)) return null;
  for (const one of value) {
    const text = textField(one, "value");
    if (textField(one, "field") === "@message" && holdsJson(text ?? undefined)) return text;
  }
  return null;
}

/** `{"awslogs":{"data":"…"}}` that a Lambda function is given, and records of Kinesis and Firehose. */
export function packedData(value: Json): Taken | null {
  const lambda = textField(field(value, "awslogs"), "data");
  if (lambda !== null)
    return { shape: "CloudWatch Logs subscription", pieces: [], packed: [lambda] };
  const kinesis = textField(field(value, "kinesis"), "data");
  if (kinesis !== null) return { shape: "Kinesis records", pieces: [], packed: [kinesis] };
  const records = field(value, "records");
  if (!Array.isArray(records) || records.length === 0) return null;
  const data = records.map((one: Json) => textField(one, "data"));
  const packed = data.filter((one) => one !== null);
  return packed.length === data.length &&
    isJsonObject(records[0]) &&
    Object.hasOwn(records[0], "recordId")
    ? { shape: "Firehose records", pieces: [], packed }
    : null;
}

/** A message of SQS (`body`, or `Body` of receive-message) or SNS (`Message`, also inside `Sns`). */
export function queueMessage(value: Json): Taken | null {
  if (!isJsonObject(value)) return null;
  const sns = field(value, "Sns");
  const message = textField(sns ?? value, "Message");
  const isSns = sns !== undefined || Object.hasOwn(value, "TopicArn");
  if (isSns && holdsJson(message ?? undefined)) return whole("SNS messages", [message ?? ""]);
  const body = textField(value, "body");
  const isSqs = ["messageId", "MessageId", "ReceiptHandle", "receiptHandle"].some((name) =>
    Object.hasOwn(value, name),
  );
  return isSqs && holdsJson(body ?? undefined) ? whole("SQS messages", [body ?? ""]) : null;
}

/** An EventBridge event whose detail is text; details that are objects are read where they stand. */
export function bridgeEvent(value: Json): Taken | null {
  const detail = field(value, "detail");
  if (textField(value, "detail-type") === null || detail === undefined) return null;
  if (holdsJson(detail)) return whole("EventBridge events", [detail]);
  // Insight events come with an object that is no record: it is recognized as one.
  return isJsonObject(detail) && Object.hasOwn(detail, "insightDetails")
    ? whole("EventBridge events", [JSON.stringify(detail)])
    : null;
}
