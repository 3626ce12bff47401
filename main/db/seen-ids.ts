/**
 * Notices eventIDs that come again at another time. A Bloom filter of fixed size: it may name an id that is new (the
 * caller looks those up), but never misses one that was seen, and does not grow with the archive.
 */
export interface SeenIds {
  /** Adds the 16 bytes at `at`; true when they may have been added before. */
  readonly add: (ids: Uint8Array, at: number) => boolean;
}

/** 2^28 bits, 32 MB: one id in 200 is named in vain at 20 million events, none at one million. */
const bits = 28;

/** Makes an empty filter. */
export function createSeenIds(): SeenIds {
  const words = new Int32Array(1 << (bits - 5));
  const mask = 2 ** bits - 1;

  const test = (hash: number): boolean => {
    const bit = (hash & mask) >>> 0;
    const word = bit >>> 5;
    const value = 1 << (bit & 31);
    const before = words[word] ?? 0;
    words[word] = before | value;
    return (before & value) !== 0;
  };

  return {
    add: (ids, at) => {
      const a = mixed(wordAt(ids, at) ^ wordAt(ids, at + 8));
      const b = mixed(wordAt(ids, at + 4) ^ wordAt(ids, at + 12) ^ 0x9e3779b9);
      let seen = true;
      for (let i = 0; i < 4; i++) seen = test(a + Math.imul(b, i) + i * i) && seen;
      return seen;
    },
  };
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] ?? 0) |
    ((bytes[at + 1] ?? 0) << 8) |
    ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24)
  );
}

/** Spreads a word over all its bits (finalizer of MurmurHash3). */
function mixed(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
