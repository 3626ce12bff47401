/** What the program and its engine tell each other: plain messages, one audit per engine. */
import type { AppError } from "../../shared/errors.ts";
import type { AuditProgress, AuditTotals } from "../../shared/ipc.ts";
import type { Engagement } from "../../shared/report/case-facts.ts";
import type { Severity } from "../../shared/severity.ts";

/** What an engine is started for. */
export interface AuditJob {
  readonly casePath: string;
  /** What to import into a new case; null: the case exists and is only read. */
  readonly paths: readonly string[] | null;
  readonly engagement: Engagement;
  /** Name and version of the program, for custody. */
  readonly program: string;
}

/** What an audit comes to. */
export interface AuditResult {
  readonly totals: AuditTotals;
  readonly findings: Readonly<Record<Severity, number>>;
  /** The report as one HTML file. */
  readonly report: string;
}

export interface ToEngine {
  readonly type: "audit";
  readonly job: AuditJob;
}

export type FromEngine =
  | { readonly type: "progress"; readonly progress: AuditProgress }
  | { readonly type: "done"; readonly result: AuditResult }
  | { readonly type: "failed"; readonly error: AppError }
  /** A mistake of the program, with its stack. */
  | { readonly type: "bug"; readonly detail: string };
