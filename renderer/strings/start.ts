/** Words of the start screen. */
import { formatCount, formatCounted } from "../../shared/report/format.ts";

export const startWords = {
  newCase: "New case",
  create: "Create case…",
  createHint: "asks where to save it",
  about:
    "A case is one file. It holds the evidence, so that it opens without the archive in ten years.",
  fileName: (client: string | null, title: string | null): string => {
    const name = [client, title]
      .flatMap((part) => (part === null ? [] : [part]))
      .join(" ")
      .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
      .replaceAll(/^-|-$/g, "")
      .slice(0, 60)
      .toLowerCase();
    return `${name === "" ? "case" : name}.trailproof`;
  },
  pending: (n: number | null, names: string): string =>
    n === null
      ? "What you dropped is imported once the case is made."
      : `${names}${n > 1 ? ` and ${formatCount(n - 1)} more` : ""}: imported once the case is made.`,
  pendingDrop: "Leave it out",
  drop: "Drop CloudTrail logs, a folder or a case here",
  dropInBrowser: "Choose CloudTrail logs or a folder",
  kinds:
    "Log files (.json, .json.gz), digests, Athena and Lake results (.csv, .parquet), LookupEvents answers; also inside .zip and .tar",
  files: "Choose files…",
  folder: "Choose folder…",
  recent: "Recent cases",
  open: "Open case…",
  client: "Client",
  engagement: "Engagement",
  file: "File",
  size: "Size",
  opened: "Opened, UTC",
  notNamed: "not named",
  gone: "file not found",
  forget: (name: string): string => `Take ${name} off the list`,
  noRecent: "No case was opened on this machine yet.",
  openRow: (name: string): string => `Open ${name}`,
  sample: "See it at work on the sample",
  sampleText:
    "Two weeks of a small firm that does not exist: 3,910 events with a break-in, everyday changes and denied attempts. It takes some seconds.",
  openSample: "Open sample",
  sampleClient: "Example Retail GmbH",
  sampleTitle: "Sample",
  offline: "Trailproof works offline. It opens no connection.",
  takes: "What it takes",
  takesList: [
    ["CloudTrail log files", "as S3 holds them, one or a million, in any folders"],
    ["Digest files", "prove that no log was changed or taken away"],
    ["Results of Athena and CloudTrail Lake", "CSV and Parquet"],
    ["Answers of LookupEvents", "from the CLI or an SDK"],
    ["JSON lines, bare events, SIEM wrappers", "events are found inside"],
    ["Archives", ".gz, .zip and .tar, without unpacking"],
  ],
  happens: "What happens to it",
  happensList: [
    "Each file is hashed (SHA-256) and kept in the case as it was; the originals are read, not changed.",
    "Every record is counted. What can’t be read is listed with its place and reason; nothing is dropped in silence.",
    "The same event in two files counts once; different records under one id stay apart.",
    "Changes of permissions become findings, each with its events, its reasons and its undo.",
  ],
  recentCount: (n: number): string => formatCounted(n, "case"),
} as const;
