/** A Parquet file → rows as JSON text, row group by row group. Runs in a thread of its own. */
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { parquetMetadata, parquetRead } from "hyparquet";
import type { Compressors, FileMetaData, RowGroup } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import type { ColumnPart } from "./parquet-columns.ts";
import {
  columnParts,
  emptyTree,
  isNullAbove,
  leafOf,
  metadataOf,
  putInto,
  valueOf,
} from "./parquet-columns.ts";
import type { Inflate } from "./check-parquet.ts";
import { checkMetadata, checkPages, maxPageBytes } from "./check-parquet.ts";

/** Rows of about this many bytes are decoded at a time, and no more than so many: nested columns are decoded anew for each slice. */
const sliceBytes = 128 * 1024 * 1024;
const sliceRows = 65_536;
/** Bytes that the pages of one column, with all that is nested in it, may inflate to for one slice. */
const maxInflated = 512 * 1024 * 1024;
/** A batch of rows is given when it has this many characters or rows. */
const fullBatch = 1024 * 1024;
const fullRows = 4096;

export interface ParquetRows {
  /** Names of the top-level columns. */
  readonly columns: readonly string[];
  /** Rows that the file claims. */
  readonly total: number;
  /** The rows in order: texts of JSON lists of objects. */
  readonly batches: AsyncGenerator<string>;
}

/** A part of the columns, and what it gives for each row. */
interface Values {
  readonly path: readonly string[];
  readonly values: readonly unknown[];
}

/**
 * Opens a file. `alive` is called when a step towards the next rows is done.
 * @throws Error, also while the batches are taken, for what can't be read; rows before it were given.
 */
export function openParquet(file: ArrayBuffer, alive: () => void): ParquetRows {
  // Marking columns of maps, of which a log has none, never ends for a negative number of children.
  const metadata = parquetMetadata(file, { geoparquet: false });
  const columns = (metadata.schema[0]?.num_children ?? 0) > 0 ? columnsOf(metadata) : [];
  checkMetadata(metadata, file.byteLength);
  return { columns, total: Number(metadata.num_rows), batches: batchesOf(file, metadata, alive) };
}

async function* batchesOf(
  file: ArrayBuffer,
  metadata: FileMetaData,
  alive: () => void,
): AsyncGenerator<string> {
  const parts = columnParts(metadata);
  for (const group of metadata.row_groups) {
    let isChecked = false;
    for (const [from, to] of slices(group)) {
      const columns: Values[] = [];
      for (const part of parts) {
        const own = metadataOf(metadata, group, part);
        if (!isChecked) checkPages(file, own, inflate);
        // oxlint-disable-next-line no-await-in-loop -- one part of the columns in memory at a time
        columns.push({ path: part.path, values: await readPart(file, own, part, from, to) });
        alive();
      }
      isChecked = true;
      yield* textsOf(columns, to - from);
    }
  }
}

/** Rows as JSON lists of bounded length. */
function* textsOf(columns: readonly Values[], rows: number): Generator<string> {
  let texts: string[] = [];
  let length = 0;
  const taken = (): string => {
    const list = `[${texts.join(",")}]`;
    texts = [];
    length = 0;
    return list;
  };
  for (let i = 0; i < rows; i++) {
    const row = emptyTree();
    let text = "";
    try {
      for (const { path, values } of columns) {
        const value = values[i];
        putInto(row, path, isNullAbove(value) ? value : jsonOf(value, path.length));
      }
      text = JSON.stringify(row);
    } catch (error) {
      // A text longer than the engine can hold; the rows before it count.
      if (texts.length > 0) yield taken();
      throw error;
    }
    texts.push(text);
    length += text.length;
    if (length >= fullBatch || texts.length >= fullRows) yield taken();
  }
  if (texts.length > 0) yield taken();
}

/** The values of a part of the columns in rows [from, to) of its row group. */
async function readPart(
  file: ArrayBuffer,
  metadata: FileMetaData,
  { path, structs }: ColumnPart,
  from: number,
  to: number,
): Promise<readonly unknown[]> {
  const name = path[0] ?? "";
  const found: unknown[] = [];
  inflated = 0;
  const options = { file, metadata, compressors: bounded, rowStart: from, rowEnd: to };
  if (structs === null || structs.length === 0)
    await parquetRead({
      ...options,
      rowFormat: "object",
      onComplete: (rows) => {
        for (const row of rows) found.push(valueOf(row[name], path));
      },
    });
  // Structs of single leaves would be made in vain.
  else
    await parquetRead({
      ...options,
      onPage: ({ columnData, rowStart, rowEnd }) => {
        for (let row = Math.max(from, rowStart); row < Math.min(to, rowEnd); row++)
          found[row - from] = leafOf(columnData[row - rowStart], structs);
      },
    });
  return found;
}

function columnsOf(metadata: FileMetaData): readonly string[] {
  const names: string[] = [];
  for (let i = 1; i < metadata.schema.length; i++) {
    names.push(metadata.schema[i]?.name ?? "");
    i += descendants(metadata, i);
  }
  return names;
}

/** Elements below one of the schema, which lists them depth first. */
function descendants(metadata: FileMetaData, at: number): number {
  let open = metadata.schema[at]?.num_children ?? 0;
  let count = 0;
  for (let i = at + 1; open > 0 && i < metadata.schema.length; i++) {
    open += (metadata.schema[i]?.num_children ?? 0) - 1;
    count++;
  }
  return count;
}

/** Row ranges inside of a row group. */
function* slices(group: RowGroup): Generator<readonly [from: number, to: number]> {
  const rows = Number(group.num_rows);
  const perRow = Math.max(1, Number(group.total_byte_size) / Math.max(1, rows));
  const step = Math.min(sliceRows, Math.max(500, Math.floor(sliceBytes / perRow)));
  for (let from = 0; from < rows; from += step) yield [from, Math.min(rows, from + step)];
}

/** Bytes that were inflated for the column that is being read. */
let inflated = 0;

/** Node's own gzip and zstd where it has them; no page may be a bomb. */
const inflaters: Compressors = {
  ...compressors,
  GZIP: (input, length) => gunzipSync(input, { maxOutputLength: Math.max(1, length) }),
  ZSTD: (input, length) => zstdDecompressSync(input, { maxOutputLength: Math.max(1, length) }),
};

const bounded: Compressors = Object.fromEntries(
  Object.entries(inflaters).map(([name, unpack]) => [
    name,
    (input: Uint8Array, length: number): Uint8Array => {
      inflated += length;
      if (length > maxPageBytes) throw new Error(`a page of ${length} bytes is too large`);
      if (inflated > maxInflated)
        throw new Error(`the pages of a column inflate to more than ${maxInflated} bytes`);
      return unpack(input, length);
    },
  ]),
);

/** A page for the checks; the decoder itself says what a codec without inflater is. */
const inflate: Inflate = (codec, bytes, length) => {
  const unpack = Object.entries(inflaters).find(([name]) => name === codec)?.[1];
  return unpack === undefined ? bytes : unpack(bytes, length);
};

/** A value as hyparquet gives it, as JSON: dates as ISO text, integers beyond 2^53 as text, bytes as hex. */
function jsonOf(value: unknown, depth: number): unknown {
  if (value === undefined || value === null || depth > 60) return null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  if (Array.isArray(value)) return value.map((one: unknown) => jsonOf(one, depth + 1));
  if (typeof value !== "object") return null;
  const members = emptyTree();
  for (const [name, member] of Object.entries(value)) members[name] = jsonOf(member, depth + 1);
  return members;
}
