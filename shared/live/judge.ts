/** How each call of a plan stands against what was read of the account: nothing here makes a call. */
import type { LiveChange, LiveDecision, LiveStepState } from "../ipc/live.ts";
import type { CallModel, Need } from "./call-model.ts";
import { callModel } from "./calls.ts";
import type { Evidence } from "./evidence.ts";
import type { Account, Effect, Expected, World } from "./facts.ts";
import { after, expected, groupOf, partOf, partsOf, partWords, splitThing } from "./facts.ts";
import type { Input } from "./input.ts";
import type { Inverse } from "./inverse.ts";
import { inverseOf } from "./inverse.ts";
import type { LiveCall } from "./resolve.ts";

/** A call, judged. */
export interface Judged {
  readonly call: LiveCall;
  readonly model: CallModel | null;
  readonly state: LiveStepState;
  readonly notes: readonly string[];
  /** What it sets, each with what was there before it. */
  readonly effects: readonly Expected[];
  /** What follows of it for the steps after it. */
  readonly follows: readonly Effect[];
  readonly inverse: Inverse;
  readonly isDestructive: boolean;
  /** A person decided to do it in spite of its conflict. */
  readonly isForced: boolean;
}

/** What must be read for calls, groups of parts of the right names; none for those that are not made. */
export function needsOf(calls: readonly LiveCall[], account: Account): readonly Need[] {
  return calls.flatMap(({ operation, input }) => {
    const model = callModel(operation.api);
    return model === null || input === null ? [] : needsOfCall(model, input, account);
  });
}

/** As `needsOf`, of one. */
export function needsOfCall(model: CallModel, input: Input, account: Account): readonly Need[] {
  return model.needs(input, account).map(({ thing, groups }) => ({
    thing,
    groups: [...new Set(groups.map(groupOf))].filter((group) => group !== ""),
  }));
}

/** Judges all calls in their order: each in the account that the ones before it leave. */
export function judgeCalls(
  calls: readonly LiveCall[],
  read: World,
  account: Account,
  evidence: Evidence,
  decisions: readonly LiveDecision[],
): readonly Judged[] {
  let world = read;
  const touched = new Set<string>();
  return calls.map((call) => {
    const decision = decisions.find(({ n }) => n === call.n)?.as ?? null;
    const judged = judgeCall(call, world, account, evidence, touched, decision);
    if (judged.state === "to-do") {
      world = worldAfter(world, judged);
      for (const { thing, part } of judged.effects) touched.add(`${thing}\n${part}`).add(thing);
    }
    return judged;
  });
}

/** The account after a call. */
export function worldAfter(world: World, { effects, follows }: Judged): World {
  // A thing that was not read stays so.
  return after(world, [...effects, ...follows.filter(({ thing }) => world.has(thing))]);
}

function judgeCall(
  call: LiveCall,
  world: World,
  account: Account,
  evidence: Evidence,
  touched: ReadonlySet<string>,
  decision: LiveDecision["as"] | null,
): Judged {
  const { api } = call.operation;
  const model = callModel(api);
  const none = {
    call,
    model,
    effects: [],
    follows: [],
    inverse: { calls: [], lost: [], isPartial: false },
    isDestructive: false,
    isForced: false,
  };
  if (model === null)
    return {
      ...none,
      state: decision === "leave-out" ? "left-out" : "not-supported",
      notes: [`${api} is not made by this program: the printed plan has it.`],
    };
  if (decision === "leave-out") return { ...none, state: "left-out", notes: [] };
  if (call.input === null) return { ...none, state: "needs-answer", notes: call.open };
  const { input } = call;
  const needs = needsOfCall(model, input, account);
  if (needs.some(({ thing }) => thing !== "account" && splitThing(thing)[1] === ""))
    return {
      ...none,
      state: "not-supported",
      notes: [`${api} does not say whose: this program makes it for a named thing only.`],
    };
  const effects = model
    .effects(input, world, account, null)
    .map((effect) => expected(effect, world));
  const inverse = inverseOf({ api, input }, world, effects);
  const judged = {
    ...none,
    effects,
    follows: model.follows?.(input, world) ?? [],
    inverse,
    isDestructive: model.isDestructive === true || inverse.lost.length > 0,
  };
  const unread = unreadNotes(needs, world);
  const isDone = effects.every(
    ({ before, value, isUnseen, isFresh }) =>
      isUnseen !== true && isFresh !== true && before === value,
  );
  if (unread.length > 0)
    return decision === "overwrite"
      ? { ...judged, state: "to-do", notes: unread, isForced: true }
      : { ...judged, state: "unreadable", notes: unread };
  if (isDone) return { ...judged, state: "already-done", notes: ["The account is so already."] };
  const conflicts = [
    ...evidenceNotes(effects, world, evidence, touched),
    ...(model.refusals?.(input, world, account) ?? []),
  ];
  if (conflicts.length === 0) return { ...judged, state: "to-do", notes: [] };
  return decision === "overwrite"
    ? { ...judged, state: "to-do", notes: conflicts, isForced: true }
    : { ...judged, state: "conflict", notes: conflicts };
}

function unreadNotes(needs: readonly Need[], world: World): readonly string[] {
  return needs.flatMap(({ thing, groups }) => {
    const unread = world.get(thing)?.unread ?? new Map<string, string>();
    return ["", ...groups].flatMap((group) => {
      const why = unread.get(group);
      if (why === undefined) return [];
      const what = partWords(thing, group);
      return [`${what} can't be read: ${why}`];
    });
  });
}

/** Where the account is not as the evidence says at its end; not of what an earlier step sets. */
function evidenceNotes(
  effects: Judged["effects"],
  world: World,
  evidence: Evidence,
  touched: ReadonlySet<string>,
): readonly string[] {
  const notes: string[] = [];
  for (const thing of new Set(effects.map((effect) => effect.thing))) {
    if (touched.has(thing)) continue;
    const id = partOf(world, thing, "id");
    const known = evidence(thing, "id");
    if (id !== null && known !== null && known.value !== null && known.value !== id)
      notes.push(
        `${partWords(thing, "")} is another one than that of ${known.from}: its id is ${id}, not ${known.value}.`,
      );
  }
  for (const { thing, part, before, isUnseen, isFresh } of effects) {
    if (isUnseen === true || isFresh === true || touched.has(`${thing}\n${part}`)) continue;
    const known = evidence(thing, part);
    if (known === null || known.value === before) continue;
    notes.push(
      `${partWords(thing, part)} changed since the evidence: ${known.from} says ${words(known.value)}, and the account has ${words(before)}.`,
    );
  }
  return notes;
}

function words(value: string | null): string {
  if (value === null) return "none";
  if (value === "there") return "that it is there";
  return value.length > 80 || value.includes("\n") ? "another text" : value;
}

/** The effects as people read them. A thing that is deleted is shown with its parts. */
export function changesOf({ effects }: Judged, world: World): readonly LiveChange[] {
  return effects
    .filter(({ part }) => !part.startsWith("member|") && !part.startsWith("version|(new)"))
    .map(({ thing, part, value, before }) => ({
      what: partWords(thing, part),
      before: part === "" && value === null ? wholeText(world, thing) : before,
      after: value,
    }));
}

function wholeText(world: World, thing: string): string | null {
  const parts = partsOf(world, thing);
  if (!parts.has("")) return null;
  const lines = [...parts].flatMap(([part, value]) =>
    part === "" || part.startsWith("document|")
      ? []
      : [`${partWords(thing, part).split(" › ")[1] ?? part}: ${value}`],
  );
  return ["there", ...lines].join("\n");
}
