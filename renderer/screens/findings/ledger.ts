/** The sum of a severity, line by line, so that it can be done again by hand. Pure. */
import type { Reason } from "../../../shared/finding.ts";
import { rankOf, severityOf } from "../../../shared/severity.ts";
import type { Severity } from "../../../shared/severity.ts";

export interface Ledger {
  /** What proposes a severity. */
  readonly proposed: readonly (Reason & { readonly value: Severity })[];
  /** Rank of the highest proposed one. */
  readonly highest: number;
  readonly modifiers: readonly Reason[];
  /** What the modifiers add up to, and what of it counts. */
  readonly sum: number;
  readonly held: number;
  /** What does not count, as its rule is switched off. */
  readonly off: readonly Reason[];
  readonly result: Severity;
}

const steps = { "+1": 1, "-1": -1, "-2": -2 } as const;

/** Adds up the reasons of a finding as the analysis did. */
export function ledgerOf(reasons: readonly Reason[]): Ledger {
  const proposed: (Reason & { readonly value: Severity })[] = [];
  const modifiers: Reason[] = [];
  const off: Reason[] = [];
  let sum = 0;
  for (const reason of reasons) {
    const { value } = reason;
    if (value === "off") off.push(reason);
    else if (value === "+1" || value === "-1" || value === "-2") {
      modifiers.push(reason);
      sum += steps[value];
    } else proposed.push({ ...reason, value });
  }
  const highest = proposed.reduce((most, { value }) => Math.max(most, rankOf(value)), 1);
  const held = Math.min(1, Math.max(-2, sum));
  return { proposed, highest, modifiers, off, sum, held, result: severityOf(highest + held) };
}
