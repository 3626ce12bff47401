// The byte scanner and the row packer, in AssemblyScript: compiled to WebAssembly by build/make-scanner.ts into
// scan-wasm.ts. It is read by the AssemblyScript compiler, not by TypeScript. The words are those of scan-record.ts,
// which holds the meaning of every function here and is the only caller together with main/import/row-table.ts.

const INCOMPLETE: i32 = -1;
const INVALID: i32 = -2;
const TOO_DEEP: i32 = -3;
const WRAPPER: i32 = -4;

const MAX_DEPTH: i32 = 200;
const SLOTS: i32 = 22;
/** Strings of a record that are kept in the dictionary. */
const INTERNED: i32 = 15;

// Memory: one region after the other, never given back. What outgrows its region moves to a larger one, twice the
// size, so that at most as much lies waste as is in use.

let top: usize = 0;

/** Bytes of fresh memory, filled with zeros, on a 64-byte boundary. */
export function allocate(bytes: i32): i32 {
  if (top == 0) top = (__heap_base + 63) & ~63;
  const at = top;
  top = (top + <usize>bytes + 63) & ~63;
  const pages = <i32>((top + 65535) >> 16) - memory.size();
  if (pages > 0 && memory.grow(max<i32>(pages, 64)) < 0) unreachable();
  return <i32>at;
}

// What a scan leaves behind.

export const from: i32 = allocate(SLOTS * 4);
export const to: i32 = allocate(SLOTS * 4);
export let odd: i32 = 0;
export let twice: i32 = 0;
export let errorAt: i32 = 0;
export let arrayAt: i32 = 0;
export let wrapperKey: i32 = 0;

// Keys: a hash table of pointers, one part a place, filled by the caller. A key is {length, slot, door, bytes…}.

/** Places of a table's part; a power of two. */
const KEY_PLACES: i32 = 128;
export const keys: i32 = allocate(8 * KEY_PLACES * 4);
/** Keys whose list is streamed instead of being part of a record: count, then pointers to {length, isObjectToo, bytes…}. */
export const wrapperKeys: i32 = allocate(64);

let end: i32 = 0;
let base: i32 = 0;
let seen: u32 = 0;
let seenDoors: u32 = 0;
let sawEscape: bool = false;
let wantsWrapper: bool = false;

function fail(p: i32): i32 {
  if (p >= end) return INCOMPLETE;
  errorAt = p - base;
  return INVALID;
}

/** As stringEnd; most strings end, without an escape, in their first 16 bytes. */
@inline
function shortStringEnd(p: i32): i32 {
  const v = v128.load(p);
  const stops = v128.or(
    v128.or(i8x16.eq(v, i8x16.splat(34)), i8x16.eq(v, i8x16.splat(92))),
    i8x16.lt_u(v, i8x16.splat(32)),
  );
  const mask = i8x16.bitmask(stops);
  if (mask == 0) return stringEnd(p + 16);
  const q = p + ctz(mask);
  return q < end && load<u8>(q) == 34 ? q + 1 : stringEnd(q);
}

/** p is after the opening quote; returns the position after the closing one. */
function stringEnd(start: i32): i32 {
  let p = start;
  const quote = i8x16.splat(34);
  const backslash = i8x16.splat(92);
  const space = i8x16.splat(32);
  while (true) {
    const v = v128.load(p);
    const stops = v128.or(v128.or(i8x16.eq(v, quote), i8x16.eq(v, backslash)), i8x16.lt_u(v, space));
    const mask = i8x16.bitmask(stops);
    if (mask == 0) {
      p += 16;
      continue;
    }
    p += ctz(mask);
    if (p >= end) return INCOMPLETE;
    const c = load<u8>(p);
    if (c == 34) return p + 1;
    if (c != 92) return fail(p);
    p = escapeEnd(p);
    if (p < 0) return p;
  }
}

/** p is at a backslash; returns the position after the escape. */
function escapeEnd(p: i32): i32 {
  sawEscape = true;
  if (p + 1 >= end) return INCOMPLETE;
  const e = load<u8>(p + 1);
  if (e == 117) {
    for (let i = p + 2; i < p + 6; i++) {
      if (i >= end) return INCOMPLETE;
      if (nibble(load<u8>(i)) < 0) return fail(i);
    }
    return p + 6;
  }
  if (e == 34 || e == 92 || e == 47 || e == 98 || e == 102 || e == 110 || e == 114 || e == 116) return p + 2;
  return fail(p + 1);
}

@inline
function byteAt(p: i32): i32 {
  return p < end ? <i32>load<u8>(p) : 0;
}

function digitsEnd(start: i32): i32 {
  let p = start;
  while (p < end && <u32>load<u8>(p) - 48 <= 9) p++;
  return p;
}

function numberEnd(start: i32): i32 {
  let p = start;
  if (load<u8>(p) == 45) p++;
  let c = byteAt(p);
  if (c == 48) p++;
  else if (c >= 49 && c <= 57) p = digitsEnd(p);
  else return fail(p);
  if (byteAt(p) == 46) {
    const q = digitsEnd(p + 1);
    if (q == p + 1) return fail(q);
    p = q;
  }
  c = byteAt(p);
  if (c == 101 || c == 69) {
    let q = p + 1;
    const sign = byteAt(q);
    if (sign == 43 || sign == 45) q++;
    const r = digitsEnd(q);
    if (r == q) return fail(r);
    p = r;
  }
  return p;
}

/** The bytes of "true", "alse" and "null", little-endian. */
const TRUE: u32 = 0x65757274;
const ALSE: u32 = 0x65736c61;
const NULL: u32 = 0x6c6c756e;

function literalEnd(p: i32): i32 {
  const c = load<u8>(p);
  const isFalse = c == 102;
  const at = isFalse ? p + 1 : p;
  const word = c == 116 ? TRUE : isFalse ? ALSE : NULL;
  for (let i = 0; i < 4; i++) {
    if (at + i >= end) return INCOMPLETE;
    if (<u32>load<u8>(at + i) != ((word >> (<u32>i << 3)) & 255)) return fail(at + i);
  }
  return at + 4;
}

@inline
function spaceEnd(start: i32): i32 {
  let p = start;
  while (p < end) {
    const c = load<u8>(p);
    if (c > 32 || (c != 32 && c != 10 && c != 13 && c != 9)) break;
    p++;
  }
  return p;
}

/** Any value. `place` is the place whose keys matter if the value is an object. */
function valueEnd(p: i32, depth: i32, place: i32): i32 {
  if (p >= end) return INCOMPLETE;
  const c = load<u8>(p);
  if (c == 34) return shortStringEnd(p + 1);
  if (c == 123) return place == 0 ? plainObjectEnd(p, depth + 1) : objectEnd(p, depth + 1, place);
  if (c == 91) return arrayEnd(p, depth + 1);
  if (c == 116 || c == 102 || c == 110) return literalEnd(p);
  if (c == 45 || (c >= 48 && c <= 57)) return numberEnd(p);
  return fail(p);
}

function tooDeep(p: i32): i32 {
  errorAt = p - base;
  return TOO_DEEP;
}

function arrayEnd(start: i32, depth: i32): i32 {
  if (depth > MAX_DEPTH) return tooDeep(start);
  let p = spaceEnd(start + 1);
  if (byteAt(p) == 93) return p + 1;
  while (true) {
    p = valueEnd(p, depth, 0);
    if (p < 0) return p;
    p = spaceEnd(p);
    if (p >= end) return INCOMPLETE;
    const c = load<u8>(p);
    if (c == 93) return p + 1;
    if (c != 44) return fail(p);
    p = spaceEnd(p + 1);
  }
}

/** An object whose keys don't matter. */
function plainObjectEnd(start: i32, depth: i32): i32 {
  if (depth > MAX_DEPTH) return tooDeep(start);
  let p = spaceEnd(start + 1);
  if (byteAt(p) == 125) return p + 1;
  while (true) {
    if (p >= end) return INCOMPLETE;
    if (load<u8>(p) != 34) return fail(p);
    p = shortStringEnd(p + 1);
    if (p < 0) return p;
    p = spaceEnd(p);
    if (p >= end) return INCOMPLETE;
    if (load<u8>(p) != 58) return fail(p);
    p = valueEnd(spaceEnd(p + 1), depth, 0);
    if (p < 0) return p;
    p = spaceEnd(p);
    if (p >= end) return INCOMPLETE;
    const c = load<u8>(p);
    if (c == 125) return p + 1;
    if (c != 44) return fail(p);
    p = spaceEnd(p + 1);
  }
}

function objectEnd(start: i32, depth: i32, place: i32): i32 {
  if (depth > MAX_DEPTH) return tooDeep(start);
  let p = spaceEnd(start + 1);
  if (byteAt(p) == 125) return p + 1;
  while (true) {
    if (p >= end) return INCOMPLETE;
    if (load<u8>(p) != 34) return fail(p);
    const keyFrom = p + 1;
    sawEscape = false;
    p = shortStringEnd(keyFrom);
    if (p < 0) return p;
    const keyTo = p - 1;
    const keyEscaped = sawEscape;
    p = spaceEnd(p);
    if (p >= end) return INCOMPLETE;
    if (load<u8>(p) != 58) return fail(p);
    p = member(spaceEnd(p + 1), depth, place, keyFrom, keyTo, keyEscaped);
    if (p < 0) return p;
    p = spaceEnd(p);
    if (p >= end) return INCOMPLETE;
    const c = load<u8>(p);
    if (c == 125) return p + 1;
    if (c != 44) return fail(p);
    p = spaceEnd(p + 1);
  }
}

/** The value of a key in an object whose keys matter. */
function member(p: i32, depth: i32, place: i32, keyFrom: i32, keyTo: i32, keyEscaped: bool): i32 {
  if (keyEscaped) odd = 1;
  const length = keyTo - keyFrom;
  const opening = wantsWrapper && depth == 1 ? byteAt(p) : 0;
  if (opening == 91 || opening == 123) {
    const count = load<i32>(wrapperKeys);
    for (let i = 1; i <= count; i++) {
      const word = load<i32>(wrapperKeys + (i << 2));
      if (load<i32>(word) != length || !isSame(word + 8, keyFrom, length)) continue;
      if (opening == 123 && load<i32>(word, 4) == 0) continue;
      arrayAt = p + 1 - base;
      wrapperKey = i;
      return WRAPPER;
    }
  }
  if (length == 0) return valueEnd(p, depth, 0);
  const middle = <i32>load<u8>(keyFrom + ((length * 5) >> 3));
  const hash = length + <i32>load<u8>(keyFrom) + middle + (<i32>load<u8>(keyTo - 1) << 2);
  const key = load<i32>(keys + ((place * KEY_PLACES + (hash & (KEY_PLACES - 1))) << 2));
  if (key == 0 || load<i32>(key) != length || !isSame(key + 12, keyFrom, length)) return valueEnd(p, depth, 0);
  const door = load<i32>(key, 8);
  if (door == 0) return slotValue(p, depth, load<i32>(key, 4));
  const bit: u32 = 1 << door;
  if ((seenDoors & bit) != 0) {
    odd = 1;
    twice = 1;
  }
  seenDoors |= bit;
  if (p < end && load<u8>(p) != 123 && load<u8>(p) != 110) odd = 1;
  return valueEnd(p, depth, door);
}

/** Slots that the caller names: true and false are values there, and errorMessage may hold escapes. */
export let slotReadOnly: i32 = -1;
export let slotMfa: i32 = -1;
export let slotErrorMessage: i32 = -1;

function slotValue(p: i32, depth: i32, slot: i32): i32 {
  const bit: u32 = 1 << slot;
  if ((seen & bit) != 0) {
    odd = 1;
    twice = 1;
  }
  seen |= bit;
  if (p >= end) return INCOMPLETE;
  const c = load<u8>(p);
  sawEscape = false;
  const after = valueEnd(p, depth, 0);
  if (after < 0) return after;
  const at = slot << 2;
  if (c == 34) {
    if (sawEscape && slot != slotErrorMessage) odd = 1;
    store<i32>(from + at, p + 1 - base);
    store<i32>(to + at, after - 1 - base);
  } else if (c == 116 || c == 102) {
    if (slot == slotReadOnly || slot == slotMfa) {
      store<i32>(from + at, p - base);
      store<i32>(to + at, after - base);
    } else store<i32>(from + at, -1);
  } else if (c == 110) store<i32>(from + at, -1);
  else odd = 1;
  return after;
}

function prepare(region: i32, stop: i32): void {
  base = region;
  end = region + stop;
  odd = 0;
  twice = 0;
  seen = 0;
  seenDoors = 0;
  errorAt = 0;
  wantsWrapper = false;
}

/** See RecordScanner.scan; `region` is where the text lies, positions count from it. */
export function scan(region: i32, start: i32, stop: i32, findWrapper: bool): i32 {
  prepare(region, stop);
  wantsWrapper = findWrapper;
  memory.fill(from, 0xff, SLOTS * 4);
  const after = objectEnd(region + start, 1, 1);
  return after < 0 ? after : after - region;
}

/** See RecordScanner.skip. */
export function skip(region: i32, start: i32, stop: i32): i32 {
  prepare(region, stop);
  const after = valueEnd(region + start, 0, 0);
  return after < 0 ? after : after - region;
}

function isSame(a: i32, b: i32, length: i32): bool {
  let i = 0;
  for (; i + 8 <= length; i += 8) if (load<u64>(a + i) != load<u64>(b + i)) return false;
  const rest = length - i;
  if (rest == 0) return true;
  const mask: u64 = (<u64>1 << (<u64>rest << 3)) - 1;
  return ((load<u64>(a + i) ^ load<u64>(b + i)) & mask) == 0;
}

// The dictionary of strings: open addressing; a hash stands beside its id. Id 0 is absent.

let table: i32 = allocate(1 << 17);
let tableMask: i32 = (1 << 14) - 1;
/** String `id` is arena[starts[id], starts[id + 1]). */
let starts: i32 = allocate(1 << 15);
let startsCapacity: i32 = 1 << 13;
let arena: i32 = allocate(1 << 18);
let arenaCapacity: i32 = 1 << 18;
export let strings: i32 = 0;

/** Where the arena and the table of starts lie now. */
export function arenaAt(): i32 {
  return arena;
}
export function startsAt(): i32 {
  return starts;
}

function hashOf(s: i32, length: i32): u32 {
  let h: u64 = <u64>length * 0xc2b2ae3d27d4eb4f;
  let i = 0;
  for (; i + 8 <= length; i += 8) h = mixed(h, load<u64>(s + i));
  const rest = length - i;
  if (rest != 0) h = mixed(h, load<u64>(s + i) & ((<u64>1 << (<u64>rest << 3)) - 1));
  return <u32>(h ^ (h >> 32));
}

@inline
function mixed(h: u64, v: u64): u64 {
  const x = (h ^ v) * 0x9e3779b97f4a7c15;
  return x ^ (x >> 29);
}

/** The id of a string; `guess` is an id that it probably is, 0 for none. */
export function intern(s: i32, length: i32, guess: i32): i32 {
  if (guess != 0 && isString(guess, s, length)) return guess;
  const h = hashOf(s, length);
  let at = <i32>h & tableMask;
  while (true) {
    const place = table + (at << 3);
    const id = load<i32>(place, 4);
    if (id == 0) break;
    if (load<u32>(place) == h && isString(id, s, length)) return id;
    at = (at + 1) & tableMask;
  }
  const id = append(s, length);
  store<u32>(table + (at << 3), h);
  store<i32>(table + (at << 3), id, 4);
  if (strings * 2 > tableMask) growTable();
  return id;
}

@inline
function isString(id: i32, s: i32, length: i32): bool {
  const start = load<i32>(starts + (id << 2));
  return load<i32>(starts + (id << 2), 4) - start == length && isSame(arena + start, s, length);
}

function append(s: i32, length: i32): i32 {
  strings++;
  const id = strings;
  if (id + 2 > startsCapacity) {
    starts = moved(starts, startsCapacity << 2, startsCapacity << 3);
    startsCapacity <<= 1;
  }
  const start = load<i32>(starts + (id << 2));
  if (start + length + 16 > arenaCapacity) {
    const larger = max<i32>(arenaCapacity * 2, start + length + 16);
    arena = moved(arena, start, larger);
    arenaCapacity = larger;
  }
  memory.copy(arena + start, s, length);
  store<i32>(starts + (id << 2), start + length, 4);
  return id;
}

function moved(old: i32, used: i32, capacity: i32): i32 {
  const place = allocate(capacity);
  memory.copy(place, old, used);
  return place;
}

function growTable(): void {
  const old = table;
  const oldMask = tableMask;
  tableMask = oldMask * 2 + 1;
  table = allocate((tableMask + 1) << 3);
  for (let i = 0; i <= oldMask; i++) {
    const id = load<i32>(old + (i << 3), 4);
    if (id == 0) continue;
    const h = load<u32>(old + (i << 3));
    let at = <i32>h & tableMask;
    while (load<i32>(table + (at << 3), 4) != 0) at = (at + 1) & tableMask;
    store<u32>(table + (at << 3), h);
    store<i32>(table + (at << 3), id, 4);
  }
}

/** Forgets all strings and tuples; ids begin anew. */
export function forget(): void {
  memory.fill(table, 0, (tableMask + 1) << 3);
  strings = 0;
  store<i32>(starts + 4, 0);
  memory.fill(ids, 0, SLOTS * 4);
  forgetTuples(actions);
  forgetTuples(actors);
  forgetTuples(places);
}

function forgetTuples(t: i32): void {
  memory.fill(load<i32>(t), 0, (load<i32>(t, 4) + 1) << 2);
  store<i32>(t, 0, 12);
}

// Dictionaries of tuples: {table, mask, store, count, capacity, width}. Id 0 is none.

export const actions: i32 = tuples(2);
export const actors: i32 = tuples(7);
export const places: i32 = tuples(2);

function tuples(width: i32): i32 {
  const t = allocate(24);
  store<i32>(t, allocate(4 << 12));
  store<i32>(t, (1 << 12) - 1, 4);
  store<i32>(t, allocate((width << 2) << 11), 8);
  store<i32>(t, 0, 12);
  store<i32>(t, 1 << 11, 16);
  store<i32>(t, width, 20);
  return t;
}

function tupleHash(values: i32, width: i32): u32 {
  let h: u64 = 0x27d4eb4f;
  for (let i = 0; i < width; i++) h = mixed(h, load<u32>(values + (i << 2)));
  return <u32>(h ^ (h >> 32));
}

/** The id of the tuple at `values`. */
function tupleId(t: i32, values: i32): i32 {
  const width = load<i32>(t, 20);
  let mask = load<i32>(t, 4);
  let at = <i32>tupleHash(values, width) & mask;
  while (true) {
    const id = load<i32>(load<i32>(t) + (at << 2));
    if (id == 0) break;
    if (isSame(load<i32>(t, 8) + id * (width << 2), values, width << 2)) return id;
    at = (at + 1) & mask;
  }
  const count = load<i32>(t, 12) + 1;
  const capacity = load<i32>(t, 16);
  if (count + 1 > capacity) {
    store<i32>(t, moved(load<i32>(t, 8), capacity * (width << 2), (capacity * (width << 2)) << 1), 8);
    store<i32>(t, capacity << 1, 16);
  }
  memory.copy(load<i32>(t, 8) + count * (width << 2), values, width << 2);
  store<i32>(t, count, 12);
  store<i32>(load<i32>(t) + (at << 2), count);
  if (count * 2 > mask) {
    mask = mask * 2 + 1;
    const larger = allocate((mask + 1) << 2);
    for (let id = 1; id <= count; id++) {
      let place = <i32>tupleHash(load<i32>(t, 8) + id * (width << 2), width) & mask;
      while (load<i32>(larger + (place << 2)) != 0) place = (place + 1) & mask;
      store<i32>(larger + (place << 2), id);
    }
    store<i32>(t, larger);
    store<i32>(t, mask, 4);
  }
  return count;
}

// Rows. A row's cells are those of protocol.ts: ten numbers of 32 bits, two of 64, an id of 16 bytes.

export const rowCapacity: i32 = 8192;
const COLUMNS: i32 = 10;
export const cells: i32 = allocate(rowCapacity * COLUMNS * 4);
export const numbers: i32 = allocate(rowCapacity * 16);
export const eids: i32 = allocate(rowCapacity * 16);
/** The string ids of the last row's slots; 0 for absent. */
export const ids: i32 = allocate(SLOTS * 4);
/** Slots whose strings are kept, INTERNED of them; slots of the members that a row is made of, in the order of put(). */
export const interned: i32 = allocate(INTERNED * 4);
const values: i32 = allocate(64);

/** What pack() could not tell from bytes alone. */
const ODD_TIME: i32 = 1;
const ODD_ID: i32 = 2;
const ODD: i32 = 4;

const FLAG_READ: i32 = 1;
const FLAG_WRITE: i32 = 2;
const FLAG_FAILED: i32 = 4;
const FLAG_MFA: i32 = 8;
const FLAG_NO_MFA: i32 = 16;

/** Numbers of slots, written by the caller from record-fields.ts: those of put(), then time, id. */
export const slotNumbers: i32 = allocate(80);
@inline
function slotAt(i: i32): i32 {
  return load<i32>(slotNumbers + (i << 2));
}

/**
 * Makes row `row` of the record that was scanned last. Answers which of its time and id the caller must read, or that
 * it must read the whole record: bytes alone don't tell. The
 * record's text lies in the region of that scan.
 */
export function pack(row: i32, record: i32, length: i32, offset: f64, flags: i32): i32 {
  if (odd != 0) return ODD;
  for (let i = 0; i < INTERNED; i++) {
    const slot = load<i32>(interned + (i << 2)) << 2;
    const at = load<i32>(from + slot);
    const size = load<i32>(to + slot) - at;
    store<i32>(ids + slot, at < 0 || size == 0 ? 0 : intern(base + at, size, load<i32>(ids + slot)));
  }
  const message = load<i32>(from + (slotErrorMessage << 2));
  store<i32>(ids + (slotErrorMessage << 2), message >= 0 && load<i32>(to + (slotErrorMessage << 2)) > message ? 1 : 0);
  let known = flags | truth(slotReadOnly, FLAG_READ, FLAG_WRITE) | truth(slotMfa, FLAG_MFA, FLAG_NO_MFA);
  put(row, record, length, offset, known);
  let left = 0;
  const timeSlot = slotAt(16) << 2;
  const time = load<i32>(from + timeSlot);
  if (time >= 0) {
    const t = plainTime(base + time, load<i32>(to + timeSlot) - time);
    if (t == i64.MIN_VALUE) left |= ODD_TIME;
    else store<f64>(numbers + (row << 4), <f64>t);
  } else left |= ODD_TIME;
  const idSlot = slotAt(17) << 2;
  const id = load<i32>(from + idSlot);
  if (id < 0 || load<i32>(to + idSlot) - id != 36 || !guid(base + id, eids + (row << 4))) left |= ODD_ID;
  return left;
}

/** Writes the cells of a row from `ids`. */
export function put(row: i32, record: i32, length: i32, offset: f64, known: i32): void {
  store<f64>(numbers + (row << 4), offset, 8);
  const at = cells + row * (COLUMNS * 4);
  store<i32>(at, record);
  store<i32>(at, length, 4);
  gather(0, 2);
  store<i32>(at, tupleId(actions, values), 8);
  gather(2, 7);
  store<i32>(at, tupleId(actors, values), 12);
  store<i32>(at, idAt(9), 16);
  store<i32>(at, idAt(10), 20);
  store<i32>(at, idAt(11), 24);
  const code = idAt(12);
  store<i32>(at, code, 28);
  store<i32>(values, idAt(13));
  // An event without recipientAccountId belongs to its caller's account.
  const account = idAt(14);
  store<i32>(values, account != 0 ? account : idAt(15), 4);
  store<i32>(at, tupleId(places, values), 32);
  const failed = code != 0 || load<i32>(ids + (slotErrorMessage << 2)) != 0;
  store<i32>(at, known | (failed ? FLAG_FAILED : 0), 36);
}

@inline
function idAt(i: i32): i32 {
  return load<i32>(ids + (slotAt(i) << 2));
}

@inline
function gather(first: i32, count: i32): void {
  for (let i = 0; i < count; i++) store<i32>(values + (i << 2), idAt(first + i));
}

function truth(slot: i32, yes: i32, no: i32): i32 {
  const at = load<i32>(from + (slot << 2));
  if (at < 0) return 0;
  // "true" and true, "false" and false: the first letter tells them apart, the length confirms it.
  const length = load<i32>(to + (slot << 2)) - at;
  const first = load<u8>(base + at) | 32;
  return length == 4 && first == 116 ? yes : length == 5 && first == 102 ? no : 0;
}

@inline
function nibble(c: u8): i32 {
  if (c >= 48 && c <= 57) return <i32>c - 48;
  const l = c | 32;
  return l >= 97 && l <= 102 ? <i32>l - 87 : -1;
}

/** Reads a GUID in its usual spelling into 16 bytes. */
function guid(s: i32, out: i32): bool {
  if (load<u8>(s, 8) != 45 || load<u8>(s, 13) != 45 || load<u8>(s, 18) != 45 || load<u8>(s, 23) != 45) return false;
  let o = out;
  for (let i = 0; i < 36; i += 2) {
    if (i == 8 || i == 13 || i == 18 || i == 23) i++;
    const high = nibble(load<u8>(s + i));
    const low = nibble(load<u8>(s + i + 1));
    if ((high | low) < 0) return false;
    store<u8>(o++, <u8>((high << 4) | low));
  }
  return true;
}

@inline
function pairOf(s: i32): i32 {
  const a = <i32>load<u8>(s) - 48;
  const b = <i32>load<u8>(s, 1) - 48;
  return <u32>a > 9 || <u32>b > 9 ? -10000 : a * 10 + b;
}

/** Seconds since 1970 of exactly YYYY-MM-DDTHH:MM:SSZ; the least number when it is anything else. */
function plainTime(s: i32, length: i32): i64 {
  if (
    length != 20 ||
    load<u8>(s, 4) != 45 ||
    load<u8>(s, 7) != 45 ||
    load<u8>(s, 10) != 84 ||
    load<u8>(s, 13) != 58 ||
    load<u8>(s, 16) != 58 ||
    load<u8>(s, 19) != 90
  )
    return i64.MIN_VALUE;
  const century = pairOf(s);
  const yearOfCentury = pairOf(s + 2);
  const month = pairOf(s + 5);
  const day = pairOf(s + 8);
  const hour = pairOf(s + 11);
  const minute = pairOf(s + 14);
  const second = pairOf(s + 17);
  if ((century | yearOfCentury | month | day | hour | minute | second) < 0) return i64.MIN_VALUE;
  const year = century * 100 + yearOfCentury;
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 60) return i64.MIN_VALUE;
  const leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const last = month == 2 ? (leap ? 29 : 28) : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  if (day < 1 || day > last) return i64.MIN_VALUE;
  // Days since 1970 of a Gregorian date; years begin in March, so that a leap day is the last of its year.
  const y = month <= 2 ? year - 1 : year;
  const era = (y >= 0 ? y : y - 399) / 400;
  const yearOfEra = y - era * 400;
  const dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  const days = <i64>era * 146097 + dayOfEra - 719468;
  return days * 86400 + hour * 3600 + minute * 60 + second;
}
