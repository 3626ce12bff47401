import type { Reason } from "../finding.ts";
import { rankOf, severityOf } from "../severity.ts";
import type { Severity } from "../severity.ts";

const steps = { "+1": 1, "-1": -1, "-2": -2 } as const;

/**
 * The severity that a list of reasons adds up to: the highest of the proposed ones, moved by the modifiers. Their sum
 * is held between two ranks down and one up, the result between info and critical.
 */
export function sumSeverity(reasons: readonly Reason[]): Severity {
  let rank = 1;
  let shift = 0;
  for (const { value } of reasons) {
    if (value === "+1" || value === "-1" || value === "-2") shift += steps[value];
    else rank = Math.max(rank, rankOf(value));
  }
  return severityOf(rank + Math.min(1, Math.max(-2, shift)));
}
