/** One row this many times the middle one flattens the rest: bars are logarithmic then, and say so. */
const flattening = 20;

/** Whether one row would flatten the bars of the others. */
export function isFlattened(totals: readonly number[]): boolean {
  const sorted = totals.filter((n) => n > 0).toSorted((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return sorted.length > 2 && (sorted.at(-1) ?? 0) >= flattening * middle;
}
