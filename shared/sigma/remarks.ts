/** What is said about a rule while it is compiled. */
import type { Place } from "./yaml-tree.ts";

/** A sentence about a place of a file. */
export interface Remark extends Place {
  readonly text: string;
}

/** Collects remarks. A document with a problem is not loaded; a note changes nothing. */
export interface Remarks {
  readonly problems: readonly Remark[];
  readonly notes: readonly Remark[];
  readonly fail: (at: Place, text: string) => void;
  readonly note: (at: Place, text: string) => void;
}

/** Of more remarks than these nobody reads; the first ones are kept. */
const most = 20;

/** Makes an empty collection. */
export function createRemarks(): Remarks {
  const problems: Remark[] = [];
  const notes: Remark[] = [];
  const adder =
    (list: Remark[]) =>
    ({ line, column }: Place, text: string): void => {
      if (list.length < most) list.push({ line, column, text });
    };
  return { problems, notes, fail: adder(problems), note: adder(notes) };
}

/** A word of a file in a sentence: quoted, and not longer than a line. */
export function quoted(word: string): string {
  const points = Array.from(word);
  return `"${points.length > 80 ? `${points.slice(0, 80).join("")}…` : word}"`;
}

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
