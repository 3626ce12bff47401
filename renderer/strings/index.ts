/** Words that several screens use. Those of one screen lie beside this file; a translation replaces these files. */
import type { Outcome } from "../../shared/cloudtrail-event.ts";
import type { Status } from "../../shared/ipc/findings.ts";
import { formatCount, formatCounted } from "../../shared/report/format.ts";
import type { Severity } from "../../shared/severity.ts";

const severity: Readonly<Record<Severity, string>> = {
  critical: "Critical",
  high: "High",
  medium: "Medium",
  low: "Low",
  info: "Info",
};

const outcome: Readonly<Record<Outcome, string>> = {
  success: "Done",
  denied: "Denied",
  failed: "Failed",
};

const outcomeLong: Readonly<Record<Outcome, string>> = {
  success: "Done",
  denied: "Denied: nothing was changed",
  failed: "Failed: nothing was changed",
};

const status: Readonly<Record<Status, string>> = {
  open: "Open",
  confirmed: "Confirmed",
  "false-positive": "False positive",
  accepted: "Accepted risk",
  fixed: "Fixed",
};

export const words = {
  severity,
  outcome,
  outcomeLong,
  status,
  close: "Close",
  cancel: "Cancel",
  copy: "Copy",
  copied: "Copied",
  none: "none",
  unknown: "unknown",
  from: "From, UTC",
  noLogs: "No logs",
  foldText: "Fold",
  fewer: "Fewer",
  tryAgain: "Try again",
  finding: "Finding",
  sameLines: (n: number): string => formatCounted(n, "equal line"),
  unfoldText: (characters: number): string => `… all ${formatCount(characters)} characters`,
  moreValues: (n: number): string => `${formatCount(n)} more`,
  furtherValues: (n: number): string => `${formatCounted(n, "further value")}: search for them`,
  resize: (what: string): string => `Width of ${what}`,
  resizeColumn: "Drag to resize, double click resets",
  barTitle: (from: string, to: string, what: string): string => `${from} to ${to}: ${what}`,
} as const;
