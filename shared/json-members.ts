/** The members of a JSON text with their paths, and the JSON that stands in them as text. */
import { jsonTokens } from "./json-lines.ts";

export interface JsonMember {
  /** `userIdentity.sessionContext.attributes.mfaAuthenticated`, `resources[0].ARN`. */
  readonly path: string;
  /** Of a string its characters, of anything else how it is written. Empty objects and lists: `{}`, `[]`. */
  readonly value: string;
  readonly kind: "string" | "word" | "empty";
}

interface Around {
  readonly isList: boolean;
  readonly path: string;
  index: number;
  isEmpty: boolean;
}

/** All values that hold no others, in the order of the text. */
export function jsonMembers(text: string): readonly JsonMember[] {
  const members: JsonMember[] = [];
  const around: Around[] = [];
  let name: string | null = null;
  const pathHere = (): string => {
    const top = around.at(-1);
    if (top === undefined) return "";
    if (top.isList) return `${top.path}[${top.index}]`;
    return joined(top.path, name ?? "");
  };
  let last: string | null = null;
  const flush = (): void => {
    if (last === null) return;
    const isString = last.startsWith('"');
    const value = isString ? unquoted(last) : last;
    members.push({ path: pathHere(), value, kind: isString ? "string" : "word" });
    last = null;
  };
  for (const { kind, text: piece } of jsonTokens(text)) {
    const top = around.at(-1);
    if (kind === "colon") {
      name = last === null ? "" : unquoted(last);
      last = null;
    } else if (kind === "string" || kind === "word") {
      if (top !== undefined) top.isEmpty = false;
      last = piece;
    } else if (kind === "open") {
      if (top !== undefined) top.isEmpty = false;
      around.push({ isList: piece === "[", path: pathHere(), index: 0, isEmpty: true });
    } else {
      flush();
      if (kind === "close") {
        const closed = around.pop();
        if (closed?.isEmpty === true)
          members.push({ path: closed.path, value: closed.isList ? "[]" : "{}", kind: "empty" });
      } else if (top?.isList === true) top.index++;
    }
  }
  flush();
  return members;
}

function joined(path: string, name: string): string {
  const part = /^[\w$-]+$/.test(name) ? name : JSON.stringify(name);
  return path === "" ? part : `${path}.${part}`;
}

/** The characters of a string; the token itself where it is none. */
function unquoted(token: string): string {
  try {
    const value: unknown = JSON.parse(token);
    return typeof value === "string" ? value : token;
  } catch {
    return token;
  }
}

export interface EmbeddedJson {
  readonly path: string;
  /** JSON, decoded, not formatted. */
  readonly text: string;
  /** It was written with percent signs, as IAM's answers are. */
  readonly isEncoded: boolean;
}

/** Members whose text is an object or list of JSON itself: policy documents above all. */
export function embeddedJson(members: readonly JsonMember[]): readonly EmbeddedJson[] {
  return members.flatMap(({ path, value, kind }) => {
    if (kind !== "string") return [];
    const isEncoded = /^\s*%(7B|5B)/i.test(value);
    const text = isEncoded ? decoded(value) : value;
    return isJson(text) ? [{ path, text, isEncoded }] : [];
  });
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function isJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
