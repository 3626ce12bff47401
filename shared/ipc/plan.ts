/** Plans that take changes back: what the window asks for and what it is shown. */
import type { Plan } from "../remediation/plan.ts";
import type { PlanPrints } from "./findings.ts";

/** What is to be taken back. */
export type PlanSubject =
  /** Events by eventID (`ID#1` for a further record under one id); with what was taken off on the way to a deletion. */
  | { readonly kind: "events"; readonly eventIds: readonly string[] }
  /** The events of a finding, e.g. F-01; with what was taken off on the way to a deletion. */
  | { readonly kind: "finding"; readonly id: string }
  /** The events of several findings, as one plan; with what was taken off on the way to a deletion. */
  | { readonly kind: "findings"; readonly ids: readonly string[] }
  /** All that was signed with one access key. */
  | { readonly kind: "session"; readonly accessKeyId: string }
  /** All that one caller did: its ARN, the ARN of the role of its sessions, its principal id, or the name of an IAM user. */
  | { readonly kind: "actor"; readonly actor: string }
  /** Everything. */
  | { readonly kind: "window" };

/** Which changes a plan is for. */
export interface PlanRequest {
  readonly subject: PlanSubject;
  /** UTC ISO time: only changes at it or later. Null: from the beginning. */
  readonly from: string | null;
  /** UTC ISO time: only changes before it. Null: to the end. */
  readonly to: string | null;
  /** Twelve digits: only changes in this account. Null: the one account there is, else the first. */
  readonly account: string | null;
}

/** The prints of a plan. */
export type PlanPrint = "console" | "cli" | "powershell" | "python" | "json";

/** A change that a plan takes back. */
export interface PlannedEvent {
  /** eventID, with `#1` for a further record under one id. */
  readonly eventId: string;
  readonly eventName: string;
  /** UTC ISO, or null. */
  readonly time: string | null;
}

/** One plan for all of it. */
export interface PlanAnswer {
  readonly plan: Plan;
  readonly prints: PlanPrints;
  /** Accounts in which changes were found; the plan is for `plan.account`. */
  readonly accounts: readonly string[];
  /** The changes, in order of time; the first 500. */
  readonly events: readonly PlannedEvent[];
  /** All of them. */
  readonly eventCount: number;
}
