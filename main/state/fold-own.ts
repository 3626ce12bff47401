/** Folds the events that concern one entity. */
import type { CloudTrailEvent } from "../../shared/cloudtrail-event.ts";
import { emptyAccount } from "../../shared/state/account-facts.ts";
import type { AccountFacts } from "../../shared/state/account-facts.ts";
import { blur } from "../../shared/state/blur.ts";
import { applyTimed } from "../../shared/state/fold-events.ts";
import type { IndexedAccount } from "./indexed.ts";

/**
 * The facts of an account as far as the events of one entity tell them, which is all of what is known of that entity.
 * `times`: seconds since 1970 of each event. `facts`: those of the events before; seconds must be whole.
 */
export function foldOwn(
  account: IndexedAccount,
  events: readonly CloudTrailEvent[],
  times: readonly number[],
  facts: AccountFacts = emptyAccount(account.id, account.firstAt, true),
): AccountFacts {
  events.forEach((event, i) => {
    applyTimed(facts, event);
    const t = times[i] ?? 0;
    // What was forgotten after a second is so here as well.
    if (times[i + 1] !== t) for (const one of account.blurs.get(t) ?? []) blur(facts, one);
  });
  return facts;
}
