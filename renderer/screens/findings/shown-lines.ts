/** The lines of a diff that are shown. Pure. */
import type { DiffLine } from "../../../shared/finding.ts";

/** Equal lines that stay around a change. */
const around = 2;

interface Shown {
  readonly line: DiffLine;
  /** Number in the document before or after. */
  readonly number: number;
}

/** The lines with their numbers; long runs of equal lines become their number unless `isWhole`. */
export function shownLines(
  lines: readonly DiffLine[],
  isWhole: boolean,
): readonly (Shown | { readonly hidden: number })[] {
  let before = 0;
  let after = 0;
  const numbered = lines.map((line): Shown => {
    if (line.k !== "+") before++;
    if (line.k !== "-") after++;
    return { line, number: line.k === "-" ? before : after };
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
