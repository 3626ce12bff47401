import type { Reason, Step } from "../finding.ts";
import { rankOf, severityOf } from "../severity.ts";
import type { Severity } from "../severity.ts";

const steps: Readonly<Record<Step, number>> = { "+1": 1, "-1": -1, "-2": -2 };

/** Whether a line of the sum moves it, rather than proposing a severity. */
export function isStep(value: Reason["value"]): value is Step {
  return Object.hasOwn(steps, value);
}

/**
 * The severity that a list of reasons adds up to: the highest of the proposed ones, moved by the modifiers. Their sum
 * is held between two ranks down and one up, the result between info and critical. What is switched off does not count.
 */
export function sumSeverity(reasons: readonly Pick<Reason, "value">[]): Severity {
  let rank = 1;
  let shift = 0;
  for (const { value } of reasons) {
    if (value === "off") continue;
    if (isStep(value)) shift += steps[value];
    else rank = Math.max(rank, rankOf(value));
  }
  return severityOf(rank + Math.min(1, Math.max(-2, shift)));
}
