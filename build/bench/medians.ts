/** Figures that scripts printed, and their medians over the rounds. */

/** A number that a script printed, or null where it printed none. */
export function told(output: unknown, member: string): number | null {
  const found: unknown =
    typeof output === "object" && output !== null ? Reflect.get(output, member) : undefined;
  return typeof found === "number" && Number.isFinite(found) ? found : null;
}

/** A number that a script printed. Throws when it printed none: a bench must not invent figures. */
export function printed(output: unknown, member: string): number {
  const found = told(output, member);
  if (found === null) throw new Error(`A script of the bench printed no "${member}".`);
  return found;
}

/** The middle of some figures. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((x, y) => x - y);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new RangeError("no measurement");
  return (low + high) / 2;
}

/** A figure with so many digits. */
export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** The median of one figure over some rounds. @throws Error where a script printed none. */
export function medianOf(outputs: readonly unknown[], member: string): number {
  return median(outputs.map((output) => printed(output, member)));
}

/** The same; null where a round has none. */
export function partOf(outputs: readonly unknown[], member: string): number | null {
  const all = outputs.map((output) => told(output, member)).filter((value) => value !== null);
  return all.length === outputs.length ? round(median(all), 3) : null;
}
