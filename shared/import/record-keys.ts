/** The keys of record-fields.ts as bytes, ready to be compared. */
import { doorsAt, slotsAt } from "./record-fields.ts";

/** A key that is looked for, and what it leads to: a slot, or (`door`) an object with keys of its own. */
export interface RecordKey {
  readonly bytes: Uint8Array;
  readonly slot: number;
  readonly door: number;
}

/** Keys by place and length: `tables[place][length]`. */
export const keyTables: readonly (readonly (readonly RecordKey[])[])[] = [0, 1, 2, 3, 4, 5].map(
  (at) => {
    const byLength: RecordKey[][] = Array.from({ length: 24 }, () => []);
    const add = (name: string, toSlot: number, door: number): void => {
      byLength[name.length]?.push({ bytes: ascii(name), slot: toSlot, door });
    };
    for (const [name, toSlot] of slotsAt[at] ?? []) add(name, toSlot, 0);
    for (const [name, door] of doorsAt[at] ?? []) add(name, -1, door);
    return byLength;
  },
);

/** The bytes of an ASCII word. */
export function ascii(word: string): Uint8Array {
  return Uint8Array.from(word, (c) => c.charCodeAt(0));
}
