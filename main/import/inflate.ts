/** Files → their text, whatever their compression; bounded in memory and against bombs. */
import type { FileHandle } from "node:fs/promises";
import { constants, gunzipSync } from "node:zlib";
import { isBomb } from "./gzip-members.ts";

/** Files up to this size are read in one piece. */
export const wholeFileBytes = 16 * 1024 * 1024;
/** Inflated texts up to this size are made in one piece. */
const wholeTextBytes = 64 * 1024 * 1024;

export type Inflated =
  | { readonly ok: true; readonly text: Uint8Array }
  /** Too large for one piece, or damaged: read it as a stream. */
  | { readonly ok: false };

/** Inflates a gzip file that is in memory, all its members; `ok: false` asks for the streaming way. */
export function inflateWhole(packed: Uint8Array): Inflated {
  // The last four bytes are the length of the last member, modulo 4 GiB (RFC 1952): a hint for the buffer's size.
  const hint =
    packed.length < 18
      ? 0
      : new DataView(packed.buffer, packed.byteOffset).getUint32(packed.length - 4, true);
  if (hint > wholeTextBytes) return { ok: false };
  try {
    const result: unknown = gunzipSync(packed, {
      chunkSize: Math.max(1024, hint + 64),
      maxOutputLength: wholeTextBytes,
      info: true,
    });
    const { buffer, consumed } = infoOf(result);
    if (isBomb(buffer.length, packed.length)) return { ok: false };
    // Zero padding behind the last member is no data; anything else made gunzipSync fail.
    return consumed <= packed.length ? { ok: true, text: buffer } : { ok: false };
  } catch {
    // Damaged, cut off or too large: the streaming way keeps what can be had and says what is wrong.
    return { ok: false };
  }
}

/** `gunzipSync(…, { info: true })` answers `{ buffer, engine }` (Node.js zlib documentation). */
function infoOf(result: unknown): { buffer: Uint8Array; consumed: number } {
  if (typeof result === "object" && result !== null && "buffer" in result && "engine" in result) {
    const { buffer, engine } = result;
    if (
      buffer instanceof Uint8Array &&
      typeof engine === "object" &&
      engine !== null &&
      "bytesWritten" in engine
    )
      return { buffer, consumed: Number(engine.bytesWritten) };
  }
  throw new Error("zlib gave no info");
}

/**
 * How many bytes from the start of a gzip file in memory inflate without an error: all of a file that is only cut off.
 */
export function soundBytes(packed: Uint8Array): number {
  const inflates = (count: number): boolean => {
    try {
      gunzipSync(packed.subarray(0, count), {
        finishFlush: constants.Z_SYNC_FLUSH,
        maxOutputLength: wholeTextBytes,
      });
      return true;
    } catch (error) {
      // Too large is not damaged: the streaming way bounds it.
      return error instanceof RangeError;
    }
  };
  if (inflates(packed.length)) return packed.length;
  let good = 0;
  let bad = packed.length;
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    if (inflates(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

/** Where bytes come from: a file that is open or one in memory. */
export type Source =
  | { readonly handle: FileHandle }
  /** `sound`: bytes that are known to inflate; what follows is given apart, because zlib withholds what it made of a
   * piece that turns out to be damaged. */
  | { readonly bytes: Uint8Array; readonly sound: number };

/** The bytes of a source in pieces. `onBytes` sees each, for hashing and progress. */
export async function* piecesOf(
  source: Source,
  onBytes: (piece: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  if ("bytes" in source) {
    if (source.sound > 0) yield source.bytes.subarray(0, source.sound);
    if (source.sound < source.bytes.length) yield source.bytes.subarray(source.sound);
    return;
  }
  const stream: AsyncIterable<Uint8Array> = source.handle.createReadStream({
    start: 0,
    autoClose: false,
    highWaterMark: 1 << 20,
  });
  for await (const piece of stream) {
    onBytes(piece);
    yield piece;
  }
}
