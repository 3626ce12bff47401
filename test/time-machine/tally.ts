import type { Verdict } from "./judge.ts";

/** Counts of many histories. */
export interface Tally {
  histories: number;
  /** Calls made through the SDK, those of plans among them. */
  calls: number;
  /** Compared states by property, and their facts. */
  readonly states: Record<string, { states: number; right: number; open: number; unknown: number }>;
  /** Plans by property, action and verdict. */
  readonly plans: Record<string, Record<string, Record<Verdict, number>>>;
  /** What did not hold, the first of each kind with seed and step. */
  readonly failures: Map<string, { count: number; first: string }>;
}

/** A tally of nothing. */
export function emptyTally(): Tally {
  return { histories: 0, calls: 0, states: {}, plans: {}, failures: new Map() };
}

/** Counts a judged plan. */
export function count(tally: Tally, property: string, action: string, verdict: Verdict): void {
  tally.plans[property] ??= {};
  tally.plans[property][action] ??= { exact: 0, stated: 0, asked: 0, wrong: 0 };
  tally.plans[property][action][verdict]++;
}

/** Notes that a property did not hold. */
export function fail(
  tally: Tally,
  property: string,
  seed: number,
  step: number,
  what: string,
): void {
  const kind = `${property}: ${what.split(/[:/]/)[0]}`;
  const known = tally.failures.get(kind);
  const first = `${property}, seed ${seed}, step ${step}: ${what.slice(0, 4000)}`;
  if (known === undefined) tally.failures.set(kind, { count: 1, first });
  else known.count++;
}

const verdicts: readonly Verdict[] = ["exact", "stated", "asked", "wrong"];

/** The tally as text: properties, actions and failures. */
export function tallyText(tally: Tally): string {
  const lines = [`${tally.histories} histories, ${tally.calls} calls`];
  for (const [property, { states, right, open, unknown }] of Object.entries(tally.states))
    lines.push(
      `${property}: ${states} states compared, ${right} facts right, ${open} left open, ${unknown} unknown`,
    );
  for (const [property, actions] of Object.entries(tally.plans)) {
    const rows = Object.entries(actions).toSorted(([a], [b]) => a.localeCompare(b));
    const sums = verdicts.map((v) => rows.reduce((sum, [, row]) => sum + row[v], 0));
    lines.push("", `${property}: ${sums.map((n, i) => `${n} ${verdicts[i]}`).join(", ")}`);
    for (const [action, row] of rows)
      lines.push(
        `  ${action.padEnd(40)} ${verdicts
          .filter((v) => row[v] > 0)
          .map((v) => `${row[v]} ${v}`)
          .join(", ")}`,
      );
  }
  lines.push("", `${tally.failures.size} kinds of failures`);
  for (const { count: times, first } of tally.failures.values())
    lines.push(`  ${times} × ${first}`);
  return `${lines.join("\n")}\n`;
}
