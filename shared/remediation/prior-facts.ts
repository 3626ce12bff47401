import type { PlanValue } from "./plan.ts";

/** A value rebuilt from earlier successful events, with the eventIDs that set it. */
export interface PriorFact {
  readonly value: PlanValue;
  readonly evidence: readonly string[];
  /** The event that deleted the thing that the value names: it can't be put back. */
  readonly deletedBy?: string;
  /** Of a list: there may be further members that the log does not show. */
  readonly isPartial?: true;
}

/**
 * What the log said just before one event. `path` is the part of a `$prior.` source after the dot, e.g. `policy.path`,
 * `policyAttachments.users[]`, `user.inline[].document`.
 *
 * - One fact: the value is known. `tags` answers one fact whose value lists `{ Key, Value }` of the touched keys that
 *   existed before.
 * - A list of facts: only for paths with `[]`, one fact per member; the lists of `x[].name` and `x[].document` have
 *   the same order.
 * - An empty list, for any path: the log proves that there was none (e.g. no inline policy of that name).
 * - Null: the log does not say. Never to be read as "there was none".
 */
export type PriorFacts = (path: string) => PriorFact | readonly PriorFact[] | null;
