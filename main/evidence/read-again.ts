/** Reads kept text with the importer's own reader, into rows and records taken out of wrappers, and keeps neither. */
import { createHash } from "node:crypto";
import { zstdDecompressSync } from "node:zlib";
import { createRecordScanner } from "../../shared/import/scan-record.ts";
import { sniff } from "../../shared/import/sniff.ts";
import type { RowSink } from "../import/keep-records.ts";
import { createRowPacker } from "../import/pack-rows.ts";
import type { Batch } from "../import/protocol.ts";
import { startSnapshot } from "../import/read-snapshot-text.ts";
import { startTable } from "../import/read-table.ts";
import type { TextReading } from "../import/read-text.ts";
import { startReading } from "../import/read-text.ts";

export interface Reader {
  /** Begins a file; the rows of the one before were taken. */
  readonly open: () => void;
  /** The next text; `skipped` bytes of it are a byte order mark. */
  readonly feed: (text: Uint8Array, skipped: number, isFirst: boolean) => void;
  /**
   * The text is over. Resolves to the hex SHA-256 of all records that were taken out of wrappers. `breathe` is called
   * when rows should be taken.
   */
  readonly finish: (breathe: () => void) => Promise<string>;
  /** The rows since the last call, with the dictionary entries that are new. */
  readonly rows: () => Omit<Batch, "parts" | "worker">;
}

const nothing = { sha256: null, bytes: 0 };

/** Makes a reader for one file after the other. */
export function createReader(): Reader {
  const scanner = createRecordScanner();
  const packer = createRowPacker(scanner, { named: {}, unnamed: {} }, { add: () => false });
  const tools = { scanner, packer, latest: Infinity };
  let taken = createHash("sha256");
  let reading: TextReading | null = null;
  /** A Parquet file is read as a whole. */
  let parts: Uint8Array[] | null = null;
  const sink: RowSink = {
    problem: () => undefined,
    wrapped: () => undefined,
    insight: () => undefined,
    block: ({ stream, data }) => {
      if (stream === 1) taken.update(zstdDecompressSync(data));
    },
  };

  /** As the import decided by the text's beginning; white space for longer than that is taken for JSON. */
  function start(text: Uint8Array): void {
    const kind = sniff(text);
    if (kind.kind === "parquet") parts = [];
    else if (kind.kind === "snapshot") reading = startSnapshot(kind.form, sink);
    else if (kind.kind === "table") reading = startTable(tools, sink, kind.delimiter);
    else reading = startReading(tools, sink, kind.kind === "json" && kind.hasText);
  }

  return {
    open: () => {
      taken = createHash("sha256");
      reading = null;
      parts = null;
    },
    feed: (text, skipped, isFirst) => {
      if (isFirst) start(text);
      if (parts !== null) parts.push(text);
      else reading?.feed(text.subarray(skipped), skipped);
    },
    finish: async (breathe) => {
      if (parts !== null) {
        const bytes = Buffer.concat(parts);
        parts = null;
        // Its decoders are loaded for the first such file only.
        const { readParquet } = await import("../import/read-parquet.ts");
        // Rows are taken as they come, so that they do not pile up.
        await readParquet(bytes, nothing, tools, sink, async () => breathe());
      } else if (reading !== null) {
        reading.finish([]);
        // The last records out of wrappers are given at the end.
        reading.end(nothing, "utf-8", 0);
      }
      return taken.digest("hex");
    },
    rows: () => packer.take(),
  };
}
