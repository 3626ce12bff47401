import type { AccountFacts, EntityFacts, PolicyFacts, ProfileFacts } from "./account-facts.ts";
import { setFact } from "./fact.ts";
import type { Mark } from "./fact.ts";
import { findEntity, findPolicy, findProfile, findThing } from "./find.ts";
import { endAll, takenFreely, unlink } from "./links.ts";
import type { Link, Links } from "./links.ts";

/**
 * What a successful DeleteUser, DeleteGroup or DeleteRole proves: IAM answers DeleteConflict while the thing has
 * policies, members, instance profiles or credentials. What the log still shows was taken away outside of it.
 */
export function closeEntity(account: AccountFacts, entity: EntityFacts, mark: Mark): void {
  const { kind, name } = entity;
  const thing = `${kind}/${name}`;
  const close = <T>(links: Links<T>, what: string) => closeList(account, links, thing, what, mark);
  close(entity.inline, "inline policy");
  for (const { value } of close(entity.attached, "attached policy")) {
    const policy = findPolicy(account, value);
    const of = kind === "user" ? policy?.users : kind === "group" ? policy?.groups : policy?.roles;
    if (of !== undefined) unlink(of, name, name, mark);
  }
  if (kind === "role") {
    for (const { value } of close(entity.profiles, "instance profile")) {
      const profile = findProfile(account, value);
      if (profile !== null) unlink(profile.roles, name, name, mark);
    }
  } else {
    const other = kind === "user" ? "group" : "user";
    for (const { value } of close(entity.members, other)) {
      const links = findEntity(account, other, value)?.members;
      if (links !== undefined) unlink(links, name, name, mark, takenFreely);
    }
  }
  if (kind === "user") closeCredentials(account, entity, mark);
  // A boundary goes with its owner.
  for (const { value } of entity.boundaries.values()) {
    const policy = findPolicy(account, value);
    const link = policy?.boundaryOf.get(thing.toLowerCase());
    if (
      policy !== null &&
      link !== undefined &&
      (link.ended === null || link.uncertain !== undefined)
    )
      unlink(policy.boundaryOf, thing, thing, mark, takenFreely);
  }
}

const credentialWords = {
  "access-key": "access key",
  "mfa-device": "MFA device",
  "login-profile": "login profile",
  "ssh-key": "SSH key",
  "signing-certificate": "signing certificate",
  "service-credential": "service-specific credential",
} as const;

function closeCredentials(account: AccountFacts, user: EntityFacts, mark: Mark): void {
  const kinds = [
    "access-key",
    "mfa-device",
    "login-profile",
    "ssh-key",
    "signing-certificate",
    "service-credential",
  ] as const;
  for (const kind of kinds) {
    const ended = closeList(
      account,
      user.credentials[kind],
      `user/${user.name}`,
      credentialWords[kind],
      mark,
    );
    for (const { value } of ended) {
      const thing = findThing(account, kind, kind === "login-profile" ? user.name : value);
      if (thing === null) continue;
      if (kind === "mfa-device")
        thing.values.set("UserName", setFact(thing.values.get("UserName"), null, mark, thing));
      else thing.deleted = mark;
    }
  }
}

/** What a successful DeletePolicy proves: nobody holds it, and it has no version but the default one. */
export function closePolicy(account: AccountFacts, policy: PolicyFacts, mark: Mark): void {
  const thing = `policy/${policy.arn}`;
  for (const kind of ["user", "group", "role"] as const) {
    const links = kind === "user" ? policy.users : kind === "group" ? policy.groups : policy.roles;
    for (const { value } of closeList(account, links, thing, `attachment to ${kind}`, mark)) {
      const held = findEntity(account, kind, value)?.attached;
      if (held !== undefined) unlink(held, policy.arn, policy.arn, mark);
    }
  }
  const other = [...policy.versionIds.values()].filter(
    (l) => l.ended === null && l.value !== policy.defaultVersion?.value,
  );
  if (policy.defaultVersion !== null && policy.defaultVersion.uncertain === undefined)
    for (const l of other) note(account, thing, "version", l, mark);
  endAll(policy.versionIds, mark);
  if (policy.defaultVersion !== null) policy.versionIds.whole ??= mark;
}

/** What a successful DeleteInstanceProfile proves: it holds no role. */
export function closeProfile(account: AccountFacts, profile: ProfileFacts, mark: Mark): void {
  const thing = `instance-profile/${profile.name}`;
  for (const { value } of closeList(account, profile.roles, thing, "role", mark)) {
    const held = findEntity(account, "role", value)?.profiles;
    if (held !== undefined) unlink(held, profile.name, profile.name, mark);
  }
}

function closeList<T>(
  account: AccountFacts,
  links: Links<T>,
  thing: string,
  what: string,
  mark: Mark,
): readonly Link<T>[] {
  const ended = endAll(links, mark);
  for (const l of ended) note(account, thing, what, l, mark);
  links.whole ??= mark;
  return ended;
}

function note(
  account: AccountFacts,
  thing: string,
  what: string,
  { value, since, shown, uncertain }: Link<unknown>,
  mark: Mark,
): void {
  const by = since ?? shown ?? null;
  // Within one second, or where the link may have been gone already, nothing contradicts.
  if (by === null || by.at === mark.at || uncertain !== undefined) return;
  const name =
    typeof value === "object" && value !== null && "name" in value
      ? String(value.name)
      : String(value);
  account.conflicts.push({
    thing,
    what: `Its ${what} ${name} stood by the log when it was deleted, which IAM refuses: it was taken away outside of this log.`,
    by: [by, mark],
  });
}
