/**
 * What to do about a finding, as data. Console steps, AWS CLI and Python are printers of one plan; none of them
 * adds or drops a call.
 */
import type { Spans } from "../span.ts";

/** `exact`: every value is in the evidence. `partial`: runs as it is, but something can't be brought back. `ask`: a person must supply a value. */
export type Certainty = "exact" | "partial" | "ask";

/** A value that only a person, or the live account, can supply. Printed as a checked variable, never as a placeholder. */
export interface Ask {
  /** Name of the variable in scripts, UPPER_SNAKE_CASE. */
  readonly ask: string;
  /** The question to the person, one sentence of ours. */
  readonly question: string;
  /** The answer names none, one or more things, separated by spaces: the call is made once for each. */
  readonly each?: true;
}

export type PlanValue =
  | string
  | number
  | boolean
  | Ask
  | readonly PlanValue[]
  | { readonly [key: string]: PlanValue };

/** One AWS API call. */
export interface Operation {
  /** `service:Action` as in IAM policies, e.g. iam:AttachGroupPolicy, ec2:AssociateIamInstanceProfile. */
  readonly api: string;
  /** The request, members spelled as the API does (PolicyArn, VersionId). Policy documents are JSON text. */
  readonly input: Readonly<Record<string, PlanValue>>;
  /** The Region the call must be made in, where the log tells it; log text, checked to be a Region's name. */
  readonly region?: string;
  readonly why: Spans;
  /** eventIDs that the values come from. */
  readonly evidence: readonly string[];
  readonly certainty: Certainty;
}

/** Something that no API call does, or that a person must decide. */
export interface ManualStep {
  readonly text: Spans;
  readonly evidence: readonly string[];
}

/** What can't come back, and why. */
export interface Loss {
  readonly what: Spans;
  readonly why: Spans;
}

/** Something that a plan leaves as it is, because somebody whose work is not to be undone changed it since. */
export interface Conflict {
  readonly what: Spans;
  /** eventID of the later event. */
  readonly event: string;
  /** UTC ISO time of the later event, or null. */
  readonly at: string | null;
  /** Who made it. */
  readonly by: Spans;
}

export interface Plan {
  readonly version: 1;
  /** The weakest certainty of its operations; without any, "ask" or "partial". */
  readonly certainty: Certainty;
  /** The account the plan is for; null when the log does not name it. */
  readonly account: string | null;
  readonly operations: readonly Operation[];
  readonly manual: readonly ManualStep[];
  readonly lost: readonly Loss[];
  /** What is not put back, because it was changed since; absent where only one moment was looked at. */
  readonly conflicts?: readonly Conflict[];
  /** Read calls whose answers show that the plan worked. */
  readonly verify: readonly Operation[];
}

/** Whether a plan value must still be supplied. */
export function isAsk(value: PlanValue | undefined): value is Ask {
  return typeof value === "object" && value !== null && "ask" in value && "question" in value;
}

/** The weakest certainty of several. */
export function weakest(all: readonly Certainty[]): Certainty {
  return all.includes("ask") ? "ask" : all.includes("partial") ? "partial" : "exact";
}
