/** Entities of the index, and what answers show of them. */
import type { CloudTrailEvent } from "../../shared/cloudtrail-event.ts";
import type { KindCount } from "../../shared/ipc/state.ts";
import { entityKinds } from "../../shared/ipc/state.ts";
import { emptyAccount, policyKey } from "../../shared/state/account-facts.ts";
import type { AccountFacts, Conflict } from "../../shared/state/account-facts.ts";
import { markOf } from "../../shared/state/fact.ts";
import type { BlindEvent, By, Contradiction } from "../../shared/state/state.ts";
import { byOf } from "../../shared/state/view-parts.ts";
import { touchesOf } from "../../shared/state/touches.ts";
import type { IndexedAccount, IndexedEntity } from "./indexed.ts";

/** The entity of a key as `EntityState.key`, whatever the case. */
export function findIndexed(account: IndexedAccount, key: string): IndexedEntity | undefined {
  const slash = key.indexOf("/");
  const kind = key.slice(0, slash);
  const name = key.slice(slash + 1);
  return account.entities.get(
    `${kind}/${kind === "policy" ? policyKey(name) : name.toLowerCase()}`,
  );
}

/** Whether an entity exists before the event of a number; null: open. */
export function existsAt({ lives, before }: IndexedEntity, bound: number): boolean | null {
  const last = lives.findLast(({ seq }) => seq < bound);
  return last === undefined ? before : last.exists;
}

/** How many entities of each kind there are before the event of a number. */
export function countKinds(account: IndexedAccount, bound: number): readonly KindCount[] {
  const counts = new Map(entityKinds.map((kind) => [kind, { kind, exist: 0, gone: 0, open: 0 }]));
  for (const entity of account.entities.values()) {
    const count = counts.get(entity.kind);
    const exists = existsAt(entity, bound);
    if (count === undefined) continue;
    if (exists === null) count.open++;
    else if (exists) count.exist++;
    else if ((entity.seqs[0] ?? bound) < bound) count.gone++;
  }
  return [...counts.values()];
}

/** Keys of the other entities that an event names. */
export function others(
  account: IndexedAccount,
  own: IndexedEntity,
  event: CloudTrailEvent,
): readonly string[] {
  const facts = emptyAccount(account.id, null);
  return touchesOf(event, facts).names.flatMap((key) => {
    const other = account.entities.get(key);
    return other === undefined || other === own ? [] : [other.key];
  });
}

/** An event as answers name it. */
export function byOfEvent(event: CloudTrailEvent): By {
  return byOf(markOf(event));
}

/** A contradiction as answers show it. */
export function contradiction({ thing, what, by }: Conflict): Contradiction {
  return { thing, what, events: by.map((mark) => byOf(mark)) };
}

/** The events whose records do not say what they changed. */
export function blindEvents(facts: AccountFacts): readonly BlindEvent[] {
  return [...facts.blind.values()].map(({ name, by: { id, at, actor } }) => ({
    name,
    by: { eventId: id, at, actor },
  }));
}
