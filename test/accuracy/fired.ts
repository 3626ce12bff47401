import type { Finding } from "../../shared/finding.ts";

/** Numbers of the detections that make a finding graver: those that propose a severity, and those that raise the sum. */
export function firedIn({ reasons }: Finding): readonly string[] {
  return reasons.flatMap(({ rule, kind, value }) =>
    rule !== undefined && (kind === "detection" || value === "+1") ? [rule] : [],
  );
}
