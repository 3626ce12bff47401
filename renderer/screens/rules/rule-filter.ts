/** Which rules are shown, and counts of them by facet. Pure. */
import type { RuleRow } from "../../../shared/ipc/rules.ts";
import { techniqueName } from "../../../shared/knowledge/mitre.ts";
import { rankOf, severities } from "../../../shared/severity.ts";
import type { Severity } from "../../../shared/severity.ts";

export const facetNames = ["kind", "state", "severity", "service", "mitre"] as const;
export type FacetName = (typeof facetNames)[number];

/** What is ticked; an empty list: no condition. */
export type RuleFilter = Readonly<Record<FacetName, readonly string[]>> & {
  /** Each of its words stands in name, title or techniques. */
  readonly text: string;
};

/** The severity that counts: what was set, else the rule's own. */
export function severityNow({ setting, severity }: RuleRow): Severity | null {
  return setting?.severity?.to ?? severity;
}

/** The values of a rule in a facet. */
function valuesOf(row: RuleRow, facet: FacetName): readonly string[] {
  switch (facet) {
    case "kind":
      return [row.kind];
    case "state":
      return [
        row.state,
        ...((row.setting?.off ?? null) === null ? [] : ["off"]),
        ...((row.setting?.severity ?? null) === null ? [] : ["set"]),
        ...(row.fired > 0 ? ["fired"] : []),
      ];
    case "severity":
      return [severityNow(row) ?? ""];
    case "service":
      return row.services.length === 0 ? [""] : row.services;
    case "mitre":
      return row.mitre;
  }
}

function holds(row: RuleRow, filter: RuleFilter, except: FacetName | null): boolean {
  return facetNames.every((facet) => {
    const wanted = filter[facet];
    return (
      facet === except ||
      wanted.length === 0 ||
      valuesOf(row, facet).some((value) => wanted.includes(value))
    );
  });
}

function textOf(row: RuleRow): string {
  return [row.name, row.title, ...row.mitre.flatMap((id) => [id, techniqueName(id) ?? ""])]
    .join("\n")
    .toLowerCase();
}

/** The rules that match, in the order of the list. */
export function matchingRules(rows: readonly RuleRow[], filter: RuleFilter): readonly RuleRow[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (!holds(row, filter, null)) return false;
    if (words.length === 0) return true;
    const text = textOf(row);
    return words.every((word) => text.includes(word));
  });
}

/** Counts of each value of a facet, among what matches but for its own condition; the most frequent first. */
export function facetCounts(
  rows: readonly RuleRow[],
  filter: RuleFilter,
  facet: FacetName,
): readonly { readonly value: string; readonly count: number }[] {
  const others = matchingRules(rows, { ...filter, [facet]: [] });
  const counts = new Map<string, number>(filter[facet].map((value) => [value, 0]));
  for (const row of others)
    for (const value of valuesOf(row, facet)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const all = [...counts].map(([value, count]) => ({ value, count }));
  if (facet === "severity")
    return [...severities, ""].flatMap((value) => all.filter((one) => one.value === value));
  return all.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

export const sorts = ["severity", "name", "title", "service", "fired", "state"] as const;
export type RuleSort = (typeof sorts)[number];

function rank(row: RuleRow): number {
  const severity = severityNow(row);
  return severity === null ? 0 : rankOf(severity);
}

/** Rules in another order; equal ones stand in that of the list. */
export function sortedRules(
  rows: readonly RuleRow[],
  sort: RuleSort,
  descending: boolean,
): readonly RuleRow[] {
  const sign = descending ? -1 : 1;
  const text = (row: RuleRow): string => {
    if (sort === "service") return row.services.join(" ");
    if (sort === "state") return valuesOf(row, "state").join(" ");
    return (sort === "name" ? row.name : row.title).toLowerCase();
  };
  return rows.toSorted((a, b) => {
    if (sort === "fired") return sign * (a.fired + a.leftOut - b.fired - b.leftOut);
    if (sort === "severity") return sign * (rank(a) - rank(b));
    const [x, y] = [text(a), text(b)];
    return sign * (x < y ? -1 : x > y ? 1 : 0);
  });
}
