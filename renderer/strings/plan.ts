/** Words of plans that take changes back. */
import type { Certainty } from "../../shared/remediation/plan.ts";
import { formatCount, formatCounted } from "../../shared/report/format.ts";

const certainty: Readonly<Record<Certainty, string>> = {
  exact: "Exact",
  partial: "Partial",
  ask: "Asks you",
};

const certaintyLong: Readonly<Record<Certainty, string>> = {
  exact: "Every value is in the evidence",
  partial: "Runs as it is, but something can’t be brought back, or is left as it is",
  ask: "A person must supply a value, or decide",
};

export const planWords = {
  certainty,
  certaintyLong,
  operations: (n: number): string => formatCounted(n, "operation"),
  prints: "The same plan, four ways",
  printConsole: "Console",
  printCli: "AWS CLI",
  printPowershell: "PowerShell",
  printPython: "Python",
  dryRun: {
    cli: "Shows its calls; with --apply it makes them.",
    powershell: "Shows its calls; with -Apply it makes them.",
    python: "Shows its calls; with --apply it makes them.",
  },
  file: (name: string): string => `File ${name}`,
  noOperations: "No call takes this back.",
  asks: "It asks you",
  lost: "What can’t come back",
  byHand: "By hand",
  conflicts: "Left as it is",
  conflictsWhy: "Somebody else changed it since.",
  changedBy: "Changed since by",
  openLater: "Open that event",
  save: "Save",
  saveLabel: "Save this print and the files that it reads",
  saved: (name: string): string => `${name} is saved.`,
  looking: "Looking at what came later…",
  nothing: "Nothing to take back: this event changed nothing of IAM, or was refused.",
  undo: "Undo",
  takesBack: (n: number): string => `Takes back ${formatCounted(n, "event")}`,
  further: (n: number): string => `and ${formatCount(n)} more`,
  withIt: "Taken back with it, because it belongs to the same deletion or change:",
};
