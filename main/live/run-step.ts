/** One step of a run: looked at again, told to the journal, called, read back. */
import { setTimeout } from "node:timers/promises";
import type { LiveProgress } from "../../shared/ipc/live.ts";
import type { World } from "../../shared/live/facts.ts";
import { accountOf, partOf } from "../../shared/live/facts.ts";
import type { Inverse } from "../../shared/live/inverse.ts";
import { inverseOf } from "../../shared/live/inverse.ts";
import { needsOfCall } from "../../shared/live/judge.ts";
import type { Answer } from "./ask.ts";
import { ask } from "./ask.ts";
import type { Live } from "./connect.ts";
import { gather, readWorld } from "./read.ts";
import type { SdkFailure } from "./reason.ts";
import { sdkFailure } from "./reason.ts";
import { redacted } from "./redact.ts";
import type { RunStep } from "./step-facts.ts";
import { changedNotes, freshMembers, isProven, named, shows, stateOf } from "./step-facts.ts";
import type { Intent, Outcome } from "./step-journal.ts";
import type { CallTrace } from "./unanswered.ts";
import { foundSince, inverseWithoutProof } from "./unanswered.ts";

export interface StepWorld {
  readonly live: Live;
  /** Milliseconds in which the account must show what was done. */
  readonly wait: number;
  readonly tellIntent: (intent: Intent) => void;
  readonly tellPhase: (phase: LiveProgress["phase"]) => void;
}

const none: Omit<Outcome, "api" | "result"> = {
  answer: null,
  error: null,
  requestId: null,
  readBack: [],
  inverse: null,
  notes: [],
  unproven: [],
};

/** Calls that got no answer are made this often at most. */
const mostAttempts = 3;

/** Of a step under way. */
interface Looking extends StepWorld {
  readonly step: RunStep;
  readonly read: () => Promise<World>;
}

/**
 * Runs a step. `begun`: the intent of a call that got no outcome, of a process that ended. Never throws what AWS or the
 * network says: that is the outcome.
 */
export async function runStep(
  step: RunStep,
  stepWorld: StepWorld,
  begun: Intent | null,
): Promise<Outcome> {
  const { live, tellPhase } = stepWorld;
  const needs = gather(needsOfCall(step.model, step.input, accountOf(live.connection)));
  const looking: Looking = {
    ...stepWorld,
    step,
    read: async () => await readWorld(live, needs),
  };
  tellPhase("reading-back");
  if (begun !== null) {
    const settled = await lookAfter(looking);
    if (settled?.isDone === true)
      return doneUnanswered(step, begun, settled.world, [
        "No answer was noted; the account shows that it is so.",
      ]);
    const world = settled?.world ?? null;
    // What may have been made and does not show would be made twice.
    if (world === null || step.model.isRepeatable === false || changedNotes(step, world).length > 0)
      return await unknownOutcome(looking, begun, world, unseen);
    return await callUntilAnswered(looking, world, begun);
  }
  let world: World;
  try {
    world = await looking.read();
  } catch (error) {
    return failedWith(step, sdkFailure(error));
  }
  if (isProven(step, world))
    return { ...none, api: step.api, result: "skipped", readBack: stateOf(step, world) };
  const changed = changedNotes(step, world);
  if (changed.length > 0)
    return {
      ...none,
      api: step.api,
      result: "failed",
      error: {
        code: "Conflict",
        message: "The account changed since the preview; no call was made.",
      },
      readBack: stateOf(step, world),
      notes: changed,
    };
  return await callUntilAnswered(looking, world, null);
}

/** Makes the call; again, where no answer came and once more does no harm. `earlier`: a call that got none. */
async function callUntilAnswered(
  looking: Looking,
  world: World,
  earlier: Intent | null,
): Promise<Outcome> {
  const { step, live, wait, read, tellIntent, tellPhase } = looking;
  let open = earlier;
  for (;;) {
    tellPhase("calling");
    const intent: Intent = {
      api: step.api,
      attempt: (open?.attempt ?? 0) + 1,
      request: step.shown,
      // Of the first: what a call without an answer may have left is not what was there before.
      before: open?.before ?? stateOf(step, world),
      members: open?.members ?? freshMembers(step, world),
      inverse: open?.inverse ?? inverseOf(step, world, step.effects),
      trace: open?.trace ?? traceOf(live),
    };
    tellIntent(intent);
    try {
      // oxlint-disable-next-line no-await-in-loop -- one call after the other
      const { answer, requestId } = await ask(live, "writer", step.api.slice(4), step.input);
      tellPhase("reading-back");
      const made = freshId(step, answer);
      // oxlint-disable-next-line no-await-in-loop -- one call after the other
      const after = await readUntil(read, (now) => shows(step, now, made), wait);
      return {
        ...doneOutcome(step, intent.inverse, after, made),
        answer: redacted(answer),
        requestId,
      };
    } catch (error) {
      const failure = sdkFailure(error);
      const isRefused = failure.isAnswer && (failure.status ?? 500) < 500;
      if (open === null && (isRefused || isNeverSent(failure))) return failedWith(step, failure);
      tellPhase("reading-back");
      // oxlint-disable-next-line no-await-in-loop -- one call after the other
      const found = await lookAfter(looking);
      if (found?.isDone === true)
        return {
          ...doneUnanswered(step, intent, found.world, [
            `No answer came (${failure.code}: ${failure.message}); the account shows that it is so.`,
          ]),
          requestId: failure.requestId,
        };
      if (
        found === null ||
        isRefused ||
        step.model.isRepeatable === false ||
        intent.attempt >= mostAttempts ||
        changedNotes(step, found.world).length > 0
      )
        // oxlint-disable-next-line no-await-in-loop -- it ends here
        return await unknownOutcome(looking, intent, found?.world ?? null, failure);
      open = intent;
    }
  }
}

function traceOf({ connection, mark, clockOffset }: Live): CallTrace {
  return {
    at: new Date().toISOString(),
    clockOffset: clockOffset(),
    arn: connection.arn,
    mark,
  };
}

/** Nothing of the call left this machine. */
function isNeverSent({ code, isAnswer }: SdkFailure): boolean {
  return (
    !isAnswer &&
    /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|CredentialsProviderError|TokenProviderError)$/.test(
      code,
    )
  );
}

/** Milliseconds in which a call without an answer must show. */
const uncertainWait = 10_000;

const unseen: SdkFailure = {
  code: "NoAnswer",
  message: "No answer was noted, and the account does not show that it was done.",
  isAnswer: false,
  status: null,
  requestId: null,
};

/** Reads until the account shows it or the time is over; answers what was read last. */
async function readUntil(
  read: () => Promise<World>,
  isDone: (world: World) => boolean,
  wait: number,
): Promise<World | null> {
  const end = performance.now() + wait;
  let pause = 100;
  let last: World | null = null;
  for (;;) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- until it shows
      last = await read();
      if (isDone(last)) return last;
    } catch {
      // The call was made: that reading fails for once changes nothing of it.
    }
    if (performance.now() + pause > end) return last;
    // oxlint-disable-next-line no-await-in-loop -- until it shows
    await setTimeout(pause);
    pause = Math.min(pause * 2, 5000);
  }
}

/** Waits for what a call without an answer may have done; null: the account can't be read. */
async function lookAfter({
  step,
  read,
  wait,
}: Looking): Promise<{ readonly world: World; readonly isDone: boolean } | null> {
  const isDone = (now: World): boolean => isProven(step, now);
  const world = await readUntil(read, isDone, Math.min(wait, uncertainWait));
  return world === null ? null : { world, isDone: isDone(world) };
}

function freshId(step: RunStep, answer: Answer): string | null {
  let value: unknown = answer;
  for (const name of step.model.fresh?.split(".") ?? [])
    value =
      typeof value === "object" && value !== null
        ? new Map<string, unknown>(Object.entries(value)).get(name)
        : undefined;
  return typeof value === "string" ? value : null;
}

function doneOutcome(
  step: RunStep,
  inverse: Inverse,
  after: World | null,
  made: string | null,
): Outcome {
  return {
    ...none,
    api: step.api,
    result: after !== null && shows(step, after, made) ? "done" : "done-unseen",
    readBack: step.effects
      .filter(({ isUnseen }) => isUnseen !== true)
      .map(({ thing, part }) => ({
        thing,
        part: named(part, made),
        value: after === null ? null : partOf(after, thing, named(part, made)),
      })),
    // The name is AWS's, which JSON holds as it is.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    inverse: JSON.parse(named(JSON.stringify(inverse), made)) as Inverse,
  };
}

/** It is as the step wants it, and nothing proves that the run made it so. */
function doneUnanswered(
  step: RunStep,
  intent: Intent,
  world: World,
  notes: readonly string[],
): Outcome {
  const { inverse, unproven } = inverseWithoutProof(step, intent.inverse, intent.trace);
  return { ...doneOutcome(step, inverse, world, null), notes, unproven };
}

/** It may have been done: told with what was found, and never made again nor taken back. */
async function unknownOutcome(
  { step, live }: Looking,
  { trace, members }: Intent,
  world: World | null,
  failure: SdkFailure,
): Promise<Outcome> {
  return {
    ...failedWith(step, failure),
    result: "unknown",
    readBack: world === null ? [] : stateOf(step, world),
    unproven: await foundSince(live, step, trace, members, world),
  };
}

function failedWith(step: RunStep, { code, message, requestId }: SdkFailure): Outcome {
  return { ...none, api: step.api, result: "failed", error: { code, message }, requestId };
}
