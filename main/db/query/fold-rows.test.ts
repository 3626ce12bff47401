import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importPaths } from "../../import/import-files.ts";
import type { CaseDb } from "../open-case.ts";
import { openCase } from "../open-case.ts";
import type { EventPage, EventQuery } from "./event-query.ts";
import { openEventQuery } from "./open-query.ts";

const start = Date.parse("2026-10-06T02:00:00Z");
const browser = "Mozilla/5.0 (X11; Linux) Firefox/130";
let number = 0;

function record(second: number, eventName: string, more: object = {}, who = "ana"): object {
  number++;
  return {
    eventVersion: "1.10",
    eventID: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    eventTime: new Date(start + second * 1000).toISOString().replace(".000Z", "Z"),
    eventSource: "iam.amazonaws.com",
    eventName,
    awsRegion: "us-east-1",
    recipientAccountId: "123456789012",
    sourceIPAddress: "198.51.100.7",
    userAgent: browser,
    readOnly: true,
    userIdentity: {
      type: "IAMUser",
      arn: `arn:aws:iam::123456789012:user/${who}`,
      userName: who,
      accessKeyId: "ASIAEXAMPLE000000001",
    },
    ...more,
  };
}

const machine = { userAgent: "aws-sdk-go/1", eventSource: "s3.amazonaws.com" };
const click = ["ListRoles", "ListUsers", "GetAccountSummary", "ListGroups"];
const records = [
  // A click at 10 s: four reads within two seconds; another person's read and a change between them.
  record(10, click[0]!),
  record(10, "GetUser", {}, "bob"),
  record(11, click[1]!),
  record(11, "DeleteUser", { readOnly: false }),
  record(11, click[2]!),
  record(12, click[3]!),
  // Another click, later.
  record(40, click[0]!),
  record(40, click[1]!),
  record(41, click[2]!),
  // A refused read stands apart from the click.
  record(41, click[3]!, { errorCode: "AccessDenied" }),
  // Two reads are no fold.
  record(60, click[0]!),
  record(61, click[1]!),
  // A program: equal calls every five minutes, over the end of the hour.
  ...Array.from({ length: 14 }, (_, i) => record(100 + i * 300, "ListBuckets", machine, "job")),
  // A service looks through everything.
  ...["ListRoles", "ListUsers", "GetRole"].map((name, i) =>
    record(
      1800 + i * 40,
      name,
      { userAgent: "config.amazonaws.com", sourceIPAddress: "config.amazonaws.com" },
      "config",
    ),
  ),
  // A service's calls too far apart for a sweep.
  ...Array.from({ length: 6 }, (_, i) =>
    record(2400 + i * 90, "GenerateDataKey", { userAgent: "cloudtrail.amazonaws.com" }, "trail"),
  ),
  // Refused changes of one kind.
  ...Array.from({ length: 7 }, (_, i) =>
    record(
      200 + i,
      "CreateUser",
      { readOnly: false, errorCode: "AccessDenied", userAgent: "aws-cli/2" },
      "eve",
    ),
  ),
  // Changes are never folded.
  ...Array.from({ length: 8 }, (_, i) =>
    record(300 + i, "TagUser", { readOnly: false, userAgent: "aws-cli/2" }, "eve"),
  ),
];

let folder = "";
let db: CaseDb;
let query: EventQuery;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-fold-"));
  const file = join(folder, "a.json");
  writeFileSync(file, JSON.stringify({ Records: records }));
  const path = join(folder, "a.trailproof");
  db = openCase(path, { create: true });
  await importPaths(db, path, { paths: [file], program: "test", now: start + 86_400_000 });
  query = await openEventQuery(db, path);
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

function said({ rows }: EventPage): readonly string[] {
  return rows.map(
    ({ eventName, time, fold, isInFold }) =>
      `${isInFold ? "- " : ""}${time?.slice(14, 19)} ${eventName}${fold === null ? "" : ` ${fold.kind} ${fold.events}/${fold.kinds}${fold.isOpen ? " open" : ""}`}`,
  );
}

const page = (descending = false, fold: readonly string[] = []) =>
  query.page({}, { limit: 200, descending, fold });
const nameOf = ({ input, record: at }: EventPage["rows"][number]): string => `${input}/${at}`;

describe("folded", () => {
  test("a click is a line, a program is a line an hour, refusals stand apart, changes stay", () => {
    const answer = page();
    expect(said(answer)).toEqual([
      "00:10 ListRoles console 4/4",
      "00:10 GetUser",
      "00:11 DeleteUser",
      "00:40 ListRoles console 3/3",
      "00:41 ListGroups",
      "01:00 ListRoles",
      "01:01 ListUsers",
      "01:40 ListBuckets repeated 12/1",
      "03:20 CreateUser repeated 7/1",
      ...Array.from({ length: 8 }, (_, i) => `05:0${i} TagUser`),
      "30:00 ListRoles service 3/3",
      "40:00 GenerateDataKey repeated 6/1",
      "01:40 ListBuckets",
      "06:40 ListBuckets",
    ]);
    expect([answer.events, answer.lines, answer.isFolded]).toEqual([
      records.length,
      answer.rows.length,
      true,
    ]);
    expect(answer.rows[7]?.fold).toMatchObject({
      first: "2026-10-06T02:01:40Z",
      last: "2026-10-06T02:56:40Z",
    });
  });

  test("the latest first: the last event stands for the others", () => {
    const rows = said(page(true));
    expect(rows).toContain("00:12 ListGroups console 4/4");
    expect(rows).toContain("56:40 ListBuckets repeated 12/1");
    expect(rows).toHaveLength(page().lines);
  });

  test("unfolded in place, marked, and no event twice", () => {
    const [lead] = page().rows;
    const answer = page(false, [lead === undefined ? "" : nameOf(lead)]);
    expect(said(answer).slice(0, 7)).toEqual([
      "00:10 ListRoles console 4/4 open",
      "00:10 GetUser",
      "- 00:11 ListUsers",
      "00:11 DeleteUser",
      "- 00:11 GetAccountSummary",
      "- 00:12 ListGroups",
      "00:40 ListRoles console 3/3",
    ]);
    expect(answer.lines).toBe(page().lines + 3);
    expect(new Set(answer.rows.map(nameOf)).size).toBe(answer.rows.length);
  });

  test.each([false, true])("pages hold each line once, descending %s", (descending) => {
    const all = page(descending).rows.map(nameOf);
    const pages = Array.from({ length: Math.ceil(all.length / 4) }, (_, i) =>
      query.page({}, { limit: 4, offset: i * 4, descending, fold: [] }).rows.map(nameOf),
    );
    expect(pages.flat()).toEqual(all);
    expect(page(descending).rows.reduce((sum, { fold }) => sum + (fold?.events ?? 1), 0)).toBe(
      records.length,
    );
  });

  test("an event has the place of its line", () => {
    const all = query.page({}, { limit: 200 }).rows;
    const lines = page().rows;
    const hidden = all.find(
      ({ eventName, time }) => eventName === "GetAccountSummary" && time?.endsWith("00:11Z"),
    );
    const change = all.find(({ eventName }) => eventName === "DeleteUser");
    expect(hidden === undefined ? null : query.place({}, hidden, false, [])).toBe(0);
    expect(change === undefined ? null : query.place({}, change, false, [])).toBe(2);
    for (const [i, line] of lines.entries()) expect(query.place({}, line, false, [])).toBe(i);
    expect(change === undefined ? null : query.place({}, change, true, [])).toBe(lines.length - 2);
  });

  test("under a filter only what matches is counted", () => {
    const answer = query.page({ names: ["ListBuckets"] }, { limit: 200, fold: [] });
    expect([answer.events, answer.lines]).toEqual([14, 3]);
  });

  test("not asked for, nothing is folded", () => {
    const answer = query.page({}, { limit: 200 });
    expect([answer.events, answer.lines, answer.rows.some(({ fold }) => fold !== null)]).toEqual([
      records.length,
      records.length,
      false,
    ]);
  });
});
