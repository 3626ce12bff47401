import type { Outcome } from "./cloudtrail-event.ts";
import type { Plan } from "./remediation/plan.ts";
import type { Severity } from "./severity.ts";
import type { Spans, Unknown } from "./span.ts";

/** One line of the severity sum: what was looked at and what it is worth. */
export interface Reason {
  readonly text: Spans;
  /** A severity that was proposed, a modifier in ranks, or `off`: its rule is switched off, and it does not count. */
  readonly value: Severity | Step | "off";
  readonly kind: "baseline" | "detection" | "modifier";
  /** The detection that says it, e.g. IAM-001; absent for what no numbered detection says. */
  readonly rule?: string;
  /** What the rule itself says, where a person set something else. */
  readonly own?: Severity | Step;
}

/** A modifier of the severity sum, in ranks. */
export type Step = "+1" | "-1" | "-2";

/** Who acted, in words and with the confidence the log allows. */
export interface Actor {
  /** What stands in tables: the user, role session or service. */
  readonly label: Spans;
  /** The ARN, or null when the record has none. */
  readonly arn: string | null;
  readonly confidence: "high" | "medium" | "low";
  readonly why: Spans;
}

/** A link of the chain of credentials that ends in a call. */
export interface Hop {
  readonly kind:
    | "user"
    | "root"
    | "session"
    | "provider"
    | "service"
    | "workload"
    | "account"
    | "unknown";
  readonly label: Spans;
  /** The access key that signed the call; null: none is on record. */
  readonly key: string | null;
  /** How sure it is that this link belongs here. */
  readonly confidence: Actor["confidence"];
  readonly why: Spans;
  /** What it did: the call that began the next link or, of the last one, the call itself. Null: not in the log. */
  readonly call: {
    /** eventID. */
    readonly id: string;
    readonly name: string;
    readonly at: string | null;
    readonly sourceIp: string | null;
  } | null;
}

/** What was acted on. */
export interface Target {
  /** user, role, group, policy, instance-profile, access-key, … */
  readonly type: string;
  /** The name or ARN as the log has it, or null when the log does not name it. */
  readonly id: string | null;
  readonly label: Spans;
}

/** An example of impact tied to what this event really shows. */
export interface Impact {
  /** Short name of the risk, e.g. "Loss of a guard rail". */
  readonly risk: string;
  /** `shown`: the log shows it. `possible`: nothing contradicts it. `excluded`: the log contradicts it. */
  readonly state: "shown" | "possible" | "excluded";
  readonly text: Spans;
}

/** A line of a text diff of two policy documents. */
export interface DiffLine {
  readonly k: " " | "+" | "-";
  readonly s: string;
}

/** The document change of a finding. */
export interface DocumentChange {
  readonly caption: Spans;
  readonly lines: readonly DiffLine[];
}

/** One thing the auditor should look at: a change (or refused attempt) with its proof and its way back. */
export interface Finding {
  /** Stable key: rule, account and first event. The report's number (F-01) is given once per key and case. */
  readonly key: string;
  /** e.g. iam/DeletePolicy. */
  readonly rule: string;
  readonly eventName: string;
  readonly title: Spans;
  readonly severity: Severity;
  readonly outcome: Outcome;
  readonly account: string | null;
  /** UTC ISO time of the first event; null when the record has none. */
  readonly time: string | null;
  /** UTC ISO time of the last event of a series. */
  readonly lastTime: string | null;
  readonly actor: Actor;
  readonly target: Target;
  /** Who became whom until the call was made, of a series the first; absent: it is not traced. */
  readonly chain?: readonly Hop[];
  readonly sourceIp: string | null;
  readonly userAgent: string | null;
  readonly region: string | null;
  readonly mfa: boolean | null;
  readonly reasons: readonly Reason[];
  /** It is no change of IAM by itself: without a detection that fires it would be no finding. Absent: it would. */
  readonly onlyWhenDetected?: boolean;
  /** eventIDs, the change itself first. */
  readonly events: readonly string[];
  /** eventIDs of earlier events that the statements rest on. */
  readonly context: readonly string[];
  /** MITRE ATT&CK technique ids. */
  readonly mitre: readonly string[];
  /**
   * Ids of pathfinding.cloud of the ways to more rights that its events walk or open, the most exact first; absent: none
   * is known.
   */
  readonly escalationPaths?: readonly string[];
  readonly oneLine: Spans;
  readonly happened: readonly Spans[];
  readonly change: DocumentChange | null;
  readonly impact: readonly Impact[];
  readonly benign: readonly Spans[];
  readonly unknown: readonly { readonly what: Spans; readonly why: Unknown }[];
  readonly plan: Plan;
  /** What must be true before the finding is done; one box each. */
  readonly done: readonly Spans[];
}
