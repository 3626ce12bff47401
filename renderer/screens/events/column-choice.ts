/** Which columns the list of events has, and choices among them. Pure. */
import { eventWords as words } from "../../strings/events.ts";

export type ColumnId = keyof typeof words.columns;

/** All columns in their usual order. */
export const columnIds: readonly ColumnId[] = [
  "time",
  "severity",
  "outcome",
  "name",
  "actor",
  "target",
  "source",
  "address",
  "account",
  "region",
  "key",
  "agent",
  "error",
  "access",
];

/** What is shown until a person chooses, by the width of the list in pixels: less where there is less room. */
export function usualColumns(width: number): readonly ColumnId[] {
  const base: readonly ColumnId[] = ["time", "severity", "outcome", "name", "actor", "target"];
  if (width < 760) return base;
  if (width < 1000) return [...base, "source"];
  return width < 1240
    ? [...base, "source", "address"]
    : [...base, "source", "address", "account", "region"];
}

/** The columns that there are among some ids, each once, in their order. */
export function knownColumns(ids: readonly string[]): readonly ColumnId[] {
  return [...new Set(ids)].flatMap((id) => columnIds.find((one) => one === id) ?? []);
}

/** Shows a column, at the end, or no longer. */
export function toggled(shown: readonly string[], id: ColumnId): readonly string[] {
  return shown.includes(id) ? shown.filter((one) => one !== id) : [...shown, id];
}

/** Moves a column by one place. */
export function moved(shown: readonly string[], id: string, by: 1 | -1): readonly string[] {
  const at = shown.indexOf(id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= shown.length) return shown;
  const next = shown.filter((one) => one !== id);
  next.splice(to, 0, id);
  return next;
}

/** A column as people call it. */
export function nameOfColumn(id: string): string {
  const known = columnIds.find((one) => one === id);
  return known === undefined ? id : words.columnNames[known];
}
