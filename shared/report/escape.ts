/**
 * The only ways by which text enters the printed file. Whatever can hide or reorder text is shown as its code
 * point: a name in a log may be written by an attacker.
 */

/** Controls, format and bidi marks, separators, private use, lone surrogates, what Unicode lets a renderer ignore, a blank that is no space. */
const hidden =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]/u;
/** Spaces that look like the common one but are not. */
const oddSpace = /[\p{Zs}--[ ]]/v;
/** Marks that stack onto one letter; four are plenty in any script. */
const markStack = /(?<=\p{M}{4})\p{M}/gu;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const mark = new RegExp(`[&<>"']|${hidden.source}|${markStack.source}`, "gu");
const oddSpaces = new RegExp(oddSpace.source, "gv");

function codePoint(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

function box(char: string): string {
  return `<span class="cp">${codePoint(char)}</span>`;
}

/** Our own text as HTML. Line breaks stay as they are. */
export function escapeHtml(text: string): string {
  return text.replace(mark, (c) => (c === "\n" || c === "\t" ? c : (entities[c] ?? box(c))));
}

/** Log text as HTML: line breaks, tabs and unusual spaces are shown too. */
export function escapeLog(text: string): string {
  return text.replace(mark, (c) => entities[c] ?? box(c)).replace(oddSpaces, box);
}

/** Code, a diff line or a raw record as HTML: like log text, but line breaks and tabs do their work. */
export function escapeCode(text: string): string {
  const lines = text.replaceAll("\r\n", "\n");
  return lines
    .replace(mark, (c) => (c === "\n" || c === "\t" ? c : (entities[c] ?? box(c))))
    .replace(oddSpaces, box);
}

/** Plain text in which hidden code points are named as `[U+202E]`: for attributes, SVG and CSS, where no box can be drawn. */
export function visible(text: string): string {
  return text.replace(mark, (c) => (entities[c] === undefined ? `[${codePoint(c)}]` : c));
}

/** A text for an attribute in double quotes, or for an SVG text element. */
export function escapeAttribute(text: string): string {
  return visible(text).replace(/[&<>"']/g, (c) => entities[c] ?? c);
}

/** A quoted CSS string. Everything but letters, digits and plain signs is written as `\hex `, so that no text can end the string or the sheet. */
export function cssString(text: string): string {
  const safe = Array.from(visible(text), (char) =>
    /^[A-Za-z0-9 .,:;()[\]+-]$/.test(char) ? char : `\\${(char.codePointAt(0) ?? 0).toString(16)} `,
  );
  return `"${safe.join("")}"`;
}
