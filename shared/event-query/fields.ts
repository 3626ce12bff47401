/** The fields of the query language, and what of a filter each of them says. */
import type { EventExclusion } from "../event-filter.ts";

/** A field whose values are words of the log: an event has any of the values. */
export type ListField =
  | "source"
  | "name"
  | "actor"
  | "role"
  | "account"
  | "region"
  | "address"
  | "key"
  | "agent"
  | "error"
  | FindingField;

/** Fields of the findings that an event belongs to. */
export type FindingField = "severity" | "technique" | "path";

export type QueryField = ListField | "time" | "outcome" | "access" | "relevant" | "text";

/** The member of a filter behind a field of words. */
export const listMembers: Readonly<Record<ListField, keyof EventExclusion>> = {
  source: "sources",
  name: "names",
  actor: "actors",
  role: "roles",
  account: "accounts",
  region: "regions",
  address: "addresses",
  key: "accessKeys",
  agent: "userAgents",
  error: "errorCodes",
  severity: "severities",
  technique: "techniques",
  path: "paths",
};

/** Values of fields that have few. */
export const fixedValues = {
  outcome: ["succeeded", "failed", "denied", "error"],
  access: ["read", "write"],
  relevant: ["yes", "no"],
} as const;

/** All fields, in the order in which a filter is printed. */
export const queryFields: readonly QueryField[] = [
  "time",
  "outcome",
  "access",
  "relevant",
  "source",
  "name",
  "actor",
  "role",
  "account",
  "region",
  "address",
  "key",
  "agent",
  "error",
  "severity",
  "technique",
  "path",
  "text",
];

/** Other names of fields. */
const aliases: Readonly<Record<string, QueryField>> = {
  event: "name",
  session: "role",
  ip: "address",
};

/** The field of a name, in any case; null: there is none. */
export function fieldOf(name: string): QueryField | null {
  const wanted = name.toLowerCase();
  return (
    queryFields.find((field) => field === wanted) ??
    (Object.hasOwn(aliases, wanted) ? (aliases[wanted] ?? null) : null)
  );
}

/** The value of a field as filters hold it: severities and paths in small letters, techniques in capitals. */
export function heldValue(field: ListField, value: string): string {
  if (field === "severity" || field === "path") return value.toLowerCase();
  return field === "technique" ? value.toUpperCase() : value;
}

/** Whether the values of a field are words of the log. */
export function isListField(field: string): field is ListField {
  return Object.hasOwn(listMembers, field);
}

/** Names of fields that are written most like this one: those that begin so, else those with the fewest slips. */
export function nearestFields(name: string): readonly string[] {
  const wanted = name.toLowerCase();
  const names = [...queryFields, ...Object.keys(aliases)];
  const begun = names.filter((field) => field.startsWith(wanted));
  if (begun.length > 0) return begun.slice(0, 3);
  const near = names.map((field) => ({ field, slips: distance(wanted, field) }));
  const least = Math.min(...near.map(({ slips }) => slips));
  const allowed = wanted.length <= 3 ? 1 : 2;
  return least > allowed
    ? []
    : near.filter(({ slips }) => slips === least).map(({ field }) => field);
}

/** Letters to add, take away, change or swap with their neighbour. */
function distance(a: string, b: string): number {
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const steps = [
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (isSame ? 0 : 1),
      ];
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        steps.push((before[j - 2] ?? 0) + 1);
      row.push(Math.min(...steps));
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
