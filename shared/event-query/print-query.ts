/** Writes a filter as the query that means it. */
import type { EventFilter } from "../event-filter.ts";
import type { ListField, QueryField } from "./fields.ts";
import { isListField, listMembers, queryFields } from "./fields.ts";
import { noneWord, parseQuery, sourceEnd } from "./parse-query.ts";
import { quoted } from "./split-query.ts";
import { printTimeRange } from "./time-range.ts";

/** The conditions of a filter, each as it is written in a query. Empty lists and an empty text are none. */
export function queryTokens(filter: EventFilter): readonly string[] {
  const fields = queryFields.filter((field) => field !== "text");
  return [
    ...fields.flatMap((field) => conditions(field, filter)),
    ...fields
      .filter(isListField)
      .flatMap((field) =>
        (filter.exclude?.[listMembers[field]] ?? []).map((value) => `-${listToken(field, value)}`),
      ),
    ...(filter.text === undefined || filter.text === "" ? [] : [textToken(filter.text)]),
  ];
}

/** The query that means a filter: `parseQuery` gives the filter back. */
export function printQuery(filter: EventFilter): string {
  return queryTokens(filter).join(" ");
}

/**
 * The query of a filter that was made of another query: conditions that stay keep their order, new ones come behind
 * them.
 */
export function reprintQuery(before: string, filter: EventFilter): string {
  const wanted = new Set(queryTokens(filter));
  const old = parseQuery(before).tokens.flatMap(({ start, end }) =>
    queryTokens(parseQuery(before.slice(start, end)).filter),
  );
  const kept = [...new Set(old)].filter((token) => wanted.delete(token));
  return [...kept, ...wanted].join(" ");
}

function conditions(field: Exclude<QueryField, "text">, filter: EventFilter): readonly string[] {
  if (isListField(field))
    return (filter[listMembers[field]] ?? []).map((value) => listToken(field, value));
  if (field === "time") {
    const { from = null, to = null } = filter;
    return from === null && to === null ? [] : [`time:${printTimeRange({ from, to })}`];
  }
  const value = filter[field];
  if (value === undefined) return [];
  return [`${field}:${typeof value === "string" ? value : value ? "yes" : "no"}`];
}

/** One value of a field of words, as it is written in a query. */
export function listToken(field: ListField, value: string | null): string {
  return `${field}:${value === null ? noneWord : valueText(field, value)}`;
}

function valueText(field: ListField, value: string): string {
  const short =
    field === "source" && value.endsWith(sourceEnd) ? value.slice(0, -sourceEnd.length) : value;
  const isShort = short !== value && /^[\w-]+$/.test(short) && short !== noneWord;
  if (isShort) return short;
  const isPlain = /^[^\s"*\\]+$/.test(value) && value !== noneWord;
  return isPlain && (field !== "source" || value.includes(".")) ? value : quoted(value);
}

/** Words that can't be taken for anything else stay bare. */
function textToken(text: string): string {
  return /^[^\s":\\-][^\s":\\]*$/.test(text) ? text : quoted(text);
}
