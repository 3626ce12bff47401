/** Moments → numbers of events. */
import type { StateMoment } from "../../shared/ipc/state.ts";
import { isoTime, parseEventTime } from "../../shared/import/event-time.ts";
import type { EventMoment } from "../../shared/state/fold-events.ts";
import { eventOf } from "../db/event-of-row.ts";
import type { CaseDb } from "../db/open-case.ts";
import { createRelevantReader, eidBytes } from "../db/read-events.ts";
import type { StateIndex } from "./indexed.ts";

/** An event that a moment names is not in the case. */
export class UnknownEvent extends Error {}

/** The event that a moment names, and where it stands. */
export interface NamedEvent extends EventMoment {
  readonly input: number;
  readonly record: number;
  /** Seconds since 1970. */
  readonly t: number;
}

export interface Moments {
  /** The event that a moment names; null: it names a time. @throws UnknownEvent */
  readonly named: (moment: StateMoment) => NamedEvent | null;
  /** How many events are before a time in seconds. */
  readonly countTo: (t: number) => number;
  /** The number of the first event after a moment. @throws UnknownEvent */
  readonly cut: (moment: StateMoment) => number;
  /** UTC ISO; null: the end of the case. */
  readonly momentTime: (moment: StateMoment) => string | null;
}

/** Makes the reader of moments. */
export function createMoments(db: CaseDb, index: StateIndex): Moments {
  const read = createRelevantReader(db);
  const findId = db.prepare<[Buffer], { input: number; record: number; t: number }>(
    `SELECT input, record, t FROM relevant_event WHERE eid = ? ORDER BY input, record`,
  );

  function named(moment: StateMoment): NamedEvent | null {
    if (moment === null || "at" in moment) return null;
    const isBefore = "before" in moment;
    const id = isBefore ? moment.before : moment.after;
    if (index.shown.has(id)) return null;
    const [eid = "", variant = "0"] = id.split("#");
    for (const { input, record, t } of findId.all(eidBytes(eid))) {
      const row = read(input, record);
      if (row !== null && row.variant === Number(variant))
        return { event: eventOf(row), isBefore, input, record, t };
    }
    throw new UnknownEvent(id);
  }

  function cut(moment: StateMoment): number {
    if (moment === null) return index.events;
    if ("at" in moment) return countTo(Math.floor((parseEventTime(moment.at) ?? 0) + 1));
    const shown = index.shown.get("before" in moment ? moment.before : moment.after);
    // All entries of a file are of one moment.
    if (shown !== undefined) {
      const t = index.time(shown);
      return "before" in moment ? countTo(t) : countTo(t + 1);
    }
    const found = named(moment);
    if (found === null) return index.events;
    const { input, record, t, isBefore } = found;
    const from = countTo(t);
    const to = countTo(t + 1);
    for (let seq = from; seq < to; seq++) {
      const place = index.place(seq);
      if (place.input === input && place.record === record) return isBefore ? seq : seq + 1;
    }
    // It changed no state: the moment is that of its second.
    return isBefore ? from : to;
  }

  /** How many events are before a time in seconds. */
  function countTo(t: number): number {
    let low = 0;
    let high = index.events;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (index.time(middle) < t) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    cut,
    named,
    countTo,
    momentTime: (moment) => {
      if (moment === null) return null;
      if ("at" in moment) return moment.at;
      const shown = index.shown.get("before" in moment ? moment.before : moment.after);
      return shown === undefined
        ? (named(moment)?.event.at ?? null)
        : isoTime(Math.floor(index.time(shown)));
    },
  };
}
