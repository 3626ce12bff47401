/** Finds the rows that a test lets through, a chunk at a time. */
import type { Codes } from "./code-column.ts";
import type { RowTest, Tables } from "./compile-filter.ts";
import type { EventColumns } from "./load-columns.ts";

/** Rows looked at together: their numbers stay in the processor's first cache. */
export const chunkRows = 4096;

/** Returned instead of a count: every row of the chunk passes, and the list was not written. */
export const everyRow = -1;

/**
 * Writes the rows of [from, to) that pass into `found` and returns how many, or `everyRow`. At most `chunkRows` rows.
 * A loop a column, without a call for a row.
 */
export function selectRows(
  columns: EventColumns,
  test: RowTest,
  from: number,
  to: number,
  found: Uint32Array,
): number {
  const { kind, actor, accessKey, address, agent } = test.all;
  let n = everyRow;
  if (kind !== null) n = refine(columns.kind.codes, kind, from, to, found, n);
  if (actor !== null) n = refine(columns.actor.codes, actor, from, to, found, n);
  if (accessKey !== null) n = refine(columns.accessKey.codes, accessKey, from, to, found, n);
  if (address !== null) n = refine(columns.address.codes, address, from, to, found, n);
  if (agent !== null) n = refine(columns.agent.codes, agent, from, to, found, n);
  if (test.found !== null) n = refine(test.found.codes, test.found.table, from, to, found, n);
  if (test.any === null || n === 0) return n;
  return refineAny(columns, test.any, from, to, found, n);
}

/** Keeps the rows whose code passes: of the n in `found`, or of all in [from, to). */
function refine(
  codes: Codes,
  passes: Uint8Array,
  from: number,
  to: number,
  found: Uint32Array,
  n: number,
): number {
  let kept = 0;
  // Without a branch: the row is always written, and the next one over it when it does not pass.
  if (n === everyRow)
    for (let row = from; row < to; row++) {
      found[kept] = row;
      kept += passes[codes[row]!]!;
    }
  else
    for (let i = 0; i < n; i++) {
      const row = found[i]!;
      found[kept] = row;
      kept += passes[codes[row]!]!;
    }
  return kept;
}

/** Keeps the rows of which one column or more passes. */
function refineAny(
  columns: EventColumns,
  passes: Tables,
  from: number,
  to: number,
  found: Uint32Array,
  n: number,
): number {
  const live = (["kind", "actor", "accessKey", "address", "agent"] as const).flatMap((name) => {
    const table = passes[name];
    return table === null ? [] : [{ codes: columns[name].codes, table }];
  });
  const [only] = live;
  if (only === undefined) return 0;
  if (live.length === 1) return refine(only.codes, only.table, from, to, found, n);
  hits.fill(0);
  let kept = 0;
  if (n === everyRow) {
    for (const { codes, table } of live) markRun(codes, table, from, to);
    for (let row = from; row < to; row++) {
      found[kept] = row;
      kept += hits[row - from]!;
    }
  } else {
    for (const { codes, table } of live) markFound(codes, table, found, n);
    for (let i = 0; i < n; i++) {
      found[kept] = found[i]!;
      kept += hits[i]!;
    }
  }
  return kept;
}

/** 1 for each row of the chunk that a column lets through. */
const hits = new Uint8Array(chunkRows);

function markRun(codes: Codes, table: Uint8Array, from: number, to: number): void {
  for (let row = from; row < to; row++) hits[row - from]! |= table[codes[row]!]!;
}

function markFound(codes: Codes, table: Uint8Array, found: Uint32Array, n: number): void {
  for (let i = 0; i < n; i++) hits[i]! |= table[codes[found[i]!]!]!;
}

/** How many rows of each chunk pass. Chunk i holds the rows from `i * chunkRows`. */
export function countChunks(columns: EventColumns, test: RowTest): Uint16Array {
  const counts = new Uint16Array(Math.ceil(columns.rows / chunkRows));
  const found = new Uint32Array(chunkRows);
  for (let start = chunkStart(test.from); start < test.to; start += chunkRows) {
    const from = Math.max(start, test.from);
    const to = Math.min(start + chunkRows, test.to);
    const n = selectRows(columns, test, from, to, found);
    counts[start / chunkRows] = n === everyRow ? to - from : n;
  }
  return counts;
}

/** First row of the chunk of a row. */
export function chunkStart(row: number): number {
  return row - (row % chunkRows);
}
