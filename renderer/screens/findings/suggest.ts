/** What could stand at the end of a filter that is being typed. Pure. */
import type { FacetCount, FindingFacets } from "../../../shared/ipc/findings.ts";
import type { QueryField } from "./query-text.ts";
import { printToken, queryFields } from "./query-text.ts";

export interface Suggestion {
  /** A whole condition, or a field with its colon. */
  readonly text: string;
  /** Findings with it; null: a field. */
  readonly count: number | null;
}

const most = 8;

/** The piece at the end of a text: where it begins, its field and what is typed of its value; null: a word. */
function lastPiece(text: string): {
  readonly at: number;
  readonly field: string | null;
  readonly typed: string;
} {
  const condition = /(?:^|\s)([a-z]+):("[^"]*|[^\s"]*)$/.exec(text);
  if (condition !== null) {
    const [all, field = "", typed = ""] = condition;
    const at = condition.index + (/^\s/.test(all) ? 1 : 0);
    return { at, field, typed: typed.replace(/^"/, "") };
  }
  const word = /\S*$/.exec(text)?.[0] ?? "";
  return { at: text.length - word.length, field: null, typed: word };
}

/** Suggestions for the end of a text; `facets`: counts of what matches now. */
export function suggest(text: string, facets: FindingFacets | undefined): readonly Suggestion[] {
  const { field, typed } = lastPiece(text);
  if (field === null) {
    if (!/^[a-z]+$/.test(typed)) return [];
    return [...queryFields, "time" as const]
      .filter((one) => one.startsWith(typed))
      .map((one) => ({ text: `${one}:`, count: null }));
  }
  const known = queryFields.find((one) => one === field);
  if (known === undefined || facets === undefined) return [];
  const wanted = typed.toLowerCase();
  return valuesOf(known, facets)
    .filter(({ value }) => value.toLowerCase().includes(wanted))
    .slice(0, most)
    .map(({ value, count }) => ({ text: printToken({ field: known, value }), count }));
}

/** The text with a suggestion in the place of its last piece. */
export function completed(text: string, suggestion: Suggestion): string {
  return text.slice(0, lastPiece(text).at) + suggestion.text;
}

/** The text without a condition at its end that is still being typed. */
export function finishedPart(text: string): string {
  const { at, field } = lastPiece(text);
  return field === null ? text : text.slice(0, at);
}

function valuesOf(field: QueryField, facets: FindingFacets): readonly FacetCount[] {
  switch (field) {
    case "severity":
      return Object.entries(facets.severities).map(([value, count]) => ({ value, count }));
    case "status":
      return Object.entries(facets.statuses).map(([value, count]) => ({ value, count }));
    case "outcome":
      return facets.outcomes;
    case "actor":
      return facets.actors;
    case "target":
      return facets.targets;
    case "action":
      return facets.actions;
    case "account":
      return facets.accounts;
    case "address":
      return facets.addresses;
    case "owner":
      return facets.owners;
    case "mitre":
      return facets.mitre;
    case "path":
      return facets.paths;
    case "region":
    case "rule":
    case "is":
      return [];
  }
}
