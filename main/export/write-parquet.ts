/** Events as a Parquet file: typed columns and the original records, in row groups of bounded size. */
import { isUtf8 } from "node:buffer";
import { constants, zstdCompressSync } from "node:zlib";
import type { SchemaElement, Writer } from "hyparquet-writer";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { ExportedEvent, TableColumn } from "./event-columns.ts";
import { rawName, tableColumns } from "./event-columns.ts";
import type { EventPrinter } from "./export-events.ts";

/** A row group ends at the first of these. */
const groupRows = 10_000;
const groupBytes = 16 * 1024 * 1024;

const unique: ReadonlySet<string> = new Set(["eventID", rawName]);
const fast = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

type Value = string | Date | boolean | bigint | Uint8Array | null;

/**
 * Makes the printer of a Parquet file. Text columns hold UTF-8 only: where a record is none, its bad bytes become
 * U+FFFD, and `onReplaced` is told how many such records there were.
 */
export function createParquetPrinter(
  program: string,
  onReplaced: (records: number) => void,
): EventPrinter {
  const bytes = new ByteWriter();
  const writer: Writer = bytes;
  const file = new ParquetWriter({
    writer,
    schema,
    codec: "ZSTD",
    compressors: { ZSTD: (data) => zstdCompressSync(data, fast) },
    createdBy: program,
  });
  const data: Value[][] = schema.slice(1).map(() => []);
  let rows = 0;
  let rawBytes = 0;
  let replaced = 0;

  /** The bytes written since the last time. */
  function taken(): Buffer {
    const out = Buffer.from(bytes.getBytes());
    bytes.index = 0;
    return out;
  }

  function group(): Buffer {
    if (rows > 0) {
      const columnData = schema.slice(1).map(({ name }, i) => ({
        name,
        data: data[i] ?? [],
        offsetIndex: false,
        // Values that never come again need no dictionary, and nobody compares records by their first bytes.
        ...(unique.has(name) ? { encoding: "PLAIN" as const } : {}),
        statistics: name !== rawName,
      }));
      // The writer is in memory: nothing is waited for.
      void file.write({ columnData, rowGroupSize: rows });
    }
    for (const column of data) column.length = 0;
    rows = 0;
    rawBytes = 0;
    return taken();
  }

  return {
    begin: taken,
    event: (event) => {
      tableColumns.forEach((column, i) => data[i]?.push(valueOf(column, event)));
      const isText = isUtf8(event.raw);
      if (!isText) replaced++;
      data.at(-1)?.push(isText ? Uint8Array.from(event.raw) : event.raw.toString("utf8"));
      rows++;
      rawBytes += event.raw.length;
      return rows < groupRows && rawBytes < groupBytes ? null : group();
    },
    end: () => {
      const last = group();
      void file.finish();
      if (replaced > 0) onReplaced(replaced);
      return Buffer.concat([last, taken()]);
    },
  };
}

function valueOf(column: TableColumn, event: ExportedEvent): Value {
  switch (column.type) {
    case "time": {
      const time = column.of(event);
      return time === null ? null : new Date(time);
    }
    case "count":
      return BigInt(column.of(event));
    case "text":
    case "truth":
      return column.of(event);
  }
}

const schema: SchemaElement[] = [
  { name: "root", num_children: tableColumns.length + 1 },
  ...tableColumns.map(elementOf),
  textElement(rawName, true),
];

function elementOf({ name, type }: TableColumn): SchemaElement {
  switch (type) {
    case "time":
      return {
        name,
        type: "INT64",
        repetition_type: "OPTIONAL",
        converted_type: "TIMESTAMP_MILLIS",
        logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MILLIS" },
      };
    case "truth":
      return { name, type: "BOOLEAN", repetition_type: "OPTIONAL" };
    case "count":
      return { name, type: "INT64", repetition_type: "REQUIRED" };
    case "text":
      return textElement(name, false);
  }
}

function textElement(name: string, isRequired: boolean): SchemaElement {
  return {
    name,
    type: "BYTE_ARRAY",
    repetition_type: isRequired ? "REQUIRED" : "OPTIONAL",
    converted_type: "UTF8",
    logical_type: { type: "STRING" },
  };
}
