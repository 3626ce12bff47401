/** Events as columns. This file alone knows their layout; everything else asks for segments and reads cells. */
import type { Batch, Part } from "../import/protocol.ts";
import { column as packed, columnCount } from "../import/protocol.ts";
import type { CaseDb } from "./open-case.ts";

/** Ids in the case of a worker's dictionary entries. */
export interface Translation {
  readonly texts: number[];
  readonly actions: number[];
  readonly actors: number[];
  readonly places: number[];
}

/** The 32-bit columns, in the order in which they stand. Ids lead into the dictionaries; 0 is absent. */
export const column = {
  length: 0,
  action: 1,
  actor: 2,
  accessKey: 3,
  ip: 4,
  agent: 5,
  error: 6,
  place: 7,
  flags: 8,
} as const;
const columns = 9;
const rowBytes = 8 + 8 + columns * 4 + 16;

/** A run of records of one file; row 0 is record `first`. */
export interface Segment {
  readonly input: number;
  readonly first: number;
  readonly rows: number;
  /** Seconds since 1970, or noTime. */
  readonly t: Float64Array;
  /** Byte offset in the inflated file. */
  readonly offset: Float64Array;
  /** One array a column. */
  readonly columns: readonly Int32Array[];
  /** 16 bytes a row. */
  readonly eids: Uint8Array;
}

/** Packs the rows of a part: t, offset (64-bit floats), the columns (32-bit integers), ids (16 bytes); little-endian. */
export function packSegment(batch: Batch, part: Part, ids: Translation): Buffer {
  const n = part.rows;
  const data = Buffer.alloc(n * rowBytes);
  const segment = viewsOf(data, part.input, part.firstRecord, n);
  const cells = segment.columns;
  const [length, action, actor, accessKey, ip, agent, error, place, flags] = cells;
  if (
    length === undefined ||
    action === undefined ||
    actor === undefined ||
    accessKey === undefined ||
    ip === undefined ||
    agent === undefined ||
    error === undefined ||
    place === undefined ||
    flags === undefined
  )
    throw new Error("a segment has nine columns");
  for (let row = 0; row < n; row++) {
    const from = part.firstRow + row;
    const at = from * columnCount;
    segment.t[row] = batch.numbers[from * 2] ?? 0;
    segment.offset[row] = batch.numbers[from * 2 + 1] ?? 0;
    length[row] = batch.columns[at + packed.length] ?? 0;
    action[row] = ids.actions[batch.columns[at + packed.action] ?? 0] ?? 0;
    actor[row] = ids.actors[batch.columns[at + packed.actor] ?? 0] ?? 0;
    accessKey[row] = ids.texts[batch.columns[at + packed.accessKey] ?? 0] ?? 0;
    ip[row] = ids.texts[batch.columns[at + packed.ip] ?? 0] ?? 0;
    agent[row] = ids.texts[batch.columns[at + packed.agent] ?? 0] ?? 0;
    error[row] = ids.texts[batch.columns[at + packed.error] ?? 0] ?? 0;
    place[row] = ids.places[batch.columns[at + packed.place] ?? 0] ?? 0;
    flags[row] = batch.columns[at + packed.flags] ?? 0;
  }
  segment.eids.set(batch.eids.subarray(part.firstRow * 16, (part.firstRow + n) * 16));
  return data;
}

function viewsOf(data: Buffer, input: number, first: number, rows: number): Segment {
  // Views need their buffer aligned; one that is not is copied.
  const whole = data.byteOffset % 8 === 0 ? data : Buffer.from(new Uint8Array(data).buffer);
  const { buffer, byteOffset: at } = whole;
  return {
    input,
    first,
    rows,
    t: new Float64Array(buffer, at, rows),
    offset: new Float64Array(buffer, at + rows * 8, rows),
    columns: Array.from(
      { length: columns },
      (_, i) => new Int32Array(buffer, at + rows * 16 + i * rows * 4, rows),
    ),
    eids: new Uint8Array(buffer, at + rows * (16 + columns * 4), rows * 16),
  };
}

interface Row {
  readonly input: number;
  readonly first: number;
  readonly rows: number;
  readonly data: Buffer;
}

/** All segments of a case, file after file. Memory holds a page of them. */
export function* allSegments(db: CaseDb): Generator<Segment> {
  const page = db.prepare<[number, number], Row>(
    `SELECT input, first, rows, data FROM segment WHERE (input, first) > (?, ?) ORDER BY input, first LIMIT 64`,
  );
  let last: Row | undefined;
  for (;;) {
    const rows = page.all(last?.input ?? -1, last?.first ?? 0);
    for (const row of rows) yield viewsOf(row.data, row.input, row.first, row.rows);
    last = rows.at(-1);
    if (last === undefined) return;
  }
}

/** A row of a segment. */
export interface Cell {
  readonly segment: Segment;
  readonly row: number;
}

/** Makes a finder of records by file and ordinal. Keeps the last segments at hand. */
export function createRecordFinder(db: CaseDb): (input: number, record: number) => Cell | null {
  const find = db.prepare<[number, number], Row>(
    `SELECT input, first, rows, data FROM segment WHERE input = ? AND first <= ? ORDER BY first DESC LIMIT 1`,
  );
  const cache = new Map<string, Segment>();
  return (input, record) => {
    const near = cache.get(`${input}`);
    if (near !== undefined && record >= near.first && record < near.first + near.rows)
      return { segment: near, row: record - near.first };
    const found = find.get(input, record);
    if (found === undefined || record >= found.first + found.rows) return null;
    const segment = viewsOf(found.data, found.input, found.first, found.rows);
    cache.set(`${input}`, segment);
    const [oldest] = cache.keys();
    if (cache.size > 128 && oldest !== undefined) cache.delete(oldest);
    return { segment, row: record - segment.first };
  };
}

/** A value of a row. */
export function cell({ segment, row }: Cell, which: number): number {
  return segment.columns[which]?.[row] ?? 0;
}

/** The 16 bytes of a row's id. */
export function eidOf({ segment, row }: Cell): Buffer {
  return Buffer.from(segment.eids.subarray(row * 16, row * 16 + 16));
}
