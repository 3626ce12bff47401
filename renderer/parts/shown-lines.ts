/** The lines of a diff that are shown. Pure. */
import type { DiffLine } from "../../shared/finding.ts";

/** Equal lines that stay around a change. */
const around = 2;

interface Shown {
  readonly line: DiffLine;
  /** Number in the document before or after. */
  readonly number: number;
  /** Where it differs from the line that stands in its place, as [from, to); null: the whole line is new or gone. */
  readonly differs: readonly [number, number] | null;
}

/** The lines with their numbers; long runs of equal lines become their number unless `isWhole`. */
export function shownLines(
  lines: readonly DiffLine[],
  isWhole: boolean,
): readonly (Shown | { readonly hidden: number })[] {
  let before = 0;
  let after = 0;
  const differences = differencesOf(lines);
  const numbered = lines.map((line, at): Shown => {
    if (line.k !== "+") before++;
    if (line.k !== "-") after++;
    return { line, number: line.k === "-" ? before : after, differs: differences.get(at) ?? null };
  });
  if (isWhole) return numbered;
  const isNear = (at: number): boolean =>
    numbered.slice(Math.max(0, at - around), at + around + 1).some(({ line }) => line.k !== " ");
  const out: (Shown | { readonly hidden: number })[] = [];
  let hidden = 0;
  numbered.forEach((one, at) => {
    if (isNear(at)) {
      if (hidden > 0) out.push({ hidden });
      hidden = 0;
      out.push(one);
    } else hidden++;
  });
  if (hidden > 0) out.push({ hidden });
  return out;
}

/** Lines that were taken away and those that came in their place, one by one: what differs within them. */
function differencesOf(lines: readonly DiffLine[]): ReadonlyMap<number, readonly [number, number]> {
  const out = new Map<number, readonly [number, number]>();
  for (let at = 0; at < lines.length; at++) {
    if (lines[at]?.k !== "-") continue;
    const gone = runOf(lines, at, "-");
    const come = runOf(lines, at + gone, "+");
    for (let i = 0; i < Math.min(gone, come); i++) {
      const a = lines[at + i]?.s ?? "";
      const b = lines[at + gone + i]?.s ?? "";
      const [start, end] = commonEnds(a, b);
      // Little in common: two different lines, not one that was changed.
      if (start + end < Math.min(a.trim().length, b.trim().length) / 4) continue;
      out.set(at + i, [start, a.length - end]);
      out.set(at + gone + i, [start, b.length - end]);
    }
    at += gone + come - 1;
  }
  return out;
}

function runOf(lines: readonly DiffLine[], from: number, k: DiffLine["k"]): number {
  let length = 0;
  while (lines[from + length]?.k === k) length++;
  return length;
}

/** How many characters are equal at the beginning and, behind them, at the end. */
function commonEnds(a: string, b: string): readonly [number, number] {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start++;
  let end = 0;
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return [start, end];
}
