/** Dictionaries that give equal byte strings, and equal tuples of numbers, one small number each. */

export interface ByteDictionary {
  /**
   * The id of bytes[from, to); new ones get the next id from 1 and are queued for `takeNew`. `guess`: an id that it
   * probably is (that of the same member in the record before), 0 for none.
   */
  readonly idOf: (bytes: Uint8Array, from: number, to: number, guess: number) => number;
  /** Strings added since the last call, in the order of their ids. */
  readonly takeNew: () => Uint8Array[];
  /** The bytes of an id. */
  readonly valueOf: (id: number) => Uint8Array;
}

/**
 * Makes a dictionary of byte strings: open addressing, strings compared byte by byte. Strings lie one after the other in
 * one array, and a hash beside its id, because visits to memory are what a look-up costs.
 */
export function createByteDictionary(): ByteDictionary {
  /** Pairs of hash and id; id 0 is a free place. */
  let table = new Int32Array(1 << 15);
  /** String `id` is arena[starts[id], starts[id + 1]). */
  let starts = new Int32Array(1 << 13);
  let arena = new Uint8Array(1 << 18);
  let count = 0;
  let taken = 0;

  function idOf(bytes: Uint8Array, from: number, to: number, guess: number): number {
    if (guess !== 0 && isSame(guess, bytes, from, to)) return guess;
    const h = hashOf(bytes, from, to);
    const mask = table.length - 2;
    let at = (h << 1) & mask;
    for (;;) {
      const id = table[at + 1]!;
      if (id === 0) break;
      if (table[at] === h && isSame(id, bytes, from, to)) return id;
      at = (at + 2) & mask;
    }
    const id = append(bytes, from, to);
    table[at] = h;
    table[at + 1] = id;
    if (count * 4 > table.length) rehash();
    return id;
  }

  function isSame(id: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = starts[id]!;
    if (starts[id + 1]! - start !== to - from) return false;
    const all = arena;
    const shift = start - from;
    for (let i = from; i < to; i++) if (all[i + shift] !== bytes[i]) return false;
    return true;
  }

  function append(bytes: Uint8Array, from: number, to: number): number {
    count++;
    const start = starts[count]!;
    if (count + 2 > starts.length) starts = grown(starts);
    while (start + to - from > arena.length) {
      const larger = new Uint8Array(arena.length * 2);
      larger.set(arena);
      arena = larger;
    }
    arena.set(bytes.subarray(from, to), start);
    starts[count + 1] = start + to - from;
    return count;
  }

  function rehash(): void {
    const old = table;
    table = new Int32Array(old.length * 2);
    const mask = table.length - 2;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from + 1] === 0) continue;
      let at = (old[from]! << 1) & mask;
      while (table[at + 1] !== 0) at = (at + 2) & mask;
      table[at] = old[from]!;
      table[at + 1] = old[from + 1]!;
    }
  }

  const valueOf = (id: number): Uint8Array => arena.slice(starts[id], starts[id + 1]);
  return {
    idOf,
    takeNew: () => {
      const fresh = Array.from({ length: count - taken }, (_, i) => valueOf(taken + 1 + i));
      taken = count;
      return fresh;
    },
    valueOf,
  };
}

/**
 * FNV-1a over the length, the first and last bytes, and every fourth between: strings of a log differ at their ends
 * (ARNs, keys) or throughout (user agents). Equal strings have equal hashes, which is all that is needed.
 */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let h = 0x811c9dc5 ^ (to - from);
  const tail = to - from > 24 ? to - 16 : from;
  for (let i = from; i < tail; i += 4) h = Math.imul(h ^ bytes[i]!, 0x01000193);
  for (let i = tail; i < to; i++) h = Math.imul(h ^ bytes[i]!, 0x01000193);
  return h ^ (h >>> 15);
}

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const out = new Int32Array(array.length * 2);
  out.set(array);
  return out;
}

export interface TupleDictionary {
  /** The id of the tuple in `values` (its first `width` numbers). */
  readonly idOf: (values: Int32Array) => number;
  /** Tuples added since the last call, one after the other. */
  readonly takeNew: () => Int32Array;
}

/** Makes a dictionary of tuples of `width` 32-bit numbers. */
export function createTupleDictionary(width: number): TupleDictionary {
  let table = new Int32Array(1 << 12);
  let store = new Int32Array(width << 11);
  let count = 0;
  let taken = 0;

  function hash(values: Int32Array, at: number): number {
    let h = 0x811c9dc5;
    for (let i = 0; i < width; i++) {
      h = Math.imul(h ^ values[at + i]!, 0x01000193);
      h ^= h >>> 13;
    }
    return h;
  }

  function idOf(values: Int32Array): number {
    const mask = table.length - 1;
    let at = hash(values, 0) & mask;
    for (;;) {
      const id = table[at]!;
      if (id === 0) break;
      if (sameTuple(id, values)) return id;
      at = (at + 1) & mask;
    }
    count++;
    if ((count + 1) * width > store.length) store = grown(store);
    store.set(values.subarray(0, width), count * width);
    table[at] = count;
    if (count * 2 > table.length) rehash();
    return count;
  }

  function sameTuple(id: number, values: Int32Array): boolean {
    const from = id * width;
    for (let i = 0; i < width; i++) if (store[from + i] !== values[i]) return false;
    return true;
  }

  function rehash(): void {
    table = new Int32Array(table.length * 2);
    const mask = table.length - 1;
    for (let id = 1; id <= count; id++) {
      let at = hash(store, id * width) & mask;
      while (table[at] !== 0) at = (at + 1) & mask;
      table[at] = id;
    }
  }

  return {
    idOf,
    takeNew: () => {
      const out = store.slice((taken + 1) * width, (count + 1) * width);
      taken = count;
      return out;
    },
  };
}
