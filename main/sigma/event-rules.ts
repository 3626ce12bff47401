/** Rules about single events, asked of one event after the other. */
import type { JsonObject } from "../../shared/cloudtrail-event.ts";
import { isJsonObject, parseJson } from "../../shared/cloudtrail-event.ts";
import { messageOf } from "../../shared/errors.ts";
import type { EventFilter } from "../../shared/event-filter.ts";
import type { LinkedRule } from "../../shared/sigma/link-rules.ts";
import type { KnownFields, Test } from "../../shared/sigma/test-tree.ts";
import { holdsFor, mayHold } from "../../shared/sigma/test-tree.ts";

/** A rule about single events. `at`: its place in the list of all rules. */
export interface EventRule {
  readonly at: number;
  readonly test: Test;
}

/** The rules about single events that are loaded. */
export function eventRulesOf(rules: readonly LinkedRule[]): readonly EventRule[] {
  return rules.flatMap(({ body }, at) => (body?.kind === "event" ? [{ at, test: body.test }] : []));
}

/** An action that occurs in the case. */
interface Action {
  readonly source: string | null;
  readonly name: string | null;
}

/**
 * The events that any of the rules could match, from the actions of the case: their records alone have to be read.
 * Null: none. `isComplete`: the list holds all actions.
 */
export function filterFor(
  rules: readonly EventRule[],
  actions: readonly Action[],
  isComplete: boolean,
): EventFilter | null {
  if (!isComplete) return {};
  const wanted = actions.filter(({ source, name }) =>
    rules.some(({ test }) => mayHold(test, { eventSource: source, eventName: name })),
  );
  if (wanted.length === 0) return null;
  if (wanted.length === actions.length) return {};
  return {
    sources: [...new Set(wanted.map(({ source }) => source))],
    names: [...new Set(wanted.map(({ name }) => name))],
  };
}

export interface EventMatcher {
  /** The rules that an event matches. The record is only parsed where its action leaves a rule that could. */
  readonly match: (known: KnownFields, raw: Uint8Array, at: Place) => MatchedEvent | null;
  /** Rules that failed on events: how many, on which first, and what the first failure says. */
  readonly failures: ReadonlyMap<number, Failed>;
}

/** Where a record stands. */
export interface Place {
  readonly input: number;
  readonly record: number;
}

interface Failed {
  events: number;
  readonly at: Place;
  readonly first: string;
}

export interface MatchedEvent {
  readonly record: JsonObject;
  /** Places of the rules in the list of all rules. */
  readonly rules: readonly number[];
}

/** Different actions whose rules are remembered. */
const mostActions = 20_000;

/** Makes a matcher. A rule that fails on an event is told of, and the others go on. */
export function createMatcher(rules: readonly EventRule[]): EventMatcher {
  const byAction = new Map<string, readonly EventRule[]>();
  const failures = new Map<number, Failed>();

  function candidates(known: KnownFields): readonly EventRule[] {
    const key = JSON.stringify([known.eventSource, known.eventName]);
    const remembered = byAction.get(key);
    if (remembered !== undefined) return remembered;
    if (byAction.size >= mostActions) byAction.clear();
    const found = rules.filter(({ test }) => mayHold(test, known));
    byAction.set(key, found);
    return found;
  }

  function holds({ at, test }: EventRule, record: JsonObject, place: Place): boolean {
    try {
      return holdsFor(test, record);
    } catch (error) {
      const failure = failures.get(at);
      if (failure === undefined) {
        const { input, record: ordinal } = place;
        failures.set(at, { events: 1, at: { input, record: ordinal }, first: messageOf(error) });
      } else failure.events++;
      return false;
    }
  }

  function match(known: KnownFields, raw: Uint8Array, at: Place): MatchedEvent | null {
    const asked = candidates(known);
    if (asked.length === 0) return null;
    const record = parseJson(decoder.decode(raw));
    if (!isJsonObject(record)) return null;
    const found = asked.filter((rule) => holds(rule, record, at)).map((rule) => rule.at);
    return found.length === 0 ? null : { record, rules: found };
  }

  return { match, failures };
}

const decoder = new TextDecoder();
