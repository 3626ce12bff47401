/** Rules that the palette offers. */
import type { RuleRow } from "../../shared/ipc/rules.ts";

/** More are not offered. */
const fewRules = 5;

/** Rules whose name or title has what was typed; first those that begin with it. */
export function rulesNamed(rows: readonly RuleRow[], needle: string): readonly RuleRow[] {
  const place = ({ name, title }: RuleRow): number => {
    const at = [title, name].map((one) => one.toLowerCase().indexOf(needle));
    return at.includes(0) ? 0 : at.some((one) => one > 0) ? 1 : 2;
  };
  return rows
    .filter((row) => place(row) < 2)
    .toSorted((a, b) => place(a) - place(b))
    .slice(0, fewRules);
}
