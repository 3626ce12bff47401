/** Which findings match, and counts of what does. */
import type { Outcome } from "../../shared/cloudtrail-event.ts";
import type { FacetCount, FindingFacets, FindingQuery, Status } from "../../shared/ipc/findings.ts";
import type { Severity } from "../../shared/severity.ts";
import type { FindingSummary } from "../db/finding-summary.ts";
import type { FindingTable, HandState } from "./finding-table.ts";

type Holds = (summary: FindingSummary, hand: HandState, index: number) => boolean;

/** The facets of a list, which leave their own condition out when they count. */
const facetNames = [
  "severities",
  "statuses",
  "outcomes",
  "actors",
  "targets",
  "actions",
  "accounts",
  "addresses",
  "owners",
  "mitre",
  "paths",
] as const;
type FacetName = (typeof facetNames)[number];

/** The value of a finding in each facet, or its values; null or an empty list: it has none. */
const valueOf: Readonly<
  Record<FacetName, (s: FindingSummary, hand: HandState) => string | readonly string[] | null>
> = {
  severities: (s) => s.severity,
  statuses: (_, hand) => hand.status,
  outcomes: (s) => s.outcome,
  actors: (s) => s.actor,
  targets: (s) => s.target,
  actions: (s) => s.eventName,
  accounts: (s) => s.account,
  addresses: (s) => s.sourceIp,
  owners: (_, hand) => hand.owner,
  mitre: (s) => s.mitre,
  paths: (s) => s.escalationPaths,
};

/** The values of a finding in a facet; one that has none has the empty one. */
function valuesOf(name: FacetName, summary: FindingSummary, hand: HandState): readonly string[] {
  const found = valueOf[name](summary, hand) ?? "";
  if (typeof found === "string") return [found];
  return found.length === 0 ? [""] : found;
}

/** Further names under which a finding is found. */
const otherOf: Partial<Record<FacetName, (s: FindingSummary) => string | null>> = {
  actors: (s) => s.actorArn,
  targets: (s) => s.targetId,
};

/** An empty string among the wanted values stands for findings without one. */
function facetHolds(name: FacetName, query: FindingQuery): Holds | null {
  const wanted = query[name];
  if (wanted === undefined || wanted.length === 0) return null;
  const set = new Set<string>(wanted);
  const other = otherOf[name];
  return (summary, hand) =>
    valuesOf(name, summary, hand).some((value) => set.has(value)) ||
    (other !== undefined && set.has(other(summary) ?? "\u0000"));
}

/** The conditions that are no facet. */
function restOf(query: FindingQuery, table: FindingTable): readonly Holds[] {
  const out: Holds[] = [];
  const { from, to } = query;
  if (from !== undefined && from !== "") out.push(({ time }) => time !== null && time >= from);
  if (to !== undefined && to !== "") out.push(({ time }) => time !== null && time < to);
  const regions = new Set(query.regions ?? []);
  if (regions.size > 0) out.push(({ region }) => regions.has(region ?? ""));
  const rules = new Set(query.rules ?? []);
  if (rules.size > 0) out.push((summary) => rulesOf(summary).some((rule) => rules.has(rule)));
  for (const word of (query.text ?? "").toLowerCase().split(/\s+/)) {
    if (word === "") continue;
    out.push(
      (_, hand, index) =>
        table.words(index).all.includes(word) ||
        hand.notes.some((note) => note.toLowerCase().includes(word)),
    );
  }
  return out;
}

/** What a finding is found under as rule: the entry, the detections of its sum, the name of its event. */
export function rulesOf({ rule, eventName, reasons }: FindingSummary): readonly string[] {
  return [rule, eventName, ...reasons.flatMap((reason) => reason.rule ?? [])];
}

/** The places of the findings that match, in the order of the table. */
export function matching(table: FindingTable, query: FindingQuery): readonly number[] {
  return cached(table, `match ${JSON.stringify(query)}`, () => {
    const holds = [
      ...facetNames.flatMap((name) => facetHolds(name, query) ?? []),
      ...restOf(query, table),
    ];
    const found: number[] = [];
    table.listed.forEach(({ summary }, index) => {
      const hand = table.hand(index);
      if (holds.every((one) => one(summary, hand, index))) found.push(index);
    });
    return found;
  });
}

const topValues = 20;

/** Counts over what matches; each facet among what matches but for its own condition. */
export function facetsOf(table: FindingTable, query: FindingQuery): FindingFacets {
  return cached(table, `facets ${JSON.stringify(query)}`, () => {
    const counts = countFacets(table, query);
    const top = (name: FacetName): readonly FacetCount[] => topOf(counts[name], query[name] ?? []);
    const of = (name: FacetName, value: string): number => counts[name].get(value) ?? 0;
    const severity = (value: Severity): number => of("severities", value);
    const status = (value: Status): number => of("statuses", value);
    return {
      severities: {
        critical: severity("critical"),
        high: severity("high"),
        medium: severity("medium"),
        low: severity("low"),
        info: severity("info"),
      },
      statuses: {
        open: status("open"),
        confirmed: status("confirmed"),
        "false-positive": status("false-positive"),
        accepted: status("accepted"),
        fixed: status("fixed"),
      },
      outcomes: (["success", "denied", "failed"] satisfies readonly Outcome[]).map((value) => ({
        value,
        count: of("outcomes", value),
      })),
      actors: top("actors"),
      targets: top("targets"),
      actions: top("actions"),
      accounts: top("accounts"),
      addresses: top("addresses"),
      owners: top("owners"),
      mitre: top("mitre"),
      paths: top("paths"),
    };
  });
}

function countFacets(
  table: FindingTable,
  query: FindingQuery,
): Readonly<Record<FacetName, ReadonlyMap<string, number>>> {
  const counts: Readonly<Record<FacetName, Map<string, number>>> = {
    severities: new Map(),
    statuses: new Map(),
    outcomes: new Map(),
    actors: new Map(),
    targets: new Map(),
    actions: new Map(),
    accounts: new Map(),
    addresses: new Map(),
    owners: new Map(),
    mitre: new Map(),
    paths: new Map(),
  };
  const facets = facetNames.map((name) => ({
    holds: facetHolds(name, query),
    counts: counts[name],
    of: (summary: FindingSummary, hand: HandState) => valuesOf(name, summary, hand),
  }));
  const rest = restOf(query, table);
  table.listed.forEach(({ summary }, index) => {
    const hand = table.hand(index);
    if (!rest.every((one) => one(summary, hand, index))) return;
    const failed = facets.filter(({ holds }) => holds !== null && !holds(summary, hand, index));
    if (failed.length > 1) return;
    for (const facet of failed.length === 1 ? failed : facets) {
      for (const value of facet.of(summary, hand))
        facet.counts.set(value, (facet.counts.get(value) ?? 0) + 1);
    }
  });
  return counts;
}

/** The most frequent values, and those that were asked for, whatever their count. */
function topOf(
  counts: ReadonlyMap<string, number>,
  wanted: readonly string[],
): readonly FacetCount[] {
  const sorted = [...counts].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const shown = sorted.slice(0, topValues).map(([value, count]) => ({ value, count }));
  const missing = wanted.filter((value) => !shown.some((one) => one.value === value));
  return [...shown, ...missing.map((value) => ({ value, count: counts.get(value) ?? 0 }))];
}

/** Answers that are kept: a person goes back and forth between a few filters. */
const maxKept = 24;

/** Computes once what follows from a table and a key. */
export function cached<T>(
  { cache }: Pick<FindingTable, "cache">,
  key: string,
  compute: () => T,
): T {
  if (cache.has(key)) {
    // Every key begins with the name of the one function that computes it.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return cache.get(key) as T;
  }
  const value = compute();
  cache.set(key, value);
  const [oldest] = cache.keys();
  if (cache.size > maxKept && oldest !== undefined) cache.delete(oldest);
  return value;
}
