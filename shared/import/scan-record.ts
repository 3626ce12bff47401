/**
 * Walks one JSON object byte by byte: proves that it is valid JSON, finds its end, and notes where the members of
 * a CloudTrail record stand, without making a JavaScript value. Equal to JSON.parse on all that it accepts; what it
 * can't decide by bytes alone (escapes in a wanted string, a wanted key twice) it says, and the caller parses. The work
 * is done by scanner/scan.as.ts; this is its face.
 */
import { slot, slotCount } from "./record-fields.ts";
import { ascii, keysByPlace } from "./record-keys.ts";
import type { ScannerModule } from "./scanner/load-scanner.ts";
import { loadScanner } from "./scanner/load-scanner.ts";
import { wrapperKeys } from "./wrapper-keys.ts";

/** Why a scan stopped before the end of the object. */
export const stopped = {
  /** The bytes end inside the object. */
  incomplete: -1,
  /** Not JSON at `scanner.errorAt`. */
  invalid: -2,
  /** Nested more than 200 levels deep (MAX_DEPTH of scan.as.ts). CloudTrail's own records stay below 20. */
  tooDeep: -3,
  /** The object is a wrapper: a member of wrapper-keys.ts holds what begins at `scanner.arrayAt`. */
  wrapper: -4,
} as const;

export interface RecordScanner {
  /**
   * Scans the object whose `{` is at `start`. Returns the position after its `}`, or one of `stopped`.
   * `findWrapper`: stop at a member that holds a list of records (wrapper-keys.ts). The bytes must not change between scans of one array.
   */
  readonly scan: (bytes: Uint8Array, start: number, end: number, findWrapper: boolean) => number;
  /** Skips any JSON value at `start`. Returns the position after it or one of `stopped`. */
  readonly skip: (bytes: Uint8Array, start: number, end: number) => number;
  /** First byte of the value in each slot (after the quote of a string), -1 where absent or null. */
  readonly from: Int32Array;
  /** Position after the value's last byte. */
  readonly to: Int32Array;
  /** The bytes can't tell: parse the record instead. */
  readonly isOdd: () => boolean;
  /** A wanted member stands in the record twice; JSON.parse takes the last one, other readers may not. */
  readonly isTwice: () => boolean;
  readonly errorAt: () => number;
  /** Position after the `[` of the wrapper's list (or the `{` of hits), when `wrapper` was returned. */
  readonly arrayAt: () => number;
  /** Name of the wrapper's member, when `wrapper` was returned. */
  readonly wrapperKey: () => string;
  /** The module behind it, for the packer of rows, which reads the record that was scanned last. */
  readonly module: ScannerModule;
}

/** Texts up to this size have a region of their own, so that they don't push a large one out. */
const smallBytes = 64 * 1024;
/** Bytes behind a text that may be read with its last ones. */
const slack = 64;

interface Region {
  at: number;
  capacity: number;
  held: Uint8Array | null;
}

/** Makes a scanner with state of its own; one per thread. */
export function createRecordScanner(): RecordScanner {
  const wasm = loadScanner();
  fillTables(wasm);
  const small: Region = { at: wasm.allocate(smallBytes + slack), capacity: smallBytes, held: null };
  const large: Region = { at: 0, capacity: 0, held: null };
  const { from: fromCell, to: toCell, odd, twice, errorAt, arrayAt } = wasm;
  let from = new Int32Array(0);
  let to = new Int32Array(0);

  /** Views are void after the memory has grown. */
  function view(): void {
    from = new Int32Array(wasm.memory.buffer, fromCell.value, slotCount);
    to = new Int32Array(wasm.memory.buffer, toCell.value, slotCount);
  }

  /** Where the bytes lie in the module's memory; they are copied there once. */
  function regionOf(bytes: Uint8Array): number {
    if (large.held === bytes) return large.at;
    if (small.held === bytes) return small.at;
    const region = bytes.length <= smallBytes ? small : large;
    if (bytes.length > region.capacity) {
      region.capacity = Math.max(1 << 20, bytes.length + (bytes.length >> 2));
      region.at = wasm.allocate(region.capacity + slack);
    }
    const memory = new Uint8Array(wasm.memory.buffer);
    memory.set(bytes, region.at);
    memory.fill(0, region.at + bytes.length, region.at + bytes.length + slack);
    region.held = bytes;
    return region.at;
  }

  return {
    scan: (bytes, start, end, findWrapper) =>
      wasm.scan(regionOf(bytes), start, end, findWrapper ? 1 : 0),
    skip: (bytes, start, end) => wasm.skip(regionOf(bytes), start, end),
    get from() {
      if (from.length === 0) view();
      return from;
    },
    get to() {
      if (to.length === 0) view();
      return to;
    },
    isOdd: () => odd.value !== 0,
    isTwice: () => twice.value !== 0,
    errorAt: () => errorAt.value,
    arrayAt: () => arrayAt.value,
    wrapperKey: () => wrapperKeys[wasm.wrapperKey.value - 1]?.name ?? "",
    module: wasm,
  };
}

/** Writes the wanted keys into the module's memory. */
function fillTables(wasm: ScannerModule): void {
  const word = (head: readonly number[], bytes: Uint8Array): number => {
    const at = wasm.allocate(head.length * 4 + bytes.length + slack);
    new Int32Array(wasm.memory.buffer, at, head.length).set(head);
    new Uint8Array(wasm.memory.buffer).set(bytes, at + head.length * 4);
    return at;
  };
  const pointers = keysByPlace.map((key) =>
    key === null ? 0 : word([key.bytes.length, key.slot, key.door], key.bytes),
  );
  new Int32Array(wasm.memory.buffer, wasm.keys.value, pointers.length).set(pointers);
  const names = wrapperKeys.map(({ name, mayBeObject }) =>
    word([name.length, mayBeObject ? 1 : 0], ascii(name)),
  );
  new Int32Array(wasm.memory.buffer, wasm.wrapperKeys.value, names.length + 1).set([
    names.length,
    ...names,
  ]);
  wasm.slotReadOnly.value = slot.readOnly;
  wasm.slotMfa.value = slot.mfaAuthenticated;
  wasm.slotErrorMessage.value = slot.errorMessage;
}
