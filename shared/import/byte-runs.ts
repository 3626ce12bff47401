/** Small helpers over runs of bytes. */

/** The first control character that no log line holds (escape begins colours), or -1: another kind of file was joined. */
export function noTextAt(bytes: Uint8Array, from: number, to: number): number {
  for (let p = from; p < to; p++) {
    const c = bytes[p] ?? 0;
    if (c < 9 || (c > 13 && c < 27) || (c > 27 && c < 30)) return p;
  }
  return -1;
}

/** Two runs as one. */
export function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const out = new Uint8Array(a.length + b.length);
  out.set(a, 0);
  out.set(b, a.length);
  return out;
}
