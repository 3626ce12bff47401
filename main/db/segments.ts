/** Events as columns. This file alone knows their layout; everything else asks for segments and reads cells. */
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { Failure } from "../../shared/errors.ts";
import type { Batch, Part } from "../import/protocol.ts";
import { column as packed, columnCount, noTime } from "../import/protocol.ts";
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

/**
 * A run of records of one file; row 0 is record `first`. Each column is unpacked when it is first asked for; that throws
 * a Failure where the stored data is damaged.
 */
export interface Segment {
  readonly input: number;
  readonly first: number;
  readonly rows: number;
  /** Seconds since 1970, or noTime. */
  readonly t: Float64Array;
  /** Byte offset in the inflated file. */
  readonly offset: Float64Array;
  /** The values of a column. */
  readonly column: (which: number) => Int32Array;
  /** 16 bytes a row; the first of them stands at a multiple of four of its buffer. */
  readonly eids: Uint8Array;
}

/**
 * How `segment.data` is made: 13 arrays of 32-bit numbers, each cut into its bytes (all lowest bytes, then all second
 * ones, …), which lets zstd find what repeats. Two numbers hold a time and two an offset: the upper half as it is, of
 * the lower half the difference to what the row before lets expect (the same time; the byte after the record before
 * and a comma). Nine hold the columns.
 */
const arrays = 4 + columns;
const high = 4_294_967_296;
/** Fewer rows than this are stored unpacked: zstd's own start would take longer than they are worth. */
const fewRows = 48;
const level = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Makes a function that writes the rows of a part as one segment. */
export function createSegmentWriter(
  db: CaseDb,
): (batch: Batch, part: Part, ids: Translation) => void {
  const insert = db.prepare(`INSERT INTO segment VALUES (?, ?, ?, ?, ?, ?, ?)`);
  return (batch, part, ids) => {
    let least = Infinity;
    let most = -Infinity;
    for (let row = part.firstRow; row < part.firstRow + part.rows; row++) {
      const t = batch.numbers[row * 2]!;
      if (t === noTime) continue;
      if (t < least) least = t;
      if (t > most) most = t;
    }
    const isTimed = least <= most;
    const planes = planesOf(batch, part, ids);
    insert.run(
      part.input,
      part.firstRecord,
      part.rows,
      isTimed ? least : null,
      isTimed ? most : null,
      part.rows < fewRows ? planes : zstdCompressSync(planes, level),
      new Uint8Array(batch.eids.buffer, batch.eids.byteOffset + part.firstRow * 16, part.rows * 16),
    );
  };
}

function planesOf(batch: Batch, part: Part, ids: Translation): Uint8Array {
  const n = part.rows;
  const out = new Uint8Array(n * 4 * arrays);
  const { numbers, columns: cells } = batch;
  const { texts, actions, actors, places } = ids;
  const put = (array: number, row: number, value: number): void => {
    const at = array * 4 * n + row;
    out[at] = value;
    out[at + n] = value >>> 8;
    out[at + 2 * n] = value >>> 16;
    out[at + 3 * n] = value >>> 24;
  };
  let lastTime = 0;
  let next = 0;
  for (let row = 0; row < n; row++) {
    const from = part.firstRow + row;
    const at = from * columnCount;
    const t = numbers[from * 2]!;
    const offset = numbers[from * 2 + 1]!;
    const length = cells[at + packed.length]!;
    put(0, row, Math.floor(t / high));
    put(1, row, (t - lastTime) | 0);
    put(2, row, Math.floor(offset / high));
    put(3, row, (offset - next) | 0);
    put(4, row, length);
    put(5, row, actions[cells[at + packed.action]!]!);
    put(6, row, actors[cells[at + packed.actor]!]!);
    put(7, row, texts[cells[at + packed.accessKey]!]!);
    put(8, row, texts[cells[at + packed.ip]!]!);
    put(9, row, texts[cells[at + packed.agent]!]!);
    put(10, row, texts[cells[at + packed.error]!]!);
    put(11, row, places[cells[at + packed.place]!]!);
    put(12, row, cells[at + packed.flags]!);
    lastTime = t;
    next = offset + length + 1;
  }
  return out;
}

function arrayOf(planes: Uint8Array, array: number, n: number): Int32Array {
  const out = new Int32Array(n);
  const a = array * 4 * n;
  const b = a + n;
  const c = b + n;
  const d = c + n;
  for (let row = 0; row < n; row++)
    out[row] =
      planes[a + row]! |
      (planes[b + row]! << 8) |
      (planes[c + row]! << 16) |
      (planes[d + row]! << 24);
  return out;
}

interface Row {
  readonly input: number;
  readonly first: number;
  readonly rows: number;
  readonly data: Buffer;
  readonly eids: Buffer;
}

function segmentOf(db: CaseDb, { input, first, rows, data, eids }: Row): Segment {
  let planes: Uint8Array | null = null;
  const cells: (Int32Array | undefined)[] = [];
  let t: Float64Array | null = null;
  let offset: Float64Array | null = null;
  const array = (which: number): Int32Array => {
    planes ??= unpacked(rows, data);
    if (planes === null) {
      const reason = `the stored events of input ${input} can't be read from record ${first} on`;
      throw new Failure({ code: "case-damaged", path: db.name, reason });
    }
    return arrayOf(planes, which, rows);
  };
  const columnOf = (which: number): Int32Array => (cells[which] ??= array(4 + which));
  return {
    input,
    first,
    rows,
    eids: aligned(eids),
    column: columnOf,
    get t() {
      t ??= whole(array(0), array(1), () => 0);
      return t;
    },
    get offset() {
      const lengths = columnOf(column.length);
      offset ??= whole(array(2), array(3), (row) => lengths[row]! + 1);
      return offset;
    },
  };
}

/** The arrays of a segment one after the other; null when its data is damaged. */
function unpacked(rows: number, data: Buffer): Uint8Array | null {
  const bytes = rows * 4 * arrays;
  try {
    const planes =
      rows < fewRows ? data : zstdDecompressSync(data, { maxOutputLength: Math.max(1, bytes) });
    return planes.length === bytes ? planes : null;
  } catch {
    // No zstd any more, or a number of rows that can't be: the caller says so, with the place.
    return null;
  }
}

/** Numbers of 53 bits from their upper halves and the differences of their lower halves; `step` is what was expected. */
function whole(
  upper: Int32Array,
  differences: Int32Array,
  step: (row: number) => number,
): Float64Array {
  const out = new Float64Array(upper.length);
  let low = 0;
  for (let row = 0; row < upper.length; row++) {
    low = (low + differences[row]!) | 0;
    out[row] = upper[row]! * high + (low >>> 0);
    low = (low + step(row)) | 0;
  }
  return out;
}

/** Views of words need their buffer aligned; bytes that are not are copied. */
function aligned(bytes: Buffer): Uint8Array {
  return bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
}

const segmentColumns = "input, first, rows, data, eids";

/** All segments of a case, file after file. Memory holds a page of them. */
export function* allSegments(db: CaseDb): Generator<Segment> {
  const page = db.prepare<[number, number], Row>(
    `SELECT ${segmentColumns} FROM segment WHERE (input, first) > (?, ?) ORDER BY input, first LIMIT 64`,
  );
  let last: Row | undefined;
  for (;;) {
    const rows = page.all(last?.input ?? -1, last?.first ?? 0);
    for (const row of rows) yield segmentOf(db, row);
    last = rows.at(-1);
    if (last === undefined) return;
  }
}

/** The ids of a run of records. */
export interface SegmentIds {
  readonly input: number;
  readonly first: number;
  readonly rows: number;
  /** 16 bytes a row; the first of them stands at a multiple of four of its buffer. */
  readonly eids: Buffer;
}

/** The ids of all records, file after file, without their columns. Memory holds a page of them. */
export function* allIds(db: CaseDb): Generator<SegmentIds> {
  const page = db.prepare<[number, number], SegmentIds>(
    `SELECT input, first, rows, eids FROM segment WHERE (input, first) > (?, ?) ORDER BY input, first LIMIT 64`,
  );
  let last: SegmentIds | undefined;
  for (;;) {
    const rows = page.all(last?.input ?? -1, last?.first ?? 0);
    for (const row of rows) {
      const { buffer, byteOffset, byteLength } = aligned(row.eids);
      yield { ...row, eids: Buffer.from(buffer, byteOffset, byteLength) };
    }
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
    `SELECT ${segmentColumns} FROM segment WHERE input = ? AND first <= ? ORDER BY first DESC LIMIT 1`,
  );
  const cache = new Map<string, Segment>();
  return (input, record) => {
    const near = cache.get(`${input}`);
    if (near !== undefined && record >= near.first && record < near.first + near.rows)
      return { segment: near, row: record - near.first };
    const found = find.get(input, record);
    if (found === undefined || record >= found.first + found.rows) return null;
    const segment = segmentOf(db, found);
    cache.set(`${input}`, segment);
    const [oldest] = cache.keys();
    if (cache.size > 128 && oldest !== undefined) cache.delete(oldest);
    return { segment, row: record - segment.first };
  };
}

/** A value of a row. */
export function cell({ segment, row }: Cell, which: number): number {
  return segment.column(which)[row] ?? 0;
}

/** The 16 bytes of a row's id. */
export function eidOf({ segment, row }: Cell): Buffer {
  return Buffer.from(segment.eids.subarray(row * 16, row * 16 + 16));
}
