/** Findings that match, in the order and the groups in which a list shows them. */
import type {
  FindingGroup,
  FindingLine,
  FindingOrder,
  FindingPage,
  FindingQuery,
  FindingSort,
} from "../../shared/ipc/findings.ts";
import type { Severity } from "../../shared/severity.ts";
import { pathById } from "../../shared/analysis/paths/known-paths.ts";
import { rankOf } from "../../shared/severity.ts";
import { cached, matching } from "./finding-filter.ts";
import { orderOf } from "./finding-order.ts";
import type { FindingTable } from "./finding-table.ts";

interface Group {
  readonly key: string;
  readonly members: readonly number[];
  readonly worst: Severity;
  readonly first: string | null;
  readonly last: string | null;
}

/** The lines of a page. */
export function pageOf(
  table: FindingTable,
  query: FindingQuery,
  order: FindingOrder,
  offset: number,
  limit: number,
): Omit<FindingPage, "switchedOff"> {
  const groups = grouped(table, query, order);
  const isFoldedGroup = folder(order);
  const lines: FindingLine[] = [];
  let at = 0;
  let findings = 0;
  for (const group of groups) {
    const isFolded = isFoldedGroup(group.key);
    findings += group.members.length;
    if (order.group !== "none") {
      if (at >= offset && at < offset + limit)
        lines.push({
          kind: "group",
          key: group.key,
          label: labelOf(order.group, group.key),
          findings: group.members.length,
          worst: group.worst,
          first: group.first,
          last: group.last,
          isFolded,
        });
      at++;
    }
    if (isFolded) continue;
    const from = Math.max(0, offset - at);
    const to = Math.min(group.members.length, offset + limit - at);
    for (const index of from < to ? group.members.slice(from, to) : [])
      lines.push({ kind: "finding", row: table.row(index) });
    at += group.members.length;
  }
  return { lines, total: at, findings };
}

/** The line of a finding; null when it does not match or its group is folded. */
export function placeOf(
  table: FindingTable,
  query: FindingQuery,
  order: FindingOrder,
  id: string,
): number | null {
  const index = table.indexOf(id);
  if (index === null) return null;
  const isFoldedGroup = folder(order);
  let at = 0;
  for (const { key, members } of grouped(table, query, order)) {
    if (order.group !== "none") at++;
    const isFolded = isFoldedGroup(key);
    const inside = members.indexOf(index);
    if (inside >= 0) return isFolded ? null : at + inside;
    if (!isFolded) at += members.length;
  }
  return null;
}

/** Whether the group of a key is folded. */
function folder({ group, folded, areFolded = false }: FindingOrder): (key: string) => boolean {
  const named = new Set(folded);
  return (key) => group !== "none" && named.has(key) !== areFolded;
}

function grouped(
  table: FindingTable,
  query: FindingQuery,
  { sort, descending, group }: FindingOrder,
): readonly Group[] {
  const key = JSON.stringify([query, sort, descending, group]);
  return cached(table, `groups ${key}`, () => {
    const sorted = inOrder(table, matching(table, query), sort, descending);
    if (group === "none") return [groupOf(table, "", sorted)];
    const groups = [...Map.groupBy(sorted, (index) => keyOf(table, group, index))].map(
      ([name, members]) => groupOf(table, name, members),
    );
    return groups.toSorted(
      group === "day"
        ? (a, b) => compare(a.key, b.key) * (sort === "time" && descending ? -1 : 1)
        : (a, b) =>
            rankOf(b.worst) - rankOf(a.worst) ||
            b.members.length - a.members.length ||
            compare(a.key, b.key),
    );
  });
}

function groupOf(table: FindingTable, key: string, members: readonly number[]): Group {
  let worst: Severity = "info";
  let first: string | null = null;
  let last: string | null = null;
  for (const index of members) {
    const { severity, time, lastTime } = table.summary(index);
    if (rankOf(severity) > rankOf(worst)) worst = severity;
    if (time === null) continue;
    if (first === null || time < first) first = time;
    const end = lastTime ?? time;
    if (last === null || end > last) last = end;
  }
  return { key, members, worst, first, last };
}

function keyOf(table: FindingTable, group: FindingGroup, index: number): string {
  const summary = table.summary(index);
  switch (group) {
    case "none":
      return "";
    case "actor":
      return summary.actor;
    case "target":
      return summary.target;
    case "action":
      return summary.eventName;
    case "severity":
      return summary.severity;
    case "outcome":
      return summary.outcome;
    case "path":
      return summary.escalationPaths[0] ?? "";
    case "day":
      return summary.time?.slice(0, 10) ?? "";
  }
}

const outcomeWords: Readonly<Record<string, string>> = {
  success: "Done",
  denied: "Denied: nothing changed",
  failed: "Failed: nothing changed",
};

function labelOf(group: FindingGroup, key: string): string {
  if (group === "day" && key === "") return "Time unknown";
  if (group === "outcome") return outcomeWords[key] ?? key;
  if (group === "path")
    return key === "" ? "On no known path" : `${key}: ${pathById(key)?.title ?? ""}`;
  return group === "severity" ? key.replace(/^./, (c) => c.toUpperCase()) : key;
}

/** Equal ones stand in order of time, then of number. */
function inOrder(
  table: FindingTable,
  indexes: readonly number[],
  sort: FindingSort,
  descending: boolean,
): readonly number[] {
  // The table stands in this order.
  if (sort === "severity" && descending) return indexes;
  const { placeOfIndex, indexOfPlace } = cached(
    { cache: sort === "status" ? table.cache : table.fixed },
    `order ${sort} ${descending}`,
    () => orderOf(table, sort, descending),
  );
  // Places are numbers: sorting them is quicker than asking a function for each pair.
  const places = Uint32Array.from(indexes, (index) => placeOfIndex[index] ?? 0).toSorted();
  return Array.from(places, (place) => indexOfPlace[place] ?? 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
