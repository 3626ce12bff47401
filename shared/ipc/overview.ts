/** The whole case at a glance. Times are UTC ISO. */
import type { Severity } from "../severity.ts";
import type { Spans } from "../span.ts";

export interface OverviewBin {
  /** Seconds since 1970. */
  readonly start: number;
  /** Findings that begin in it, by severity. */
  readonly findings: Readonly<Record<Severity, number>>;
}

/** One line of "who has most": changes that findings are about, done, and denied or failed. */
export interface OverviewRow {
  readonly name: string;
  /** Worst finding with it. */
  readonly severity: Severity | null;
  readonly done: number;
  readonly denied: number;
}

export interface OverviewTable {
  /** Worst first; at most 10. */
  readonly rows: readonly OverviewRow[];
  readonly distinct: number;
}

export interface StoryLine {
  readonly time: string | null;
  readonly severity: Severity;
  readonly text: Spans;
  readonly finding: string;
  readonly events: number;
}

export interface Overview {
  /** The first and last event; null: there is none, or its time lies as far off as that. */
  readonly first: string | null;
  readonly last: string | null;
  readonly done: number;
  readonly denied: number;
  readonly binSeconds: number;
  readonly bins: readonly OverviewBin[];
  /** Findings without a readable time, or with one more than ten years from most others; they are in no bin. */
  readonly untimed: number;
  readonly actions: OverviewTable;
  readonly actors: OverviewTable;
  readonly targets: OverviewTable;
  readonly addresses: OverviewTable;
  /** The worst findings in order of time, as sentences. */
  readonly story: readonly StoryLine[];
  /** What the evidence can't show, as sentences. */
  readonly limits: readonly Spans[];
}
