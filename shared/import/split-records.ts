/**
 * Cuts a stream of JSON text into CloudTrail records: `{"Records":[…]}`, bare arrays, single events, one event a
 * line, values without separators, and records wrapped in other objects. What can't be read is reported with its
 * position, and reading goes on at the next record. Holds at most one record and one window of input.
 */
import { createJoiner, noTextAt } from "./byte-runs.ts";
import type { RecordScanner } from "./scan-record.ts";
import { stopped } from "./scan-record.ts";
import { isScannedRecord } from "./scanned-record.ts";
import type { ValueSkipper } from "./skip-value.ts";
import { createValueSkipper } from "./skip-value.ts";
import { hintAt, show, tooLargeWords } from "./split-words.ts";

/** Largest record that is read. CloudTrail's own limit is 256 KB, 1 MB in event data stores. */
export const maxRecordBytes = 4 * 1024 * 1024;

export interface SplitterEvents {
  /**
   * A CloudTrail record (as isRecord of read-record.ts defines it), or an object that the scanner calls odd and the receiver
   * must parse to tell. The scanner's slots are those of this record.
   */
  readonly record: (bytes: Uint8Array, from: number, to: number, offset: number) => void;
  /** A complete JSON value that is no CloudTrail record; `found` records stood inside it and were given before. */
  readonly other: (
    bytes: Uint8Array,
    from: number,
    to: number,
    offset: number,
    found: number,
  ) => void;
  /** Something unreadable at `offset`; `sample` are the bytes around it. */
  readonly problem: (offset: number, reason: string, sample: Uint8Array) => void;
}

export interface Splitter {
  /** Takes the next bytes; `final` with the last ones. */
  readonly feed: (chunk: Uint8Array, final: boolean) => void;
  /** Which outer shapes were met. */
  readonly shape: () => {
    readonly wrapper: boolean;
    readonly array: boolean;
    readonly values: number;
    /** Names of the members whose lists were read, such as Records and Events. */
    readonly keys: readonly string[];
  };
}

/**
 * `list`: the list of a wrapper, after which its other members come; in `rows` its lists are values. `object`: the object
 * around a wrapper's list.
 */
type Frame = "array" | "list" | "rows" | "object";

/**
 * Makes a splitter for one file. `offset`s count from the first byte fed. `hasText`: text of other programs stands
 * before or between the values (a time before each line); it is passed over. `windowBytes`: how much is scanned at once.
 */
export function createSplitter(
  scanner: RecordScanner,
  events: SplitterEvents,
  hasText = false,
  windowBytes = usualWindowBytes,
): Splitter {
  let held: Uint8Array = new Uint8Array(0);
  let base = 0;
  const frames: Frame[] = [];
  /** After a wrapper's list closed: the rest of the wrapper's members. */
  let inWrapperRest = false;
  let expectsComma = false;
  /** Looking for the next record after something unreadable. */
  let recovering = false;
  /** Recovery found a record; braces of its broken surroundings may follow. */
  let settling = false;
  /** Inside a value too large to hold. */
  let skipping: ValueSkipper | null = null;
  let needs = 0;
  let given = false;
  /** Work allowed for searching in damaged text, so that hostile input stays linear. */
  let allowance = 1 << 20;
  const shapeKeys = new Set<string>();
  let shapeArray = false;
  let values = 0;
  let ended = false;
  let saidNoText = false;
  const join = createJoiner();

  function feed(chunk: Uint8Array, final: boolean): void {
    if (ended) return;
    allowance += chunk.length * 48;
    let at = 0;
    while (chunk.length - at > windowBytes) {
      at = window(chunk, at);
      if (ended) return;
    }
    last(at === 0 ? chunk : chunk.subarray(at), final);
  }

  /** Takes the window at `at` of a large chunk; returns where the next one begins: what was not consumed is in it. */
  function window(chunk: Uint8Array, at: number): number {
    const before = held.length;
    const piece = chunk.subarray(at, at + windowBytes);
    held = before === 0 ? piece : join(held, piece);
    const end = at + piece.length;
    if (held.length < needs) return end;
    needs = 0;
    const stop = run(held, held.length, false);
    const rest = held.length - stop;
    base += stop;
    if (given) needs = rest * 2;
    given = false;
    if (stop > 0 && stop >= before) {
      held = empty;
      needs = 0;
      return at + stop - before;
    }
    held = stop === 0 ? held : held.slice(stop);
    return end;
  }

  function last(chunk: Uint8Array, final: boolean): void {
    if (ended) return;
    if (held.length === 0) held = chunk;
    else if (chunk.length > 0) held = join(held, chunk);
    if (held.length < needs && !final) return;
    needs = 0;
    const stop = run(held, held.length, final);
    const rest = held.length - stop;
    base += stop;
    if (rest === 0) held = empty;
    else held = stop === 0 ? held : held.slice(stop);
    // Scanning a cut record again for each small chunk would be quadratic: wait until it has doubled.
    if (given) needs = rest * 2;
    given = false;
    if (final) {
      ended = true;
      if (skipping !== null)
        report(held.length, "the file ends inside a value that is too large to read");
      else if (!recovering && (frames.length > 0 || inWrapperRest))
        report(
          held.length,
          "the file ends before its list of records is closed; it is cut off or was written in part",
        );
    }
  }

  function report(at: number, reason: string): void {
    const from = Math.max(0, Math.min(at, held.length) - 40);
    events.problem(base + at, reason, held.subarray(from, Math.min(held.length, from + 120)));
  }

  /** Consumes what it can of bytes[0, end); returns how far it came. */
  function run(bytes: Uint8Array, end: number, final: boolean): number {
    let p = 0;
    while (p < end) {
      if (skipping !== null) {
        const after = skipping.skip(bytes, p, end);
        if (after < 0) return end;
        skipping = null;
        expectsComma = frames.length > 0;
        p = after;
        continue;
      }
      const c = bytes[p] ?? 0;
      if (c === 32 || c === 10 || c === 13 || c === 9 || c === 30) {
        p++;
        continue;
      }
      const next = recovering ? seek(bytes, p, end, final, c) : step(bytes, p, end, final, c);
      if (next === wait) {
        given = true;
        return p;
      }
      p = next;
    }
    return p;
  }

  function step(bytes: Uint8Array, p: number, end: number, final: boolean, c: number): number {
    if (inWrapperRest) return wrapperRest(bytes, p, end, final, c);
    if (c === 44) {
      expectsComma = false;
      return p + 1;
    }
    if (c === 93 && frames.length > 0) {
      closeArray();
      return p + 1;
    }
    if (expectsComma && frames.length > 0) {
      if (c !== 123 && c !== 91)
        return unreadable(bytes, p, end, p, `unexpected ${show(c)} after a record`);
      report(p, "a comma is missing between two records; both were read");
      expectsComma = false;
    }
    if (c === 123) return object(bytes, p, end, final);
    if (hasText && frames.length === 0) {
      const q = bytes.indexOf(123, p);
      const to = q < 0 || q > end ? end : q;
      const odd = saidNoText ? -1 : noTextAt(bytes, p, to);
      if (odd >= 0) {
        saidNoText = true;
        report(odd, "bytes that are no text stand between the values; what they hold was not read");
      }
      return to;
    }
    if (c === 91) {
      if (frames.at(-1) === "rows") return scalar(bytes, p, end, final, c);
      if (frames.length >= maxFrames)
        return unreadable(bytes, p, end, p, "lists are nested more than 64 deep");
      frames.push("array");
      shapeArray = true;
      return p + 1;
    }
    return scalar(bytes, p, end, final, c);
  }

  function object(bytes: Uint8Array, p: number, end: number, final: boolean): number {
    const outer = frames.at(-1);
    const q = scanner.scan(bytes, p, end, canWrap(outer) && frames.length < maxFrames);
    if (q > 0) {
      take(bytes, p, q);
      if (outer === "object") closeObject();
      expectsComma = frames.length > 0;
      return q;
    }
    if (q === stopped.wrapper) {
      const at = scanner.arrayAt();
      const isList = bytes[at - 1] === 91;
      if (frames.length === 0) values++;
      frames.push(!isList ? "object" : scanner.wrapperKey() === rowsKey ? "rows" : "list");
      shapeKeys.add(scanner.wrapperKey());
      expectsComma = false;
      return isList ? at : at - 1;
    }
    if (q === stopped.incomplete) {
      if (end - p >= maxRecordBytes) return tooLarge(p);
      if (!final) return wait;
      return unreadable(bytes, p, end, end, "the file ends inside a record; the record is cut off");
    }
    if (q === stopped.tooDeep)
      return unreadable(bytes, p, end, scanner.errorAt(), "nested more than 200 levels deep");
    const at = scanner.errorAt();
    return unreadable(
      bytes,
      p,
      end,
      at,
      `a record is not valid JSON: unexpected ${show(bytes[at] ?? 0)}${hintAt(bytes, at)}`,
    );
  }

  function take(bytes: Uint8Array, p: number, q: number): void {
    if (frames.length === 0) values++;
    if (q - p > maxRecordBytes) {
      report(p, tooLargeWords(q - p));
      return;
    }
    if (isScannedRecord(scanner, bytes) || scanner.isOdd()) events.record(bytes, p, q, base + p);
    else events.other(bytes, p, q, base + p, inside(bytes, p + 1, q));
  }

  /** Records inside a complete value that is none itself: envelopes keep them as objects. Returns how many. */
  function inside(bytes: Uint8Array, from: number, to: number): number {
    let p = from;
    let found = 0;
    while (p < to && allowance > 0) {
      p = bytes.indexOf(123, p);
      if (p < 0 || p >= to) return found;
      const q = scanner.scan(bytes, p, to, false);
      allowance -= q > 0 ? q - p : 64;
      if (q > 0 && isScannedRecord(scanner, bytes)) {
        events.record(bytes, p, q, base + p);
        found++;
        p = q;
      } else p++;
    }
    if (p < to)
      report(p, "objects are nested too deeply here; the rest of this value was not searched");
    return found;
  }

  function tooLarge(p: number): number {
    report(p, tooLargeWords(null));
    skipping = createValueSkipper();
    return p;
  }

  /** A value that is no object, or a row. */
  function scalar(bytes: Uint8Array, p: number, end: number, final: boolean, c: number): number {
    const q = scanner.skip(bytes, p, end);
    if (q > 0 && (q < end || final)) {
      if (frames.length === 0) values++;
      events.other(bytes, p, q, base + p, 0);
      expectsComma = frames.length > 0;
      return q;
    }
    if ((q === stopped.incomplete || q === end) && !final && end - p < maxRecordBytes) return wait;
    return unreadable(bytes, p, end, p, `unexpected ${show(c)} where a record should begin`);
  }

  function closeArray(): void {
    const frame = frames.pop();
    expectsComma = frames.length > 0;
    if (frame === "list" || frame === "rows") inWrapperRest = true;
  }

  /** The object around a wrapper's list is over: what follows are members of the wrapper. */
  function closeObject(): void {
    frames.pop();
    inWrapperRest = true;
  }

  /** Members of the wrapper after its list: skipped, but read for their syntax. */
  function wrapperRest(
    bytes: Uint8Array,
    p: number,
    end: number,
    final: boolean,
    c: number,
  ): number {
    if (c === 125) {
      inWrapperRest = false;
      if (frames.at(-1) === "object") closeObject();
      return p + 1;
    }
    if (c === 44 || c === 58) return p + 1;
    if (
      c === 34 ||
      c === 123 ||
      c === 91 ||
      c === 45 ||
      (c >= 48 && c <= 57) ||
      c === 116 ||
      c === 102 ||
      c === 110
    ) {
      const q = scanner.skip(bytes, p, end);
      if (q > 0 && (q < end || final)) return q;
      if (!final && end - p < maxRecordBytes && (q === stopped.incomplete || q === end))
        return wait;
    }
    inWrapperRest = false;
    return unreadable(bytes, p, end, p, `unexpected ${show(c)} after the list of records`);
  }

  function unreadable(
    bytes: Uint8Array,
    p: number,
    end: number,
    at: number,
    reason: string,
  ): number {
    report(Math.min(at, end), reason);
    recovering = true;
    // The bad value's own first byte is passed; records inside or behind it are searched.
    return bytes[p] === 123 || bytes[p] === 91 ? p + 1 : p;
  }

  /** Recovery: on to the next place where a whole CloudTrail record can be read. */
  function seek(bytes: Uint8Array, p: number, end: number, final: boolean, c: number): number {
    if (allowance <= 0) {
      report(p, "the file is too damaged from here on; the rest was not searched");
      ended = true;
      return end;
    }
    if (settling) {
      if (c === 125) return p + 1;
      settling = false;
      recovering = false;
      expectsComma = frames.length > 0 && (c === 44 || c === 93);
      return p;
    }
    if (c !== 123) {
      const q = bytes.indexOf(123, p);
      const to = q < 0 || q > end ? end : q;
      allowance -= to - p;
      return to;
    }
    const q = scanner.scan(bytes, p, end, false);
    if (q > 0) {
      allowance -= q - p;
      if (!isScannedRecord(scanner, bytes)) return p + 1;
      events.record(bytes, p, q, base + p);
      settling = true;
      return q;
    }
    if (q === stopped.incomplete && !final) {
      if (end - p < maxRecordBytes) return wait;
      allowance -= end - p;
      return p + 1;
    }
    allowance -= Math.max(64, q === stopped.incomplete ? end - p : scanner.errorAt() - p);
    return p + 1;
  }

  return {
    feed,
    shape: () => ({
      wrapper: shapeKeys.has("Records"),
      array: shapeArray,
      values,
      keys: [...shapeKeys],
    }),
  };
}

/** Large chunks are gone through in windows of this size: what is scanned was just copied, and is still near. */
const usualWindowBytes = 128 * 1024;
const wait = -1;
/** Lists inside lists. */
const maxFrames = 64;
/** The wrapper whose rows are lists of objects. */
const rowsKey = "QueryResultRows";

/** Whether an object in such a frame may be a wrapper. */
function canWrap(outer: Frame | undefined): boolean {
  return outer !== "list" && outer !== "rows";
}
const empty = new Uint8Array(0);
