/** Pulls bytes from pieces of any size. */
/** Bytes in any amount, with a way back for what was taken too much. */
export interface ByteReader {
  /** Up to `count` bytes; fewer at the end. */
  readonly read: (count: number) => Promise<Uint8Array>;
  /** The next piece, whatever its size; null at the end. */
  readonly piece: () => Promise<Uint8Array | null>;
  readonly unread: (bytes: Uint8Array) => void;
  readonly consumed: () => number;
  readonly countRest: () => Promise<number>;
}

/** Makes a reader over a stream of pieces. */
export function createByteReader(pieces: AsyncGenerator<Uint8Array>): ByteReader {
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
