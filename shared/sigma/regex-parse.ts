/** Regular expressions of rules: a subset of PCRE that can be matched in linear time. */
import type { CharSet, Range } from "./char-set.ts";
import {
  blanks,
  charSet,
  complement,
  digits,
  newline,
  withBothCases,
  wordLetters,
} from "./char-set.ts";

export type Assertion = "start" | "end" | "line-start" | "line-end" | "boundary" | "inside";

export type Regex =
  | { readonly kind: "set"; readonly set: CharSet }
  | { readonly kind: "sequence" | "choice"; readonly parts: readonly Regex[] }
  | { readonly kind: "repeat"; readonly part: Regex; readonly min: number; readonly max: number }
  | { readonly kind: "assert"; readonly what: Assertion };

export interface RegexFlags {
  readonly ignoreCase: boolean;
  readonly multiLine: boolean;
  readonly dotAll: boolean;
}

/** Says what of an expression can't be used. `offset`: characters from its beginning. */
export class RegexProblem extends Error {
  readonly offset: number;
  constructor(offset: number, text: string) {
    super(text);
    this.offset = offset;
  }
}

const longest = 4096;
const deepest = 50;
/** Most repetitions that a count may ask for. */
const mostTimes = 1000;

const letters: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, e: 27, a: 7 };
const classes: Readonly<Record<string, CharSet>> = { d: digits, w: wordLetters, s: blanks };

/** Parses an expression. @throws RegexProblem */
export function parseRegex(source: string, given: RegexFlags): Regex {
  if (source.length > longest) throw new RegexProblem(0, `it is longer than ${longest} characters`);
  const leading = /^\(\?([ims]+)\)/.exec(source);
  const words = leading?.[1] ?? "";
  const flags: RegexFlags = {
    ignoreCase: given.ignoreCase || words.includes("i"),
    multiLine: given.multiLine || words.includes("m"),
    dotAll: given.dotAll || words.includes("s"),
  };
  return createParser(source, flags, leading?.[0].length ?? 0)();
}

function createParser(source: string, flags: RegexFlags, start: number): () => Regex {
  let at = start;
  let depth = 0;

  const letter = (): string => {
    const point = source.codePointAt(at);
    return point === undefined ? "" : String.fromCodePoint(point);
  };
  const setOf = (set: CharSet): Regex => ({
    kind: "set",
    set: flags.ignoreCase ? withBothCases(set) : set,
  });

  function choice(): Regex {
    const parts = [sequence()];
    while (source.charAt(at) === "|") {
      at++;
      parts.push(sequence());
    }
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: "choice", parts };
  }

  function sequence(): Regex {
    const parts: Regex[] = [];
    while (at < source.length && !"|)".includes(source.charAt(at))) parts.push(repeated());
    return { kind: "sequence", parts };
  }

  function repeated(): Regex {
    const from = at;
    const part = atom();
    const times = quantifier();
    if (times === null) return part;
    if (part.kind === "assert") throw new RegexProblem(from, "an anchor can't be repeated");
    const next = source.charAt(at);
    if (next === "+")
      throw new RegexProblem(at, "possessive quantifiers (++, *+, ?+) are not supported");
    // Lazy or greedy: whether something matches is the same.
    if (next === "?") at++;
    if ("*+".includes(source.charAt(at)) && at < source.length)
      throw new RegexProblem(at, `"${source.charAt(at)}" repeats nothing`);
    return { kind: "repeat", part, ...times };
  }

  function quantifier(): { readonly min: number; readonly max: number } | null {
    const sign = source.charAt(at);
    const simple = { "*": [0, Infinity], "+": [1, Infinity], "?": [0, 1] }[sign];
    if (simple !== undefined) {
      at++;
      return { min: simple[0] ?? 0, max: simple[1] ?? 0 };
    }
    const counted = /^\{([0-9]+)(,([0-9]*))?\}/.exec(source.slice(at, at + 24));
    if (counted === null) return null;
    const min = Number(counted[1]);
    const max = counted[2] === undefined ? min : counted[3] === "" ? Infinity : Number(counted[3]);
    if (min > mostTimes || (max !== Infinity && max > mostTimes))
      throw new RegexProblem(at, `a count above ${mostTimes} is not supported`);
    if (max < min) throw new RegexProblem(at, "the counts are in the wrong order");
    at += counted[0].length;
    return { min, max };
  }

  function atom(): Regex {
    const sign = letter();
    switch (sign) {
      case "(":
        return group();
      case "[":
        return bracket();
      case "\\":
        return escape();
      case ".":
        at++;
        return { kind: "set", set: complement(flags.dotAll ? [] : newline) };
      case "^":
        at++;
        return { kind: "assert", what: flags.multiLine ? "line-start" : "start" };
      case "$":
        at++;
        return { kind: "assert", what: flags.multiLine ? "line-end" : "end" };
      case "*":
      case "+":
      case "?":
        throw new RegexProblem(at, `"${sign}" repeats nothing`);
      default:
        at += sign.length;
        return setOf(pointSet(sign.codePointAt(0) ?? 0));
    }
  }

  function group(): Regex {
    const open = at;
    if (++depth > deepest)
      throw new RegexProblem(at, `groups are nested more than ${deepest} deep`);
    at++;
    if (source.charAt(at) === "?") {
      if (source.charAt(at + 1) !== ":") throw new RegexProblem(open, extensionWords(source, at));
      at += 2;
    } else if (source.charAt(at) === "*")
      throw new RegexProblem(open, "(*…) verbs are not supported");
    const inside = choice();
    if (source.charAt(at) !== ")") throw new RegexProblem(open, "this group is not closed");
    at++;
    depth--;
    return inside;
  }

  function escape(): Regex {
    const sign = source.charAt(at + 1);
    if (sign === "b" || sign === "B") {
      at += 2;
      return { kind: "assert", what: sign === "b" ? "boundary" : "inside" };
    }
    if (sign === "A" || sign === "z") {
      at += 2;
      return { kind: "assert", what: sign === "A" ? "start" : "end" };
    }
    if (/[1-9]/.test(sign) || sign === "k" || sign === "g")
      throw new RegexProblem(at, "back-references can't be matched in linear time");
    return setOf(escapedSet());
  }

  /** The set of an escape, inside brackets and outside. */
  function escapedSet(): CharSet {
    const from = at;
    at++;
    const sign = letter();
    at += sign.length;
    if (sign === "") throw new RegexProblem(from, "it ends with a lone backslash");
    const named = classes[sign.toLowerCase()];
    if (named !== undefined && Object.hasOwn(classes, sign.toLowerCase()))
      return sign === sign.toLowerCase() ? named : complement(named);
    const control = Object.hasOwn(letters, sign) ? letters[sign] : undefined;
    if (control !== undefined) return pointSet(control);
    if (sign === "x" || sign === "u") return pointSet(hexPoint(from, sign));
    if (/[A-Za-z0-9]/.test(sign))
      throw new RegexProblem(from, `the escape \\${sign} is not supported`);
    return pointSet(sign.codePointAt(0) ?? 0);
  }

  function hexPoint(from: number, sign: string): number {
    const form = sign === "u" ? /^[0-9a-fA-F]{4}/ : /^(?:[0-9a-fA-F]{2}|\{[0-9a-fA-F]{1,6}\})/;
    const found = form.exec(source.slice(at, at + 8))?.[0];
    const point = Number.parseInt(found?.replace("{", "") ?? "", 16);
    if (found === undefined || point > 0x10ffff)
      throw new RegexProblem(from, `\\${sign} needs hexadecimal digits behind it`);
    at += found.length;
    return point;
  }

  function bracket(): Regex {
    const open = at;
    at++;
    const isNot = source.charAt(at) === "^";
    if (isNot) at++;
    const ranges: Range[] = [];
    for (let isFirst = true; isFirst || source.charAt(at) !== "]"; isFirst = false) {
      if (at >= source.length) throw new RegexProblem(open, "this class is not closed");
      if (/^\[[:.=]/.test(source.slice(at, at + 2)))
        throw new RegexProblem(at, "classes such as [:alpha:] are not supported");
      ranges.push(...member());
    }
    at++;
    const set = flags.ignoreCase ? withBothCases(charSet(ranges)) : charSet(ranges);
    return { kind: "set", set: isNot ? complement(set) : set };
  }

  function member(): CharSet {
    const from = at;
    const first = bracketSet();
    const low = onlyPoint(first);
    if (low === null || source.charAt(at) !== "-" || "]".includes(source.charAt(at + 1)))
      return first;
    at++;
    const high = onlyPoint(bracketSet());
    if (high === null || high < low)
      throw new RegexProblem(from, "this range has no end above its beginning");
    return [[low, high]];
  }

  function bracketSet(): CharSet {
    if (source.charAt(at) !== "\\") {
      const sign = letter();
      at += sign.length;
      return pointSet(sign.codePointAt(0) ?? 0);
    }
    // Inside brackets \b is the backspace.
    if (source.charAt(at + 1) === "b") {
      at += 2;
      return pointSet(8);
    }
    return escapedSet();
  }

  return () => {
    const whole = choice();
    if (at < source.length) throw new RegexProblem(at, "this parenthesis closes nothing");
    return whole;
  };
}

function extensionWords(source: string, at: number): string {
  const sign = source.slice(at + 1, at + 3);
  if (sign.startsWith("=") || sign.startsWith("!") || sign === "<=" || sign === "<!")
    return "lookaround, (?=…) and its like, can't be matched in linear time";
  if (sign.startsWith(">")) return "atomic groups, (?>…), are not supported";
  if (/^[ims-]/.test(sign))
    return "flags are supported at the very beginning, or as re|i, re|m, re|s";
  return "groups that begin with (? are not supported, except (?:…)";
}

function pointSet(point: number): CharSet {
  return [[point, point]];
}

function onlyPoint(set: CharSet): number | null {
  const [range] = set;
  return set.length === 1 && range !== undefined && range[0] === range[1] ? range[0] : null;
}
