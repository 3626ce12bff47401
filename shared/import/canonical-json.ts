import type { Json } from "../cloudtrail-event.ts";
import { isJsonObject } from "../cloudtrail-event.ts";

/**
 * One spelling for equal JSON: members sorted, no white space. Two deliveries of one event are the same event when
 * this text is equal. Depth is bounded by the scanner that let the record in.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (!isJsonObject(value)) return "";
  const members = Object.keys(value)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`);
  return `{${members.join(",")}}`;
}

/**
 * The canonical spelling of JSON text. Numbers that a double can't hold (beyond 2^53, longer than 15 digits, beyond its
 * range) count as they are written, so that records that differ in such a number stay different.
 * @throws SyntaxError when the text is no JSON.
 */
export function canonicalText(text: string): string {
  return canonicalJson(parseExactly(text, asWritten));
}

/** JSON.parse gives a reviver the number's text (ECMAScript: JSON.parse source text access), which TypeScript's types lack. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const parseExactly = JSON.parse as (
  text: string,
  reviver: (key: string, value: Json, context: { readonly source?: string }) => Json,
) => Json;

function asWritten(_key: string, value: Json, { source }: { readonly source?: string }): Json {
  if (typeof value !== "number" || source === undefined) return value;
  if (source.length <= 15 && Number.isFinite(value) && (value !== 0 || /^-?[0.]+$/.test(source)))
    return value;
  return { "\0": source };
}
