/**
 * Notices eventIDs that come again at another time. A Bloom filter: it may name an id that is new (the caller looks those
 * up), but never misses one that was seen.
 */
export interface SeenIds {
  /** Adds the id of the four words from `at`; true when it may have been added before. */
  readonly add: (ids: Int32Array, at: number) => boolean;
}

/** 512 bits: one visit to memory. */
const blockBytes = 64;
/** 16 MB: of four million events hardly one in a hundred is named in vain. */
const leastBlocks = 2 ** 18;
/** 128 MB: of a hundred million, a few in a hundred. */
const mostBlocks = 2 ** 21;
const bitsPerEvent = 24;

/** Bytes of the memory of a filter for about so many events: a power of two. */
export function seenIdsBytes(events: number): number {
  let blocks = leastBlocks;
  while (blocks < mostBlocks && blocks * blockBytes * 8 < events * bitsPerEvent) blocks *= 2;
  return blocks * blockBytes;
}

/**
 * Makes a filter over empty memory of `seenIdsBytes`. All bits of an id lie in one block, so that it costs one visit
 * to memory. Threads may share the memory; what one adds while another does may be missed then.
 */
export function createSeenIds(memory: ArrayBuffer | SharedArrayBuffer): SeenIds {
  const words = new Int32Array(memory);
  const mask = memory.byteLength / blockBytes - 1;
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
