/** The parts of Parquet's encodings that are needed to check what a page claims before it is decoded. */

/** Where something is read. */
export interface Cursor {
  readonly view: DataView;
  at: number;
}

/** An unsigned number of at most ten bytes; beyond 2^53 about that large. */
export function varint(cursor: Cursor): number {
  let value = 0;
  let scale = 1;
  for (let i = 0; i < 10; i++) {
    const byte = cursor.view.getUint8(cursor.at++);
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return value;
    scale *= 128;
  }
  throw new Error("a number in it has no end");
}

/** A signed number. */
export function zigzag(cursor: Cursor): number {
  const value = varint(cursor);
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

/** Numbers, booleans and structs of a Thrift struct by field id; all else is passed over. */
export type Thrift = ReadonlyMap<number, number | boolean | Thrift>;

const maxDepth = 20;

/** A struct of Thrift's compact protocol. */
export function thriftStruct(cursor: Cursor, depth = 0): Thrift {
  if (depth > maxDepth) throw new Error("its headers are nested too deeply");
  const fields = new Map<number, number | boolean | Thrift>();
  for (let id = 0; ;) {
    const head = cursor.view.getUint8(cursor.at++);
    if ((head & 15) === 0) return fields;
    id = head >> 4 === 0 ? zigzag(cursor) : id + (head >> 4);
    const value = thriftValue(cursor, head & 15, depth);
    if (value === null) fields.delete(id);
    else fields.set(id, value);
  }
}

function thriftValue(
  cursor: Cursor,
  type: number,
  depth: number,
): number | boolean | Thrift | null {
  switch (type) {
    case 1:
    case 2:
      return type === 1;
    case 3:
      return cursor.view.getInt8(cursor.at++);
    case 4:
    case 5:
    case 6:
      return zigzag(cursor);
    case 7:
      cursor.at += 8;
      return null;
    case 8:
      cursor.at += varint(cursor);
      return null;
    case 9: {
      const head = cursor.view.getUint8(cursor.at++);
      const count = head >> 4 === 15 ? varint(cursor) : head >> 4;
      const item = head & 15;
      // A truth in a list takes a byte. Every item takes one, so that the count is bounded by the bytes.
      for (let i = 0; i < count; i++) thriftValue(cursor, item < 3 ? 3 : item, depth + 1);
      return null;
    }
    case 12:
      return thriftStruct(cursor, depth + 1);
    default:
      throw new Error(`its headers hold a field of the unknown type ${type}`);
  }
}

/** Writers fill the last run up; what lies behind the values is not used. */
const spareValues = 4096;

/**
 * Walks the runs of `total` values of `width` bits and returns how many of them are `wanted`.
 * @throws Error for runs that claim more than there is.
 */
export function walkRuns(cursor: Cursor, width: number, total: number, wanted: number): number {
  const { view } = cursor;
  let matches = 0;
  for (let seen = 0; seen < total;) {
    const header = varint(cursor);
    const isPacked = header % 2 === 1;
    const count = isPacked ? ((header - 1) / 2) * 8 : header / 2;
    const left = total - seen;
    if (count > left + spareValues)
      throw new Error(`a run claims ${count} values where ${left} are left`);
    if (isPacked) {
      if (cursor.at + (count / 8) * width > view.byteLength + spareValues)
        throw new Error(`a run claims ${count} values, more than its page holds`);
      if (wanted >= 0)
        for (let i = 0; i < count && i < left; i++)
          if (bitsAt(view, cursor.at, i * width, width) === wanted) matches++;
      cursor.at += (count / 8) * width;
    } else {
      let value = 0;
      for (let i = 0; i * 8 < width; i++) value += view.getUint8(cursor.at++) * 256 ** i;
      if (value === wanted) matches += Math.min(count, left);
    }
    seen += count;
  }
  return matches;
}

/** A value of few bits; bits behind the end count as 0. */
function bitsAt(view: DataView, from: number, bit: number, width: number): number {
  let value = 0;
  for (let i = 0; i < width; i++) {
    const at = from + ((bit + i) >> 3);
    if (at < view.byteLength) value |= ((view.getUint8(at) >> ((bit + i) & 7)) & 1) << i;
  }
  return value;
}

/**
 * Walks `count` numbers that are packed as differences, and returns the sum of those above 0 (as 32-bit numbers).
 * @throws Error for blocks that do not go forward.
 */
export function walkDeltas(cursor: Cursor, count: number, isSummed: boolean): number {
  const block = varint(cursor);
  const minis = varint(cursor);
  varint(cursor);
  let value = zigzag(cursor) | 0;
  const perMini = block / minis;
  if (!(minis > 0 && minis <= 65_536 && block <= 2 ** 24 && perMini >= 8 && perMini % 8 === 0))
    throw new Error(`it packs ${block} numbers in ${minis} parts`);
  if (!isSummed) return 0;
  let sum = Math.max(0, value);
  for (let seen = 1; seen < count;) {
    const least = zigzag(cursor);
    const widths = cursor.at;
    cursor.at += minis;
    for (let m = 0; m < minis && seen < count; m++) {
      const width = cursor.view.getUint8(widths + m);
      if (width > 64) throw new Error(`it packs numbers of ${width} bits`);
      for (let i = 0; i < perMini && seen < count; i++, seen++) {
        const more = bitsAt(cursor.view, cursor.at, i * width, Math.min(32, width));
        value = (value + least + more) | 0;
        sum += Math.max(0, value);
      }
      cursor.at += (perMini * width) / 8;
    }
  }
  return sum;
}
