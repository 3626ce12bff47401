/** Recognizes snapshot files by how they begin, never by their names. */
import { readNoPolicyAnswer } from "./account-settings.ts";
import { reportColumns, splitRow } from "./credential-report.ts";
import type { SnapshotKind } from "./kinds.ts";

/** How the answer is written: `base64` is the report's content alone, `text` the CLI's words. */
export interface SnapshotForm {
  readonly kind: SnapshotKind;
  readonly form: "json" | "csv" | "base64" | "text";
  /** Of a table. */
  readonly delimiter: string;
}

/** As much of a file's text as is looked at, in characters. */
export const sniffedCharacters = 16_384;

/** The first characters of every credential report in base64 (`user,arn,user_creation_time`). */
const reportInBase64 = "dXNlcixhcm4sdXNlcl9jcmVhdGlvbl90aW1l";

/** Recognizes the beginning of a text (byte order mark left out); null when it is no snapshot. */
export function sniffSnapshot(head: string): SnapshotForm | null {
  const text = head.slice(0, sniffedCharacters).trimStart();
  const first = text.charAt(0);
  if (first === "{" || first === "[") {
    const kind = kindOfJson(text);
    return kind === null ? null : { kind, form: "json", delimiter: "," };
  }
  if (text.startsWith(reportInBase64))
    return { kind: "credential-report", form: "base64", delimiter: "," };
  if (/^(?:aws: \[ERROR\]: )?An error occurred \(NoSuchEntity\)/.test(text))
    return readNoPolicyAnswer(text) === null
      ? null
      : { kind: "no-password-policy", form: "text", delimiter: "," };
  const line = text.slice(0, text.search(/\n|$/));
  for (const delimiter of [",", ";", "\t"])
    if (reportColumns(splitRow(line, delimiter) ?? []) !== null)
      return { kind: "credential-report", form: "csv", delimiter };
  return null;
}

/**
 * Whether the first hundred characters or so leave it open that a text is a snapshot: it need not be looked at further
 * when it is a log, as nearly all files are.
 */
export function mayBeSnapshot(start: string): boolean {
  const first = /^[\s[]*\{\s*"(\w+)"/.exec(start)?.[1];
  return first === undefined || !logMembers.has(first);
}

/** First members of logs, digests and exports of events. */
const logMembers = new Set([
  "Records",
  "Events",
  "events",
  "eventVersion",
  "awsAccountId",
  "logEvents",
  "messageType",
  "QueryResultRows",
  "hits",
  "_index",
  "_source",
  "version",
  "time",
  "detail",
]);

/** Members at the top of an answer that tell its kind by themselves. */
const telling: ReadonlyMap<string, SnapshotKind> = new Map([
  ["UserDetailList", "authorization-details"],
  ["GroupDetailList", "authorization-details"],
  ["RoleDetailList", "authorization-details"],
  ["PasswordPolicy", "password-policy"],
  ["SummaryMap", "account-summary"],
  ["trailList", "trails"],
  ["IsLogging", "trail-status"],
  ["EventSelectors", "event-selectors"],
]);

/** Members after which no snapshot is meant: logs, and answers that look alike. */
const others = new Set(["Records", "Events", "eventVersion", "userIdentity", "EventDataStoreArn"]);

/** Most members at the top that are looked at. */
const maxMembers = 40;

function kindOfJson(text: string): SnapshotKind | null {
  const top = new Set<string>();
  let hasVersions = false;
  for (const { name, depth } of names(text)) {
    if (depth > 1) {
      hasVersions ||= name === "PolicyVersionList";
      continue;
    }
    const kind = telling.get(name);
    if (kind !== undefined) return kind;
    top.add(name);
    if (others.has(name) || top.size > maxMembers) return null;
  }
  if (top.has("Policies") && hasVersions) return "authorization-details";
  if (top.has("AdvancedEventSelectors") && top.has("TrailARN")) return "event-selectors";
  return top.has("Content") && text.includes(`"${reportInBase64}`) ? "credential-report" : null;
}

/** Names of members with the number of objects they stand in, as far as the text goes. Lists around the first object don't count. */
function* names(text: string): Generator<{ readonly name: string; readonly depth: number }> {
  let depth = 0;
  const token = /"((?:[^"\\]|\\.)*)"(\s*:)?|[{}]/g;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    if (found[0] === "{") depth++;
    else if (found[0] === "}") {
      depth--;
      if (depth === 0) return;
    } else if (found[2] !== undefined) yield { name: found[1] ?? "", depth };
  }
}
