/** The condition of a detection: its text → a tree of names, and, or, not. */

export type Condition =
  | { readonly kind: "and" | "or"; readonly parts: readonly Condition[] }
  | { readonly kind: "not"; readonly part: Condition }
  /** One search identifier. `offset`: where it stands in the text. */
  | { readonly kind: "name"; readonly name: string; readonly offset: number }
  /** `1 of pattern`, `all of pattern`; the pattern is `them`, or a name with `*` in it. */
  | {
      readonly kind: "any-of" | "all-of";
      readonly pattern: string;
      readonly offset: number;
    };

/** Why a text is no condition, and where: characters from its beginning. */
export interface ConditionProblem {
  readonly offset: number;
  readonly text: string;
}

export type ParsedCondition =
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly problem: ConditionProblem };

interface Token {
  readonly word: string;
  readonly offset: number;
}

/** Longest condition, in characters. */
const longest = 8192;
/** Deepest nesting of parentheses. */
const deepest = 64;

class NoCondition extends Error {
  readonly offset: number;
  constructor(offset: number, text: string) {
    super(text);
    this.offset = offset;
  }
}

/** Parses a condition. `or` binds least, then `and`, then `not`; these words may be written in capitals. */
export function parseCondition(text: string): ParsedCondition {
  try {
    if (text.length > longest)
      throw new NoCondition(0, `The condition is longer than ${longest} characters.`);
    return { ok: true, condition: parse(tokensOf(text), text.trimEnd().length) };
  } catch (error) {
    if (!(error instanceof NoCondition)) throw error;
    return { ok: false, problem: { offset: error.offset, text: error.message } };
  }
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(/[()|]|[^\s()|]+/g)) {
    if (match[0] === "|")
      throw new NoCondition(
        match.index,
        "Aggregations behind | (count, near and so on) are no longer part of Sigma; write a correlation rule.",
      );
    tokens.push({ word: match[0], offset: match.index });
  }
  return tokens;
}

const keywords: ReadonlySet<string> = new Set(["and", "or", "not", "of", "them"]);

function parse(tokens: readonly Token[], end: number): Condition {
  let at = 0;
  let depth = 0;

  const peek = (): string => tokens[at]?.word.toLowerCase() ?? "";
  const offset = (): number => tokens[at]?.offset ?? end;

  function chain(kind: "and" | "or", part: () => Condition): Condition {
    const first = part();
    if (peek() !== kind) return first;
    const parts = [first];
    while (peek() === kind) {
      at++;
      parts.push(part());
    }
    return { kind, parts };
  }

  const any = (): Condition => chain("or", all);
  const all = (): Condition => chain("and", negated);

  function negated(): Condition {
    let isNot = false;
    for (; peek() === "not"; at++) isNot = !isNot;
    const part = primary();
    return isNot ? { kind: "not", part } : part;
  }

  function primary(): Condition {
    const token = tokens[at];
    if (token === undefined)
      throw new NoCondition(
        end,
        "The condition ends where the name of a search identifier is expected.",
      );
    if (token.word === "(") return bracketed(token);
    if (peekBehind() === "of") return quantified(token);
    if (token.word === ")" || keywords.has(token.word.toLowerCase()))
      throw new NoCondition(
        token.offset,
        `${named(token)} stands where the name of a search identifier is expected.`,
      );
    if (token.word.includes("*"))
      throw new NoCondition(
        token.offset,
        `${named(token)} needs "1 of" or "all of" in front of it.`,
      );
    at++;
    return { kind: "name", name: token.word, offset: token.offset };
  }

  const peekBehind = (): string => tokens[at + 1]?.word.toLowerCase() ?? "";

  function bracketed(open: Token): Condition {
    if (++depth > deepest)
      throw new NoCondition(open.offset, `Parentheses are nested more than ${deepest} deep.`);
    at++;
    const inside = any();
    if (peek() !== ")") throw new NoCondition(open.offset, "This parenthesis is not closed.");
    at++;
    depth--;
    return inside;
  }

  function quantified(token: Token): Condition {
    const word = token.word.toLowerCase();
    if (word !== "1" && word !== "any" && word !== "all")
      throw new NoCondition(
        token.offset,
        `${named(token)} can't stand before "of": Sigma knows "1 of" and "all of".`,
      );
    at += 2;
    const pattern = tokens[at];
    if (pattern === undefined || /^[()]$/.test(pattern.word))
      throw new NoCondition(
        offset(),
        `"of" needs "them" or a pattern such as selection* behind it.`,
      );
    at++;
    return {
      kind: word === "all" ? "all-of" : "any-of",
      pattern: pattern.word.toLowerCase() === "them" ? "them" : pattern.word,
      offset: pattern.offset,
    };
  }

  const whole = any();
  const rest = tokens[at];
  if (rest !== undefined)
    throw new NoCondition(
      rest.offset,
      rest.word === ")"
        ? "This parenthesis closes nothing."
        : `${named(rest)} stands where "and" or "or" is expected.`,
    );
  return whole;
}

function named({ word }: Token): string {
  return `"${word.length > 80 ? `${word.slice(0, 80)}…` : word}"`;
}

/**
 * The names that a pattern of `1 of` or `all of` means, in their order. Names that begin with an underscore are left
 * out unless the pattern begins with one.
 */
export function namesOf(pattern: string, names: readonly string[]): readonly string[] {
  const isMeant = (name: string): boolean => !name.startsWith("_") || pattern.startsWith("_");
  return names.filter(
    (name) => isMeant(name) && (pattern === "them" || matchesStars(pattern, name)),
  );
}

/** Whether a name matches a pattern in which `*` is any run of characters. */
function matchesStars(pattern: string, name: string): boolean {
  const parts = pattern.split("*");
  const first = parts[0] ?? "";
  if (parts.length === 1) return name === pattern;
  const last = parts.at(-1) ?? "";
  if (!name.startsWith(first) || name.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.endsWith(last) && at <= name.length - last.length;
}
