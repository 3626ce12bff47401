/** Places of a text. Pure. */
import type { Remark } from "../../../shared/sigma/remarks.ts";

/** Where a place of a text stands in it: from 0, in UTF-16 units. */
export function offsetOf(text: string, { line, column }: Pick<Remark, "line" | "column">): number {
  const lines = text.split("\n").slice(0, line - 1);
  const start = lines.reduce((sum, one) => sum + one.length + 1, 0);
  return Math.min(text.length, start + column - 1);
}
