/** Files → their text, whatever their compression; bounded in memory and against bombs. */
import { createReadStream } from "node:fs";
import type { Transform } from "node:stream";
import { constants, crc32, createInflateRaw, gunzipSync } from "node:zlib";

/** Files up to this size are read in one piece. */
export const wholeFileBytes = 16 * 1024 * 1024;
/** Inflated texts up to this size are made in one piece. */
const wholeTextBytes = 64 * 1024 * 1024;
/** More than this ratio after `bombAfter` bytes is no log. Real logs stay below 40. */
const bombRatio = 200;
const bombAfter = 10 * 1024 * 1024;
const maxTextBytes = 20 * 1024 ** 3;

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
    if (buffer.length > bombAfter && buffer.length > packed.length * bombRatio)
      return { ok: false };
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

/** Where bytes come from: a file on disk or one in memory. */
export type Source =
  | { readonly path: string }
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
  const stream: AsyncIterable<Uint8Array> = createReadStream(source.path, {
    highWaterMark: 1 << 20,
  });
  for await (const piece of stream) {
    onBytes(piece);
    yield piece;
  }
}

/**
 * Inflates a stream of gzip members (RFC 1952). Yields what could be inflated; `onDamage` hears of damage, of a cut, of
 * a bomb and of what stands behind the last member. Members are taken one by one, because a decoder for the whole
 * file withholds good data when what follows is garbage.
 */
export async function* inflateStream(
  pieces: AsyncGenerator<Uint8Array>,
  onDamage: (reason: string) => void,
): AsyncGenerator<Uint8Array> {
  const input = createByteReader(pieces);
  let made = 0;
  for (let member = 0; ; member++) {
    const header = await readHeader(input);
    if (header === "end") return;
    if (header !== "ok") {
      const rest = await input.countRest();
      onDamage(
        member > 0
          ? `${rest} bytes stand after the end of the compressed data; they were not read`
          : header === "cut"
            ? cutWords
            : "the gzip header is damaged",
      );
      return;
    }
    let crc = 0;
    let length = 0;
    for await (const part of inflateMember(input)) {
      if (typeof part === "string") {
        onDamage(part);
        return;
      }
      crc = crc32(part, crc);
      length += part.length;
      made += part.length;
      yield part;
      if (made > maxTextBytes || (made > bombAfter && made > input.consumed() * bombRatio)) {
        onDamage(bombWords);
        return;
      }
    }
    const trailer = await input.read(8);
    if (trailer.length < 8) {
      onDamage(cutWords);
      return;
    }
    const view = new DataView(trailer.buffer, trailer.byteOffset, 8);
    if (view.getUint32(0, true) !== crc || view.getUint32(4, true) !== length % 2 ** 32)
      onDamage("the check sum of the compressed file is wrong: its content was altered or damaged");
  }
}

const cutWords = "the compressed file is cut off; what came before was read";
const bombWords = `inflates to more than ${bombRatio} times its size: this is no log; reading was stopped`;

interface ByteReader {
  /** Up to `count` bytes; fewer at the end. */
  readonly read: (count: number) => Promise<Uint8Array>;
  /** The next piece, whatever its size; null at the end. */
  readonly piece: () => Promise<Uint8Array | null>;
  readonly unread: (bytes: Uint8Array) => void;
  readonly consumed: () => number;
  readonly countRest: () => Promise<number>;
}

function createByteReader(pieces: AsyncGenerator<Uint8Array>): ByteReader {
  let held: Uint8Array = new Uint8Array(0);
  let consumed = 0;
  async function more(): Promise<Uint8Array | null> {
    const next = await pieces.next();
    return next.done === true ? null : next.value;
  }
  async function piece(): Promise<Uint8Array | null> {
    const out = held.length > 0 ? held : await more();
    held = new Uint8Array(0);
    if (out !== null) consumed += out.length;
    return out;
  }
  async function read(count: number): Promise<Uint8Array> {
    while (held.length < count) {
      const next = await more();
      if (next === null) break;
      held = Buffer.concat([held, next]);
    }
    const out = held.subarray(0, count);
    held = held.subarray(out.length);
    consumed += out.length;
    return out;
  }
  function unread(bytes: Uint8Array): void {
    consumed -= bytes.length;
    held = held.length === 0 ? bytes : Buffer.concat([bytes, held]);
  }
  async function countRest(): Promise<number> {
    let rest = 0;
    for (let next = await piece(); next !== null; next = await piece()) rest += next.length;
    return rest;
  }
  return { read, piece, unread, consumed: () => consumed, countRest };
}

/** Reads a member's header. `end`: nothing (or only zero padding) follows. */
async function readHeader(input: ByteReader): Promise<"ok" | "end" | "bad" | "cut"> {
  const fixed = await input.read(10);
  if (fixed.length === 0) return "end";
  if (fixed[0] === 0 && fixed.every((b) => b === 0)) {
    // Zero bytes behind the last member are padding of tapes and block devices.
    for (let rest = await input.piece(); rest !== null; rest = await input.piece())
      if (rest.some((b) => b !== 0)) {
        input.unread(rest);
        return "bad";
      }
    return "end";
  }
  if (fixed[0] !== 0x1f || fixed[1] !== 0x8b || fixed[2] !== 8) {
    input.unread(fixed);
    return "bad";
  }
  const flags = fixed[3] ?? 0;
  if ((flags & 4) !== 0) {
    const size = await input.read(2);
    const wanted = (size[0] ?? 0) + (size[1] ?? 0) * 256;
    if ((await input.read(wanted)).length < wanted) return "cut";
  }
  for (const bit of [8, 16]) {
    if ((flags & bit) === 0) continue;
    for (let i = 0; ; i++) {
      const c = await input.read(1);
      if (c.length === 0) return "cut";
      if (c[0] === 0) break;
      if (i > 65_536) return "bad";
    }
  }
  if ((flags & 2) !== 0) await input.read(2);
  return "ok";
}

/** The text of one member; a string says why it ended early. Bytes behind the member stay in the reader. */
async function* inflateMember(input: ByteReader): AsyncGenerator<Uint8Array | string> {
  const inflate = createInflateRaw({ flush: constants.Z_SYNC_FLUSH, chunkSize: 1 << 16 });
  const state: { failure: Error | null; ended: boolean; ready: Uint8Array[] } = {
    failure: null,
    ended: false,
    ready: [],
  };
  inflate.on("data", (chunk: Uint8Array) => state.ready.push(chunk));
  inflate.on("end", () => {
    state.ended = true;
  });
  inflate.on("error", (error) => {
    state.failure = error;
  });
  let given = 0;
  try {
    for (;;) {
      const whole = await input.piece();
      if (whole === null) {
        yield cutWords;
        return;
      }
      for (let at = 0; at < whole.length; at += stepBytes) {
        const part = whole.subarray(at, at + stepBytes);
        given += part.length;
        await written(inflate, part);
        for (const chunk of state.ready.splice(0)) yield chunk;
        if (state.failure !== null) {
          yield `the compressed file is damaged (${state.failure.message}); what came before was read`;
          return;
        }
        if (inflate.bytesWritten < given) {
          const unused = given - inflate.bytesWritten;
          input.unread(whole.subarray(at + part.length - unused));
          return;
        }
        if (state.ended) {
          input.unread(whole.subarray(at + part.length));
          return;
        }
      }
    }
  } finally {
    inflate.destroy();
  }
}

/** Compressed bytes given to zlib at once: when the data is damaged, what it made of the last step is withheld. */
const stepBytes = 16 * 1024;

async function written(stream: Transform, part: Uint8Array): Promise<void> {
  await new Promise<void>((done) => {
    const settle = (): void => {
      stream.off("error", settle);
      done();
    };
    stream.once("error", settle);
    stream.write(part, settle);
  });
}
