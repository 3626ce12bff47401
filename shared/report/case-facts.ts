/** Everything that a report is made of, as data. main/ gathers it from the case; `buildReport` turns it into a document. */
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type { Finding } from "../finding.ts";
import type { RuleSetting } from "../rule-settings.ts";
import type { Posture } from "../posture/posture.ts";
import type { Severity } from "../severity.ts";

/** What the consultant said about the engagement. Null: not said; the report then leaves the line out. */
export interface Engagement {
  readonly client: string | null;
  /** The consultant's firm or name. */
  readonly auditor: string | null;
  /** The report's number, e.g. TP-2026-014. */
  readonly reference: string | null;
  /** Confidential by default. */
  readonly classification: string;
}

/** A file of the evidence. */
export interface InputFact {
  readonly id: number;
  /** The archive that it is a member of; null for a file. */
  readonly parent: number | null;
  /** Path below what was named when importing, with `/`. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string | null;
  readonly status: "waiting" | "reading" | "read" | "skipped" | "unreadable";
  /** What it was taken for, e.g. "CloudTrail log file", "CloudTrail digest file", "plain text". */
  readonly format: string;
  readonly note: string;
  /** Records read from it: events and duplicates. */
  readonly records: number;
  /** Events whose first place it is. */
  readonly events: number;
  readonly problems: number;
}

/** Something that could not be read, or (isNote) something to know about what was. */
export interface ProblemFact {
  readonly input: number | null;
  /** Byte offset in the inflated text. */
  readonly position: number | null;
  readonly record: number | null;
  readonly reason: string;
  readonly sample: string;
  readonly isNote: boolean;
}

/** One import: custody. Times are UTC ISO. */
export interface RunFact {
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly status: string;
  readonly host: string;
  readonly user: string;
  readonly program: string;
  /** What the user named. */
  readonly paths: readonly string[];
}

/** Events of one account and Region on one UTC day (`YYYY-MM-DD`). */
export interface DayFact {
  /** Empty where the records do not say. */
  readonly account: string;
  readonly region: string;
  readonly day: string;
  readonly events: number;
}

/** What the validation of digest files found. */
export interface ValidationFact {
  /** UTC ISO. */
  readonly at: string;
  /** Fingerprints of the public keys that were used. */
  readonly keys: readonly string[];
  /** Those of them that lay among the evidence; nobody else vouches for them. */
  readonly evidenceKeys: readonly string[];
  /** Number of files by status: valid, altered, missing, unsigned, not-covered, unverifiable. */
  readonly digests: Readonly<Record<string, number>>;
  readonly logs: Readonly<Record<string, number>>;
  /** Log files that are not what a digest lists. */
  readonly altered: readonly { readonly input: number; readonly sentence: string }[];
}

/** What was set by hand for a rule. */
export interface RuleFact extends RuleSetting {
  /** Findings that are left out because it is switched off. */
  readonly leftOut: number;
  /** Findings of the report in whose sum its severity was set. */
  readonly reweighed: number;
}

/** IAM changes per UTC day. */
export interface ChangeDayFact {
  readonly day: string;
  readonly account: string;
  readonly succeeded: number;
  readonly failed: number;
}

/** An event that a finding cites. */
export interface CitedEvent {
  readonly event: CloudTrailEvent;
  /** All places, the first one first. */
  readonly sources: CloudTrailEvent["sources"];
  /** The original JSON text. */
  readonly raw: string;
}

/** A finding with the number that it has in its case. */
export interface NumberedFinding {
  /** F-01 … */
  readonly id: string;
  readonly finding: Finding;
}

export interface CaseFacts {
  /** e.g. "Trailproof 0.1.0". */
  readonly program: string;
  readonly engagement: Engagement;
  readonly totals: {
    readonly files: number;
    readonly skipped: number;
    readonly records: number;
    readonly events: number;
    readonly duplicates: number;
    readonly problems: number;
    /** UTC ISO; null when no event has a readable time. */
    readonly firstEvent: string | null;
    readonly lastEvent: string | null;
  };
  /** Different records under one eventID. */
  readonly conflicts: number;
  /** Events without a readable time. */
  readonly untimed: number;
  readonly inputs: readonly InputFact[];
  readonly problems: readonly ProblemFact[];
  readonly runs: readonly RunFact[];
  readonly days: readonly DayFact[];
  readonly changeDays: readonly ChangeDayFact[];
  /** Worst first, then oldest first. Ids (F-01) are fixed per case. */
  readonly findings: readonly NumberedFinding[];
  /**
   * Set when the report was asked for findings of some severity and above only: how many of the case are not in
   * `findings`. The report says so; absent, it holds all.
   */
  readonly leftOut?: { readonly below: Severity; readonly findings: number };
  /** Rules of which something was set by hand, in the order of their names. Absent: none. */
  readonly ruleSettings?: readonly RuleFact[];
  /** The last validation of digest files. Absent: they were not validated. */
  readonly validation?: ValidationFact;
  /** Events whose userIdentity.type is Root. Absent: not counted; the report then says nothing about the root user. */
  readonly rootCalls?: number;
  /** What is known of the set-up of accounts. Absent: it was not looked at. */
  readonly posture?: Posture;
  /** By eventID: every event that a finding or a posture check names: its own, earlier ones, those in its sentences and behind its plan. */
  readonly cited: ReadonlyMap<string, CitedEvent>;
}
