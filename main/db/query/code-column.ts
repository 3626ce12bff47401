/** Columns of small numbers: each value of a column is kept once, rows hold its number (its code). */

/** Codes of all rows. 16 bits where they suffice. */
export type Codes = Uint16Array | Uint32Array;

/** A column: `codes[row]` leads to `ids[code]`, an id of the case's dictionaries (0 is absent). */
export interface CodeColumn {
  readonly codes: Codes;
  /** `width` ids a code. */
  readonly ids: Int32Array;
}

/** Collects the codes of rows in the order in which they are read. */
export interface CodeCollector {
  readonly put: (row: number, code: number) => void;
  /** The codes with `codes[i] = collected[order[i]]`; the collector is empty afterwards. */
  readonly inOrder: (order: Uint32Array) => Codes;
}

/** Makes a collector of `rows` codes: 16 bits a row until a code needs more. */
export function createCodeCollector(rows: number): CodeCollector {
  let codes: Codes = new Uint16Array(rows);
  return {
    put: (row, code) => {
      if (code > 0xff_ff && codes instanceof Uint16Array) codes = Uint32Array.from(codes);
      codes[row] = code;
    },
    inOrder: (order) => {
      const sorted = permuted(codes, order);
      codes = new Uint16Array(0);
      return sorted;
    },
  };
}

/** `result[i] = from[order[i]]`, of the same kind. */
export function permuted<T extends Codes>(from: T, order: Uint32Array): T;
export function permuted(from: Codes, order: Uint32Array): Codes {
  const to =
    from instanceof Uint16Array ? new Uint16Array(order.length) : new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) to[i] = from[order[i]!]!;
  return to;
}

/** Numbers ids from 0 in the order in which they come. */
export interface Coder {
  readonly codeOf: (id: number) => number;
  /** The ids by code. */
  readonly ids: () => Int32Array;
}

/** Makes a coder of dictionary ids: small whole numbers, 0 among them. */
export function createCoder(): Coder {
  /** By id: code + 1, or 0 where the id did not come yet. */
  let known = new Int32Array(1024);
  let ids = new Int32Array(256);
  let count = 0;
  return {
    codeOf: (id) => {
      if (id >= known.length) known = grown(known, id + 1);
      const code = known[id]!;
      if (code !== 0) return code - 1;
      if (count === ids.length) ids = grown(ids, count + 1);
      ids[count] = id;
      count++;
      known[id] = count;
      return count - 1;
    },
    ids: () => ids.slice(0, count),
  };
}

function grown(from: Int32Array<ArrayBuffer>, atLeast: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(from.length * 2, atLeast));
  larger.set(from);
  return larger;
}
