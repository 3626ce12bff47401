/** Gzip files member by member, as streams. */
import type { Transform } from "node:stream";
import { constants, crc32, createInflateRaw } from "node:zlib";
import type { ByteReader } from "./byte-reader.ts";
import { createByteReader } from "./byte-reader.ts";

/** More than this ratio after `bombAfter` bytes is no log. Real logs stay below 40. */
const bombRatio = 200;
const bombAfter = 10 * 1024 * 1024;
const maxTextBytes = 20 * 1024 ** 3;

/** Whether so many inflated bytes from so many packed ones can't be a log. */
export function isBomb(made: number, packed: number): boolean {
  return made > maxTextBytes || (made > bombAfter && made > packed * bombRatio);
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
      if (isBomb(made, input.consumed())) {
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
/** What is said of an archive, or a member, that inflates beyond all bounds. */
export const bombWords = `inflates to more than ${bombRatio} times its size, or to more than 20 GiB; reading was stopped`;

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

/** The text of one raw deflate stream; a string says why it ended early. Bytes behind it stay in the reader. */
export async function* inflateMember(input: ByteReader): AsyncGenerator<Uint8Array | string> {
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
