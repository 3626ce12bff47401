import { say } from "../span.ts";
import type { Draft } from "./draft.ts";
import { conflict, groupOf } from "./draft.ts";
import type { Fate } from "./judge.ts";
import type { Slot, Thing, Value } from "./thing.ts";
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
  const target = targetOf(draft, slot, wanted);
  const fate = target === undefined ? undefined : fates.get(target);
  if (target === undefined || fate === "remake") return true;
  if (target.gone === null && fate !== "unmake") return true;
  const later = target.gone ?? target.made;
  if (later === null) return true;
  conflict(
    draft,
    say`${slotWords(thing, slot, groupOf(draft, slot.key)?.name ?? "")} is not put back: ${thingWords(target.kind, target.name)} was deleted since.`,
    later,
  );
  return false;
}

function targetOf(draft: Draft, slot: Slot, wanted: Value | undefined): Thing | undefined {
  if (slot.kind === "group") return groupOf(draft, slot.key);
  const name = (slot.kind === "boundary" ? textOf(wanted) : slot.key).toLowerCase();
  const kind = slot.kind === "role" ? "role" : "policy";
  if (slot.kind !== "attached" && slot.kind !== "boundary" && slot.kind !== "role")
    return undefined;
  return draft.things.findLast((one) => one.kind === kind && one.name.toLowerCase() === name);
}

/** A value that is a text; "" for any other. */
export function textOf(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}
