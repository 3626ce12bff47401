/* oxlint-disable max-lines -- one step from its intent to its outcome, read from top to bottom */
/** One step of a run: looked at again, told to the journal, called, read back. */
import { setTimeout } from "node:timers/promises";
import type { Json } from "../../shared/cloudtrail-event.ts";
import type { LiveProgress } from "../../shared/ipc/live.ts";
import type { CallModel } from "../../shared/live/call-model.ts";
import type { Effect, World } from "../../shared/live/facts.ts";
import { freshName, membersOf, partOf, partWords } from "../../shared/live/facts.ts";
import type { Input } from "../../shared/live/input.ts";
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

/** A part with what was there before. */
export type Expected = Effect & { readonly before: string | null };

/** A step that was approved. */
export interface RunStep {
  readonly n: number;
  readonly api: string;
  readonly model: CallModel;
  readonly input: Input;
  /** Without secrets. */
  readonly shown: Json;
  readonly effects: readonly Expected[];
  readonly isForced: boolean;
}

/** What the journal keeps before a call is made. */
export interface Intent {
  readonly api: string;
  readonly attempt: number;
  readonly request: Json;
  readonly before: readonly { thing: string; part: string; value: string | null }[];
  /** Members of the kind that gets a new one, before it. */
  readonly members: readonly string[];
  /** What takes it back, where no name of AWS's is needed for it. */
  readonly inverse: Inverse;
}

/** What the journal keeps of how a step ended. */
export interface Outcome {
  readonly api: string;
  readonly result: "done" | "done-unseen" | "skipped" | "failed" | "unknown";
  readonly answer: Json;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly requestId: string | null;
  readonly readBack: readonly { thing: string; part: string; value: string | null }[];
  /** What takes it back. */
  readonly inverse: Inverse | null;
  /** Sentences. */
  readonly notes: readonly string[];
}

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
};

/** Calls that got no answer are made this often at most. */
const mostAttempts = 3;

/**
 * Runs a step. `begun`: the intent of a call that got no outcome, of a process that ended. Never throws what AWS or the
 * network says: that is the outcome.
 */
export async function runStep(
  step: RunStep,
  { live, wait, tellIntent, tellPhase }: StepWorld,
  begun: Intent | null,
): Promise<Outcome> {
  const needs = gather(needsOfCall(step.model, step.input, live.connection.account));
  const read = async (): Promise<World> => await readWorld(live, needs);
  let world: World;
  try {
    tellPhase("reading-back");
    world = begun === null ? await read() : await readSettled(read, step, begun, wait);
  } catch (error) {
    return failedWith(step, sdkFailure(error), begun === null ? "failed" : "unknown");
  }
  if (begun !== null) {
    const made = newMember(step, world, begun.members);
    if (isProven(step, world) || made !== null)
      return doneOutcome(step, begun.inverse, world, made, {
        answer: null,
        requestId: null,
        notes: ["The process ended before the answer came; the account shows that it was done."],
      });
    if (step.model.isRepeatable === false && begun.attempt >= mostAttempts)
      return failedWith(step, unseen, "unknown");
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
  for (let attempt = (begun?.attempt ?? 0) + 1; ; attempt++) {
    tellPhase("calling");
    const members = freshMembers(step, world);
    const inverse = inverseOf(step, world, step.effects);
    const before = stateOf(step, world);
    tellIntent({ api: step.api, attempt, request: step.shown, before, members, inverse });
    try {
      // oxlint-disable-next-line no-await-in-loop -- one call after the other
      const { answer, requestId } = await ask(live, "writer", step.api.slice(4), step.input);
      tellPhase("reading-back");
      const made = freshId(step, answer);
      // oxlint-disable-next-line no-await-in-loop -- one call after the other
      const after = await readUntil(read, (now) => shows(step, now, made), wait);
      return doneOutcome(step, inverse, after, made, {
        answer: redacted(answer),
        requestId,
        notes: [],
      });
    } catch (error) {
      const failure = sdkFailure(error);
      if (failure.isAnswer && (failure.status ?? 500) < 500)
        return failedWith(step, failure, "failed");
      tellPhase("reading-back");
      // oxlint-disable-next-line no-await-in-loop -- one call after the other
      const found = await lookAfter(read, step, members, Math.min(wait, uncertainWait));
      if (found === null) return failedWith(step, failure, "unknown");
      if (found.isDone)
        return doneOutcome(step, inverse, found.world, found.made, {
          answer: null,
          requestId: failure.requestId,
          notes: [
            `No answer came (${failure.code}: ${failure.message}); the account shows that it was done.`,
          ],
        });
      // What may have been made and does not show yet would be made twice.
      if (step.model.isRepeatable === false) return failedWith(step, failure, "unknown");
      if (attempt >= mostAttempts) return failedWith(step, failure, "failed");
    }
  }
}

/** Milliseconds in which a call without an answer must show. */
const uncertainWait = 10_000;

const unseen: SdkFailure = {
  code: "NoAnswer",
  message: "No answer came, and the account does not show it.",
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

/** Waits for a call of a process that ended; @throws what the SDK throws when nothing can be read */
async function readSettled(
  read: () => Promise<World>,
  step: RunStep,
  begun: Intent,
  wait: number,
): Promise<World> {
  const isDone = (now: World): boolean =>
    isProven(step, now) || newMember(step, now, begun.members) !== null;
  return (await readUntil(read, isDone, Math.min(wait, uncertainWait))) ?? (await read());
}

async function lookAfter(
  read: () => Promise<World>,
  step: RunStep,
  members: readonly string[],
  wait: number,
): Promise<{ world: World; made: string | null; isDone: boolean } | null> {
  const isDone = (now: World): boolean =>
    isProven(step, now) || newMember(step, now, members) !== null;
  const world = await readUntil(read, isDone, wait);
  if (world === null) return null;
  return { world, made: newMember(step, world, members), isDone: isDone(world) };
}

/** Whether the account shows what the step sets, as far as it can be read. `made`: AWS's name of what is fresh. */
function shows(step: RunStep, world: World, made: string | null): boolean {
  return step.effects.every(({ thing, part, value, isUnseen, isFresh }) => {
    if (isUnseen === true || (isFresh === true && made === null)) return true;
    return partOf(world, thing, named(part, made)) === value;
  });
}

/** Whether reading alone proves that nothing is left to do. */
function isProven(step: RunStep, world: World): boolean {
  return (
    step.effects.every(({ isUnseen, isFresh }) => isUnseen !== true && isFresh !== true) &&
    shows(step, world, null)
  );
}

const named = (text: string, made: string | null): string =>
  made === null ? text : text.replaceAll(freshName, made);

function changedNotes(step: RunStep, world: World): readonly string[] {
  if (step.isForced) return [];
  return step.effects.flatMap(({ thing, part, before, isUnseen, isFresh }) => {
    if (isUnseen === true || isFresh === true) return [];
    const now = partOf(world, thing, part);
    return now === before
      ? []
      : [`${partWords(thing, part)} is not as it was when the plan was approved.`];
  });
}

function stateOf(step: RunStep, world: World): Outcome["readBack"] {
  return step.effects
    .filter(({ isUnseen, isFresh }) => isUnseen !== true && isFresh !== true)
    .map(({ thing, part }) => ({ thing, part, value: partOf(world, thing, part) }));
}

/** The kind of member that the step makes a new one of. */
function freshKind(step: RunStep): { readonly thing: string; readonly kind: string } | null {
  if (step.model.fresh === undefined) return null;
  const found = step.effects.find(({ isFresh }) => isFresh === true);
  if (found !== undefined) return { thing: found.thing, kind: found.part.split("|")[0] ?? "" };
  const policy = step.effects.find(({ thing }) => thing.startsWith("policy/"));
  return policy === undefined ? null : { thing: policy.thing, kind: "version" };
}

function freshMembers(step: RunStep, world: World): readonly string[] {
  const own = freshKind(step);
  return own === null ? [] : membersOf(world, own.thing, own.kind);
}

function newMember(step: RunStep, world: World, before: readonly string[]): string | null {
  return freshMembers(step, world).find((name) => !before.includes(name)) ?? null;
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
  told: Pick<Outcome, "answer" | "requestId" | "notes">,
): Outcome {
  return {
    ...none,
    ...told,
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

function failedWith(
  step: RunStep,
  { code, message, requestId }: SdkFailure,
  result: "failed" | "unknown",
): Outcome {
  return { ...none, api: step.api, result, error: { code, message }, requestId };
}
