/** Gives equal tuples of numbers one small number each. */

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

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const out = new Int32Array(array.length * 2);
  out.set(array);
  return out;
}
