/** The questions that can be asked over the events of a case, and their answers. */
import type { EventFinding } from "../event-findings.ts";
import type { EventStore, StoredEvent } from "../read-events.ts";
import type { EventFilter } from "../../../shared/event-filter.ts";
import type { EventRow } from "./event-row.ts";
import type { Facets } from "./facets.ts";
import type { RecordName } from "./load-columns.ts";

/** Most rows of a page. */
export const maxPage = 200;

export interface PageRequest {
  /** A row's `cursor`: the page begins after it. */
  readonly after?: string;
  /** Events to leave out at the beginning (after `after`, if both are given). */
  readonly offset?: number;
  /** Rows, `maxPage` at most. */
  readonly limit: number;
  /** The latest first. */
  readonly descending?: boolean;
  /** Folds what is made in numbers (fold-rows.ts), but for these: names of the rows that stand for them (`openName`). */
  readonly fold?: readonly string[];
}

/** What a row stands for. Times are UTC ISO. */
export interface RowFold {
  readonly kind: "console" | "service" | "repeated";
  readonly events: number;
  /** Different actions, places and outcomes among them. */
  readonly kinds: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly isOpen: boolean;
}

export interface EventPage {
  readonly rows: readonly (EventRow & {
    /** Names the row's place in the order, also after the case was opened again. */
    readonly cursor: string;
    /** What is folded into it; null: nothing. */
    readonly fold: RowFold | null;
    /** It stands in a fold that is open, and not first in it. */
    readonly isInFold: boolean;
  })[];
  /** Events that match the filter, on all pages. */
  readonly events: number;
  /** Rows on all pages: fewer than events where some are folded. */
  readonly lines: number;
  /** False: they were to be folded, and are too many for it. */
  readonly isFolded: boolean;
}

/** Events of an hour. */
export interface HourCount {
  readonly start: number;
  readonly events: number;
  /** Of these, the ones that failed. */
  readonly failed: number;
}

export interface EventSummary {
  readonly events: number;
  /** Of these, the ones that failed. */
  readonly failed: number;
  /** Of these, the ones that were refused for lack of permission. */
  readonly denied: number;
  readonly facets: Facets;
  /** Hours with events, ascending; `start` in seconds since 1970. */
  readonly histogram: readonly HourCount[];
  /** Events without a readable time; they are in no hour. */
  readonly untimed: number;
}

/** Events in order of time; within one second in the order of files and records; those without a time first. */
export interface EventQuery {
  /** Events of the case. */
  readonly rows: number;
  /** Memory that the columns take. */
  readonly bytes: number;
  readonly page: (filter: EventFilter, request: PageRequest) => EventPage;
  readonly count: (filter: EventFilter) => number;
  /** Count, the most frequent values of columns, and events by hour. `top`: values in each facet. */
  readonly summary: (filter: EventFilter, top: number) => EventSummary;
  /**
   * Events with a time in bars of less than an hour, which divides it; looks at each that matches. Ascending; bars
   * without events are left out.
   */
  readonly bins: (filter: EventFilter, seconds: number) => readonly HourCount[];
  /** UTC ISO of the first and the last event with a time, or null when none matches. */
  readonly range: (
    filter: EventFilter,
  ) => { readonly first: string; readonly last: string; readonly events: number } | null;
  /**
   * Events that match and come before this one in the order asked for; null when it does not match itself, or is no
   * event of the case.
   */
  readonly place: (
    filter: EventFilter,
    event: RecordName,
    descending: boolean,
    /** As in `PageRequest`; an event in a fold has the place of the row that stands for it. */
    fold?: readonly string[],
  ) => number | null;
  /** One event as pages show it. @throws Failure (case-damaged) when there is no such record. */
  readonly row: (event: RecordName) => EventRow;
  /** All records under an eventID, with their raw JSON. */
  readonly event: (id: string) => readonly StoredEvent[];
  /** The findings that rest on each event, by `eventKey`; read when they are first asked for. */
  readonly findings: () => ReadonlyMap<string, readonly EventFinding[]>;
  /** Findings are others now: what was known of them is forgotten. */
  readonly rejudge: () => void;
  /** Single events, by eventID and by record. */
  readonly store: EventStore;
  /** The original bytes of one record. */
  readonly raw: (event: RecordName) => Buffer;
  /**
   * All matching events with their original bytes, in the order of files and records: each piece of kept text is
   * inflated once. The bytes are valid until the next event is asked for.
   */
  readonly evidence: (filter: EventFilter) => Generator<{ row: EventRow; raw: Buffer }>;
}
