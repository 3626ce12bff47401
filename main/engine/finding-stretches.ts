/** Where findings that are unfolded push the lines after them down. */
import type { FindingOrder } from "../../shared/ipc/findings.ts";
import type { FindingTable } from "./finding-table.ts";

/** How many lines stand beneath each finding that is unfolded: those of several events alone have any. */
export function unfolder(
  table: FindingTable,
  { unfolded = [] }: FindingOrder,
): ReadonlyMap<number, number> {
  const below = new Map<number, number>();
  for (const id of unfolded) {
    const index = table.indexOf(id);
    const events = index === null ? 0 : table.summary(index).events.length;
    if (index !== null && events > 1) below.set(index, events);
  }
  return below;
}

/** Findings of a group that follow each other: of them only the last may be unfolded. */
export interface Stretch {
  /** Of the first one's line, within the group. */
  readonly start: number;
  readonly members: readonly number[];
  /** Lines of events beneath the last one. */
  readonly below: number;
}

/** Cuts a group at the findings that are unfolded: a few, while it may have thousands of others. */
export function stretched(
  members: readonly number[],
  linesBelow: ReadonlyMap<number, number>,
): { readonly total: number; readonly stretches: readonly Stretch[] } {
  const places =
    linesBelow.size === 0
      ? []
      : members.flatMap((index, place) => (linesBelow.has(index) ? [place] : []));
  const stretches: Stretch[] = [];
  let from = 0;
  let start = 0;
  for (const to of [...places.map((place) => place + 1), members.length]) {
    const last = members[to - 1];
    const below = last === undefined ? 0 : (linesBelow.get(last) ?? 0);
    if (to > from) {
      stretches.push({ start, members: members.slice(from, to), below });
      start += to - from + below;
    }
    from = to;
  }
  return { total: start, stretches };
}
