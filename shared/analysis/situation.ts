import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type { Actor, DocumentChange, Impact, Reason, Target } from "../finding.ts";
import type { ActionEntry } from "../knowledge/entry.ts";
import type { Plan } from "../remediation/plan.ts";
import type { Severity } from "../severity.ts";
import type { Span, Spans, Unknown } from "../span.ts";
import type { AccountFacts } from "../state/account-facts.ts";
import type { Mark } from "../state/fact.ts";
import type { Habit } from "./habits.ts";
import type { Baseline } from "./past/baselines.ts";
import type { Past } from "./past/past.ts";
import type { NewRegion } from "./past/regions.ts";
import type { SessionStart } from "./sessions.ts";
import type { Silence } from "./silence.ts";

/** What an event is, before its context is looked at. */
export interface Subject {
  /** e.g. iam/DeletePolicy. */
  readonly rule: string;
  /** The eventName as words of ours where Trailproof knows it, else as log text. */
  readonly name: Span;
  readonly entry: ActionEntry | null;
  /** What was done to the target, past tense without subject; see ActionEntry. */
  readonly done: Spans;
  readonly severity: Severity;
  readonly severityReason: Spans;
  readonly mitre: readonly string[];
  readonly target: Target;
  /** The way back in one sentence, where no inverse is known. */
  readonly remedy?: Spans;
  /** No change of IAM: a finding only when a detection fires. */
  readonly onlyWhenDetected?: boolean;
}

/** One event with everything a rule may look at: the log before it, never after. */
export interface Situation {
  readonly event: CloudTrailEvent;
  readonly subject: Subject;
  readonly actor: Actor;
  /** The actor in short, for sentences. */
  readonly who: Spans;
  readonly start: SessionStart | null;
  readonly mark: Mark;
  readonly account: AccountFacts;
  readonly habit: Habit;
  /** Earlier calls that sequences begin with. */
  readonly past: Past;
  /** From where the actor called before; null while there is too little to compare with. */
  readonly baseline: Baseline | null;
  /** The time without events that follows a call which can stop the recording; null where events go on. */
  readonly silence: Silence | null;
  /** For whom the Region of the change is new, on its first change there; null for any other event. */
  readonly newRegion: NewRegion | null;
  /** Detections that broke on this event; each becomes a finding about itself. */
  readonly faults: Fault[];
}

/** A detection that threw. */
export interface Fault {
  readonly rule: string;
  readonly error: unknown;
}

/** What is not known, and why. */
export interface NotKnown {
  readonly what: Spans;
  readonly why: Unknown;
}

/** What a rule adds to a finding. Absent members add nothing. */
export interface Depth {
  /** Replaces the sentence for managers. */
  readonly oneLine?: Spans;
  readonly happened?: readonly Spans[];
  readonly reasons?: readonly Reason[];
  readonly change?: DocumentChange | null;
  readonly impact?: readonly Impact[];
  readonly benign?: readonly Spans[];
  readonly unknown?: readonly NotKnown[];
  readonly done?: readonly Spans[];
  /** eventIDs of earlier events that the statements rest on. */
  readonly context?: readonly string[];
  readonly mitre?: readonly string[];
  /** Refines the plan of the generic interpreter. */
  readonly plan?: (plan: Plan) => Plan;
}

/** Looks at a situation and says what it adds. */
export type Rule = (situation: Situation) => Depth;

/** A detection as a line of the severity sum. */
export function detection(value: Severity, text: Spans): Reason {
  return { kind: "detection", value, text };
}

/** A modifier as a line of the severity sum. */
export function modifier(value: "+1" | "-1" | "-2", text: Spans): Reason {
  return { kind: "modifier", value, text };
}
