/** Cuts JSON objects of any length into their members, so that no more than one member is held. */
import type { Json } from "../cloudtrail-event.ts";
import { parseJson } from "../cloudtrail-event.ts";

/** Bytes → text; UTF-8, broken sequences replaced. */
export type Decode = (bytes: Uint8Array) => string;

/** Where a value stands. */
export interface CutPlace {
  /** Ordinal of the object, from 1. */
  readonly page: number;
  readonly key: string;
  /** Ordinal in the list, from 0; null for a member that is no such list. */
  readonly index: number | null;
  readonly offset: number;
  readonly length: number;
}

export interface CutEvents {
  readonly value: (json: Json, place: CutPlace) => void;
  /** A member whose list is given element by element; it may be empty. */
  readonly list: (key: string) => void;
  /** An object is closed; all its members were given. */
  readonly close: (page: number) => void;
  readonly problem: (offset: number, reason: string) => void;
}

export interface JsonCutter {
  /** Takes the next bytes. */
  readonly feed: (bytes: Uint8Array) => void;
  /** The text is over. */
  readonly finish: () => void;
}

type State = "top" | "lost" | "key" | "colon" | "value" | "list";

/** What is being read at the moment. */
type Token = "key" | "text" | "group" | "word";

const isSpace = (c: number): boolean => c === 32 || c === 10 || c === 13 || c === 9 || c === 30;

/**
 * Makes a cutter of objects that stand one after the other, or in a list. Lists under the names `lists` come element by
 * element; other members whole. `limitOf` says how many bytes a value of a member may have: a larger one is passed over
 * and told. Never throws.
 */
export function createJsonCutter(
  lists: ReadonlySet<string>,
  decode: Decode,
  limitOf: (key: string) => number,
  events: CutEvents,
): JsonCutter {
  let state: State = "top";
  let base = 0;
  let page = 0;
  let key = "";
  let index: number | null = null;
  let token: Token | null = null;
  let parts: Uint8Array[] = [];
  let size = 0;
  let tokenAt = 0;
  let depth = 0;
  let inText = false;
  let isEscaped = false;
  let limit = 0;

  function begin(kind: Token, at: number): void {
    token = kind;
    tokenAt = base + at;
    parts = [];
    size = 0;
    depth = 0;
    inText = false;
    isEscaped = false;
    limit = kind === "key" ? maxKeyBytes : limitOf(key);
  }

  function hold(bytes: Uint8Array, from: number, to: number): void {
    size += to - from;
    if (size <= limit && to > from) parts.push(bytes.slice(from, to));
    else if (size > limit) parts = [];
  }

  function lose(at: number, reason: string): void {
    events.problem(base + at, `${reason}; what follows was not read`);
    state = "lost";
    token = null;
    index = null;
  }

  /** The end of the present token in bytes[from, …), or -1 when it is not there; strings and groups end behind it. */
  function endOf(bytes: Uint8Array, from: number): number {
    for (let p = from; p < bytes.length; p++) {
      const c = bytes[p] ?? 0;
      if (token === "word") {
        if (c === 44 || c === 125 || c === 93 || isSpace(c)) return p;
      } else if (inText) {
        if (isEscaped) isEscaped = false;
        else if (c === 92) isEscaped = true;
        else if (c === 34) {
          inText = false;
          if (depth === 0) return p + 1;
        }
      } else if (c === 34) inText = true;
      else if (c === 123 || c === 91) depth++;
      else if ((c === 125 || c === 93) && --depth <= 0) return p + 1;
    }
    return -1;
  }

  function finishToken(at: number): void {
    const wasKey = token === "key";
    token = null;
    const place = { page, key, index, offset: tokenAt, length: size };
    const isTooLarge = size > limit;
    const found = isTooLarge ? undefined : parsed(joined(parts, size));
    parts = [];
    if (wasKey) {
      if (typeof found !== "string") return lose(at, "a member's name can't be read");
      key = found;
      state = "colon";
      return;
    }
    if (index === null) state = "key";
    if (found === undefined)
      events.problem(
        tokenAt,
        isTooLarge
          ? `a value of ${size} bytes was left out: it is larger than any that AWS writes here`
          : "a value is no valid JSON and was left out",
      );
    else events.value(found, place);
    if (index !== null) index++;
  }

  function parsed(bytes: Uint8Array): Json | undefined {
    try {
      return parseJson(decode(bytes));
    } catch {
      // The caller says that it is no JSON.
      return undefined;
    }
  }

  function step(at: number, c: number): void {
    switch (state) {
      case "lost":
        return;
      case "top":
        if (c === 123) {
          page++;
          state = "key";
        } else if (c !== 44 && c !== 91 && c !== 93)
          lose(at, "text stands where an object should begin");
        return;
      case "key":
        if (c === 34) begin("key", at);
        else if (c === 125) {
          state = "top";
          events.close(page);
        } else if (c !== 44) lose(at, "text stands where a member's name should begin");
        return;
      case "colon":
        if (c === 58) state = "value";
        else lose(at, "a colon is missing behind a member's name");
        return;
      case "list":
        if (c === 93) {
          index = null;
          state = "key";
        } else if (c !== 44) begun(at, c);
        return;
      case "value":
        if (c === 91 && lists.has(key)) {
          index = 0;
          state = "list";
          events.list(key);
        } else begun(at, c);
    }
  }

  function begun(at: number, c: number): void {
    if (c === 44 || c === 125 || c === 93 || c === 58) lose(at, "a value is missing");
    else begin(c === 34 ? "text" : c === 123 || c === 91 ? "group" : "word", at);
  }

  return {
    feed: (bytes) => {
      let at = 0;
      while (at < bytes.length && state !== "lost") {
        if (token === null) {
          const c = bytes[at] ?? 0;
          if (!isSpace(c)) step(at, c);
          // The token's own first byte is read again, as a part of it.
          if (token === null) at++;
          continue;
        }
        const end = endOf(bytes, at);
        hold(bytes, at, end < 0 ? bytes.length : end);
        if (end < 0) break;
        finishToken(end);
        at = end;
      }
      base += bytes.length;
    },
    finish: () => {
      if (state === "top" || state === "lost") return;
      events.problem(base, "the file ends before its object is closed: it is cut off");
    },
  };
}

const maxKeyBytes = 4096;

/** One run of bytes out of several, `size` bytes together. */
export function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
