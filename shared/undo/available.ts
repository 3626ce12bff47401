import { say } from "../span.ts";
import type { Draft } from "./draft.ts";
import { conflict, groupOf } from "./draft.ts";
import type { Fate } from "./judge.ts";
import type { Slot, Step, Thing, Value } from "./thing.ts";
import { slotsOf } from "./thing.ts";
import { slotWords, thingWords } from "./words.ts";

/**
 * Whether the policy, group or role that a slot points to is there, or is made again: what somebody else deleted since
 * can't be put back onto anything. It is listed then.
 */
export function isAvailable(
  draft: Draft,
  thing: Thing,
  slot: Slot,
  wanted: Value | undefined,
  fates: ReadonlyMap<Thing, Fate>,
): boolean {
  const other = slot.kind === "role" ? otherRole(thing, slot) : null;
  if (other !== null) {
    conflict(
      draft,
      say`${slotWords(thing, slot, "")} is not put back: another role is in it, and AWS takes one only.`,
      other,
    );
    return false;
  }
  const lives = targetsOf(draft, slot, wanted);
  const target = lives.at(-1);
  if (target === undefined || lives.some((one) => isThereThen(one, fates))) return true;
  const later = target.gone ?? target.made;
  if (later === null) return true;
  conflict(
    draft,
    say`${slotWords(thing, slot, groupOf(draft, slot.key)?.name ?? "")} is not put back: ${thingWords(target.kind, target.name)} was deleted since.`,
    later,
  );
  return false;
}

/** The event by which somebody else put another role into an instance profile. */
function otherRole(profile: Thing, slot: Slot): Step | null {
  if (profile.gone !== null) return null;
  const other = slotsOf(profile, "role").find((one) => {
    const last = one.changes.at(-1);
    return one !== slot && last !== undefined && last.value !== null && !last.step.isSelected;
  });
  return other?.changes.at(-1)?.step ?? null;
}

function isThereThen(thing: Thing, fates: ReadonlyMap<Thing, Fate>): boolean {
  const fate = fates.get(thing);
  return fate === "remake" || (thing.gone === null && fate !== "unmake");
}

/** All lives of what a slot points to; none where the log does not follow it. */
function targetsOf(draft: Draft, slot: Slot, wanted: Value | undefined): readonly Thing[] {
  if (slot.kind === "group") return draft.things.slice(Number(slot.key), Number(slot.key) + 1);
  if (slot.kind !== "attached" && slot.kind !== "boundary" && slot.kind !== "role") return [];
  const name = (slot.kind === "boundary" ? textOf(wanted) : slot.key).toLowerCase();
  const kind = slot.kind === "role" ? "role" : "policy";
  return draft.things.filter((one) => one.kind === kind && one.name.toLowerCase() === name);
}

/** A value that is a text; "" for any other. */
export function textOf(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}
