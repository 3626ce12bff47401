import { emptyEntity, emptyPolicy, emptyProfile, emptyThing } from "./account-facts.ts";
import { policyKey, thingKey } from "./account-facts.ts";
import type {
  AccountFacts,
  EntityFacts,
  Life,
  PolicyFacts,
  ProfileFacts,
  ThingFacts,
  ThingKind,
} from "./account-facts.ts";
import type { Mark } from "./fact.ts";
import { link, madeOnce, show, unlink } from "./links.ts";

/** A kind of thing with a name, how it is found and how one of which nothing is known is made. */
export interface Place<T extends Life> {
  readonly kind: string;
  readonly name: string;
  readonly table: Map<string, T>;
  /** In `table`. */
  readonly key: string;
  readonly fresh: () => T;
}

/** The place of a user, group or role. */
export function entityPlace(
  account: AccountFacts,
  kind: EntityFacts["kind"],
  name: string,
): Place<EntityFacts> {
  return {
    kind,
    name,
    table: tableOf(account, kind),
    key: name.toLowerCase(),
    fresh: () => emptyEntity(kind, name, account.firsts !== null),
  };
}

/** The place of a managed policy. */
export function policyPlace(account: AccountFacts, arn: string): Place<PolicyFacts> {
  return {
    kind: "policy",
    name: arn,
    table: account.policies,
    key: policyKey(arn),
    fresh: () => emptyPolicy(arn, account.firsts !== null),
  };
}

/** The place of an instance profile. */
export function profilePlace(account: AccountFacts, name: string): Place<ProfileFacts> {
  return {
    kind: "instance-profile",
    name,
    table: account.profiles,
    key: name.toLowerCase(),
    fresh: () => emptyProfile(name, account.firsts !== null),
  };
}

/** The place of a credential, provider, server certificate or delegation request. */
export function thingPlace(account: AccountFacts, kind: ThingKind, id: string): Place<ThingFacts> {
  return {
    kind,
    name: id,
    table: account.things,
    key: thingKey(kind, id),
    fresh: () => emptyThing(kind, id, account.firsts !== null),
  };
}

/** The user, group or role that an event changes; made when it is not known yet. */
export function entityFor(
  account: AccountFacts,
  kind: EntityFacts["kind"],
  name: string,
  mark: Mark,
): EntityFacts {
  return known(account, entityPlace(account, kind, name), mark);
}

/** The managed policy that an event changes; made when it is not known yet. */
export function policyFor(account: AccountFacts, arn: string, mark: Mark): PolicyFacts {
  return known(account, policyPlace(account, arn), mark);
}

/** The instance profile that an event changes; made when it is not known yet. */
export function profileFor(account: AccountFacts, name: string, mark: Mark): ProfileFacts {
  return known(account, profilePlace(account, name), mark);
}

/** The thing that an event changes; made when it is not known yet. */
export function thingFor(
  account: AccountFacts,
  kind: ThingKind,
  id: string,
  mark: Mark,
): ThingFacts {
  return known(account, thingPlace(account, kind, id), mark);
}

/** A user, group or role as known so far, or null. */
export function findEntity(
  account: AccountFacts,
  kind: EntityFacts["kind"],
  name: string | null,
): EntityFacts | null {
  const found = name === null ? undefined : tableOf(account, kind).get(name.toLowerCase());
  return touch(account, kind, name, found);
}

/** A managed policy as known so far, or null. */
export function findPolicy(account: AccountFacts, arn: string | null): PolicyFacts | null {
  const key = arn === null ? null : policyKey(arn);
  return touch(account, "policy", key, key === null ? undefined : account.policies.get(key));
}

/** An instance profile as known so far, or null. */
export function findProfile(account: AccountFacts, name: string | null): ProfileFacts | null {
  const found = name === null ? undefined : account.profiles.get(name.toLowerCase());
  return touch(account, "instance-profile", name, found);
}

/** A credential, provider, server certificate or delegation request as known so far, or null. */
export function findThing(
  account: AccountFacts,
  kind: ThingKind,
  id: string | null,
): ThingFacts | null {
  const found = id === null ? undefined : account.things.get(thingKey(kind, id));
  return touch(account, kind, id, found);
}

/** Who asks for a thing to change it concerns it. */
function touch<T>(
  account: AccountFacts,
  kind: string,
  name: string | null,
  found: T | undefined,
): T | null {
  if (found === undefined || name === null) return null;
  account.touched?.add(`${kind}/${name.toLowerCase()}`);
  return found;
}

/** A credential by its id alone, which IAM gives out once: as known so far, or null. */
export function credentialOf(account: AccountFacts, id: string | null): ThingFacts | null {
  for (const kind of [
    "access-key",
    "signing-certificate",
    "ssh-key",
    "service-credential",
  ] as const) {
    const found = findThing(account, kind, id);
    if (found !== null) return found;
  }
  return null;
}

/** The users, groups or roles of an account. */
export function tableOf(
  account: AccountFacts,
  kind: EntityFacts["kind"],
): Map<string, EntityFacts> {
  return kind === "user" ? account.users : kind === "group" ? account.groups : account.roles;
}

/** The key of a thing's life in `AccountFacts.lives`. */
export function lifeKey(place: Pick<Place<Life>, "kind" | "key">): string {
  return place.key.startsWith(`${place.kind}/`) ? place.key : `${place.kind}/${place.key}`;
}

/** Lets a thing stand under its name; what was read of the former under that name holds no longer. */
export function put<T extends Life>(account: AccountFacts, place: Place<T>, thing: T): void {
  place.table.set(place.key, thing);
  if (place.kind === "policy") account.edited.push(place.key);
}

/** What a successful call names exists. */
function known<T extends Life>(account: AccountFacts, place: Place<T>, mark: Mark): T {
  const { table, key, fresh } = place;
  const life = lifeKey(place);
  const before = table.get(key);
  account.touched?.add(life);
  if (before?.isEndAsked === true && before.deleted?.at !== mark.at) {
    // What was asked for has not happened: a new one would have been created.
    before.isEndAsked = false;
    before.deleted = null;
  }
  // Within one second the order of events is not known, so a change that seems to follow the deletion came before it.
  const isGone =
    before !== undefined &&
    before.deleted !== null &&
    (before.deleted.at !== mark.at || before.deleted.at === null);
  const thing = before === undefined || isGone ? fresh() : before;
  if (isGone && mark.file === undefined) noteReturn(account, place, before, mark);
  show(account.lives, life, place.name, mark);
  if (thing !== before) {
    thing.seen = mark;
    put(account, place, thing);
    if (account.firsts?.has(life) === false) account.firsts.set(life, thing);
  }
  if (thing.created !== null && thing.created.actor !== mark.actor && mark.file === undefined)
    thing.touchedByOthers = true;
  return thing;
}

/** A thing that was deleted stands again, and the log does not hold how. */
function noteReturn(
  account: AccountFacts,
  place: Place<Life>,
  { deleted, isEndAsked }: Life,
  mark: Mark,
): void {
  if (deleted === null || isEndAsked) return;
  if (account.lives.get(lifeKey(place))?.uncertain !== undefined) return;
  account.conflicts.push({
    thing: `${place.kind}/${place.name}`,
    what: "It was deleted, then changed again: its new creation is not in this log.",
    by: [deleted, mark],
  });
}

/**
 * The thing that an event creates. It starts empty, and complete: what the log does not add from now on is not there.
 * Changes of the same second that came in before their creation are kept.
 */
export function create<T extends Life>(account: AccountFacts, place: Place<T>, mark: Mark): T {
  const { table, key, fresh } = place;
  const life = lifeKey(place);
  const before = table.get(key);
  account.touched?.add(life);
  const isSameSecond =
    before !== undefined &&
    before.created === null &&
    before.deleted === null &&
    before.seen !== null &&
    before.seen.at !== null &&
    before.seen.at === mark.at;
  const thing = isSameSecond ? before : fresh();
  if (before !== undefined && thing !== before) noteOverwritten(account, place, before, mark);
  thing.former = before === undefined || before === thing ? null : formerOf(before, mark);
  thing.created = mark;
  thing.seen = mark;
  put(account, place, thing);
  if (account.firsts?.has(life) === false) account.firsts.set(life, thing);
  link(account.lives, life, place.name, mark, madeOnce);
  thing.tags.whole = mark;
  thing.tags.former = thing.former?.tags ?? null;
  return thing;
}

/** The thing of the same name that stood in this second; those of earlier ones are not kept in memory. */
function formerOf<T extends Life>(before: T, mark: Mark): T | null {
  if (mark.at === null) return null;
  const ended = before.deleted;
  if (ended !== null && ended.at !== mark.at) return null;
  if (before.created?.at !== mark.at) before.former = null;
  return before;
}

function noteOverwritten(
  account: AccountFacts,
  place: Place<Life>,
  before: Life,
  mark: Mark,
): void {
  const shown = before.created ?? before.seen;
  if (before.deleted !== null || shown === null || shown.at === mark.at) return;
  account.conflicts.push({
    thing: `${place.kind}/${place.name}`,
    what: "It was created although it stood: the deletion before is not in this log.",
    by: [shown, mark],
  });
}

/** Notes that an event deleted a thing. */
export function remove<T extends Life>(account: AccountFacts, place: Place<T>, mark: Mark): T {
  const thing = known(account, place, mark);
  thing.deleted = mark;
  unlink(account.lives, lifeKey(place), place.name, mark, madeOnce);
  return thing;
}
