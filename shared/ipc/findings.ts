/** Findings as the window asks for them, and what people decide about them. Times are UTC ISO. */
import type { Finding } from "../finding.ts";
import type { Outcome } from "../cloudtrail-event.ts";
import type { RuleSetting } from "../rule-settings.ts";
import type { Severity } from "../severity.ts";
import type { Spans } from "../span.ts";

export type Status = "open" | "confirmed" | "false-positive" | "accepted" | "fixed";

export const statuses: readonly Status[] = [
  "open",
  "confirmed",
  "false-positive",
  "accepted",
  "fixed",
];

/** A finding in a list. */
export interface FindingRow {
  /** F-01 … */
  readonly id: string;
  readonly severity: Severity;
  readonly outcome: Outcome;
  readonly title: Spans;
  readonly rule: string;
  readonly eventName: string;
  readonly account: string | null;
  readonly region: string | null;
  readonly time: string | null;
  readonly lastTime: string | null;
  readonly actor: string;
  readonly target: string;
  readonly targetType: string;
  readonly sourceIp: string | null;
  readonly mitre: readonly string[];
  /** Ids of pathfinding.cloud, see `Finding`. */
  readonly escalationPaths: readonly string[];
  /** Events that it is made of. */
  readonly events: number;
  readonly status: Status;
  readonly owner: string | null;
  readonly notes: number;
  readonly checked: number;
  readonly checks: number;
}

export type FindingSort =
  | "severity"
  | "time"
  | "title"
  | "actor"
  | "target"
  | "events"
  | "status"
  | "id";
export type FindingGroup =
  | "none"
  | "actor"
  | "target"
  | "action"
  | "severity"
  | "outcome"
  | "path"
  | "day";

/**
 * Which findings. Lists mean any of their values, of which the empty string means "has none"; an empty list and an absent
 * one: no condition; all conditions hold together. Actors and targets are named as rows name them, or by ARN.
 */
export interface FindingQuery {
  /** Each of its words stands in title, actor, target, rule, address, account, note or id; letter case does not matter. */
  readonly text?: string;
  readonly severities?: readonly Severity[];
  readonly statuses?: readonly Status[];
  readonly outcomes?: readonly Outcome[];
  readonly actors?: readonly string[];
  readonly targets?: readonly string[];
  readonly actions?: readonly string[];
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  readonly addresses?: readonly string[];
  readonly mitre?: readonly string[];
  /** Ids of known ways to more rights. */
  readonly paths?: readonly string[];
  readonly owners?: readonly string[];
  /** Entries (`iam/DeletePolicy`), detections (`IAM-001`) and Sigma rules that made the finding or a line of its sum. */
  readonly rules?: readonly string[];
  /** `off`: findings of rules that are switched off, in place of those that lists show. */
  readonly states?: readonly "off"[];
  /** UTC ISO, of the first event: this and later, and before that. */
  readonly from?: string;
  readonly to?: string;
}

export interface FindingOrder {
  readonly sort: FindingSort;
  readonly descending: boolean;
  readonly group: FindingGroup;
  /** Keys of groups that are folded or, with `areFolded`, of those that are open. */
  readonly folded: readonly string[];
  /** Groups are folded but for those named. */
  readonly areFolded?: boolean;
  /** Findings whose events stand beneath them, by id. Those of a single event have no such lines. */
  readonly unfolded?: readonly string[];
}

/** An event that a finding is about, in a line beneath it. */
export interface FindingEvent {
  readonly eventId: string;
  /** Which of the records under one eventID, 0 first. */
  readonly variant: number;
  /** UTC ISO; null: the record has no readable time, or is not in the case now, as its file is being read again. */
  readonly time: string | null;
  /** Null: as for the time. */
  readonly eventName: string | null;
  readonly outcome: Outcome;
  readonly errorCode: string | null;
  readonly account: string | null;
  readonly sourceIp: string | null;
  /** In words; null: the record is not in the case now. */
  readonly actor: string | null;
  /** What it acted on, in words; null: the record does not say. */
  readonly target: Spans | null;
}

/** A line of the table. Findings of a folded group have no line, nor have their events. */
export type FindingLine =
  | {
      readonly kind: "group";
      readonly key: string;
      readonly label: string;
      readonly findings: number;
      readonly worst: Severity;
      readonly first: string | null;
      readonly last: string | null;
      readonly isFolded: boolean;
    }
  | {
      readonly kind: "finding";
      readonly row: FindingRow;
      /** Its events stand beneath it. */
      readonly isUnfolded: boolean;
    }
  | {
      readonly kind: "event";
      /** Id of its finding. */
      readonly finding: string;
      /** Which of its events, 0 first, of how many. */
      readonly at: number;
      readonly of: number;
      readonly event: FindingEvent;
      /** It is of the day (UTC) on which its finding begins. */
      readonly isSameDay: boolean;
    };

export interface FindingPage {
  readonly lines: readonly FindingLine[];
  /** Lines in all. */
  readonly total: number;
  /** Findings that match, also those in folded groups. */
  readonly findings: number;
  /** Findings of rules that are switched off which would match. */
  readonly switchedOff: number;
}

export interface FacetCount {
  readonly value: string;
  readonly count: number;
}

/** Counts over the findings that match; of each facet the 20 most frequent. */
export interface FindingFacets {
  /** Of each severity, among what matches but for the choice of severities; and so for each facet. */
  readonly severities: Readonly<Record<Severity, number>>;
  readonly statuses: Readonly<Record<Status, number>>;
  readonly outcomes: readonly FacetCount[];
  readonly actors: readonly FacetCount[];
  readonly targets: readonly FacetCount[];
  readonly actions: readonly FacetCount[];
  readonly accounts: readonly FacetCount[];
  readonly addresses: readonly FacetCount[];
  readonly owners: readonly FacetCount[];
  /** A finding counts for each of its techniques, and so for its paths. */
  readonly mitre: readonly FacetCount[];
  readonly paths: readonly FacetCount[];
}

/** An event that a finding rests on; of a series, the first 500. */
export interface EvidenceLine {
  readonly eventId: string;
  /** Which of the records under one eventID, 0 first. */
  readonly variant: number;
  readonly role: "change" | "context";
  readonly time: string | null;
  readonly eventSource: string | null;
  readonly eventName: string | null;
  readonly isFailed: boolean;
  readonly errorCode: string | null;
  /** Path of its first place, for reading. Empty: it is not in the case now, as its file is being read again. */
  readonly file: string;
  readonly record: number;
  /** Byte position and length in the inflated text. */
  readonly offset: number;
  readonly length: number;
  /** Places in all. */
  readonly places: number;
}

/** The same plan, printed. */
export interface PlanPrints {
  readonly console: readonly Spans[];
  /** AWS CLI, for a POSIX shell. */
  readonly cli: string;
  /** AWS CLI, for PowerShell. */
  readonly powershell: string;
  /** Documents that the two CLI scripts read. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly python: string;
}

export interface Note {
  readonly id: number;
  readonly text: string;
  readonly who: string;
  readonly at: string;
}

export interface Check {
  readonly text: Spans;
  readonly isDone: boolean;
  readonly who: string | null;
  readonly at: string | null;
}

export interface FindingDetail {
  readonly row: FindingRow;
  readonly finding: Finding;
  /** The settings by which its rule is switched off; lists leave it out. Empty: it is shown. */
  readonly switchedOff: readonly RuleSetting[];
  readonly evidence: readonly EvidenceLine[];
  readonly prints: PlanPrints;
  readonly checks: readonly Check[];
  readonly notes: readonly Note[];
  /** Who set the status last. */
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  /** What was changed by hand, the latest first. */
  readonly history: readonly HandChange[];
}

/** Which findings a bulk change is about: some, or all that match, but for a few. */
export type FindingSubject =
  | { readonly ids: readonly string[] }
  | { readonly query: FindingQuery; readonly except?: readonly string[] };

/** What is set by hand; each is a line in the case's journal and can be taken back. */
export type HandEdit =
  | { readonly kind: "status"; readonly status: Status }
  | { readonly kind: "owner"; readonly owner: string | null }
  | { readonly kind: "check"; readonly item: number; readonly isDone: boolean }
  | { readonly kind: "note"; readonly text: string }
  /** An empty text removes the note; the journal keeps it. */
  | { readonly kind: "note-edit"; readonly note: number; readonly text: string };

/** A change made by hand. */
export interface HandChange {
  /** 0: everything was so before; nothing was changed, and the journal has no line. */
  readonly id: number;
  readonly at: string;
  readonly who: string;
  /** As a sentence: "Status of 12 findings: confirmed". */
  readonly label: string;
  readonly isUndone: boolean;
}

/** A filter that a person named. Saving under a name that is there replaces it; both can be taken back. */
export interface SavedView {
  readonly id: number;
  readonly screen: "findings" | "events";
  readonly name: string;
  /** As the screen wrote it. */
  readonly state: string;
}
