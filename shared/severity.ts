/** How bad a change is, from routine to loss of control. The five words are used everywhere, never numbers. */
export type Severity = "info" | "low" | "medium" | "high" | "critical";

/** Worst first: the order of every list and table. */
export const severities: readonly Severity[] = ["critical", "high", "medium", "low", "info"];

const ranks: Readonly<Record<Severity, number>> = {
  info: 1,
  low: 2,
  medium: 3,
  high: 4,
  critical: 5,
};

/** The rank used in severity arithmetic: information 1 … critical 5. */
export function rankOf(severity: Severity): number {
  return ranks[severity];
}

/** The severity of a rank; ranks outside 1…5 are clamped. */
export function severityOf(rank: number): Severity {
  const clamped = Math.min(5, Math.max(1, Math.round(rank)));
  return severities[5 - clamped] ?? "info";
}

/** Reads a severity word, e.g. from the command line. Null when it is none. */
export function parseSeverity(word: string): Severity | null {
  return severities.find((s) => s === word.toLowerCase()) ?? null;
}
