import type { CloudTrailEvent, Json } from "../../cloudtrail-event.ts";
import { nameOf, parseArn } from "../../iam/arn.ts";
import { log, say, text } from "../../span.ts";
import { findProfile } from "../../state/find.ts";
import { standing } from "../../state/links.ts";
import { deep, firstText } from "./rule.ts";
import type { PathRule, StepRule, Told, Where } from "./rule.ts";

export type Read = (event: CloudTrailEvent) => string | null;

/** A call of a service on something of its own. */
export interface ServiceCall {
  /** What the thing is: `function`, `instance`. */
  readonly type: string;
  /** The things, by their names or ids. */
  readonly of: Read | ((event: CloudTrailEvent) => readonly string[]);
  /** The role that the call names. */
  readonly role?: Read;
  /** A step only with a role of its own. */
  readonly needsRole?: true;
  readonly when?: (event: CloudTrailEvent) => boolean;
  /** Sessions on behalf of the thing carry its name. */
  readonly isNamed?: true;
  /** Completes "user alice …" before the thing. */
  readonly did: string;
}

/** A text of requestParameters, of the first member that has one. */
export const inRequest =
  (...paths: readonly string[]): Read =>
  ({ request }) =>
    firstText(request, ...paths);
/** The same of responseElements. */
export const inAnswer =
  (...paths: readonly string[]): Read =>
  ({ response }) =>
    firstText(response, ...paths);
/** What the first of some reads finds. */
export const either =
  (...reads: readonly Read[]): Read =>
  (event) => {
    for (const read of reads) {
      const found = read(event);
      if (found !== null) return found;
    }
    return null;
  };

/** Things of one call that are followed. */
const mostThings = 20;

/** A step of a path that is a call of a service. */
export function step(event: string, call: ServiceCall): StepRule {
  return {
    event,
    read: (where) => {
      const { event: record } = where;
      const found = call.of(record);
      const ids = found === null ? [] : typeof found === "string" ? [found] : found;
      if (ids.length === 0 || call.when?.(record) === false) return [];
      const named = call.role?.(record) ?? null;
      if (named === null && call.needsRole === true) return [];
      return ids.slice(0, mostThings).map((id) => told(call, where, shortName(id), named));
    },
  };
}

function told(call: ServiceCall, where: Where, name: string, named: string | null): Told {
  const key = `${call.type}/${name.toLowerCase()}`;
  const role = named === null ? where.roleOf(key) : roleName(named, where);
  const withRole =
    named === null
      ? []
      : named.startsWith("profile/")
        ? say` with instance profile ${log(named.slice("profile/".length))}`
        : say` with role ${log(nameOf(named), "role")}`;
  return {
    thing: { key, type: call.type, id: name, label: say`${text(call.type)} ${log(name)}` },
    did: say`${text(call.did)} ${text(call.type)} ${log(name)}${withRole}`,
    ask: { kind: "session", role, names: call.isNamed === true ? [name] : [] },
  };
}

/** The last part of an ARN, without the revision of a task. */
function shortName(id: string): string {
  const parsed = parseArn(id);
  // The name of a stack stands before an id.
  if (parsed?.type === "stack") return parsed.path.replaceAll("/", "");
  const name = parsed?.name ?? id;
  const colon = name.indexOf(":");
  return colon > 0 ? name.slice(0, colon) : name;
}

/** A role by its name; the role in an instance profile where the log shows it. */
function roleName(named: string, { account }: Where): string | null {
  if (!named.startsWith("profile/")) return nameOf(named);
  const profile = findProfile(account, named.slice("profile/".length));
  return profile === null ? null : (standing(profile.roles).at(-1)?.value ?? null);
}

/** An instance profile that a call names, as `profile/NAME`. */
export const profile =
  (...owners: readonly string[]): Read =>
  ({ request }) => {
    for (const owner of owners) {
      const found = owner === "" ? (request ?? undefined) : deep(request, owner);
      const name = firstText(
        isObject(found) ? found : null,
        "iamInstanceProfile.name",
        "iamInstanceProfile.arn",
      );
      if (name !== null) return `profile/${nameOf(name)}`;
    }
    return null;
  };

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** Whether requestParameters has one of some members. */
export const has =
  (...paths: readonly string[]) =>
  ({ request }: CloudTrailEvent): boolean =>
    paths.some((path) => {
      const value = deep(request, path);
      return value !== undefined && value !== null && value !== "";
    });

/** A path that hands a role to something new. */
export function passed(ids: string, ...steps: readonly StepRule[]): PathRule {
  return { ids: ids.split(" "), kind: "passed", steps };
}

/** A path through something that is there. */
export function existing(ids: string, ...steps: readonly StepRule[]): PathRule {
  return { ids: ids.split(" "), kind: "existing", steps };
}
