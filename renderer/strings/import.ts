/** Words of the import screen. */
import type { ImportProgress } from "../../shared/ipc/case.ts";
import { formatCount, formatCounted } from "../../shared/report/format.ts";
import { sizeWords } from "../parts/size.ts";
import { roughly } from "../parts/time.ts";

/** An estimate: no tenths. */
function about(seconds: number): string {
  return roughly(Math.max(1, Math.round(seconds))).replace(".0", "");
}

export const importWords = {
  title: "Adding evidence",
  nothing: "No evidence is in this case yet",
  nothingText:
    "Choose CloudTrail logs, or drop them on the window: files, a folder, an archive. The originals are read, not changed.",
  files: "Choose files…",
  folder: "Choose folder…",
  chosen: (files: number, bytes: number): string =>
    `${formatCounted(files, "file")}, ${sizeWords(bytes)}`,
  lookingFor: (files: number): string =>
    files === 0 ? "Looking for files" : `${formatCounted(files, "file")} found so far`,
  pause: "Pause",
  goOn: "Go on",
  cancel: "Cancel",
  cancelNow: "Cancel at once",
  percent: (share: number): string => `${String(Math.floor(share * 100))} %`,
  status: ({ events }: ImportProgress, left: number | null): string =>
    `${formatCount(events)} records in${left === null ? "" : `, about ${about(left)} left`}`,
  paused: "Paused. What was read is in the case.",
  ending: "Cancelled. What was read is compared and analysed, so that the findings fit it.",
  closeHint: "You can close the window; the import goes on from here next time.",
  meter: "Import",
  stages: {
    finding: "Look for files",
    reading: "Read",
    comparing: "Compare",
    analyzing: "Analyse",
  },
  readBytes: (bytes: number, total: number): string => `${sizeWords(bytes)} of ${sizeWords(total)}`,
  readFiles: (files: number, total: number): string =>
    `${formatCount(files)} of ${formatCounted(total, "file")}`,
  found: (files: number): string => formatCounted(files, "file"),
  findingText: "folders, archives",
  readingText: (problems: number): string =>
    `SHA-256 of every file; ${formatCounted(problems, "problem")}`,
  comparing: (done: number, total: number): string =>
    `${formatCount(done)} of ${formatCount(total)}`,
  comparingText: "records under one eventID",
  analyzing: (done: number, total: number): string =>
    total === 0 ? "beginning" : `${formatCount(done)} of ${formatCounted(total, "event")}`,
  analyzingText: "rules, actors, earlier facts",
  later: "after the last file",
  rate: "Records a second",
  rateNow: (now: number, mean: number): { readonly now: string; readonly mean: string } => ({
    now: formatCount(Math.round(now)),
    mean: formatCount(Math.round(mean)),
  }),
  now: "now",
  mean: (figure: string): string => `mean ${figure}`,
  ago: (seconds: number): string => `${about(seconds)} ago`,
  rateLabel: (now: number, mean: number): string =>
    `Records a second: ${formatCount(Math.round(now))} now, ${formatCount(Math.round(mean))} on average`,
  announce: (progress: ImportProgress, share: number | null, left: number | null): string => {
    switch (progress.stage) {
      case "finding":
        return "Looking for files";
      case "reading":
        return progress.isPaused
          ? "Paused"
          : `${share === null ? "" : `${String(Math.floor(share * 100))} percent, `}${formatCounted(progress.problems, "problem")}${left === null ? "" : `, about ${about(left)} left`}`;
      case "comparing":
        return "Comparing repeated events";
      case "analyzing":
        return "Analysing";
    }
  },
  problems: "Problems",
  problemsText: (n: number): string =>
    n === 0
      ? "None so far. What can’t be read is listed here, and nothing is dropped."
      : `${formatCount(n)}; nothing is dropped, each is listed in the report`,
  openList: "Open list",
  waitingFiles: "Files appear here as they are found.",
  // Failure
  failed: "The import stopped",
  safe: "Nothing is lost: what was read is in the case, and the import goes on from there.",
  tryAgain: "Try again",
  workOn: "Work with what is in",
  filesSoFar: "Files so far",
  stateOf: {
    read: "read",
    skipped: "skipped, no logs",
    unreadable: "unreadable",
    waiting: "waiting",
  },
  stateHead: "State",
  filesHead: "Files",
} as const;
