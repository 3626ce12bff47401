/** Cuts the text of a query into its pieces: words and quoted texts, with or without a field before them. */

/** A piece of a query as it is written. */
export interface Piece {
  /** Characters [start, end) of the query. */
  readonly start: number;
  readonly end: number;
  /** It begins with a minus. */
  readonly isNot: boolean;
  /** The word before the colon; null: it has none. */
  readonly field: string | null;
  /** Without quotes and their escapes. */
  readonly value: string;
  /** Where the value begins, its quote included. */
  readonly valueStart: number;
  readonly isQuoted: boolean;
  /** A quote was opened and not closed. */
  readonly isOpen: boolean;
}

const fieldForm = /^(-?)([A-Za-z]+):/;

/** All pieces in their order. Nothing but white space lies between them. */
export function splitQuery(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < text.length;) {
    if (/\s/.test(text[at] ?? "")) at++;
    else {
      const piece = pieceAt(text, at);
      pieces.push(piece);
      at = piece.end;
    }
  }
  return pieces;
}

function pieceAt(text: string, start: number): Piece {
  const head = fieldForm.exec(text.slice(start, start + 40));
  // An ARN is a text that somebody pasted.
  const hasField = head !== null && !(head[1] === "" && head[2]?.toLowerCase() === "arn");
  const valueStart = start + (hasField ? head[0].length : minusBeforeQuote(text, start));
  const isNot = hasField ? head[1] === "-" : valueStart > start;
  const field = hasField ? (head[2] ?? "") : null;
  const common = { start, isNot, field, valueStart };
  if (text[valueStart] !== '"') {
    const length = text.slice(valueStart).search(/\s/);
    const end = length < 0 ? text.length : valueStart + length;
    const value = text.slice(valueStart, end);
    return { ...common, end, value, isQuoted: false, isOpen: false };
  }
  let value = "";
  let at = valueStart + 1;
  for (; at < text.length && text[at] !== '"'; at++) {
    if (text[at] === "\\" && at + 1 < text.length) at++;
    value += text[at] ?? "";
  }
  const isOpen = at >= text.length;
  return { ...common, end: isOpen ? at : at + 1, value, isQuoted: true, isOpen };
}

/** `-"text"` is a text that is left out, which nothing can do; `-text` is a text with a minus. */
function minusBeforeQuote(text: string, start: number): number {
  return text.startsWith('-"', start) ? 1 : 0;
}

/** A text in quotes, as `splitQuery` reads it back. */
export function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, String.raw`\$&`)}"`;
}
