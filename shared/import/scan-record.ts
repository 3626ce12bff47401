/**
 * Walks one JSON object byte by byte: proves that it is valid JSON, finds its end, and notes where the members of
 * a CloudTrail record stand, without making a JavaScript value. Equal to JSON.parse on all that it accepts; what it
 * can't decide by bytes alone (escapes in a wanted string, a wanted key twice) it says, and the caller parses.
 */
import { place, slot, slotCount } from "./record-fields.ts";
import { ascii, keyPlace, keysByPlace } from "./record-keys.ts";
import { wrapperKey } from "./wrapper-keys.ts";

/** Deepest nesting of a record. CloudTrail's own records stay below 20. */
export const maxDepth = 200;

/** Why a scan stopped before the end of the object. */
export const stopped = {
  /** The bytes end inside the object. */
  incomplete: -1,
  /** Not JSON at `scanner.errorAt`. */
  invalid: -2,
  /** Deeper than maxDepth. */
  tooDeep: -3,
  /** The object is a wrapper: a member of wrapper-keys.ts holds what begins at `scanner.arrayAt`. */
  wrapper: -4,
} as const;

export interface RecordScanner {
  /**
   * Scans the object whose `{` is at `start`. Returns the position after its `}`, or one of `stopped`.
   * `findWrapper`: stop at a member that holds a list of records (wrapper-keys.ts).
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
}

/** Makes a scanner with state of its own; one per thread. */
export function createRecordScanner(): RecordScanner {
  const from = new Int32Array(slotCount);
  const to = new Int32Array(slotCount);
  let bytes: Uint8Array = new Uint8Array(0);
  let end = 0;
  let odd = false;
  let twice = false;
  let errorAt = 0;
  let arrayAt = 0;
  let foundKey = "";
  let seen = 0;
  let seenDoors = 0;
  let sawEscape = false;
  let wantsWrapper = false;

  function fail(p: number): number {
    if (p >= end) return stopped.incomplete;
    errorAt = p;
    return stopped.invalid;
  }

  /** p is after the opening quote; returns the position after the closing one. */
  function stringEnd(start0: number): number {
    // Locals: the optimizer can't keep variables of the closure in registers.
    const b = bytes;
    const n = end;
    let p = start0;
    while (p < n) {
      const c = b[p]!;
      if (c === 34) return p + 1;
      if (c === 92) {
        p = escapeEnd(p);
        if (p < 0) return p;
      } else if (c < 32) return fail(p);
      else p++;
    }
    return stopped.incomplete;
  }

  /** p is at a backslash; returns the position after the escape. */
  function escapeEnd(p: number): number {
    sawEscape = true;
    if (p + 1 >= end) return stopped.incomplete;
    const e = bytes[p + 1];
    if (e !== 117) return isSimpleEscape(e) ? p + 2 : fail(p + 1);
    for (let i = p + 2; i < p + 6; i++) {
      if (i >= end) return stopped.incomplete;
      if (!isHex(bytes[i]!)) return fail(i);
    }
    return p + 6;
  }

  function numberEnd(p: number): number {
    if (bytes[p] === 45) p++;
    let c = p < end ? bytes[p]! : 0;
    if (c === 48) p++;
    else if (c >= 49 && c <= 57) p = digitsEnd(p);
    else return fail(p);
    if (p < end && bytes[p] === 46) {
      const q = digitsEnd(p + 1);
      if (q === p + 1) return fail(q);
      p = q;
    }
    c = p < end ? bytes[p]! : 0;
    if (c === 101 || c === 69) {
      let q = p + 1;
      if (q < end && (bytes[q] === 43 || bytes[q] === 45)) q++;
      const r = digitsEnd(q);
      if (r === q) return fail(r);
      p = r;
    }
    return p;
  }

  function digitsEnd(p: number): number {
    while (p < end && bytes[p]! >= 48 && bytes[p]! <= 57) p++;
    return p;
  }

  function literalEnd(p: number): number {
    const c = bytes[p]!;
    const word = c === 116 ? trueWord : c === 102 ? falseWord : nullWord;
    for (let i = 0; i < word.length; i++) {
      if (p + i >= end) return stopped.incomplete;
      if (bytes[p + i] !== word[i]) return fail(p + i);
    }
    return p + word.length;
  }

  function space(start0: number): number {
    const b = bytes;
    let p = start0;
    // Most text has none: one comparison decides.
    while (p < end && b[p]! <= 32) {
      const c = b[p]!;
      if (c !== 32 && c !== 10 && c !== 13 && c !== 9) break;
      p++;
    }
    return p;
  }

  /** Any value. `at` is the place whose keys matter if the value is an object. */
  function valueEnd(p: number, depth: number, at: number): number {
    if (p >= end) return stopped.incomplete;
    const c = bytes[p]!;
    if (c === 34) return stringEnd(p + 1);
    if (c === 123) return objectEnd(p, depth + 1, at);
    if (c === 91) return arrayEnd(p, depth + 1);
    if (c === 116 || c === 102 || c === 110) return literalEnd(p);
    if (c === 45 || (c >= 48 && c <= 57)) return numberEnd(p);
    return fail(p);
  }

  function arrayEnd(p: number, depth: number): number {
    if (depth > maxDepth) return tooDeep(p);
    p = space(p + 1);
    if (p < end && bytes[p] === 93) return p + 1;
    for (;;) {
      p = valueEnd(p, depth, place.none);
      if (p < 0) return p;
      p = space(p);
      if (p >= end) return stopped.incomplete;
      const c = bytes[p]!;
      if (c === 93) return p + 1;
      if (c !== 44) return fail(p);
      p = space(p + 1);
    }
  }

  function tooDeep(p: number): number {
    errorAt = p;
    return stopped.tooDeep;
  }

  function objectEnd(from0: number, depth: number, at: number): number {
    if (depth > maxDepth) return tooDeep(from0);
    const b = bytes;
    const n = end;
    let p = from0 + 1;
    if (p < n && b[p]! <= 32) p = space(p);
    if (p < n && b[p] === 125) return p + 1;
    for (;;) {
      if (p >= n) return stopped.incomplete;
      if (b[p] !== 34) return fail(p);
      const keyFrom = p + 1;
      sawEscape = false;
      p = stringEnd(keyFrom);
      if (p < 0) return p;
      const keyTo = p - 1;
      const keyEscaped = sawEscape;
      if (p < n && b[p]! <= 32) p = space(p);
      if (p >= n) return stopped.incomplete;
      if (b[p] !== 58) return fail(p);
      p++;
      if (p < n && b[p]! <= 32) p = space(p);
      p =
        at === place.none
          ? valueEnd(p, depth, place.none)
          : member(p, depth, at, keyFrom, keyTo, keyEscaped);
      if (p < 0) return p;
      if (p < n && b[p]! <= 32) p = space(p);
      if (p >= n) return stopped.incomplete;
      const c = b[p]!;
      if (c === 125) return p + 1;
      if (c !== 44) return fail(p);
      p++;
      if (p < n && b[p]! <= 32) p = space(p);
    }
  }

  /** The value of a key in an object whose keys matter. */
  function member(
    p: number,
    depth: number,
    at: number,
    keyFrom: number,
    keyTo: number,
    keyEscaped: boolean,
  ): number {
    if (keyEscaped) odd = true;
    const length = keyTo - keyFrom;
    if (wantsWrapper && depth === 1 && (bytes[p] === 91 || bytes[p] === 123)) {
      const name = wrapperKey(bytes, keyFrom, length, p);
      if (name !== null) {
        arrayAt = p + 1;
        foundKey = name;
        return stopped.wrapper;
      }
    }
    const key = length === 0 ? null : (keysByPlace[keyPlace(at, bytes, keyFrom, length)] ?? null);
    if (key === null || key.bytes.length !== length || !equal(key.bytes, keyFrom))
      return valueEnd(p, depth, place.none);
    if (key.door === 0) return slotValue(p, depth, key.slot);
    const bit = 1 << key.door;
    if ((seenDoors & bit) !== 0) odd = twice = true;
    seenDoors |= bit;
    // A wanted object that is a string or a list: JSON.parse decides what that means.
    if (p < end && bytes[p] !== 123 && bytes[p] !== 110) odd = true;
    return valueEnd(p, depth, key.door);
  }

  function slotValue(p: number, depth: number, to_: number): number {
    const bit = 1 << to_;
    if ((seen & bit) !== 0) odd = twice = true;
    seen |= bit;
    if (p >= end) return stopped.incomplete;
    const c = bytes[p]!;
    sawEscape = false;
    const after = valueEnd(p, depth, place.none);
    if (after < 0) return after;
    if (c === 34) {
      // Of errorMessage only its presence counts, and AWS likes quotes in it.
      if (sawEscape && to_ !== slot.errorMessage) odd = true;
      from[to_] = p + 1;
      to[to_] = after - 1;
    } else if (c === 116 || c === 102) {
      // A word only counts where CloudTrail means one; elsewhere it is no value, as for JSON.parse's reader.
      if (to_ === slot.readOnly || to_ === slot.mfaAuthenticated) {
        from[to_] = p;
        to[to_] = after;
      } else from[to_] = -1;
    } else if (c === 110) {
      // null is the same as absent; but an earlier value under the same key would have been overwritten.
      from[to_] = -1;
    } else odd = true;
    return after;
  }

  function equal(word: Uint8Array, at: number): boolean {
    for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word[i]) return false;
    return true;
  }

  function start(theBytes: Uint8Array, theEnd: number): void {
    bytes = theBytes;
    end = theEnd;
    odd = false;
    twice = false;
    seen = 0;
    seenDoors = 0;
    wantsWrapper = false;
    errorAt = 0;
  }

  return {
    scan: (theBytes, from0, theEnd, findWrapper) => {
      start(theBytes, theEnd);
      wantsWrapper = findWrapper;
      from.fill(-1);
      return objectEnd(from0, 1, place.record);
    },
    skip: (theBytes, from0, theEnd) => {
      start(theBytes, theEnd);
      return valueEnd(from0, 0, place.none);
    },
    from,
    to,
    isOdd: () => odd,
    isTwice: () => twice,
    errorAt: () => errorAt,
    arrayAt: () => arrayAt,
    wrapperKey: () => foundKey,
  };
}

const trueWord = ascii("true");
const falseWord = ascii("false");
const nullWord = ascii("null");

/** What may follow a backslash, beside u. */
function isSimpleEscape(c: number | undefined): boolean {
  return (
    c === 34 || c === 92 || c === 47 || c === 98 || c === 102 || c === 110 || c === 114 || c === 116
  );
}

function isHex(c: number): boolean {
  return (c >= 48 && c <= 57) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70);
}
