/** Words of the splitter's problems. */

/** Why a record was left out; `bytes` null when its end was not seen yet. */
export function tooLargeWords(bytes: number | null): string {
  const size = bytes === null ? "more than 4 MiB" : `${bytes} bytes`;
  return `a record of ${size} was left out: CloudTrail writes at most 256 KB (1 MB in event data stores)`;
}

/** A byte as a reader would write it. */
export function show(c: number): string {
  if (c === 0) return "end of data or NUL byte";
  return c > 32 && c < 127
    ? `"${String.fromCharCode(c)}"`
    : `byte 0x${c.toString(16).padStart(2, "0")}`;
}

/** What unexpected text at a place probably is, in brackets; empty when that can't be told. */
export function hintAt(bytes: Uint8Array, at: number): string {
  const word = Array.from(bytes.subarray(at, at + 9), (c) => String.fromCharCode(c)).join("");
  if (word.startsWith("'")) return " (single quotes, as Python prints them: save it as JSON)";
  if (/^(True|False|None)/.test(word)) return " (a Python value: save it as JSON)";
  if (/^-?(NaN|Infinity|Inf)/.test(word)) return " (JSON has no such number)";
  return word.startsWith("//") || word.startsWith("/*") ? " (JSON has no comments)" : "";
}
