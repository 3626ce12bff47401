import type { Plan } from "../remediation/plan.ts";
import type { Spans } from "../span.ts";

/** A plan without calls: one manual step and its proof. */
export function emptyPlan(
  account: string | null,
  certainty: Plan["certainty"],
  text: Spans,
  evidence: string,
): Plan {
  return {
    version: 1,
    certainty,
    account,
    operations: [],
    manual: [{ text, evidence: [evidence] }],
    lost: [],
    verify: [],
  };
}
