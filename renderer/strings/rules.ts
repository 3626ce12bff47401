/** Words of the screen "rules". */
import type { RuleKind, RuleState } from "../../shared/ipc/rules.ts";
import { formatCount, formatCounted } from "../../shared/report/format.ts";

const kinds: Readonly<Record<RuleKind, string>> = {
  entry: "Event",
  detection: "Detection",
  sigma: "Your rule",
};

const states: Readonly<Record<RuleState, string>> = {
  works: "Makes findings",
  explains: "Explains only",
  "not-loaded": "Not loaded",
  "other-logs": "For other logs",
  filter: "Filter",
};

/** Further values of the facet "State". */
const more = { off: "Switched off", set: "Severity set", fired: "Fired here" } as const;

export const rulesWords = {
  title: "Rules",
  kinds,
  states,
  more,
  tabs: { all: "All rules", own: "Your rules", tester: "Tester" },
  // List
  filter: "Filter rules",
  filterHint: "Name, event, technique, words",
  facets: "Facets",
  showFacets: "Show facets",
  hideFacets: "Hide facets",
  fields: {
    kind: "Kind",
    state: "State",
    severity: "Severity",
    service: "Service",
    mitre: "Technique",
  },
  anyService: "Any service",
  heads: {
    severity: "Sev",
    name: "Rule",
    title: "What it is about",
    service: "Service",
    fired: "Fired",
    state: "State",
  },
  footer: (n: number, all: number): string =>
    n === all ? formatCounted(n, "rule") : `${formatCount(n)} of ${formatCounted(all, "rule")}`,
  noRule: "No rule matches this filter",
  clear: "Clear the filter",
  failed: "The rules can’t be shown",
  choose: "No rule chosen",
  chooseText: "Choose one to read what it looks for, why, and what it did in this case.",
  off: "Off",
  setTo: (word: string): string => `Set to ${word.toLowerCase()}`,
  // Detail
  fired: (n: number): string =>
    n === 0 ? "Stands in no finding of this case" : `Stands in ${formatCounted(n, "finding")}`,
  leftOut: (n: number): string => `${formatCounted(n, "finding")} left out`,
  showFindings: "Show them",
  ownSeverity: "Proposes",
  bySteps: "By what its steps gave",
  movesOnly: "Moves what other rules propose",
  explainsOnly:
    "What Trailproof knows of this event. It makes no finding by itself, so there is nothing to switch off.",
  onOff: "On or off",
  isOn: "On",
  isOff: "Switched off",
  switchOff: "Switch off…",
  switchOn: "Switch on",
  severity: "Severity",
  setSeverity: "Set severity…",
  setBack: "Rule’s own severity",
  ownIs: (word: string): string => `the rule’s own is ${word.toLowerCase()}`,
  by: (who: string, at: string): string => (who === "" ? at : `${who}, ${at}`),
  knowledge: "What it is",
  looksAt: "Looks at",
  everyChange: "every change of IAM",
  alsoRefused: "also when the call was refused or failed",
  detections: "Detections that look at it",
  fires: "Fires when",
  benign: "Can be harmless",
  respond: "Before its finding is done",
  techniques: "Techniques",
  source: "Detections of Trailproof; cases and limits stand in docs/detections.md",
  // Dialogs
  offTitle: (name: string): string => `Switch ${name} off`,
  offHint:
    "Its findings stay in the case, out of lists, counts and report. The report says that the rule is off, and why.",
  severityTitle: (name: string): string => `Severity of ${name}`,
  severityHint:
    "It counts in the sum of each finding in place of what the rule proposes. Each sum and the report say so.",
  why: "Reason",
  whyHint: "Stands in the report. Ctrl+Z takes the change back.",
  set: "Set",
  changed: (label: string): string => `${label}. Ctrl+Z takes it back.`,
  nothingChanged: "Nothing to change: it is so already.",
  // Own rules
  add: "Add folder…",
  addFiles: "Add files…",
  addIntro:
    "Sigma rules for CloudTrail. Their files are kept in the case with their hashes; what they match become findings.",
  none: "No rules of yours in this case",
  run: "Run your rules",
  running: (done: number, total: number): string =>
    total === 0 ? "Loading the events" : `${formatCount(done)} of ${formatCounted(total, "event")}`,
  ranFindings: (n: number): string => `Your rules made ${formatCounted(n, "finding")}.`,
  cancel: "Cancel",
  notAsked:
    "Rules or events have changed since your rules were run. Their findings are those of before.",
  added: (n: number): string =>
    n === 0 ? "These files are in the case already." : `${formatCounted(n, "file")} added.`,
  removed: (n: number): string =>
    `${formatCounted(n, "file")} taken out of use. Run your rules to bring their findings up to date.`,
  ownHeads: { rule: "Rule", state: "State", severity: "Sev", file: "File", fired: "Findings" },
  files: "Files",
  fileHeads: { path: "File", sha256: "SHA-256", added: "Added", state: "State", action: "" },
  inUse: "In use",
  outOfUse: (who: string, at: string): string => `Out of use: ${who === "" ? "" : `${who}, `}${at}`,
  remove: "Take out",
  removeLabel: (path: string): string => `Take out ${path}`,
  at: (line: number, column: number): string => `${String(line)}:${String(column)}`,
  addedBy: (who: string, at: string): string => (who === "" ? at : `${at}, ${who}`),
  countOf: (loaded: number, failed: number, other: number): string =>
    `${formatCounted(loaded, "rule")} loaded, ${formatCount(failed)} not loaded, ${formatCount(other)} for other logs`,
  // Sigma detail
  author: "Author",
  license: "License",
  id: "Id",
  status: "Status",
  description: "Says",
  falsepositives: "False positives",
  references: "References",
  file: "File",
  outcome: "Last run",
  matched: (n: number): string => `${formatCount(n)} ${n === 1 ? "match" : "matches"}`,
  notRun: "Not run yet",
  isPart: "Only a correlation counts what it matches",
  levelNone: "states no level; counts as medium",
  otherLogs: (what: string): string => `For other logs: ${what}`,
  problems: "Why it was not loaded",
  notes: "Notes",
  text: "Text",
  toTester: "Open in the tester",
  // Tester
  testerLabel: "Sigma rule",
  tryIt: "Run on this case",
  tryHint: "Nothing is written. A try ends after 10 seconds.",
  save: "Add to the case…",
  saveTitle: "Add to the case",
  saveName: "Name of the file",
  saveHint: "Ends in .yml. A file of this name that is in use goes out of use.",
  empty: "Type or paste a rule",
  emptyText: "What it matches in this case stands here.",
  fine: "Can be loaded",
  took: (ms: number): string =>
    ms < 1000 ? `${String(Math.max(1, Math.round(ms)))} ms` : `${(ms / 1000).toFixed(1)} s`,
  looked: (looked: number, total: number): string =>
    looked === total
      ? `${formatCounted(total, "event")} looked at`
      : `${formatCount(looked)} of ${formatCounted(total, "event")} looked at`,
  cut: "The time ran out: what stands here is of the events looked at so far.",
  matches: (n: number, isCorrelation: boolean): string =>
    isCorrelation
      ? `${formatCount(n)} ${n === 1 ? "match" : "matches"}`
      : `matches ${formatCounted(n, "event")}`,
  firstOf: (shown: number, all: number): string =>
    `The first ${formatCount(shown)} of ${formatCount(all)}`,
  value: (value: number, size: number): string =>
    `value ${formatCount(value)}, ${formatCounted(size, "event")}`,
  openEvent: (name: string): string => `Open ${name} in Events`,
  noTime: "time unknown",
  noMatch: "No event of this case matches.",
  trying: "Running",
  // Keys
  scope: "Rules",
  keyFilter: "Filter",
  keyNext: "Next rule",
  keyPrevious: "Previous rule",
  keyOff: "Switch off or on",
  keySeverity: "Set severity",
  keyBack: "Back to the list",
  backToList: "Back to the list",
  paletteSection: "Rules",
} as const;
