/** Gives back the text of records, byte for byte, from the blocks that the case keeps. */
import { promisify } from "node:util";
import type { ZlibOptions } from "node:zlib";
import { constants, gunzip, gunzipSync, zstdDecompressSync } from "node:zlib";
import { Failure } from "../../shared/errors.ts";
import type { CaseDb } from "./open-case.ts";

export interface RawText {
  /**
   * The bytes [offset, offset + length) of an input's inflated text (stream 0), or of the records that were taken out of
   * wrappers (stream 1).
   */
  readonly read: (input: number, offset: number, length: number, stream: 0 | 1) => Buffer;
  /** Inflates the blocks at these places side by side, each as far as it is wanted, so that `read` finds them at hand. */
  readonly warm: (places: readonly RawPlace[]) => Promise<void>;
}

/** A place in the text of an input; stream 0 where none is said. */
export interface RawPlace {
  readonly input: number;
  readonly offset: number;
  readonly length: number;
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
  /** Keys of the cache that hold the beginning of a block only. */
  const short = new Set<string>();
  let cached = 0;

  function rowAt(input: number, stream: number, offset: number): BlockRow {
    const row = find.get(input, stream, offset);
    if (row !== undefined) return row;
    const reason = `the text of input ${input} is missing at byte ${offset}`;
    throw new Failure({ code: "case-damaged", path: casePath, reason });
  }

  function keep(key: string, text: Buffer, isShort = false): void {
    cached += text.length - (cache.get(key)?.length ?? 0);
    // Set anew, it is the youngest.
    cache.delete(key);
    cache.set(key, text);
    if (isShort) short.add(key);
    else short.delete(key);
    for (const [old, value] of cache) {
      if (cached <= keepBytes || old === key) break;
      cache.delete(old);
      short.delete(old);
      cached -= value.length;
    }
  }

  /** What is at hand under a key, if it reaches to `to`, counted from the block's start, or holds all of the block. */
  function atHand(key: string, to: number): Buffer | undefined {
    const text = cache.get(key);
    return text === undefined || (to > text.length && short.has(key)) ? undefined : text;
  }

  function blockAt(
    input: number,
    stream: number,
    offset: number,
    to: number,
  ): { readonly start: number; readonly text: Buffer } {
    const whole = atHand(keyOf(input, stream, 0), to);
    if (whole !== undefined && offset < whole.length) return { start: 0, text: whole };
    const row = rowAt(input, stream, offset);
    const key = keyOf(input, stream, row.start);
    const known = atHand(key, to - row.start);
    if (known !== undefined) return { start: row.start, text: known };
    const text =
      row.codec === "gzip"
        ? gunzipSync(row.data, limitOf(row))
        : zstdDecompressSync(row.data, limitOf(row));
    keep(key, text);
    return { start: row.start, text };
  }

  async function warm(places: readonly RawPlace[]): Promise<void> {
    const wanted = new Map<string, { readonly row: BlockRow; readonly to: number }>();
    for (const { input, offset, length, stream = 0 } of places) {
      if (atHand(keyOf(input, stream, 0), offset + length) !== undefined) continue;
      const row = rowAt(input, stream, offset);
      const key = keyOf(input, stream, row.start);
      const to = Math.max(offset + length - row.start, wanted.get(key)?.to ?? 0);
      if (row.codec === "gzip") wanted.set(key, { row, to });
    }
    await Promise.all(
      [...wanted].map(async ([key, { row, to }]) => {
        if (atHand(key, to) !== undefined) return;
        const text = (await beginning(row, to)) ?? (await inflate(row.data, limitOf(row)));
        keep(key, text, text.length < row.length);
      }),
    );
  }

  function read(input: number, offset: number, length: number, stream: 0 | 1): Buffer {
    const parts: Buffer[] = [];
    for (let at = offset; at < offset + length;) {
      const { start, text } = blockAt(input, stream, at, offset + length);
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

/** A block as far as `to`, inflated from so much of it as that should take; null when that is nearly all, or too little. */
async function beginning({ data, length }: BlockRow, to: number): Promise<Buffer | null> {
  const packed = Math.ceil((data.length * to * 1.1) / length) + 4096;
  if (packed > data.length * 0.9) return null;
  const text = await inflate(data.subarray(0, packed), {
    ...limitOf({ length: to + 65_536 }),
    finishFlush: constants.Z_SYNC_FLUSH,
  }).catch(() => null);
  return text === null || text.length < to ? null : text;
}

function keyOf(input: number, stream: number, start: number): string {
  return `${input}/${stream}/${start}`;
}

/** One buffer of the right size: a block's length is known. */
function limitOf({ length }: Pick<BlockRow, "length">): {
  readonly chunkSize: number;
  readonly maxOutputLength: number;
} {
  return { chunkSize: Math.max(64, length + 64), maxOutputLength: maxBlockBytes };
}
