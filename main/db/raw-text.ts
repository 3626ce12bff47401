/** Gives back the text of records, byte for byte, from the blocks that the case keeps. */
import { promisify } from "node:util";
import type { ZlibOptions } from "node:zlib";
import { constants, gunzip, gunzipSync, zstdDecompressSync } from "node:zlib";
import { Failure } from "../../shared/errors.ts";
import { release } from "../import/release.ts";
import type { CaseDb } from "./open-case.ts";

export interface RawText {
  /**
   * The bytes [offset, offset + length) of an input's inflated text (stream 0), or of the records that were taken out of
   * wrappers (stream 1).
   */
  readonly read: (input: number, offset: number, length: number, stream: 0 | 1) => Buffer;
  /**
   * The bytes at many places, the blocks that hold them inflated side by side, each as far as it is wanted, and none of
   * them kept. Places that are missing in the answer are left to `read`.
   */
  readonly pieces: (places: readonly RawPlace[]) => Promise<ReadonlyMap<RawPlace, Buffer>>;
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

  /** @throws Failure when the block was damaged. */
  function inflated(input: number, row: BlockRow): Buffer {
    try {
      return row.codec === "gzip"
        ? gunzipSync(row.data, limitOf(row))
        : zstdDecompressSync(row.data, limitOf(row));
    } catch (cause) {
      const reason = `the text of input ${input} can't be inflated from byte ${row.start} on`;
      throw new Failure({ code: "case-damaged", path: casePath, reason }, { cause });
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
    const text = inflated(input, row);
    keep(key, text);
    return { start: row.start, text };
  }

  async function pieces(places: readonly RawPlace[]): Promise<ReadonlyMap<RawPlace, Buffer>> {
    const wanted = new Map<string, { readonly row: BlockRow; places: RawPlace[] }>();
    for (const place of places) {
      const row = rowAt(place.input, place.stream ?? 0, place.offset);
      if (row.codec !== "gzip" || place.offset + place.length > row.start + row.length) continue;
      const key = keyOf(place.input, place.stream ?? 0, row.start);
      const block = wanted.get(key) ?? { row, places: [] };
      block.places.push(place);
      wanted.set(key, block);
    }
    const out = new Map<RawPlace, Buffer>();
    await Promise.all(
      [...wanted.values()].map(async ({ row, places: own }) => {
        const to = Math.max(...own.map(({ offset, length }) => offset + length)) - row.start;
        const text = (await beginning(row, to)) ?? (await inflate(row.data, limitOf(row)));
        for (const place of own) {
          const from = place.offset - row.start;
          if (from + place.length <= text.length)
            out.set(place, Buffer.from(text.subarray(from, from + place.length)));
        }
        release(text);
        release(row.data);
      }),
    );
    return out;
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

  return { read, pieces };
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
