/** Members of what snapshot files hold, read without trust: anything else than what is meant is null. */
import type { Json } from "../cloudtrail-event.ts";
import { field, isJsonObject, textField } from "../cloudtrail-event.ts";
import { parseEventTime } from "../import/event-time.ts";

/** A list member; empty where there is none. */
export function listField(object: Json | undefined, name: string): readonly Json[] {
  const value = field(object, name);
  return Array.isArray(value) ? value : [];
}

/** A whole number that is not negative, also where a program wrote it as text. */
export function countField(object: Json | undefined, name: string): number | null {
  const value = field(object, name);
  const number = typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

/** Seconds since 1970 of a member that is a time: ISO 8601, epoch seconds, or .NET's `/Date(…)/`. */
export function timeField(object: Json | undefined, name: string): number | null {
  const value = field(object, name);
  const net = typeof value === "string" ? /^\/Date\((\d{10,14})\)\/$/.exec(value)?.[1] : undefined;
  return parseEventTime(net === undefined ? value : Number(net));
}

/** The strings of a list member. */
export function textsField(object: Json | undefined, name: string): readonly string[] {
  return listField(object, name).filter((one) => typeof one === "string");
}

/** Objects of a list member. */
export function objectsField(object: Json | undefined, name: string): readonly Json[] {
  return listField(object, name).filter((one) => isJsonObject(one));
}

/** The member of a member that is text. */
export function innerText(object: Json | undefined, outer: string, name: string): string | null {
  return textField(field(object, outer), name);
}
