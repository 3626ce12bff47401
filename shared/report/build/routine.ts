import type { Finding } from "../../finding.ts";
import { rankOf } from "../../severity.ts";

/**
 * Whether a finding is told in short: it is below medium, or medium by its event alone, with no detection, nothing
 * that raised it and no impact of its own. It keeps its plan, its evidence and its boxes.
 */
export function isRoutine(finding: Finding): boolean {
  const rank = rankOf(finding.severity);
  if (rank < rankOf("medium")) return true;
  const isPlain = finding.reasons.every(
    ({ kind, value }) => kind === "baseline" || value === "off" || value === "-1" || value === "-2",
  );
  return rank === rankOf("medium") && isPlain && finding.impact.length === 0;
}
