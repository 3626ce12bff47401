/** Keeps the text of a file as compressed blocks. */
import { constants, zstdCompressSync } from "node:zlib";
import type { RawBlock } from "./protocol.ts";

/** Bytes of text in a block: large enough to pack well, small enough to give back one record quickly. */
const blockBytes = 256 * 1024;

export interface Keeper {
  readonly add: (text: Uint8Array) => void;
  readonly flush: () => void;
  /** Bytes of text so far. */
  readonly length: () => number;
}

/** Makes a keeper that gives full blocks to `onBlock`. */
export function createKeeper(onBlock: (block: RawBlock) => void): Keeper {
  let parts: Uint8Array[] = [];
  let held = 0;
  let start = 0;
  const flush = (): void => {
    if (held === 0) return;
    const text = Buffer.concat(parts);
    const data = zstdCompressSync(text, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
    onBlock({ start, length: held, codec: "zstd", data });
    start += held;
    held = 0;
    parts = [];
  };
  const add = (text: Uint8Array): void => {
    for (let at = 0; at < text.length;) {
      const part = text.subarray(at, at + blockBytes - held);
      parts.push(new Uint8Array(part));
      held += part.length;
      at += part.length;
      if (held === blockBytes) flush();
    }
  };
  return { add, flush, length: () => start + held };
}
