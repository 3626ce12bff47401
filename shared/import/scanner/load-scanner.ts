/** Starts the WebAssembly module of scan.as.ts. Each call gives an instance with memory of its own. */
import { scannerWasm } from "./scan-wasm.ts";

/** What scan.as.ts exports. Positions and sizes are bytes of its memory, unless they count from a region. */
export interface ScannerModule {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly allocate: (bytes: number) => number;
  readonly scan: (region: number, start: number, stop: number, findWrapper: number) => number;
  readonly skip: (region: number, start: number, stop: number) => number;
  readonly intern: (at: number, length: number, guess: number) => number;
  readonly pack: (
    row: number,
    record: number,
    length: number,
    offset: number,
    flags: number,
  ) => number;
  readonly put: (
    row: number,
    record: number,
    length: number,
    offset: number,
    flags: number,
  ) => void;
  readonly forget: () => void;
  readonly arenaAt: () => number;
  readonly startsAt: () => number;
  /** Numbers of the module; `value` is read anew at each use. */
  readonly from: Cell;
  readonly to: Cell;
  readonly odd: Cell;
  readonly twice: Cell;
  readonly errorAt: Cell;
  readonly arrayAt: Cell;
  readonly wrapperKey: Cell;
  readonly keys: Cell;
  readonly wrapperKeys: Cell;
  readonly slotReadOnly: Cell;
  readonly slotMfa: Cell;
  readonly slotErrorMessage: Cell;
  readonly strings: Cell;
  readonly actions: Cell;
  readonly actors: Cell;
  readonly places: Cell;
  readonly rowCapacity: Cell;
  readonly cells: Cell;
  readonly numbers: Cell;
  readonly eids: Cell;
  readonly ids: Cell;
  readonly interned: Cell;
  readonly slotNumbers: Cell;
}

interface Cell {
  value: number;
}

/** The part of the host's WebAssembly that is used; it is in Node, in Electron and in every browser. */
interface Host {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

let compiled: object | null = null;

/** Makes an instance. @throws when the host has no WebAssembly with SIMD. */
export function loadScanner(): ScannerModule {
  // `shared/` knows no host; WebAssembly is part of each that runs it.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { Module, Instance } = Reflect.get(globalThis, "WebAssembly") as Host;
  compiled ??= new Module(bytesOf(scannerWasm));
  // The exports are those of scan.as.ts, from which the bytes were made.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return new Instance(compiled).exports as ScannerModule;
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Bytes of base64 (RFC 4648). */
function bytesOf(base64: string): Uint8Array {
  const values = new Map(Array.from(digits, (digit, value) => [digit, value]));
  const text = base64.replace(/=+$/, "");
  const out = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const digit of text) {
    held = ((held << 6) | (values.get(digit) ?? 0)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out[at++] = (held >> bits) & 255;
  }
  return out;
}
