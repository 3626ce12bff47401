/** Texts of rules with wildcards: read, changed by modifiers, matched. */

/** A part of a pattern. `one` is `?`, `many` is `*`, `dash` any of the dashes that `windash` knows. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "one" | "many" | "dash" };

export type Pattern = readonly Piece[];

const one: Piece = { kind: "one" };
const many: Piece = { kind: "many" };
const dash: Piece = { kind: "dash" };

/** A text that stands for itself. */
export function literalPattern(text: string): Pattern {
  return text === "" ? [] : [{ kind: "text", text }];
}

/**
 * Reads a text of a rule: `*` and `?` are wildcards; a backslash before one of them, or before a backslash, takes its
 * meaning away; any other backslash is itself.
 */
export function readPattern(source: string): Pattern {
  const pieces: Piece[] = [];
  let text = "";
  const flush = (): void => {
    if (text !== "") pieces.push({ kind: "text", text });
    text = "";
  };
  for (let at = 0; at < source.length; at++) {
    const letter = source.charAt(at);
    const next = source.charAt(at + 1);
    if (letter === "\\" && (next === "*" || next === "?" || next === "\\")) {
      text += next;
      at++;
    } else if (letter === "*" || letter === "?") {
      flush();
      pieces.push(letter === "*" ? many : one);
    } else text += letter;
  }
  flush();
  return pieces;
}

/** The text of a pattern without wildcards; null of another. */
export function plainText(pattern: Pattern): string | null {
  let text = "";
  for (const piece of pattern) {
    if (piece.kind !== "text") return null;
    text += piece.text;
  }
  return text;
}

/** Where in a value a pattern is looked for. */
export type Anchor = "whole" | "contains" | "startswith" | "endswith";

/** A pattern with `*` where the anchor lets it begin or end anywhere. */
export function anchored(pattern: Pattern, anchor: Anchor): Pattern {
  switch (anchor) {
    case "whole":
      return pattern;
    case "contains":
      return [many, ...pattern, many];
    case "startswith":
      return [...pattern, many];
    case "endswith":
      return [many, ...pattern];
  }
}

/** The dashes that `windash` takes for each other: hyphen, slash, en dash, em dash, horizontal bar. */
const dashes = /[-/\u2013\u2014\u2015]/;

/** Each dash of a pattern becomes any dash. */
export function withAnyDash(pattern: Pattern): Pattern {
  return pattern.flatMap((piece) =>
    piece.kind === "text"
      ? piece.text
          .split(/([-/\u2013\u2014\u2015])/)
          .flatMap((text): Pattern => (dashes.test(text) ? [dash] : literalPattern(text)))
      : [piece],
  );
}

/**
 * Makes a test of whole texts. Without `isCased`, letters match in both cases. The time of a test does not exceed
 * pattern × text.
 */
export function patternTest(pattern: Pattern, isCased: boolean): (text: string) => boolean {
  const fold = (text: string): string => (isCased ? text : text.toLowerCase());
  const pieces = joined(pattern).map((piece): Piece =>
    piece.kind === "text" ? { kind: "text", text: fold(piece.text) } : piece,
  );
  const plain = plainText(pieces);
  if (plain !== null) return (text) => fold(text) === plain;
  if (pieces.some(({ kind }) => kind === "one" || kind === "dash")) {
    const units = pieces.flatMap(unitsOf);
    return (text) => matchesUnits(units, Array.from(fold(text)));
  }
  const parts = partsBetweenStars(pieces);
  return (text) => matchesParts(parts, fold(text));
}

/** Neighbouring stars are one star, neighbouring texts one text. */
function joined(pattern: Pattern): Pattern {
  const out: Piece[] = [];
  for (const piece of pattern) {
    const last = out.at(-1);
    if (piece.kind === "many" && last?.kind === "many") continue;
    if (piece.kind === "text" && last?.kind === "text")
      out.splice(-1, 1, { kind: "text", text: last.text + piece.text });
    else out.push(piece);
  }
  return out;
}

/** Texts between stars; an empty one where the pattern begins or ends with a star. */
function partsBetweenStars(pieces: Pattern): readonly string[] {
  const parts = [""];
  for (const piece of pieces) {
    if (piece.kind === "many") parts.push("");
    else if (piece.kind === "text") parts[parts.length - 1] = piece.text;
  }
  return parts;
}

function matchesParts(parts: readonly string[], text: string): boolean {
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  if (text.length < first.length + last.length) return false;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let at = first.length;
  for (let i = 1; i < parts.length - 1; i++) {
    const part = parts[i] ?? "";
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

/** One character, or a wildcard. */
type Unit = string | { readonly kind: "one" | "many" | "dash" };

function unitsOf(piece: Piece): readonly Unit[] {
  return piece.kind === "text" ? Array.from(piece.text) : [{ kind: piece.kind }];
}

/** One step back to the last star at a time: never more than pattern × text. */
function matchesUnits(units: readonly Unit[], text: readonly string[]): boolean {
  let u = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    const unit = units[u];
    if (isMany(unit)) {
      star = u++;
      mark = t;
    } else if (unit !== undefined && takes(unit, text[t] ?? "")) {
      u++;
      t++;
    } else if (star >= 0) {
      u = star + 1;
      t = ++mark;
    } else return false;
  }
  while (isMany(units[u])) u++;
  return u === units.length;
}

function isMany(unit: Unit | undefined): boolean {
  return typeof unit === "object" && unit.kind === "many";
}

function takes(unit: Unit, letter: string): boolean {
  if (typeof unit === "string") return unit === letter;
  return unit.kind === "one" || (unit.kind === "dash" && dashes.test(letter));
}
