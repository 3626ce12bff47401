import type { InputFact } from "../case-facts.ts";

/** Numbers of the report: a letter and at least two digits. */
export function numbered(letter: string, n: number): string {
  return `${letter}-${String(n).padStart(2, "0")}`;
}

/** The input files with their numbers in this report. */
export interface FileIds {
  /** Number of an input; null for one that the case does not list. */
  readonly of: (input: number) => string | null;
  /** Files that cited records stand in: L-01 … in the order of their paths. */
  readonly cited: readonly InputFact[];
  /** All other files, numbered after them. */
  readonly others: readonly InputFact[];
}

/** The order of files in a report; the hash over all of them rests on it. */
export function byPath(a: InputFact, b: InputFact): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : a.id - b.id;
}

/** Numbers the files; `cited` holds the row ids of those that findings rest on. */
export function numberFiles(inputs: readonly InputFact[], cited: ReadonlySet<number>): FileIds {
  const sorted = inputs.toSorted(byPath);
  const first = sorted.filter((input) => cited.has(input.id));
  const rest = sorted.filter((input) => !cited.has(input.id));
  const ids = new Map([...first, ...rest].map((input, i) => [input.id, numbered("L", i + 1)]));
  return { of: (input) => ids.get(input) ?? null, cited: first, others: rest };
}
