import { expect, test } from "vitest";
import type { Json } from "../cloudtrail-event.ts";
import { recognize } from "./recognize.ts";

const cases: readonly (readonly [value: Json, name: string, sort: string])[] = [
  [
    { awsAccountId: "1", digestStartTime: "x", logFiles: [] },
    "CloudTrail digest file",
    "kept-apart",
  ],
  [{ eventCategory: "Insight", insightDetails: {} }, "CloudTrail Insight event", "kept-apart"],
  [{ eventSource: "aws:s3", eventName: "ObjectCreated:Put" }, "S3 notification", "kept-apart"],
  [{ EventSource: "aws:sns", Sns: {} }, "SNS notification", "kept-apart"],
  [{ s3Bucket: "b", s3ObjectKey: ["k"] }, "S3 notification", "kept-apart"],
  [{ messageId: "m", body: "{}", eventSource: "aws:sqs" }, "SQS message", "kept-apart"],
  [{ EventId: "e", CloudTrailEvent: "{}" }, "lookup-events output", "broken"],
  [{ "detail-type": "AWS API Call via CloudTrail", detail: {} }, "EventBridge event", "broken"],
  [
    { "detail-type": "Object Created", detail: {} },
    "EventBridge event of another source",
    "kept-apart",
  ],
  [{ class_uid: 6003, metadata: {} }, "OCSF record of another source", "kept-apart"],
  [
    { id: "1", timestamp: 1, message: "CWL CONTROL MESSAGE: Checking health" },
    "CloudWatch Logs control message",
    "kept-apart",
  ],
  [{ hashSignature: "0", files: [] }, "CloudTrail Lake sign file", "kept-apart"],
  [{ configurationItems: [] }, "AWS Config snapshot", "kept-apart"],
  [{ _raw: "{}" }, "unknown Splunk event", "unknown"],
  [{ message: "x" }, "unknown log message", "unknown"],
  [{ Records: null }, "object whose Records is no list", "broken"],
  [{ eventVersion: "1.08", eventName: "x" }, "record without eventName or eventSource", "broken"],
  [{ eventID: "x" }, "record without eventName or eventSource", "broken"],
  [{ hello: "world" }, "unknown JSON object", "unknown"],
  [{}, "empty JSON object", "kept-apart"],
  ["text", "unknown text in JSON", "unknown"],
  [7, "unknown JSON value that is no object", "unknown"],
];

test.each(cases)("%j", (value, name, sort) => {
  expect(recognize(value)).toMatchObject({ name, sort });
});
