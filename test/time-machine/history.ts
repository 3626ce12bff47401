import type { CloudTrailEvent } from "../../shared/cloudtrail-event.ts";
import type { Dice } from "./dice.ts";
import { nextCalls } from "./generate.ts";
import type { Call, Moto, Outcome } from "./moto.ts";
import type { Actor } from "./record.ts";
import { actors, denied, eventOf, recordOf } from "./record.ts";
import type { Truth } from "./truth.ts";

/** One call of a history, its record and the true state after it. */
export interface Step {
  readonly call: Call;
  readonly outcome: Outcome;
  readonly record: string;
  readonly event: CloudTrailEvent;
  readonly before: Truth;
  readonly after: Truth;
}

/** A history that is being made: time goes on with each call. */
export interface History {
  readonly steps: Step[];
  /** Makes one call, records it and reads the state. A call of a plan is never denied for lack of permission. */
  make(call: Call, isAllowed?: boolean): Promise<Step>;
  /** Reads the state that something else than calls of this history has changed. */
  look(): Promise<void>;
  /** Lets seconds pass. */
  wait(seconds: number): void;
  /** Makes the calls that come next. */
  goOn(): Promise<readonly Step[]>;
  /** The state now. */
  now(): Truth;
}

/** 2026-03-02T08:00:00Z. */
const start = 1_772_438_400;

/** Starts an empty history on a server that is made empty. */
export async function startHistory(moto: Moto, dice: Dice): Promise<History> {
  await moto.reset();
  let truth = await moto.state();
  let at = start;
  let actor: Actor = actors[0];
  const steps: Step[] = [];
  const make = async (call: Call, isAllowed = false): Promise<Step> => {
    const isDenied = !isAllowed && dice.chance(0.02);
    const outcome: Outcome = isDenied
      ? { ok: false, code: denied, message: `not authorized to perform: iam:${call.api}` }
      : await moto.call(call);
    const before = truth;
    if (outcome.ok) truth = await moto.state();
    const record = recordOf(call, outcome, actor, at, steps.length);
    const step = { call, outcome, record, event: eventOf(record), before, after: truth };
    steps.push(step);
    return step;
  };
  return {
    steps,
    make,
    look: async () => {
      truth = await moto.state();
    },
    wait: (seconds) => (at += seconds),
    now: () => truth,
    async goOn() {
      at += pause(dice);
      if (dice.chance(0.2)) actor = dice.of(actors);
      const made: Step[] = [];
      for (const call of nextCalls(truth, dice)) {
        if (made.length > 0 && dice.chance(0.5)) at += 1 + dice.number(3);
        made.push(await make(call));
      }
      return made;
    },
  };
}

/** Seconds until the next call: often none, sometimes more than a day. */
function pause(dice: Dice): number {
  const kind = dice.number(100);
  if (kind < 45) return 0;
  if (kind < 70) return 1 + dice.number(5);
  if (kind < 85) return 60 + dice.number(1800);
  if (kind < 95) return 3600 + dice.number(20_000);
  return 90_000 + dice.number(90_000);
}
