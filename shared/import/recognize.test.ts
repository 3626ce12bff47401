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
  [{ EventId: "e", CloudTrailEvent: "{}" }, "lookup-events output", "unread"],
  [{ "detail-type": "AWS API Call via CloudTrail", detail: {} }, "EventBridge event", "unread"],
  [
    { "detail-type": "Object Created", detail: {} },
    "EventBridge event of another source",
    "kept-apart",
  ],
  [{ class_uid: 6003, metadata: {} }, "OCSF (Security Lake) record", "unread"],
  [{ _raw: "{}" }, "Splunk export", "unread"],
  [{ Records: null }, "object whose Records is no list", "unknown"],
  [{ eventVersion: "1.08", eventName: "x" }, "record without eventName or eventSource", "unknown"],
  [{ hello: "world" }, "JSON object that is no CloudTrail record", "unknown"],
  ["text", "JSON text inside a string", "unread"],
  [7, "JSON value that is no object", "unknown"],
];

test.each(cases)("%j", (value, name, sort) => {
  expect(recognize(value)).toMatchObject({ name, sort });
});
