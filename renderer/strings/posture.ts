/** Words of the posture screen. */
import { formatCount, formatCounted } from "../../shared/report/format.ts";
import type { PostureStatus } from "../../shared/posture/answer.ts";

const statuses: Readonly<Record<PostureStatus, string>> = {
  pass: "Pass",
  fail: "Fail",
  unknown: "Unknown",
};

export const postureWords = {
  title: "Posture",
  statuses,
  all: "All",
  show: "Show checks that",
  account: "Account",
  checks: "Checks",
  files: (n: number): string => `Files about the set-up (${formatCount(n)})`,
  fileTitle: "Files about the set-up",
  fileText:
    "Answers of AWS that were imported beside the log. Each is kept in the case as delivered, with its SHA-256; Evidence lists them with all other files.",
  noFiles:
    "No answer of AWS about the set-up is in the case. The checks rest on the log alone, which shows changes only.",
  file: "File",
  kind: "What it is",
  asOf: "As of",
  inEvidence: "Show among all files",
  summary: (counts: Readonly<Record<PostureStatus, number>>): string =>
    `${formatCount(counts.pass)} pass, ${formatCount(counts.fail)} fail, ${formatCount(counts.unknown)} unknown`,
  why: "Why",
  affected: "Affected",
  affectedMore: (n: number): string =>
    `${formatCounted(n, "more entry", "more entries")} in the JSON form of the report`,
  who: "Who or what",
  evidence: "Evidence",
  notes: "To keep in mind",
  answers: "What would answer it",
  answersText:
    "These calls only read. Run them with credentials of the account, keep the files in a folder of its own, and add the folder to the case.",
  trailHint:
    "TRAIL_ARN stands for the trail’s ARN. Put the trail’s name into the name of its status file.",
  noAnswer:
    "No file answers it; digest files show whether log files are missing (Evidence, Digests).",
  commands: "Commands",
  addFolder: "Add a folder",
  todo: "What to do",
  prints: "How to do it",
  printConsole: "Console",
  printCli: "AWS CLI",
  printPython: "Python",
  verify: "How to see that it is done",
  reference: "Asked for by",
  mustHold: "What must hold:",
  none: "No check of this kind",
  noneText: "No check has this status.",
  empty: "Nothing to check yet",
  emptyText:
    "Add log files, or answers of AWS about the account: the credential report, users with their policies, the password policy, the trails.",
  add: "Add evidence",
  failed: "The posture could not be read",
  importing: "An import is running. The posture is read when it is over.",
  keyNext: "Next check",
  keyPrevious: "Previous check",
  affectedLong: "affected",
} as const;
