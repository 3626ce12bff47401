/** What one pass over JSON text shows that JSON.parse hides. */
export interface JsonScan {
  /** Deepest nesting of objects and lists. */
  readonly depth: number;
  /** Member names that an object holds more than once, each once; JSON.parse keeps the last value only. */
  readonly duplicates: readonly string[];
  /** False when the text ends inside a string, an object or a list. */
  readonly complete: boolean;
}

/** Scans JSON text, valid or not, in one pass without recursion. Never throws. */
export function scanJson(text: string): JsonScan {
  const open: (Set<string> | null)[] = [];
  const duplicates = new Set<string>();
  let depth = 0;
  let at = 0;
  while (at < text.length) {
    const c = text.charAt(at);
    if (c === '"') {
      const end = endOfString(text, at);
      if (end === -1) return { depth, duplicates: [...duplicates], complete: false };
      const keys = open.at(-1);
      if (keys && text.charAt(skipSpace(text, end)) === ":") {
        const key = unquoted(text.slice(at, end));
        if (keys.has(key)) duplicates.add(key);
        keys.add(key);
      }
      at = end;
      continue;
    }
    if (c === "{") open.push(new Set());
    else if (c === "[") open.push(null);
    else if (c === "}" || c === "]") open.pop();
    depth = Math.max(depth, open.length);
    at++;
  }
  return { depth, duplicates: [...duplicates], complete: open.length === 0 };
}

/** Index after the closing quote, or -1. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const c = text.charAt(at);
    if (c === "\\") at++;
    else if (c === '"') return at + 1;
  }
  return -1;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \t\r\n".includes(text.charAt(at))) at++;
  return at;
}

function unquoted(quoted: string): string {
  try {
    const value: unknown = JSON.parse(quoted);
    return typeof value === "string" ? value : quoted;
  } catch {
    // A broken escape is no name JSON.parse would accept either; the raw text tells names apart well enough.
    return quoted;
  }
}
