/** Words of the screen "events". */
import type { EventFacetName, ExportFormat } from "../../shared/ipc/events.ts";
import { formatCount, formatCounted } from "../../shared/report/format.ts";

const facets: Readonly<Record<EventFacetName, string>> = {
  source: "Source",
  name: "Event",
  actor: "Actor",
  account: "Account",
  region: "Region",
  address: "Address",
  error: "Error",
  severity: "Severity of its finding",
  technique: "Technique",
  path: "Escalation path",
};

const columns = {
  time: "Time, UTC",
  severity: "Sev",
  outcome: "Out",
  name: "Event",
  actor: "Actor",
  target: "Target",
  source: "Source",
  address: "Address",
  account: "Account",
  region: "Region",
  key: "Access key",
  agent: "User agent",
  error: "Error",
  access: "Access",
} as const;

const columnNames: Readonly<Record<keyof typeof columns, string>> = {
  ...columns,
  severity: "Severity",
  outcome: "Outcome",
};

const formats: Readonly<Record<ExportFormat, string>> = {
  csv: "CSV, a row for each event",
  json: "JSON, the records as they were logged",
  parquet: "Parquet, for DuckDB and other databases",
};

/** A length of time of one bar. */
function step(seconds: number): string {
  const units = [
    [604_800, "week"],
    [86_400, "day"],
    [3600, "hour"],
    [60, "minute"],
  ] as const;
  const [size, name] = units.find(([unit]) => seconds % unit === 0) ?? [1, "second"];
  const n = seconds / size;
  return n === 1 ? name : `${formatCount(n)} ${name}s`;
}

export const eventWords = {
  title: "Events",
  facets,
  columns,
  columnNames,
  formats,
  noneOf: { severity: "No finding", technique: "No technique", path: "On no known path" },
  facetsLabel: "Facets",
  facetsHint: "A tick keeps only what is ticked; Alt and a click, or the minus key, leaves it out.",
  outcome: "Outcome",
  outcomes: { succeeded: "Done", denied: "Denied", error: "Other error" },
  // Query bar
  query: "Query",
  queryHint: "field:value, a..b, -not, or text",
  queryInput: "Add a condition",
  suggestions: "Suggestions",
  suggestionCount: (n: number): string => formatCounted(n, "suggestion"),
  fieldHints: {
    time: "2026-03-11, or 2026-03-11T02:00..04:00, UTC",
    outcome: "succeeded, failed, denied, error",
    access: "read, write",
    relevant: "yes: events that rules look at",
    source: "service, such as iam",
    name: "event, such as CreateUser",
    actor: "caller, by ARN",
    role: "role or user behind a session, by ARN",
    account: "account id",
    region: "Region, such as eu-central-1",
    address: "source address",
    key: "access key id",
    agent: "user agent",
    error: "error code, or none",
    severity: "of its finding, such as high, or none",
    technique: "of its findings, such as T1098",
    path: "of its findings, such as iam-001",
    text: "part of any name, key, address or ARN",
  },
  removeToken: (token: string): string => `Remove ${token}`,
  editToken: (token: string): string => `Change ${token}`,
  clearQuery: "Clear the query",
  // Views
  views: "Views",
  noViews: "No view is saved",
  saveView: "Save this view…",
  saveViewTitle: "Save this view",
  viewName: "Name",
  viewHint: "Keeps the query, the order and the columns, in the case.",
  save: "Save",
  removeView: (name: string): string => `Remove ${name}`,
  viewSaved: (name: string): string => `The view ${name} is saved in the case.`,
  viewRemoved: (name: string): string => `The view ${name} is removed.`,
  // Export
  exportCount: (n: number): string => `Export ${formatCount(n)}…`,
  exportAll: "Export…",
  exporting: "Exporting…",
  exported: (name: string, size: string): string => `Written: ${name}, ${size}.`,
  // Columns
  columnsMenu: "Columns",
  usualColumns: "Usual columns",
  columnOrder: "Order…",
  columnOrderTitle: "Order of the columns",
  columnEarlier: (name: string): string => `Move ${name} to the left`,
  columnLater: (name: string): string => `Move ${name} to the right`,
  // Histogram
  eventsPer: (seconds: number): string => `Events per ${step(seconds)}`,
  done: "Done",
  failed: "Failed",
  chosen: (range: string): string => `${range} chosen`,
  clear: "Clear",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  asTable: "As table",
  asChart: "As chart",
  untimed: (n: number): string =>
    n === 1 ? "1 event has no readable time" : `${formatCount(n)} events have no readable time`,
  histogram: (events: number, failed: number, from: string, to: string): string =>
    `${formatCounted(events, "event")} from ${from} to ${to}, of which ${formatCount(failed)} failed`,
  histogramEmpty: "No event with a time",
  // List
  list: "Events",
  rows: (first: number, last: number, total: number): string =>
    `Rows ${formatCount(first)}–${formatCount(last)} of ${formatCount(total)}`,
  noRows: "0 rows",
  ofCase: (n: number): string => `of ${formatCount(n)} in the case`,
  ms: (n: number): string => `${formatCount(Math.max(1, Math.round(n)))} ms`,
  noTarget: "–",
  read: "read",
  write: "write",
  severityAbout: (finding: string, word: string): string => `${word}: ${finding}`,
  loading: "Reading events",
  loadingRows: (rows: number, total: number): string =>
    `${formatCount(rows)} of ${formatCount(total)} events read`,
  emptyCase: "The case holds no events yet.",
  emptyCaseText: "Add logs, and every record in them is listed here.",
  addEvidence: "Add evidence",
  emptyFilter: (conditions: number): string =>
    conditions === 1
      ? "No event matches this condition."
      : `No event matches all ${formatCount(conditions)} conditions.`,
  emptyFilterText: "What would be found without one of them:",
  dropToken: (token: string, n: number): string => `Drop ${token} (${formatCount(n)})`,
  clearAll: "Clear all",
  failedTitle: "The events could not be read.",
  panelFailed: "This event could not be read.",
  failedText: "The case is safe.",
  queryWrong: "The query is not understood as a whole:",
  // Detail
  detail: "The chosen event",
  closeDetail: "Close",
  when: "When",
  who: "Who",
  did: "Target",
  where: "Where",
  from: "From",
  file: "File",
  result: "Result",
  findings: "Findings",
  record: (n: number): string => `#${formatCount(n)}`,
  noTime: "The record has no readable time.",
  notListed: "This event is not among those listed.",
  showInAll: "Show it among all events",
  context: "cited as context",
  around: "Around it",
  session: "Its session",
  explain: "Explain",
  openFinding: "Open finding",
  openEntity: "State then",
  noEntity: "The record does not name a thing of IAM that it is about.",
  noSession: "The record names neither an access key nor a caller.",
  variants: (n: number): string =>
    n === 1
      ? "Another record stands under the same eventID."
      : `${formatCount(n)} other records stand under the same eventID.`,
  otherVariant: (n: number): string => `Record ${formatCount(n + 1)}`,
  tabs: {
    fields: "Fields",
    document: "Document",
    json: "JSON",
    raw: "Raw",
    who: "Who",
    undo: "Undo",
  },
  noChain: "The record can't be read as an event: who made the call is not known.",
  detailTabs: "What is shown of the event",
  // Explain
  knowledgeWhat: "What it is",
  knowledgeWhy: "Why it matters",
  knowledgeSeverity: "Severity",
  knowledgeBenign: "What can be harmless",
  knowledgeConsequences: "What can follow",
  knowledgeUndo: "The way back",
  knowledgeTechniques: "Techniques",
  knowledgeCaveats: "What the record omits",
  noKnowledge:
    "Trailproof has no entry for this action: it knows the actions of IAM and the events of other services that bear on identities.",
  // Fields
  fieldsEvent: "Event",
  fieldsRecord: "Record",
  onlyThis: (field: string): string => `Only this ${field}`,
  leaveOut: (field: string): string => `Leave this ${field} out`,
  filterMembers: "Filter members",
  noMember: (text: string): string => `No member holds “${text}”.`,
  eventId: "eventID",
  // Document
  noDocument: "The record holds no policy document.",
  encoded: "decoded from percent signs",
  // JSON
  json: "The record as JSON",
  search: "Search",
  searchHits: (at: number, n: number): string => `${formatCount(at)} of ${formatCount(n)}`,
  noHits: "not found",
  next: "Next",
  previous: "Previous",
  foldAll: "Fold all",
  unfoldAll: "Unfold all",
  fold: "Fold",
  unfold: "Unfold",
  hiddenLines: (n: number): string => formatCounted(n, "line"),
  longText: (n: number): string => `… all ${formatCount(n)} characters`,
  // Raw
  rawPlaces: (n: number): string =>
    n === 1 ? "It stands at one place" : `It stands at ${formatCount(n)} places`,
  rawFile: "File",
  rawSha: "SHA-256",
  noSha: "of the archive around it",
  rawRecord: "Record",
  rawOffset: "Bytes",
  rawItem: (n: number): string => `in wrapper ${formatCount(n)}`,
  rawBytes: (offset: number, length: number): string =>
    `${formatCount(length)} from ${formatCount(offset)} on, inflated`,
  rawText: "Text",
  rawHex: "Hex",
  rawLook: "How the bytes are shown",
  rawLossy: "The record holds bytes that are no UTF-8; they are shown as �.",
  bytes: "The bytes of the record",
  // Keys
  keys: {
    scope: "Events",
    filter: "Filter",
    next: "Next event",
    previous: "Previous event",
    nextChange: "Next change",
    previousChange: "Previous change",
    around: "Around this event",
    session: "Everything of its session",
    explain: "What the action is",
    undo: "What takes it back",
    entity: "State of its target at that moment",
    finding: "Open its finding",
    copy: "Copy the record",
    table: "Chart as table",
    fold: "Unfold the line, or fold it",
    foldAll: "Fold what is made in numbers, or nothing",
    open: "Open the event",
    close: "Close the event",
  },
  foldSwitch: "Fold",
  foldKinds: {
    console: "reads of the console",
    service: "reads of an AWS service",
    repeated: "equal calls",
  },
  foldTitle: (kind: string, events: number, kinds: number, first: string, last: string): string =>
    `${formatCount(events)} ${kind}${kinds > 1 ? `, ${formatCount(kinds)} different,` : ""} from ${first} to ${last}. Unfold or fold: f`,
  foldedInto: (events: number, lines: number): string =>
    `${formatCount(events)} events in ${formatCount(lines)} lines`,
  tooManyToFold: "Not folded: more than 3,000,000 events match",
  noNextChange: "No later change matches.",
  noPreviousChange: "No earlier change matches.",
  copiedRecord: "The record is copied.",
} as const;
