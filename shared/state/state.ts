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
import { policyKey, thingKey } from "./account-facts.ts";
import type { AccountFacts, ThingKind } from "./account-facts.ts";
import type { AccountState, EntityState } from "./state-types.ts";
import { byOf } from "./view-parts.ts";
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
export type { FoldOptions } from "./fold-events.ts";
export { rootState, settingsState } from "./view-settings.ts";
export type * from "./state-types.ts";

/** Everything known of an account, things sorted as they were first seen. */
export function accountState(now: AccountFacts, later: AccountFacts | null = null): AccountState {
  const lens: Lens = { now, later };
  return {
    account: now.id,
    firstAt: now.firstAt,
    users: [...now.users.values()].map((e) => userState(lens, e)),
    groups: [...now.groups.values()].map((e) => groupState(lens, e)),
    roles: [...now.roles.values()].map((e) => roleState(lens, e)),
    policies: [...now.policies.values()].map((e) => policyState(lens, e)),
    instanceProfiles: [...now.profiles.values()].map((e) => instanceProfileState(lens, e)),
    others: [...now.things.values()].flatMap((e) =>
      isOtherKind(e.kind) ? [otherState(lens, e, e.kind)] : [],
    ),
    root: rootState(lens),
    settings: settingsState(lens),
    contradictions: now.conflicts.map(({ thing, what, by }) => ({
      thing,
      what,
      events: by.map((mark) => byOf(mark)),
    })),
    blind: [...now.blind.values()].map(({ name, by }) => ({ name, by: byOf(by) })),
  };
}

/**
 * One thing by its key (`user/alice`, `policy/arn:…`, see `StateThing.key`), whatever the case; null when no event
 * names it.
 */
export function entityState(
  now: AccountFacts,
  key: string,
  later: AccountFacts | null = null,
): EntityState | null {
  const lens: Lens = { now, later };
  const slash = key.indexOf("/");
  const kind = key.slice(0, slash);
  const id = key.slice(slash + 1);
  const name = id.toLowerCase();
  switch (kind) {
    case "user":
      return of(now.users.get(name), (e) => userState(lens, e));
    case "group":
      return of(now.groups.get(name), (e) => groupState(lens, e));
    case "role":
      return of(now.roles.get(name), (e) => roleState(lens, e));
    case "policy":
      return of(now.policies.get(policyKey(id)), (e) => policyState(lens, e));
    case "instance-profile":
      return of(now.profiles.get(name), (e) => instanceProfileState(lens, e));
    default:
      return isOtherKind(kind)
        ? of(now.things.get(thingKey(kind satisfies ThingKind, id)), (e) =>
            otherState(lens, e, kind),
          )
        : null;
  }
}

function of<T, R>(thing: T | undefined, read: (thing: T) => R): R | null {
  return thing === undefined ? null : read(thing);
}
