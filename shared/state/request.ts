import { field, textField } from "../cloudtrail-event.ts";
import type { CloudTrailEvent, Json } from "../cloudtrail-event.ts";
import { readPolicyDocument } from "../iam/policy-document.ts";

/** A text of requestParameters, or null. */
export function asked(event: CloudTrailEvent, name: string): string | null {
  return textField(event.request ?? undefined, name);
}

/**
 * The user a call is about: the one it names, else the caller, as IAM infers it from the credentials. Null for the root
 * user, whose records may bear the account's alias, or "AWS ROOT USER", as a user name.
 */
export function askedUser(event: CloudTrailEvent): string | null {
  const named = asked(event, "userName");
  if (named !== null) return event.identity.type === "Root" && named === rootName ? null : named;
  return event.identity.type === "Root" ? null : event.identity.userName;
}

const rootName = "AWS ROOT USER";

/** Whether a call without a user's name is about the root user. */
export function isAboutRoot(event: CloudTrailEvent): boolean {
  return event.identity.type === "Root" && askedUser(event) === null;
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

/** A number deep in responseElements, or null. */
export function answeredNumber(event: CloudTrailEvent, ...path: readonly string[]): number | null {
  let at: Json | undefined = event.response ?? undefined;
  for (const name of path) at = field(at, name);
  return typeof at === "number" && Number.isFinite(at) ? at : null;
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

/** A policy document of responseElements, by its path there. */
export function answeredDocument(
  event: CloudTrailEvent,
  ...path: readonly string[]
): string | null {
  let at: Json | undefined = event.response ?? undefined;
  for (const name of path) at = field(at, name);
  const document = readPolicyDocument(at);
  return document.status === "ok" ? document.text : null;
}

/** The tags of requestParameters as key and value. */
export function askedTags(event: CloudTrailEvent): readonly { key: string; value: string }[] {
  return listOf(field(event.request ?? undefined, "tags")).flatMap((tag) => {
    const key = field(tag, "key");
    const value = field(tag, "value");
    return typeof key === "string" && typeof value === "string" ? [{ key, value }] : [];
  });
}

/** The partition of an event's account, e.g. aws-cn. */
export function partitionOf(event: CloudTrailEvent): string {
  return event.identity.arn?.split(":")[1] ?? "aws";
}
