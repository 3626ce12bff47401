import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { eventUses } from "../../../shared/analysis/relevant.ts";
import { useOfEvent } from "../../../shared/import/event-use.ts";
import { analyzeCase } from "../../import/analyze-case.ts";
import { importPaths } from "../../import/import-files.ts";
import { idsPerFile } from "../../import/protocol.ts";
import { listFindings } from "../findings.ts";
import type { CaseDb } from "../open-case.ts";
import { openCase } from "../open-case.ts";
import type { EventFilter, EventOutcome, Wanted } from "../../../shared/event-filter.ts";
import type { Finding } from "../../../shared/finding.ts";
import type { Severity } from "../../../shared/severity.ts";
import { severities } from "../../../shared/severity.ts";
import type { EventQuery } from "./event-query.ts";
import { openEventQuery } from "./open-query.ts";

/** What an event says, by an obvious reading of its JSON. */
interface Plain {
  readonly file: number;
  readonly record: number;
  readonly t: number | null;
  readonly source: string;
  readonly name: string;
  readonly actor: string | null;
  readonly role: string | null;
  readonly account: string | null;
  readonly region: string | null;
  readonly address: string | null;
  readonly key: string | null;
  readonly agent: string | null;
  readonly error: string | null;
  readonly isFailed: boolean;
  readonly readOnly: boolean | null;
  /** In lower case; empty where there is none. */
  readonly words: readonly string[];
  readonly raw: string;
  /** Of the findings about it, else of those that cite it. */
  readonly severity: string | null;
  readonly techniques: readonly string[];
  readonly paths: readonly string[];
}

/** A finding that rests on an event. */
interface Resting {
  readonly severity: Severity;
  readonly techniques: readonly string[];
  readonly paths: readonly string[];
}

/** What the findings of the case say of each record, by an obvious look at all of them. */
function judgedAs(plain: Plain): Plain {
  const { eventID } = JSON.parse(plain.raw);
  const key = plain.raw.includes('"userAgent":"another"') ? `${eventID}#1` : eventID;
  const of = (side: "events" | "context"): readonly Resting[] =>
    findings
      .filter((one) => one[side].includes(key))
      .map(({ severity, mitre, escalationPaths = [] }) => ({
        severity,
        techniques: mitre,
        paths: escalationPaths,
      }));
  const own = of("events").length > 0 ? of("events") : of("context");
  return {
    ...plain,
    severity: severities.find((word) => own.some(({ severity }) => severity === word)) ?? null,
    techniques: own.flatMap(({ techniques }) => techniques),
    paths: own.flatMap(({ paths }) => paths),
  };
}

const vocabulary = {
  sources: ["iam.amazonaws.com", "s3.amazonaws.com", "ec2.amazonaws.com"],
  names: ["CreateUser", "GetObject", "RunInstances", "AttachUserPolicy", "ümlaut%_\\"],
  accounts: ["111111111111", "222222222222"],
  regions: ["us-east-1", "eu-central-1"],
  addresses: ["192.0.2.1", "198.51.100.7", "AWS Internal", "2001:db8::1"],
  keys: ["AKIAEXAMPLE1", "ASIAEXAMPLE2", "ASIAEXAMPLE3"],
  agents: ["aws-cli/2", "Boto3/1.0", "100%_sure\\"],
  errors: ["AccessDenied", "NoSuchEntity"],
} as const;

/** A generator of whole numbers that gives the same ones every time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const start = Date.UTC(2026, 9, 1) / 1000;

function makeEvent(n: number, below: (n: number) => number): Record<string, unknown> {
  const one = (list: readonly string[]): string | undefined => list[below(list.length + 1)];
  const time = below(20);
  const account = one(vocabulary.accounts);
  const user = below(7);
  const identity: Record<string, unknown>[] = [
    { type: "Root", principalId: account, arn: `arn:aws:iam::${account}:root`, accountId: account },
    { type: "AWSService", invokedBy: "ec2.amazonaws.com" },
    { type: "AWSAccount", principalId: "AIDAOTHER", accountId: "333333333333" },
    {
      type: "AssumedRole",
      arn: "arn:aws:sts::111111111111:assumed-role/admin/Alice",
      accountId: "111111111111",
      sessionContext: { sessionIssuer: { arn: "arn:aws:iam::111111111111:role/admin" } },
    },
  ];
  const caller = identity[user] ?? {
    type: "IAMUser",
    userName: `user-${user}`,
    arn: `arn:aws:iam::${account}:user/user-${user}`,
    accountId: account,
  };
  const event: Record<string, unknown> = {
    eventVersion: "1.10",
    eventID: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
    eventSource: vocabulary.sources[below(3)],
    eventName: vocabulary.names[below(5)],
    awsRegion: one(vocabulary.regions),
    sourceIPAddress: one(vocabulary.addresses),
    userAgent: one(vocabulary.agents),
    errorCode: below(3) === 0 ? one(vocabulary.errors) : undefined,
    errorMessage: below(30) === 0 ? "it failed" : undefined,
    recipientAccountId: account,
    userIdentity: { ...caller, accessKeyId: one(vocabulary.keys) },
    readOnly: [true, false, undefined][below(3)],
  };
  const at = start + below(60 * 3600);
  if (time < 12) event["eventTime"] = iso(at);
  else if (time < 17) event["eventTime"] = iso(start + 5000 + below(3));
  else if (time === 17) event["eventTime"] = "0001-01-01T00:00:00Z";
  else if (time === 18) event["eventTime"] = "9999-12-31T23:59:59Z";
  return event;
}

function iso(t: number): string {
  return `${new Date(t * 1000).toISOString().slice(0, 19)}Z`;
}

function plainOf(file: number, record: number, raw: string): Plain {
  const event = JSON.parse(raw);
  const identity = event.userIdentity ?? {};
  const time = event.eventTime;
  const role = identity.sessionContext?.sessionIssuer?.arn ?? null;
  const account = event.recipientAccountId ?? identity.accountId ?? null;
  return {
    file,
    record,
    t: time === undefined ? null : Date.parse(time) / 1000,
    source: event.eventSource,
    name: event.eventName,
    actor:
      identity.arn ??
      identity.principalId ??
      identity.invokedBy ??
      identity.userName ??
      identity.accountId ??
      identity.type,
    role,
    account,
    region: event.awsRegion ?? null,
    address: event.sourceIPAddress ?? null,
    key: identity.accessKeyId ?? null,
    agent: event.userAgent ?? null,
    error: event.errorCode ?? null,
    isFailed: event.errorCode !== undefined || event.errorMessage !== undefined,
    readOnly: event.readOnly ?? null,
    words: [
      event.eventSource,
      event.eventName,
      account,
      event.awsRegion,
      event.errorCode,
      identity.accessKeyId,
      event.sourceIPAddress,
      event.userAgent,
      identity.arn,
      identity.principalId,
      identity.userName,
      identity.accountId,
      identity.invokedBy,
      role,
    ].map((word) => lower(word ?? "")),
    raw,
    severity: null,
    techniques: [],
    paths: [],
  };
}

/** A to Z in lower case, nothing else. */
function lower(text: string): string {
  return text.replace(/[A-Z]/g, (c) => c.toLowerCase());
}

function matches(e: Plain, f: EventFilter): boolean {
  const isOne = (wanted: Wanted | undefined, value: string | null): boolean =>
    wanted === undefined || wanted.length === 0 || wanted.includes(value);
  const hasRange = f.from !== undefined || f.to !== undefined;
  const isNone = (unwanted: Wanted | undefined, value: string | null): boolean =>
    unwanted === undefined || !unwanted.includes(value);
  const not = f.exclude ?? {};
  return (
    isNone(not.sources, e.source) &&
    isNone(not.names, e.name) &&
    isNone(not.actors, e.actor) &&
    isNone(not.roles, e.role) &&
    isNone(not.accounts, e.account) &&
    isNone(not.regions, e.region) &&
    isNone(not.addresses, e.address) &&
    isNone(not.accessKeys, e.key) &&
    isNone(not.userAgents, e.agent) &&
    isNone(not.errorCodes, e.error) &&
    isNone(not.severities, e.severity) &&
    !isAny(not.techniques ?? [], e.techniques) &&
    !isAny(not.paths ?? [], e.paths) &&
    (!hasRange || (e.t !== null && e.t >= (f.from ?? -Infinity) && e.t < (f.to ?? Infinity))) &&
    isOne(f.sources, e.source) &&
    isOne(f.names, e.name) &&
    isOne(f.actors, e.actor) &&
    isOne(f.roles, e.role) &&
    isOne(f.accounts, e.account) &&
    isOne(f.regions, e.region) &&
    isOne(f.addresses, e.address) &&
    isOne(f.accessKeys, e.key) &&
    isOne(f.userAgents, e.agent) &&
    isOne(f.errorCodes, e.error) &&
    isOne(f.severities, e.severity) &&
    (isOne(f.techniques, "") || isAny(f.techniques ?? [], e.techniques)) &&
    (isOne(f.paths, "") || isAny(f.paths ?? [], e.paths)) &&
    isOutcome(e, f.outcome) &&
    (f.access === undefined || e.readOnly === (f.access === "read")) &&
    (f.relevant === undefined || f.relevant === isRelevant(e)) &&
    (f.text === undefined ||
      f.text === "" ||
      e.words.some((word) => word.includes(lower(f.text ?? ""))))
  );
}

/** Whether one of the values is wanted, or there are none and that is wanted. */
function isAny(wanted: Wanted, values: readonly string[]): boolean {
  return values.length === 0 ? wanted.includes(null) : values.some((one) => wanted.includes(one));
}

function isOutcome(e: Plain, outcome: EventOutcome | undefined): boolean {
  const isDenied = e.isFailed && e.error === "AccessDenied";
  if (outcome === "denied") return isDenied;
  if (outcome === "error") return e.isFailed && !isDenied;
  return outcome === undefined || e.isFailed === (outcome === "failed");
}

function isRelevant({ source, name }: Plain): boolean {
  return useOfEvent(eventUses(), source, name) === "rules";
}

function tally(values: readonly unknown[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) {
    const key = JSON.stringify(value);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

let folder = "";
let db: CaseDb;
let query: EventQuery;
/** All events in the order that pages promise. */
let all: readonly Plain[] = [];
let findings: readonly Finding[] = [];
/** The eventID that two different records have. */
let doubled = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-query-"));
  const below = numbers(7);
  const events = Array.from({ length: 9500 }, (_, n) => JSON.stringify(makeEvent(n, below)));
  // The same record again in other files, and another record under a known id.
  const twice = events.filter((_, n) => n % 37 === 0);
  // It is a change, so that findings name it.
  const known = events.find((raw) => /CreateUser/.test(raw) && /"iam\./.test(raw)) ?? "";
  doubled = JSON.parse(known).eventID;
  const other = JSON.stringify({ ...JSON.parse(known), userAgent: "another" });
  const files = [
    events.slice(0, 100),
    [...events.slice(100, 3000), ...twice.slice(0, 100)],
    [],
    [...twice.slice(0, 50), ...events.slice(3000, 9500), other],
    twice,
  ];
  mkdirSync(join(folder, "logs"));
  files.forEach((records, n) => {
    const text = `{"Records":[${records.join(",")}]}`;
    writeFileSync(join(folder, "logs", `${n}.json.gz`), gzipSync(text));
  });
  const seen = new Set<string>();
  all = files
    .flatMap((records, file) => records.map((raw, i) => plainOf(file, i + 1, raw)))
    .filter(({ raw }) => !seen.has(raw) && seen.add(raw))
    .toSorted((a, b) => (a.t ?? -Infinity) - (b.t ?? -Infinity) || 0);
  const path = join(folder, "case.trailproof");
  db = openCase(path, { create: true });
  await importPaths(db, path, {
    paths: [join(folder, "logs")],
    program: "test",
    now: Date.UTC(2026, 10, 22),
  });
  await analyzeCase(db, { program: "test", few: 1e9 });
  findings = listFindings(db, "info").map(({ finding }) => finding);
  all = all.map(judgedAs);
  query = await openEventQuery(db, path);
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const some = (list: readonly string[]): fc.Arbitrary<Wanted> =>
  fc.array(fc.constantFrom(...list, null, "not there"), { maxLength: 3 });

const lists = {
  sources: some(vocabulary.sources),
  names: some(vocabulary.names),
  actors: some([
    "arn:aws:iam::111111111111:user/user-5",
    "arn:aws:iam::222222222222:root",
    "ec2.amazonaws.com",
    "AIDAOTHER",
  ]),
  roles: some(["arn:aws:iam::111111111111:role/admin"]),
  accounts: some(vocabulary.accounts),
  regions: some(vocabulary.regions),
  addresses: some(vocabulary.addresses),
  accessKeys: some(vocabulary.keys),
  userAgents: some([...vocabulary.agents, "another"]),
  errorCodes: some(vocabulary.errors),
  severities: some(severities),
  techniques: some(["T1098", "T1136.003", "T1098.003", "T1078.004", "T1069.003"]),
  paths: some(["iam-007", "iam-008"]),
};

const everyCondition = fc.record({
  from: fc.oneof(
    fc.integer({ min: start, max: start + 60 * 3600 }),
    fc.constantFrom(start + 5000, start + 5001, -62_135_596_800, 253_402_300_799),
  ),
  to: fc.oneof(
    fc.integer({ min: start, max: start + 60 * 3600 }),
    fc.constantFrom(start + 5001, start + 5002, 253_402_300_799, 253_402_300_800),
  ),
  ...lists,
  outcome: fc.constantFrom("succeeded", "failed", "denied", "error"),
  access: fc.constantFrom("read", "write"),
  relevant: fc.boolean(),
  text: fc.constantFrom("", "USER-5", "a", "%", "_", "\\", "ü", "Ü", "admin", "192.0.2", "zz"),
  exclude: fc.record(lists, { requiredKeys: [] }),
});

/** Mostly few conditions, so that many events are left. */
const filters: fc.Arbitrary<EventFilter> = fc
  .tuple(
    everyCondition,
    fc.oneof({ weight: 3, arbitrary: fc.constant(2) }, { weight: 1, arbitrary: fc.constant(17) }),
    fc.infiniteStream(fc.nat(16)),
  )
  .map(([every, most, picks]) => {
    const entries = Object.entries(every);
    const chosen = new Set(picks.take(most));
    return Object.fromEntries(entries.filter((_, i) => chosen.has(i)));
  });

describe("equal to an obvious reading, for any filter", () => {
  test("count, facets and histogram", () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const expected = all.filter((e) => matches(e, filter));
        const got = query.summary(filter, 1000);
        expect(got.events).toBe(expected.length);
        expect(got.failed).toBe(expected.filter((e) => e.isFailed).length);
        expect(got.denied).toBe(expected.filter((e) => isOutcome(e, "denied")).length);
        expect(query.count(filter)).toBe(expected.length);
        const counts = (facet: {
          readonly top: readonly { readonly value: unknown; readonly events: number }[];
        }): ReadonlyMap<string, number> =>
          new Map(facet.top.map(({ value, events }) => [JSON.stringify(value), events]));
        const { action, actor, place, address, errorCode } = got.facets;
        expect(counts(got.facets.severity)).toEqual(tally(expected.map((e) => e.severity)));
        for (const member of ["techniques", "paths"] as const)
          expect(counts(got.facets[member === "paths" ? "path" : "technique"])).toEqual(
            tally(
              expected.flatMap((e) => (e[member].length === 0 ? [null] : [...new Set(e[member])])),
            ),
          );
        expect(counts(got.facets.source)).toEqual(tally(expected.map((e) => e.source)));
        expect(counts(got.facets.name)).toEqual(tally(expected.map((e) => e.name)));
        expect(counts(got.facets.account)).toEqual(tally(expected.map((e) => e.account)));
        expect(counts(got.facets.region)).toEqual(tally(expected.map((e) => e.region)));
        expect(counts(action)).toEqual(
          tally(expected.map(({ source, name }) => ({ source, name }))),
        );
        expect(counts(actor)).toEqual(tally(expected.map((e) => e.actor)));
        expect(counts(place)).toEqual(
          tally(expected.map(({ account, region }) => ({ account, region }))),
        );
        expect(counts(address)).toEqual(tally(expected.map((e) => e.address)));
        expect(counts(errorCode)).toEqual(tally(expected.map((e) => e.error)));
        expect(got.untimed).toBe(expected.filter((e) => e.t === null).length);
        const byHour = (events: readonly Plain[]): ReadonlyMap<string, number> =>
          tally(events.flatMap((e) => (e.t === null ? [] : [Math.floor(e.t / 3600) * 3600])));
        expect(new Map(got.histogram.map((h) => [String(h.start), h.events]))).toEqual(
          byHour(expected),
        );
        const failed = got.histogram.filter((h) => h.failed > 0);
        expect(new Map(failed.map((h) => [String(h.start), h.failed]))).toEqual(
          byHour(expected.filter((e) => e.isFailed)),
        );
        const starts = got.histogram.map((h) => h.start);
        expect(starts).toEqual(starts.toSorted((a, b) => a - b));
      }),
      { numRuns: 80 },
    );
  });

  test("events in bars of less than an hour", () => {
    fc.assert(
      fc.property(filters, fc.constantFrom(60, 300, 900, 1800), (filter, size) => {
        const timed = all.filter((e) => e.t !== null && matches(e, filter));
        const byBar = (events: readonly Plain[]): ReadonlyMap<string, number> =>
          tally(events.map((e) => Math.floor(e.t! / size) * size));
        const got = query.bins(filter, size);
        expect(new Map(got.map((bar) => [String(bar.start), bar.events]))).toEqual(byBar(timed));
        expect(
          new Map(
            got.flatMap((bar) => (bar.failed === 0 ? [] : [[String(bar.start), bar.failed]])),
          ),
        ).toEqual(byBar(timed.filter((e) => e.isFailed)));
        const starts = got.map((bar) => bar.start);
        expect(starts).toEqual([...new Set(starts)].toSorted((a, b) => a - b));
      }),
      { numRuns: 60 },
    );
  });

  test("pages from both ends, by offset and after a row", () => {
    fc.assert(
      fc.property(
        filters,
        fc.boolean(),
        fc.integer({ min: 0, max: 9600 }),
        fc.integer({ min: 1, max: 200 }),
        fc.nat(),
        fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 6000 })),
        (filter, descending, offset, limit, pick, more) => {
          const forward = all.filter((e) => matches(e, filter));
          const expected = descending ? forward.toReversed() : forward;
          const page = query.page(filter, { offset, limit, descending });
          expect(page.events).toBe(expected.length);
          expect(page.rows.map((row) => [row.input, row.record])).toEqual(
            expected
              .slice(offset, offset + limit)
              .map((e) => [(e.file + 1) * idsPerFile, e.record]),
          );
          const from = page.rows[pick % Math.max(1, page.rows.length)];
          if (from === undefined) return;
          const at = offset + page.rows.indexOf(from) + 1;
          const next = query.page(filter, { after: from.cursor, offset: more, limit, descending });
          expect(next.rows.map((row) => [row.input, row.record])).toEqual(
            expected
              .slice(at + more, at + more + limit)
              .map((e) => [(e.file + 1) * idsPerFile, e.record]),
          );
        },
      ),
      { numRuns: 120 },
    );
  });

  test("the place of an event among those that match", () => {
    fc.assert(
      fc.property(
        filters,
        fc.boolean(),
        fc.infiniteStream(fc.nat()),
        (filter, descending, picks) => {
          const forward = all.filter((e) => matches(e, filter));
          const order = new Map(
            (descending ? forward.toReversed() : forward).map((e, i) => [e, i]),
          );
          for (const pick of picks.take(30)) {
            const e = all[pick % all.length]!;
            const name = { input: (e.file + 1) * idsPerFile, record: e.record };
            expect(query.place(filter, name, descending)).toBe(order.get(e) ?? null);
          }
        },
      ),
      { numRuns: 120 },
    );
  });

  test("the first and the last time", () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const timed = all.filter((e) => e.t !== null && matches(e, filter));
        const got = query.range(filter);
        if (timed.length === 0) expect(got).toBeNull();
        else expect([got?.first, got?.last]).toEqual([iso(timed[0]!.t!), iso(timed.at(-1)!.t!)]);
      }),
      { numRuns: 40 },
    );
  });

  test("evidence: every event once, file after file, byte for byte", () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const expected = all
          .filter((e) => matches(e, filter))
          .toSorted((a, b) => a.file - b.file || a.record - b.record);
        const got = [...query.evidence(filter)].map(({ row, raw }) => [
          row.input,
          row.record,
          raw.toString(),
        ]);
        expect(got).toEqual(expected.map((e) => [(e.file + 1) * idsPerFile, e.record, e.raw]));
      }),
      { numRuns: 15 },
    );
  });
});

test("rows say what the records say", () => {
  for (let offset = 0; offset < query.rows; offset += 200)
    query.page({}, { offset, limit: 200 }).rows.forEach((row, i) => {
      const e = all[offset + i]!;
      expect({ ...row, actor: row.actor.name, role: row.actor.issuerArn }).toMatchObject({
        time: e.t === null ? null : e.t < -6e10 ? "0001-01-01T00:00:00Z" : iso(e.t),
        eventId: JSON.parse(e.raw).eventID,
        variant: JSON.parse(e.raw).userAgent === "another" ? 1 : 0,
        eventSource: e.source,
        eventName: e.name,
        region: e.region,
        account: e.account,
        actor: e.actor,
        role: e.role,
        accessKeyId: e.key,
        address: e.address,
        userAgent: e.agent,
        errorCode: e.error,
        isFailed: e.isFailed,
        readOnly: e.readOnly,
        mfa: null,
        isRelevant: isRelevant(e),
      });
      expect(query.raw(row).toString()).toBe(e.raw);
    });
});

test("a page holds 200 rows at most, and facets what is asked for", () => {
  expect(query.page({}, { limit: 5000 }).rows).toHaveLength(200);
  const { action } = query.summary({}, 3).facets;
  expect(action.top).toHaveLength(3);
  expect(action.distinct).toBe(15);
  const whole = query.summary({}, 100).facets.action.top;
  expect(action.top).toEqual(whole.slice(0, 3));
  expect(whole.map((v) => v.events)).toEqual(whole.map((v) => v.events).toSorted((a, b) => b - a));
});

test("one event by its id, and the other record under it", () => {
  const id = doubled;
  expect(query.event(id).map(({ variant }) => variant)).toEqual([0, 1]);
  expect(query.event(`${id.slice(0, -4)}abcd`)).toEqual([]);
});

test("what repeats an event, and what is not there, has no place", () => {
  // The first record of the last file repeats the very first event.
  const repetition = { input: 5 * idsPerFile, record: 1 };
  expect(query.place({}, repetition, false)).toBeNull();
  expect(query.place({}, { input: 5 * idsPerFile, record: 99_999 }, false)).toBeNull();
  expect(query.place({}, { input: 77 * idsPerFile, record: 1 }, true)).toBeNull();
});

test("one event by its record: its row, its text and all its places", () => {
  const name = { input: idsPerFile, record: 1 };
  const { raw, sources, variant } = query.store.read(name);
  const { eventId } = query.row(name);
  expect(raw.toString()).toBe(query.raw(name).toString());
  expect(JSON.parse(raw.toString()).eventID).toBe(eventId);
  expect(sources.map(({ input }) => input)).toEqual([1, 2, 4, 5].map((n) => n * idsPerFile));
  expect(variant).toBe(0);
  expect(query.store.find(eventId)).toEqual([{ ...name, variant: 0 }]);
  expect(query.store.countUnder(doubled)).toBe(2);
  expect(() => query.store.read({ input: idsPerFile, record: 9999 })).toThrow(/not in the case/);
});

test("a cursor still leads to its place when the case has grown", async () => {
  const path = join(folder, "grown.trailproof");
  const grown = openCase(path, { create: true });
  const add = async (n: number): Promise<EventQuery> => {
    await importPaths(grown, path, {
      paths: [join(folder, "logs", `${n}.json.gz`)],
      program: "test",
      now: Date.UTC(2026, 10, 22),
    });
    return openEventQuery(grown, path);
  };
  try {
    const before = await add(1);
    const { cursor } = before.page({}, { limit: 1, offset: 2000 }).rows[0]!;
    const next = before.page({}, { limit: 1, after: cursor }).rows[0]!;
    const after = await add(0);
    expect(after.rows).toBeGreaterThan(before.rows);
    const rest = after.page({}, { limit: 200, after: cursor }).rows;
    expect(rest.map((row) => row.eventId)).toContain(next.eventId);
    expect(rest.every((row) => (row.time ?? "") >= (next.time ?? "").slice(0, 13))).toBe(true);
    expect(() => after.page({}, { limit: 1, after: "nonsense" })).toThrow(/no cursor/);
  } finally {
    grown.close();
  }
});

test("an empty case answers", async () => {
  const path = join(folder, "empty.trailproof");
  const empty = openCase(path, { create: true });
  try {
    const none = await openEventQuery(empty, path);
    expect(none.page({}, { limit: 10 })).toEqual({ rows: [], events: 0, lines: 0, isFolded: true });
    expect(none.page({ text: "x", from: 5 }, { limit: 10, descending: true }).events).toBe(0);
    expect(none.summary({}, 5)).toMatchObject({ events: 0, histogram: [], untimed: 0 });
    expect(none.range({})).toBeNull();
    expect([...none.evidence({})]).toEqual([]);
  } finally {
    empty.close();
  }
});

test("opening tells how far it is, and stops when it is told to", async () => {
  const path = join(folder, "case.trailproof");
  let clock = 0;
  const slow = vi.spyOn(performance, "now").mockImplementation(() => (clock += 1000));
  try {
    const seen: (readonly [number, number])[] = [];
    const onProgress = (rows: number, total: number): number => seen.push([rows, total]);
    await openEventQuery(db, path, { onProgress });
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.at(-1)).toEqual([query.rows, query.rows]);
    expect(seen.map(([rows]) => rows)).toEqual(
      seen.map(([rows]) => rows).toSorted((a, b) => a - b),
    );
    const stopped = openEventQuery(db, path, { signal: AbortSignal.abort() });
    await expect(stopped).rejects.toThrow(/abort/i);
  } finally {
    slow.mockRestore();
  }
});

test("counts that disagree with the events are told, not papered over", async () => {
  const path = join(folder, "damaged.trailproof");
  const damaged = openCase(path, { create: true });
  try {
    await importPaths(damaged, path, {
      paths: [join(folder, "logs", "0.json.gz")],
      program: "test",
      now: Date.UTC(2026, 10, 22),
    });
    damaged.exec(`INSERT INTO duplicate VALUES (77, 1, 1, 1)`);
    await expect(openEventQuery(damaged, path)).rejects.toThrow(/is damaged/);
    damaged.exec(`DELETE FROM duplicate; INSERT INTO duplicate VALUES (1, 101, 1, 1)`);
    await expect(openEventQuery(damaged, path)).rejects.toThrow(/is damaged/);
  } finally {
    damaged.close();
  }
});

test("findings have events of several severities, and are forgotten when they are others", () => {
  const { severity, technique } = query.summary({}, 50).facets;
  expect(severity.top.at(-1)?.value).toBeNull();
  const words = severity.top.map(({ value }) => value);
  expect(words).toEqual([...severities, null].filter((word) => words.includes(word)));
  expect(words.length).toBeGreaterThan(2);
  expect(technique.top.length).toBeGreaterThan(1);
  expect(all.some(({ raw, severity: of }) => raw.includes("another") && of !== null)).toBe(true);
  const [worst] = severities.filter((word) => words.includes(word));
  const filter = { severities: [worst ?? "info"] };
  const before = query.count(filter);
  expect(before).toBeGreaterThan(0);
  const blocks = db.prepare(`UPDATE finding SET is_off = ?`);
  blocks.run(1);
  try {
    expect(query.count(filter)).toBe(before);
    query.rejudge();
    expect(query.count(filter)).toBe(0);
    expect(query.summary({}, 5).facets.severity.top).toEqual([{ value: null, events: all.length }]);
  } finally {
    blocks.run(0);
    query.rejudge();
  }
  expect(query.count(filter)).toBe(before);
});
