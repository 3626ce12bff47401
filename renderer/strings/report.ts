/** Words of the report screen. */
import type { ReportPreview } from "../../shared/ipc/report.ts";
import type { SavedFile } from "../../shared/ipc/program.ts";
import { formatCount, formatCounted } from "../../shared/report/format.ts";
import { sizeWords } from "../parts/size.ts";

export const reportWords = {
  title: "Report",
  preview: "The report as it will be saved",
  options: "Options",
  atLeast: "Findings in it",
  levels: {
    info: "All",
    low: "Low and above",
    medium: "Medium and above",
    high: "High and above",
    critical: "Critical alone",
  },
  count: (n: number): string => formatCount(n),
  leftOut: (n: number): string =>
    n === 0
      ? "Nothing is left out."
      : `${formatCounted(n, "finding")} below it ${n === 1 ? "is" : "are"} left out, and the report says so.`,
  undecided: (decided: number, all: number): string =>
    `${formatCount(decided)} of ${formatCounted(all, "finding")} decided`,
  engagement: "Engagement",
  engagementHint:
    "Client, examiner, reference and classification stand on the report’s cover and in its document control.",
  saveEngagement: "Put it into the report",
  revert: "Take back",
  notSaved: "The report shows what was saved before.",
  building: (seconds: number, findings: number): string =>
    `Building the report of ${formatCounted(findings, "finding")}: ${String(seconds)} s`,
  built: ({ findings, bytes, seconds }: ReportPreview): string =>
    `${formatCounted(findings, "finding")}, ${sizeWords(bytes)}, built in ${seconds.toFixed(1)} s`,
  save: "Save",
  saveHtml: "Save as HTML…",
  savePdf: "Save as PDF…",
  printPdf: "Print to PDF…",
  saveJson: "Save as JSON…",
  formats:
    "HTML is one file with everything in it; PDF is the same on paper; JSON is for programs.",
  printHint: "A browser prints PDF itself: the report opens in a tab of its own.",
  open: "Open in a window of its own",
  saved: ({ name, bytes, folder }: SavedFile): string =>
    `Saved ${name} (${sizeWords(bytes)}) in ${folder}`,
  saving: "Saving",
  nothing: "There is nothing to report yet",
  nothingText: "The report is made of the findings and the evidence. Add CloudTrail logs first.",
  add: "Add evidence",
  unfinished:
    "The last import did not end: the report says what was read, and which files were not.",
  notAnalyzed: "The findings are those of before the last import.",
  again: "Build again",
} as const;
