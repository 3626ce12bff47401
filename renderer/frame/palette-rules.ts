/** Rules that the palette offers. */
import type { RuleRow } from "../../shared/ipc/rules.ts";

/** More are not offered. */
const fewRules = 5;

/** Rules whose name or title has what was typed; first what is called so, then what begins with it. */
export function rulesNamed(rows: readonly RuleRow[], needle: string): readonly RuleRow[] {
  return rows
    .map((row) => ({ row, place: placeOf(row, needle) }))
    .filter(({ place }) => place < 3)
    .toSorted((a, b) => a.place - b.place)
    .slice(0, fewRules)
    .map(({ row }) => row);
}

function placeOf({ name, title }: RuleRow, needle: string): number {
  const texts = [title.toLowerCase(), name.toLowerCase()];
  if (texts.includes(needle)) return 0;
  if (texts.some((one) => one.startsWith(needle))) return 1;
  return texts.some((one) => one.includes(needle)) ? 2 : 3;
}
