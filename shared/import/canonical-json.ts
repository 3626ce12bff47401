import type { Json, JsonObject } from "../cloudtrail-event.ts";

/**
 * One spelling for equal JSON: members sorted, no white space. Two deliveries of one event are the same event when
 * this text is equal. Depth is bounded by the scanner that let the record in.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  // Not a list and not null: JSON.parse made it an object.
  const object = value as JsonObject;
  const members = Object.keys(object)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(object[key] ?? null)}`);
  return `{${members.join(",")}}`;
}
