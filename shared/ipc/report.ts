/** The report as the window asks for it. */
import type { Severity } from "../severity.ts";

export interface ReportOptions {
  /** Findings of this severity and above. */
  readonly atLeast: Severity;
}

export const defaultReport: ReportOptions = { atLeast: "info" };

/** A report that was built and can be shown. */
export interface ReportPreview {
  /** Where the window's frame finds it. */
  readonly url: string;
  readonly bytes: number;
  readonly findings: number;
  readonly seconds: number;
}

export type ReportFormat = "html" | "pdf" | "json";
