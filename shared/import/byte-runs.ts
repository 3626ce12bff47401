/** Small helpers over runs of bytes. */

/** The first control character that no log line holds (escape begins colours), or -1: another kind of file was joined. */
export function noTextAt(bytes: Uint8Array, from: number, to: number): number {
  for (let p = from; p < to; p++) {
    const c = bytes[p] ?? 0;
    if (c < 9 || (c > 13 && c < 27) || (c > 27 && c < 30)) return p;
  }
  return -1;
}

/**
 * Makes what puts two runs into one, in memory that is used again: what it gave before is void, but may be the first run
 * of the next.
 */
export function createJoiner(): (a: Uint8Array, b: Uint8Array) => Uint8Array {
  let memory = new Uint8Array(0);
  return (a, b) => {
    const length = a.length + b.length;
    if (length > memory.length) {
      const larger = new Uint8Array(length + (length >> 1));
      larger.set(a, 0);
      memory = larger;
    } else memory.set(a, 0);
    memory.set(b, a.length);
    return memory.subarray(0, length);
  };
}
