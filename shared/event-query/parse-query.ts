/**
 * The query language of the events: `field:value`, `-field:value`, quotes, ranges of time, free text. Several values of
 * one field mean any of them; different fields must all hold.
 */
import type { EventExclusion, EventFilter } from "../event-filter.ts";
import type { ListField, QueryField } from "./fields.ts";
import { parseSeverity, severities } from "../severity.ts";
import {
  fieldOf,
  fixedValues,
  heldValue,
  isListField,
  listMembers,
  nearestFields,
} from "./fields.ts";
import type { Piece } from "./split-query.ts";
import { splitQuery } from "./split-query.ts";
import { parseTimeRange } from "./time-range.ts";

/** One condition of a query, as it is written. */
export interface QueryToken {
  /** Characters [start, end) of the query. */
  readonly start: number;
  readonly end: number;
  /** Null: free text. */
  readonly field: QueryField | null;
  /** As it is written, without quotes. */
  readonly value: string;
  readonly isNot: boolean;
}

/** What of a query can't be understood. */
export interface QueryError {
  readonly start: number;
  readonly end: number;
  /** A sentence; the words of the query in it are quoted. */
  readonly sentence: string;
}

export interface ParsedQuery {
  /** What could be understood; absent lists instead of empty ones. */
  readonly filter: EventFilter;
  readonly tokens: readonly QueryToken[];
  readonly errors: readonly QueryError[];
}

/** The word that stands for "the event has no such value". */
export const noneWord = "none";

type Lists = Partial<Record<keyof EventExclusion, (string | null)[]>>;

/** Reads a query. What is wrong is told and left out; the rest counts. */
export function parseQuery(text: string): ParsedQuery {
  const only: Lists = {};
  const never: Lists = {};
  const errors: QueryError[] = [];
  const tokens: QueryToken[] = [];
  let rest: Omit<EventFilter, keyof EventExclusion | "exclude"> = {};
  let lastText = -1;

  const pieces = splitQuery(text);
  pieces.forEach((piece, i) => {
    const { start, end, value, isNot } = piece;
    const field = piece.field === null ? null : fieldOf(piece.field);
    const wrong = problemOf(piece, field);
    if (wrong !== null) {
      errors.push({ start, end, sentence: wrong });
      return;
    }
    const isText = field === null || field === "text";
    const joins =
      isText && lastText === i - 1 && !isQuotedOrNamed(piece) && !isQuotedOrNamed(pieces[i - 1]);
    const read = isText ? null : readValue(field, piece, rest);
    if (isText && rest.text !== undefined && !joins)
      errors.push({ start, end, sentence: "Only one text can be searched for at a time." });
    else if (isText) {
      rest = { ...rest, text: joins ? `${rest.text ?? ""} ${value}` : value };
      lastText = i;
      const before = tokens.at(-1);
      if (joins && before !== undefined)
        tokens[tokens.length - 1] = { ...before, end, value: rest.text ?? "" };
      else tokens.push({ start, end, field: "text", value, isNot });
    } else if (typeof read === "string") errors.push({ start, end, sentence: read });
    else {
      if (isListField(field)) add(isNot ? never : only, listMembers[field], wantedOf(field, piece));
      else rest = { ...rest, ...read };
      tokens.push({ start, end, field, value, isNot });
    }
  });
  const exclude = Object.keys(never).length === 0 ? {} : { exclude: never };
  return { filter: { ...rest, ...only, ...exclude }, tokens, errors };
}

/** A quoted text, and one behind `text:`, is whole by itself; words beside each other are one text. */
function isQuotedOrNamed(piece: Piece | undefined): boolean {
  return piece === undefined || piece.isQuoted || piece.field !== null;
}

/** Why a piece means nothing, whatever its value; null: it may mean something. */
function problemOf(
  { field: name, value, isQuoted, isNot }: Piece,
  field: QueryField | null,
): string | null {
  if (name !== null && field === null) {
    const near = nearestFields(name);
    const hint =
      near.length === 0
        ? `Put it in quotes to search for it as text.`
        : `Did you mean ${near.map((one) => `${one}:`).join(" or ")}?`;
    return `There is no field ${JSON.stringify(name)}. ${hint}`;
  }
  if (isNot && (field === null || field === "text")) return "A text can't be left out.";
  if (value === "")
    return field === null
      ? "The text in quotes is empty."
      : `${field}: needs a value behind the colon.`;
  if (field !== null && isListField(field) && !isQuoted && value.includes("*"))
    return `Values are compared as a whole. Search for the part that you know as text, or put ${JSON.stringify(value)} in quotes.`;
  if (field === "severity" && value !== noneWord && parseSeverity(value) === null)
    return `severity: is ${orList([...severities, noneWord])}, not ${JSON.stringify(value)}.`;
  return null;
}

/** What a piece adds to a filter; a sentence where it can't. */
function readValue(
  field: Exclude<QueryField, "text">,
  { value, isNot }: Piece,
  known: EventFilter,
): Partial<EventFilter> | string {
  if (isListField(field)) return {};
  if (field === "time") {
    if (isNot) return "A time can't be left out. Choose the range that is wanted.";
    if (known.from !== undefined || known.to !== undefined)
      return "There is a time already; events have only one.";
    const range = parseTimeRange(value);
    if (typeof range === "string") return range;
    return {
      ...(range.from === null ? {} : { from: range.from }),
      ...(range.to === null ? {} : { to: range.to }),
    };
  }
  if (known[field] !== undefined) return `${field}: stands there already; an event has only one.`;
  const wanted = value.toLowerCase();
  const choices = fixedValues[field];
  if (!choices.some((one) => one === wanted))
    return `${field}: is ${orList(choices)}, not ${JSON.stringify(value)}.`;
  return fixedValue(field, wanted, isNot);
}

function fixedValue(
  field: keyof typeof fixedValues,
  wanted: string,
  isNot: boolean,
): Partial<EventFilter> | string {
  if (field === "access") {
    if (isNot) return "access: takes no minus; events may state neither of the two.";
    return { access: wanted === "read" ? "read" : "write" };
  }
  if (field === "relevant") return { relevant: (wanted === "yes") !== isNot };
  if (!isNot && (wanted === "denied" || wanted === "error")) return { outcome: wanted };
  if (isNot && wanted !== "succeeded" && wanted !== "failed")
    return "-outcome: takes succeeded or failed; of those that failed, choose denied or error.";
  return { outcome: (wanted === "failed") === isNot ? "succeeded" : "failed" };
}

function orList(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;
}

/** The value that a filter wants: null for `none`; a service's short name is spelled out. In quotes it is as it is. */
function wantedOf(field: ListField, { value, isQuoted }: Piece): string | null {
  if (isQuoted) return heldValue(field, value);
  if (value === noneWord) return null;
  return field === "source" && !value.includes(".")
    ? `${value}${sourceEnd}`
    : heldValue(field, value);
}

/** What eventSource ends with for nearly every service. */
export const sourceEnd = ".amazonaws.com";

function add(lists: Lists, member: keyof EventExclusion, value: string | null): void {
  const list = (lists[member] ??= []);
  if (!list.includes(value)) list.push(value);
}
