import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { emptyAccount } from "./account-facts.ts";
import type { AccountFacts } from "./account-facts.ts";
import { blur } from "./blur.ts";
import type { Blur } from "./blur.ts";
import { markOf } from "./fact.ts";
import { applyEvent } from "./ledger.ts";
import { orderSecond, seconds } from "./order.ts";
import { isShown } from "./shown.ts";
import { compare } from "./turns.ts";
import { touchesOf } from "./touches.ts";

/** How far, and how, events are folded. */
export interface FoldOptions {
  /** Take in only what happened at or before this time, UTC ISO with seconds. */
  readonly until?: string;
  /**
   * Stop just before this event (`CloudTrailEvent.id`): what others of its second change, and may have changed before or
   * after it, is uncertain.
   */
  readonly before?: string;
  /** Stop just after this event, in the same way. */
  readonly upTo?: string;
  /** Note what events prove of the time before them, see `AccountFacts.firsts`. */
  readonly hindsight?: boolean;
}

/** Folds events second by second. */
export interface Folder {
  readonly accounts: ReadonlyMap<string, AccountFacts>;
  /**
   * Takes in all events of one second, in the order that IAM's preconditions give them. `each` is told of every event
   * just before it is folded, failed ones too; when it answers false, this event and the rest are left out. `onBlur` is
   * told of things that were forgotten after them.
   */
  readonly take: (
    second: readonly CloudTrailEvent[],
    each?: (event: CloudTrailEvent, account: AccountFacts) => boolean,
    onBlur?: (blurred: Blur, account: AccountFacts) => void,
  ) => void;
  /** Takes in the events of one second as far as the moment of one of them, see `foldToMoment`. */
  readonly takeTo: (second: readonly CloudTrailEvent[], moment: EventMoment) => void;
}

/** Just before, or just after, an event. */
export interface EventMoment {
  readonly event: CloudTrailEvent;
  readonly isBefore: boolean;
}

/** A folder that has seen nothing yet. */
export function createFolder(hindsight = false): Folder {
  const accounts = new Map<string, AccountFacts>();
  const accountOf = (id: string, own: readonly CloudTrailEvent[]): AccountFacts => {
    // What was before the first event is unknown, whatever a snapshot of that time shows.
    const at = own.find((event) => !isShown(event))?.at ?? null;
    const known = accounts.get(id);
    if (known !== undefined) {
      known.firstAt ??= at;
      return known;
    }
    const fresh = emptyAccount(id, at, hindsight);
    accounts.set(id, fresh);
    return fresh;
  };
  const byAccount = (second: readonly CloudTrailEvent[]) =>
    [...Map.groupBy(second, (event) => event.account ?? "")].map(
      ([id, own]) => [accountOf(id, own), own] as const,
    );
  return {
    accounts,
    take: (second, each = () => true, onBlur = () => undefined) => {
      for (const [account, own] of byAccount(second)) {
        const shown = own.filter(isShown);
        const called = shown.length === 0 ? own : own.filter((event) => !isShown(event));
        const { events, blurs } = orderSecond(called, account);
        for (const event of events) {
          if (!each(event, account)) return;
          applyTimed(account, event);
        }
        for (const one of blurs) {
          blur(account, one);
          onBlur(one, account);
        }
        // A snapshot comes after all events of its second.
        for (const event of shown) {
          if (!each(event, account)) return;
          applyTimed(account, event);
        }
      }
    },
    takeTo: (second, moment) => {
      for (const [account, own] of byAccount(second)) foldToMoment(account, own, moment);
    },
  };
}

/**
 * Takes in the events of a second as far as the moment of one of them. What must come before it is folded, what must come
 * after it is not; of all others the log does not tell, and what they change is uncertain.
 */
export function foldToMoment(
  account: AccountFacts,
  second: readonly CloudTrailEvent[],
  { event: stop, isBefore }: EventMoment,
): void {
  const { events, blurs, remade } = orderSecond(
    second.filter((event) => !isShown(event)),
    account,
  );
  const open = new Set([...remade, ...blurs.map(({ key }) => key)]);
  const own = touchesOf(stop, account);
  const vague: Blur[] = [];
  for (const event of events) {
    if (event.id === stop.id) {
      if (!isBefore) applyTimed(account, event);
      continue;
    }
    if (event.outcome !== "success") continue;
    const { makes, ends, names } = touchesOf(event, account);
    const comes = meets(makes, own.names, open) || meets(own.ends, names, open);
    const follows = meets(own.makes, names, open) || meets(ends, own.names, open);
    if (comes && !follows) applyTimed(account, event);
    else if (comes || !follows) {
      applyTimed(account, event, true);
      const by = [markOf(event)];
      // Which of two names a thing has is open, and so is all that is known by either.
      if (makes.length > 0 && ends.length > 0)
        vague.push(...[...makes, ...ends].map((key) => ({ key, by })));
    }
  }
  for (const one of [...vague, ...blurs]) blurLife(account, one);
}

/** Forgets a thing, and whether it exists. */
export function blurLife(account: AccountFacts, blurred: Blur): void {
  const life = account.lives.get(blurred.key);
  if (life !== undefined)
    account.lives.set(blurred.key, { ...life, uncertain: blurred.by.map(({ id }) => id) });
  blur(account, blurred);
}

function meets(
  some: readonly string[],
  others: readonly string[],
  open: ReadonlySet<string>,
): boolean {
  return some.some((key) => !open.has(key) && others.includes(key));
}

/** An event without a time may have changed what it names at any time: nothing follows from it for a moment. */
export function applyTimed(account: AccountFacts, event: CloudTrailEvent, isLoose = false): void {
  if (event.at !== null) applyEvent(account, event, isLoose);
  else if (event.outcome === "success" && event.source === "iam.amazonaws.com")
    account.blind.set(event.name, { name: event.name, by: markOf(event) });
}

/** The facts of each account after the events, which may come in any order. */
export function foldEvents(
  events: readonly CloudTrailEvent[],
  { until, before, upTo, hindsight = false }: FoldOptions = {},
): ReadonlyMap<string, AccountFacts> {
  const folder = createFolder(hindsight);
  const stop = before ?? upTo;
  for (const second of inTime(events)) {
    const at = second[0]?.at ?? null;
    if (until !== undefined && at !== null && at > until) break;
    const last = stop === undefined ? undefined : second.find(({ id }) => id === stop);
    if (last !== undefined) {
      folder.takeTo(second, { event: last, isBefore: before === stop });
      break;
    }
    folder.take(second);
  }
  return folder.accounts;
}

/**
 * Events in order of time, and within a second in one that IAM accepts, see `orderSecond`. Events without a readable
 * time come first.
 */
export function orderEvents(events: readonly CloudTrailEvent[]): readonly CloudTrailEvent[] {
  const ordered: CloudTrailEvent[] = [];
  const folder = createFolder();
  for (const second of inTime(events))
    folder.take(second, (event) => {
      ordered.push(event);
      return true;
    });
  return ordered;
}

function inTime(events: readonly CloudTrailEvent[]): Iterable<readonly CloudTrailEvent[]> {
  return seconds(events.toSorted((a, b) => compare(a.at ?? "", b.at ?? "") || compare(a.id, b.id)));
}
