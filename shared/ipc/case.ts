/** The open case and what is imported into it. Times are UTC ISO. */
import type { Severity } from "../severity.ts";

/** What a person says of the engagement. Kept in the case file; null: not said. */
export interface Engagement {
  readonly client: string | null;
  /** e.g. "IAM change review, March 2026". */
  readonly title: string | null;
  /** The consultant's firm or name. */
  readonly auditor: string | null;
  readonly reference: string | null;
  readonly classification: string;
  /** IANA name of the client's time zone; null: UTC alone. */
  readonly timeZone: string | null;
  /** Accounts that are part of the engagement, with the names that the client gives them. */
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
}

export const noEngagement: Engagement = {
  client: null,
  title: null,
  auditor: null,
  reference: null,
  classification: "Confidential",
  timeZone: null,
  accounts: [],
};

export interface CaseInfo {
  /** The file's name, without its folder. */
  readonly name: string;
  /** Its folder, for reading only. */
  readonly folder: string;
  readonly bytes: number;
  readonly engagement: Engagement;
  readonly totals: CaseTotals;
  /** Findings of each severity, without those of rules that are switched off. */
  readonly findings: Readonly<Record<Severity, number>>;
  /** Findings of rules that are switched off. */
  readonly switchedOff: number;
  /** Findings whose status is no longer open. */
  readonly decided: number;
  /** Account ids that the events name, most events first. */
  readonly accounts: readonly string[];
  readonly regions: number;
  /** Imports so far. 0: nothing was ever imported. */
  readonly imports: number;
  /** The last import did not end: the case waits for it to go on. */
  readonly isUnfinished: boolean;
  /** False: the findings are those of before the last import, whose events no analysis has seen to the end. */
  readonly isAnalyzed: boolean;
}

/** records = events + duplicates; `skipped` are files that are no logs. */
export interface CaseTotals {
  readonly files: number;
  readonly skipped: number;
  readonly records: number;
  readonly events: number;
  readonly duplicates: number;
  readonly problems: number;
  readonly firstEvent: string | null;
  readonly lastEvent: string | null;
}

/** What is being done, in this order. */
export type ImportStage = "finding" | "reading" | "comparing" | "analyzing";

/**
 * How far an import is. In `comparing`, `files` counts groups of repeated events instead of files, in `analyzing` the
 * events that rules look at; in `finding`, `filesTotal` grows.
 */
export interface ImportProgress {
  readonly stage: ImportStage;
  readonly isPaused: boolean;
  /** It was cancelled: what was read is compared and analysed, so that the findings fit it. */
  readonly isEnding: boolean;
  readonly files: number;
  readonly filesTotal: number;
  readonly bytes: number;
  readonly bytesTotal: number;
  /** Records read so far, duplicates included. */
  readonly events: number;
  readonly problems: number;
  /** Seconds of reading so far, without pauses; 0 before. */
  readonly seconds: number;
}

/** What an import came to. */
export interface ImportResult {
  /** It was cancelled; what was read is in the case, and the same import goes on from there. */
  readonly isCancelled: boolean;
  readonly seconds: number;
  /** What this import added; of files those that it has read to their ends. */
  readonly added: Pick<CaseTotals, "files" | "records" | "events" | "duplicates" | "problems">;
  readonly findings: number;
}

export type ImportCommand = "pause" | "resume" | "cancel";
