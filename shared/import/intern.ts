/** Dictionaries that give equal byte strings, and equal tuples of numbers, one small number each. */

export interface ByteDictionary {
  /** The id of bytes[from, to); new ones get the next id from 1 and are queued for `takeNew`. */
  readonly idOf: (bytes: Uint8Array, from: number, to: number) => number;
  /** Strings added since the last call, in the order of their ids. */
  readonly takeNew: () => Uint8Array[];
  /** The bytes of an id. */
  readonly valueOf: (id: number) => Uint8Array;
}

const empty = new Uint8Array(0);

/** Makes a dictionary of byte strings: open addressing over FNV-1a hashes, strings compared byte by byte. */
export function createByteDictionary(): ByteDictionary {
  let table = new Int32Array(1 << 14);
  let hashes = new Int32Array(1 << 13);
  const values: Uint8Array[] = [empty];
  let fresh: Uint8Array[] = [];

  function idOf(bytes: Uint8Array, from: number, to: number): number {
    let h = 0x811c9dc5;
    for (let i = from; i < to; i++) h = Math.imul(h ^ bytes[i]!, 0x01000193);
    h ^= h >>> 15;
    const mask = table.length - 1;
    let at = h & mask;
    for (;;) {
      const id = table[at]!;
      if (id === 0) break;
      if (hashes[id] === h && same(values[id]!, bytes, from, to)) return id;
      at = (at + 1) & mask;
    }
    const id = values.length;
    const copy = bytes.slice(from, to);
    values.push(copy);
    fresh.push(copy);
    table[at] = id;
    if (id >= hashes.length) hashes = grown(hashes);
    hashes[id] = h;
    if (values.length * 2 > table.length) rehash();
    return id;
  }

  function rehash(): void {
    table = new Int32Array(table.length * 2);
    const mask = table.length - 1;
    for (let id = 1; id < values.length; id++) {
      let at = hashes[id]! & mask;
      while (table[at] !== 0) at = (at + 1) & mask;
      table[at] = id;
    }
  }

  return {
    idOf,
    takeNew: () => {
      const out = fresh;
      fresh = [];
      return out;
    },
    valueOf: (id) => values[id] ?? empty,
  };
}

function same(value: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (value.length !== to - from) return false;
  for (let i = 0; i < value.length; i++) if (value[i] !== bytes[from + i]) return false;
  return true;
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
