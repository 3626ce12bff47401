/** Building plans of fixes. */
import { asksOf } from "../remediation/ask-list.ts";
import type {
  Ask,
  Certainty,
  Loss,
  ManualStep,
  Operation,
  Plan,
  PlanValue,
} from "../remediation/plan.ts";
import { weakest } from "../remediation/plan.ts";
import { verifyCalls } from "../remediation/verify-calls.ts";
import type { Spans } from "../span.ts";
import type { UndoKind } from "./fix.ts";
import type { Known } from "./known.ts";

/** A plan's parts. */
export interface Parts {
  readonly operations?: readonly Operation[];
  readonly manual?: readonly ManualStep[];
  readonly lost?: readonly Loss[];
}

/** What a fix makes: its plan, the plan that takes it back, what is not known, and what else it breaks here. */
export interface Made {
  readonly plan: Plan;
  readonly undo: Plan;
  readonly unknown: readonly Spans[];
  readonly breaks?: readonly Spans[];
}

/** One call; `api` without a service is IAM's. A call that asks for a value is as certain as its answer. */
export function call(
  api: string,
  input: Readonly<Record<string, PlanValue>>,
  why: Spans,
  evidence: readonly string[] = [],
  certainty: Certainty = "exact",
): Operation {
  const operation: Operation = {
    api: api.includes(":") ? api : `iam:${api}`,
    input,
    why,
    evidence: [...new Set(evidence)],
    certainty,
  };
  return asksOf([operation]).length > 0 ? { ...operation, certainty: "ask" } : operation;
}

/** A question whose answer may be empty: the call is made for each word of it. */
export function askEach(ask: string, question: string): Ask {
  return {
    ask,
    question: `${question} Separate several by spaces; leave it empty for none.`,
    each: true,
  };
}

/** The plan of a fix. Its checks say what the fix sets, not what was before. */
export function fixPlan(known: Known, parts: Parts): Plan {
  const plan = undoPlan(known, parts);
  return {
    ...plan,
    verify: plan.verify.map((one) => ({
      ...one,
      why: one.why.map((span) => (span.t === "text" ? { ...span, s: setHere(span.s) } : span)),
    })),
  };
}

function setHere(words: string): string {
  return words.replaceAll(
    /the earlier ([a-z ]+?)(?=[.,]| and | as |$)/g,
    "the $1 that this plan sets",
  );
}

/** The plan that takes a fix back. */
export function undoPlan(
  { account }: Known,
  { operations = [], manual = [], lost = [] }: Parts,
): Plan {
  const isEmpty = operations.length === 0;
  return {
    version: 1,
    certainty: weakest([
      ...operations.map(({ certainty }) => certainty),
      ...(lost.length > 0 || isEmpty ? (["partial"] as const) : []),
    ]),
    account,
    operations,
    manual,
    lost,
    verify: verifyCalls(operations, null),
  };
}

/** How much of a fix its undo takes back. */
export function undoKind(plan: Plan, undo: Plan): UndoKind {
  if (plan.operations.length === 0) return "none";
  if (undo.lost.length > 0)
    return undo.operations.length + undo.manual.length === 0 ? "lost" : "partial";
  if (undo.certainty === "ask") return "asks";
  return undo.certainty === "exact" ? "exact" : "partial";
}

/** A step by hand. */
export function byHand(text: Spans, evidence: readonly string[] = []): ManualStep {
  return { text, evidence };
}
