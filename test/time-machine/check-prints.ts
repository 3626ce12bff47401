import type { Dice } from "./dice.ts";
import type { History, Step } from "./history.ts";
import type { Moto } from "./moto.ts";
import type { Scripts } from "./scripts.ts";
import type { Tally } from "./tally.ts";
import { count, fail } from "./tally.ts";
import { differences, truthFacts } from "./truth-facts.ts";
import { carryOut, combinedPlanOf } from "./undo.ts";

/** Ids that AWS makes anew: of credentials, and numbers of versions. */
const ids = /\/(?:key|ssh|signing|service|version)\/|\/default$/;

interface Printed {
  readonly history: History;
  readonly moto: Moto;
  readonly scripts: Scripts;
  readonly dice: Dice;
  readonly seed: number;
  readonly tally: Tally;
}

/**
 * Property 3, at the end of a history: the next call is taken back through the SDK, made again and taken back by the shell
 * script, made again and taken back by the Python script. All three end in the same state.
 */
export async function checkPrints(given: Printed): Promise<void> {
  const { history, moto, scripts, dice, seed, tally } = given;
  const made = await history.goOn();
  const last = made.at(-1);
  if (last?.outcome.ok !== true) return;
  const log = history.steps.map((step) => step.event);
  const earlier = log.slice(0, -made.length);
  const planFor = (steps: readonly Step[]): ReturnType<typeof combinedPlanOf> => {
    const chosen = steps.at(-1) ?? last;
    const events = [...earlier, ...steps.map((step) => step.event)];
    return combinedPlanOf(events, new Set([chosen.event.id]), true, dice);
  };
  const plan = planFor(made);
  const carried = await carryOut(plan, history, last);
  if (carried.skipped.length > 0 || carried.refused.length > 0) return;
  const reached = truthFacts(history.now());
  for (const print of ["cli", "python"] as const) {
    const again: Step[] = [];
    for (const { call } of made) again.push(await history.make(call, true));
    const redone = again.at(-1);
    // What the undoing gave a new id can't be called by its old one.
    if (redone?.outcome.ok !== true) return;
    const knowing = { before: redone.before, now: () => history.now() };
    const ran = await scripts[print](planFor(again), knowing);
    if (ran === null) return;
    const name = last.call.api;
    const differing = differences(reached, truthFacts(await moto.state())).filter(
      (one) => !ids.test(one.split(": ")[0] ?? ""),
    );
    const isRight = ran.status === 0 && differing.length === 0;
    count(tally, `prints: ${print}`, name, isRight ? "exact" : "wrong");
    if (!isRight) {
      const why = `${name} ended with ${ran.status}`;
      fail(
        tally,
        `prints: ${print}`,
        seed,
        history.steps.length,
        [why, ...differing, ran.output].join("\n      "),
      );
      return;
    }
    await history.look();
  }
}
