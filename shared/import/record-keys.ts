/** The keys of record-fields.ts as bytes, found by one look. */
import { doorsAt, slotsAt } from "./record-fields.ts";

/** A key that is looked for, and what it leads to: a slot, or (`door`) an object with keys of its own. */
export interface RecordKey {
  readonly bytes: Uint8Array;
  readonly slot: number;
  readonly door: number;
}

const size = 128;

/** Where a key of a place would stand: its length and three of its letters tell the wanted keys apart. */
export function keyPlace(at: number, bytes: Uint8Array, from: number, length: number): number {
  const first = bytes[from]!;
  const middle = bytes[from + ((length * 5) >> 3)]!;
  const last = bytes[from + length - 1]!;
  return at * size + ((length * 1 + first * 1 + middle * 1 + last * 4) & (size - 1));
}

/** Wanted keys by `keyPlace`; null where none is. */
export const keysByPlace: readonly (RecordKey | null)[] = placed();

function placed(): readonly (RecordKey | null)[] {
  const table: (RecordKey | null)[] = Array.from({ length: 8 * size }, () => null);
  const add = (at: number, name: string, slot: number, door: number): void => {
    const bytes = ascii(name);
    const where = keyPlace(at, bytes, 0, bytes.length);
    // Two wanted keys in one place would hide one of them: the numbers above are chosen so that none do.
    if (table[where] !== null) throw new Error(`two keys in one place: ${name}`);
    table[where] = { bytes, slot, door };
  };
  for (let at = 1; at <= 7; at++) {
    for (const [name, slot] of slotsAt[at] ?? []) add(at, name, slot, 0);
    for (const [name, door] of doorsAt[at] ?? []) add(at, name, -1, door);
  }
  return table;
}

/** The bytes of an ASCII word. */
export function ascii(word: string): Uint8Array {
  return Uint8Array.from(word, (c) => c.charCodeAt(0));
}
