/** Bytes as rows of 16, and long text as rows that a screen can hold. Pure. */

const rowBytes = 16;
/** Characters of a row of text: records are mostly one long line. */
const rowCharacters = 96;

/** How many rows of 16 some bytes are. */
export function hexRows(bytes: Uint8Array): number {
  return Math.ceil(bytes.length / rowBytes);
}

/** Rows of place, bytes and characters; what is no visible ASCII is a dot. `start`: place of the first byte. */
export function hexText(bytes: Uint8Array, start: number): string {
  const rows: string[] = [];
  for (let at = 0; at < bytes.length; at += rowBytes) {
    const row = [...bytes.subarray(at, at + rowBytes)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, "0"));
    const halves = [hex.slice(0, 8).join(" "), hex.slice(8).join(" ")].join("  ");
    const text = row.map((byte) =>
      byte >= 0x20 && byte < 0x7f ? String.fromCodePoint(byte) : ".",
    );
    rows.push(
      `${(start + at).toString(16).padStart(8, "0")}  ${halves.padEnd(48)}  ${text.join("")}`,
    );
  }
  return rows.join("\n");
}

/** A text in rows: its lines, the long ones cut. No character is cut in two, and none is lost. */
export function textRows(text: string): readonly string[] {
  return text.split("\n").flatMap((line) => {
    if (line.length <= rowCharacters) return [line];
    const rows: string[] = [];
    for (let at = 0; at < line.length;) {
      let end = Math.min(line.length, at + rowCharacters);
      // A pair of surrogates is one character.
      if (/[\uD800-\uDBFF]/.test(line[end - 1] ?? "") && end < line.length) end--;
      rows.push(line.slice(at, end));
      at = end;
    }
    return rows;
  });
}
