/** Gives back the text of records, byte for byte, from the blocks that the case keeps. */
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { Failure } from "../../shared/errors.ts";
import type { CaseDb } from "./open-case.ts";

export interface RawText {
  /** The bytes [offset, offset + length) of an input's inflated text. */
  readonly read: (input: number, offset: number, length: number) => Buffer;
}

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

/** Makes a reader of raw text over a case. */
export function createRawText(db: CaseDb, casePath: string): RawText {
  const find = db.prepare<[number, number], BlockRow>(
    `SELECT start, length, codec, data FROM raw_block WHERE input = ? AND start <= ? ORDER BY start DESC LIMIT 1`,
  );
  const cache = new Map<string, Buffer>();
  let cached = 0;

  function blockAt(
    input: number,
    offset: number,
  ): { readonly start: number; readonly text: Buffer } {
    const row = find.get(input, offset);
    if (row === undefined)
      throw new Failure({
        code: "case-damaged",
        path: casePath,
        reason: `the text of input ${input} is missing at byte ${offset}`,
      });
    const key = `${input}/${row.start}`;
    const known = cache.get(key);
    if (known !== undefined) return { start: row.start, text: known };
    const text = inflated(row);
    cached += text.length;
    cache.set(key, text);
    for (const [old, value] of cache) {
      if (cached <= cacheBytes || old === key) break;
      cache.delete(old);
      cached -= value.length;
    }
    return { start: row.start, text };
  }

  function inflated(row: BlockRow): Buffer {
    const limit = { maxOutputLength: maxBlockBytes };
    return row.codec === "gzip" ? gunzipSync(row.data, limit) : zstdDecompressSync(row.data, limit);
  }

  function read(input: number, offset: number, length: number): Buffer {
    const parts: Buffer[] = [];
    for (let at = offset; at < offset + length;) {
      const { start, text } = blockAt(input, at);
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

  return { read };
}
