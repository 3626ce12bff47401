/** Which events are asked for. */

/** A text that stands in an event, or null: it has none there. */
export type Wanted = readonly (string | null)[];

export type EventOutcome = "succeeded" | "failed" | "denied" | "error";

/** Conditions that all hold. What is absent, and an empty list, is no condition; a list means any of its values. */
export interface EventFilter {
  /** Seconds since 1970; this and later. With a time range, events without a time are left out. */
  readonly from?: number;
  /** Seconds since 1970; before this. */
  readonly to?: number;
  /** eventSource, e.g. iam.amazonaws.com. */
  readonly sources?: Wanted;
  readonly names?: Wanted;
  /** Callers by the name that rows and facets show: the ARN, or what stands for it. */
  readonly actors?: Wanted;
  /** ARNs of the roles whose sessions called (sessionIssuer). */
  readonly roles?: Wanted;
  /** recipientAccountId, or the caller's account where there is none. */
  readonly accounts?: Wanted;
  readonly regions?: Wanted;
  readonly addresses?: Wanted;
  readonly accessKeys?: Wanted;
  readonly userAgents?: Wanted;
  readonly errorCodes?: Wanted;
  /**
   * Of the worst finding about the event, else of the worst that only cites it; null: no finding does. Techniques and
   * paths are those of all findings about it, else of all that cite it.
   */
  readonly severities?: Wanted;
  /** Ids of MITRE ATT&CK, as findings name them: a technique does not stand for its sub-techniques. */
  readonly techniques?: Wanted;
  /** Ids of pathfinding.cloud, e.g. iam-001. */
  readonly paths?: Wanted;
  /** `failed`: with an error code or message; of these `denied` for lack of permission, and `error` for another reason. */
  readonly outcome?: EventOutcome;
  /** readOnly as the log states it; an event that does not state it is neither. */
  readonly access?: "read" | "write";
  /** Whether rules look at the event. */
  readonly relevant?: boolean;
  /**
   * Stands somewhere in eventSource, eventName, account, Region, error code, access key, address, user agent, or in the
   * caller's ARN, ids, names and role. Letters A to Z match in both cases.
   */
  readonly text?: string;
  /** Events with any of these values are left out. */
  readonly exclude?: EventExclusion;
}

/** Lists as in a filter: an event that has one of the values is left out. */
export type EventExclusion = Pick<
  EventFilter,
  | "sources"
  | "names"
  | "actors"
  | "roles"
  | "accounts"
  | "regions"
  | "addresses"
  | "accessKeys"
  | "userAgents"
  | "errorCodes"
  | "severities"
  | "techniques"
  | "paths"
>;
