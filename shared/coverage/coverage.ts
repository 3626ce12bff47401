/** Account × Region × hour: what the evidence holds, what it lacks, and what can't be known. */
import { isoTime } from "../import/event-time.ts";
import type { Spans } from "../span.ts";
import { counted, joined, log, say, text } from "../span.ts";

/** Events of one account, Region and hour (hours since 1970). */
export interface HourCount {
  readonly account: string;
  readonly region: string;
  readonly hour: number;
  readonly events: number;
}

/** A stretch of time of one account and Region, seconds since 1970. */
export interface PlaceRange {
  readonly account: string;
  readonly region: string;
  readonly from: number;
  readonly to: number;
}

/**
 * `events`: events stand in the evidence. `quiet`: none, and digests cover the hour and all that they list is here, so
 * that nothing was logged. `missing`: a digest is missing or lists a log file that is not here; there may be events all
 * the same. `unknown`: no event, and no digest that covers the hour.
 */
export type HourState = "events" | "quiet" | "missing" | "unknown";

/** Neighbouring hours of one state. Hours since 1970; `to` is behind the last. */
export interface HourRange {
  readonly from: number;
  readonly to: number;
  readonly state: HourState;
  /** In all of them. */
  readonly events: number;
}

export interface PlaceCoverage {
  readonly account: string;
  readonly region: string;
  readonly events: number;
  /** Number of hours in each state. */
  readonly hours: Readonly<Record<HourState, number>>;
  readonly ranges: readonly HourRange[];
}

export interface CoverageFacts {
  readonly counts: readonly HourCount[];
  /** Times that digests cover. */
  readonly digested: readonly PlaceRange[];
  /** Times of digests that are missing, and of log files that are listed but not here. */
  readonly missing: readonly PlaceRange[];
}

export interface Coverage {
  /**
   * Hours since 1970 of the first event or digest, and behind the last, without those that lie far from all others; null
   * when there is nothing.
   */
  readonly from: number | null;
  readonly to: number | null;
  readonly places: readonly PlaceCoverage[];
  /** On events of global services, an account each. */
  readonly global: readonly Spans[];
  /** What stands in no hour of the table, a sentence for what is before it and one for what is behind it. */
  readonly outlying: readonly Spans[];
}

const hourSeconds = 3600;
/** A wrong date must not make a table of centuries: hours further from the rest than this stand outside. */
const maxGap = 24 * 366 * 12;
/** Nor may many of them: longest table. CloudTrail was launched in 2013. */
const maxHours = 24 * 366 * 40;

/**
 * Builds the table over the time from the first to the last hour of all accounts and Regions. Hours that lie far from
 * where most are stand outside and are told.
 */
export function buildCoverage(facts: CoverageFacts): Coverage {
  const places = new Map<string, Building>();
  const placeOf = (account: string, region: string): Building => {
    const key = `${account}/${region}`;
    const known = places.get(key) ?? {
      account,
      region,
      counts: new Map<number, number>(),
      digested: [],
      missing: [],
    };
    places.set(key, known);
    return known;
  };
  for (const { account, region, hour, events } of facts.counts) {
    const { counts } = placeOf(account, region);
    counts.set(hour, (counts.get(hour) ?? 0) + events);
  }
  for (const range of facts.digested) placeOf(range.account, range.region).digested.push(range);
  for (const range of facts.missing) placeOf(range.account, range.region).missing.push(range);
  const span = spanOf([...places.values()]);
  return {
    from: span?.from ?? null,
    to: span?.to ?? null,
    places:
      span === null
        ? []
        : [...places.values()]
            .toSorted((a, b) => order(a.account, b.account) || order(a.region, b.region))
            .map((place) => coverageOf(place, span)),
    global: globalServices([...places.values()]),
    outlying: span === null ? [] : outlyingOf([...places.values()], span),
  };
}

interface Building {
  readonly account: string;
  readonly region: string;
  readonly counts: Map<number, number>;
  readonly digested: PlaceRange[];
  readonly missing: PlaceRange[];
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * From the first to the last of the hours that belong together: no gap of more than `maxGap` between two of them, at
 * most `maxHours` from end to end, and of all such runs the one with the most hours of places with events and digests;
 * of equal ones the latest.
 */
function spanOf(places: readonly Building[]): Span | null {
  const weights = new Map<number, number>();
  const weigh = (hour: number): void => {
    weights.set(hour, (weights.get(hour) ?? 0) + 1);
  };
  for (const { counts, digested } of places) {
    for (const hour of counts.keys()) weigh(hour);
    for (const range of digested) for (const hour of endsOf(range)) weigh(hour);
  }
  const hours = [...weights].toSorted(([a], [b]) => a - b);
  let best: (Span & { readonly weight: number }) | null = null;
  let first = 0;
  let weight = 0;
  let before = -Infinity;
  for (const [i, [hour, own]] of hours.entries()) {
    if (hour - before > maxGap) {
      first = i;
      weight = 0;
    }
    for (let at = hours[first]; at !== undefined && hour - at[0] >= maxHours; at = hours[++first])
      weight -= at[1];
    weight += own;
    before = hour;
    if (best === null || weight >= best.weight)
      best = { from: hours[first]?.[0] ?? hour, to: hour + 1, weight };
  }
  return best;
}

/** Tells the events and digests outside of the table. */
function outlyingOf(places: readonly Building[], span: Span): readonly Spans[] {
  const sides = [
    { word: "before", isIn: (hour: number) => hour < span.from },
    { word: "after", isIn: (hour: number) => hour >= span.to },
  ];
  return sides.flatMap(({ word, isIn }) => {
    let events = 0;
    let digests = 0;
    let from = Infinity;
    let to = -Infinity;
    const widen = (hour: number): void => {
      from = Math.min(from, hour);
      to = Math.max(to, hour + 1);
    };
    for (const { counts, digested } of places) {
      for (const [hour, n] of counts) {
        if (!isIn(hour)) continue;
        events += n;
        widen(hour);
      }
      for (const range of digested) {
        const hours = endsOf(range).filter(isIn);
        if (hours.length > 0) digests++;
        for (const hour of hours) widen(hour);
      }
    }
    const what = [
      ...(events > 0 ? [counted(events, "event")] : []),
      ...(digests > 0 ? [counted(digests, "digest")] : []),
    ];
    if (what.length === 0) return [];
    const isOne = events + digests === 1;
    return [
      say`${joined(what, " and ")} ${text(isOne ? "is" : "are")} dated far ${text(word)} all others, ${time(from)} to ${time(to)}: ${text(isOne ? "it stands" : "they stand")} in no hour of the table.`,
    ];
  });
}

/** The first and the last hour that a range touches. */
function endsOf({ from, to }: Pick<PlaceRange, "from" | "to">): readonly [number, number] {
  const first = Math.floor(from / hourSeconds);
  return [first, Math.max(first, Math.ceil(to / hourSeconds) - 1)];
}

function time(hour: number): ReturnType<typeof text> {
  return text(isoTime(hour * hourSeconds));
}

function coverageOf(place: Building, span: Span): PlaceCoverage {
  const hours: Record<HourState, number> = { events: 0, quiet: 0, missing: 0, unknown: 0 };
  const ranges: HourRange[] = [];
  const covered = hoursWithin(place.digested, span);
  const lacking = hoursTouched(place.missing, span);
  let events = 0;
  for (let hour = span.from; hour < span.to; hour++) {
    const n = place.counts.get(hour) ?? 0;
    const at = hour - span.from;
    const state: HourState =
      lacking[at] === 1 ? "missing" : n > 0 ? "events" : covered[at] === 1 ? "quiet" : "unknown";
    events += n;
    hours[state]++;
    const last = ranges.at(-1);
    if (last !== undefined && last.state === state)
      ranges[ranges.length - 1] = { ...last, to: hour + 1, events: last.events + n };
    else ranges.push({ from: hour, to: hour + 1, state, events: n });
  }
  return { account: place.account, region: place.region, events, hours, ranges };
}

/** Hours that ranges cover wholly, joined where one begins when another ends; a byte an hour of the span. */
function hoursWithin(ranges: readonly Span[], span: Span): Uint8Array {
  const out = new Uint8Array(span.to - span.from);
  let open: { from: number; to: number } | null = null;
  const close = (): void => {
    if (open === null) return;
    const first = Math.ceil(open.from / hourSeconds) - span.from;
    const end = Math.floor(open.to / hourSeconds) - span.from;
    if (end > first) out.fill(1, Math.max(0, first), Math.max(0, end));
  };
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    if (open !== null && from <= open.to) open = { from: open.from, to: Math.max(open.to, to) };
    else {
      close();
      open = { from, to };
    }
  }
  close();
  return out;
}

/** Hours that ranges touch; a byte an hour of the span. */
function hoursTouched(ranges: readonly Span[], span: Span): Uint8Array {
  const out = new Uint8Array(span.to - span.from);
  for (const { from, to } of ranges) {
    const first = Math.floor(from / hourSeconds) - span.from;
    const end = Math.max(Math.ceil(to / hourSeconds) - span.from, first + 1);
    if (end > 0) out.fill(1, Math.max(0, first), end);
  }
  return out;
}

/** Where a partition's global services log (user guide, "global service events"; China and GovCloud have their own). */
export function globalHome(region: string): string {
  if (region.startsWith("cn-")) return "cn-north-1";
  if (region.startsWith("us-gov-")) return "us-gov-west-1";
  return "us-east-1";
}

/** Whether IAM's events can be in the evidence at all, an account and partition each. */
function globalServices(places: readonly Building[]): readonly Spans[] {
  const regions = new Map<string, Set<string>>();
  for (const { account, region } of places) {
    if (region === "") continue;
    const key = `${account}/${globalHome(region)}`;
    regions.set(key, (regions.get(key) ?? new Set()).add(region));
  }
  return [...regions]
    .toSorted(([a], [b]) => order(a, b))
    .map(([key, all]) => {
      const [account = "", home = ""] = key.split("/");
      return all.has(home)
        ? say`Account ${log(account, "account")}: IAM, the global endpoint of STS and other global services log in ${log(home)}, which is in the evidence.`
        : say`Account ${log(account, "account")}: NOTHING OF ${log(home)} IS IN THE EVIDENCE. IAM, the global endpoint of STS and other global services log there, so that changes to IAM can’t be in it. Fetch the log files of ${log(home)}.`;
    });
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
