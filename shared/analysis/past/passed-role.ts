import { field, isJsonObject, textField } from "../../cloudtrail-event.ts";
import type { CloudTrailEvent, Json } from "../../cloudtrail-event.ts";
import { nameOf } from "../../iam/arn.ts";

/** Members of requestParameters that name a role which a service is to use, as the services spell them. */
const members: ReadonlySet<string> = new Set([
  "role",
  "rolearn",
  "servicerole",
  "serviceroleoverride",
  "executionrolearn",
  "taskrolearn",
  "jobrolearn",
  "instancerolearn",
  "iamrole",
  "jobflowrole",
  "administrationrolearn",
  "automationassumerole",
  "authenticated",
  "unauthenticated",
]);

/** Deeper than this no service puts a role; more than these a call does not hand over. */
const deepest = 5;
const most = 8;

/** Calls whose answer names the role that what they change runs with. */
const answering = /^UpdateFunction(?:Code|Configuration)/;

/**
 * The role that a call hands to a service, by its name; null when it names none. Instance profiles are given as
 * `profile/NAME`: they have names of their own.
 */
export function passedRole(event: CloudTrailEvent): string | null {
  return passedRoles(event)[0] ?? null;
}

/** All of them, each once: a container has one to start with and one to run with. */
export function passedRoles(event: CloudTrailEvent): readonly string[] {
  const found = new Set<string>();
  collect(event.request ?? undefined, 0, found);
  if (found.size === 0 && answering.test(event.name)) {
    const role = textField(event.response ?? undefined, "role");
    if (role !== null) found.add(nameOf(role));
  }
  return [...found];
}

function collect(value: Json | undefined, depth: number, found: Set<string>): void {
  if (depth > deepest || found.size >= most) return;
  if (Array.isArray(value)) {
    for (const item of value.slice(0, 50)) collect(item, depth + 1, found);
    return;
  }
  if (!isJsonObject(value)) return;
  const profile = profileOf(field(value, "iamInstanceProfile"));
  if (profile !== null) found.add(`profile/${nameOf(profile)}`);
  // Data Pipeline writes its objects as lists of keys and values.
  if (value["key"] === "role" || value["key"] === "resourceRole")
    add(found, value["stringValue"], value["key"] === "resourceRole" ? "profile/" : "");
  for (const [name, member] of Object.entries(value)) {
    if (members.has(name.toLowerCase())) {
      const one = Array.isArray(member) ? member[0] : member;
      // EMR calls the instance profile of its machines a role.
      add(found, one, name.toLowerCase() === "jobflowrole" ? "profile/" : "");
    }
    if (typeof member === "object") collect(member, depth + 1, found);
  }
}

function add(found: Set<string>, value: Json | undefined, prefix: string): void {
  if (typeof value === "string" && value !== "") found.add(`${prefix}${nameOf(value)}`);
}

function profileOf(value: Json | undefined): string | null {
  return typeof value === "string" ? value : (textField(value, "name") ?? textField(value, "arn"));
}
