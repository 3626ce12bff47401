/** Sets of code points, as ascending ranges that do not touch. */

/** From and to, both inside. */
export type Range = readonly [number, number];
export type CharSet = readonly Range[];

const last = 0x10ffff;

/** Ranges in any order, also overlapping, as a set. */
export function charSet(ranges: CharSet): CharSet {
  const out: [number, number][] = [];
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const before = out.at(-1);
    if (before !== undefined && from <= before[1] + 1) before[1] = Math.max(before[1], to);
    else out.push([from, to]);
  }
  return out;
}

/** Everything that is not in the set. */
export function complement(set: CharSet): CharSet {
  const out: Range[] = [];
  let from = 0;
  for (const [start, end] of set) {
    if (start > from) out.push([from, start - 1]);
    from = end + 1;
  }
  if (from <= last) out.push([from, last]);
  return out;
}

/** Letters above this are only compared as they are: below are Latin, Greek, Cyrillic and their like. */
const lastFolded = 0x1fff;

/** The set with the other case of each of its letters. */
export function withBothCases(set: CharSet): CharSet {
  const more: Range[] = [];
  for (const [from, to] of set)
    for (let point = from; point <= Math.min(to, lastFolded); point++) {
      const letter = String.fromCodePoint(point);
      for (const other of [letter.toLowerCase(), letter.toUpperCase()]) {
        const code = other.codePointAt(0) ?? point;
        if (code !== point && String.fromCodePoint(code) === other) more.push([code, code]);
      }
    }
  return charSet([...set, ...more]);
}

/** Whether a code point is in the set. */
export function hasPoint(set: CharSet, point: number): boolean {
  return set.some(([from, to]) => from <= point && point <= to);
}

export const digits: CharSet = [[48, 57]];
/** Letters, digits and the underscore. */
export const wordLetters: CharSet = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];
/** Tab to carriage return, and the blank. */
export const blanks: CharSet = [
  [9, 13],
  [32, 32],
];
export const newline: CharSet = [[10, 10]];
