/** Rules as the window asks for them, and what people set for them. Times are UTC ISO. */
import type { Severity } from "../severity.ts";

/** What a person sets for a rule of the case. `on` and `own` take back what was set before. Reasons are never empty. */
export type RuleEdit =
  | { readonly kind: "off"; readonly why: string }
  | { readonly kind: "on" }
  /** Counts in the sum in place of what the rule itself proposes. */
  | { readonly kind: "severity"; readonly to: Severity; readonly why: string }
  | { readonly kind: "own" };
