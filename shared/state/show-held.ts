/** What is gone by a file that holds all things of a kind. */
import { isAwsManaged } from "../iam/arn.ts";
import type { Life } from "./account-facts.ts";
import { policyKey } from "./account-facts.ts";
import { closeEntity, closePolicy } from "./close.ts";
import { entityPlace, lifeKey, policyPlace, tableOf } from "./find.ts";
import type { Place } from "./find.ts";
import { drift, isBlind, isNewer } from "./show-parts.ts";
import type { Entry } from "./show-parts.ts";
import type { HeldFact } from "./shown.ts";

/** Ends what stands by the log and is not in the file. */
export function showHeld(entry: (thing: string) => Entry, { names }: HeldFact): void {
  for (const [kind, held] of names) {
    const { account, mark } = entry("");
    account.wholes.set(kind, mark);
    if (kind === "policy") {
      for (const policy of account.policies.values()) {
        if (isAwsManaged(policy.arn) || held.has(policyKey(policy.arn))) continue;
        const own = entry(`policy/${policy.arn}`);
        end(own, policyPlace(account, policy.arn), policy, () =>
          closePolicy(account, policy, mark),
        );
      }
      continue;
    }
    for (const entity of tableOf(account, kind).values()) {
      if (held.has(entity.name.toLowerCase())) continue;
      const own = entry(`${kind}/${entity.name}`);
      end(own, entityPlace(account, kind, entity.name), entity, () =>
        closeEntity(account, entity, mark),
      );
    }
  }
}

function end<T extends Life>(
  entry: Entry,
  place: Pick<Place<T>, "kind" | "key" | "table">,
  thing: T,
  close: () => void,
): void {
  const { account, mark } = entry;
  const key = lifeKey(place);
  const life = account.lives.get(key);
  if (life === undefined) return;
  const isOpen = life.uncertain !== undefined || thing.isEndAsked;
  if ((thing.deleted !== null && !isOpen) || (life.ended !== null && !isOpen)) return;
  const last = life.ended ?? life.since ?? life.shown;
  if (isNewer(entry, last) || isNewer(entry, thing.created) || isNewer(entry, thing.seen)) return;
  if (isNewer(entry, thing.deleted)) return;
  if (!isOpen && !isBlind(entry))
    drift(entry, {
      part: "life",
      how: "less",
      value: null,
      before: null,
      after: null,
      log: [thing.created ?? thing.seen],
      latest: () => place.table.get(place.key)?.created ?? null,
    });
  account.touched?.add(key);
  thing.isEndAsked = false;
  thing.deleted = mark;
  account.lives.set(key, { value: life.value, since: life.since, ended: mark });
  // What it held is gone with it, in whatever order: nothing follows from that.
  const { length } = account.conflicts;
  close();
  account.conflicts.length = length;
}
