/** Tries a text of rules on the case: nothing is written, and it ends in time. */
import type { TriedEvent, TriedRule, TryAnswer } from "../../shared/ipc/rules.ts";
import type { LinkedRule } from "../../shared/sigma/link-rules.ts";
import type { EventQuery } from "../db/query/event-query.ts";
import { timeText } from "../db/query/event-row.ts";
import { compileRules } from "../sigma/load-rules.ts";
import type { RuleResult } from "../sigma/run-rules.ts";
import { runRules } from "../sigma/run-rules.ts";
import { stateOf } from "./rule-list.ts";

/** A try ends after so many milliseconds. */
const mostMs = 10_000;
/** Matches that are told of each rule, and events of a match of a correlation. */
const mostTold = 100;
const mostOfMatch = 20;

/** Reads the text and asks it of nothing: what is wrong with it, as it is typed. */
export function readOnly(text: string): TryAnswer {
  const started = performance.now();
  const rules = compiled(text).map((rule) => triedRule(rule, null, () => []));
  return { rules, ms: performance.now() - started, looked: 0, total: 0, isCut: false };
}

/** @throws what `signal` gives when it is aborted. `most`: milliseconds after which it ends. */
export async function tryRules(
  text: string,
  query: EventQuery,
  signal: AbortSignal,
  most = mostMs,
): Promise<TryAnswer> {
  const started = performance.now();
  const rules = compiled(text);
  let reached = { looked: 0, total: 0 };
  let isCut = false;
  const results = rules.some(({ body }) => body !== null)
    ? await runRules(rules, query, {
        limit: mostTold,
        most,
        signal,
        onCut: () => {
          isCut = true;
        },
        onProgress: (looked, total) => {
          reached = { looked, total };
        },
      })
    : [];
  const named = triedEvents(query);
  return {
    rules: rules.map((rule, at) => triedRule(rule, results[at] ?? null, named)),
    ms: performance.now() - started,
    ...reached,
    isCut,
  };
}

function compiled(text: string): readonly LinkedRule[] {
  return compileRules([{ path: "", content: new TextEncoder().encode(text) }]);
}

type Namer = (places: readonly Place[]) => readonly TriedEvent[];

function triedRule(rule: LinkedRule, result: RuleResult | null, named: Namer): TriedRule {
  const { head, problems, notes, otherLogs, isPart } = rule;
  return {
    title: head.title,
    line: head.at.line,
    state: stateOf(rule),
    problems,
    notes,
    otherLogs,
    isPart,
    count: result?.count ?? null,
    remarks: result?.remarks ?? [],
    events: named(result?.events ?? []),
    together: (result?.together ?? []).map(({ from, to, value, group, events }) => ({
      from: timeText(from),
      to: timeText(to),
      value,
      group,
      size: events.length,
      events: named(events.slice(0, mostOfMatch)),
    })),
  };
}

type Place = Parameters<EventQuery["row"]>[0];

function triedEvents(query: EventQuery): Namer {
  return (places) =>
    places.map(({ input, record }) => {
      const row = query.row({ input, record });
      const { eventId, variant, time, eventSource, eventName, errorCode, isFailed } = row;
      const actor = row.actor.name;
      return { eventId, variant, time, eventSource, eventName, actor, errorCode, isFailed };
    });
}
