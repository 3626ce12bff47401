/** eventID as 16 bytes. */

/** The 16 bytes of a GUID in its usual spelling, or null. */
export function guidBytes(text: string): Uint8Array | null {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)) return null;
  return Uint8Array.from(Buffer.from(text.replaceAll("-", ""), "hex"));
}

/** Reads a GUID in bytes[from, from + 36) into out[at, at + 16). False when it is none. */
export function readGuid(bytes: Uint8Array, from: number, out: Uint8Array, at: number): boolean {
  let to = at;
  for (let i = 0; i < 36; i++) {
    if (i === 8 || i === 13 || i === 18 || i === 23) {
      if (bytes[from + i] !== 45) return false;
      continue;
    }
    const high = nibble(bytes[from + i] ?? 0);
    const low = nibble(bytes[from + i + 1] ?? 0);
    if (high < 0 || low < 0) return false;
    out[to++] = high * 16 + low;
    i++;
  }
  return true;
}

function nibble(c: number): number {
  if (c >= 48 && c <= 57) return c - 48;
  if (c >= 97 && c <= 102) return c - 87;
  if (c >= 65 && c <= 70) return c - 55;
  return -1;
}
