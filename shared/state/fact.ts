import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { actorKey } from "./actor-key.ts";
import { isShown } from "./shown.ts";
import type { FileSource } from "./shown.ts";

/** The event that set or ended a fact, or what shows it. */
export interface Mark {
  /** eventID. */
  readonly id: string;
  /** UTC ISO time, or null. */
  readonly at: string | null;
  /** Who did it, see `actorKey`. */
  readonly actor: string;
  /** It is no event, but an entry of this file, and `at` the moment of the file. `actor` is empty. */
  readonly file?: FileSource;
  /** The moment that is asked about lies in its second, and the log does not tell whether it was before or after. */
  readonly isLoose?: true;
}

/** An event whose record does not say what it changed. */
export interface Blind {
  readonly name: string;
  readonly by: Mark;
}

/** Something an event of the log says. What no event says has no fact: it is unknown, not empty. */
export interface Fact<T> {
  readonly value: T;
  readonly by: Mark;
  /**
   * eventIDs that share a second and set it to different values, in an order the log does not tell. The value is that
   * of one of them.
   */
  readonly uncertain?: readonly string[];
}

/** What a new value needs to know of the thing it belongs to, see `Life`. */
interface Owner {
  readonly created: Mark | null;
  readonly former: object | null;
}

/**
 * The fact after an event has set it. Within one second the order of events is not known: two different values leave
 * the fact uncertain, unless the first is that of the thing's creation, which comes before any change.
 */
export function setFact<T>(
  before: Fact<T> | null | undefined,
  value: T,
  by: Mark,
  owner: Owner | null = null,
): Fact<T> {
  if (by.isLoose === true) return { value, by, uncertain: [by.id] };
  if (before === null || before === undefined || !isSameSecond(before.by, by)) return { value, by };
  const isFirst = before.by.id === owner?.created?.id && owner.former === null;
  const open = before.uncertain ?? (isFirst || same(before.value, value) ? [] : [before.by.id]);
  return open.length === 0 ? { value, by } : { value, by, uncertain: cited(open, by.id) };
}

/** More events than these are not named where the order of a second leaves something open. */
const mostCited = 50;

/** Events with one more. */
export function cited(events: readonly string[], id: string): readonly string[] {
  return events.length < mostCited ? [...events, id] : events;
}

/**
 * The mark for a change that needs not be taken back before its thing is deleted: where a thing of that name was deleted
 * and made again in one second, the change may have been one of the former thing.
 */
export function sureMark({ created, former }: Owner, mark: Mark): Mark {
  const isOpen = former !== null && created !== null && isSameSecond(created, mark);
  return isOpen ? { ...mark, isLoose: true } : mark;
}

/** Whether two different events bear the same time, so that nothing tells which was first. */
export function isSameSecond(a: Mark, b: Mark): boolean {
  return a.at !== null && a.at === b.at && a.id !== b.id;
}

/** Whether two values of facts are the same. */
export function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** The mark an event leaves. */
export function markOf(event: CloudTrailEvent): Mark {
  const { id, at } = event;
  return isShown(event)
    ? { id, at, actor: "", file: event.shown.file }
    : { id, at, actor: actorKey(event) };
}

/** Seconds from one UTC ISO time to another; null when either is missing or unreadable. */
export function secondsBetween(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null;
  const seconds = (instantOf(to) - instantOf(from)) / 1000;
  return Number.isNaN(seconds) ? null : seconds;
}

/** Instants that were read lately: the same few are compared over and over. */
const instants = new Map<string, number>();
const mostInstants = 4096;

function instantOf(text: string): number {
  const known = instants.get(text);
  if (known !== undefined) return known;
  if (instants.size >= mostInstants) instants.clear();
  const instant = Date.parse(text);
  instants.set(text, instant);
  return instant;
}

/** Whether a mark lies at most `hours` before a time. False when either time is missing. */
export function isWithin(mark: Mark, at: string | null, hours: number): boolean {
  const seconds = secondsBetween(mark.at, at);
  return seconds !== null && seconds >= 0 && seconds <= hours * 3600;
}

/** What a change of the former thing set in the second of the creation may have been set on the new one, after it. */
export function unlessLater<T>(
  former: Owner,
  set: Fact<T> | null,
  fact: Fact<T> | null,
): Fact<T> | null {
  if (fact === null || set === null || set.by.id === former.created?.id) return fact;
  if (!isSameSecond(set.by, fact.by) || same(set.value, fact.value)) return fact;
  return { ...fact, uncertain: [...(fact.uncertain ?? []), set.by.id, fact.by.id] };
}
