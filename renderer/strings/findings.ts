/** Words of the screen "findings". */
import type { FindingGroup } from "../../shared/ipc/findings.ts";
import type { Certainty } from "../../shared/remediation/plan.ts";
import type { Reason } from "../../shared/finding.ts";
import { formatCount, formatCounted } from "../../shared/report/format.ts";
import { findingKeys } from "./finding-keys.ts";

const groups: Readonly<Record<FindingGroup, string>> = {
  none: "No groups",
  actor: "Actor",
  target: "Target",
  action: "Action",
  severity: "Severity",
  outcome: "Done or denied",
  path: "Escalation path",
  day: "Day",
};

const certainty: Readonly<Record<Certainty, string>> = {
  exact: "Exact",
  partial: "Partial",
  ask: "Asks you",
};

const certaintyLong: Readonly<Record<Certainty, string>> = {
  exact: "Every value is in the evidence",
  partial: "Runs as it is, but something can’t be brought back",
  ask: "A person must supply a value",
};

const reasonKinds: Readonly<Record<Reason["kind"], string>> = {
  baseline: "baseline",
  detection: "detection",
  modifier: "modifier",
};

const confidence = { high: "Certain.", medium: "Likely.", low: "Unknown." } as const;

const impact = {
  shown: "Shown by the evidence",
  possible: "Possible; nothing here contradicts it",
  excluded: "Excluded by the evidence",
} as const;

const fields = {
  severity: "Severity",
  status: "Status",
  outcome: "Outcome",
  actor: "Actor",
  target: "Target",
  action: "Action",
  account: "Account",
  region: "Region",
  address: "Address",
  mitre: "Technique",
  path: "Escalation path",
  owner: "Owner",
  rule: "Rule",
  is: "State",
  time: "Time",
} as const;

const sections = {
  why: "Why",
  who: "Who",
  change: "What changed",
  meaning: "What it means",
  undo: "Undo",
  evidence: "Evidence",
  checklist: "Checklist",
  notes: "Notes",
  history: "History",
} as const;

export const findingsWords = {
  title: "Findings",
  groups,
  certainty,
  certaintyLong,
  reasonKinds,
  confidence,
  impact,
  fields,
  sections,
  // Views
  views: "Views",
  all: "All",
  open: "Open",
  mine: "Assigned to me",
  switchedOff: "Switched off",
  offCount: (n: number): string => `${formatCount(n)} switched off`,
  offTitle: "This finding is left out of lists, counts and report",
  offBy: (rule: string): string => `Rule ${rule} is switched off`,
  offOnAgain: "Open the rule",
  offLine: "switched off",
  chainOfFirst: "Of the first call of the series:",
  noPath: "On no known path",
  pathChip: "Path",
  noTechnique: "No technique",
  saveView: "Save this view",
  saveViewTitle: "Save this view",
  viewName: "Name",
  viewHint: "Filter, order and groups are kept in the case under this name.",
  viewNew: "New name…",
  save: "Save",
  updateView: (name: string): string => `Replace “${name}” by what is shown`,
  removeView: (name: string): string => `Remove “${name}”`,
  viewRemoved: (name: string): string => `View ${name} was removed. Ctrl+Z brings it back.`,
  viewSaved: (name: string): string => `View ${name} is saved in the case.`,
  viewMenu: "This view",
  report: "Report",
  // Filter
  filter: "Filter",
  filterHint: "Field:value, or words",
  filterLabel: "Filter findings: field and value, or words",
  suggestions: "Suggestions",
  removeToken: (token: string): string => `Remove ${token}`,
  severityShown: "Severities shown",
  severityCount: (word: string, n: number): string => `${word}: ${formatCounted(n, "finding")}`,
  facets: "Facets",
  showFacets: "Show facets",
  hideFacets: "Hide facets",
  group: (word: string): string => `Group by: ${word}`,
  columns: "Columns",
  noOwner: "No owner",
  // Table
  tableLabel: "Findings",
  tick: (id: string): string => `Tick ${id}`,
  tickAll: (n: number): string => `Tick all ${formatCount(n)}`,
  columnNames: {
    severity: "Severity",
    title: "Finding",
    actor: "Actor",
    target: "Target",
    account: "Account",
    owner: "Owner",
    checks: "Checks",
    events: "Events",
    status: "Status",
    time: "Time, UTC",
  },
  checksOf: (done: number, all: number): string => `${formatCount(done)} of ${formatCount(all)}`,
  groupRange: (first: string, last: string): string =>
    first === last ? first : `${first} – ${last}`,
  fold: "Fold",
  unfold: "Unfold",
  foldAll: "Fold all",
  unfoldAll: "Unfold all",
  unfoldTitle: (id: string, n: number): string =>
    `${formatCounted(n, "event")} of ${id}. Unfold or fold: → or ←`,
  eventFrom: "from",
  openOne: (id: string): string => `Open ${id}`,
  backToList: "Back to the list",
  footer: (n: number, all: number, ticked: number): string =>
    `${n === all ? formatCounted(n, "finding") : `${formatCount(n)} of ${formatCounted(all, "finding")}`}${
      ticked === 0 ? "" : `, ${formatCount(ticked)} ticked`
    }`,
  keyMove: "move",
  keyTick: "tick",
  keyEvidence: "evidence",
  keyStatus: "status",
  // Bulk
  ticked: (n: number): string => `${formatCount(n)} ticked`,
  bulk: "Ticked findings",
  untick: "Untick",
  status: "Status",
  owner: "Owner",
  note: "Note…",
  ownerMe: (who: string): string => `${who} (me)`,
  ownerOther: "Somebody else…",
  ownerNone: "Nobody",
  ownerTitle: "Who takes care of it",
  ownerName: "Name",
  set: "Set",
  noteTitle: (n: number): string => `Note on ${formatCounted(n, "finding")}`,
  noteText: "Note",
  addNote: "Add note",
  changed: (label: string): string => `${label}. Ctrl+Z takes it back.`,
  nothingChanged: "Nothing to change: it is so already.",
  // Empty
  emptyNew: "No finding yet",
  emptyNewText: "Findings are made from logs. Add some, and they stand here.",
  emptyClean: "Nothing to look at",
  emptyCleanText:
    "The evidence holds no change of IAM, and no refused attempt, that the rules know.",
  emptyFilter: "No finding matches this filter",
  emptyFilterText: "Without one of its conditions:",
  emptyWords: (text: string): string =>
    `“${text}” stands in no title, actor, target, rule, address, account or note.`,
  drop: (condition: string, n: number): string => `Drop ${condition} (${formatCount(n)})`,
  clearFilter: "Clear the filter",
  failed: "The list can’t be shown",
  // Detail
  choose: "No finding chosen",
  missing: "This finding is not in the case any more",
  missingText:
    "An analysis since then dropped it. What people decided about it is kept in the journal.",
  previous: "Previous",
  next: "Next",
  copyFacts: "Copy the facts",
  copied: "The facts are on the clipboard.",
  decided: (who: string, at: string): string => `${who}, ${at}`,
  target: "Target",
  when: "When",
  until: (at: string): string => `until ${at}`,
  from: "From",
  account: "Account",
  factorYes: "With second factor",
  factorNo: "Without second factor",
  unknownTime: "not in the record",
  notNamed: "not in the record",
  whySeverity: (word: string): string => `Why ${word}`,
  baseline: "Starts as",
  highest: "Highest of these",
  limited: (sum: number): string => `Modifiers add up to ${signed(sum)}; they count from −2 to +1`,
  sum: (rank: number, shift: number): string =>
    shift === 0
      ? `${String(rank)}, no modifier`
      : `${String(rank)} ${shift > 0 ? "+" : "−"} ${String(Math.abs(shift))}, from 1 to 5`,
  rank: (word: string, rank: number): string => `${word}, ${String(rank)}`,
  modifier: (value: string): string => value.replace("-", "−"),
  openEvents: "Open in Events",
  happened: "What happened",
  wholeDiff: "Whole diff",
  shortDiff: "Changes only",
  sameLines: (n: number): string => formatCounted(n, "equal line"),
  benign: "What else it could be",
  unknown: "Not in the evidence",
  evidenceOf: (shown: number, all: number): string =>
    shown < all
      ? `first ${formatCount(shown)} of ${formatCounted(all, "event")}`
      : formatCounted(all, "event"),
  evidenceTime: "Time, UTC",
  evidenceEvent: "Event",
  evidenceFile: "File",
  evidenceRecord: "Record",
  evidenceOutcome: "Outcome",
  earlier: "earlier",
  evidenceGone: "not in the case now",
  openEvent: (record: number, name: string): string =>
    `#${formatCount(record)}, open ${name} in Events`,
  checksDone: (done: number, all: number): string => `${formatCount(done)} of ${formatCount(all)}`,
  noChecks: "Nothing has to be true before this finding is done.",
  noteHint: "Ctrl+Enter adds it",
  editNote: "Edit",
  removeNote: "Remove",
  saveNote: "Save",
  noHistory: "Nothing was set by hand.",
  undone: "taken back",
  index: "Sections",
  ...findingKeys,
} as const;

function signed(n: number): string {
  return n > 0 ? `+${String(n)}` : String(n).replace("-", "−");
}
