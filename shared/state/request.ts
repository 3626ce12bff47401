import { field, textField } from "../cloudtrail-event.ts";
import type { CloudTrailEvent, Json } from "../cloudtrail-event.ts";
import { readPolicyDocument } from "../iam/policy-document.ts";

/** A text of requestParameters, or null. */
export function asked(event: CloudTrailEvent, name: string): string | null {
  return textField(event.request ?? undefined, name);
}

/** The user a call is about: the one it names, else the caller, as IAM infers it from the credentials. */
export function askedUser(event: CloudTrailEvent): string | null {
  return asked(event, "userName") ?? event.identity.userName;
}

/** The name of the user, group or role a call is about. */
export function askedEntity(
  event: CloudTrailEvent,
  kind: "user" | "group" | "role",
): string | null {
  return kind === "user" ? askedUser(event) : asked(event, `${kind}Name`);
}

/** A text deep in responseElements, e.g. `answered(event, "policy", "arn")`. */
export function answered(event: CloudTrailEvent, ...path: readonly string[]): string | null {
  let at: Json | undefined = event.response ?? undefined;
  for (const name of path.slice(0, -1)) at = field(at, name);
  return textField(at, path.at(-1) ?? "");
}

/** A number of requestParameters, also when written as text; null otherwise. */
export function askedNumber(event: CloudTrailEvent, name: string): number | null {
  const value = field(event.request ?? undefined, name);
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

/** The text of a policy document of requestParameters; null when the log does not hold it in readable form. */
export function askedDocument(event: CloudTrailEvent, name: string): string | null {
  const document = readPolicyDocument(field(event.request ?? undefined, name));
  return document.status === "ok" ? document.text : null;
}

/** The members of a list, also of EC2's `{ "items": [...] }`. */
export function listOf(value: Json | undefined): readonly Json[] {
  if (Array.isArray(value)) return value as readonly Json[]; // Safe: Array.isArray.
  const items = field(value, "items");
  return Array.isArray(items) ? (items as readonly Json[]) : []; // Safe: Array.isArray.
}

/** The tags of requestParameters as key and value. */
export function askedTags(event: CloudTrailEvent): readonly { key: string; value: string }[] {
  return listOf(field(event.request ?? undefined, "tags")).flatMap((tag) => {
    const key = field(tag, "key");
    const value = field(tag, "value");
    return typeof key === "string" && typeof value === "string" ? [{ key, value }] : [];
  });
}
