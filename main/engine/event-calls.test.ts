import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { EventFilter } from "../../shared/event-filter.ts";
import type { EventLine } from "../../shared/ipc/events.ts";
import { plain } from "../../shared/span.ts";
import { sampleCase } from "../../test/fixtures/sample-case.ts";
import { importPaths } from "../import/import-files.ts";
import { EngineFailure } from "./engine-failure.ts";
import { createEventCalls } from "./event-calls.ts";
import { createEventColumns } from "./event-columns.ts";
import type { FromEngine } from "./protocol.ts";
import type { SessionOwner } from "./session.ts";
import { createSession } from "./session.ts";

let folder = "";
let said: FromEngine[] = [];
let session: SessionOwner;
let calls: ReturnType<typeof createEventCalls>;
let isImporting = false;

/** Distinct events of the sample. */
const all = 3910;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-test-"));
  said = [];
  isImporting = false;
  session = createSession("Trailproof 1.2.3", (name, payload) =>
    said.push({ type: "event", name, payload } as FromEngine),
  );
  calls = createEventCalls(
    session,
    createEventColumns(session, () => isImporting),
  );
  const { db, path } = await sampleCase(folder);
  session.put(db, path);
});
afterEach(async () => {
  await session.close();
  rmSync(folder, { recursive: true });
});

async function page(
  filter: EventFilter,
  offset = 0,
  descending = false,
): Promise<readonly EventLine[]> {
  return (await calls.eventPage({ filter, offset, limit: 200, descending })).rows;
}

async function failure(work: () => unknown): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error instanceof EngineFailure ? error.error : error;
  }
  return null;
}

function loadings(): readonly unknown[] {
  return said.flatMap((m) => (m.type === "event" && m.name === "eventsLoading" ? [m.payload] : []));
}

test("columns are loaded when they are first needed, and again after an import", async () => {
  expect(loadings()).toEqual([]);
  expect(calls.eventsLoading()).toMatchObject({ isReady: false });
  const first = await calls.eventPage({ filter: {}, offset: 0, limit: 1, descending: false });
  expect(first.events).toBe(all);
  const ready = { rows: all, total: all, isReady: true };
  expect(loadings().at(-1)).toEqual(ready);
  expect(calls.eventsLoading()).toEqual(ready);
  const told = loadings().length;
  session.changed("edited");
  await page({});
  expect(loadings()).toHaveLength(told);
  session.changed("imported");
  expect(calls.eventsLoading()).toMatchObject({ isReady: false });
  await page({});
  expect(loadings().length).toBeGreaterThan(told);
  expect(calls.eventsLoading()).toEqual(ready);
});

describe("a slow load", () => {
  beforeEach(() => {
    let clock = 0;
    vi.spyOn(performance, "now").mockImplementation(() => (clock += 1000));
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test("is given up when an import begins, and begins anew when that ends", async () => {
    const early = failure(() => page({}));
    expect(loadings().length).toBeGreaterThan(0);
    const { db, path } = session.current();
    isImporting = true;
    await importPaths(db, path, {
      paths: ["test/fixtures/oddities"],
      program: "test",
      now: Date.UTC(2026, 10, 22),
    });
    isImporting = false;
    session.changed("imported");
    // What it had read of the case was no longer whole.
    expect(await early).toEqual({ code: "busy", with: "import" });
    expect((await calls.eventSummary({}, 5)).events).toBeGreaterThan(all);
  });

  test("tells how far it is, and lets others have turns", async () => {
    const turns: unknown[] = [];
    const timer = setInterval(() => turns.push(calls.eventsLoading()), 0);
    await page({});
    clearInterval(timer);
    expect(turns.length).toBeGreaterThan(0);
    expect(turns[0]).toMatchObject({ total: all, isReady: false });
    expect(loadings().at(-1)).toEqual({ rows: all, total: all, isReady: true });
  });

  test("ends with the case", async () => {
    const early = failure(() => page({}));
    await session.close();
    expect(await early).toEqual({ code: "no-case" });
  });
});

test("while an import writes, the events from before it answer, and none where none were loaded", async () => {
  isImporting = true;
  expect(await failure(() => page({}))).toEqual({ code: "busy", with: "import" });
  expect(calls.eventsLoading()).toMatchObject({ isReady: false });
  isImporting = false;
  await page({});
  isImporting = true;
  session.changed("imported");
  expect(await page({})).toHaveLength(200);
});

test("closing the case ends the loading; without a case there are no events", async () => {
  const early = failure(() => page({}));
  await session.close();
  expect(await early).toEqual({ code: "no-case" });
  expect(await failure(() => page({}))).toEqual({ code: "no-case" });
  expect(await failure(() => calls.eventsLoading())).toEqual({ code: "no-case" });
});

describe("pages", () => {
  test("show events in the order of time, from both ends, with what they acted on and the findings on them", async () => {
    const lines = await page({});
    const times = lines.map(({ time }) => time ?? "");
    expect(times).toEqual(times.toSorted());
    const last = await page({}, 0, true);
    expect(last[0]?.time ?? "").toMatch(/^2026-/);
    expect((last[0]?.time ?? "") > (times.at(-1) ?? "")).toBe(true);
    const changes = await page({ relevant: true, access: "write", outcome: "succeeded" });
    const rated = changes.filter(({ severity }) => severity !== null);
    expect(rated.length).toBeGreaterThan(20);
    expect(rated.every(({ finding }) => /^F-\d+$/.test(finding ?? ""))).toBe(true);
    const policy = changes.find(({ eventName }) => eventName === "CreatePolicyVersion");
    expect(plain(policy?.target ?? [])).toMatch(/^Policy /);
    const reads = await page({ names: ["DescribeInstances"] });
    expect(reads.every(({ target, severity }) => target === null && severity === null)).toBe(true);
  });

  test("hold what matches without what is left out", async () => {
    const lines = await page({
      sources: ["iam.amazonaws.com"],
      exclude: { names: ["GetRolePolicy"] },
    });
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.every(({ eventSource }) => eventSource === "iam.amazonaws.com")).toBe(true);
    expect(lines.some(({ eventName }) => eventName === "GetRolePolicy")).toBe(false);
  });
});

describe("summary", () => {
  test("facets count single fields; bars are 200 at most and hold every event with a time", async () => {
    const { events, failed, facets, bins, binSeconds, untimed } = await calls.eventSummary(
      {},
      1000,
    );
    expect(events).toBe(all);
    const sum = (list: readonly { events: number }[]): number =>
      list.reduce((total, one) => total + one.events, 0);
    const { technique, path, ...single } = facets;
    for (const facet of Object.values(single)) expect(sum(facet.top)).toBe(all);
    expect(Object.keys(single)).toHaveLength(8);
    // An event may have several of these.
    for (const facet of [technique, path]) expect(sum(facet.top)).toBeGreaterThan(all);
    expect(facets.source.top[0]?.value).toBe("iam.amazonaws.com");
    expect(bins.length).toBeLessThanOrEqual(200);
    const span = (bins.at(-1)?.start ?? 0) - (bins[0]?.start ?? 0);
    expect(span / binSeconds).toBeLessThan(200);
    expect(bins.reduce((total, b) => total + b.succeeded + b.failed, untimed)).toBe(all);
    expect(bins.reduce((total, b) => total + b.failed, 0)).toBe(failed);
    expect((await calls.eventSummary({ outcome: "succeeded" }, 5)).failed).toBe(0);
    expect((await calls.eventSummary({ outcome: "failed" }, 5)).events).toBe(failed);
  });

  test("a narrow range has bars of minutes", async () => {
    const [line] = await page({ names: ["CreatePolicyVersion"] });
    const from = Math.floor(Date.parse(line?.time ?? "") / 3_600_000) * 3600;
    const filter = { from, to: from + 3 * 3600 };
    const { bins, binSeconds, events } = await calls.eventSummary(filter, 5);
    expect(binSeconds).toBe(60);
    expect(bins.every(({ start }) => start % 60 === 0)).toBe(true);
    expect(bins.reduce((total, b) => total + b.succeeded + b.failed, 0)).toBe(events);
    // A range that is far wider than its events is as good as none.
    const wide = await calls.eventSummary({ from: -6e10, to: 2.5e11 }, 5);
    expect(wide.binSeconds).toBe((await calls.eventSummary({}, 5)).binSeconds);
  });

  test("the same question again is answered from what is kept", async () => {
    const first = await calls.eventSummary({ access: "write" }, 5);
    expect(await calls.eventSummary({ access: "write" }, 5)).toBe(first);
    session.changed("imported");
    expect(await calls.eventSummary({ access: "write" }, 5)).not.toBe(first);
  });

  test("nothing matches", async () => {
    expect(await calls.eventSummary({ text: "no such text" }, 5)).toMatchObject({
      events: 0,
      failed: 0,
      bins: [],
      untimed: 0,
    });
  });
});

test("the place of an event leads to it, also when it was never listed", async () => {
  const filter: EventFilter = { sources: ["iam.amazonaws.com"] };
  const lines = await page(filter, 200);
  const wanted = lines[77];
  if (wanted === undefined) throw new Error("the sample has too few events");
  const fresh = createEventCalls(
    session,
    createEventColumns(session, () => false),
  );
  for (const asked of [calls, fresh]) {
    expect(await asked.eventPlace(filter, false, wanted, null)).toBe(277);
    const behind = await asked.eventPlace(filter, true, wanted, null);
    expect((await page(filter, behind ?? 0, true))[0]?.eventId).toBe(wanted.eventId);
    expect(
      await asked.eventPlace({ sources: ["s3.amazonaws.com"] }, false, wanted, null),
    ).toBeNull();
  }
  const nobody = { eventId: "00000000-0000-4000-8000-00000000ffff", variant: 0 };
  expect(await calls.eventPlace({}, false, nobody, null)).toBeNull();
  expect(await failure(() => calls.eventDetail(nobody))).toMatchObject({ code: "bad-request" });
});

test("an eventID that ends as the names of further records do", async () => {
  const { db, path } = session.current();
  const file = join(folder, "odd.json");
  const record = { eventVersion: "1.11", eventSource: "s3.amazonaws.com", eventName: "GetObject" };
  writeFileSync(file, JSON.stringify({ Records: [{ ...record, eventID: "odd#2" }] }));
  await importPaths(db, path, { paths: [file], program: "test", now: Date.UTC(2026, 10, 22) });
  session.changed("imported");
  for (const name of [
    { eventId: "odd", variant: 2 },
    { eventId: "odd#2", variant: 0 },
  ]) {
    const { line } = await calls.eventDetail(name);
    expect([line.eventId, line.variant, line.time]).toEqual(["odd#2", 0, null]);
  }
  expect(await failure(() => calls.eventDetail({ eventId: "odd", variant: 1 }))).toMatchObject({
    code: "bad-request",
  });
});

describe("detail", () => {
  test("gives the record, its files, what rests on it and what is known of the action", async () => {
    const lines = await page({ names: ["CreatePolicyVersion"], outcome: "succeeded" });
    const line = lines.find(({ finding }) => finding !== null);
    if (line === undefined) throw new Error("the sample has no such event");
    const detail = await calls.eventDetail(line);
    expect(detail.line).toEqual(line);
    expect(JSON.parse(detail.raw)).toMatchObject({ eventID: line.eventId });
    expect(detail.bytes).toBe(Buffer.byteLength(detail.raw));
    const [place] = detail.places;
    expect(place).toMatchObject({ record: line.record, length: detail.bytes, item: null });
    expect(place?.file).toMatch(/^build\/sample\/AWSLogs\/.*\.json\.gz$/);
    expect(place?.sha256).toMatch(/^[\da-f]{64}$/);
    expect(detail.findings[0]).toMatchObject({ id: line.finding, severity: line.severity });
    expect(detail.variants).toBe(0);
    expect(detail.knowledge).toMatchObject({
      what: "Policy got a new version.",
      severity: "medium",
      access: "write",
      does: { source: "IAM API Reference, CreatePolicyVersion" },
      benign: { text: expect.stringMatching(/Terraform/) },
      consequences: [{}, {}, {}, {}],
    });
    expect(detail.knowledge?.caveats.length).toBeGreaterThan(3);
    expect(detail.knowledge?.undo).toMatch(/SetDefaultPolicyVersion/);
    expect(detail.knowledge?.techniques[0]).toMatchObject({
      id: "T1098.003",
      reason: expect.stringMatching(/policy/),
    });
  });

  test("tells every place, and that an action is not known", async () => {
    const repeated = session
      .current()
      .db.prepare<[], { home_input: number; home_record: number }>(
        `SELECT * FROM duplicate LIMIT 1`,
      )
      .get();
    const lines = await Promise.all(Array.from({ length: 20 }, (_, i) => page({}, i * 200)));
    const home = lines
      .flat()
      .find((l) => l.input === repeated?.home_input && l.record === repeated.home_record);
    const detail = await calls.eventDetail(home ?? { eventId: "", variant: 0 });
    expect(detail.places).toHaveLength(2);
    const [read] = await page({ names: ["DescribeInstances"] });
    expect((await calls.eventDetail(read ?? { eventId: "", variant: 0 })).knowledge).toBeNull();
  });
});
