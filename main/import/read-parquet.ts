/** A Parquet file (Amazon Security Lake, Athena, exports of other programs) → records, row group by row group. */
import { setImmediate } from "node:timers/promises";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { parquetMetadata, parquetRead } from "hyparquet";
import type { Compressors, FileMetaData } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import type { Json } from "../../shared/cloudtrail-event.ts";
import { recognize, unknownWord } from "../../shared/import/recognize.ts";
import { takeJson } from "../../shared/import/shapes/json-shapes.ts";
import type { Taken } from "../../shared/import/shapes/piece.ts";
import { eventTable } from "../../shared/import/shapes/table-columns.ts";
import type { Found, ReaderTools, RowSink } from "./keep-records.ts";
import { createRecordKeeper } from "./keep-records.ts";
import { keepText } from "./keep-text.ts";
import type { InputEnd } from "./protocol.ts";

/** Largest page when inflated; writers make pages of 1 MiB. */
const maxPageBytes = 128 * 1024 * 1024;
/** Fewer rows than this do no harm, whatever the file's size. */
const manyRows = 100_000;
/** Rows of about this many bytes are made at a time, and no more than so many. */
const sliceBytes = 32 * 1024 * 1024;
const sliceRows = 20_000;

const shape = "Security Lake Parquet";
const unknownParquet = `${unknownWord} Parquet file`;

/** Reads a file that is in memory. Never throws for what is in it. */
export async function readParquet(
  bytes: Uint8Array,
  found: Found,
  tools: ReaderTools,
  sink: RowSink,
  breathe: () => Promise<void>,
): Promise<InputEnd> {
  const keeper = createRecordKeeper(tools, sink);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  let read = 0;
  let isUnknown = false;
  try {
    if (!(file instanceof ArrayBuffer)) throw new Error("its bytes are shared with another thread");
    const metadata = parquetMetadata(file);
    const columns = (metadata.schema[0]?.num_children ?? 0) > 0 ? columnsOf(metadata) : [];
    const take = adapterOf(columns);
    const table = eventTable(columns);
    const isKnown = isOcsf(columns) || (table !== null && !("needs" in table));
    const total = Number(metadata.num_rows);
    // Each event has an id of its own, which can't be packed to less than 16 bytes.
    if (total > manyRows && total * 8 > bytes.length)
      throw new Error(`it claims ${total} rows, more than its ${bytes.length} bytes can hold`);
    for (const [from, to] of slices(metadata)) {
      // oxlint-disable-next-line no-await-in-loop -- one slice in memory at a time
      const rows = await readRows(file, metadata, from, to);
      for (const row of rows) {
        const place = { position: null, length: null, item: ++read };
        const value = jsonOf(row, 0);
        const taken = take(value);
        if (taken !== null) keeper.take(taken, place);
        else if (isKnown || keeper.records() > 0)
          keeper.other(recognize(value), place, JSON.stringify(value).slice(0, 120));
      }
      await breathe();
      if (keeper.records() === 0 && read > 0 && !isKnown) {
        isUnknown = true;
        keeper.problem(
          null,
          null,
          `a Parquet file whose columns lead to no events: needed are those of OCSF, or eventname, eventsource and eventtime; its columns are ${columns.slice(0, 40).join(", ")}`,
          "",
        );
        break;
      }
    }
    if (read < total && !isUnknown) throw new Error(`it holds ${read} of ${total} rows`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    keeper.problem(
      null,
      null,
      `the Parquet file could not be read behind row ${read}: ${reason.slice(0, 200)}`,
      "",
    );
  }
  const end = keeper.end(found, {
    damage: [],
    encoding: "binary",
    textBytes: bytes.length,
    format: null,
    empty: "Parquet file without rows",
    broken: isUnknown ? unknownParquet : "Parquet file",
  });
  return keeper.keepsText() ? keepText(end, bytes, null, true, sink.block) : end;
}

/**
 * Rows as objects. Of several broken columns hyparquet rejects all, but awaits the first one only: the others' rejections
 * are caught here, for they would end the thread.
 */
async function readRows(
  file: ArrayBuffer,
  metadata: FileMetaData,
  rowStart: number,
  rowEnd: number,
): Promise<readonly unknown[]> {
  process.on("unhandledRejection", ignoreRejection);
  try {
    let found: readonly unknown[] = [];
    await parquetRead({
      file,
      metadata,
      compressors: bounded,
      rowFormat: "object",
      rowStart,
      rowEnd,
      onComplete: (rows) => {
        found = rows;
      },
    });
    return found;
  } finally {
    // They are told after this turn of the event loop.
    await setImmediate();
    process.off("unhandledRejection", ignoreRejection);
  }
}

function ignoreRejection(): void {
  // The first one was thrown already.
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

function isOcsf(columns: readonly string[]): boolean {
  return columns.includes("class_uid") && columns.includes("metadata");
}

/** How rows of these columns are read. */
function adapterOf(columns: readonly string[]): (row: Json) => Taken | null {
  if (isOcsf(columns))
    return (row) => {
      const taken = takeJson(row);
      return taken === null ? null : { ...taken, shape };
    };
  const table = eventTable(columns);
  if (table === null || "needs" in table) return takeJson;
  return (row) => {
    const members = new Map(Object.entries(row ?? {}));
    const found = table.row(columns.map((name) => members.get(name)));
    return found === null || found.pieces.length === 0
      ? null
      : { shape: "Parquet table of events", pieces: found.pieces, packed: [] };
  };
}

/** Row ranges, inside of row groups. */
function* slices(metadata: FileMetaData): Generator<readonly [from: number, to: number]> {
  let at = 0;
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows);
    const perRow = Math.max(1, Number(group.total_byte_size) / Math.max(1, rows));
    const step = Math.min(sliceRows, Math.max(500, Math.floor(sliceBytes / perRow)));
    for (let from = 0; from < rows; from += step)
      yield [at + from, at + Math.min(rows, from + step)];
    at += rows;
  }
}

/** Node's own gzip and zstd where it has them; no page may be a bomb. */
const bounded: Compressors = Object.fromEntries(
  Object.entries({
    ...compressors,
    GZIP: (input: Uint8Array, length: number) =>
      gunzipSync(input, { maxOutputLength: Math.max(1, length) }),
    ZSTD: (input: Uint8Array, length: number) =>
      zstdDecompressSync(input, { maxOutputLength: Math.max(1, length) }),
  }).map(([name, inflate]) => [
    name,
    (input: Uint8Array, length: number): Uint8Array => {
      if (length > maxPageBytes) throw new Error(`a page of ${length} bytes is too large`);
      return inflate(input, length);
    },
  ]),
);

/** A value as hyparquet gives it, as JSON: dates as ISO text, integers beyond 2^53 as text, bytes as hex. */
function jsonOf(value: unknown, depth: number): Json {
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
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => [
      name,
      jsonOf(member, depth + 1),
    ]),
  );
}
