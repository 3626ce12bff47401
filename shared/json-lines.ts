/**
 * JSON text as lines to look at. Nothing is read into values: numbers, repeated members and escapes stay as they are
 * written; only white space between tokens changes.
 */

/** A token of JSON as it is written. */
export interface JsonToken {
  readonly kind: "open" | "close" | "comma" | "colon" | "string" | "word";
  readonly text: string;
}

/** Strings, signs, and anything else that is no white space. */
const token = /"(?:[^"\\]|\\[\s\S])*"|[{}[\],:]|[^\s{}[\],:"]+|"/g;

/** All tokens in their order. Of text that is no JSON, its pieces. */
export function* jsonTokens(text: string): Generator<JsonToken> {
  for (const [piece] of text.matchAll(token)) yield { kind: kindOf(piece), text: piece };
}

function kindOf(piece: string): JsonToken["kind"] {
  switch (piece.charAt(0)) {
    case "{":
    case "[":
      return "open";
    case "}":
    case "]":
      return "close";
    case ",":
      return "comma";
    case ":":
      return "colon";
    case '"':
      return "string";
    default:
      return "word";
  }
}

export interface JsonLine {
  /** Objects and lists around it. */
  readonly depth: number;
  readonly text: string;
  /** Of a line that opens an object or list: the line that closes it. Null for others. */
  readonly end: number | null;
}

/** The lines of a JSON text: a member a line; empty objects and lists in one. */
export function jsonLines(text: string): readonly JsonLine[] {
  const lines: { depth: number; text: string; end: number | null }[] = [];
  const opened: number[] = [];
  let line = "";
  let isEmpty = false;
  const push = (depth: number): void => {
    lines.push({ depth, text: line, end: null });
    line = "";
  };
  for (const { kind, text: piece } of jsonTokens(text)) {
    if (kind === "close") {
      const start = opened.pop();
      if (isEmpty) line = `${lines.pop()?.text ?? ""}${piece}`;
      else {
        if (line !== "") push(opened.length + 1);
        const opener = start === undefined ? undefined : lines[start];
        if (opener !== undefined) opener.end = lines.length;
        line = piece;
      }
    } else if (kind === "open") {
      line += piece;
      opened.push(lines.length);
      push(opened.length - 1);
    } else if (kind === "comma") {
      line += piece;
      push(opened.length);
    } else line += kind === "colon" ? ": " : piece;
    isEmpty = kind === "open";
  }
  if (line !== "") push(opened.length);
  return lines;
}

/** The lines that are seen when some are folded: of a folded line its own, not what is in it nor its end. */
export function visibleLines(
  lines: readonly JsonLine[],
  folded: ReadonlySet<number>,
): readonly number[] {
  const seen: number[] = [];
  for (let i = 0; i < lines.length; i++) {
    seen.push(i);
    const end = lines[i]?.end ?? null;
    if (end !== null && folded.has(i)) i = end;
  }
  return seen;
}
