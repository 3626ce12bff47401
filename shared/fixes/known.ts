/** What fixes are planned from: the account at the end of the log. */
import type {
  AccountSettings,
  By,
  EntityState,
  RootState,
  StateFact,
  StateItem,
  StateList,
} from "../state/state-types.ts";

/** An account as far as it is known. */
export interface Known {
  /** Twelve digits; null: the log names no account. */
  readonly account: string | null;
  /** UTC ISO: the moment of planning. */
  readonly at: string;
  /** A thing by its key; null: no event names it. */
  readonly entity: (key: string) => EntityState | null;
  readonly root: RootState;
  readonly settings: AccountSettings;
  /** The calls that some identities made. */
  readonly used: (callers: readonly string[]) => Used;
}

/** The successful calls of identities in the log. */
export interface Used {
  readonly calls: readonly UsedCall[];
  /** eventIDs: one call of each service. */
  readonly events: readonly string[];
  /** Times of their first and last call; null: none. */
  readonly own: Span | null;
  /** Times of the first and last event of the whole log; null: none has a time. */
  readonly log: Span | null;
}

/** UTC ISO times. */
interface Span {
  readonly first: string;
  readonly last: string;
}

/** Calls of one name. */
export interface UsedCall {
  /** eventSource, e.g. s3.amazonaws.com. */
  readonly source: string;
  readonly name: string;
  readonly count: number;
}

const noEvent = "no event of this log tells it";

/** A fact of a thing that no event names. */
export const untold: StateFact<never> = { known: false, why: noEvent };

/** A list of a thing that no event names. */
export const unknownList: StateList<never> = {
  complete: false,
  completeBy: null,
  why: noEvent,
  items: [],
  gone: [],
};

/** The events that a fact rests on. */
export function factEvents(fact: StateFact<unknown>): readonly string[] {
  if (!fact.known) return fact.by === undefined ? [] : events(fact.by);
  return [...events(fact.by), ...(fact.uncertain ?? [])];
}

/** The events that a member of a list rests on. */
export function itemEvents({ by, since, uncertain }: StateItem<unknown>): readonly string[] {
  return [
    ...new Set([...(since === null ? [] : events(since)), ...events(by), ...(uncertain ?? [])]),
  ];
}

/** The events that a list's being complete rests on. */
export function listEvents({ completeBy }: StateList<unknown>): readonly string[] {
  return completeBy === null ? [] : events(completeBy);
}

function events({ eventId }: By): readonly string[] {
  return [eventId];
}

/** Whether a fact is known without doubt. */
export function isSure<T>(fact: StateFact<T>): fact is StateFact<T> & { readonly known: true } {
  return fact.known && fact.uncertain === undefined;
}
