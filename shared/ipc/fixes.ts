/** Fixes beside the inverse, as the window asks for them. */
import type { Fix, FixKind, FixOffer, FixRequest, NoFix } from "../fixes/fix.ts";
import type { PlanPrints } from "./findings.ts";

export type { Fix, FixKind, FixOffer, FixRequest, NoFix } from "../fixes/fix.ts";

/** A fix with its prints, or why there is none. */
export type FixAnswer =
  | { readonly ok: true; readonly fix: Fix; readonly prints: PlanPrints; readonly undo: PlanPrints }
  | ({ readonly ok: false } & NoFix);

/** What a plan of live fixes may be made of beside a `PlanSubject`: a fix is planned again by its request. */
export interface FixSubject {
  readonly kind: "fix";
  /** With `at` as the answer gave it, so that the plan is the one that was shown. */
  readonly request: FixRequest;
}

/** The calls. */
export interface FixCalls {
  /** Every fix there is. */
  fixKinds: () => readonly FixKind[];
  /** The fixes that fit a finding, the first to be thought of first. */
  fixesFor: (finding: string) => readonly FixOffer[];
  /** A fix from the state at the end of the log. */
  planFix: (request: FixRequest) => FixAnswer;
}
