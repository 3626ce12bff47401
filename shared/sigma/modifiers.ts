/** The modifiers behind a field's name: which there are, and which go together. */
import type { Encoding } from "./encode.ts";
import type { Anchor } from "./pattern.ts";
import { listed, quoted } from "./remarks.ts";

export type Comparison = "lt" | "lte" | "gt" | "gte";
export type TimePart = "minute" | "hour" | "day" | "week" | "month" | "year";

/** What the modifiers of one field ask for. */
export interface Modifiers {
  /** How a value is understood. */
  readonly type: "text" | "regex" | "network" | "number" | "time" | "exists" | "field";
  readonly anchor: Anchor;
  readonly isCased: boolean;
  /** All values have to match, not any of them. */
  readonly isAll: boolean;
  /** Holds when it would not hold. */
  readonly isNot: boolean;
  readonly anyDash: boolean;
  readonly encodings: readonly Encoding[];
  readonly comparison: Comparison | null;
  readonly timePart: TimePart | null;
  readonly regexFlags: {
    readonly ignoreCase: boolean;
    readonly multiLine: boolean;
    readonly dotAll: boolean;
  };
}

const anchors: readonly string[] = ["contains", "startswith", "endswith"] satisfies Anchor[];
const encodings: readonly string[] = [
  "base64",
  "base64offset",
  "wide",
  "utf16le",
  "utf16be",
  "utf16",
] satisfies Encoding[];
const comparisons: readonly string[] = ["lt", "lte", "gt", "gte"] satisfies Comparison[];
const timeParts: readonly string[] = [
  "minute",
  "hour",
  "day",
  "week",
  "month",
  "year",
] satisfies TimePart[];

const all: readonly string[] = [
  "all",
  ...anchors,
  "exists",
  "cased",
  "neq",
  "windash",
  "re",
  "i",
  "m",
  "s",
  ...encodings,
  ...comparisons,
  ...timeParts,
  "cidr",
  "expand",
  "fieldref",
];

/** With each modifier that gives values a type, those that may stand beside it. */
const companions: Readonly<Record<string, readonly string[]>> = {
  re: ["i", "m", "s", "all", "neq"],
  cidr: ["all", "neq"],
  exists: [],
  fieldref: [...anchors, "cased", "all", "neq"],
  lt: [...timeParts, "all"],
  lte: [...timeParts, "all"],
  gt: [...timeParts, "all"],
  gte: [...timeParts, "all"],
};

/** Modifiers, or the sentence that says why they can't be. */
export function readModifiers(words: readonly string[]): Modifiers | string {
  for (const [at, word] of words.entries()) {
    const problem = wordProblem(word, words, at) ?? pairProblem(word, words);
    if (problem !== null) return problem;
  }
  return understood(words);
}

function wordProblem(word: string, words: readonly string[], at: number): string | null {
  if (word === "expand")
    return 'The modifier "expand" needs values for the placeholders of the rule (%name%), which only your environment knows; write the values themselves into the rule.';
  if (!all.includes(word))
    return `There is no modifier ${quoted(word)}; Sigma knows ${listed(all)}.`;
  if (words.indexOf(word) !== at) return `The modifier "${word}" stands twice.`;
  if ((word === "i" || word === "m" || word === "s") && !words.slice(0, at).includes("re"))
    return `The modifier "${word}" has to stand behind "re".`;
  return null;
}

function pairProblem(word: string, words: readonly string[]): string | null {
  const allowed = Object.hasOwn(companions, word) ? companions[word] : undefined;
  const others = words.filter((other) => other !== word);
  const wrong = others.find((other) => {
    if (allowed !== undefined) return !allowed.includes(other);
    if (timeParts.includes(word))
      return !(comparisons.includes(other) || ["all", "neq"].includes(other));
    return anchors.includes(word) && anchors.includes(other);
  });
  if (wrong !== undefined) {
    const why =
      word === "re" && anchors.includes(wrong)
        ? "; a regular expression is found anywhere in the value unless it has ^ or $"
        : "";
    return `The modifiers "${word}" and "${wrong}" don't go together${why}.`;
  }
  if (encodings.includes(word)) {
    const early = words
      .slice(0, words.indexOf(word))
      .find((other) => anchors.includes(other) || other === "windash");
    if (early !== undefined)
      return `"${word}" has to stand before "${early}": it would encode its wildcards.`;
  }
  return null;
}

function understood(words: readonly string[]): Modifiers {
  const has = (word: string): boolean => words.includes(word);
  const oneOf = <T extends string>(known: readonly T[]): T | null =>
    known.find((word) => has(word)) ?? null;
  const comparison = oneOf<Comparison>(["lt", "lte", "gt", "gte"]);
  const timePart = oneOf<TimePart>(["minute", "hour", "day", "week", "month", "year"]);
  return {
    type: typeOf(has, comparison, timePart),
    anchor: oneOf<Anchor>(["contains", "startswith", "endswith"]) ?? "whole",
    isCased: has("cased"),
    isAll: has("all"),
    isNot: has("neq"),
    anyDash: has("windash"),
    encodings: words.filter((word): word is Encoding => encodings.includes(word)),
    comparison,
    timePart,
    regexFlags: { ignoreCase: has("i"), multiLine: has("m"), dotAll: has("s") },
  };
}

function typeOf(
  has: (word: string) => boolean,
  comparison: Comparison | null,
  timePart: TimePart | null,
): Modifiers["type"] {
  if (has("re")) return "regex";
  if (has("cidr")) return "network";
  if (has("exists")) return "exists";
  if (has("fieldref")) return "field";
  if (timePart !== null) return "time";
  return comparison === null ? "text" : "number";
}
