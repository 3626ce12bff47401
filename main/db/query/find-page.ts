/** Finds the rows of a page without looking at the rows before it. */
import type { RowTest } from "./compile-filter.ts";
import type { EventColumns } from "./load-columns.ts";
import { chunkRows, chunkStart, everyRow, selectRows } from "./select-rows.ts";

/** Rows [from, to) of a test, and how many of each chunk pass. */
export interface CountedTest {
  readonly test: RowTest;
  /** As `countChunks`, without those that are hidden. */
  readonly chunks: Uint16Array;
  /** A bit a row: it passes and is not shown (fold-rows.ts). */
  readonly hidden?: Uint8Array;
}

/**
 * The rows that pass, from `begin` on, without the first `skip` of them. Chunks that hold none, and those that are
 * skipped as a whole, are not looked at.
 */
export function rowsAfter(
  columns: EventColumns,
  { test, chunks, hidden }: CountedTest,
  begin: number,
  skip: number,
  limit: number,
): readonly number[] {
  const rows: number[] = [];
  const found = new Uint32Array(chunkRows);
  let left = skip;
  for (let from = Math.max(begin, test.from); from < test.to && rows.length < limit;) {
    const start = chunkStart(from);
    const to = Math.min(start + chunkRows, test.to);
    const passing = chunks[start / chunkRows]!;
    const isWhole = from === Math.max(start, test.from);
    if (passing === 0 || (isWhole && passing <= left)) left -= passing;
    else {
      const n = listRows(columns, test, from, to, found, hidden);
      for (let i = left; i < n && rows.length < limit; i++) rows.push(found[i]!);
      left = Math.max(0, left - n);
    }
    from = to;
  }
  return rows;
}

/** The same backwards: the rows before `end`, the last one first. */
export function rowsBefore(
  columns: EventColumns,
  { test, chunks, hidden }: CountedTest,
  end: number,
  skip: number,
  limit: number,
): readonly number[] {
  const rows: number[] = [];
  const found = new Uint32Array(chunkRows);
  let left = skip;
  for (let to = Math.min(end, test.to); to > test.from && rows.length < limit;) {
    const start = chunkStart(to - 1);
    const from = Math.max(start, test.from);
    const passing = chunks[start / chunkRows]!;
    const isWhole = to === Math.min(start + chunkRows, test.to);
    if (passing === 0 || (isWhole && passing <= left)) left -= passing;
    else {
      const n = listRows(columns, test, from, to, found, hidden);
      for (let i = n - 1 - left; i >= 0 && rows.length < limit; i--) rows.push(found[i]!);
      left = Math.max(0, left - n);
    }
    to = from;
  }
  return rows;
}

/** As `selectRows`, but the list is always written, and without rows that are hidden. */
export function listRows(
  columns: EventColumns,
  test: RowTest,
  from: number,
  to: number,
  found: Uint32Array,
  hidden?: Uint8Array,
): number {
  let n = selectRows(columns, test, from, to, found);
  if (n === everyRow) {
    for (let i = 0; i < to - from; i++) found[i] = from + i;
    n = to - from;
  }
  return hidden === undefined ? n : shownRows(found, n, hidden);
}

/** Keeps those of n rows that are not hidden. */
function shownRows(found: Uint32Array, n: number, hidden: Uint8Array): number {
  let kept = 0;
  for (let i = 0; i < n; i++) {
    const row = found[i]!;
    found[kept] = row;
    kept += 1 - ((hidden[row >>> 3]! >>> (row & 7)) & 1);
  }
  return kept;
}

/**
 * How many rows pass before row `at`, or null when it does not pass itself. Of the rows before its chunk nothing but
 * the counts is looked at.
 */
export function rankOf(
  columns: EventColumns,
  { test, chunks, hidden }: CountedTest,
  at: number,
): number | null {
  if (at < test.from || at >= test.to) return null;
  const start = chunkStart(at);
  const found = new Uint32Array(chunkRows);
  const n = listRows(columns, test, Math.max(start, test.from), at + 1, found, hidden);
  if (found[n - 1] !== at || n === 0) return null;
  let before = n - 1;
  for (let i = 0; i < start / chunkRows; i++) before += chunks[i]!;
  return before;
}
