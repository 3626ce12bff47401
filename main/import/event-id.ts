/** eventID as 16 bytes. */

/** The 16 bytes of a GUID in its usual spelling, or null. */
export function guidBytes(text: string): Uint8Array | null {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)) return null;
  return Uint8Array.from(Buffer.from(text.replaceAll("-", ""), "hex"));
}
