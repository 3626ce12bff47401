/**
 * State of AWS accounts at a moment, as the log proves it.
 *
 * - `orderEvents(events)` brings events into an order that IAM accepts: by time, and within a second by IAM's own
 *   preconditions (`order.ts`).
 * - `foldEvents(events, options)` folds them into `AccountFacts` by account: the working form, with an event (`Mark`) for
 *   each fact, which detections and inverse plans use as well.
 * - `accountState(facts)`, `entityState(facts, key)` turn facts into `AccountState`: plain data for screens, printers and
 *   comparisons. `stateAt(events, account, moment)` does all of this, and adds what later events prove of the moment.
 *
 * Nothing is guessed. A fact is told by an event, or unknown with the reason. A list says whether it is complete. What
 * the order within one second leaves open is `uncertain`, with the events.
 */
import { emptyEntity, emptyPolicy, emptyProfile, emptyThing, policyKey } from "./account-facts.ts";
import type { AccountFacts } from "./account-facts.ts";
import type { Mark } from "./fact.ts";
import type { AccountState, EntityState, OtherState } from "./state-types.ts";
import { byOf, isAhead, lensOf } from "./view-parts.ts";
import { conflictsOf } from "./drift.ts";
import type { Lens } from "./view-parts.ts";
import {
  groupState,
  instanceProfileState,
  otherState,
  policyState,
  roleState,
  userState,
} from "./view-entities.ts";
import { isOtherKind } from "./view-entities.ts";
import { rootState, settingsState } from "./view-settings.ts";

export { foldEvents, orderEvents } from "./fold-events.ts";
export { rootState, settingsState } from "./view-settings.ts";
export type * from "./state-types.ts";

/**
 * Everything known of an account, things sorted as they were first seen. `later`: the fold of all events of the account
 * (with `hindsight`), which adds what events after the moment prove of it; `now` must then be folded with hindsight too.
 * `at`: the moment, UTC ISO; what snapshots say was made after it is then not taken for there.
 */
export function accountState(
  now: AccountFacts,
  later: AccountFacts | null = null,
  at: string | null = null,
): AccountState {
  const lens = lensOf(now, later, at);
  const ahead = unseen(lens).flatMap((key) => stateOf(lens, key) ?? []);
  return {
    account: now.id,
    firstAt: now.firstAt,
    users: [
      ...[...now.users.values()].map((e) => userState(lens, e)),
      ...ahead.filter((e) => e.kind === "user"),
    ],
    groups: [
      ...[...now.groups.values()].map((e) => groupState(lens, e)),
      ...ahead.filter((e) => e.kind === "group"),
    ],
    roles: [
      ...[...now.roles.values()].map((e) => roleState(lens, e)),
      ...ahead.filter((e) => e.kind === "role"),
    ],
    policies: [
      ...[...now.policies.values()].map((e) => policyState(lens, e)),
      ...ahead.filter((e) => e.kind === "policy"),
    ],
    instanceProfiles: [
      ...[...now.profiles.values()].map((e) => instanceProfileState(lens, e)),
      ...ahead.filter((e) => e.kind === "instance-profile"),
    ],
    others: [
      ...[...now.things.values()].flatMap((e) =>
        isOtherKind(e.kind) ? [otherState(lens, e, e.kind)] : [],
      ),
      ...ahead.filter((e): e is OtherState => isOtherKind(e.kind)),
    ],
    root: rootState(lens),
    settings: settingsState(lens),
    complete: [...now.wholes].flatMap(([kind, mark]) =>
      isOpenSince(now, mark) ? [] : [{ kind, by: byOf(mark) }],
    ),
    contradictions: conflictsOf(now).map(({ thing, what, by }) => ({
      thing,
      what,
      events: by.map((mark) => byOf(mark)),
    })),
    blind: [...now.blind.values()].map(({ name, by }) => ({ name, by: byOf(by) })),
  };
}

/** Whether an event from a mark on does not say what it changed: it may have made anything. */
export function isOpenSince({ blind }: AccountFacts, mark: Mark): boolean {
  return [...blind.values()].some(
    ({ by }) => by.at === null || mark.at === null || by.at >= mark.at,
  );
}

/** Keys of things that no event up to the moment names, and that stood then by what later ones prove. */
function unseen(lens: Lens): readonly string[] {
  const { now, later } = lens;
  return [...(later?.firsts?.keys() ?? [])].filter(
    (key) =>
      !now.lives.has(key) && later?.lives.first?.get(key)?.was === "stood" && !isAhead(lens, key),
  );
}

/**
 * One thing by its key (`user/alice`, `policy/arn:…`, see `StateThing.key`), whatever the case; null when no event up
 * to the moment names it, and none after it proves anything. `later` as in `accountState`.
 */
export function entityState(
  now: AccountFacts,
  key: string,
  later: AccountFacts | null = null,
  at: string | null = null,
): EntityState | null {
  const slash = key.indexOf("/");
  const kind = key.slice(0, slash);
  const name = key.slice(slash + 1);
  return stateOf(
    lensOf(now, later, at),
    `${kind}/${kind === "policy" ? policyKey(name) : name.toLowerCase()}`,
  );
}

/** `key`: as in `AccountFacts.lives`. */
function stateOf(lens: Lens, key: string): EntityState | null {
  const { now } = lens;
  const slash = key.indexOf("/");
  const kind = key.slice(0, slash);
  const id = key.slice(slash + 1);
  const told = lens.later?.lives.first?.get(key);
  // Things are made empty where only later events name them.
  const isTold = told !== undefined && told.was !== "open" && !now.lives.has(key);
  const name = isTold ? told.value : id;
  const find = <T>(table: ReadonlyMap<string, T>, at: string, fresh: () => T): T | null =>
    table.get(at) ?? (isTold ? fresh() : null);
  switch (kind) {
    case "user":
      return of(
        find(now.users, id, () => emptyEntity(kind, name, true)),
        (e) => userState(lens, e),
      );
    case "group":
      return of(
        find(now.groups, id, () => emptyEntity(kind, name, true)),
        (e) => groupState(lens, e),
      );
    case "role":
      return of(
        find(now.roles, id, () => emptyEntity(kind, name, true)),
        (e) => roleState(lens, e),
      );
    case "policy":
      return of(
        find(now.policies, id, () => emptyPolicy(name, true)),
        (e) => policyState(lens, e),
      );
    case "instance-profile":
      return of(
        find(now.profiles, id, () => emptyProfile(name, true)),
        (e) => instanceProfileState(lens, e),
      );
    default:
      return isOtherKind(kind)
        ? of(
            find(now.things, key, () => emptyThing(kind, name, true)),
            (e) => otherState(lens, e, kind),
          )
        : null;
  }
}

function of<T, R>(thing: T | null, read: (thing: T) => R): R | null {
  return thing === null ? null : read(thing);
}
