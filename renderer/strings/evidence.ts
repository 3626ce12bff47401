/** Words of the evidence screen. */
import type { CaseTotals, ImportResult } from "../../shared/ipc/case.ts";
import type { FileCounts, InputLine, VerifyAnswer } from "../../shared/ipc/evidence.ts";
import { formatCount, formatCounted } from "../../shared/report/format.ts";
import { roughly } from "../parts/time.ts";

const states: Readonly<Record<InputLine["status"], string>> = {
  waiting: "Waiting",
  reading: "Reading",
  read: "Read",
  skipped: "Skipped, no log",
  unreadable: "Unreadable",
};

const runStates: Readonly<Record<string, string>> = {
  running: "Did not end",
  done: "Done",
  cancelled: "Cancelled",
  failed: "Failed",
};

const digestStates: Readonly<Record<string, string>> = {
  valid: "Valid",
  altered: "Altered",
  missing: "Missing",
  unsigned: "Unsigned",
  "not-covered": "In no digest",
  unverifiable: "Can’t be verified",
};

const originalStates: Readonly<Record<string, string>> = {
  same: "as imported",
  different: "different",
  gone: "gone",
  unreadable: "unreadable",
  member: "in archives",
  unhashed: "not hashed",
};

function list(parts: readonly string[]): string {
  return parts.join(", ");
}

/** `986 valid, 1 missing` of counts by status. */
function statuses(counts: Readonly<Record<string, number>>): string {
  const all = Object.entries(counts).filter(([, n]) => n > 0);
  return all.length === 0
    ? "none"
    : list(
        all.map(
          ([status, n]) => `${formatCount(n)} ${(digestStates[status] ?? status).toLowerCase()}`,
        ),
      );
}

export const evidenceWords = {
  title: "Evidence",
  tabs: {
    summary: "Summary",
    files: "Files",
    problems: "Problems",
    custody: "Custody",
    digests: "Digests",
    coverage: "Coverage",
  },
  states,
  runState: (status: string): string => runStates[status] ?? status,
  digestState: (status: string): string => digestStates[status] ?? status,
  statuses,
  copyStatement: "Copy statement",
  statementCopied: "The statement is on the clipboard.",
  addEvidence: "Add evidence",
  toFindings: "Go to findings",
  resume: "Go on with the import",
  unfinished:
    "The last import did not end. What was read is here; going on reads the rest from the same paths.",
  analyze: "Analyse",
  notAnalyzed:
    "The findings are those of before the last import: its events were not analysed to the end.",
  imported: ({ seconds, added, isCancelled }: ImportResult): string =>
    isCancelled
      ? `Cancelled after ${roughly(seconds)}.`
      : added.files === 0 && added.records === 0
        ? "Nothing new: the case holds all of these files already."
        : `Imported in ${roughly(seconds)}.`,
  importedText: ({ added }: ImportResult, totals: CaseTotals): string =>
    `${formatCounted(added.events, "event")} from ${formatCounted(added.files, "file")} came in; ` +
    `${formatCounted(added.duplicates, "duplicate")} joined, ${formatCounted(added.problems, "problem")} listed. ` +
    `The case holds ${formatCounted(totals.events, "event")}. The originals were read, not changed.`,
  nothingIn: "No CloudTrail event was found in these files.",
  nothingInText: (totals: CaseTotals): string =>
    `${formatCounted(totals.files, "file")} were looked at, ${formatCount(totals.skipped)} of them are no logs. What each was taken for stands below.`,
  readInPart: "Read in part",
  kept: "Kept, no events",
  next: "Next",
  previous: "Previous",
  closeDetail: "Close the detail",
  kinds: {
    all: "All",
    read: "Read",
    problems: "With problems",
    skipped: "Skipped",
    unreadable: "Unreadable",
    waiting: "Waiting",
    reading: "Reading",
  },
  formatOption: (format: string, files: number): string =>
    `${format === "" ? "not read yet" : format} (${formatCount(files)})`,
  notRead: "not read yet",
  // Facts
  custody: "Custody",
  hashed: ({ files, hashed }: FileCounts): string =>
    `${formatCount(hashed)} of ${formatCount(files)} hashed`,
  hashedText: (user: string, host: string, at: string): string =>
    `SHA-256 at reading, ${at} UTC, by ${user} on ${host}`,
  notHashed: ({ waiting, unreadable, skipped, hashed, files }: FileCounts): string =>
    list([
      ...(waiting > 0 ? [`${formatCount(waiting)} not read to the end`] : []),
      ...(unreadable > 0 ? [`${formatCount(unreadable)} unreadable`] : []),
      ...(skipped > 0 && hashed < files ? [`${formatCount(skipped)} skipped`] : []),
    ]),
  digestChain: "Digest files",
  digestNone: "None here",
  digestNoneText: "Without digest files nothing proves that no log is missing or was changed.",
  digestHere: (n: number): string => `${formatCount(n)} here, not checked`,
  digestHereText: "Verify them, with CloudTrail’s public keys where you have them.",
  digestsValid: (valid: number, all: number): string =>
    `${formatCount(valid)} of ${formatCount(all)} valid`,
  digestText: (logs: string, keys: number): string =>
    `Log files: ${logs}. ${keys === 0 ? "No public keys were given: signatures were not checked." : `${formatCounted(keys, "public key")} given, checked offline.`}`,
  time: "Time covered",
  noTime: "No event has a time",
  timeRange: (first: string, last: string): string =>
    `${first.slice(0, 16).replace("T", " ")} – ${last.slice(0, 16).replace("T", " ")}`,
  dayRange: (first: string, last: string): string =>
    first.slice(0, 10) === last.slice(0, 10)
      ? first.slice(0, 10)
      : `${first.slice(0, 10)} – ${last.slice(0, 10)}`,
  wrongDates: (n: number): string =>
    `UTC. ${formatCounted(n, "event")} with a date far from all others ${n === 1 ? "is" : "are"} not in it.`,
  dayTimes: (first: string, last: string): string =>
    `from ${first.slice(11, 19)} to ${last.slice(11, 19)} UTC`,
  records: "Records",
  recordsEvents: (totals: CaseTotals): string => formatCounted(totals.events, "event"),
  recordsText: (totals: CaseTotals): string =>
    `${formatCount(totals.records)} records = ${formatCount(totals.events)} events + ${formatCounted(totals.duplicates, "duplicate")}; ${formatCounted(totals.problems, "problem")} listed`,
  takenFor: "Taken for",
  takenForFiles: "Files",
  takenForEvents: "Events",
  moreFormats: (n: number): string => formatCounted(n, "further kind"),
  all: "All",
  problemsOf: (problems: number, notes: number): string =>
    list([
      formatCounted(problems, "problem"),
      ...(notes > 0 ? [formatCounted(notes, "note")] : []),
    ]),
  noProblems: "Nothing was left out: every record could be read.",
  // Files
  filter: "Path contains",
  filterHint: "Part of a path",
  anyState: "All",
  withProblems: "With problems",
  anyFormat: "Any kind",
  format: "Kind",
  file: "File",
  size: "Size",
  recordsHead: "Records",
  eventsHead: "Events",
  problemsHead: "Problems",
  state: "State",
  digestHead: "Digest",
  shownOf: (shown: number, all: number): string =>
    shown === all
      ? formatCounted(all, "file")
      : `${formatCount(shown)} of ${formatCounted(all, "file")}`,
  noFile: "No file matches.",
  clearFilter: "Clear the filter",
  path: "Path",
  bytes: (bytes: number): string => formatCounted(bytes, "byte"),
  modified: "Changed",
  sha256: "SHA-256",
  noHash: "not taken",
  note: "Note",
  member: "A member of an archive: its hash is of the member, and the archive stands above it.",
  problemsHere: "Problems of this file",
  eventsOfFile: (n: number): string => formatCounted(n, "event"),
  // Problems
  position: "Place",
  reason: "What and why",
  noteTag: "Note",
  problemTag: "Problem",
  wholeCase: "The whole case",
  place: (position: number | null, record: number | null): string =>
    list([
      ...(position === null ? [] : [`byte ${formatCount(position)}`]),
      ...(record === null ? [] : [`record ${formatCount(record)}`]),
    ]),
  sample: "What stands there",
  noSample: "No sample was kept.",
  noProblem: "Every record of every file could be read.",
  showFile: "Show the file",
  // Custody
  started: "Began, UTC",
  ended: "Ended, UTC",
  who: "By",
  host: "On",
  program: "With",
  paths: "Given",
  notEnded: "–",
  setUp: "Files about the set-up of accounts",
  setUpKind: "What it is",
  setUpFile: "File",
  setUpBytes: "Bytes",
  setUpChanged: "Changed",
  setUpStated: "Fetched, as stated",
  setUpNotStated: "not stated",
  setUpHash: "SHA-256",
  custodyText:
    "Every import is kept here: when, by whom, on which machine, with which version, and what was named. Hashes are of the bytes as they were read.",
  // Digests and originals
  verify: "Verify…",
  verifyTitle: "Verification",
  verifyText:
    "Hashes the originals again where they still are, reads all that the case keeps and compares it record by record, and checks digest files: signatures, chain, listed log files.",
  keys: "Public keys of CloudTrail",
  keysHint:
    "Outputs of aws cloudtrail list-public-keys. Without them signatures are not checked; hashes and chains are.",
  chooseKeys: "Choose key files…",
  noKeys: "No keys",
  dropKeys: "Verify without keys",
  start: "Verify",
  cancelVerify: "Cancel",
  verifying: (files: number, total: number): string =>
    `${formatCount(files)} of ${formatCounted(total, "file")} verified`,
  verifyWaiting: "Beginning",
  sound: "The evidence is whole.",
  unsound: (n: number): string => `The evidence is not whole: ${formatCounted(n, "difference")}.`,
  verified: ({ seconds, records, files }: VerifyAnswer): string =>
    `${formatCounted(records, "record")} of ${formatCounted(files, "file")} were read again in ${roughly(seconds)}.`,
  originals: (originals: Readonly<Record<string, number>>): string =>
    `Originals: ${list(
      Object.entries(originals)
        .filter(([, n]) => n > 0)
        .map(([state, n]) => `${formatCount(n)} ${originalStates[state] ?? state}`),
    )}.`,
  unusedKeys:
    "Public keys lie among the imported files. They were not used: evidence can’t vouch for itself.",
  differences: "What differs",
  moreDifferences: (n: number): string =>
    `${formatCounted(n, "further difference")}: trailproof verify --json lists all.`,
  lastChecked: (at: string): string =>
    `Last checked ${at.slice(0, 10)} ${at.slice(11, 16)} UTC. Files that were added since make it void.`,
  never: "Digest files were not checked since files were added.",
  digestFiles: "Digest files",
  logFiles: "Log files",
  keysUsed: "Keys used",
  keysInEvidence: (n: number): string =>
    `${formatCounted(n, "of these keys lay", "of these keys lay")} among the imported files and ${n === 1 ? "was" : "were"} given by nobody: evidence can’t vouch for itself.`,
  keysNote:
    "That the public keys are CloudTrail’s rests on where you got them; this program can’t tell.",
  counts: "Number",
  evidenceKind: "Files",
  // Coverage
  sentences: "What the logs say of the logging itself",
  loadingNote: "Counting",
} as const;
