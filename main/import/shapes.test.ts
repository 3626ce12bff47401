import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { canonicalJson } from "../../shared/import/canonical-json.ts";
import { parseJson } from "../../shared/cloudtrail-event.ts";
import { caseTotals } from "../db/count-events.ts";
import type { CaseDb } from "../db/open-case.ts";
import { openCase } from "../db/open-case.ts";
import { createRawText } from "../db/raw-text.ts";
import { findEvents, relevantRows, streamOf } from "../db/read-events.ts";
import { listInputs, listInsights, listProblems } from "../db/read-inputs.ts";
import { allSegments, cell, column } from "../db/segments.ts";
import { importPaths } from "./import-files.ts";
import { flag, idsPerFile } from "./protocol.ts";

let folder = "";
let casePath = "";
let db: CaseDb;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-test-"));
  casePath = join(folder, "case.trailproof");
  db = openCase(casePath, { create: true });
});

afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const now = Date.UTC(2026, 10, 22);

async function run(): Promise<void> {
  await importPaths(db, casePath, {
    program: "test",
    now,
    paths: [join(folder, "logs")],
    threads: 1,
  });
}

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, "logs", name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const guid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

type Made = Readonly<Record<string, unknown>> & {
  readonly eventID: string;
  readonly eventTime: string;
  readonly eventName: string;
  readonly eventSource: string;
  readonly requestParameters: Record<string, unknown>;
  readonly userIdentity: Record<string, unknown>;
};

const made = (n: number): Made & Record<string, unknown> => ({
  eventVersion: "1.10",
  eventID: guid(n),
  eventTime: `2026-10-01T00:00:${String(n).padStart(2, "0")}Z`,
  eventSource: "iam.amazonaws.com",
  eventName: "PutRolePolicy",
  awsRegion: "us-east-1",
  sourceIPAddress: "192.0.2.7",
  userAgent: 'aws-cli/2 "quoted", Ünïcödé \u2028 end',
  recipientAccountId: "012345678901",
  readOnly: false,
  errorCode: null,
  userIdentity: {
    type: "AssumedRole",
    principalId: "AROAEXAMPLE:alice",
    arn: "arn:aws:sts::012345678901:assumed-role/Admin/alice",
    accountId: "012345678901",
    accessKeyId: "ASIAIOSFODNN7EXAMPLE",
    sessionContext: {
      sessionIssuer: { type: "Role", arn: "arn:aws:iam::012345678901:role/Admin" },
      attributes: { mfaAuthenticated: "true", creationDate: "2026-10-01T00:00:00Z" },
    },
  },
  requestParameters: {
    roleName: `r${n}`,
    policyName: "p",
    policyDocument: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*"}]}',
    big: 2,
    list: [1, { a: [] }],
  },
  responseElements: null,
});

const numbers = [1, 2, 3];
const text = (n: number): string => JSON.stringify(made(n));
const texts = numbers.map(text);
const json = JSON.stringify;
const csv = (rows: readonly (readonly string[])[], delimiter = ","): string =>
  rows.map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(delimiter)).join("\r\n");

const logEvents = texts.map((message, i) => ({ id: String(i), timestamp: 1, message }));
const subscription = json({
  messageType: "DATA_MESSAGE",
  owner: "012345678901",
  logGroup: "g",
  logStream: "s",
  logEvents,
});
const bridge = (n: number): object => ({
  version: "0",
  id: guid(900 + n),
  "detail-type": "AWS API Call via CloudTrail",
  source: "aws.iam",
  detail: made(n),
});
const lookup = (n: number): object => ({
  EventId: guid(n),
  EventName: "PutRolePolicy",
  ReadOnly: "false",
  EventTime: "2026-10-01T02:00:01+02:00",
  EventSource: "iam.amazonaws.com",
  Username: "alice",
  Resources: [],
  CloudTrailEvent: text(n),
});
const sqs = (body: string): object => ({
  messageId: "m",
  receiptHandle: "r",
  body,
  eventSource: "aws:sqs",
});

/** Shapes that hold whole records: each must give the same events as the log file. */
const lossless: readonly (readonly [name: string, content: string | Uint8Array, format: string])[] =
  [
    ["log.json.gz", gzipSync(json({ Records: numbers.map(made) })), "CloudTrail log file"],
    ["lookup.json", json({ Events: numbers.map(lookup), NextToken: "t" }), "lookup-events output"],
    [
      "pages.json",
      json([{ Events: [lookup(1)] }, { Events: [lookup(2), lookup(3)] }]),
      "lookup-events output",
    ],
    [
      "joined.json",
      numbers.map((n) => json({ Events: [lookup(n)], NextToken: "x" })).join("\n"),
      "lookup-events output",
    ],
    ["lines.jsonl", numbers.map((n) => json(lookup(n))).join("\n"), "lookup-events output"],
    ["query.json", json(texts), "records as text"],
    ["twice.json", json(json(numbers.map(made))), "records as text"],
    [
      "text.txt",
      texts
        .map((t, i) => `EVENTS\tAKIAIOSFODNN7EXAMPLE\t${t}\t${guid(i + 1)}\tPutRolePolicy`)
        .join("\n"),
      "one event a line",
    ],
    [
      "lake.csv.gz",
      gzipSync(csv([["eventname", "eventjson"], ...numbers.map((n) => ["x", text(n)])])),
      "CloudTrail Lake table (CSV)",
    ],
    ["lake-one.csv", csv([["eventJson"], ...texts.map((t) => [t])]), "CloudTrail Lake table (CSV)"],
    [
      "lake.json",
      json({
        QueryStatus: "FINISHED",
        QueryResultRows: texts.map((t) => [{ eventJson: t }, { x: "y" }]),
      }),
      "CloudTrail Lake query result",
    ],
    [
      "cwl-filter.json",
      json({
        events: texts.map((message) => ({
          logStreamName: "s",
          timestamp: 1,
          message,
          ingestionTime: 2,
          eventId: "1",
        })),
        searchedLogStreams: [],
      }),
      "CloudWatch Logs export",
    ],
    [
      "cwl-sub.json.gz",
      gzipSync(
        subscription +
          '{"messageType":"CONTROL_MESSAGE","logEvents":[{"id":"","timestamp":1,"message":"CWL CONTROL MESSAGE: Checking health of destination Firehose."}]}',
      ),
      "CloudWatch Logs export",
    ],
    [
      "cwl-lambda.json",
      json({ awslogs: { data: gzipSync(subscription).toString("base64") } }),
      "CloudWatch Logs subscription",
    ],
    [
      "cwl-kinesis.json",
      json({
        Records: [
          {
            kinesis: { data: gzipSync(subscription).toString("base64") },
            eventSource: "aws:kinesis",
            eventName: "aws:kinesis:record",
            eventVersion: "1.0",
          },
        ],
      }),
      "Kinesis records",
    ],
    [
      "cwl-firehose.json",
      json({
        records: texts.map((t) => ({ recordId: "1", data: Buffer.from(t).toString("base64") })),
      }),
      "Firehose records",
    ],
    [
      "cwl-console.csv",
      csv([["timestamp", "message"], ...texts.map((t) => ["1", t])]),
      "CloudWatch Logs table (CSV)",
    ],
    [
      "cwl-insights.csv",
      csv([["@timestamp", "@message", "@ptr"], ...texts.map((t) => ["1", t, "x"])]),
      "CloudWatch Logs Insights table (CSV)",
    ],
    [
      "cwl-insights.json",
      json({
        results: texts.map((value) => [
          { field: "@timestamp", value: "1" },
          { field: "@message", value },
        ]),
        status: "Complete",
      }),
      "records as text in other objects",
    ],
    [
      "cwl-lines.gz",
      gzipSync(texts.map((t) => `2026-10-01T00:00:00.000Z ${t}`).join("\n")),
      "CloudWatch Logs export lines",
    ],
    ["bridge.json", numbers.map((n) => json(bridge(n))).join("\n"), "EventBridge events"],
    ["sqs.json", json({ Records: numbers.map((n) => sqs(json(bridge(n)))) }), "SQS messages"],
    [
      "sqs-cli.json",
      json({
        Messages: numbers.map((n) => ({
          MessageId: "m",
          ReceiptHandle: "r",
          Body: json(bridge(n)),
        })),
      }),
      "records as text in other objects",
    ],
    [
      "sns.json",
      json({
        Records: numbers.map((n) => ({
          EventSource: "aws:sns",
          Sns: { TopicArn: "a", Message: json(bridge(n)) },
        })),
      }),
      "SNS messages",
    ],
    [
      "four.json",
      json({
        Records: [
          sqs(
            json({
              Type: "Notification",
              TopicArn: "t",
              Message: json([json({ detail: json(numbers.map(made)), "detail-type": "x" })]),
            }),
          ),
        ],
      }),
      "SQS messages",
    ],
    ["firehose", texts.join(""), "one event a line"],
    [
      "firehose-bridge.gz",
      Buffer.concat(numbers.map((n) => gzipSync(json(bridge(n))))),
      "EventBridge events",
    ],
    [
      "elastic.ndjson",
      texts
        .map((original) =>
          json({
            _index: "i",
            _source: { "@timestamp": "x", event: { original, action: "a" }, message: original },
          }),
        )
        .join("\n"),
      "Elasticsearch export",
    ],
    [
      "elastic-hits.json",
      json({
        took: 1,
        hits: {
          total: 3,
          hits: texts.map((message) => ({ _source: { "@timestamp": "x", message } })),
        },
      }),
      "Elasticsearch export",
    ],
    [
      "kibana.csv",
      csv([["@timestamp", "event.original"], ...texts.map((t) => ["x", t])]),
      "Elasticsearch table (CSV)",
    ],
    [
      "splunk.json",
      texts
        .map((_raw, i) =>
          json({ preview: false, offset: i, result: { _raw, ...made(i + 1), _time: "x" } }),
        )
        .join("\n"),
      "Splunk or Cribl export",
    ],
    [
      "splunk.csv",
      csv([["_time", "_raw", "host"], ...texts.map((t) => ["x", t, "h\nh"])]),
      "Splunk table (CSV)",
    ],
    [
      "cribl.json",
      json(numbers.map((n) => ({ _raw: JSON.stringify(made(n), null, 2), _time: 1 }))),
      "Splunk or Cribl export",
    ],
    [
      "opensearch.json",
      json(numbers.map((n) => ({ "@timestamp": "x", aws: { cloudtrail: made(n) } }))),
      "OpenSearch documents",
    ],
    [
      "datadog.json",
      json({ data: numbers.map((n) => ({ attributes: { attributes: made(n) } })) }),
      "events in envelopes",
    ],
    [
      "utf16.csv",
      Buffer.from(
        `\uFEFF${csv([["timestamp", "message"], ...texts.map((t) => ["1", t])])}`,
        "utf16le",
      ),
      "CloudWatch Logs table (CSV)",
    ],
  ];

const expected = texts.map((t) => canonicalJson(parseJson(t)));

/** Texts of all records of a file, and their flags. */
function recordsOf(path: string): readonly (readonly [text: string, flags: number])[] {
  const raw = createRawText(db, casePath);
  const input = listInputs(db).find((one) => one.path === path)?.id;
  return [...allSegments(db)]
    .filter((segment) => segment.input === input)
    .flatMap((segment) =>
      Array.from({ length: segment.rows }, (_, row) => {
        const at = { segment, row };
        const length = cell(at, column.length);
        const record = raw.read(segment.input, segment.offset[row] ?? 0, length, streamOf(at));
        return [record.toString(), cell(at, column.flags)] as const;
      }),
    );
}

const problems = (): readonly string[] =>
  listProblems(db)
    .filter((p) => !p.isNote)
    .map((p) => p.reason);
const notes = (): readonly string[] =>
  listProblems(db)
    .filter((p) => p.isNote)
    .map((p) => p.reason);

test("shapes that hold whole records give the events of the log file", async () => {
  for (const [name, content] of lossless) write(name, content);
  await run();
  expect(problems()).toEqual([]);
  expect(
    Object.fromEntries(listInputs(db).map((i) => [i.path, [i.status, i.format, i.records]])),
  ).toEqual(Object.fromEntries(lossless.map(([name, , format]) => [name, ["read", format, 3]])));
  for (const [name] of lossless) {
    const records = recordsOf(name);
    expect(
      records.map(([record]) => canonicalJson(parseJson(record))),
      name,
    ).toEqual(expected);
    expect(records.every(([, flags]) => (flags & flag.lossy) === 0)).toBe(true);
  }
  expect(caseTotals(db)).toMatchObject({
    events: 3,
    records: lossless.length * 3,
    duplicates: (lossless.length - 1) * 3,
  });

  // Every place that is cited is the wrapper's, and holds that event and no other.
  const names = new Map(listInputs(db).map((i) => [i.id, i.path]));
  const [event] = findEvents(db, casePath)(guid(2));
  expect(event?.sources).toHaveLength(lossless.length);
  for (const source of event!.sources) {
    const name = names.get(source.input)!;
    if (!/^(lookup|pages|joined|lines|lake-one|elastic|cwl-filter|cwl-console|splunk)/.test(name))
      continue;
    const file = readFileSync(join(folder, "logs", name));
    const place = file.subarray(source.offset, source.offset + source.length).toString();
    expect(source.item, name).toBe(2);
    expect(place, name).toContain(guid(2));
    expect(place.includes(guid(1)) || place.includes(guid(3)), name).toBe(false);
  }
});

const history = (n: number, more: Partial<Record<string, string>> = {}): readonly string[] => {
  const { eventTime, eventSource, eventName } = made(n);
  const cells: Record<string, string | undefined> = {
    "User name": "alice",
    "AWS access key": "",
    "Event time": eventTime,
    "Event source": eventSource,
    "Event name": eventName,
    "Event ID": guid(n),
    "Recipient Account Id": "012345678901",
    ...more,
  };
  return historyHeader.map((name) => cells[name] ?? "");
};
const historyHeader = [
  "User name",
  "AWS access key",
  "Event time",
  "Event source",
  "Event name",
  "Event ID",
  "Recipient Account Id",
];

describe("records that a shape holds in part", () => {
  test("come in with what it has, marked, and a note says what is missing", async () => {
    write("history.csv", csv([historyHeader, history(1), historyHeader, history(2)]));
    await run();
    expect(problems()).toEqual([]);
    expect(notes()).toEqual([
      "2 events without userIdentity, requestParameters, responseElements, errorCode, sourceIPAddress, awsRegion: taken from Event history table (CSV)",
    ]);
    expect(recordsOf("history.csv").map(([t, flags]) => [JSON.parse(t), flags & 192])).toEqual(
      [1, 2].map((n) => [
        {
          userIdentity: { userName: "alice" },
          eventTime: made(n).eventTime,
          eventSource: "iam.amazonaws.com",
          eventName: "PutRolePolicy",
          eventID: guid(n),
          recipientAccountId: "012345678901",
        },
        flag.lossy | flag.wrapped,
      ]),
    );
    const [first] = [...relevantRows(db)];
    const file = readFileSync(join(folder, "logs", "history.csv")).toString();
    const { offset, length, item } = first!.source;
    expect(item).toBe(1);
    expect(file.slice(offset, offset + length)).toBe(`${csv([history(1)])}\r\n`);
    expect([first?.source]).toEqual(findEvents(db, casePath)(guid(1))[0]?.sources);
  });

  test.each(["a-full.json", "z-full.json"])(
    "are duplicates of the whole record, in %s",
    async (name) => {
      write(
        "m.csv",
        csv([historyHeader, history(1), history(2), history(3, { "Event name": "Other" })]),
      );
      write("n.csv", csv([historyHeader, history(2)]));
      write(name, json({ Records: [made(1), made(3)] }));
      await run();
      const paths = new Map(listInputs(db).map((i) => [i.id, i.path]));
      const find = findEvents(db, casePath);
      expect(
        [1, 2, 3].map((n) =>
          find(guid(n)).map((e) => e.sources.map((s) => `${paths.get(s.input)}:${s.record}`)),
        ),
      ).toEqual([
        [[`${name}:1`, "m.csv:1"]],
        [["m.csv:2", "n.csv:1"]],
        // Another eventName: no part of that record, both are kept.
        expect.arrayContaining([[`${name}:2`], ["m.csv:3"]]),
      ]);
      expect(JSON.parse(find(guid(1))[0]!.raw.toString())).toEqual(made(1));
      expect(caseTotals(db)).toMatchObject({ records: 6, events: 4, duplicates: 2 });
      expect(notes().filter((note) => note.includes("different record"))).toHaveLength(1);
      // A second import of the same files changes nothing.
      await run();
      expect(caseTotals(db)).toMatchObject({ records: 6, events: 4, duplicates: 2 });
    },
  );

  test("a file may hold whole, wrapped and partial records side by side", async () => {
    const { CloudTrailEvent: _, ...partial } = lookup(3) as Record<string, unknown>;
    write("mixed.json", `${text(1)}${json({ Events: [lookup(2), partial] })}${json(bridge(1))}`);
    await run();
    expect(problems()).toEqual([]);
    expect(recordsOf("mixed.json").map(([, flags]) => flags & 192)).toEqual([0, 128, 192, 0]);
    expect(recordsOf("mixed.json").map(([t]) => (JSON.parse(t) as Made).eventID)).toEqual(
      [1, 2, 3, 1].map(guid),
    );
    expect(listInputs(db)[0]?.format).toBe("EventBridge events, lookup-events output");
  });

  test("Wazuh's alerts are marked: it writes numbers as text", async () => {
    const aws = {
      ...made(1),
      readOnly: "false",
      log_info: { s3bucket: "b" },
      source: "cloudtrail",
    };
    write("wazuh.json", json({ rule: { id: "1" }, data: { aws } }));
    write("log.json", json({ Records: [made(1)] }));
    await run();
    expect(recordsOf("wazuh.json").map(([, flags]) => flags & 192)).toEqual([flag.lossy]);
    expect(caseTotals(db)).toMatchObject({ records: 2, events: 1, duplicates: 1, problems: 0 });
  });
});

test("Insight events are kept apart, counted, listed, with their text", async () => {
  const insight = {
    eventVersion: "1.08",
    eventID: guid(50),
    eventCategory: "Insight",
    insightDetails: { eventSource: "iam.amazonaws.com", eventName: "CreateUser" },
  };
  write("CloudTrail-Insight/a.json.gz", gzipSync(json({ Records: [insight, insight] })));
  write(
    "b.json",
    json({ Events: [{ EventId: guid(50), CloudTrailEvent: json(insight) }, lookup(1)] }),
  );
  write("c.json", json({ "detail-type": "AWS Insight via CloudTrail", detail: insight }));
  await run();
  expect(caseTotals(db)).toMatchObject({ records: 1, events: 1, problems: 0 });
  expect(listInputs(db).map((i) => [i.path, i.status, i.note])).toEqual([
    ["CloudTrail-Insight/a.json.gz", "skipped", "2 CloudTrail Insight events"],
    ["b.json", "read", "1 CloudTrail Insight event"],
    ["c.json", "skipped", "1 CloudTrail Insight event"],
  ]);
  const raw = createRawText(db, casePath);
  const listed = listInsights(db);
  expect(listed.map(({ item }) => item)).toEqual([1, 2, 1, 1]);
  for (const { input, position, length } of listed)
    expect(raw.read(input, position!, length!, 0).toString()).toContain(guid(50));
});

describe("Parquet", () => {
  async function parquet(
    name: string,
    rows: readonly object[],
    compression: string,
  ): Promise<void> {
    const source = write(`../${name}.ndjson`, rows.map((row) => json(row)).join("\n"));
    const target = write(name, "");
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run(
      `COPY (SELECT * FROM read_json('${source}', format = 'newline_delimited', records = true)) TO '${target}' (FORMAT parquet, COMPRESSION ${compression}, ROW_GROUP_SIZE 2048)`,
    );
    connection.closeSync();
    instance.closeSync();
  }

  const ocsf = (n: number): object => ({
    class_uid: 6003,
    time: Date.parse(made(n).eventTime),
    metadata: { uid: guid(n), event_code: "AwsApiCall", product: { version: "1.08" } },
    api: {
      operation: made(n).eventName,
      service: { name: made(n).eventSource },
      request: { uid: "r", data: json(made(n).requestParameters) },
    },
    cloud: { region: "us-east-1", account: { uid: "012345678901" } },
    actor: { user: { type: "AssumedRole", uid: made(n).userIdentity["arn"] } },
  });

  test.each(["zstd", "gzip", "snappy", "uncompressed"])(
    "of Security Lake, %s",
    async (compression) => {
      await parquet("lake.gz.parquet", [1, 2, 3].map(ocsf), compression);
      await run();
      expect(problems()).toEqual([]);
      expect(listInputs(db)[0]).toMatchObject({ format: "Security Lake Parquet", records: 3 });
      const [event] = findEvents(db, casePath)(guid(2));
      expect(JSON.parse(event!.raw.toString())).toMatchObject({
        eventID: guid(2),
        eventTime: made(2).eventTime,
        requestParameters: made(2).requestParameters,
        userIdentity: { arn: made(2).userIdentity["arn"] },
      });
      expect(event?.sources).toEqual([
        { input: idsPerFile, record: 2, offset: 0, length: 0, item: 2 },
      ]);
      // The file's bytes are kept.
      const bytes = readFileSync(join(folder, "logs", "lake.gz.parquet"));
      expect(createRawText(db, casePath).read(idsPerFile, 0, bytes.length, 0).equals(bytes)).toBe(
        true,
      );
    },
  );

  test("several row groups; a column with the record; columns of structs", async () => {
    const many = Array.from({ length: 5000 }, (_, i) => ({
      eventjson: json({ ...made(1), eventID: guid(i) }),
    }));
    await parquet("many.parquet", many, "zstd");
    await parquet(
      "structs.parquet",
      [
        {
          eventname: "n",
          eventsource: "s",
          eventtime: "2026-10-01T08:00:00Z",
          eventid: guid(9000),
          useridentity: { type: "Root", accountid: "12" },
        },
      ],
      "zstd",
    );
    await run();
    expect(problems()).toEqual([]);
    expect(caseTotals(db)).toMatchObject({ records: 5001, events: 5001 });
    expect(recordsOf("structs.parquet").map(([t]) => JSON.parse(t))).toEqual([
      {
        eventName: "n",
        eventSource: "s",
        eventTime: "2026-10-01T08:00:00Z",
        eventID: guid(9000),
        userIdentity: { type: "Root", accountId: "000000000012" },
      },
    ]);
  });

  test("bytes that were changed anywhere never end the import", async () => {
    await parquet("whole.parquet", [1, 2, 3].map(ocsf), "zstd");
    const whole = readFileSync(join(folder, "logs", "whole.parquet"));
    for (let n = 0; n < 60; n++) {
      const changed = new Uint8Array(whole);
      for (let k = 0; k <= n % 4; k++)
        changed[(n * 7919 + k * 104_729) % whole.length]! ^= 1 << (n % 8);
      // Bytes too many break all columns behind them at once.
      const at = 4 + (n - 20) * 30;
      const moved = Buffer.concat([whole.subarray(0, at), Buffer.from("==="), whole.subarray(at)]);
      write(`changed-${n}.parquet`, n < 20 ? changed : moved);
    }
    // Three bytes too many: two columns fail side by side.
    write("columns.parquet", readFileSync("test/fixtures/shapes/broken-columns.parquet"));
    write("log.json", json({ Records: [made(9)] }));
    await run();
    const inputs = listInputs(db);
    expect(inputs).toHaveLength(63);
    expect(inputs.filter((i) => i.status === "unreadable" && i.problems === 0)).toEqual([]);
    expect(inputs.find((i) => i.path === "log.json")).toMatchObject({ records: 1 });
    expect(inputs.find((i) => i.path === "whole.parquet")).toMatchObject({ records: 3 });
  });

  test("a file that claims more rows than it can hold is a problem", async () => {
    const target = write("bomb.parquet", "");
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run(
      `COPY (SELECT 6003 AS class_uid, 'x' AS metadata FROM range(30000000)) TO '${target}' (FORMAT parquet, COMPRESSION zstd)`,
    );
    connection.closeSync();
    instance.closeSync();
    await run();
    expect(problems()).toEqual([expect.stringMatching(/claims 30000000 rows, more than its/)]);
  });

  test("what can't be read is a problem", async () => {
    await parquet("other.parquet", [{ a: 1, b: 2 }], "zstd");
    await parquet("cut.parquet", [1, 2].map(ocsf), "zstd");
    const whole = readFileSync(join(folder, "logs", "cut.parquet"));
    write("cut.parquet", whole.subarray(0, whole.length - 20));
    const flipped = new Uint8Array(whole);
    flipped.fill(0x55, 10, Math.floor(whole.length / 3));
    write("flipped.parquet", flipped);
    write("tiny.parquet", "PAR1");
    await run();
    expect(listInputs(db).map((i) => [i.path, i.status, i.format, i.problems])).toEqual([
      ["cut.parquet", "unreadable", "Parquet file", 1],
      ["flipped.parquet", "unreadable", "Parquet file", 1],
      ["other.parquet", "unreadable", "unknown Parquet file", 1],
      ["tiny.parquet", "unreadable", "Parquet file", 1],
    ]);
  });
});

describe("hostile and broken input", () => {
  const nested = (levels: number): string => {
    let value = text(1);
    for (let i = 0; i < levels; i++) value = json(sqs(value));
    return value;
  };

  test.each([
    [4, 1, 0],
    [5, 0, 1],
    [9, 0, 1],
  ])("JSON text %i times inside JSON text", async (levels, records, lost) => {
    write("deep.json", nested(levels));
    await run();
    expect(caseTotals(db)).toMatchObject({ records, problems: lost });
    if (lost > 0) expect(problems()[0]).toMatch(/SQS messages, item 1: .*more than 4 times over/);
  });

  test("data that inflates too far is a problem, its neighbours come in", async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 32), { level: 9 }).toString("base64");
    const many = Array.from({ length: 40 }, () => ({
      recordId: "1",
      data: gzipSync(Buffer.alloc(15 * 1024 * 1024, 32))
        .toString("base64")
        .slice(0, 20_000),
    }));
    write("bomb.json", `${json({ awslogs: { data: bomb } })}${text(1)}${json({ records: many })}`);
    const started = performance.now();
    await run();
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(caseTotals(db)).toMatchObject({ records: 1 });
    expect(problems()[0]).toMatch(/subscription, item 1: its data could not be inflated/);
  });

  test("broken text in wrappers: a problem with file position and item, and all others", async () => {
    const cut = json({ CloudTrailEvent: text(2).slice(0, 300), EventId: "x" });
    const lookups = `{"Events":[${json(lookup(1))},${cut},${json(lookup(3))}]}`;
    write("lookup.json", lookups);
    write(
      "log.csv",
      csv([
        ["_time", "_raw"],
        ["x", text(1)],
        ["x", text(2).slice(0, 99)],
        ["x", "no"],
        ["x", text(3)],
      ]),
    );
    await run();
    expect(caseTotals(db)).toMatchObject({ records: 4, events: 2, problems: 3 });
    expect(
      listProblems(db)
        .filter((p) => !p.isNote)
        .map(({ position, reason }) => [position, reason]),
    ).toEqual([
      [
        expect.any(Number),
        "Splunk table (CSV), item 2: in the text that it holds: the file ends inside a record; the record is cut off",
      ],
      [expect.any(Number), "row without an event: Row 3 holds none."],
      [
        Buffer.from(lookups).indexOf(cut),
        "lookup-events output, item 2: in the text that it holds: the file ends inside a record; the record is cut off",
      ],
    ]);
  });

  test("tables: huge cells, open quotes, shifted rows, a cut end; every good row comes in", async () => {
    const rows = [history(1), history(2), history(3)].map((row) => csv([row]));
    const header = csv([historyHeader]);
    write(
      "huge.csv",
      [header, rows[0], `"${"x".repeat(5 * 1024 * 1024)}",1`, rows[1], rows[2]].join("\n"),
    );
    write("open.csv", [header, rows[0], '"alice,,', rows[1], "", rows[2], ""].join("\n"));
    write(
      "shifted.csv",
      [header, rows[0], `${rows[1]},1,2`, "a,b", rows[2], `${rows[1]},,`].join("\n"),
    );
    const packed = gzipSync([header, ...rows].join("\n"));
    write("cut.csv.gz", packed.subarray(0, packed.length - 30));
    await run();
    expect(listInputs(db).map((i) => [i.path, i.records, i.problems])).toEqual([
      ["cut.csv.gz", expect.any(Number), 1],
      ["huge.csv", 3, 1],
      ["open.csv", 3, 1],
      ["shifted.csv", 3, 2],
    ]);
    expect(problems().join("\n")).toMatch(/row of more than 4 MiB/);
    expect(problems().join("\n")).toMatch(/quote stands where none may be/);
    expect(problems().join("\n")).toMatch(/row 2 has 9 cells where the header has 7/);
  });

  test("a struct that can be read in several ways is told", async () => {
    const struct = "{type=IAMUser, username=a, b, arn=arn:x}";
    write(
      "athena.csv",
      csv([
        ["useridentity", "eventtime", "eventsource", "eventname"],
        [struct, "2026-10-01T08:00:00Z", "s", "n"],
      ]),
    );
    await run();
    expect(recordsOf("athena.csv").map(([t]) => JSON.parse(t))).toMatchObject([
      { userIdentity: { type: "IAMUser", userName: "a, b", arn: "arn:x" } },
    ]);
    expect(notes().join("\n")).toMatch(
      /1 row with a struct whose text can be read in more than one/,
    );
  });

  test("large files are read as streams, with the same result", async () => {
    const many = Array.from({ length: 9000 }, (_, i) =>
      json({ ...made(1), eventID: guid(i), filler: String(i % 10).repeat(1100) }),
    );
    const table = csv([["x", "eventjson"], ...many.map((t) => ["y", t])]);
    expect(table.length).toBeGreaterThan(17 * 1024 * 1024);
    write("large.csv", table);
    write("large.json", json({ Events: many.map((CloudTrailEvent) => ({ CloudTrailEvent })) }));
    await run();
    expect(problems()).toEqual([]);
    expect(caseTotals(db)).toMatchObject({ records: 18_000, events: 9000 });
    const paths = new Map(listInputs(db).map((i) => [i.id, i.path]));
    for (const n of [0, 4321, 8999]) {
      const [event] = findEvents(db, casePath)(guid(n));
      expect(event!.raw.toString()).toBe(many[n]);
      for (const { input, offset, length, item } of event!.sources) {
        const file = readFileSync(join(folder, "logs", paths.get(input)!));
        expect(item).toBe(n + 1);
        expect(file.subarray(offset, offset + length).toString()).toContain(guid(n));
      }
    }
  });

  test("a table saved by a spreadsheet program", async () => {
    const row = history(1, {
      "Recipient Account Id": "1,23457E+11",
      "Event time": "01.10.2026 08:00",
    });
    write("excel.csv", `\uFEFFsep=;\r\n${csv([historyHeader, row, history(2)], ";")}`);
    await run();
    expect(problems()).toEqual([]);
    expect(caseTotals(db)).toMatchObject({ records: 2 });
    expect(notes().join("\n")).toMatch(/1 row with values that a spreadsheet program changed/);
    expect(notes().join("\n")).toMatch(/separated by ";"/);
    expect(notes().join("\n")).toMatch(/1 event without a readable eventTime/);
  });

  test("names of the prototype are members like others", async () => {
    const evil = `{"__proto__":{"x":1},"constructor":{"prototype":{"y":2}},${text(1).slice(1)}`;
    write("a.json", json({ Events: [{ CloudTrailEvent: evil, ["__proto__"]: 1 }] }));
    write(
      "b.csv",
      csv([
        ["eventjson", "__proto__"],
        [evil, "x"],
      ]),
    );
    await run();
    expect(recordsOf("a.json").map(([t]) => t)).toEqual([evil]);
    expect(recordsOf("b.csv").map(([t]) => t)).toEqual([evil]);
    expect(({} as Record<string, unknown>)["x"]).toBe(undefined);
  });

  test.each([
    [
      "unknown.json",
      '{"hello":1,"world":[2]}',
      "unknown JSON object",
      /members \(hello, world\)/,
      '{"hello":1,"world":[2]}',
    ],
    [
      "unknown.bin",
      Uint8Array.of(1, 2, 3, 0xff),
      "unknown binary file",
      /first bytes/,
      "01 02 03 ff",
    ],
    [
      "custom.csv",
      "Event Name,Event ID,When\nx,y,z\n",
      "unknown table (CSV)",
      /needed are Event source.*its columns are Event Name, Event ID, When/,
      "Event Name,Event ID,When",
    ],
    [
      "german.csv",
      "Benutzer,Zeit,Quelle\na,b,iam.amazonaws.com\n",
      "unknown table (CSV)",
      /needed are Event name/,
      "Benutzer,Zeit,Quelle",
    ],
    [
      "python.json",
      "[{'eventVersion': '1.08', 'eventName': 'x'}]",
      "broken JSON",
      /single quotes, as Python prints them/,
      /eventVersion/,
    ],
    ["nan.json", '{"eventName":NaN}', "broken JSON", /JSON has no such number/, /NaN/],
    [
      "answer.json",
      "<Error><Code>AccessDenied</Code></Error>",
      "S3 error answer (AccessDenied) saved instead of a log",
      /fetch the log again/,
      /AccessDenied/,
    ],
    ["events.yaml", "Events:\n- EventId: x\n", "YAML text", /--output json/, /Events/],
  ])("%s is named and shown", async (name, content, format, reason, sample) => {
    write(name, content);
    await run();
    expect(listInputs(db).map((i) => [i.status, i.format])).toEqual([["unreadable", format]]);
    const [first] = listProblems(db).filter((p) => !p.isNote);
    expect(first?.reason).toMatch(reason);
    expect(first?.sample).toMatch(sample);
  });

  test("a cut export of one large page: what is whole comes in", async () => {
    const many = Array.from({ length: 8000 }, (_, i) =>
      json({ timestamp: i, message: json({ ...made(1), eventID: guid(i) }) }),
    );
    const whole = `{"events":[${many.join(",")}]}`;
    expect(whole.length).toBeGreaterThan(8 * 1024 * 1024);
    write("whole.json", whole);
    write("cut.json", whole.slice(0, whole.length - 100));
    await run();
    expect(listInputs(db).map((i) => [i.path, i.records, i.problems])).toEqual([
      ["cut.json", 7999, 1],
      ["whole.json", 8000, 0],
    ]);
    expect(caseTotals(db)).toMatchObject({ events: 8000 });
  });
});
