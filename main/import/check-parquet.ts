/** What a Parquet file claims about its sizes, checked before a decoder believes it. */
import { parquetSchema } from "hyparquet";
import type { ColumnMetaData, FileMetaData, SchemaTree } from "hyparquet";
import { messageOf } from "../../shared/errors.ts";
import type { Cursor, Thrift } from "./parquet-bytes.ts";
import { thriftStruct, walkDeltas, walkRuns } from "./parquet-bytes.ts";

/** Largest page when inflated; writers make pages of 1 MiB. */
export const maxPageBytes = 128 * 1024 * 1024;
/** Fewer rows or values than this do no harm, whatever the file's size. */
const manyRows = 100_000;
const manyValues = 1_000_000;
/** Lists of more than this can end the whole program: V8 makes them of one piece. */
const maxValues = 16 * 1024 * 1024;

export type Inflate = (codec: string, bytes: Uint8Array, length: number) => Uint8Array;

/**
 * Checks the numbers of rows and where the columns lie.
 * @throws Error with a reason that follows "could not be read further:".
 */
export function checkMetadata(metadata: FileMetaData, fileBytes: number): void {
  const odd = metadata.schema.find(({ num_children: children }) => (children ?? 0) < 0);
  if (odd !== undefined)
    throw new Error(`its schema claims ${odd.num_children} columns in ${odd.name}`);
  const total = Number(metadata.num_rows);
  const inGroups = metadata.row_groups.map((group) => Number(group.num_rows));
  if (inGroups.some((n) => n < 0) || inGroups.reduce((sum, n) => sum + n, 0) !== total)
    throw new Error("its row groups don't hold the rows that it claims");
  // Each event has an id of its own, which can't be packed to less than 16 bytes.
  if (total > manyRows && total * 8 > fileBytes)
    throw new Error(`it claims ${total} rows, more than its ${fileBytes} bytes can hold`);
  for (const group of metadata.row_groups) {
    if (group.num_rows > maxValues) throw new Error(`it has a row group of ${group.num_rows} rows`);
    let bytes = 0;
    for (const { meta_data: column } of group.columns) {
      if (column === undefined) continue;
      const { from, to } = rangeOf(column);
      if (!(from >= 0 && from <= to && to <= fileBytes))
        throw new Error(`its column ${nameOf(column)} lies outside of the file`);
      bytes += to - from;
    }
    if (bytes > fileBytes)
      throw new Error("the columns of a row group are together larger than the file");
  }
}

/** Where the pages of a column lie; as hyparquet takes it. */
function rangeOf(column: ColumnMetaData): { readonly from: number; readonly to: number } {
  const from = Number(column.dictionary_page_offset || column.data_page_offset);
  return { from, to: from + Number(column.total_compressed_size) };
}

function nameOf(column: ColumnMetaData): string {
  return column.path_in_schema.join(".").slice(0, 80);
}

/** What a column's place in the schema says about its values. */
interface Levels {
  readonly repetition: number;
  readonly definition: number;
  readonly isFlat: boolean;
  /** Bytes of a value of fixed length. */
  readonly valueBytes: number;
}

/**
 * Checks all pages of a file of one row group: sizes, numbers of values and rows, and the runs of what is inflated. Each
 * page is inflated once.
 * @throws Error as above.
 */
export function checkPages(file: ArrayBuffer, metadata: FileMetaData, inflate: Inflate): void {
  const tree = parquetSchema(metadata);
  for (const { columns, num_rows: rows } of metadata.row_groups)
    for (const { meta_data: column } of columns) {
      if (column === undefined) continue;
      try {
        checkColumn(file, column, levelsOf(tree, column), Number(rows), inflate);
      } catch (error) {
        const reason = messageOf(error);
        throw new Error(`column ${nameOf(column)}: ${reason}`, { cause: error });
      }
    }
}

function levelsOf(tree: SchemaTree, column: ColumnMetaData): Levels {
  let node = tree;
  let definition = 0;
  let repetition = tree.element.repetition_type === "REPEATED" ? 1 : 0;
  for (const part of column.path_in_schema) {
    const child = node.children.find(({ element }) => element.name === part);
    if (child === undefined) throw new Error("not in the schema");
    node = child;
    if (node.element.repetition_type !== "REQUIRED") definition++;
    if (node.element.repetition_type === "REPEATED") repetition++;
  }
  const isFlat =
    column.path_in_schema.length === 1 &&
    node.children.length === 0 &&
    node.element.repetition_type !== "REPEATED";
  return { repetition, definition, isFlat, valueBytes: node.element.type_length ?? 0 };
}

/** Least bytes of a plain value. */
function plainBytes(type: string, valueBytes: number): number {
  if (type === "BOOLEAN") return 1 / 8;
  if (type === "INT64" || type === "DOUBLE") return 8;
  if (type === "INT96") return 12;
  return type === "FIXED_LEN_BYTE_ARRAY" ? Math.max(1, valueBytes) : 4;
}

const dataPage = 0;
const dictionaryPage = 2;
const dataPageV2 = 3;

function checkColumn(
  file: ArrayBuffer,
  column: ColumnMetaData,
  levels: Levels,
  rows: number,
  inflate: Inflate,
): void {
  const { from, to } = rangeOf(column);
  const cursor = { view: new DataView(file, from, to - from), at: 0 };
  const end = to - from;
  let values = 0;
  let held = 0;
  let inflated = 0;
  while (cursor.at < end - 1 && (!levels.isFlat || values < rows)) {
    const header = thriftStruct(cursor);
    const type = numberIn(header, 1);
    const length = numberIn(header, 2);
    const packed = numberIn(header, 3);
    if (!(length >= 0 && packed >= 0 && cursor.at + packed <= end))
      throw new Error(`a page claims ${packed} bytes where ${end - cursor.at} are left`);
    if (length > maxPageBytes) throw new Error(`a page of ${length} bytes is too large`);
    const page = new Uint8Array(file, from + cursor.at, packed);
    cursor.at += packed;
    inflated += length;
    const facts = header.get(type === dataPage ? 5 : type === dictionaryPage ? 7 : 8);
    // The decoder says what is wrong with any other page.
    if (type === undefined || !(facts instanceof Map)) continue;
    const count = numberIn(facts, 1);
    if (!(count >= 0)) throw new Error(`a page claims ${count} values`);
    if (type === dictionaryPage) {
      const bytes = inflate(column.codec, page, length);
      checkPlain(count, plainBytes(column.type, levels.valueBytes), bytes.length);
      continue;
    }
    values += count;
    const most =
      levels.repetition === 0 ? rows : Math.min(maxValues, Math.max(manyValues, inflated * 8));
    if (values > most)
      throw new Error(`its pages claim ${values} values, more than the ${most} that can be`);
    const at = { page, length, count, facts, column, levels, inflate };
    if (type === dataPage) held += checkDataPage(at);
    else if (type === dataPageV2) held += checkDataPageV2(at);
  }
  if (held !== rows) throw new Error(`its pages hold ${held} of ${rows} rows`);
}

interface DataPage {
  readonly page: Uint8Array;
  readonly length: number;
  readonly count: number;
  readonly facts: Thrift;
  readonly column: ColumnMetaData;
  readonly levels: Levels;
  readonly inflate: Inflate;
}

/** Returns the rows that begin in the page; so does the next one. */
function checkDataPage({ page, length, count, facts, column, levels, inflate }: DataPage): number {
  const cursor = cursorOf(inflate(column.codec, page, length));
  let values = count;
  let rows = count;
  const walk = (level: number, wanted: number): number => {
    const end = cursor.view.getUint32(cursor.at, true) + cursor.at + 4;
    cursor.at += 4;
    const found = walkRuns(cursor, bitWidth(level), count, wanted);
    cursor.at = end;
    return found;
  };
  if (levels.repetition > 0) rows = walk(levels.repetition, 0);
  if (levels.definition > 0) values = walk(levels.definition, levels.definition);
  checkValues(cursor, values, numberIn(facts, 2), column, levels, false);
  return rows;
}

function checkDataPageV2({
  page,
  length,
  count,
  facts,
  column,
  levels,
  inflate,
}: DataPage): number {
  const nulls = numberIn(facts, 2);
  const definition = numberIn(facts, 5);
  const repetition = numberIn(facts, 6);
  const before = definition + repetition;
  if (!(nulls >= 0 && nulls <= count))
    throw new Error(`a page of ${count} values has ${nulls} nulls`);
  if (!(definition >= 0 && repetition >= 0 && before <= page.length && before <= length))
    throw new Error("the levels of a page are larger than the page");
  const rows =
    levels.repetition === 0
      ? count
      : walkRuns(cursorOf(page), bitWidth(levels.repetition), count, 0);
  if (levels.definition > 0)
    walkRuns(cursorOf(page.subarray(repetition)), bitWidth(levels.definition), count, -1);
  const rest = page.subarray(before);
  const bytes = facts.get(7) === false ? rest : inflate(column.codec, rest, length - before);
  checkValues(cursorOf(bytes), count - nulls, numberIn(facts, 4), column, levels, true);
  return rows;
}

/** Encodings by Parquet's numbers. */
const encoding = {
  plain: 0,
  plainDictionary: 2,
  rle: 3,
  deltas: 5,
  deltaLengths: 6,
  deltaTexts: 7,
  dictionary: 8,
  split: 9,
} as const;

function checkValues(
  cursor: Cursor,
  count: number,
  kind: number,
  { type }: ColumnMetaData,
  { valueBytes }: Levels,
  isV2: boolean,
): void {
  const left = cursor.view.byteLength - cursor.at;
  switch (kind) {
    case encoding.plain:
    case encoding.split:
      checkPlain(count, plainBytes(type, valueBytes), left);
      return;
    case encoding.plainDictionary:
    case encoding.rle:
    case encoding.dictionary: {
      if (type === "BOOLEAN") cursor.at += 4;
      const width = type === "BOOLEAN" ? 1 : count === 0 ? 0 : cursor.view.getUint8(cursor.at++);
      if (width > 32) throw new Error(`a page has places of ${width} bits`);
      // Places of no bits: the decoder reads runs of them in pages of version 2 only.
      if (width > 0 || (isV2 && count > 0)) walkRuns(cursor, width, count, -1);
      return;
    }
    case encoding.deltas:
    case encoding.deltaLengths:
      if (count > 0) walkDeltas(cursor, count, false);
      return;
    case encoding.deltaTexts: {
      if (count === 0) return;
      const bytes = walkDeltas(cursor, count, true) + walkDeltas(cursor, count, true);
      if (bytes > maxPageBytes) throw new Error(`a page holds texts of ${bytes} bytes`);
      return;
    }
    default:
    // The decoder knows no other.
  }
}

function checkPlain(count: number, bytes: number, left: number): void {
  if (count * bytes > left) throw new Error(`a page claims ${count} values in ${left} bytes`);
}

function cursorOf(bytes: Uint8Array): Cursor {
  return { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0 };
}

function bitWidth(level: number): number {
  return 32 - Math.clz32(level);
}

/** A field that holds a number; NaN where there is none. */
function numberIn(fields: Thrift, id: number): number {
  const value = fields.get(id);
  return typeof value === "number" ? value : Number.NaN;
}
