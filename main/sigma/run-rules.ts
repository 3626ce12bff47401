/** Asks rules of all events of a case. */
import { setImmediate } from "node:timers/promises";
import type { LinkedRule } from "../../shared/sigma/link-rules.ts";
import type { EventRow } from "../db/query/event-row.ts";
import type { EventQuery } from "../db/query/event-query.ts";
import { messageOf } from "../../shared/errors.ts";
import type { CorrelationMatch, MatchKeeper } from "./correlate-matches.ts";
import { createMatchKeeper, eventsWord } from "./correlate-matches.ts";
import { createMatcher, eventRulesOf, filterFor } from "./event-rules.ts";

/** An event that a rule matched. */
export interface EventMatch {
  readonly input: number;
  readonly record: number;
  /** Milliseconds since 1970, or null where the event has no time. */
  readonly at: number | null;
}

/** What came of one rule. */
export interface RuleResult {
  /** Of a rule about single events: how many it matches. Of a correlation: how many matches it has. */
  readonly count: number;
  /** The earliest ones of a rule about single events, as many as were asked for; those without a time come first. */
  readonly events: readonly EventMatch[];
  /** The earliest matches of a correlation, as many as were asked for. */
  readonly together: readonly CorrelationMatch[];
  /** What the result does not hold, and why; sentences. */
  readonly remarks: readonly string[];
  /** The first event on which the rule broke; null: it broke on none. */
  readonly failed: {
    readonly input: number;
    readonly record: number;
    readonly message: string;
  } | null;
}

export interface RunOptions {
  /** Matches that are kept of each rule; all are counted. */
  readonly limit: number;
  /** Milliseconds after which no further event is looked at. */
  readonly most?: number;
  /** Told when `most` ended the run early. */
  readonly onCut?: () => void;
  /** Told of each event that a rule about single events matches, in the order of files. */
  readonly onMatch?: (rule: number, row: EventRow) => void;
  readonly signal?: AbortSignal;
  /** Events of which the record was looked at, and how many there are. */
  readonly onProgress?: (events: number, total: number) => void;
}

/** Between two turns for others, in milliseconds. */
const turnMs = 50;
/** Different actions that are looked at before events are; a log with more is read whole. */
const mostActions = 20_000;

/**
 * Runs rules over a case: one pass over the events whose action leaves a rule that could match. The answer has a
 * result for each rule that is loaded, null for others.
 * @throws what `signal` gives when it is aborted.
 */
export async function runRules(
  rules: readonly LinkedRule[],
  query: EventQuery,
  { limit, signal, onProgress, onMatch, most = Infinity, onCut }: RunOptions,
): Promise<readonly (RuleResult | null)[]> {
  signal?.throwIfAborted();
  const eventRules = eventRulesOf(rules);
  const { action } = query.summary({}, mostActions).facets;
  const filter = filterFor(
    eventRules,
    action.top.map(({ value }) => value),
    action.distinct <= mostActions,
  );
  const matcher = createMatcher(eventRules);
  const keeper = createMatchKeeper(rules);
  const found = new Map(eventRules.map(({ at }) => [at, createEarliest(limit)]));
  const total = filter === null ? 0 : query.count(filter);
  let looked = 0;
  const started = performance.now();
  let turn = started;
  for (const { row, raw } of filter === null ? [] : query.evidence(filter)) {
    looked++;
    const event = matcher.match(row, raw, row);
    if (event !== null) {
      const at = row.time === null ? null : Date.parse(row.time);
      const { input, record } = row;
      const t = at === null ? null : at / 1000;
      for (const rule of event.rules) {
        found.get(rule)?.add({ input, record, at });
        onMatch?.(rule, row);
        keeper.keep(rule, { input, record, t }, event.record);
      }
    }
    if (performance.now() - turn < turnMs) continue;
    onProgress?.(looked, total);
    // oxlint-disable-next-line no-await-in-loop -- others get a turn
    await setImmediate();
    signal?.throwIfAborted();
    turn = performance.now();
    if (turn - started < most) continue;
    onCut?.();
    break;
  }
  onProgress?.(looked, total);
  return rules.map(({ body }, at): RuleResult | null => {
    if (body === null || body.kind === "filter") return null;
    if (body.kind === "correlation") {
      return resultOf(keeper, at, limit, () =>
        body.sources.flatMap((source) => found.get(source)?.list()[0] ?? []),
      );
    }
    const failure = matcher.failures.get(at);
    return {
      count: found.get(at)?.count() ?? 0,
      events: found.get(at)?.list() ?? [],
      together: [],
      failed: failure === undefined ? null : { ...failure.at, message: failure.first },
      remarks:
        failure === undefined
          ? []
          : [`It failed on ${eventsWord(failure.events)}, first with: ${failure.first}`],
    };
  });
}

/** The result of a correlation. One that breaks is told of, with the first event that it was given. */
function resultOf(
  keeper: MatchKeeper,
  at: number,
  limit: number,
  given: () => readonly EventMatch[],
): RuleResult {
  try {
    const { matches, remarks } = keeper.resultOf(at);
    const together = matches.slice(0, limit);
    return { count: matches.length, events: [], together, remarks, failed: null };
  } catch (error) {
    const message = messageOf(error);
    const [first] = given();
    return {
      count: 0,
      events: [],
      together: [],
      remarks: [`It failed: ${message}`],
      failed: first === undefined ? null : { input: first.input, record: first.record, message },
    };
  }
}

interface Earliest {
  readonly add: (match: EventMatch) => void;
  readonly count: () => number;
  readonly list: () => readonly EventMatch[];
}

/** Counts all and keeps the earliest; it sorts now and then, so that memory stays twice the limit. */
function createEarliest(limit: number): Earliest {
  let kept: EventMatch[] = [];
  let count = 0;
  const cut = (): void => {
    kept = kept
      .toSorted(
        (a, b) =>
          (a.at ?? -Infinity) - (b.at ?? -Infinity) || a.input - b.input || a.record - b.record,
      )
      .slice(0, limit);
  };
  return {
    add: (match) => {
      count++;
      kept.push(match);
      if (kept.length > limit * 2 + 1000) cut();
    },
    count: () => count,
    list: () => {
      cut();
      return kept;
    },
  };
}
