/**
 * Reads the text in which Presto, Trino and Java print structs and maps: `{type=IAMUser, sessioncontext={…}}`, lists as
 * `[a, b]`. The text does not say where a value with `, ` or braces in it ends, so reading is a best effort: what could be
 * read in more than one way is said to be ambiguous. Linear in the text's length.
 */
import type { Json } from "../../cloudtrail-event.ts";

/** A struct's value; members keep their spelling. */
export interface StructText {
  readonly value: Json;
  readonly isAmbiguous: boolean;
}

const maxDepth = 40;
const maxKey = 128;

/** The value of a struct's text, or null when the text is none. */
export function parseStructText(text: string): StructText | null {
  const source = text.trim();
  let p = 0;
  let isAmbiguous = false;
  /** A value that looks like JSON was searched to the end in vain: it is not tried again. */
  let noJson = false;

  function value(depth: number): Json | undefined {
    if (depth > maxDepth) return undefined;
    if (source[p] === "{") return looksLikeJson() ? (json() ?? struct(depth)) : struct(depth);
    if (source[p] === "[") return list(depth);
    return plain(false);
  }

  function looksLikeJson(): boolean {
    return !noJson && /^\{\s{0,8}"/.test(source.slice(p, p + 12));
  }

  /** JSON inside a struct stays text: members such as policyDocument hold it as text in a record too. */
  function json(): string | undefined {
    let depth = 0;
    let inString = false;
    for (let q = p; q < source.length; q++) {
      const c = source[q];
      if (inString) {
        if (c === "\\") q++;
        else if (c === '"') inString = false;
      } else if (c === '"') inString = true;
      else if (c === "{" || c === "[") depth++;
      else if ((c === "}" || c === "]") && --depth === 0) {
        const found = source.slice(p, q + 1);
        p = q + 1;
        return found;
      }
    }
    noJson = true;
    return undefined;
  }

  function struct(depth: number): Json | undefined {
    p++;
    const entries: [string, Json][] = [];
    if (source[p] === "}") {
      p++;
      return {};
    }
    for (;;) {
      const key = keyAt(p);
      if (key === null) return undefined;
      p += key.length + 1;
      const member = value(depth + 1);
      if (member === undefined) return undefined;
      entries.push([key, member]);
      if (source[p] === "}") {
        p++;
        return Object.fromEntries(entries);
      }
      if (source[p] !== "," || source[p + 1] !== " ") return undefined;
      p += 2;
    }
  }

  function list(depth: number): Json | undefined {
    p++;
    const items: Json[] = [];
    if (source[p] === "]") {
      p++;
      return items;
    }
    for (;;) {
      const item = source[p] === "{" || source[p] === "[" ? value(depth + 1) : plain(true);
      if (item === undefined) return undefined;
      items.push(item);
      if (source[p] === "]") {
        p++;
        return items;
      }
      if (source[p] !== "," || source[p + 1] !== " ") return undefined;
      p += 2;
    }
  }

  /** Text up to the next member, or to the end of what it stands in. */
  function plain(isItem: boolean): Json {
    const from = p;
    for (; p < source.length; p++) {
      const c = source[p];
      if (c === "}" || c === "]") break;
      if (c === "{" || c === "[") isAmbiguous = true;
      if (c === "," && source[p + 1] === " ") {
        if (isItem || keyAt(p + 2) !== null) break;
        isAmbiguous = true;
      }
    }
    const word = source.slice(from, p);
    return word === "null" ? null : word;
  }

  /** The key of a member that begins at `at`: a name and an equals sign. */
  function keyAt(at: number): string | null {
    for (let q = at; q < source.length && q - at <= maxKey; q++) {
      const c = source.charCodeAt(q);
      if (c === 61) return q > at ? source.slice(at, q) : null;
      const isName =
        (c >= 48 && c <= 58) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95;
      if (!isName && c !== 45 && c !== 46 && c !== 47) return null;
    }
    return null;
  }

  if (source[0] !== "{" && source[0] !== "[") return null;
  const read = value(0);
  if (read === undefined || p !== source.length) return null;
  return { value: read, isAmbiguous };
}
