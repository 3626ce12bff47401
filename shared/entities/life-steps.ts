/** What stood from when to when, out of the states of a thing between its changes. */
import type { Spans } from "../span.ts";
import type { LifeBar } from "../ipc/entities.ts";
import type { EntityState } from "../state/state-types.ts";

/** A thing from one moment until the next step's. */
export interface LifeStep {
  /** Null: from before the first event that changes it. */
  readonly from: string | null;
  /** Null: not there, or not known. */
  readonly thing: EntityState | null;
}

/** What stands in a lane during one step. */
export interface Standing {
  /** The lane that it stands in, e.g. the name of a holder. */
  readonly lane: string;
  readonly look: LifeBar["look"];
  readonly text: Spans;
}

/**
 * The bars of each lane, in the order in which the lanes first come up. Steps that follow each other with the same look
 * and text make one bar.
 */
export function barsOf(
  steps: readonly LifeStep[],
  pick: (thing: EntityState) => readonly Standing[],
): ReadonlyMap<string, readonly LifeBar[]> {
  const lanes = new Map<string, { bars: LifeBar[]; last: number }>();
  steps.forEach((step, i) => {
    const to = steps[i + 1]?.from ?? null;
    const standing = step.thing === null ? [] : pick(step.thing);
    for (const { lane, look, text } of standing) {
      const known = lanes.get(lane) ?? { bars: [], last: -2 };
      lanes.set(lane, known);
      const before = known.bars.at(-1);
      const goesOn =
        before !== undefined &&
        known.last === i - 1 &&
        before.look === look &&
        JSON.stringify(before.text) === JSON.stringify(text);
      if (goesOn) known.bars[known.bars.length - 1] = { ...before, to };
      else known.bars.push({ from: step.from, to, look, text });
      known.last = i;
    }
  });
  return new Map([...lanes].map(([lane, { bars }]) => [lane, bars]));
}
