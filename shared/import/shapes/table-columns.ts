/**
 * The columns of a table of events → what each row holds: a record's text, or members from which a record is put
 * together. Columns are known by their names, in any order and spelling.
 */
import type { Json } from "../../cloudtrail-event.ts";
import type { Piece } from "./piece.ts";
import { holdsJson } from "./piece.ts";
import { importantMembers, innerMember, topMember } from "./member-names.ts";
import { cellValue, isAltered } from "./table-cells.ts";
import { createRecordTree } from "./record-tree.ts";

/** A table whose rows are events. */
export interface EventTable {
  /** Name of the shape, in plain words. */
  readonly name: string;
  /** The row's events, if any; null for a header that stands in the table again. */
  readonly row: (cells: readonly (Json | undefined)[]) => TableRow | null;
  /** Columns that lead to no member of a record. */
  readonly unused: readonly string[];
}

/** What a row gave. */
export interface TableRow {
  readonly pieces: readonly Piece[];
  /** A spreadsheet program rewrote numbers or dates of the row. */
  readonly isAltered: boolean;
  /** A struct's text can be read in more than one way. */
  readonly isAmbiguous: boolean;
  /** The row is an Insight event. */
  readonly isInsight: boolean;
}

/** What was found about a header: a table of events, or which columns it lacks to be one; null for other tables. */
export type TableFound = EventTable | { readonly needs: string } | null;

/** Columns that hold a whole record as text, the best first. */
const wholeColumns: readonly (readonly [column: string, shape: string])[] = [
  ["eventjson", "CloudTrail Lake table (CSV)"],
  ["cloudtrailevent", "lookup-events table (CSV)"],
  ["event.original", "Elasticsearch table (CSV)"],
  ["_source.event.original", "Elasticsearch table (CSV)"],
  ["_raw", "Splunk table (CSV)"],
  ["@message", "CloudWatch Logs Insights table (CSV)"],
  ["message", "CloudWatch Logs table (CSV)"],
  ["raw", "table with a column of records (CSV)"],
  ["rawevent", "table with a column of records (CSV)"],
  ["record", "table with a column of records (CSV)"],
];

/** Names that other programs give to members (Microsoft Sentinel's table AWSCloudTrail; the console's Event history). */
const aliases: ReadonlyMap<string, readonly string[]> = new Map([
  ["awsaccesskey", ["userIdentity", "accessKeyId"]],
  ["awseventid", ["eventID"]],
  ["eventtypename", ["eventType"]],
  ["sourceipaddress", ["sourceIPAddress"]],
  ["awsrequestid", ["requestID"]],
  ["awsrequestid_", ["requestID"]],
  ["sessionmfaauthenticated", ["userIdentity", "sessionContext", "attributes", "mfaAuthenticated"]],
  ["sessioncreationdate", ["userIdentity", "sessionContext", "attributes", "creationDate"]],
  ["sessionissuertype", ["userIdentity", "sessionContext", "sessionIssuer", "type"]],
  ["sessionissuerarn", ["userIdentity", "sessionContext", "sessionIssuer", "arn"]],
  ["sessionissueraccountid", ["userIdentity", "sessionContext", "sessionIssuer", "accountId"]],
  ["sessionissuerprincipalid", ["userIdentity", "sessionContext", "sessionIssuer", "principalId"]],
  ["sessionissuerusername", ["userIdentity", "sessionContext", "sessionIssuer", "userName"]],
  ["useridentityaccountid", ["userIdentity", "accountId"]],
]);

/** Recognizes a header. `first` is the first row, which tells tables with equal columns apart. */
export function eventTable(
  header: readonly string[],
  first: readonly (Json | undefined)[] = [],
): TableFound {
  const names = header.map((name) => name.trim().toLowerCase());
  const paths = pathsOf(header);
  const members = new Set(paths.map((path) => path?.[0] ?? ""));
  const isMapped =
    members.has("eventName") &&
    members.has("eventSource") &&
    (members.has("eventTime") || members.has("eventID"));
  const whole = wholeColumns
    .map(([column, shape]) => ({ at: names.indexOf(column), shape }))
    .filter(({ at }) => at >= 0);
  const holder = whole.find(({ at }) => isWholeByName(names, at) || holdsJson(first[at]));
  if (holder === undefined && !isMapped) return needed(members, names, first);
  const isHistory = isHistoryHeader(header);
  const name = holder?.shape ?? (isHistory ? historyName : structName(header, first));
  const missing = missingOf(paths, isHistory);
  return {
    name,
    unused: header.filter((column, i) => paths[i] === null && column.trim() !== ""),
    row: (cells) => {
      if (isHeaderAgain(header, cells)) return null;
      for (const { at } of whole) {
        const text = cells[at];
        if (holdsJson(text)) return { ...nothing, pieces: [{ text, lossy: false, missing: [] }] };
      }
      if (!isMapped) return nothing;
      return mappedRow(paths, cells, missing);
    },
  };
}

/** Names that stand for a record's text whatever the first row holds; others do so in other tables too. */
function isWholeByName(names: readonly string[], at: number): boolean {
  const name = names[at] ?? "";
  if (name === "message") return names.length === 2 && names.includes("timestamp");
  return !["raw", "rawevent", "record"].includes(name);
}

function isHistoryHeader(header: readonly string[]): boolean {
  return header.some((name) => /^(aws access key|user name)$/i.test(name.trim()));
}

const nothing: TableRow = {
  pieces: [],
  isAltered: false,
  isAmbiguous: false,
  isInsight: false,
};

const historyName = "Event history table (CSV)";

function structName(header: readonly string[], first: readonly (Json | undefined)[]): string {
  const joined = header.map((name) => name.toLowerCase());
  if (joined.includes("awseventid") || joined.includes("useridentityarn"))
    return "Microsoft Sentinel table (CSV)";
  if (joined.some((name) => name.startsWith("useridentity."))) return "table of event fields (CSV)";
  const time = first[joined.indexOf("eventtime")];
  const isLake =
    (typeof time === "string" && /^\d{4}-\d\d-\d\d \d/.test(time)) || joined.includes("eventjson");
  return isLake ? "CloudTrail Lake table (CSV)" : "Athena table (CSV)";
}

/** Where each column's value stands in a record; null for columns that lead nowhere. */
function pathsOf(header: readonly string[]): readonly (readonly string[] | null)[] {
  const seen = new Set<string>();
  const isHistory = isHistoryHeader(header);
  return header.map((name) => {
    const path = pathOf(name.trim(), isHistory);
    const key = path?.join("\n") ?? "";
    // The first of two columns with one name counts.
    if (path === null || seen.has(key)) return null;
    seen.add(key);
    return path;
  });
}

function pathOf(name: string, isHistory: boolean): readonly string[] | null {
  const whole = topMember(name);
  if (whole !== null) return [whole];
  const flat = name.toLowerCase().replaceAll(/[\s_-]/g, "");
  const alias = aliases.get(flat);
  if (alias !== undefined) return alias;
  if (flat === "username" && isHistory) return ["userIdentity", "userName"];
  const [head = "", ...rest] = name.split(".");
  const member = topMember(head);
  if (rest.length > 0 && member !== null)
    return member === "requestParameters" || member === "responseElements"
      ? [member, ...rest]
      : [member, ...rest.map(innerMember)];
  const ofIdentity = /^useridentity(.+)$/.exec(flat)?.[1];
  if (ofIdentity !== undefined) {
    const known = innerMember(ofIdentity);
    return known === ofIdentity && !["type", "arn"].includes(known)
      ? null
      : ["userIdentity", known];
  }
  return flat === "timegenerated" ? ["eventTime"] : null;
}

function missingOf(
  paths: readonly (readonly string[] | null)[],
  isHistory: boolean,
): readonly string[] {
  return importantMembers.filter(
    (member) =>
      (isHistory && member === "userIdentity") || !paths.some((path) => path?.[0] === member),
  );
}

function mappedRow(
  paths: readonly (readonly string[] | null)[],
  cells: readonly (Json | undefined)[],
  missing: readonly string[],
): TableRow {
  const tree = createRecordTree();
  let hasAltered = false;
  let isAmbiguous = false;
  const onAmbiguous = (): void => {
    isAmbiguous = true;
  };
  let hasName = false;
  paths.forEach((path, i) => {
    const cell = cells[i];
    if (path === null || cell === undefined || cell === null || cell === "") return;
    if (isAltered(path, cell)) {
      hasAltered = true;
      // 1.23E+11 is no account any more.
      if (path[0] !== "eventTime") return;
    }
    if (path[0] === "eventName") hasName = true;
    tree.set(path, cellValue(path, cell, onAmbiguous));
  });
  const category = cells[paths.findIndex((path) => path?.[0] === "eventCategory")];
  if (category === "Insight") return { ...nothing, isInsight: true };
  if (!hasName) return nothing;
  return {
    ...nothing,
    pieces: [{ text: JSON.stringify(tree.record()), lossy: true, missing }],
    isAltered: hasAltered,
    isAmbiguous,
  };
}

/** Joined tables repeat their header. */
function isHeaderAgain(header: readonly string[], cells: readonly (Json | undefined)[]): boolean {
  return header.length > 1 && header.every((name, i) => cells[i] === name);
}

/** What a table with some event columns lacks; null when it shows no trace of CloudTrail. */
function needed(
  members: ReadonlySet<string>,
  names: readonly string[],
  first: readonly (Json | undefined)[],
): TableFound {
  const known = [...members].filter((name) => name !== "");
  const isTrace =
    known.some((name) => name.startsWith("event")) ||
    known.length >= 2 ||
    first.some((cell) => typeof cell === "string" && /^[a-z0-9-]+\.amazonaws\.com$/.test(cell)) ||
    names.some((_, i) => isWholeByName(names, i) && wholeColumns.some(([c]) => c === names[i]));
  if (!isTrace) return null;
  const lacking = ["eventName", "eventSource"].filter((name) => !members.has(name));
  const needs = [
    ...lacking.map((name) => words(name)),
    ...(members.has("eventTime") || members.has("eventID") ? [] : ["Event time or Event ID"]),
  ];
  return { needs: needs.join(", ") };
}

function words(member: string): string {
  return member === "eventName" ? "Event name" : "Event source";
}
