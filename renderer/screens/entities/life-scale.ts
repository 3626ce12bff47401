/** Where times stand on a life line. Pure; times in milliseconds since 1970. */

/** From time to pixels and back. */
export interface LifeScale {
  /** The evidence: first and last event of the account. */
  readonly from: number;
  readonly to: number;
  /** The axis: a little more on both sides. */
  readonly start: number;
  readonly end: number;
  readonly x: (time: number) => number;
  readonly time: (x: number) => number;
}

/** The share of the axis that stays free on each side, to show where the evidence begins and ends. */
const margin = 0.02;
const leastSpan = 60_000;

/** A scale from `left` to `right` in pixels. */
export function lifeScale(from: number, to: number, left: number, right: number): LifeScale {
  const span = Math.max(leastSpan, to - from);
  const start = from - span * margin;
  const end = from + span * (1 + margin);
  const width = Math.max(1, right - left);
  return {
    from,
    to: from + span,
    start,
    end,
    x: (time) => left + (Math.max(start, Math.min(end, time)) - start) * (width / (end - start)),
    time: (x) => start + ((Math.max(left, Math.min(right, x)) - left) / width) * (end - start),
  };
}

/** Marks that would lie on each other are drawn as one: the worst of each few pixels, in order. */
export function spreadMarks<T extends { readonly x: number; readonly rank: number }>(
  marks: readonly T[],
  apart: number,
): readonly T[] {
  const out: T[] = [];
  for (const mark of marks) {
    const last = out.at(-1);
    if (last === undefined || mark.x - last.x >= apart) out.push(mark);
    else if (mark.rank > last.rank) out[out.length - 1] = mark;
  }
  return out;
}
