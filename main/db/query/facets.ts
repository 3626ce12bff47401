/** The most frequent values of a set of events. */
import type { DictionaryText } from "./dictionary-text.ts";
import type { Severity } from "../../../shared/severity.ts";
import { severities } from "../../../shared/severity.ts";
import type { FoundColumn } from "./found-column.ts";
import type { EventColumns } from "./load-columns.ts";
import { kindPart, kindWidth } from "./load-columns.ts";
import type { Names } from "./load-names.ts";
import type { CodeCounts } from "./summarize.ts";

/** A value and how many events have it. Null: they have none. */
export interface FacetValue<T> {
  readonly value: T;
  readonly events: number;
}

/** The most frequent values, the most frequent first; of equal ones the one that was met first. */
export interface Facet<T> {
  readonly top: readonly FacetValue<T>[];
  /** Different values in all, also beyond `top`. */
  readonly distinct: number;
}

export interface Facets {
  /** Source and name together. */
  readonly action: Facet<{ readonly source: string | null; readonly name: string | null }>;
  readonly source: Facet<string | null>;
  readonly name: Facet<string | null>;
  /** By the name of the caller that rows show. */
  readonly actor: Facet<string | null>;
  /** Account and Region together. */
  readonly place: Facet<{ readonly account: string | null; readonly region: string | null }>;
  readonly account: Facet<string | null>;
  readonly region: Facet<string | null>;
  readonly address: Facet<string | null>;
  readonly errorCode: Facet<string | null>;
  /** Of findings: the worst first, last those of which there is none. */
  readonly severity: Facet<Severity | null>;
  /** An event counts for each of its techniques and paths; last those that have none. */
  readonly technique: Facet<string | null>;
  readonly path: Facet<string | null>;
}

/** Leads from the codes of columns to the values of facets; made once for a case. */
export type FacetGroups = Readonly<
  Record<"action" | "source" | "name" | "place" | "account" | "region" | "error" | "actor", Group>
>;

/** `groupOf[code]` is the number of the code's value, `ids[number]` its id. */
interface Group {
  readonly groupOf: Int32Array;
  readonly ids: readonly number[];
}

/** Numbers the values of each facet. */
export function facetGroups(columns: EventColumns, names: Names): FacetGroups {
  const { ids } = columns.kind;
  const kinds = ids.length / kindWidth;
  const byPart = (part: number): Group => grouped(kinds, (code) => ids[code * kindWidth + part]!);
  const byHalf = (part: number, pairs: Int32Array, half: 0 | 1): Group =>
    grouped(kinds, (code) => pairs[ids[code * kindWidth + part]! * 2 + half]!);
  return {
    action: byPart(kindPart.action),
    source: byHalf(kindPart.action, names.actions, 0),
    name: byHalf(kindPart.action, names.actions, 1),
    place: byPart(kindPart.place),
    account: byHalf(kindPart.place, names.places, 0),
    region: byHalf(kindPart.place, names.places, 1),
    error: byPart(kindPart.error),
    actor: grouped(columns.actor.ids.length, names.actorName),
  };
}

function grouped(codes: number, idOf: (code: number) => number): Group {
  const numbers = new Map<number, number>();
  const groupOf = new Int32Array(codes);
  for (let code = 0; code < codes; code++) {
    const id = idOf(code);
    const known = numbers.get(id) ?? numbers.size;
    numbers.set(id, known);
    groupOf[code] = known;
  }
  return { groupOf, ids: [...numbers.keys()] };
}

/** Makes facets of counts. `limit`: values in each. */
export function facetsOf(
  columns: EventColumns,
  groups: FacetGroups,
  counts: CodeCounts,
  marks: FoundColumn,
  words: DictionaryText,
  limit: number,
): Facets {
  return {
    action: facet(groups.action, counts.kind, limit, words.action),
    source: facet(groups.source, counts.kind, limit, words.text),
    name: facet(groups.name, counts.kind, limit, words.text),
    actor: facet(groups.actor, counts.actor, limit, words.text),
    place: facet(groups.place, counts.kind, limit, words.place),
    account: facet(groups.account, counts.kind, limit, words.text),
    region: facet(groups.region, counts.kind, limit, words.text),
    address: topOf(columns.address.ids, counts.address, limit, words.text),
    errorCode: facet(groups.error, counts.kind, limit, words.text),
    severity: severityFacet(marks, counts.found),
    technique: listFacet(marks, counts.found, "techniques", limit),
    path: listFacet(marks, counts.found, "paths", limit),
  };
}

function severityFacet({ values }: FoundColumn, counts: Uint32Array): Facets["severity"] {
  const sums = new Map<Severity | null, number>();
  values.forEach(({ severity }, code) =>
    sums.set(severity, (sums.get(severity) ?? 0) + (counts[code] ?? 0)),
  );
  const top = [...severities, null].flatMap((value) => {
    const events = sums.get(value) ?? 0;
    return events === 0 ? [] : [{ value, events }];
  });
  return { top, distinct: top.length };
}

function listFacet(
  { values }: FoundColumn,
  counts: Uint32Array,
  member: "techniques" | "paths",
  limit: number,
): Facet<string | null> {
  const sums = new Map<string, number>();
  let without = 0;
  for (const [code, value] of values.entries()) {
    const events = counts[code] ?? 0;
    if (events === 0) continue;
    if (value[member].length === 0) without += events;
    for (const one of value[member]) sums.set(one, (sums.get(one) ?? 0) + events);
  }
  const top = [...sums]
    .map(([value, events]) => ({ value, events }))
    .toSorted((a, b) => b.events - a.events || (a.value < b.value ? -1 : 1));
  const none = without === 0 ? [] : [{ value: null, events: without }];
  return { top: [...top, ...none].slice(0, limit), distinct: top.length + none.length };
}

function facet<T>(
  { groupOf, ids }: Group,
  counts: Uint32Array,
  limit: number,
  valueOf: (id: number) => T,
): Facet<T> {
  const sums = new Uint32Array(ids.length);
  for (let code = 0; code < counts.length; code++) sums[groupOf[code]!]! += counts[code]!;
  return topOf(ids, sums, limit, valueOf);
}

function topOf<T>(
  ids: ArrayLike<number>,
  counts: Uint32Array,
  limit: number,
  valueOf: (id: number) => T,
): Facet<T> {
  // The best so far, the best first. One look at each count; a sort of all would take far longer.
  const best: number[] = [];
  let distinct = 0;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i]!;
    if (count === 0) continue;
    distinct++;
    const last = best.at(-1);
    if (best.length >= limit && (last === undefined || counts[last]! >= count)) continue;
    let at = best.length;
    while (at > 0 && counts[best[at - 1]!]! < count) at--;
    best.splice(at, 0, i);
    if (best.length > limit) best.pop();
  }
  return { top: best.map((i) => ({ value: valueOf(ids[i]!), events: counts[i]! })), distinct };
}
