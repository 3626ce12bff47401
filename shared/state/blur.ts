import type {
  AccountFacts,
  EntityFacts,
  Life,
  PolicyFacts,
  ProfileFacts,
} from "./account-facts.ts";
import { policyKey } from "./account-facts.ts";
import type { Mark } from "./fact.ts";
import {
  entityPlace,
  findEntity,
  findPolicy,
  findProfile,
  policyPlace,
  profilePlace,
  thingPlace,
  put,
} from "./find.ts";
import type { Place } from "./find.ts";
import type { Links } from "./links.ts";

/** A thing that was made and ended in one second so often that the log does not tell which of it is left. */
export interface Blur {
  /** As in `AccountFacts.lives`. */
  readonly key: string;
  /** The events that made and ended it. */
  readonly by: readonly Mark[];
}

/**
 * Forgets what is known of such a thing, once its second was folded. Whether it exists is told by the numbers of
 * creations and deletions, see `settle`; what it holds is not.
 */
export function blur(account: AccountFacts, { key, by }: Blur): void {
  const life = account.lives.get(key);
  const last = by.at(-1);
  if (life === undefined || last === undefined) return;
  const place = placeOf(account, key, life.value);
  if (place === null) return;
  const old = place.table.get(place.key);
  for (let one: Life | null = old ?? null; one !== null; one = one.former) loosen(account, one, by);
  const fresh = place.fresh();
  fresh.seen = last;
  if (life.ended !== null && life.uncertain === undefined) fresh.deleted = life.ended;
  put(account, place, fresh);
}

function placeOf(account: AccountFacts, key: string, name: string): Place<Life> | null {
  const kind = key.slice(0, key.indexOf("/"));
  switch (kind) {
    case "user":
    case "group":
    case "role":
      return wide(entityPlace(account, kind, name));
    case "policy":
      return wide(policyPlace(account, name));
    case "instance-profile":
      return wide(profilePlace(account, name));
    case "saml-provider":
    case "oidc-provider":
    case "server-certificate":
    case "mfa-device":
    case "login-profile":
      return wide(thingPlace(account, kind, name));
    default:
      return null;
  }
}

/** Only things that `fresh` has made are put into `table`. */
function wide<T extends Life>(place: Place<T>): Place<Life> {
  return place;
}

/** What others have of it may stand or not. */
function loosen(account: AccountFacts, old: Life, by: readonly Mark[]): void {
  const ids = by.map(({ id }) => id);
  if ("arn" in old && "versionIds" in old) {
    // A policy: told by the members that only it has.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const policy = old as PolicyFacts;
    const key = policyKey(policy.arn);
    for (const kind of ["user", "group", "role"] as const) {
      const links =
        kind === "user" ? policy.users : kind === "group" ? policy.groups : policy.roles;
      for (const { value } of links.values())
        open(findEntity(account, kind, value)?.attached, policy.arn, ids, key);
    }
    return;
  }
  if ("attached" in old) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const { kind, name, attached, members, profiles, boundaries } = old as EntityFacts;
    for (const { value } of attached.values()) {
      const policy = findPolicy(account, value);
      open(
        kind === "user" ? policy?.users : kind === "group" ? policy?.groups : policy?.roles,
        name,
        ids,
      );
    }
    for (const { value } of members.values())
      open(findEntity(account, kind === "user" ? "group" : "user", value)?.members, name, ids);
    for (const { value } of profiles.values()) open(findProfile(account, value)?.roles, name, ids);
    for (const { value } of boundaries.values())
      open(findPolicy(account, value)?.boundaryOf, `${kind}/${name}`, ids);
    return;
  }
  if ("instances" in old) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const { name, roles } = old as ProfileFacts;
    for (const { value } of roles.values())
      open(findEntity(account, "role", value)?.profiles, name, ids);
  }
}

function open(
  links: Links<string> | undefined,
  key: string,
  ids: readonly string[],
  policy?: string,
): void {
  if (links === undefined) return;
  // ARNs of one policy may differ in case or partition.
  for (const [id, link] of links) {
    if (policy === undefined ? id !== key.toLowerCase() : policyKey(link.value) !== policy)
      continue;
    // It may stand under another name.
    links.whole = null;
    links.set(id, { ...link, uncertain: [...new Set([...(link.uncertain ?? []), ...ids])] });
  }
}
