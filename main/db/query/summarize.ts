/** Counts the rows that a test lets through, by several columns, in one pass. */
import { flag } from "../../import/protocol.ts";
import type { RowTest } from "./compile-filter.ts";
import type { Codes } from "./code-column.ts";
import type { EventColumns } from "./load-columns.ts";
import { hourAt, kindPart, kindWidth } from "./load-columns.ts";
import { chunkRows, chunkStart, everyRow, selectRows } from "./select-rows.ts";

/** Rows that pass, by code of three columns, by hour and by chunk. */
export interface CodeCounts {
  readonly events: number;
  readonly kind: Uint32Array;
  readonly actor: Uint32Array;
  readonly address: Uint32Array;
  /** By code of what findings say of events. */
  readonly found: Uint32Array;
  /** By index in `columns.hours`. */
  readonly hours: Uint32Array;
  /** Of these, the ones that failed. */
  readonly failedHours: Uint32Array;
  /** As `countChunks`. */
  readonly chunks: Uint16Array;
}

/** Passes over the rows once. `marks`: what findings say of each row, and how many codes it has. */
export function countCodes(
  columns: EventColumns,
  test: RowTest,
  marks: { readonly codes: Codes; readonly size: number },
): CodeCounts {
  const kind = new Uint32Array(columns.kind.ids.length / 4);
  const actor = new Uint32Array(columns.actor.ids.length);
  const address = new Uint32Array(columns.address.ids.length);
  const marked = new Uint32Array(marks.size);
  const hours = new Uint32Array(columns.hours.length);
  const failedHours = new Uint32Array(columns.hours.length);
  const failed = failedKinds(columns, test);
  const chunks = new Uint16Array(Math.ceil(columns.rows / chunkRows));
  const found = new Uint32Array(chunkRows);
  let events = 0;
  let hour = hourAt(columns.starts, test.from);
  for (let start = chunkStart(test.from); start < test.to; start += chunkRows) {
    const from = Math.max(start, test.from);
    const to = Math.min(start + chunkRows, test.to);
    const n = selectRows(columns, test, from, to, found);
    if (n === everyRow) countRun(columns, kind, actor, address, from, to);
    else countFound(columns, kind, actor, address, found, n);
    const count = n === everyRow ? to - from : n;
    if (marks.size > 1) countMarks(marks.codes, marked, from, to, found, n);
    else marked[0]! += count;
    if (failed !== null) countFailed(columns, failed, failedHours, hour, from, to, n, found);
    hour = countHours(columns.starts, hours, hour, from, to, n, found);
    chunks[start / chunkRows] = count;
    events += count;
  }
  return { events, kind, actor, address, found: marked, hours, failedHours, chunks };
}

function countRun(
  columns: EventColumns,
  kind: Uint32Array,
  actor: Uint32Array,
  address: Uint32Array,
  from: number,
  to: number,
): void {
  const kinds = columns.kind.codes;
  const actors = columns.actor.codes;
  const addresses = columns.address.codes;
  for (let row = from; row < to; row++) {
    kind[kinds[row]!]!++;
    actor[actors[row]!]!++;
    address[addresses[row]!]!++;
  }
}

function countFound(
  columns: EventColumns,
  kind: Uint32Array,
  actor: Uint32Array,
  address: Uint32Array,
  found: Uint32Array,
  n: number,
): void {
  const kinds = columns.kind.codes;
  const actors = columns.actor.codes;
  const addresses = columns.address.codes;
  for (let i = 0; i < n; i++) {
    const row = found[i]!;
    kind[kinds[row]!]!++;
    actor[actors[row]!]!++;
    address[addresses[row]!]!++;
  }
}

function countMarks(
  codes: Codes,
  counts: Uint32Array,
  from: number,
  to: number,
  found: Uint32Array,
  n: number,
): void {
  if (n === everyRow) for (let row = from; row < to; row++) counts[codes[row]!]!++;
  else for (let i = 0; i < n; i++) counts[codes[found[i]!]!]!++;
}

/**
 * Adds the found rows of [from, to) to their hours. Rows are in the order of time, so an hour's are those before the
 * row at which the next hour begins: no time is looked at. Returns the hour of the last row.
 */
function countHours(
  starts: Uint32Array,
  hours: Uint32Array,
  first: number,
  from: number,
  to: number,
  n: number,
  found: Uint32Array,
): number {
  let hour = first;
  let begin = from;
  let counted = 0;
  while (begin < to) {
    const end = Math.min(starts[hour + 1]!, to);
    if (n === everyRow) hours[hour]! += end - begin;
    else {
      const before = end === to ? n : foundBefore(found, counted, n, end);
      hours[hour]! += before - counted;
      counted = before;
    }
    begin = end;
    if (end === starts[hour + 1]) hour++;
  }
  return hour;
}

/** 1 at each kind that failed and that the test lets through; null: there is none. */
function failedKinds({ kind: { ids } }: EventColumns, { all }: RowTest): Uint8Array | null {
  const table = new Uint8Array(ids.length / kindWidth);
  for (let code = 0; code < table.length; code++)
    if ((ids[code * kindWidth + kindPart.flags]! & flag.notSuccessful) !== 0)
      table[code] = all.kind === null ? 1 : all.kind[code]!;
  return table.includes(1) ? table : null;
}

/** Adds the found rows of [from, to) that failed to their hours; the first row lies in hour `first`. */
function countFailed(
  { kind: { codes }, starts }: EventColumns,
  failed: Uint8Array,
  hours: Uint32Array,
  first: number,
  from: number,
  to: number,
  n: number,
  found: Uint32Array,
): void {
  let hour = first;
  let at = 0;
  for (let begin = from; begin < to; hour++) {
    const end = Math.min(starts[hour + 1]!, to);
    let sum = 0;
    if (n === everyRow) for (let row = begin; row < end; row++) sum += failed[codes[row]!]!;
    else for (; at < n && found[at]! < end; at++) sum += failed[codes[found[at]!]!]!;
    hours[hour]! += sum;
    begin = end;
  }
}

/** How many of the first n found rows lie before `row`; `low` of them are known to. */
function foundBefore(found: Uint32Array, low: number, n: number, row: number): number {
  let high = n;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (found[middle]! < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
