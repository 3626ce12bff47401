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
