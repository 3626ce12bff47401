/**
 * Opens the events of a case for questions, measures them and prints one JSON line for the bench.
 * Usage: `node build/bench/query-once.ts CASE.trailproof`.
 */
import { openCase } from "../../main/db/open-case.ts";
import type { EventFilter } from "../../shared/event-filter.ts";
import { openEventQuery } from "../../main/db/query/open-query.ts";

const path = process.argv[2];
if (path === undefined) throw new Error("usage: query-once.ts <case file>");
const db = openCase(path, { create: false });
const started = performance.now();
const query = await openEventQuery(db, path);
const openSeconds = (performance.now() - started) / 1000;

/** Milliseconds that something takes. */
function msOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The middle of the times of several runs. */
function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >>> 1] ?? 0;
}

function repeated(times: number, work: (i: number) => unknown): readonly number[] {
  return Array.from({ length: times }, (_, i) => msOf(() => work(i)));
}

const whole = query.summary({}, 50);
const { action, actor, address } = whole.facets;
const often = action.top[0]?.value;
const seldom = action.top.at(-1)?.value;
const middle = whole.histogram[whole.histogram.length >>> 1]?.start ?? 0;

/** From none to selective; the first runs of each warm the compiler. */
const filters: readonly EventFilter[] = [
  {},
  { outcome: "succeeded" },
  { access: "write" },
  { names: [often?.name ?? null], sources: [often?.source ?? null] },
  { names: [often?.name ?? null], actors: [actor.top[0]?.value ?? null] },
  { addresses: [address.top[0]?.value ?? null] },
  { exclude: { names: [often?.name ?? null], actors: [actor.top[0]?.value ?? null] } },
  { from: middle, to: middle + 7 * 86_400 },
];
const facetMs = filters.map((filter) => ({
  filter,
  ms: median(repeated(9, () => query.summary(filter, 20))),
}));
const worst = facetMs.reduce((a, b) => (b.ms > a.ms ? b : a));

let asked = 0;

/**
 * A page somewhere, under a filter that was never asked before: nothing is counted yet. The middle of three, since the
 * worst of all pages is wanted and not the worst hiccup of the machine.
 */
function coldPage(filter: EventFilter, i: number, descending: boolean): number {
  const offset = Math.floor((query.count(filter) * (i % 9)) / 9);
  const times = Array.from({ length: 3 }, () => {
    asked++;
    // Every event with a time lies before year 9999.
    const fresh = { ...filter, to: 300_000_000_000 + asked };
    return msOf(() => query.page(fresh, { limit: 200, offset, descending }));
  });
  return median(times);
}

const pageFilters: readonly EventFilter[] = [
  {},
  { names: [seldom?.name ?? null] },
  { actors: [actor.top.at(-1)?.value ?? null] },
  { outcome: "failed", access: "write" },
  { exclude: { names: [often?.name ?? null] } },
  { names: ["no such name"] },
];
for (let i = 0; i < 3; i++) coldPage({ names: [null] }, i, true);
const pageMs = pageFilters.flatMap((filter) =>
  [false, true].flatMap((descending) =>
    Array.from({ length: 9 }, (_, i) => coldPage(filter, i, descending)),
  ),
);

const events = Array.from({ length: 100 }, (_, i) => {
  // Steps of a large odd number visit places all over the case.
  const offset = (i * 7_368_787) % Math.max(1, query.rows);
  return query.page({}, { limit: 1, offset }).rows[0];
}).filter((row) => row !== undefined);
const rawMs = events.map((row) => msOf(() => query.raw(row)));

/** Where an event stands under a filter that was never asked before. */
const placeMs = events.slice(0, 20).map((row, i) => {
  const filter = { access: "write", to: 4e11 + i } as const;
  return msOf(() => query.place(filter, row, i % 2 === 0));
});

/** One event by its eventID, without knowing its record. */
const findMs = events.slice(0, 10).map((row) => msOf(() => query.event(row.eventId)));

const words = ["admin", "198.51.100", "ASIA", "iam.amazonaws", "boto3", "no such text"];
const searchMs = words.map((text) =>
  median(repeated(5, (i) => query.count({ text, to: 3e11 + i }))),
);

console.log(
  JSON.stringify({
    openSeconds,
    nsPerRowFacets: (worst.ms * 1e6) / Math.max(1, query.rows),
    worstSummaryMs: worst.ms,
    slowestFilter: worst.filter,
    worstPageMs: Math.max(...pageMs),
    medianPageMs: median(pageMs),
    rawEventMs: median(rawMs),
    worstRawEventMs: Math.max(...rawMs),
    worstPlaceMs: Math.max(...placeMs),
    worstFindMs: Math.max(...findMs),
    searchMs: Math.max(...searchMs),
    bytesPerRow: query.bytes / Math.max(1, query.rows),
    peakRssMB: process.resourceUsage().maxRSS / 1024,
    rows: query.rows,
  }),
);
db.close();
