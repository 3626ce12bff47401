/**
 * What is known of a live account: things (`user/alice`, `policy/arn:…`, `account`) with their parts as texts. A part is
 * `kind` or `kind|name`; the empty part says that the thing is there. Neither names nor ARNs nor tags hold a `|`.
 */
import { faithfulJson } from "../remediation/policy-text.ts";

/** Parts of a thing with their values; what is not there has no entry. */
export type Parts = ReadonlyMap<string, string>;

/** What was read of one thing. */
export interface ThingFacts {
  readonly parts: Parts;
  /** Groups of parts that could not be read, and why. */
  readonly unread: ReadonlyMap<string, string>;
}

/** The account that is worked on. */
export interface Account {
  /** Twelve digits. */
  readonly id: string;
  /** The second word of its ARNs: aws, aws-cn, aws-us-gov, … */
  readonly partition: string;
}

/** The account of a caller. `arn`: of the caller, as GetCallerIdentity answers. */
export function accountOf({
  account,
  arn,
}: {
  readonly account: string;
  readonly arn: string;
}): Account {
  return { id: account, partition: /^arn:([a-z][\w-]*):/.exec(arn)?.[1] ?? "aws" };
}

/** What is known of the account, by thing. */
export type World = ReadonlyMap<string, ThingFacts>;

/** Value of the part that says that a thing is there, and of members of lists. */
export const there = "there";

/** A part that a call sets. Null: it is not there then. */
export interface Effect {
  readonly thing: string;
  readonly part: string;
  readonly value: string | null;
  /** No call reads it (a password). */
  readonly isUnseen?: true;
  /** Its name is AWS's: the part ends with `(new)` until the answer tells it. */
  readonly isFresh?: true;
}

/** A part that a call sets, with what is there before it. */
export interface Expected extends Effect {
  readonly before: string | null;
  /** Unique id of the thing; null: it has none, or is made by the plan. */
  readonly id: string | null;
  /** Where the thing is deleted, all of its own parts as JSON; else null. */
  readonly whole: string | null;
}

/** An effect with what is there before it. */
export function expected(effect: Effect, world: World): Expected {
  const { thing, part, value } = effect;
  const id = partOf(world, thing, "id");
  return {
    ...effect,
    before: partOf(world, thing, part),
    id,
    whole: part === "" && value === null ? ownParts(world, thing) : null,
  };
}

/** The parts of a thing that are read with itself, as JSON; null: it is not there. */
export function ownParts(world: World, thing: string): string | null {
  const parts = [...partsOf(world, thing)].filter(([part]) => groupOf(part) === "");
  return parts.length === 0
    ? null
    : JSON.stringify(Object.fromEntries(parts.toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

/** Stands for the name that AWS gives. */
export const freshName = "(new)";

/** The parts of a thing; none when it was not read. */
export function partsOf(world: World, thing: string): Parts {
  return world.get(thing)?.parts ?? new Map<string, string>();
}

/** One part, or null. */
export function partOf(world: World, thing: string, part: string): string | null {
  return partsOf(world, thing).get(part) ?? null;
}

/** Names of the members of a kind: of `attached|arn:…` the ARNs. */
export function membersOf(world: World, thing: string, kind: string): readonly string[] {
  return [...partsOf(world, thing).keys()].flatMap((part) =>
    part.startsWith(`${kind}|`) ? [part.slice(kind.length + 1)] : [],
  );
}

/** The world after effects. A thing that is gone has no parts. */
export function after(world: World, effects: readonly Effect[]): World {
  const next = new Map(world);
  for (const { thing, part, value, isUnseen } of effects) {
    if (isUnseen === true) continue;
    const old = next.get(thing) ?? { parts: new Map<string, string>(), unread: new Map() };
    const parts = part === "" && value === null ? new Map<string, string>() : new Map(old.parts);
    if (value === null) parts.delete(part);
    else parts.set(part, value);
    next.set(thing, { parts, unread: part === "" ? new Map() : old.unread });
  }
  return next;
}

/** Groups in which parts are read: one or more calls each. Those of an account are groups of their own. */
const ownGroups: ReadonlySet<string> = new Set([
  "attached",
  "inline",
  "group",
  "key",
  "login",
  "mfa",
  "ssh",
  "signing",
  "service",
  "profile",
  "version",
  "holder",
  "alias",
  "passwordPolicy",
]);

/** The group that a part is read with: its kind, or the empty one of the thing itself. */
export function groupOf(part: string): string {
  const [kind = ""] = part.split("|");
  if (kind === "document" || kind === "defaultDocument") return "version";
  if (kind === "loginReset") return "login";
  if (kind === "sshBody") return "ssh";
  if (kind === "signingBody") return "signing";
  return ownGroups.has(kind) ? kind : "";
}

/** A document so that texts of the same meaning are equal, and people can read it; any other text as it is. */
export function documentText(text: string): string {
  const json = faithfulJson(text);
  return json === null ? text : JSON.stringify(json, null, 2);
}

/** `user/alice` → [`user`, `alice`]. */
export function splitThing(thing: string): readonly [kind: string, name: string] {
  const slash = thing.indexOf("/");
  return slash === -1 ? [thing, ""] : [thing.slice(0, slash), thing.slice(slash + 1)];
}

const words: Readonly<Record<string, string>> = {
  profile: "instance profile",
  mfa: "MFA device",
  saml: "SAML provider",
  oidc: "OpenID Connect provider",
  certificate: "server certificate",
  attached: "attached policy",
  inline: "inline policy",
  boundary: "permissions boundary",
  key: "access key",
  login: "login profile",
  loginReset: "must change the password",
  password: "password",
  ssh: "SSH key",
  sshBody: "body of SSH key",
  signing: "signing certificate",
  signingBody: "body of signing certificate",
  service: "service-specific credential",
  maxSession: "maximum session duration",
  trust: "trust policy",
  default: "default version",
  defaultDocument: "document of the default version",
  document: "version with this document",
  client: "audience",
  thumbprints: "thumbprints",
  metadata: "metadata document",
  alias: "account alias",
  passwordPolicy: "password policy",
};

/** What a part is, for people: `user alice › attached policy arn:…`. Holds text of the log or of the account. */
export function partWords(thing: string, part: string): string {
  const [kind, name] = splitThing(thing);
  const head = kind === "account" ? "account" : `${words[kind] ?? kind} ${name}`;
  if (part === "") return head;
  const bar = part.indexOf("|");
  const [what, which] = bar === -1 ? [part, ""] : [part.slice(0, bar), part.slice(bar + 1)];
  const shown = what === "document" ? "" : which;
  return `${head} › ${words[what] ?? what}${shown === "" ? "" : ` ${shown}`}`;
}
