import { emptyEntity, emptyPolicy, emptyProfile, policyKey } from "./account-facts.ts";
import type {
  AccountFacts,
  EntityFacts,
  Life,
  PolicyFacts,
  ProfileFacts,
} from "./account-facts.ts";
import type { Mark } from "./fact.ts";

/** The user, group or role that an event changes; made when it is not known yet. */
export function entityFor(
  account: AccountFacts,
  kind: EntityFacts["kind"],
  name: string,
  mark: Mark,
): EntityFacts {
  return lifeFor(tableOf(account, kind), name.toLowerCase(), mark, () => emptyEntity(kind, name));
}

/** The managed policy that an event changes; made when it is not known yet. */
export function policyFor(account: AccountFacts, arn: string, mark: Mark): PolicyFacts {
  return lifeFor(account.policies, policyKey(arn), mark, () => emptyPolicy(arn));
}

/** The instance profile that an event changes; made when it is not known yet. */
export function profileFor(account: AccountFacts, name: string, mark: Mark): ProfileFacts {
  return lifeFor(account.profiles, name.toLowerCase(), mark, () => emptyProfile(name));
}

/** A user, group or role as known so far, or null. */
export function findEntity(
  account: AccountFacts,
  kind: EntityFacts["kind"],
  name: string | null,
): EntityFacts | null {
  return name === null ? null : (tableOf(account, kind).get(name.toLowerCase()) ?? null);
}

/** A managed policy as known so far, or null. */
export function findPolicy(account: AccountFacts, arn: string | null): PolicyFacts | null {
  return arn === null ? null : (account.policies.get(policyKey(arn)) ?? null);
}

/** An instance profile as known so far, or null. */
export function findProfile(account: AccountFacts, name: string | null): ProfileFacts | null {
  return name === null ? null : (account.profiles.get(name.toLowerCase()) ?? null);
}

/** The users, groups or roles of an account. */
export function tableOf(
  account: AccountFacts,
  kind: EntityFacts["kind"],
): Map<string, EntityFacts> {
  return kind === "user" ? account.users : kind === "group" ? account.groups : account.roles;
}

function lifeFor<T extends Life>(
  table: Map<string, T>,
  key: string,
  mark: Mark,
  fresh: () => T,
): T {
  const known = table.get(key);
  // A change to a thing deleted earlier means that its new creation is not in the log. Within one second the order of
  // events is not known, so a change that seems to follow the deletion came before it.
  const isGone = known !== undefined && known.deleted !== null && known.deleted.at !== mark.at;
  const thing = known === undefined || isGone ? fresh() : known;
  if (thing !== known) {
    thing.seenAt = mark.at;
    table.set(key, thing);
  }
  if (thing.created !== null && thing.created.actor !== mark.actor) thing.touchedByOthers = true;
  return thing;
}

/**
 * The thing that an event creates. It starts empty, and complete: what the log does not add from now on is not there.
 * Changes of the same second that came in before their creation are kept.
 */
export function createLife<T extends Life>(
  table: Map<string, T>,
  key: string,
  mark: Mark,
  fresh: () => T,
): T {
  const known = table.get(key);
  const isSameSecond =
    known !== undefined &&
    known.created === null &&
    known.deleted === null &&
    known.seenAt !== null &&
    known.seenAt === mark.at;
  const thing = isSameSecond ? known : fresh();
  thing.created = mark;
  thing.seenAt = mark.at;
  table.set(key, thing);
  return thing;
}
