/** Decodes base64 text; `shared/` knows no decoder of the platform. */

const codes = new Map(
  Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/").map((c, i) => [
    c.charCodeAt(0),
    i,
  ]),
);

/** The bytes of base64 text, white space passed over; null when it holds other characters or ends inside a byte. */
export function fromBase64(text: string): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4) + 3);
  let length = 0;
  let held = 0;
  let bits = 0;
  let at = 0;
  for (; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === 61) break;
    if (c === 32 || c === 10 || c === 13 || c === 9) continue;
    const code = codes.get(c);
    if (code === undefined) return null;
    held = ((held << 6) | code) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = (held >> bits) & 255;
  }
  return bits < 6 && /^[=\s]*$/.test(text.slice(at)) ? bytes.subarray(0, length) : null;
}
