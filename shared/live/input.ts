/** Reads requests whose questions are answered. */
import type { Json } from "../cloudtrail-event.ts";

/** A request, members spelled as the API does. */
export type Input = Readonly<Record<string, Json>>;

/** A text member; empty when it is not there. */
export function textOf(input: Input, member: string): string {
  const value = input[member];
  return typeof value === "string" ? value : "";
}

/** A text member, or null. */
export function givenText(input: Input, member: string): string | null {
  const value = input[member];
  return typeof value === "string" && value !== "" ? value : null;
}

/** A number as text, or null. */
export function numberText(input: Input, member: string): string | null {
  const value = input[member];
  return typeof value === "number" ? String(value) : null;
}

/** A list of texts. */
export function listOf(input: Input, member: string): readonly string[] {
  const value = input[member];
  return Array.isArray(value)
    ? value.flatMap((one: Json) => (typeof one === "string" ? [one] : []))
    : [];
}

/** Tags as key and value. */
export function tagsOf(input: Input): readonly (readonly [key: string, value: string])[] {
  const value = input["Tags"];
  if (!Array.isArray(value)) return [];
  return value.flatMap((tag: Json) => {
    if (tag === null || typeof tag !== "object" || Array.isArray(tag)) return [];
    const key: Json | undefined = "Key" in tag ? tag["Key"] : undefined;
    const text: Json | undefined = "Value" in tag ? tag["Value"] : undefined;
    return typeof key === "string" ? [[key, typeof text === "string" ? text : ""] as const] : [];
  });
}
