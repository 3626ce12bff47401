import { describe, expect, test } from "vitest";
import type { Json } from "../../cloudtrail-event.ts";
import { parseJson } from "../../cloudtrail-event.ts";
import { takeJson, takeRewritten } from "./json-shapes.ts";

const record = '{"eventVersion":"1.10","eventSource":"s","eventName":"n","eventID":"e"}';
const parsed: Json = parseJson(record);

/** What a value gives: its shape, its texts and packed data. */
function take(value: Json): unknown {
  const taken = takeJson(value);
  return taken && [taken.shape, ...taken.pieces.map((p) => p.text), ...taken.packed];
}

const wholes: readonly (readonly [value: Json, shape: string])[] = [
  [record, "records as text"],
  [{ EventId: "x", CloudTrailEvent: record }, "lookup-events output"],
  [[{ eventtime: "t" }, { eventjson: record }], "CloudTrail Lake query result"],
  [{ _raw: record, eventSource: "x" }, "Splunk or Cribl export"],
  [{ preview: false, result: { _raw: record } }, "Splunk or Cribl export"],
  [{ timestamp: 1, message: record }, "CloudWatch Logs export"],
  [{ "@timestamp": "x", "@message": record }, "CloudWatch Logs Insights result"],
  [{ messageId: "m", body: record }, "SQS messages"],
  [{ Type: "Notification", TopicArn: "t", Message: record }, "SNS messages"],
  [{ EventSource: "aws:sns", Sns: { Message: record } }, "SNS messages"],
  [{ "detail-type": "x", detail: record }, "EventBridge events"],
  [{ _source: { event: { original: record } } }, "Elasticsearch export"],
  [{ "event.original": [record], "@timestamp": ["x"] }, "Elasticsearch export"],
  [{ _source: { message: record } }, "Elasticsearch export"],
  [{ class_uid: 6003, metadata: {}, api: { operation: "n" }, raw_data: record }, "OCSF records"],
  [{ a: [{ b: { c: record } }], d: record }, "records as text in other objects"],
];

test.each(wholes)("the record's own text: %j", (value, shape) =>
  expect(take(value)).toEqual([shape, record]),
);

test.each([
  [{ awslogs: { data: "H4sI" } }, ["CloudWatch Logs subscription", "H4sI"]],
  [{ kinesis: { data: "H4sI" } }, ["Kinesis records", "H4sI"]],
  [{ records: [{ recordId: "1", data: "e30=" }] }, ["Firehose records", "e30="]],
])("packed data: %j", (value, expected) => expect(take(value)).toEqual(expected));

test.each([
  [{}],
  [[]],
  [7],
  [null],
  ["text"],
  [{ message: "hello" }],
  [{ _raw: "syslog line" }],
  [{ messageId: "m", body: "plain" }],
  [{ "detail-type": "EC2 Instance State-change Notification", detail: { state: "x" } }],
  [{ class_uid: 4001, metadata: {} }],
  [{ CloudTrailEvent: null, EventId: "x" }],
  [[{ a: "b" }, { c: "d" }]],
  [{ event: { action: "x" }, "@timestamp": "y" }],
])("no shape: %j", (value: Json) => expect(takeJson(value)).toBe(null));

/** The record that is put together, and what it lacks. */
function derive(value: Json): unknown {
  const [piece, ...rest] = takeJson(value)?.pieces ?? [];
  expect(rest).toEqual([]);
  return piece && [parseJson(piece.text), piece.lossy, piece.missing];
}

describe("records that are put together", () => {
  test("lookup-events without CloudTrailEvent", () => {
    expect(
      derive({
        EventId: "e",
        EventName: "n",
        EventSource: "s",
        EventTime: "2026-10-01T10:00:00+02:00",
        ReadOnly: "true",
        Username: "alice",
      }),
    ).toEqual([
      {
        eventID: "e",
        eventName: "n",
        eventSource: "s",
        eventTime: "2026-10-01T08:00:00Z",
        readOnly: true,
        userIdentity: { userName: "alice" },
      },
      true,
      ["requestParameters", "responseElements", "userIdentity", "errorCode"],
    ]);
  });

  test("Elasticsearch's own fields", () => {
    const cloudtrail = {
      event_version: "1.08",
      read_only: "false",
      recipient_account_id: "123",
      user_identity: {
        type: "IAMUser",
        arn: "arn:x",
        session_context: { mfa_authenticated: "true", session_issuer: { arn: "arn:y" } },
      },
      request_parameters: "{roleName=R, policyArn=arn:z}",
      error_code: "AccessDenied",
    };
    const rest = {
      "@timestamp": "2026-10-01T08:00:00.000Z",
      event: { action: "n", provider: "s", id: "e" },
      cloud: { region: "us-east-1" },
      source: { ip: "192.0.2.1" },
      user_agent: { original: "u" },
      user: { name: "alice" },
    };
    const expected = [
      {
        eventID: "e",
        eventName: "n",
        eventSource: "s",
        eventTime: "2026-10-01T08:00:00Z",
        awsRegion: "us-east-1",
        sourceIPAddress: "192.0.2.1",
        userAgent: "u",
        recipientAccountId: "000000000123",
        eventVersion: "1.08",
        readOnly: false,
        errorCode: "AccessDenied",
        userIdentity: {
          type: "IAMUser",
          arn: "arn:x",
          userName: "alice",
          sessionContext: {
            sessionIssuer: { arn: "arn:y" },
            attributes: { mfaAuthenticated: "true" },
          },
        },
        requestParameters: { roleName: "R", policyArn: "arn:z" },
      },
      true,
      [],
    ];
    expect(derive({ _source: { ...rest, aws: { cloudtrail } } })).toEqual(expected);
    const { request_parameters: _, ...without } = cloudtrail;
    const flattened = { request_parameters: { roleName: "R", policyArn: "arn:z" } };
    expect(derive({ ...rest, aws: { cloudtrail: { ...without, flattened } } })).toEqual(expected);
    expect(derive({ ...rest, aws: { cloudtrail: without } })).toMatchObject([
      {},
      true,
      ["requestParameters"],
    ]);
  });

  test("OCSF, with the mapping of Security Lake", () => {
    const event = {
      class_uid: 3001,
      time: 1_790_841_600_123,
      metadata: {
        uid: "e",
        event_code: "AwsApiCall",
        product: { version: "1.08", feature: { name: "Management" } },
      },
      api: {
        operation: "n",
        service: { name: "s" },
        request: { uid: "r", data: '{"a":{"b":1}}' },
        response: { error: "AccessDenied", message: "no", data: "null" },
      },
      cloud: { region: "us-east-1", account: { uid: "123456789012" } },
      src_endpoint: { ip: "192.0.2.1", uid: "vpce-1" },
      http_request: { user_agent: "u" },
      actor: {
        user: {
          type: "AssumedRole",
          uid: "arn:x",
          uid_alt: "AROA:s",
          credential_uid: "ASIA",
          account: { uid: "123456789012" },
        },
        session: { issuer: "arn:y", is_mfa: false, created_time_dt: "2026-10-01T10:00:00+02:00" },
      },
      resources: [{ uid: "arn:z", type: "AWS::S3::Bucket", owner: { account: { uid: "1" } } }],
      unmapped: { readOnly: "false", "additionalEventData.x": "y", managementEvent: "true" },
    };
    expect(derive(event)).toEqual([
      {
        eventID: "e",
        eventVersion: "1.08",
        eventType: "AwsApiCall",
        eventCategory: "Management",
        eventName: "n",
        eventSource: "s",
        requestID: "r",
        errorCode: "AccessDenied",
        errorMessage: "no",
        awsRegion: "us-east-1",
        sourceIPAddress: "192.0.2.1",
        vpcEndpointId: "vpce-1",
        userAgent: "u",
        userIdentity: {
          type: "AssumedRole",
          principalId: "AROA:s",
          accessKeyId: "ASIA",
          arn: "arn:x",
          accountId: "123456789012",
          sessionContext: {
            sessionIssuer: { arn: "arn:y" },
            attributes: { creationDate: "2026-10-01T08:00:00Z" },
          },
        },
        eventTime: "2026-10-01T08:00:00Z",
        recipientAccountId: "123456789012",
        requestParameters: { a: { b: 1 } },
        resources: [{ ARN: "arn:z", type: "AWS::S3::Bucket", accountId: "000000000001" }],
        readOnly: false,
        additionalEventData: { x: "y" },
        managementEvent: true,
      },
      true,
      [],
    ]);
    expect(derive({ ...event, api: { ...event.api, request: { uid: "r" } } })).toMatchObject([
      {},
      true,
      ["requestParameters"],
    ]);
    expect(
      derive({
        ...event,
        unmapped: { readOnly: "true" },
        api: { ...event.api, request: { uid: "r" } },
      }),
    ).toMatchObject([{ readOnly: true }, true, []]);
  });

  test("Panther's members are taken off", () => {
    const value = { eventSource: "s", eventName: "n", eventID: "e", p_event_time: "x", p_any: [] };
    expect(takeRewritten(value)?.pieces.map((p) => parseJson(p.text))).toEqual([
      { eventSource: "s", eventName: "n", eventID: "e" },
    ]);
    expect(takeRewritten(parsed)).toBe(null);
  });
});
