import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { actorKey } from "./actor-key.ts";

/** The event that set or ended a fact. */
export interface Mark {
  /** eventID. */
  readonly id: string;
  /** UTC ISO time, or null. */
  readonly at: string | null;
  /** Who did it, see `actorKey`. */
  readonly actor: string;
}

/** Something an event of the log says. What no event says has no fact: it is unknown, not empty. */
export interface Fact<T> {
  readonly value: T;
  readonly by: Mark;
}

/** The mark an event leaves. */
export function markOf(event: CloudTrailEvent): Mark {
  return { id: event.id, at: event.at, actor: actorKey(event) };
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
