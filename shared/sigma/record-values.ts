/** What a field of a rule means in a CloudTrail record. */
import type { Json, JsonObject } from "../cloudtrail-event.ts";
import { isJsonObject, recordMembers } from "../cloudtrail-event.ts";

/** Names from the record's top to the value: `userIdentity.arn` in two steps. */
export type FieldPath = readonly string[];

/** The path of a field's name. */
export function pathOf(field: string): FieldPath {
  return field.split(".");
}

/**
 * The values of a field: lists on the way and at its end are gone into, null stands for itself. A member whose name
 * holds the rest of the path, dots and all, counts too.
 */
export function valuesAt(record: JsonObject, path: FieldPath): readonly Json[] {
  const out: Json[] = [];
  walk(record, path, 0, (value) => flatten(value, out));
  return out;
}

/** Whether a record has a field, whatever its value. */
export function hasField(record: JsonObject, path: FieldPath): boolean {
  let has = false;
  walk(record, path, 0, () => {
    has = true;
  });
  return has;
}

function walk(value: Json, path: FieldPath, from: number, found: (value: Json) => void): void {
  if (Array.isArray(value)) {
    for (const item of asList(value)) walk(item, path, from, found);
    return;
  }
  if (!isJsonObject(value)) return;
  const name = path[from] ?? "";
  const isLast = from === path.length - 1;
  const own = Object.hasOwn(value, name) ? value[name] : undefined;
  if (own !== undefined) {
    if (isLast) found(own);
    else walk(own, path, from + 1, found);
  }
  if (isLast) return;
  const rest = path.slice(from).join(".");
  const dotted = Object.hasOwn(value, rest) ? value[rest] : undefined;
  if (dotted !== undefined) found(dotted);
}

function flatten(value: Json, out: Json[]): void {
  if (Array.isArray(value)) for (const item of asList(value)) flatten(item, out);
  else out.push(value);
}

/** Array.isArray does not narrow readonly arrays. */
function asList(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/**
 * The texts that a value is compared as: a text is itself, numbers and booleans are as JSON writes them, an object is
 * its JSON, and also its JSON with the texts in it written as they are: quotes inside a policy document are no longer
 * escaped then. Null has none.
 */
export function textsOf(value: Json): readonly string[] {
  if (typeof value === "string") return [value];
  if (value === null) return [];
  if (typeof value !== "object") return [String(value)];
  const json = JSON.stringify(value);
  return json.includes("\\") ? [json, unescaped(value)] : [json];
}

function unescaped(value: Json): string {
  if (typeof value === "string") return `"${value}"`;
  if (Array.isArray(value)) return `[${asList(value).map(unescaped).join(",")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `"${name}":${unescaped(member)}`);
  return `{${members.join(",")}}`;
}

/** The number that a value is, also when it is written as a text; null of others. */
export function numberOf(value: Json): number | null {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || !/^[-+]?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?$/.test(value))
    return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** Fields at the top of CloudTrail records. */
export const topFields: ReadonlySet<string> = new Set(recordMembers);
