/** An approved step against what the account shows. */
import type { Json } from "../../shared/cloudtrail-event.ts";
import type { CallModel } from "../../shared/live/call-model.ts";
import type { Expected, World } from "../../shared/live/facts.ts";
import { freshName, membersOf, ownParts, partOf, partWords } from "../../shared/live/facts.ts";
import type { Input } from "../../shared/live/input.ts";

/** A part with its value; null: it is not there. */
export interface PartValue {
  readonly thing: string;
  readonly part: string;
  readonly value: string | null;
}

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

/** Whether the account shows what the step sets, as far as it can be read. `made`: AWS's name of what is fresh. */
export function shows(step: RunStep, world: World, made: string | null): boolean {
  return step.effects.every(({ thing, part, value, isUnseen, isFresh }) => {
    if (isUnseen === true || (isFresh === true && made === null)) return true;
    return partOf(world, thing, named(part, made)) === value;
  });
}

/** Whether reading alone proves that nothing is left to do. */
export function isProven(step: RunStep, world: World): boolean {
  return (
    step.effects.every(({ isUnseen, isFresh }) => isUnseen !== true && isFresh !== true) &&
    shows(step, world, null)
  );
}

/** A text with AWS's name of what is fresh. */
export const named = (text: string, made: string | null): string =>
  made === null ? text : text.replaceAll(freshName, made);

/** Sentences on what is not as it was when the plan was approved. */
export function changedNotes(step: RunStep, world: World): readonly string[] {
  if (step.isForced) return [];
  const notes = step.effects.flatMap(({ thing, part, before, id, whole, isUnseen, isFresh }) => {
    const now = partOf(world, thing, part);
    const idNow = partOf(world, thing, "id");
    if (id !== null && idNow !== null && idNow !== id)
      return [`${partWords(thing, "")} is another one than when the plan was approved.`];
    if (isUnseen === true || isFresh === true) return [];
    return now === before && (whole === null || ownParts(world, thing) === whole)
      ? []
      : [`${partWords(thing, part)} is not as it was when the plan was approved.`];
  });
  return [...new Set(notes)];
}

/** What the account has of the parts that the step sets. */
export function stateOf(step: RunStep, world: World): readonly PartValue[] {
  return step.effects
    .filter(({ isUnseen, isFresh }) => isUnseen !== true && isFresh !== true)
    .map(({ thing, part }) => ({ thing, part, value: partOf(world, thing, part) }));
}

/** The kind of member that the step makes a new one of. */
export function freshKind(step: RunStep): { readonly thing: string; readonly kind: string } | null {
  if (step.model.fresh === undefined) return null;
  const found = step.effects.find(({ isFresh }) => isFresh === true);
  if (found !== undefined) return { thing: found.thing, kind: found.part.split("|")[0] ?? "" };
  const policy = step.effects.find(({ thing }) => thing.startsWith("policy/"));
  return policy === undefined ? null : { thing: policy.thing, kind: "version" };
}

/** Names of all members of that kind. */
export function freshMembers(step: RunStep, world: World): readonly string[] {
  const own = freshKind(step);
  return own === null ? [] : membersOf(world, own.thing, own.kind);
}
