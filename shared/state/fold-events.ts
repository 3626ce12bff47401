import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { emptyAccount } from "./account-facts.ts";
import type { AccountFacts } from "./account-facts.ts";
import { applyEvent } from "./ledger.ts";
import { orderEvents } from "./order.ts";

/** How far, and how, events are folded. */
export interface FoldOptions {
  /** Take in only what happened at or before this time, UTC ISO with seconds. */
  readonly until?: string;
  /** Stop just before this event. */
  readonly before?: string;
  /** Stop after this event. */
  readonly upTo?: string;
  /** Note what events prove of the time before them, see `AccountFacts.firsts`. */
  readonly hindsight?: boolean;
}

/** The facts of each account after the events, which may come in any order. */
export function foldEvents(
  events: readonly CloudTrailEvent[],
  { until, before, upTo, hindsight = false }: FoldOptions = {},
): ReadonlyMap<string, AccountFacts> {
  const accounts = new Map<string, AccountFacts>();
  for (const event of orderEvents(events)) {
    if (event.id === before) break;
    if (until !== undefined && event.at !== null && event.at > until) break;
    const id = event.account ?? "";
    let account = accounts.get(id);
    if (account === undefined) {
      account = emptyAccount(id, event.at, hindsight);
      accounts.set(id, account);
    }
    applyEvent(account, event);
    if (event.id === upTo) break;
  }
  return accounts;
}
