/** The filter of the findings as text, `severity:high actor:"user ana" words`, and back. Pure. */
import type { FindingQuery } from "../../../shared/ipc/findings.ts";

/** Fields that take values of a list, by their name in the text. */
const lists = {
  severity: "severities",
  status: "statuses",
  outcome: "outcomes",
  actor: "actors",
  target: "targets",
  action: "actions",
  account: "accounts",
  region: "regions",
  address: "addresses",
  mitre: "mitre",
  path: "paths",
  owner: "owners",
  rule: "rules",
  is: "states",
} as const;

export type QueryField = keyof typeof lists;

/** Further names that people type. */
const others: Readonly<Record<string, QueryField>> = {
  sev: "severity",
  ip: "address",
  event: "action",
  technique: "mitre",
};

/** Words that some fields take; other fields take any. */
const words: Partial<Record<QueryField, readonly string[]>> = {
  severity: ["critical", "high", "medium", "low", "info"],
  status: ["open", "confirmed", "false-positive", "accepted", "fixed"],
  outcome: ["success", "denied", "failed"],
  is: ["off"],
};

export const queryFields = Object.keys(lists).filter(isField);

/** One condition of a filter. */
export interface QueryToken {
  readonly field: QueryField | "time";
  /** Of a time `from..to`. */
  readonly value: string;
}

const piece = /([a-z]+):("(?:[^"\\]|\\.)*"|\S+)|"(?:[^"\\]|\\.)*"|\S+/g;

/** Reads a filter. What is no condition is looked for as words. */
export function parseQuery(text: string): FindingQuery {
  const found: Partial<Record<(typeof lists)[QueryField], string[]>> = {};
  const free: string[] = [];
  let time: Pick<FindingQuery, "from" | "to"> = {};
  for (const [all, name, quoted] of text.matchAll(piece)) {
    const token = name === undefined || quoted === undefined ? null : tokenOf(name, quoted);
    if (token === null) free.push(all);
    else if (token.field === "time") time = rangeOf(token.value) ?? time;
    else {
      const list = (found[lists[token.field]] ??= []);
      if (!list.includes(token.value)) list.push(token.value);
    }
  }
  // Severities, statuses and outcomes were checked against their words.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return {
    ...found,
    ...time,
    ...(free.length === 0 ? {} : { text: free.join(" ") }),
  } as FindingQuery;
}

/** Reads one condition; null when it is none. */
function tokenOf(name: string, quoted: string): QueryToken | null {
  const value = unquoted(quoted);
  if (name === "time") return rangeOf(value) === null ? null : { field: "time", value };
  const field = isField(name) ? name : others[name];
  if (field === undefined) return null;
  if (quoted === "none") return { field, value: "" };
  const known = words[field];
  if (known === undefined) return { field, value };
  const word = known.find((one) => one === value.toLowerCase());
  return word === undefined ? null : { field, value: word };
}

/** Writes a filter; `parseQuery` reads the same out of it. */
export function printQuery(query: FindingQuery): string {
  const free = query.text?.trim() ?? "";
  return [...tokensOf(query).map(printToken), ...(free === "" ? [] : [free])].join(" ");
}

/** The conditions of a filter, without its words. */
export function tokensOf(query: FindingQuery): readonly QueryToken[] {
  const listed = queryFields.flatMap((field) =>
    (query[lists[field]] ?? []).map((value): QueryToken => ({ field, value })),
  );
  const { from = "", to = "" } = query;
  return from === "" && to === ""
    ? listed
    : [...listed, { field: "time", value: `${shortTime(from)}..${shortTime(to)}` }];
}

/** A condition as text. */
export function printToken({ field, value }: QueryToken): string {
  if (value === "") return `${field}:none`;
  const isPlain = /^[^\s"\\]+$/.test(value) && value !== "none";
  return `${field}:${isPlain ? value : `"${value.replaceAll(/["\\]/g, (c) => `\\${c}`)}"`}`;
}

/** The filter without one of its conditions. */
export function withoutToken(query: FindingQuery, { field, value }: QueryToken): FindingQuery {
  if (field === "time") {
    const { from: _from, to: _to, ...rest } = query;
    return rest;
  }
  return withValues(
    query,
    field,
    valuesOf(query, field).filter((one) => one !== value),
  );
}

/** The values that a field is held to. */
export function valuesOf(query: FindingQuery, field: QueryField): readonly string[] {
  return query[lists[field]] ?? [];
}

/** The filter with other values for a field; none: without the condition. */
export function withValues(
  query: FindingQuery,
  field: QueryField,
  values: readonly string[],
): FindingQuery {
  const { [lists[field]]: _before, ...rest } = query;
  return values.length === 0 ? rest : { ...rest, [lists[field]]: values };
}

/** Adds a value to a field, or takes it away. */
export function toggled(query: FindingQuery, field: QueryField, value: string): FindingQuery {
  const now = valuesOf(query, field);
  return withValues(
    query,
    field,
    now.includes(value) ? now.filter((one) => one !== value) : [...now, value],
  );
}

/** Whether a text is the beginning of a condition that is still being typed. */
export function isUnfinished(text: string): boolean {
  const [, name] = /(?:^|\s)([a-z]+):("[^"]*|[^\s"]*)$/.exec(text) ?? [];
  return name !== undefined && (name === "time" || isField(name) || name in others);
}

function isField(name: string): name is QueryField {
  return Object.hasOwn(lists, name);
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll(/\\(.)/g, "$1") : text;
}

/** `from..to` with either end open, or one day; times to the day, minute or second. Null: no times. */
function rangeOf(value: string): Pick<FindingQuery, "from" | "to"> | null {
  const [first = "", last] = value.split("..");
  if (last === undefined) {
    const from = /^\d{4}-\d\d-\d\d$/.test(first) ? fullTime(first) : null;
    if (from === null) return null;
    return { from, to: iso(Date.parse(from) + 86_400_000) };
  }
  const from = first === "" ? undefined : fullTime(first);
  const to = last === "" ? undefined : fullTime(last);
  if (from === null || to === null || (from === undefined && to === undefined)) return null;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function fullTime(text: string): string | null {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::(\d\d))?Z?)?$/.exec(text);
  if (match === null) return null;
  const [, day = "", minute = "00:00", second = "00"] = match;
  const at = Date.parse(`${day}T${minute}:${second}Z`);
  return Number.isNaN(at) ? null : iso(at);
}

function iso(at: number): string {
  return new Date(at).toISOString().replace(".000Z", "Z");
}

function shortTime(at: string): string {
  return at
    .replace(/T00:00:00Z$/, "")
    .replace(/:00Z$/, "")
    .replace(/Z$/, "");
}
