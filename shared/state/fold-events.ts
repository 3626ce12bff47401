import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { emptyAccount } from "./account-facts.ts";
import type { AccountFacts } from "./account-facts.ts";
import { blur } from "./blur.ts";
import { markOf } from "./fact.ts";
import { applyEvent } from "./ledger.ts";
import { compare, orderSecond, seconds } from "./order.ts";

/** How far, and how, events are folded. */
export interface FoldOptions {
  /** Take in only what happened at or before this time, UTC ISO with seconds. */
  readonly until?: string;
  /** Stop just before this event (`CloudTrailEvent.id`). */
  readonly before?: string;
  /** Stop just after this event. */
  readonly upTo?: string;
  /** Note what events prove of the time before them, see `AccountFacts.firsts`. */
  readonly hindsight?: boolean;
}

/** Folds events second by second. */
export interface Folder {
  readonly accounts: ReadonlyMap<string, AccountFacts>;
  /**
   * Takes in all events of one second, in the order that IAM's preconditions give them. `each` is told of every event
   * just before it is folded, failed ones too; when it answers false, this event and the rest are left out.
   */
  readonly take: (
    second: readonly CloudTrailEvent[],
    each?: (event: CloudTrailEvent, account: AccountFacts) => boolean,
  ) => void;
}

/** A folder that has seen nothing yet. */
export function createFolder(hindsight = false): Folder {
  const accounts = new Map<string, AccountFacts>();
  const accountOf = (id: string, at: string | null): AccountFacts => {
    const known = accounts.get(id);
    if (known !== undefined) return known;
    const fresh = emptyAccount(id, at, hindsight);
    accounts.set(id, fresh);
    return fresh;
  };
  return {
    accounts,
    take: (second, each = () => true) => {
      for (const [id, own] of Map.groupBy(second, (event) => event.account ?? "")) {
        const account = accountOf(id, own[0]?.at ?? null);
        const ordered = orderSecond(own, account);
        for (const event of ordered.events) {
          if (!each(event, account)) return;
          applyTimed(account, event);
        }
        for (const one of ordered.blurs) blur(account, one);
      }
    },
  };
}

/** An event without a time may have changed what it names at any time: nothing follows from it for a moment. */
export function applyTimed(account: AccountFacts, event: CloudTrailEvent): void {
  if (event.at !== null) applyEvent(account, event);
  else if (event.outcome === "success" && event.source === "iam.amazonaws.com")
    account.blind.set(event.name, { name: event.name, by: markOf(event) });
}

/** The facts of each account after the events, which may come in any order. */
export function foldEvents(
  events: readonly CloudTrailEvent[],
  { until, before, upTo, hindsight = false }: FoldOptions = {},
): ReadonlyMap<string, AccountFacts> {
  const folder = createFolder(hindsight);
  let isOver = false;
  for (const second of inTime(events)) {
    const at = second[0]?.at ?? null;
    if (until !== undefined && at !== null && at > until) break;
    let hasPassed = false;
    folder.take(second, (event) => {
      isOver ||= event.id === before || hasPassed;
      hasPassed = event.id === upTo;
      return !isOver;
    });
    if (isOver || hasPassed) break;
  }
  return folder.accounts;
}

/**
 * Events in order of time, and within a second in one that IAM accepts, see `orderSecond`. Events without a readable
 * time come first.
 */
export function orderEvents(events: readonly CloudTrailEvent[]): readonly CloudTrailEvent[] {
  const folder = createFolder();
  const ordered: CloudTrailEvent[] = [];
  for (const second of inTime(events)) {
    folder.take(second, (event) => {
      ordered.push(event);
      return true;
    });
  }
  return ordered;
}

function inTime(events: readonly CloudTrailEvent[]): Iterable<readonly CloudTrailEvent[]> {
  return seconds(events.toSorted((a, b) => compare(a.at ?? "", b.at ?? "") || compare(a.id, b.id)));
}
