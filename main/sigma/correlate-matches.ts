/** Keeps what correlations need of the events that their rules match, and correlates them at the end. */
import type { JsonObject } from "../../shared/cloudtrail-event.ts";
import type { Occurrence, Together } from "../../shared/sigma/correlate.ts";
import { correlate } from "../../shared/sigma/correlate.ts";
import type { Correlation } from "../../shared/sigma/correlation-rule.ts";
import type { LinkedBody, LinkedRule } from "../../shared/sigma/link-rules.ts";
import { groupsOf, valuesOf } from "./correlated-values.ts";

/** An event of the case, by its file and its ordinal there; `t` in seconds since 1970. */
export interface EventName {
  readonly input: number;
  readonly record: number;
  readonly t: number;
}

/** A match of a correlation. */
export interface CorrelationMatch {
  /** Seconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** The largest count, sum or other value that the condition was compared with. */
  readonly value: number;
  /** The fields of group-by with their values. */
  readonly group: readonly { readonly field: string; readonly value: string }[];
  /** In order of time, each once. */
  readonly events: readonly EventName[];
}

/** What came of one correlation. */
export interface CorrelationResult {
  readonly matches: readonly CorrelationMatch[];
  /** Why there may be more matches, or none are told; sentences. */
  readonly remarks: readonly string[];
}

export interface MatchKeeper {
  /** Keeps an event that a rule matched, where correlations ask for the rule. `t` is null where it has no time. */
  readonly keep: (
    rule: number,
    event: { readonly input: number; readonly record: number; readonly t: number | null },
    record: JsonObject,
  ) => void;
  /** The result of a correlation, by its place in the list of rules. */
  readonly resultOf: (rule: number) => CorrelationResult;
}

/** Most events that are kept for one correlation. */
const usualMost = 200_000;

/** What is kept of an event for a correlation and one of its rules. */
interface Kept {
  readonly event: EventName;
  /** Values of group-by, as JSON. */
  readonly groups: readonly string[];
  readonly values: readonly string[];
}

type CorrelationBody = LinkedBody & { readonly kind: "correlation" };

interface Book {
  readonly body: CorrelationBody;
  /** For each of the correlation's rules: events by name. */
  readonly kept: readonly Map<string, Kept>[];
  events: number;
  untimed: number;
  ungrouped: number;
  valueless: number;
  isFull: boolean;
}

/** Makes a keeper for the correlations among rules. */
export function createMatchKeeper(
  rules: readonly LinkedRule[],
  most: number = usualMost,
): MatchKeeper {
  const books = new Map<number, Book>();
  for (const [at, { body }] of rules.entries())
    if (body?.kind === "correlation")
      books.set(at, {
        body,
        kept: body.sources.map(() => new Map<string, Kept>()),
        events: 0,
        untimed: 0,
        ungrouped: 0,
        valueless: 0,
        isFull: false,
      });
  const readers = readersOf(rules, books);
  const results = new Map<number, CorrelationResult>();

  function keep(
    rule: number,
    { input, record, t }: Parameters<MatchKeeper["keep"]>[1],
    json: JsonObject,
  ): void {
    for (const { book, source, word } of readers.get(rule) ?? []) {
      if (book.isFull) continue;
      const { correlation } = book.body;
      const groups = groupsOf(correlation, word, json);
      const values = valuesOf(correlation, word, json);
      if (t === null) book.untimed++;
      else if (groups.length === 0) book.ungrouped++;
      else {
        if (values.length === 0 && correlation.fields.length > 0) book.valueless++;
        book.kept[source]?.set(`${input}/${record}`, {
          event: { input, record, t },
          groups,
          values,
        });
        if (++book.events <= most) continue;
        book.isFull = true;
        for (const kept of book.kept) kept.clear();
      }
    }
  }

  function resultOf(rule: number): CorrelationResult {
    const known = results.get(rule);
    if (known !== undefined) return known;
    const book = books.get(rule);
    const result = book === undefined ? nothing : correlated(book);
    results.set(rule, result);
    return result;
  }

  function correlated(book: Book): CorrelationResult {
    const { correlation, sources } = book.body;
    const remarks = remarksOf(book, most);
    if (book.isFull) return { matches: [], remarks };
    const groups = new Map<string, Occurrence[]>();
    const events: (readonly EventName[])[] = [];
    const numbers = new Map<string, number>();
    const add = (
      rule: number,
      name: string,
      t: number,
      all: readonly EventName[],
      keys: Keys,
    ): void => {
      const id = numbers.get(name) ?? events.push(all) - 1;
      numbers.set(name, id);
      for (const group of keys.groups) {
        const list = groups.get(group) ?? [];
        list.push({ t, id, rule, values: keys.values });
        groups.set(group, list);
      }
    };
    for (const [index, source] of sources.entries()) {
      const kept = book.kept[index] ?? new Map<string, Kept>();
      if (rules[source]?.body?.kind === "event")
        for (const [name, one] of kept) add(index, name, one.event.t, [one.event], one);
      else {
        const result = resultOf(source);
        if (result.remarks.length > 0)
          remarks.push(
            `Of ${JSON.stringify(rules[source]?.head.title ?? "")}: ${result.remarks.join(" ")}`,
          );
        for (const [number, match] of result.matches.entries())
          add(index, `match ${source}/${number}`, match.to, match.events, keysOf(match, kept));
      }
    }
    const matches = [...groups].flatMap(([group, list]) =>
      correlate(correlation, inTime(list)).map((found) =>
        matchOf(correlation, group, found, events),
      ),
    );
    return { matches: matches.toSorted((a, b) => a.from - b.from || a.to - b.to), remarks };
  }

  return { keep, resultOf };
}

const nothing: CorrelationResult = { matches: [], remarks: [] };

interface Keys {
  readonly groups: readonly string[];
  readonly values: readonly string[];
}

/** A match of a correlation is in the groups of all of its events. */
function keysOf({ events }: CorrelationMatch, kept: ReadonlyMap<string, Kept>): Keys {
  const all = events.flatMap(({ input, record }) => kept.get(`${input}/${record}`) ?? []);
  return {
    groups: [...new Set(all.flatMap(({ groups }) => groups))],
    values: [...new Set(all.flatMap(({ values }) => values))],
  };
}

/** In order of time; within a second in an order that is the same each time. */
function inTime(list: readonly Occurrence[]): readonly Occurrence[] {
  return list.toSorted((a, b) => a.t - b.t || a.id - b.id || a.rule - b.rule);
}

function matchOf(
  { groupBy }: Correlation,
  group: string,
  found: Together,
  events: readonly (readonly EventName[])[],
): CorrelationMatch {
  const values: readonly unknown[] = JSON.parse(group);
  const named = new Map<string, EventName>();
  for (const { id } of found.occurrences)
    for (const event of events[id] ?? []) named.set(`${event.input}/${event.record}`, event);
  // Within a second in the order in which the correlation took them.
  const all = [...named.values()].toSorted((a, b) => a.t - b.t);
  return {
    from: all[0]?.t ?? found.from,
    to: all.at(-1)?.t ?? found.to,
    value: found.value,
    group: groupBy.map(({ name }, at) => ({ field: name, value: String(values[at]) })),
    events: all,
  };
}

interface Reader {
  readonly book: Book;
  /** Which of the correlation's rules leads to the event. */
  readonly source: number;
  /** How the correlation calls that rule. */
  readonly word: string;
}

/** For each rule about single events: the correlations to which its matches lead, also through other correlations. */
function readersOf(
  rules: readonly LinkedRule[],
  books: ReadonlyMap<number, Book>,
): ReadonlyMap<number, readonly Reader[]> {
  const readers = new Map<number, Reader[]>();
  for (const book of books.values())
    for (const [source, rule] of book.body.sources.entries()) {
      const word = book.body.correlation.rules[source]?.word ?? "";
      for (const leaf of leavesOf(rule, rules)) {
        const list = readers.get(leaf) ?? [];
        list.push({ book, source, word });
        readers.set(leaf, list);
      }
    }
  return readers;
}

function leavesOf(rule: number, rules: readonly LinkedRule[]): readonly number[] {
  const leaves = new Set<number>();
  const seen = new Set<number>();
  const open = [rule];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const body = rules[at]?.body;
    if (body?.kind === "event") leaves.add(at);
    else if (body?.kind === "correlation") open.push(...body.sources);
  }
  return [...leaves];
}

function remarksOf(book: Book, most: number): string[] {
  const { correlation } = book.body;
  const out: string[] = [];
  if (book.isFull)
    out.push(`Its rules match more than ${eventsWord(most)}; narrow them. It was not correlated.`);
  if (book.untimed > 0) out.push(`Left out: ${eventsWord(book.untimed)} without a time.`);
  if (book.ungrouped > 0)
    out.push(`Left out: ${eventsWord(book.ungrouped)} without ${namesOf(correlation.groupBy)}.`);
  if (book.valueless > 0)
    out.push(
      `Not counted: ${eventsWord(book.valueless)} without a value in ${namesOf(correlation.fields)} that could be.`,
    );
  return out;
}

function namesOf(fields: readonly { readonly name: string }[]): string {
  return fields.map(({ name }) => name).join(" or ");
}

/** `1 event`, `2 events`. */
export function eventsWord(count: number): string {
  return count === 1 ? "1 event" : `${count} events`;
}
