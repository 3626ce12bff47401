/**
 * The state of accounts at a moment, as the window asks for it. Times are UTC ISO. An entity is named by its account and
 * its key, as `EntityState.key`.
 */
import type {
  AccountSettings,
  AccountState,
  BlindEvent,
  By,
  Contradiction,
  EntityState,
  RootState,
} from "../state/state-types.ts";

export type EntityKind = EntityState["kind"];

export const entityKinds: readonly EntityKind[] = [
  "user",
  "group",
  "role",
  "policy",
  "instance-profile",
  "saml-provider",
  "oidc-provider",
  "server-certificate",
  "mfa-device",
  "delegation-request",
];

/**
 * A moment: after all events of that second (`at`), just before or just after one event, or null: after the last event
 * of the case. Events of one second are in the order that IAM's preconditions give them.
 */
export type StateMoment =
  | { readonly at: string }
  | { readonly before: string }
  | { readonly after: string }
  | null;

/** How far the one pass over the events is that all answers rest on. Calls wait for it. */
export interface StateLoading {
  readonly done: number;
  readonly total: number;
  readonly isReady: boolean;
}

/** Which entities. An absent condition holds for all. */
export interface EntityQuery {
  readonly account?: string;
  readonly kinds?: readonly EntityKind[];
  /** Each of its words stands in the name or ARN, whatever the case. */
  readonly text?: string;
  /** At the moment. `open`: the log leaves it open. */
  readonly exists?: "yes" | "no" | "open";
  readonly moment: StateMoment;
}

/** `changed`: the last change first. */
export type EntitySort = "name" | "kind" | "events" | "created" | "changed";

/** An entity in a list. */
export interface EntityRow {
  readonly account: string;
  readonly key: string;
  readonly kind: EntityKind;
  readonly name: string;
  /** At the moment; null: the log leaves it open. False also before its creation. */
  readonly exists: boolean | null;
  /** AWS's own policy. */
  readonly isAwsManaged: boolean;
  /** First event that names it, and the one that created it (null: not in the log). */
  readonly first: By;
  readonly created: By | null;
  /** The last of its deletions. */
  readonly deleted: By | null;
  /** The last event about it up to the moment; null: none yet. */
  readonly last: By | null;
  /** Events about it up to the moment, and in all. */
  readonly eventsUntil: number;
  readonly events: number;
}

export interface EntityPage {
  readonly rows: readonly EntityRow[];
  /** Entities that match. */
  readonly total: number;
  /** Of those that match all but the condition on kinds. */
  readonly byKind: Readonly<Record<EntityKind, number>>;
  /** All accounts that events name. */
  readonly accounts: readonly string[];
}

/** The state of one entity. */
export interface EntityAnswer {
  readonly account: string;
  readonly key: string;
  /** The moment in time; null: the end of the case. */
  readonly at: string | null;
  /** Null: no event up to the moment names it, and none after proves anything of it. */
  readonly state: EntityState | null;
  /** Key under which it goes on since it was renamed; then `state` is null. */
  readonly renamedTo: string | null;
  readonly contradictions: readonly Contradiction[];
  readonly blind: readonly BlindEvent[];
  /** First event of the account: what was before it is unknown. */
  readonly firstAt: string | null;
  /** Milliseconds that the engine took. */
  readonly ms: number;
}

/** One event of an entity's life. */
export interface HistoryLine {
  readonly by: By;
  readonly eventName: string;
  readonly sourceIp: string | null;
  /** Members of requestParameters that name other entities, as their keys, e.g. `policy/arn:…`. */
  readonly others: readonly string[];
  /** It shares its second with others of this entity's events, so that its place among them is not told by the log. */
  readonly isSharedSecond: boolean;
}

export interface EntityHistory {
  /** Oldest first. */
  readonly lines: readonly HistoryLine[];
  readonly total: number;
  readonly ms: number;
}

/** How many entities of a kind there are at a moment. */
export interface KindCount {
  readonly kind: EntityKind;
  readonly exist: number;
  readonly gone: number;
  readonly open: number;
}

/** An account at a moment: counts and settings; its entities are asked for by `listEntities` and `entityAt`. */
export interface AccountAnswer {
  readonly account: string;
  readonly at: string | null;
  readonly firstAt: string | null;
  readonly lastAt: string | null;
  /** Writes of IAM up to the moment, and in all. */
  readonly eventsUntil: number;
  readonly events: number;
  readonly kinds: readonly KindCount[];
  readonly settings: AccountSettings;
  readonly root: RootState;
  /** The first 500 of those up to the moment, and how many there are. */
  readonly contradictions: readonly Contradiction[];
  readonly contradictionCount: number;
  /** Kinds of which there are no others, as a snapshot and the events after it show. */
  readonly complete: AccountState["complete"];
  readonly blind: readonly BlindEvent[];
  readonly ms: number;
}
