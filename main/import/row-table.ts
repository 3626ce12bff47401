/** Rows of events in the memory of the scanner's module, and their dictionaries. One per thread. */
import { slot, slotCount } from "../../shared/import/record-fields.ts";
import type { ScannerModule } from "../../shared/import/scanner/load-scanner.ts";
import type { Batch } from "./protocol.ts";
import { column, columnCount } from "./protocol.ts";

/** What `pack` leaves to its caller. */
export const unread = { time: 1, id: 2, record: 4 } as const;

export interface RowTable {
  /** The place of the next row; it becomes one when it is kept. */
  readonly next: () => number;
  readonly keep: () => void;
  /** Makes the row of the record that was scanned last. Answers what it could not read, as bits of `unread`. */
  readonly pack: (
    at: number,
    record: number,
    length: number,
    offset: number,
    flags: number,
  ) => number;
  /** Makes a row of slots that were read another way. */
  readonly put: (
    at: number,
    record: number,
    length: number,
    offset: number,
    flags: number,
    slots: readonly (string | null)[],
  ) => void;
  readonly timeOf: (at: number) => number;
  readonly setTime: (at: number, time: number) => void;
  readonly setEid: (at: number, eid: Uint8Array) => void;
  /** Ids of the rows, four words each. */
  readonly eids: () => Int32Array;
  readonly action: (at: number) => number;
  readonly mark: (at: number, flags: number) => void;
  /** The string in a slot of the last row. */
  readonly word: (which: number) => string;
  /** All rows that were kept and all dictionary entries that are new. Afterwards the dictionaries may begin anew. */
  readonly take: () => Taken;
  /** Whether ids begin anew with the next row. */
  readonly isAnew: () => boolean;
}

type Taken = Pick<
  Batch,
  | "isAnew"
  | "numbers"
  | "columns"
  | "eids"
  | "strings"
  | "stringEnds"
  | "actions"
  | "actors"
  | "places"
>;

/** Slots whose strings are kept in the dictionary. */
const interned: readonly number[] = [
  slot.eventSource,
  slot.eventName,
  slot.awsRegion,
  slot.sourceIPAddress,
  slot.userAgent,
  slot.errorCode,
  slot.recipientAccountId,
  slot.identityType,
  slot.principalId,
  slot.arn,
  slot.accountId,
  slot.accessKeyId,
  slot.userName,
  slot.invokedBy,
  slot.issuerArn,
];

/** The slots of `put` in scan.as.ts, in its order; then time and id. */
const slotNumbers: readonly number[] = [
  slot.eventSource,
  slot.eventName,
  slot.identityType,
  slot.principalId,
  slot.arn,
  slot.accountId,
  slot.userName,
  slot.invokedBy,
  slot.issuerArn,
  slot.accessKeyId,
  slot.sourceIPAddress,
  slot.userAgent,
  slot.errorCode,
  slot.awsRegion,
  slot.recipientAccountId,
  slot.accountId,
  slot.eventTime,
  slot.eventID,
];

/** With more strings than this the dictionaries begin anew: sessions and their keys come once and never again. */
const usualMostStrings = 150_000;

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Makes the table of a module; there is one per module. `mostStrings`: dictionaries that hold more begin anew. */
export function createRowTable(wasm: ScannerModule, mostStrings = usualMostStrings): RowTable {
  const capacity = wasm.rowCapacity.value;
  let numbers = new Float64Array(0);
  let cells = new Int32Array(0);
  let eids = new Int32Array(0);
  let ids = new Int32Array(0);
  let rows = 0;
  /** Full tables of this batch. */
  let full: Pick<Batch, "numbers" | "columns" | "eids">[] = [];
  let scratch = { at: 0, capacity: 0 };
  const taken = { strings: 0, actions: 0, actors: 0, places: 0 };
  let isAnew = true;

  /** Views are void after the memory has grown. */
  function view(): void {
    if (cells.length !== 0) return;
    const { buffer } = wasm.memory;
    numbers = new Float64Array(buffer, wasm.numbers.value, capacity * 2);
    cells = new Int32Array(buffer, wasm.cells.value, capacity * columnCount);
    eids = new Int32Array(buffer, wasm.eids.value, capacity * 4);
    ids = new Int32Array(buffer, wasm.ids.value, slotCount);
  }

  new Int32Array(wasm.memory.buffer, wasm.interned.value, interned.length).set(interned);
  new Int32Array(wasm.memory.buffer, wasm.slotNumbers.value, slotNumbers.length).set(slotNumbers);

  function internText(text: string | null | undefined): number {
    if (text === null || text === undefined || text === "") return 0;
    const coded = encoder.encode(text);
    if (coded.length > scratch.capacity)
      scratch = { at: wasm.allocate(coded.length * 2 + 64), capacity: coded.length * 2 };
    new Uint8Array(wasm.memory.buffer).set(coded, scratch.at);
    return wasm.intern(scratch.at, coded.length, 0);
  }

  function cut(): Pick<Batch, "numbers" | "columns" | "eids"> {
    view();
    const out = {
      numbers: numbers.slice(0, rows * 2),
      columns: cells.slice(0, rows * columnCount),
      eids: eids.slice(0, rows * 4),
    };
    rows = 0;
    return out;
  }

  /** Entries of a dictionary of tuples that are new: {table, mask, store, count, capacity, width} at `head`. */
  function newTuples(name: "actions" | "actors" | "places"): Int32Array {
    const { buffer } = wasm.memory;
    const [, , store = 0, count = 0, , width = 0] = new Int32Array(buffer, wasm[name].value, 6);
    const all = new Int32Array(buffer, store, (count + 1) * width);
    const out = all.slice((taken[name] + 1) * width);
    taken[name] = count;
    return out;
  }

  function newStrings(): Pick<Batch, "strings" | "stringEnds"> {
    const { buffer } = wasm.memory;
    const count = wasm.strings.value;
    const starts = new Int32Array(buffer, wasm.startsAt(), count + 2);
    const first = starts[taken.strings + 1] ?? 0;
    const last = starts[count + 1] ?? 0;
    const strings = new Uint8Array(buffer, wasm.arenaAt() + first, last - first).slice();
    const stringEnds = starts.slice(taken.strings + 2).map((end) => end - first);
    taken.strings = count;
    return { strings, stringEnds };
  }

  return {
    next: () => {
      if (rows === capacity) full.push(cut());
      return rows;
    },
    keep: () => {
      rows++;
    },
    pack: (at, record, length, offset, flags) => {
      const left = wasm.pack(at, record, length, offset, flags);
      view();
      return left;
    },
    put: (at, record, length, offset, flags, slots) => {
      for (const which of interned) {
        const id = internText(slots[which]);
        view();
        ids[which] = id;
      }
      ids[slot.errorMessage] = (slots[slot.errorMessage] ?? "") === "" ? 0 : 1;
      wasm.put(at, record, length, offset, flags);
      view();
    },
    timeOf: (at) => numbers[at * 2]!,
    setTime: (at, time) => {
      numbers[at * 2] = time;
    },
    setEid: (at, eid) => {
      new Uint8Array(eids.buffer, eids.byteOffset + at * 16, 16).set(eid);
    },
    eids: () => eids,
    action: (at) => cells[at * columnCount + column.action]!,
    mark: (at, flags) => {
      cells[at * columnCount + column.flags]! |= flags;
    },
    word: (which) => {
      const id = ids[which] ?? 0;
      const [from = 0, to = 0] = new Int32Array(wasm.memory.buffer, wasm.startsAt() + id * 4, 2);
      return decoder.decode(new Uint8Array(wasm.memory.buffer, wasm.arenaAt() + from, to - from));
    },
    isAnew: () => isAnew,
    take: () => {
      const last = cut();
      const parts = [...full, last];
      full = [];
      const all = parts.reduce((sum, part) => sum + part.eids.length / 4, 0);
      const rowsOfAll =
        parts.length === 1
          ? last
          : {
              numbers: joined(
                new Float64Array(all * 2),
                parts.map((p) => p.numbers),
              ),
              columns: joined(
                new Int32Array(all * columnCount),
                parts.map((p) => p.columns),
              ),
              eids: joined(
                new Int32Array(all * 4),
                parts.map((p) => p.eids),
              ),
            };
      const batch = {
        isAnew,
        ...rowsOfAll,
        ...newStrings(),
        actions: newTuples("actions"),
        actors: newTuples("actors"),
        places: newTuples("places"),
      };
      isAnew = wasm.strings.value > mostStrings;
      if (isAnew) {
        wasm.forget();
        Object.assign(taken, { strings: 0, actions: 0, actors: 0, places: 0 });
      }
      return batch;
    },
  };
}

function joined<T extends Float64Array | Int32Array>(out: T, parts: readonly T[]): T {
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
