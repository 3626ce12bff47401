/** Events as the window asks for them. */
import type { EventFilter } from "../event-filter.ts";
import type { Hop } from "../finding.ts";
import type { Severity } from "../severity.ts";
import type { Spans } from "../span.ts";
import type { EntityName } from "./entities.ts";

export interface EventPageRequest {
  readonly filter: EventFilter;
  /** Events to leave out at the beginning. */
  readonly offset: number;
  /** Rows, 200 at most. */
  readonly limit: number;
  /** The latest first. */
  readonly descending: boolean;
  /**
   * Folds reads of the console that one click makes, sweeps of an AWS service, and equal calls of one caller within an hour, into a line each, but
   * for those whose lines are named; absent: nothing is folded.
   */
  readonly fold?: readonly FoldName[];
}

/** Names the line of a fold. */
export interface FoldName {
  readonly input: number;
  readonly record: number;
}

/** What is folded into a line. Times are UTC ISO. */
export interface EventFold {
  readonly kind: "console" | "service" | "repeated";
  /** Events, the line's own among them. */
  readonly events: number;
  /** Different actions, places and outcomes among them. */
  readonly kinds: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly isOpen: boolean;
}

/** An event in a list. */
export interface EventLine {
  readonly eventId: string;
  /** Which of the records under one eventID, 0 first. */
  readonly variant: number;
  /** Its first place: names it even where the eventID does not. */
  readonly input: number;
  readonly record: number;
  /** UTC ISO; null where the record has no readable time. */
  readonly time: string | null;
  readonly eventSource: string | null;
  readonly eventName: string | null;
  readonly account: string | null;
  readonly region: string | null;
  readonly actor: string | null;
  readonly actorType: string | null;
  readonly accessKeyId: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly errorCode: string | null;
  readonly isFailed: boolean;
  readonly readOnly: boolean | null;
  /** What it acted on, in words; null: rules don't look at the event, and its target was not read. */
  readonly target: Spans | null;
  /** The worst finding about it, else the worst that cites it; null: none. */
  readonly severity: Severity | null;
  readonly finding: string | null;
  /** What is folded into it; absent: nothing. */
  readonly fold?: EventFold;
  /** It stands in a fold that is open, below its line; absent: no. */
  readonly isInFold?: true;
}

export interface EventPageAnswer {
  readonly rows: readonly EventLine[];
  /** Events that match. */
  readonly events: number;
  /** Lines that they make: fewer where some are folded. */
  readonly lines: number;
  /** False: they were to be folded, and are too many for it. */
  readonly isFolded: boolean;
  /** Milliseconds that the engine took. */
  readonly ms: number;
}

export interface ValueCount {
  /** Null: the events have none. */
  readonly value: string | null;
  readonly events: number;
}

export interface EventFacet {
  readonly top: readonly ValueCount[];
  /** Different values in all. */
  readonly distinct: number;
}

export type EventFacetName =
  | "source"
  | "name"
  | "actor"
  | "account"
  | "region"
  | "address"
  | "error"
  | "severity"
  | "technique"
  | "path";

/** A bar of the histogram: [start, start + binSeconds). Seconds since 1970. */
export interface EventBin {
  readonly start: number;
  readonly succeeded: number;
  readonly failed: number;
}

export interface EventSummaryAnswer {
  readonly events: number;
  /** Events with an error, and of these the ones that were refused for lack of permission. */
  readonly failed: number;
  readonly denied: number;
  readonly facets: Readonly<Record<EventFacetName, EventFacet>>;
  /** At most 200 bars; those without events are left out. */
  readonly bins: readonly EventBin[];
  readonly binSeconds: number;
  readonly untimed: number;
  readonly ms: number;
}

/** How far the columns of the case are loaded; they are needed for lists of events only. */
export interface EventsLoading {
  readonly rows: number;
  readonly total: number;
  readonly isReady: boolean;
}

/** Names one record. */
export interface EventName {
  readonly eventId: string;
  readonly variant: number;
}

export interface EventDetail {
  readonly line: EventLine;
  /** The original text, byte for byte as far as it is UTF-8. */
  readonly raw: string;
  /** Bytes of the original. */
  readonly bytes: number;
  /** Every place it stands at, the first one first. */
  readonly places: readonly {
    readonly file: string;
    readonly sha256: string | null;
    readonly record: number;
    readonly offset: number;
    readonly length: number;
    /** Ordinal of the wrapper that it was taken out of; null: none. */
    readonly item: number | null;
  }[];
  /** Findings that rest on it: those about it, worst first, then those that only cite it. */
  readonly findings: readonly {
    readonly id: string;
    readonly severity: Severity;
    readonly title: string;
    readonly role: "change" | "context";
  }[];
  /** Who became whom until the call was made; empty where the record is no readable event. */
  readonly chain: readonly Hop[];
  /** Other records under the same eventID. */
  readonly variants: number;
  /** The thing of IAM that it is about; null: none, or the record does not name it. */
  readonly entity: EntityName | null;
  /** What is known of the action; null: Trailproof has no entry for it. */
  readonly knowledge: EventKnowledge | null;
}

/** What Trailproof says about an action, whatever the event. */
export interface EventKnowledge {
  /** What happened, in a few words: "Policy got a new version." */
  readonly what: string;
  /** What the call does. */
  readonly does: SourcedText;
  /** Why an auditor cares. */
  readonly matters: SourcedText;
  /** Why it has the severity that it has before any context is looked at. */
  readonly why: string;
  readonly severity: Severity;
  readonly access: "read" | "write";
  /** What of it is harmless, and how that looks. */
  readonly benign: SourcedText;
  /** What really follows from it. */
  readonly consequences: readonly SourcedText[];
  /** How it is taken back, as a sentence. */
  readonly undo: string;
  /** MITRE ATT&CK techniques, each with its reason. */
  readonly techniques: readonly {
    readonly id: string;
    readonly name: string | null;
    readonly reason: string;
  }[];
  /** What CloudTrail omits or shows differently. */
  readonly caveats: readonly SourcedText[];
}

/** What is known, and the document that says so. */
export interface SourcedText {
  readonly text: string;
  readonly source: string;
}

export type ExportFormat = "csv" | "json" | "parquet";
