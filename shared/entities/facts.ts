/** The facts and lists of a thing at a moment, in words. */
import { nameOf } from "../iam/arn.ts";
import type { EntityFact, EntityItem, EntityKind, EntityList } from "../ipc/entities.ts";
import type { PlanValue } from "../remediation/plan.ts";
import { log, say, text } from "../span.ts";
import type { LogKind, Spans } from "../span.ts";
import type {
  By,
  CredentialState,
  EntityState,
  StateFact,
  StateItem,
  StateList,
} from "../state/state-types.ts";
import { shownBy } from "./access.ts";
import { policyKeyOf } from "./account-index.ts";

/** Items of a list that are shown; a group can have thousands of members. */
const mostItems = 200;
const mostGone = 5;

/** The single facts of a thing. */
export function factsOf(thing: EntityState): readonly EntityFact[] {
  switch (thing.kind) {
    case "user":
      return [
        lifeFact(thing),
        fact("Unique id", thing.id, logged("key")),
        fact("Path", thing.path, logged("path")),
        fact("Boundary", thing.boundary, orNone(policyWords)),
        fact("Console password", thing.loginProfile, (v) => [text(v === null ? "none" : "set")]),
      ];
    case "group":
      return [
        lifeFact(thing),
        fact("Unique id", thing.id, logged("key")),
        fact("Path", thing.path, logged("path")),
      ];
    case "role":
      return [
        lifeFact(thing),
        fact("Unique id", thing.id, logged("key")),
        fact("Path", thing.path, logged("path")),
        fact("Description", thing.description, orNone(logged())),
        fact("Longest session", thing.maxSessionDuration, (v) => [
          { t: "num", n: v, unit: "seconds" },
        ]),
        fact("Boundary", thing.boundary, orNone(policyWords)),
        ...(thing.servicePrincipal === null
          ? []
          : [fact("Service-linked to", thing.servicePrincipal, logged())]),
      ];
    case "policy":
      return [
        lifeFact(thing),
        fact("Default version", thing.defaultVersion, logged()),
        fact("Path", known(thing.path, thing), logged("path")),
        fact("Description", thing.description, orNone(logged())),
      ];
    case "instance-profile":
      return [
        lifeFact(thing),
        fact("Unique id", thing.id, logged("key")),
        fact("Path", thing.path, logged("path")),
      ];
    case "saml-provider":
    case "oidc-provider":
    case "server-certificate":
    case "mfa-device":
    case "delegation-request":
      return [
        lifeFact(thing),
        ...Object.entries(thing.values).map(([name, value]) => fact(name, value, planValue)),
      ];
  }
}

/** The lists of a thing. */
export function listsOf(thing: EntityState): readonly EntityList[] {
  switch (thing.kind) {
    case "user":
      return [
        list("groups", "Groups", thing.groups, ofKind("group")),
        list("attached", "Attached policies", thing.attached, attached),
        list("inline", "Inline policies", thing.inline, (v) => bare(log(v.name, "policy"))),
        list("keys", "Access keys", thing.accessKeys, credential),
        list("mfa", "MFA devices", thing.mfaDevices, (v) => bare(log(v, "arn"))),
        list("ssh", "SSH keys", thing.sshKeys, credential),
        list("certificates", "Signing certificates", thing.signingCertificates, credential),
        list("services", "Service credentials", thing.serviceCredentials, credential),
        tags(thing.tags),
      ];
    case "group":
      return [
        list("members", "Members", thing.users, ofKind("user")),
        list("attached", "Attached policies", thing.attached, attached),
        list("inline", "Inline policies", thing.inline, (v) => bare(log(v.name, "policy"))),
      ];
    case "role":
      return [
        list("attached", "Attached policies", thing.attached, attached),
        list("inline", "Inline policies", thing.inline, (v) => bare(log(v.name, "policy"))),
        list("profiles", "Instance profiles", thing.instanceProfiles, ofKind("instance-profile")),
        tags(thing.tags),
      ];
    case "policy":
      return [
        list("roles", "Roles", thing.roles, ofKind("role")),
        list("groups", "Groups", thing.groups, ofKind("group")),
        list("users", "Users", thing.users, ofKind("user")),
        list("boundaryOf", "Boundary of", thing.boundaryOf, keyed),
        tags(thing.tags),
      ];
    case "instance-profile":
      return [
        list("roles", "Role", thing.roles, ofKind("role")),
        list("instances", "Instances seen with it", thing.instances, (v) =>
          bare(log(v.instanceId)),
        ),
        tags(thing.tags),
      ];
    case "saml-provider":
    case "oidc-provider":
    case "server-certificate":
    case "mfa-device":
    case "delegation-request":
      return [tags(thing.tags)];
  }
}

function lifeFact({ life }: EntityState): EntityFact {
  const base = { label: "Exists", isUncertain: life.uncertain !== undefined };
  if (life.exists === null) {
    return { ...base, value: null, why: shownWhy(life.why), by: shownBy(life.deleted) };
  }
  if (!life.exists)
    return { ...base, value: [text("no, deleted")], why: null, by: shownBy(life.deleted) };
  return life.created === null
    ? {
        ...base,
        value: [text("yes, older than the evidence")],
        why: null,
        by: shownBy(life.firstSeen),
      }
    : { ...base, value: [text("yes, made")], why: null, by: shownBy(life.created) };
}

function fact<T>(label: string, value: StateFact<T>, words: (value: T) => Spans): EntityFact {
  return value.known
    ? {
        label,
        value: words(value.value),
        why: null,
        by: shownBy(value.by),
        isUncertain: value.uncertain !== undefined,
      }
    : {
        label,
        value: null,
        why: shownWhy(value.why),
        by: shownBy(value.by ?? null),
        isUncertain: false,
      };
}

/** What a name says by itself, as a fact of the event that first shows it. */
function known<T>(value: T, { life }: EntityState): StateFact<T> {
  const by = life.firstSeen ?? life.created;
  return by === null ? { known: false, why: "not in the log" } : { known: true, value, by };
}

function logged(kind: LogKind = "other"): (value: string) => Spans {
  return (value) => [log(value, kind)];
}

function orNone<T>(words: (value: T) => Spans): (value: T | null) => Spans {
  return (value) => (value === null ? [text("none")] : words(value));
}

function policyWords(arn: string): Spans {
  return [log(nameOf(arn), "policy")];
}

function planValue(value: PlanValue | null): Spans {
  if (value === null) return [text("none")];
  return [log(typeof value === "string" ? value : JSON.stringify(value))];
}

interface Said {
  readonly text: Spans;
  readonly key: string | null;
  readonly kind: EntityKind | null;
}

function list<T>(
  id: string,
  label: string,
  from: StateList<T>,
  words: (value: T) => Said,
): EntityList {
  const item = (one: {
    value: T;
    since: By | null;
    uncertain?: readonly string[];
  }): EntityItem => ({
    ...words(one.value),
    since: shownBy(one.since),
    isUncertain: one.uncertain !== undefined,
  });
  const items: readonly StateItem<T>[] = from.items.slice(0, mostItems);
  return {
    id,
    label,
    items: items.map((one) => item(one)),
    more: Math.max(0, from.items.length - mostItems),
    gone: from.gone
      .toReversed()
      .slice(0, mostGone)
      .flatMap((one) => {
        const ended = shownBy(one.ended);
        return ended === null ? [] : [{ ...item(one), ended }];
      }),
    why: from.complete ? null : shownWhy(from.why ?? "the log does not show all"),
  };
}

function bare(span: Spans[number]): Said {
  return { text: [span], key: null, kind: null };
}

function ofKind(kind: "user" | "group" | "role" | "instance-profile"): (name: string) => Said {
  const as: LogKind = kind === "instance-profile" ? "other" : kind;
  return (name) => ({ text: [log(name, as)], key: `${kind}/${name}`, kind });
}

function attached(arn: string): Said {
  return { text: policyWords(arn), key: policyKeyOf(arn), kind: "policy" };
}

/** `user/NAME` or `role/NAME`. */
function keyed(key: string): Said {
  const kind = key.startsWith("role/") ? "role" : "user";
  return { text: [log(key.slice(key.indexOf("/") + 1), kind)], key, kind };
}

function credential({ id, status }: CredentialState): Said {
  const state = status.known ? say`, ${log(status.value)}` : [];
  return { text: say`${log(id, "key")}${state}`, key: null, kind: null };
}

function tags(from: StateList<{ readonly key: string; readonly value: string }>): EntityList {
  return list("tags", "Tags", from, ({ key, value }) => ({
    text: say`${log(key)} = ${log(value)}`,
    key: null,
    kind: null,
  }));
}

/** Why something is not known, with times as people read them. */
export function shownWhy(why: string | null): string | null {
  return why?.replaceAll(/(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})Z/g, "$1 $2 UTC") ?? null;
}

/** A label in the middle of a sentence: "Access keys" becomes "access keys", "MFA devices" stays. */
export function lowered(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** The figure that tells most of a thing in a list; null: there is none. */
export function noteOf(thing: EntityState): string | null {
  if (thing.kind === "policy") {
    return thing.defaultVersion.known ? thing.defaultVersion.value : null;
  }
  if (thing.kind !== "group") return null;
  const { items, complete } = thing.users;
  return items.length === 0 ? null : `${complete ? "" : "≥ "}${String(items.length)}`;
}
