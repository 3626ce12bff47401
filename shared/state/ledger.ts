import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { emptyAccount } from "./account-facts.ts";
import type { AccountFacts } from "./account-facts.ts";
import { noteBlind } from "./blind.ts";
import { markOf } from "./fact.ts";
import type { Mark } from "./fact.ts";
import { iamFolds, instanceFolds } from "./folds.ts";
import { foldTags } from "./fold-tags.ts";
import type { Folds } from "./fold.ts";
import { applyShown } from "./fold-shown.ts";
import { isShown } from "./shown.ts";

/**
 * What the log says of each account at a moment: the fold of all earlier successful events. It never guesses: a thing
 * that no event names has no facts, and a list is complete only when the log shows the creation of its owner.
 */
export interface Ledger {
  /** The facts of an event's account just before it, if `apply` has not been called for it yet. */
  facts(event: CloudTrailEvent): AccountFacts;
  /** Takes an event in. Refused and failed calls change nothing. */
  apply(event: CloudTrailEvent): void;
}

/** An empty ledger. */
export function createLedger(): Ledger {
  const accounts = new Map<string, AccountFacts>();
  const facts = (event: CloudTrailEvent): AccountFacts => {
    const id = event.account ?? "";
    const known = accounts.get(id);
    if (known !== undefined) return known;
    const fresh = emptyAccount(id, event.at);
    accounts.set(id, fresh);
    return fresh;
  };
  return { facts, apply: (event) => applyEvent(facts(event), event) };
}

/**
 * Takes one event into the facts of its account. Refused and failed calls change nothing. `isLoose`: see `Mark.isLoose`.
 */
export function applyEvent(account: AccountFacts, event: CloudTrailEvent, isLoose = false): void {
  if (event.outcome !== "success") return;
  if (isShown(event)) {
    if (event.at !== null) applyShown(account, event, markOf(event));
    return;
  }
  const mark: Mark = isLoose ? { ...markOf(event), isLoose } : markOf(event);
  if (event.source === "ec2.amazonaws.com") foldIn(instanceFolds, event)?.(account, event, mark);
  if (event.source !== "iam.amazonaws.com" || noteBlind(account, event, mark)) return;
  foldIn(iamFolds, event)?.(account, event, mark);
  foldTags(account, event, mark);
}

function foldIn(folds: Folds, { name }: CloudTrailEvent): Folds[string] | undefined {
  return Object.hasOwn(folds, name) ? folds[name] : undefined;
}
