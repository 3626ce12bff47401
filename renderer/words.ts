/** Sentences of the window that hold numbers. Pure. */
import type { Audit, AuditProgress, AuditStage, Choice } from "../shared/ipc.ts";
import {
  formatCount,
  formatCounted,
  formatDuration,
  formatInstant,
} from "../shared/report/format.ts";

/** What was chosen, in one line. */
export function choiceWords({ kind, names, count }: Choice): string {
  const [first = ""] = names;
  if (kind === "case") return `Case ${first}`;
  if (count === 1) return first;
  return `${first} and ${formatCount(count - 1)} more`;
}

/** How far the reading is, from 0 to 1; null while that is not known. */
export function shareRead(progress: AuditProgress | null): number | null {
  if (progress === null || progress.stage === "finding") return null;
  if (progress.stage !== "reading") return 1;
  if (progress.bytesTotal === 0) return null;
  return Math.min(1, progress.bytes / progress.bytesTotal);
}

/** Records a second since the reading began; null in the first moment. */
export function rateOf({ events, seconds }: AuditProgress): number | null {
  return seconds < 0.2 ? null : Math.round(events / seconds);
}

/** Whole seconds until everything is read, at the pace so far; null while that would be a guess. */
export function secondsLeft(progress: AuditProgress): number | null {
  const share = shareRead(progress);
  if (share === null || share < 0.02 || progress.seconds < 1) return null;
  return Math.ceil((progress.seconds / share) * (1 - share));
}

/** The one line about an audit under way. `elapsed`: whole seconds since it was started. */
export function progressLine(progress: AuditProgress | null, elapsed: number): string {
  const sofar = `${formatDuration(elapsed)} so far`;
  if (progress === null) return `Starting the engine, ${sofar}`;
  switch (progress.stage) {
    case "finding":
      return `Looking for files, ${sofar}`;
    case "reading": {
      const left = secondsLeft(progress);
      const end = left === null ? sofar : `about ${formatDuration(left)} left`;
      return `${formatCounted(progress.events, "record")} read, ${end}`;
    }
    case "comparing":
      return `Comparing repeated events: ${formatCount(progress.files)} of ${formatCount(progress.filesTotal)}`;
    case "analyzing":
      return `Analysing ${formatCounted(progress.events, "record")}, ${sofar}`;
    case "writing":
      return `Writing the report, ${sofar}`;
  }
}

/** The stages as a person sees them. `finding` belongs to reading. */
export const stageNames: readonly (readonly [AuditStage, string])[] = [
  ["reading", "Read"],
  ["comparing", "Compare"],
  ["analyzing", "Analyse"],
  ["writing", "Report"],
];

/** Where a stage stands while another is under way. */
export function stageStanding(stage: AuditStage, now: AuditStage | null): string {
  const order: readonly AuditStage[] = stageNames.map(([name]) => name);
  const at = now === null || now === "finding" ? 0 : order.indexOf(now);
  const own = order.indexOf(stage);
  if (own < at) return "Done";
  return own === at ? "Under way" : "Waiting";
}

/** What a finished audit took in, with everything that is no event said too. */
export function auditSentence({ totals, choice }: Audit): string {
  const read = `${formatCounted(totals.events, "event")} from ${formatCounted(totals.files, "file")}`;
  const rest = [
    `${formatCounted(totals.duplicates, "duplicate")} joined`,
    `${formatCounted(totals.problems, "problem")} listed`,
    `${formatCount(totals.skipped)} of the files skipped as no ${totals.skipped === 1 ? "log" : "logs"}`,
  ].join(", ");
  const end =
    choice.kind === "case"
      ? "The case was read as it is; nothing was imported."
      : "The originals were read, not changed.";
  return `${read}; ${rest}. ${end}`;
}

/** The time that the events span. */
export function periodWords({ totals }: Audit): string {
  if (totals.firstEvent === null || totals.lastEvent === null)
    return "Unknown: no event has a readable time";
  return `${formatInstant(totals.firstEvent)} to ${formatInstant(totals.lastEvent)}`;
}
