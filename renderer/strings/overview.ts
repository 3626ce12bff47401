/** Words of the screen "overview". */
import { formatCount, formatCounted } from "../../shared/report/format.ts";

export const overviewWords = {
  title: "Overview",
  range: (first: string, last: string): string => `${first} – ${last} UTC`,
  accounts: (n: number): string => formatCounted(n, "account"),
  regions: (n: number): string => formatCounted(n, "Region"),
  gaps: (hours: number, places: number): string =>
    `${formatCount(hours)} h without logs in ${formatCounted(places, "place")}`,
  report: "Report",
  events: "events",
  done: "changes done",
  denied: "changes denied or failed",
  decided: (n: number, all: number): string => `${formatCount(n)} of ${formatCount(all)}`,
  decidedUnit: "findings decided",
  // Chart
  chartTitle: {
    hour: "Findings per hour",
    sixHours: "Findings per 6 hours",
    day: "Findings per day",
    days: (n: number): string => `Findings per ${formatCount(n)} days`,
  },
  noLogs: "No logs",
  chartFact: (title: string, worst: string | null): string =>
    worst === null ? `${title}, by severity.` : `${title}, by severity. ${worst}`,
  worstBin: (time: string, what: string): string => `${time} has ${what}.`,
  count: (n: number, word: string): string => `${formatCount(n)} ${word.toLowerCase()}`,
  chosen: (from: string, to: string, n: number): string =>
    `${from === to ? from : `${from} – ${to}`}, ${formatCounted(n, "finding")}`,
  showThem: "Show them",
  clear: "Clear",
  brushHint: "Drag to choose a time; with the keyboard Shift and arrows. Esc clears.",
  asTable: "As table",
  asChart: "As chart",
  untimed: (n: number): string => `${formatCounted(n, "finding")} without a usable time`,
  // Story
  story: "What happened",
  storyNote: "made from the findings, UTC",
  copyStory: "Copy as text",
  storyEvents: (n: number): string => formatCounted(n, "event"),
  noStory: "No finding is in the case: nothing to tell.",
  limits: "What this evidence can’t show",
  // Tables
  actions: "Actions",
  actors: "Actors",
  targets: "Targets",
  addresses: "Addresses",
  all: (n: number): string => `All ${formatCount(n)}`,
  worstFirst: "Worst first",
  columnDone: "Done",
  columnDenied: "Denied",
  columnBar: "Share",
  logScale: "logarithmic bars",
  severity: "Severity",
  nothing: "None is named in the findings.",
  // States
  emptyNew: "No evidence yet",
  emptyNewText: "Add logs: an archive, files, or a folder. What happened stands here then.",
  addEvidence: "Add evidence",
  emptyClean: "No change of IAM in this evidence",
  emptyCleanText: (events: number): string =>
    `${formatCounted(events, "event")} were read. None of them is a change that the rules look at.`,
  seeEvents: "Look at the events",
  failed: "The overview can’t be shown",
  // Keys
  scope: "Overview",
  keyTable: "Chart as table",
  keyShow: "Show the chosen findings",
  keyClear: "Clear the chosen time",
} as const;
