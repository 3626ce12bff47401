/** Gives back the text of records, byte for byte, from the blocks that the case keeps. */
import { promisify } from "node:util";
import type { ZlibOptions } from "node:zlib";
import { gunzip, gunzipSync, zstdDecompressSync } from "node:zlib";
import { Failure } from "../../shared/errors.ts";
import type { CaseDb } from "./open-case.ts";

export interface RawText {
  /**
   * The bytes [offset, offset + length) of an input's inflated text (stream 0), or of the records that were taken out of
   * wrappers (stream 1).
   */
  readonly read: (input: number, offset: number, length: number, stream: 0 | 1) => Buffer;
  /** Inflates the blocks at these places side by side, so that `read` finds them at hand. */
  readonly warm: (places: readonly RawPlace[]) => Promise<void>;
}

/** A place in the text of an input; stream 0 where none is said. */
export interface RawPlace {
  readonly input: number;
  readonly offset: number;
  readonly stream?: number;
}

const inflate = promisify<Buffer, ZlibOptions, Buffer>(gunzip);

interface BlockRow {
  readonly start: number;
  readonly length: number;
  readonly codec: "gzip" | "zstd";
  readonly data: Buffer;
}

/** Inflated text kept at hand; neighbours are usually asked for next. */
const cacheBytes = 16 * 1024 * 1024;
/** A block never inflates to more than the importer let in. */
const maxBlockBytes = 128 * 1024 * 1024;

/** Makes a reader of raw text over a case. It keeps about `keepBytes` of inflated text. */
export function createRawText(db: CaseDb, casePath: string, keepBytes = cacheBytes): RawText {
  const find = db.prepare<[number, number, number], BlockRow>(
    `SELECT start, length, codec, data FROM raw_block WHERE input = ? AND stream = ? AND start <= ?
     ORDER BY start DESC LIMIT 1`,
  );
  const cache = new Map<string, Buffer>();
  let cached = 0;

  function rowAt(input: number, stream: number, offset: number): BlockRow {
    const row = find.get(input, stream, offset);
    if (row !== undefined) return row;
    const reason = `the text of input ${input} is missing at byte ${offset}`;
    throw new Failure({ code: "case-damaged", path: casePath, reason });
  }

  function keep(key: string, text: Buffer): void {
    cached += text.length;
    cache.set(key, text);
    for (const [old, value] of cache) {
      if (cached <= keepBytes || old === key) break;
      cache.delete(old);
      cached -= value.length;
    }
  }

  function blockAt(
    input: number,
    stream: number,
    offset: number,
  ): { readonly start: number; readonly text: Buffer } {
    const whole = cache.get(keyOf(input, stream, 0));
    if (whole !== undefined && offset < whole.length) return { start: 0, text: whole };
    const row = rowAt(input, stream, offset);
    const key = keyOf(input, stream, row.start);
    const known = cache.get(key);
    if (known !== undefined) return { start: row.start, text: known };
    const text =
      row.codec === "gzip"
        ? gunzipSync(row.data, limitOf(row))
        : zstdDecompressSync(row.data, limitOf(row));
    keep(key, text);
    return { start: row.start, text };
  }

  async function warm(places: readonly RawPlace[]): Promise<void> {
    const wanted = new Map<string, BlockRow>();
    for (const { input, offset, stream = 0 } of places) {
      if (cache.has(keyOf(input, stream, 0))) continue;
      const row = rowAt(input, stream, offset);
      if (row.codec === "gzip") wanted.set(keyOf(input, stream, row.start), row);
    }
    await Promise.all(
      [...wanted].map(async ([key, row]) => {
        if (!cache.has(key)) keep(key, await inflate(row.data, limitOf(row)));
      }),
    );
  }

  function read(input: number, offset: number, length: number, stream: 0 | 1): Buffer {
    const parts: Buffer[] = [];
    for (let at = offset; at < offset + length;) {
      const { start, text } = blockAt(input, stream, at);
      const part = text.subarray(at - start, Math.min(text.length, offset + length - start));
      if (part.length === 0)
        throw new Failure({
          code: "case-damaged",
          path: casePath,
          reason: `the text of input ${input} ends at byte ${at}`,
        });
      parts.push(part);
      at += part.length;
    }
    return parts.length === 1 ? (parts[0] ?? Buffer.alloc(0)) : Buffer.concat(parts);
  }

  return { read, warm };
}

function keyOf(input: number, stream: number, start: number): string {
  return `${input}/${stream}/${start}`;
}

/** One buffer of the right size: a block's length is known. */
function limitOf({ length }: BlockRow): {
  readonly chunkSize: number;
  readonly maxOutputLength: number;
} {
  return { chunkSize: Math.max(64, length + 64), maxOutputLength: maxBlockBytes };
}
