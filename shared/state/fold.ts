import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type { AccountFacts } from "./account-facts.ts";
import type { Mark } from "./fact.ts";

/** Takes one successful event into the facts of its account. */
export type Fold = (account: AccountFacts, event: CloudTrailEvent, mark: Mark) => void;

/** What each event of one service does to the facts, by eventName. */
export type Folds = Readonly<Record<string, Fold>>;
