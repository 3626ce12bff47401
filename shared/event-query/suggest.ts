/** What could be meant by what is being typed into the query bar. */
import type { ListField, QueryField } from "./fields.ts";
import { fieldOf, fixedValues, isListField, queryFields } from "./fields.ts";
import { noneWord, sourceEnd } from "./parse-query.ts";
import { listToken } from "./print-query.ts";
import { splitQuery } from "./split-query.ts";

export interface KnownValue {
  /** Null: events without a value. */
  readonly value: string | null;
  /** Null: not counted under this query. */
  readonly events: number | null;
}

/** Values of fields that are known, most events first. */
export type KnownValues = Readonly<Partial<Record<ListField, readonly KnownValue[]>>>;

export interface Suggestion {
  /** What stands in the query when it is taken. */
  readonly text: string;
  readonly field: QueryField;
  /** Null: the field itself is suggested, and its value is still to come. */
  readonly value: string | null;
  /** Events with this value; null: not counted. */
  readonly events: number | null;
}

export interface Suggestions {
  /** Characters [start, end) that a suggestion replaces. */
  readonly start: number;
  readonly end: number;
  readonly items: readonly Suggestion[];
}

/** Most suggestions at a time. */
const most = 12;

/** Suggestions for the piece that ends at the caret or holds it. */
export function suggest(query: string, caret: number, known: KnownValues): Suggestions {
  const piece = splitQuery(query).find(({ start, end }) => start < caret && caret <= end);
  if (piece === undefined)
    return { start: caret, end: caret, items: queryFields.map((field) => fieldItem(field, "")) };
  const { start, end, isNot, field: name, value, isQuoted } = piece;
  const minus = isNot ? "-" : "";
  const field = name === null ? null : fieldOf(name);
  if (name !== null)
    return { start, end, items: field === null ? [] : valuesOf(field, value, minus, known) };
  if (isQuoted) return { start, end, items: [] };
  const typed = value.replace(/^-/, "");
  const sign = value.startsWith("-") ? "-" : "";
  const fields = queryFields
    .filter((one) => one.startsWith(typed.toLowerCase()))
    .map((one) => fieldItem(one, sign));
  const values = typed.length < 2 ? [] : anyValue(typed, sign, known);
  return { start, end, items: [...fields, ...values].slice(0, most) };
}

/** The text that is being typed as a value, or as a text of its own; empty where neither is. */
export function typedValue(query: string, caret: number): string {
  const piece = splitQuery(query).find(({ start, end }) => start < caret && caret <= end);
  return piece === undefined
    ? ""
    : piece.field === null
      ? piece.value.replace(/^-/, "")
      : piece.value;
}

/** Values that were not counted come last. */
function countOf({ events }: KnownValue): number {
  return events ?? -1;
}

function fieldItem(field: QueryField, minus: string): Suggestion {
  return { text: `${minus}${field}:`, field, value: null, events: null };
}

function valuesOf(
  field: QueryField,
  typed: string,
  minus: string,
  known: KnownValues,
): readonly Suggestion[] {
  if (isListField(field))
    return matching(field, known[field] ?? [], typed)
      .slice(0, most)
      .map((one) => valueItem(field, one, minus));
  if (field === "time" || field === "text") return [];
  return fixedValues[field]
    .filter((one) => one.startsWith(typed.toLowerCase()))
    .map((value) => ({ text: `${minus}${field}:${value}`, field, value, events: null }));
}

function anyValue(typed: string, minus: string, known: KnownValues): readonly Suggestion[] {
  return queryFields
    .filter(isListField)
    .flatMap((field) => matching(field, known[field] ?? [], typed).map((one) => ({ field, one })))
    .toSorted((a, b) => countOf(b.one) - countOf(a.one))
    .map(({ field, one }) => valueItem(field, one, minus));
}

function valueItem(field: ListField, { value, events }: KnownValue, minus: string): Suggestion {
  return { text: `${minus}${listToken(field, value)}`, field, value: value ?? noneWord, events };
}

/** Those that begin with what is typed first, then those that hold it; most events first. */
function matching(
  field: ListField,
  values: readonly KnownValue[],
  typed: string,
): readonly KnownValue[] {
  const wanted = typed.toLowerCase();
  const rankOf = ({ value }: KnownValue): number => {
    const text = (value ?? noneWord).toLowerCase();
    // The end that all services share says nothing, until it is typed.
    const isShared = field === "source" && !wanted.includes(".") && text.endsWith(sourceEnd);
    const at = (isShared ? text.slice(0, -sourceEnd.length) : text).indexOf(wanted);
    return at < 0 ? 2 : at === 0 ? 0 : 1;
  };
  return values
    .map((one) => ({ one, rank: rankOf(one) }))
    .filter(({ rank }) => rank < 2)
    .toSorted((a, b) => a.rank - b.rank || countOf(b.one) - countOf(a.one))
    .map(({ one }) => one);
}
