import { describe, expect, test } from "vitest";
import { parseJson } from "../../cloudtrail-event.ts";
import { eventTable } from "./table-columns.ts";

/** The records of one row, and what they lack. */
function read(header: readonly string[], cells: readonly string[]): unknown {
  const table = eventTable(header, cells);
  if (table === null || "needs" in table) return table;
  const row = table.row(cells);
  return {
    name: table.name,
    records: row?.pieces.map(({ text }) => parseJson(text)),
    lossy: row?.pieces.map(({ lossy }) => lossy),
    missing: row?.pieces.map(({ missing }) => missing).flat(),
    isAltered: row?.isAltered,
  };
}

const history =
  "User name,AWS access key,Event time,Event source,Event name,AWS region,Source IP address,User agent,Error code,Resources,Request ID,Event ID,Read-only,Event type,Recipient Account Id,Event category".split(
    ",",
  );

test("Event history of the console", () => {
  const cells = [
    "alice",
    "AKIAIOSFODNN7EXAMPLE",
    "2026-10-01T08:00:00Z",
    "iam.amazonaws.com",
    "CreateUser",
    "us-east-1",
    "192.0.2.1",
    "console",
    "",
    '[{"resourceType":"AWS::IAM::User","resourceName":"arn:aws:iam::123456789012:user/bob"},{"resourceType":"AWS::IAM::User","resourceName":"bob"}]',
    "r-1",
    "e-1",
    "false",
    "AwsApiCall",
    "12345678901",
    "Management",
  ];
  const record = {
    userIdentity: { userName: "alice", accessKeyId: "AKIAIOSFODNN7EXAMPLE" },
    eventTime: "2026-10-01T08:00:00Z",
    eventSource: "iam.amazonaws.com",
    eventName: "CreateUser",
    awsRegion: "us-east-1",
    sourceIPAddress: "192.0.2.1",
    userAgent: "console",
    resources: [
      { type: "AWS::IAM::User", ARN: "arn:aws:iam::123456789012:user/bob" },
      { type: "AWS::IAM::User", resourceName: "bob" },
    ],
    requestID: "r-1",
    eventID: "e-1",
    readOnly: false,
    eventType: "AwsApiCall",
    recipientAccountId: "012345678901",
    eventCategory: "Management",
  };
  expect(read(history, cells)).toEqual({
    name: "Event history table (CSV)",
    records: [record],
    lossy: [true],
    missing: ["userIdentity", "requestParameters", "responseElements"],
    isAltered: false,
  });
  // Any order, any spelling.
  const turned = history.map((name) => name.toUpperCase()).toReversed();
  expect(read(turned, cells.toReversed())).toMatchObject({ records: [record] });
});

test("Athena: structs with names in lower case, JSON in the rest", () => {
  expect(
    read(
      [
        "eventversion",
        "useridentity",
        "eventtime",
        "eventsource",
        "eventname",
        "requestparameters",
        "resources",
        "readonly",
        "eventid",
      ],
      [
        "1.08",
        "{type=AssumedRole, principalid=AROA:alice, arn=arn:aws:sts::1:assumed-role/R/alice, accountid=123, username=null, sessioncontext={attributes={mfaauthenticated=true, creationdate=2026-10-01T00:00:00Z}, sessionissuer={type=Role, arn=arn:aws:iam::1:role/R, accountid=000000000123}, webidfederationdata=null}}",
        "2026-10-01T08:00:00Z",
        "iam.amazonaws.com",
        "PutRolePolicy",
        '{"roleName":"R","policyDocument":"{\\"a\\":1}","none":null}',
        "[{arn=arn:aws:iam::1:role/R, accountid=123456789012, type=AWS::IAM::Role}]",
        "false",
        "e",
      ],
    ),
  ).toEqual({
    name: "Athena table (CSV)",
    records: [
      {
        eventVersion: "1.08",
        userIdentity: {
          type: "AssumedRole",
          principalId: "AROA:alice",
          arn: "arn:aws:sts::1:assumed-role/R/alice",
          accountId: "000000000123",
          sessionContext: {
            attributes: { mfaAuthenticated: "true", creationDate: "2026-10-01T00:00:00Z" },
            sessionIssuer: {
              type: "Role",
              arn: "arn:aws:iam::1:role/R",
              accountId: "000000000123",
            },
          },
        },
        eventTime: "2026-10-01T08:00:00Z",
        eventSource: "iam.amazonaws.com",
        eventName: "PutRolePolicy",
        requestParameters: { roleName: "R", policyDocument: '{"a":1}', none: null },
        resources: [
          { type: "AWS::IAM::Role", ARN: "arn:aws:iam::1:role/R", accountId: "123456789012" },
        ],
        readOnly: false,
        eventID: "e",
      },
    ],
    lossy: [true],
    missing: [
      "responseElements",
      "errorCode",
      "sourceIPAddress",
      "awsRegion",
      "recipientAccountId",
    ],
    isAltered: false,
  });
});

test.each([
  [
    "CloudTrail Lake without eventjson",
    ["eventTime", "eventSource", "eventName", "requestParameters"],
    ["2026-10-01 08:00:00.123", "s", "n", '{roleName=R, policyDocument={"a":1}}'],
    {
      name: "CloudTrail Lake table (CSV)",
      records: [
        {
          eventTime: "2026-10-01T08:00:00Z",
          eventSource: "s",
          eventName: "n",
          requestParameters: { roleName: "R", policyDocument: '{"a":1}' },
        },
      ],
    },
  ],
  [
    "CloudTrail Lake with eventjson: that alone",
    ["eventname", "eventjson"],
    ["other", '{"eventName":"n"}'],
    { name: "CloudTrail Lake table (CSV)", records: [{ eventName: "n" }], lossy: [false] },
  ],
  [
    "flattened names",
    [
      "eventTime",
      "eventSource",
      "eventName",
      "userIdentity.sessionContext.attributes.mfaAuthenticated",
      "requestParameters.Tags.0.key",
      "requestParameters.Tags.1.key",
      "useridentity.ARN",
    ],
    ["2026-10-01T08:00:00Z", "s", "n", "true", "a", "b", "arn:x"],
    {
      name: "table of event fields (CSV)",
      records: [
        {
          eventTime: "2026-10-01T08:00:00Z",
          eventSource: "s",
          eventName: "n",
          userIdentity: {
            sessionContext: { attributes: { mfaAuthenticated: "true" } },
            arn: "arn:x",
          },
          requestParameters: { Tags: [{ key: "a" }, { key: "b" }] },
        },
      ],
    },
  ],
  [
    "Microsoft Sentinel",
    [
      "TimeGenerated",
      "AwsEventId",
      "EventSource",
      "EventName",
      "UserIdentityArn",
      "UserIdentityAccountId",
      "SessionMfaAuthenticated",
      "RequestParameters",
      "TenantId",
    ],
    ["2026-10-01T10:00:00+02:00", "e", "s", "n", "arn:x", "12", "true", '{"a":1}', "t"],
    {
      name: "Microsoft Sentinel table (CSV)",
      records: [
        {
          eventTime: "2026-10-01T08:00:00Z",
          eventID: "e",
          eventSource: "s",
          eventName: "n",
          userIdentity: {
            arn: "arn:x",
            accountId: "000000000012",
            sessionContext: { attributes: { mfaAuthenticated: "true" } },
          },
          requestParameters: { a: 1 },
        },
      ],
    },
  ],
  [
    "names of the prototype are names",
    [
      "eventID",
      "eventSource",
      "eventName",
      "requestParameters.__proto__.x",
      "__proto__",
      "constructor",
    ],
    ["e", "s", "n", "1", "2", "3"],
    {
      records: [
        {
          eventID: "e",
          eventSource: "s",
          eventName: "n",
          requestParameters: JSON.parse('{"__proto__":{"x":"1"}}'),
        },
      ],
    },
  ],
  [
    "what a spreadsheet changed is left out",
    ["eventTime", "eventID", "eventSource", "eventName", "recipientAccountId"],
    ["1/10/2026 8:00", "e", "s", "n", "1,23E+11"],
    {
      isAltered: true,
      records: [{ eventTime: "1/10/2026 8:00", eventID: "e", eventSource: "s", eventName: "n" }],
    },
  ],
] as const)("%s", (_, header, cells, expected) => {
  expect(read(header, cells)).toMatchObject(expected);
});

describe("tables that are none of events", () => {
  test.each([
    [["Date", "Service", "Amount"], null],
    [["user", "arn", "user_creation_time", "password_enabled"], null],
    [["date", "level", "message"], null],
    [["Event Type", "Event Name", "Event ID", "Source IP"], { needs: "Event source" }],
    [["Ereigniszeit", "Ereignisname", "Event ID"], { needs: "Event name, Event source" }],
    [["eventName", "eventSource"], { needs: "Event time or Event ID" }],
  ])("%j", (header, expected) => expect(eventTable(header)).toEqual(expected));

  test("names in another language: the service in a row tells that it is one of events", () => {
    const header = ["Benutzername", "Ereigniszeit", "Ereignisquelle"];
    expect(eventTable(header, ["alice", "2026-10-01T08:00:00Z", "iam.amazonaws.com"])).toEqual({
      needs: "Event name, Event source, Event time or Event ID",
    });
  });

  test("a header that stands in the table again is no row", () => {
    const table = eventTable(history);
    expect(table !== null && "row" in table && table.row(history)).toBe(null);
  });

  test("an Insight event is none of the events", () => {
    const table = eventTable(["eventID", "eventSource", "eventName", "eventCategory"]);
    expect(table !== null && "row" in table && table.row(["e", "s", "n", "Insight"])).toMatchObject(
      { isInsight: true, pieces: [] },
    );
  });
});
