/** Findings that match, in the order and the groups in which a list shows them. */
import type {
  FindingEvent,
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
import type { Stretch } from "./finding-stretches.ts";
import { stretched, unfolder } from "./finding-stretches.ts";
import type { FindingTable } from "./finding-table.ts";

interface Group {
  readonly key: string;
  readonly members: readonly number[];
  readonly worst: Severity;
  readonly first: string | null;
  readonly last: string | null;
}

/** The lines of a page. `readEvent`: gives an event by the name that findings have for it. */
export function pageOf(
  table: FindingTable,
  query: FindingQuery,
  order: FindingOrder,
  offset: number,
  limit: number,
  readEvent: (name: string) => FindingEvent,
): Omit<FindingPage, "switchedOff"> {
  const groups = grouped(table, query, order);
  const isFoldedGroup = folder(order);
  const linesBelow = unfolder(table, order);
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
    const { total, stretches } = stretched(group.members, linesBelow);
    for (const stretch of stretches)
      lines.push(...linesOf(table, stretch, offset - at, limit, readEvent));
    at += total;
  }
  return { lines, total: at, findings };
}

/** Those lines of a stretch that lie in [offset, offset + limit) of its group. */
function linesOf(
  table: FindingTable,
  { start, members, below }: Stretch,
  offset: number,
  limit: number,
  readEvent: (name: string) => FindingEvent,
): readonly FindingLine[] {
  const from = Math.max(0, offset - start);
  const to = offset + limit - start;
  if (to <= 0 || from >= members.length + below) return [];
  const last = members.length - 1;
  const rows = members.slice(from, Math.max(from, to)).map((index, i): FindingLine => ({
    kind: "finding",
    row: table.row(index),
    isUnfolded: below > 0 && from + i === last,
  }));
  const head = members[last];
  if (below === 0 || to <= members.length || head === undefined) return rows;
  const finding = table.row(head).id;
  const first = Math.max(0, from - members.length);
  const day = table.summary(head).time?.slice(0, 10) ?? null;
  const events = eventsOf(table, head, readEvent)
    .slice(first, to - members.length)
    .map((name, i): FindingLine => {
      const event = readEvent(name);
      const isSameDay = event.time?.slice(0, 10) === day;
      return { kind: "event", finding, at: first + i, of: below, event, isSameDay };
    });
  return [...rows, ...events];
}

/** Events whose times are looked up for it; findings of more show theirs in the order in which they name them. */
const maxSorted = 500;

/** The names of a finding's events in order of time: detections name the gravest first. */
function eventsOf(
  table: FindingTable,
  index: number,
  readEvent: (name: string) => FindingEvent,
): readonly string[] {
  const { events } = table.summary(index);
  if (events.length > maxSorted) return events;
  return cached({ cache: table.fixed }, `events ${String(index)}`, () =>
    events
      .map((name) => ({ name, time: readEvent(name).time ?? "" }))
      .toSorted((a, b) => compare(a.time, b.time))
      .map(({ name }) => name),
  );
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
  const linesBelow = unfolder(table, order);
  let at = 0;
  for (const { key, members } of grouped(table, query, order)) {
    if (order.group !== "none") at++;
    const isFolded = isFoldedGroup(key);
    const inside = members.indexOf(index);
    if (inside >= 0)
      return isFolded ? null : at + stretched(members.slice(0, inside), linesBelow).total;
    if (!isFolded) at += stretched(members, linesBelow).total;
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
