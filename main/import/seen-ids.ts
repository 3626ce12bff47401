/**
 * Notices eventIDs that come again at another time. A Bloom filter of fixed size: it may name an id that is new (the
 * caller looks those up), but never misses one that was seen, and does not grow with the archive.
 */
export interface SeenIds {
  /** Adds the id of the four words from `at`; true when it may have been added before. */
  readonly add: (ids: Int32Array, at: number) => boolean;
}

/** 2^18 blocks of 512 bits, 16 MB: of a million events hardly one is named in vain, of twenty million a few in a hundred. */
const blockBits = 18;

/** Bytes of a filter's memory. */
export const seenIdsBytes = 4 << (blockBits + 4);

/**
 * Makes a filter over empty memory of `seenIdsBytes`. All bits of an id lie in one block, so that it costs one visit
 * to memory. Threads may share the memory; what one adds while another does may be missed then.
 */
export function createSeenIds(memory: ArrayBuffer | SharedArrayBuffer): SeenIds {
  const words = new Int32Array(memory);
  const mask = (1 << blockBits) - 1;
  return {
    add: (ids, at) => {
      const a = mixed(ids[at]! ^ ids[at + 2]!);
      let b = mixed(ids[at + 1]! ^ ids[at + 3]! ^ 0x9e3779b9);
      const block = (a & mask) << 4;
      let seen = true;
      for (let i = 0; i < 3; i++) {
        const word = block + ((b >>> 5) & 15);
        const bit = 1 << (b & 31);
        const before = words[word]!;
        words[word] = before | bit;
        seen &&= (before & bit) !== 0;
        b >>>= 9;
      }
      return seen;
    },
  };
}

/** Spreads a word over all its bits (finalizer of MurmurHash3). */
function mixed(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
