/** What the evidence says of the parts of things at its end, to be compared with the live account. */
import type { PlanValue } from "../remediation/plan.ts";
import type {
  AccountSettings,
  EntityState,
  OtherState,
  StateFact,
  StateList,
} from "../state/state-types.ts";
import { documentText, splitThing, there } from "./facts.ts";

/** What is known of a part. Null as `value`: it is not there. */
export interface KnownPart {
  readonly value: string | null;
  /** Where it is known from, e.g. "the log (2026-03-01T10:00:00Z)". */
  readonly from: string;
}

/** Says what is known of a part; null: nothing certain. */
export type Evidence = (thing: string, part: string) => KnownPart | null;

const kinds: Readonly<Record<string, string>> = {
  profile: "instance-profile",
  saml: "saml-provider",
  oidc: "oidc-provider",
  mfa: "mfa-device",
  certificate: "server-certificate",
};

/** The key under which the state of the case knows a thing; null: it is no entity. */
export function entityKeyOf(thing: string): string | null {
  const [kind, name] = splitThing(thing);
  return kind === "account" ? null : `${kinds[kind] ?? kind}/${name}`;
}

/** What the state of an entity at the end of the log says of a part. */
export function entityPart(state: EntityState, part: string): KnownPart | null {
  const bar = part.indexOf("|");
  const [what, which] = bar === -1 ? [part, ""] : [part.slice(0, bar), part.slice(bar + 1)];
  if (what === "") {
    const { exists, uncertain, deleted, created, firstSeen } = state.life;
    if (exists === null || uncertain !== undefined) return null;
    const at = (exists ? (created ?? firstSeen) : deleted)?.at ?? null;
    return { value: exists ? there : null, from: logAt(at) };
  }
  switch (state.kind) {
    case "user":
      return (
        named(what, {
          id: () => fact(state.id),
          path: () => fact(state.path),
          boundary: () => fact(state.boundary),
          tag: () => item(state.tags, (tag) => (tag.key === which ? tag.value : null)),
          attached: () => listed(state.attached, which),
          group: () => listed(state.groups, which),
          mfa: () => listed(state.mfaDevices, which),
          inline: () => inline(state.inline, which),
          key: () => credential(state.accessKeys, which),
          ssh: () => credential(state.sshKeys, which),
          signing: () => credential(state.signingCertificates, which),
          service: () => credential(state.serviceCredentials, which),
          login: () => mapped(state.loginProfile, (profile) => (profile === null ? null : there)),
        }) ?? null
      );
    case "group":
      return named(what, {
        id: () => fact(state.id),
        path: () => fact(state.path),
        attached: () => listed(state.attached, which),
        inline: () => inline(state.inline, which),
        member: () => listed(state.users, which),
      });
    case "role":
      return named(what, {
        id: () => fact(state.id),
        path: () => fact(state.path),
        description: () => fact(state.description),
        maxSession: () => mapped(state.maxSessionDuration, String),
        trust: () => mapped(state.trust, documentText),
        boundary: () => fact(state.boundary),
        tag: () => item(state.tags, (tag) => (tag.key === which ? tag.value : null)),
        attached: () => listed(state.attached, which),
        inline: () => inline(state.inline, which),
        profile: () => listed(state.instanceProfiles, which),
      });
    case "policy":
      return named(what, {
        id: () => fact(state.id),
        default: () => fact(state.defaultVersion),
        tag: () => item(state.tags, (tag) => (tag.key === which ? tag.value : null)),
        version: () =>
          item(state.versions, (version) => (version.id === which ? version.document : null)),
      });
    case "instance-profile":
      return named(what, {
        id: () => fact(state.id),
        path: () => fact(state.path),
        role: () => listed(state.roles, which),
      });
    case "saml-provider":
    case "oidc-provider":
    case "server-certificate":
    case "mfa-device":
      return named(what, {
        tag: () => item(state.tags, (tag) => (tag.key === which ? tag.value : null)),
        metadata: () => valued(state, "SAMLMetadataDocument", textValue),
        url: () =>
          valued(state, "Url", (url) => textValue(url)?.replace(/^https:\/\//, "") ?? null),
        client: () =>
          valued(state, "ClientIDList", (list) =>
            texts(list)?.includes(which) === true ? there : null,
          ),
        thumbprints: () =>
          valued(state, "ThumbprintList", (list) => texts(list)?.join("\n") ?? null),
        user: () => valued(state, "UserName", textValue),
        path: () => valued(state, "Path", textValue),
      });
    case "delegation-request":
      return null;
  }
}

const textValue = (value: PlanValue | null): string | null =>
  typeof value === "string" && value !== "" ? value : null;

/** Members of a list of texts; null: it is none. */
function texts(value: PlanValue | null): readonly string[] | null {
  if (!Array.isArray(value)) return null;
  const all = value.filter((one) => typeof one === "string");
  return all.length === value.length ? all : null;
}

/** A value of a provider, certificate or device; what is no text nor list of texts tells nothing. */
function valued(
  { values }: OtherState,
  member: string,
  read: (value: PlanValue | null) => string | null,
): KnownPart | null {
  const told = values[member];
  if (told === undefined || !told.known) return null;
  const isText =
    told.value === null || typeof told.value === "string" || texts(told.value) !== null;
  return isText ? mapped(told, read) : null;
}

/** What the account's settings at the end of the log say of a part of it. */
export function settingPart(settings: AccountSettings, part: string): KnownPart | null {
  if (part === "alias") return fact(settings.alias);
  if (part === "passwordPolicy")
    return mapped(settings.passwordPolicy, (rules) => (rules === null ? null : there));
  if (!part.startsWith("passwordPolicy|")) return null;
  const name = part.slice("passwordPolicy|".length);
  // The log spells members with a small first letter.
  const logged = name.charAt(0).toLowerCase() + name.slice(1);
  return mapped(settings.passwordPolicy, (rules) => {
    // AWS sets six characters where a call does not say how many.
    const value =
      rules?.[logged] ?? (rules !== null && name === "MinimumPasswordLength" ? 6 : undefined);
    return value === undefined || value === false || value === 0 || typeof value === "object"
      ? null
      : String(value);
  });
}

function named(
  what: string,
  table: Readonly<Record<string, () => KnownPart | null>>,
): KnownPart | null {
  return Object.hasOwn(table, what) ? (table[what]?.() ?? null) : null;
}

const logAt = (at: string | null): string => (at === null ? "the log" : `the log (${at})`);

function mapped<T>(told: StateFact<T>, text: (value: T) => string | null): KnownPart | null {
  return told.known && told.uncertain === undefined
    ? { value: text(told.value), from: logAt(told.by.at) }
    : null;
}

function fact(told: StateFact<string> | StateFact<string | null>): KnownPart | null {
  // The union of both has the same members.
  return told.known && told.uncertain === undefined
    ? { value: told.value === "" ? null : told.value, from: logAt(told.by.at) }
    : null;
}

/** A member of a list. `find`: its value, or null for another member. */
function item<T>(
  list: StateList<T>,
  find: (value: T) => string | StateFact<string> | null,
): KnownPart | null {
  for (const one of list.items) {
    const found = find(one.value);
    if (found === null) continue;
    if (one.uncertain !== undefined) return null;
    if (typeof found !== "string") return mapped(found, documentText);
    return { value: found, from: logAt(one.by.at) };
  }
  const gone = list.gone.findLast((one) => find(one.value) !== null);
  if (gone !== undefined) return { value: null, from: logAt(gone.ended.at) };
  return list.complete ? { value: null, from: logAt(list.completeBy?.at ?? null) } : null;
}

const listed = (list: StateList<string>, name: string): KnownPart | null =>
  item(list, (value) => (value === name ? there : null));

const inline = (
  list: Extract<EntityState, { kind: "user" }>["inline"],
  name: string,
): KnownPart | null => item(list, (one) => (one.name === name ? one.document : null));

const credential = (
  list: Extract<EntityState, { kind: "user" }>["accessKeys"],
  id: string,
): KnownPart | null => item(list, (one) => (one.id === id ? one.status : null));

/** The evidence about things, out of their states at the end of the log. `settings`: of the account. */
export function evidenceOf(
  states: ReadonlyMap<string, EntityState>,
  settings: AccountSettings | null,
): Evidence {
  return (thing, part) => {
    if (thing === "account") return settings === null ? null : settingPart(settings, part);
    const state = states.get(thing);
    return state === undefined ? null : entityPart(state, part);
  };
}
