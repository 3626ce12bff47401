/** One value of a rule → a test of the values that a field has. */
import type { Json, JsonObject } from "../cloudtrail-event.ts";
import { encodeText } from "./encode.ts";
import type { Comparison, Modifiers, TimePart } from "./modifiers.ts";
import { isInside, parseAddress, parseNetwork } from "./network.ts";
import type { Pattern } from "./pattern.ts";
import {
  anchored,
  literalPattern,
  patternTest,
  plainText,
  readPattern,
  withAnyDash,
} from "./pattern.ts";
import { numberOf, pathOf, textsOf, valuesAt } from "./record-values.ts";
import { RegexProblem } from "./regex-parse.ts";
import { regexTest } from "./regex.ts";
import { quoted } from "./remarks.ts";
import type { Place, YamlNode } from "./yaml-tree.ts";
import { kindWords, placeInside } from "./yaml-tree.ts";

/** Whether the values of a field (none: it is not there) are what a rule asks for. */
export type ValueTest = (values: readonly Json[], record: JsonObject) => boolean;

/** Thrown inside this folder while a rule is compiled; becomes a remark. */
export class RuleProblem extends Error {
  readonly at: Place;
  constructor(at: Place, text: string) {
    super(text);
    this.at = at;
  }
}

/** Longest text of a rule's value. */
const longest = 4096;

/** Makes the test of one value. @throws RuleProblem when the value is not of the kind that the modifiers need. */
export function valueTest(node: YamlNode, modifiers: Modifiers): ValueTest {
  switch (modifiers.type) {
    case "text":
      return textTest(node, modifiers);
    case "regex":
      return regexOf(node, modifiers);
    case "network":
      return networkTest(node);
    case "number":
      return numberTest(node, modifiers.comparison ?? "gte");
    case "time":
      return timeTest(node, modifiers.timePart ?? "hour", modifiers.comparison);
    case "field":
      return fieldTest(node, modifiers);
    case "exists":
      throw new RuleProblem(node.at, '"exists" is no test of values.');
  }
}

/** A text as it is compared without regard to case; null where a value is more than a plain text. */
export function foldedText(node: YamlNode, modifiers: Modifiers): string | null {
  if (modifiers.type !== "text" || modifiers.anchor !== "whole" || modifiers.isCased) return null;
  if (modifiers.anyDash || modifiers.encodings.length > 0 || node.kind !== "text") return null;
  return plainText(readPattern(checked(node)))?.toLowerCase() ?? null;
}

function textTest(node: YamlNode, modifiers: Modifiers): ValueTest {
  if (node.kind === "null") return nullTest(node, modifiers);
  const tests = patternsOf(node, modifiers).map((pattern) =>
    patternTest(anchored(pattern, modifiers.anchor), modifiers.isCased),
  );
  const number = node.kind === "number" && modifiers.anchor === "whole" ? node.value : null;
  return (values) =>
    values.some(
      (value) =>
        (number !== null && value === number) ||
        textsOf(value).some((text) => tests.some((test) => test(text))),
    );
}

function nullTest(node: YamlNode, { anchor, isCased, anyDash, encodings }: Modifiers): ValueTest {
  if (anchor !== "whole" || isCased || anyDash || encodings.length > 0)
    throw new RuleProblem(
      node.at,
      "null takes no modifiers but neq: it means that the field has no value.",
    );
  return (values) => values.every((value) => value === null);
}

function patternsOf(node: YamlNode, { anyDash, encodings }: Modifiers): readonly Pattern[] {
  if (encodings.length > 0) {
    const text = textOf(node, `"${encodings[0] ?? ""}" encodes a text`);
    const plain = plainText(readPattern(text));
    if (plain === null)
      throw new RuleProblem(
        node.at,
        `${quoted(text)} has wildcards, which can't be encoded; take their meaning away with a backslash, or leave them out.`,
      );
    const encoded = encodeText(plain, encodings);
    if (!encoded.ok)
      throw new RuleProblem(node.at, `${quoted(text)} can't be encoded: ${encoded.reason}.`);
    return encoded.texts.map(literalPattern).map((one) => (anyDash ? withAnyDash(one) : one));
  }
  const pattern = scalarPattern(node);
  return [anyDash ? withAnyDash(pattern) : pattern];
}

function scalarPattern(node: YamlNode): Pattern {
  if (node.kind === "number") return literalPattern(node.text);
  if (node.kind === "boolean") return literalPattern(String(node.value));
  return readPattern(textOf(node, "A value of a field is a text, a number, true, false or null"));
}

function textOf(node: YamlNode, need: string): string {
  if (node.kind !== "text") throw new RuleProblem(node.at, `${need}; this is ${kindWords(node)}.`);
  return checked(node);
}

function checked(node: YamlNode & { readonly kind: "text" }): string {
  if (node.text.length > longest)
    throw new RuleProblem(node.at, `A value may have ${longest} characters; this one has more.`);
  return node.text;
}

function regexOf(node: YamlNode, { regexFlags }: Modifiers): ValueTest {
  const source = textOf(node, '"re" takes a text');
  try {
    const test = regexTest(source, regexFlags);
    return (values) => values.some((value) => textsOf(value).some(test));
  } catch (error) {
    if (!(error instanceof RegexProblem)) throw error;
    const at = node.kind === "text" ? placeInside(node, error.offset) : node.at;
    throw new RuleProblem(at, `This regular expression can't be used: ${error.message}.`);
  }
}

function networkTest(node: YamlNode): ValueTest {
  const text = textOf(node, '"cidr" takes a network as a text');
  const network = parseNetwork(text);
  if (typeof network === "string") throw new RuleProblem(node.at, `${quoted(text)} ${network}.`);
  return (values) =>
    values.some((value) => {
      const address = typeof value === "string" ? parseAddress(value) : null;
      return address !== null && isInside(network, address);
    });
}

function compare(left: number, comparison: Comparison, right: number): boolean {
  switch (comparison) {
    case "lt":
      return left < right;
    case "lte":
      return left <= right;
    case "gt":
      return left > right;
    case "gte":
      return left >= right;
  }
}

function numberTest(node: YamlNode, comparison: Comparison): ValueTest {
  if (node.kind !== "number")
    throw new RuleProblem(
      node.at,
      `"${comparison}" takes a number without quotes; this is ${kindWords(node)}.`,
    );
  return (values) =>
    values.some((value) => {
      const number = numberOf(value);
      return number !== null && compare(number, comparison, node.value);
    });
}

const timeRanges: Readonly<Record<TimePart, readonly [number, number]>> = {
  minute: [0, 59],
  hour: [0, 23],
  day: [1, 31],
  week: [1, 53],
  month: [1, 12],
  year: [0, 9999],
};

function timeTest(node: YamlNode, part: TimePart, comparison: Comparison | null): ValueTest {
  const [least, greatest] = timeRanges[part];
  if (
    node.kind !== "number" ||
    !Number.isInteger(node.value) ||
    node.value < least ||
    node.value > greatest
  )
    throw new RuleProblem(
      node.at,
      `"${part}" takes a whole number from ${least} to ${greatest}, without quotes.`,
    );
  const wanted = node.value;
  return (values) =>
    values.some((value) => {
      const number = typeof value === "string" ? timePart(value, part) : null;
      if (number === null) return false;
      return comparison === null ? number === wanted : compare(number, comparison, wanted);
    });
}

/** A part of a time as it is written, in the time zone in which it is written; null of other texts. */
export function timePart(text: string, part: TimePart): number | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?/.exec(text);
  if (found === null) return null;
  const [year, month, day] = [found[1], found[2], found[3]].map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  switch (part) {
    case "year":
      return year;
    case "month":
      return month;
    case "day":
      return day;
    case "week":
      return isoWeek(year, month, day);
    case "hour":
      return found[4] === undefined ? null : Number(found[4]);
    case "minute":
      return found[5] === undefined ? null : Number(found[5]);
  }
}

/** Number of the week by ISO 8601: the week with the year's first Thursday is the first. */
function isoWeek(year: number, month: number, day: number): number {
  const dayMs = 86_400_000;
  const at = Date.UTC(year, month - 1, day);
  const weekday = (new Date(at).getUTCDay() + 6) % 7;
  const thursday = at + (3 - weekday) * dayMs;
  const first = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return Math.floor((thursday - first) / (7 * dayMs)) + 1;
}

function fieldTest(node: YamlNode, { anchor, isCased }: Modifiers): ValueTest {
  const path = pathOf(textOf(node, '"fieldref" takes the name of a field'));
  const fold = (text: string): string => (isCased ? text : text.toLowerCase());
  return (values, record) => {
    const others = valuesAt(record, path).flatMap(textsOf).map(fold);
    return values
      .flatMap(textsOf)
      .map(fold)
      .some((text) => others.some((other) => stands(other, text, anchor)));
  };
}

function stands(part: string, text: string, anchor: Modifiers["anchor"]): boolean {
  switch (anchor) {
    case "whole":
      return text === part;
    case "contains":
      return text.includes(part);
    case "startswith":
      return text.startsWith(part);
    case "endswith":
      return text.endsWith(part);
  }
}
