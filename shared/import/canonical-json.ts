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
