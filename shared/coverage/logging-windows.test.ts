import { expect, test } from "vitest";
import type { Json } from "../cloudtrail-event.ts";
import { plain } from "../span.ts";
import type { TrailCall } from "./logging-windows.ts";
import { readTrailCalls } from "./logging-windows.ts";

const call = (
  t: number | null,
  name: string,
  request: Json | undefined,
  account = "123456789012",
  region = "us-east-1",
): TrailCall => ({
  t,
  id: `${name}-${t}`,
  name,
  account,
  region,
  request,
});
const trail = { name: "a" };
const arn = { name: "arn:aws:cloudtrail:us-east-1:123456789012:trail/a" };

test.each<readonly [string, readonly TrailCall[], readonly string[]]>([
  [
    "stopped and started",
    [call(10, "StopLogging", trail), call(20, "StartLogging", arn)],
    ["10-20"],
  ],
  [
    "given out of order",
    [call(20, "StartLogging", trail), call(10, "StopLogging", trail)],
    ["10-20"],
  ],
  ["never started again", [call(10, "StopLogging", trail)], ["10-null"]],
  [
    "deleted after it was stopped",
    [call(10, "StopLogging", trail), call(15, "DeleteTrail", trail)],
    ["10-null"],
  ],
  [
    "deleted, made and started",
    [
      call(10, "DeleteTrail", trail),
      call(20, "CreateTrail", trail),
      call(21, "StartLogging", trail),
    ],
    ["10-21"],
  ],
  [
    "another trail was started",
    [call(10, "StopLogging", trail), call(20, "StartLogging", { name: "b" })],
    ["10-null"],
  ],
  [
    "the trail of another account was started",
    [call(10, "StopLogging", trail), call(20, "StartLogging", trail, "111122223333")],
    ["10-null"],
  ],
  [
    "the trail of this name in another Region was started",
    [
      call(10, "StopLogging", trail),
      call(20, "StartLogging", trail, "123456789012", "eu-central-1"),
    ],
    ["10-null"],
  ],
  [
    "two trails of one name in two Regions",
    [
      call(10, "StopLogging", trail),
      call(11, "StopLogging", trail, "123456789012", "eu-central-1"),
      call(20, "StartLogging", trail, "123456789012", "eu-central-1"),
      call(30, "StartLogging", arn),
    ],
    ["10-30", "11-20"],
  ],
  [
    "stopped by an ARN, which names the home Region whatever the record says",
    [
      call(10, "StopLogging", arn, "123456789012", "eu-central-1"),
      call(20, "StartLogging", trail, "123456789012", "eu-central-1"),
      call(30, "StartLogging", trail),
    ],
    ["10-30"],
  ],
  [
    "the trail of an organization, by ARN from a delegated administrator",
    [call(10, "StopLogging", arn, "111122223333"), call(20, "StartLogging", trail)],
    ["10-20"],
  ],
  [
    "a record that can't be read opens and ends nothing",
    [call(10, "StopLogging", undefined), call(20, "StartLogging", undefined)],
    [],
  ],
  ["only started", [call(20, "StartLogging", trail)], []],
  ["without a time", [call(null, "StopLogging", trail)], []],
])("%s", (_, calls, expected) => {
  const { windows, statements } = readTrailCalls(calls);
  expect(windows.map((one) => `${one.from}-${one.to}`)).toEqual(expected);
  expect(statements).toHaveLength(calls.length);
});

test("a window names account and home Region of the trail", () => {
  const { windows } = readTrailCalls([call(10, "StopLogging", arn, "111122223333", "eu-west-1")]);
  expect(windows).toMatchObject([{ account: "123456789012", region: "us-east-1", trail: "a" }]);
});

test.each<readonly [string, Json | undefined, RegExp]>([
  ["UpdateTrail", { ...trail, isMultiRegionTrail: false }, /one Region only/],
  [
    "UpdateTrail",
    { ...trail, includeGlobalServiceEvents: false },
    /no longer logs global services/,
  ],
  ["UpdateTrail", { ...trail, enableLogFileValidation: false }, /no longer writes digests/],
  ["UpdateTrail", { ...trail, s3BucketName: "elsewhere" }, /go to the bucket elsewhere/],
  ["UpdateTrail", { ...trail, isMultiRegionTrail: true }, /takes no event out/],
  [
    "PutEventSelectors",
    { trailName: "a", eventSelectors: [{ includeManagementEvents: false }] },
    /no longer logs management events/,
  ],
  [
    "PutEventSelectors",
    { trailName: "a", eventSelectors: [{ readWriteType: "ReadOnly" }] },
    /changes are not in its log files/,
  ],
  [
    "PutEventSelectors",
    { trailName: "a", eventSelectors: [{ readWriteType: "WriteOnly" }] },
    /only events that write/,
  ],
  [
    "PutEventSelectors",
    { trailName: "a", eventSelectors: [{ readWriteType: "All" }] },
    /management events that write are in it/,
  ],
  [
    "PutEventSelectors",
    { trailName: "a", advancedEventSelectors: [{ name: "x" }] },
    /advanced selectors/,
  ],
  ["PutEventSelectors", null, /does not say how/],
  ["StopLogging", undefined, /can’t be read in the case any more/],
  ["CreateTrail", trail, /logs once StartLogging/],
])("%s %j", (name, request, words) => {
  const [statement] = readTrailCalls([call(1, name, request)]).statements;
  expect(plain(statement!.sentence)).toMatch(words);
});
