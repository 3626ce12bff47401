/** Rules over a real case. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../shared/cloudtrail-event.ts";
import { compileDocument } from "../../shared/sigma/compile-document.ts";
import type { LinkedRule } from "../../shared/sigma/link-rules.ts";
import { linkRules } from "../../shared/sigma/link-rules.ts";
import { openCase } from "../db/open-case.ts";
import type { CaseDb } from "../db/open-case.ts";
import type { EventQuery } from "../db/query/event-query.ts";
import { openEventQuery } from "../db/query/open-query.ts";
import { importPaths } from "../import/import-files.ts";
import { createMatchKeeper } from "./correlate-matches.ts";
import { createMatcher, eventRulesOf, filterFor } from "./event-rules.ts";
import { readYaml } from "./read-yaml.ts";
import type { RuleResult } from "./run-rules.ts";
import { runRules } from "./run-rules.ts";

const folder = mkdtempSync(join(tmpdir(), "trailproof-run-rules-"));
let db: CaseDb;
let query: EventQuery;

/** `second name address …`; a second of `-` is no time. */
const log = `
0 ListUsers 10.0.0.1 alice
5 ListRoles 10.0.0.1 alice
9 ListGroups 10.0.0.1 alice
9 ListGroups 10.0.0.2 bob
20 CreateUser 10.0.0.1 alice mallory
25 CreateAccessKey 10.0.0.1 alice mallory
26 CreateAccessKey 10.0.0.2 bob bob
- CreateAccessKey 10.0.0.3 eve eve
100 ConsoleLogin 10.0.0.9 dave fail
101 ConsoleLogin 10.0.0.9 dave fail
102 ConsoleLogin 10.0.0.9 dave fail
110 ConsoleLogin 10.0.0.9 dave ok
200 GetObject - carol 600
201 GetObject - carol 500
`;

function recordOf(line: string, at: number): JsonObject {
  const [second = "", name = "", address = "", user = "", extra = ""] = line.split(" ");
  const minute = String(Math.floor(Number(second) / 60)).padStart(2, "0");
  const rest = String(Number(second) % 60).padStart(2, "0");
  return {
    eventVersion: "1.10",
    eventID: `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`,
    ...(second === "-" ? {} : { eventTime: `2026-10-01T08:${minute}:${rest}Z` }),
    eventSource: name === "GetObject" ? "s3.amazonaws.com" : "iam.amazonaws.com",
    eventName: name,
    ...(address === "-" ? {} : { sourceIPAddress: address }),
    userIdentity: { type: "IAMUser", userName: user },
    requestParameters: { userName: extra },
    additionalEventData: { bytes: Number(extra) || 0, result: extra },
  };
}

beforeAll(async () => {
  const records = log.trim().split("\n").map(recordOf);
  // Two files, and an event that stands in both.
  writeFileSync(join(folder, "a.json"), JSON.stringify({ Records: records.slice(0, 8) }));
  writeFileSync(join(folder, "b.json"), JSON.stringify({ Records: records.slice(7) }));
  const casePath = join(folder, "case.trailproof");
  db = openCase(casePath, { create: true });
  await importPaths(db, casePath, {
    paths: [join(folder, "a.json"), join(folder, "b.json")],
    program: "test",
    now: 0,
    threads: 1,
  });
  query = await openEventQuery(db, casePath);
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

function linked(text: string): readonly LinkedRule[] {
  const rules = linkRules(
    readYaml(text).map((read) => {
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      return { file: "rules.yml", document: compileDocument(read.node) };
    }),
  );
  expect(rules.flatMap(({ problems }) => problems)).toEqual([]);
  return rules;
}

const event = (name: string, ...lines: readonly string[]): string =>
  `title: ${name}\nname: ${name}\nlogsource: {product: aws, service: cloudtrail}\ndetection:\n  sel:\n${lines.map((line) => `    ${line}\n`).join("")}  condition: sel\n`;

const correlation = (title: string, ...lines: readonly string[]): string =>
  `title: ${title}\nname: ${title}\ncorrelation:\n${lines.map((line) => `  ${line}\n`).join("")}`;

async function run(...texts: readonly string[]): Promise<readonly (RuleResult | null)[]> {
  return runRules(linked(texts.join("---\n")), query, { limit: 100 });
}

/** Seconds of the events of matches of the first rule, and the value and group of each match. */
async function together(...texts: readonly string[]): Promise<readonly string[]> {
  const [result] = await run(...texts);
  return (result?.together ?? []).map(({ from, to, value, group, events }) => {
    const zero = Date.parse("2026-10-01T08:00:00Z") / 1000;
    const where = group.map(({ value: is }) => is).join("/");
    return `${from - zero}-${to - zero} ${events.map(({ t }) => t - zero).join(",")} = ${value} ${where}`.trimEnd();
  });
}

describe("rules about single events", () => {
  test("count and name events, each once", async () => {
    const [keys, none, all] = await run(
      event("keys", "eventName: CreateAccessKey"),
      event("none", "eventName: DeleteUser"),
      event("all", "eventName: '*'"),
    );
    expect(keys).toMatchObject({ count: 3, remarks: [] });
    // The one without a time comes first.
    expect(keys?.events.map(({ at }) => at === null)).toEqual([true, false, false]);
    expect(
      keys?.events.map(({ input, record }) => query.row({ input, record }).actor.name),
    ).toEqual(["eve", "alice", "bob"]);
    expect(none).toMatchObject({ count: 0, events: [] });
    expect(all).toMatchObject({ count: 14 });
  });

  test("are limited in what they name, not in what they count", async () => {
    const [all] = await runRules(linked(event("all", "eventName: '*'")), query, { limit: 3 });
    expect(all?.count).toBe(14);
    expect(all?.events).toHaveLength(3);
  });

  test("filters change the rules that they name", async () => {
    const filter =
      "title: no bob\nlogsource: {product: aws, service: cloudtrail}\nfilter:\n  rules: [keys]\n  sel:\n    userIdentity.userName: bob\n  condition: not sel\n";
    const results = await run(
      event("keys", "eventName: CreateAccessKey"),
      event("other", "eventName: CreateAccessKey"),
      filter,
    );
    expect(results.map((result) => result?.count)).toEqual([2, 3, undefined]);
  });

  test("a rule that fails on an event is told of, and the others go on", async () => {
    const [good, bad] = eventRulesOf(
      linked(`${event("good", "eventName: x")}---\n${event("bad", "eventSource: y")}`),
    );
    const broken = {
      at: bad!.at,
      test: {
        kind: "keyword" as const,
        matches: (): boolean => {
          throw new RangeError("too deep");
        },
      },
    };
    const matcher = createMatcher([good!, broken]);
    const raw = Buffer.from('{"eventName":"x"}');
    expect(
      matcher.match({ eventSource: null, eventName: "x" }, raw, { input: 1, record: 2 })?.rules,
    ).toEqual([0]);
    expect(
      matcher.match({ eventSource: null, eventName: "x" }, raw, { input: 1, record: 2 })?.rules,
    ).toEqual([0]);
    expect([...matcher.failures]).toEqual([
      [1, { events: 2, at: { input: 1, record: 2 }, first: "too deep" }],
    ]);
  });

  test("only records are read whose action leaves a rule", () => {
    const rules = eventRulesOf(
      linked(
        `${event("a", "eventName: createuser")}---\n${event("b", "eventName: get*", "eventSource: s3*")}`,
      ),
    );
    const actions = query.summary({}, 100).facets.action.top.map(({ value }) => value);
    expect(filterFor(rules, actions, true)).toEqual({
      sources: ["s3.amazonaws.com", "iam.amazonaws.com"],
      names: ["GetObject", "CreateUser"],
    });
    expect(filterFor(rules, actions, false)).toEqual({});
    expect(filterFor([], actions, true)).toBeNull();
  });
});

describe("correlations", () => {
  const reads = event("reads", "eventName: List*");
  const login = event("login", "eventName: ConsoleLogin", "additionalEventData.result: fail");
  const success = event("success", "eventName: ConsoleLogin", "additionalEventData.result: ok");
  const created = event("created", "eventName: CreateUser");
  const key = event("key", "eventName: CreateAccessKey");
  const gets = event("gets", "eventName: GetObject");

  test.each<[string, readonly string[], readonly string[]]>([
    [
      "event_count by address",
      [
        correlation(
          "c",
          "type: event_count",
          "rules: [reads]",
          "group-by: [sourceIPAddress]",
          "timespan: 10s",
          "condition: {gte: 3}",
        ),
        reads,
      ],
      ["0-9 0,5,9 = 3 10.0.0.1"],
    ],
    [
      "without group-by all events are together",
      [
        correlation(
          "c",
          "type: event_count",
          "rules: [reads]",
          "timespan: 10s",
          "condition: {gte: 4}",
        ),
        reads,
      ],
      ["0-9 0,5,9,9 = 4"],
    ],
    [
      "value_count",
      [
        correlation(
          "c",
          "type: value_count",
          "rules: [reads]",
          "group-by: [userIdentity.userName]",
          "timespan: 10s",
          "condition: {gte: 3, field: eventName}",
        ),
        reads,
      ],
      ["0-9 0,5,9 = 3 alice"],
    ],
    [
      "value_count of two fields together",
      [
        correlation(
          "c",
          "type: value_count",
          "rules: [reads]",
          "timespan: 10s",
          "condition: {gte: 4, field: [eventName, sourceIPAddress]}",
        ),
        reads,
      ],
      ["0-9 0,5,9,9 = 4"],
    ],
    [
      "temporal_ordered with aliases",
      [
        correlation(
          "c",
          "type: temporal_ordered",
          "rules: [created, key]",
          "group-by: [who]",
          "timespan: 1m",
          "aliases:",
          "  who: {created: requestParameters.userName, key: requestParameters.userName}",
        ),
        created,
        key,
      ],
      ["20-25 20,25 = 2 mallory"],
    ],
    [
      "an alias that leads nowhere finds nothing",
      [
        correlation(
          "c",
          "type: temporal_ordered",
          "rules: [created, key]",
          "group-by: [who]",
          "timespan: 1m",
          "aliases:",
          "  who: {created: requestParameters.userName, key: userIdentity.userName}",
        ),
        created,
        key,
      ],
      [],
    ],
    [
      "a correlation of a correlation",
      [
        correlation(
          "c",
          "type: temporal_ordered",
          "rules: [many, success]",
          "group-by: [userIdentity.userName]",
          "timespan: 10m",
        ),
        correlation(
          "many",
          "type: event_count",
          "rules: [login]",
          "group-by: [sourceIPAddress]",
          "timespan: 10m",
          "condition: {gte: 3}",
        ),
        login,
        success,
      ],
      ["100-110 100,101,102,110 = 2 dave"],
    ],
    [
      "value_sum",
      [
        correlation(
          "c",
          "type: value_sum",
          "rules: [gets]",
          "group-by: [userIdentity.userName]",
          "timespan: 1m",
          "condition: {gt: 1000, field: additionalEventData.bytes}",
        ),
        gets,
      ],
      ["200-201 200,201 = 1100 carol"],
    ],
    [
      "value_avg",
      [
        correlation(
          "c",
          "type: value_avg",
          "rules: [gets]",
          "timespan: 1m",
          "condition: {lt: 560, field: additionalEventData.bytes}",
        ),
        gets,
      ],
      ["200-201 200,201 = 550"],
    ],
    [
      "temporal in any order, and more than needed",
      [
        correlation(
          "c",
          "type: temporal",
          "rules: [key, created]",
          "group-by: [sourceIPAddress]",
          "timespan: 1m",
        ),
        created,
        key,
      ],
      ["20-25 20,25 = 2 10.0.0.1"],
    ],
  ])("%s", async (_, texts, expected) => {
    expect(await together(...texts)).toEqual(expected);
  });

  test("what is left out is told", async () => {
    const [byAddress, untimed, sums] = await run(
      correlation(
        "c",
        "type: event_count",
        "rules: [gets]",
        "group-by: [sourceIPAddress]",
        "timespan: 1m",
        "condition: {gte: 1}",
      ),
      correlation("d", "type: event_count", "rules: [key]", "timespan: 1m", "condition: {gte: 1}"),
      correlation(
        "e",
        "type: value_sum",
        "rules: [key]",
        "timespan: 1m",
        "condition: {gte: 1, field: eventName}",
      ),
      gets,
      key,
    );
    expect(byAddress).toMatchObject({
      count: 0,
      remarks: ["Left out: 2 events without sourceIPAddress."],
    });
    expect(untimed?.remarks).toEqual(["Left out: 1 event without a time."]);
    expect(sums?.remarks).toContain(
      "Not counted: 2 events without a value in eventName that could be.",
    );
  });

  test("memory is bounded: a correlation of too many events says so, and so does one that rests on it", () => {
    const rules = linked(
      [
        correlation("outer", "type: temporal", "rules: [inner]", "timespan: 1m"),
        correlation(
          "inner",
          "type: event_count",
          "rules: [key]",
          "timespan: 1m",
          "condition: {gte: 1}",
        ),
        key,
      ].join("---\n"),
    );
    const keeper = createMatchKeeper(rules, 2);
    for (let n = 1; n <= 5; n++) keeper.keep(2, { input: 1, record: n, t: n }, { eventName: "x" });
    const sentence = "Its rules match more than 2 events; narrow them. It was not correlated.";
    expect(keeper.resultOf(1)).toEqual({ matches: [], remarks: [sentence] });
    expect(keeper.resultOf(0).remarks.join(" ")).toContain(sentence);
  });

  test("an abort ends the run", async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(
      runRules(linked(reads), query, { limit: 1, signal: controller.signal }),
    ).rejects.toThrow("abort");
  });
});
