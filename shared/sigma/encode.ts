/** The encoding modifiers: what a text becomes inside base64 and UTF-16. */

export type Encoding = "base64" | "base64offset" | "wide" | "utf16le" | "utf16be" | "utf16";

/** The texts that a value becomes, or why it can't. */
export type Encoded =
  | { readonly ok: true; readonly texts: readonly string[] }
  | { readonly ok: false; readonly reason: string };

/** Applies encodings in their order. base64offset makes three texts, one for each position among three bytes. */
export function encodeText(text: string, encodings: readonly Encoding[]): Encoded {
  let values: readonly (string | readonly number[])[] = [text];
  for (const encoding of encodings) {
    if (encoding === "base64") values = values.map((value) => base64(bytesOf(value)));
    else if (encoding === "base64offset")
      values = values.flatMap((value) => offsetTexts(bytesOf(value)));
    else if (values.some((value) => typeof value !== "string"))
      return { ok: false, reason: `${encoding} can't follow another UTF-16 encoding` };
    else values = values.map((value) => utf16(typeof value === "string" ? value : "", encoding));
  }
  const texts: string[] = [];
  for (const value of values) {
    if (typeof value === "string") texts.push(value);
    else if (value.some((byte) => byte > 0x7f))
      return {
        ok: false,
        reason:
          "the bytes of this encoding are no text that a log could hold; follow it with base64 or base64offset",
      };
    else texts.push(String.fromCharCode(...value));
  }
  return { ok: true, texts };
}

function bytesOf(value: string | readonly number[]): readonly number[] {
  return typeof value === "string" ? utf8(value) : value;
}

function utf16(text: string, encoding: Encoding): readonly number[] {
  const bytes: number[] = encoding === "utf16" ? [0xff, 0xfe] : [];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const pair = [unit & 0xff, unit >> 8];
    bytes.push(...(encoding === "utf16be" ? pair.toReversed() : pair));
  }
  return bytes;
}

function utf8(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const letter of text.toWellFormed()) {
    const point = letter.codePointAt(0) ?? 0;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), tail(point));
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), tail(point >> 6), tail(point));
    else bytes.push(0xf0 | (point >> 18), tail(point >> 12), tail(point >> 6), tail(point));
  }
  return bytes;
}

function tail(bits: number): number {
  return 0x80 | (bits & 0x3f);
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function base64(bytes: readonly number[]): string {
  let out = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.slice(at, at + 3);
    const word = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    out += alphabet.charAt(word >> 18) + alphabet.charAt((word >> 12) & 63);
    out += b === undefined ? "=" : alphabet.charAt((word >> 6) & 63);
    out += c === undefined ? "=" : alphabet.charAt(word & 63);
  }
  return out;
}

/** What stays the same of the encoded bytes whatever stands before and behind them, for 0, 1 and 2 bytes before. */
function offsetTexts(bytes: readonly number[]): readonly string[] {
  return [0, 1, 2].map((before) => {
    const padded = [...Array.from({ length: before }, () => 0), ...bytes];
    const whole = base64(padded);
    const from = [0, 2, 3][before] ?? 0;
    const cut = [0, 3, 2][padded.length % 3] ?? 0;
    return whole.slice(from, whole.length - cut);
  });
}
