/** Long work in pieces: a generator that yields wherever others may get a turn. */
import { setImmediate } from "node:timers/promises";

/** Work that gives its result when it has gone through all its pieces. */
export type Steps<T> = Generator<undefined, T>;

/** Between two turns for others, in milliseconds. */
const turnMs = 25;

/** Does all of it at once. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Does it with turns for others. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  let turn = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - turn < turnMs) continue;
    // oxlint-disable-next-line no-await-in-loop -- piece after piece
    await setImmediate();
    turn = performance.now();
  }
}
