/** Keeps the text of a file as compressed blocks. */
import { createHash } from "node:crypto";
import { constants, zstdCompressSync } from "node:zlib";
import type { InputEnd, RawBlock } from "./protocol.ts";

/** Bytes of text in a block: large enough to pack well, small enough to give back one record quickly. */
const blockBytes = 256 * 1024;

export interface Keeper {
  readonly add: (text: Uint8Array) => void;
  readonly flush: () => void;
  /** Bytes of text so far. */
  readonly length: () => number;
  /** SHA-256 of all text, or null when it is not asked for. Ends the hashing. */
  readonly sha256: () => string | null;
}

/** Makes a keeper that gives full blocks to `onBlock`. `isHashed`: the text's hash follows from nothing else. */
export function createKeeper(onBlock: (block: RawBlock) => void, isHashed: boolean): Keeper {
  const hash = isHashed ? createHash("sha256") : null;
  const block = new Uint8Array(blockBytes);
  let held = 0;
  let start = 0;
  const flush = (): void => {
    if (held === 0) return;
    const data = zstdCompressSync(block.subarray(0, held), {
      params: { [constants.ZSTD_c_compressionLevel]: 1 },
    });
    onBlock({ start, length: held, codec: "zstd", data });
    start += held;
    held = 0;
  };
  const add = (text: Uint8Array): void => {
    hash?.update(text);
    for (let at = 0; at < text.length;) {
      const part = text.subarray(at, at + blockBytes - held);
      block.set(part, held);
      held += part.length;
      at += part.length;
      if (held === blockBytes) flush();
    }
  };
  return {
    add,
    flush,
    length: () => start + held,
    sha256: () => hash?.digest("hex") ?? null,
  };
}

/** Keeps text that is in memory as a whole: as the file's own bytes (`packed`) where these are one gzip file of it. */
export function keepText(
  end: InputEnd,
  text: Uint8Array,
  packed: Uint8Array | null,
  isHashed: boolean,
  onBlock: (block: RawBlock) => void,
): InputEnd {
  if (packed !== null) {
    onBlock({ start: 0, length: text.length, codec: "gzip", data: packed });
    return { ...end, textBytes: text.length };
  }
  const keep = createKeeper(onBlock, isHashed);
  keep.add(text);
  keep.flush();
  return { ...end, textBytes: text.length, textSha256: keep.sha256() };
}

/** A name that CloudTrail gives to a log or digest file, whatever stands in it: evidence that digests may list. */
export function isLogFileName(path: string): boolean {
  return /_CloudTrail[_-]/.test(path);
}
