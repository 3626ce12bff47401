import type { Known, Slot, SlotKind, Step, Thing, Value } from "./thing.ts";
import { isSame, nowOf, selectedSteps, slotOf, slotsOf, wantedOf } from "./thing.ts";

/** What becomes of a thing. */
export type Fate =
  /** It was made and deleted by selected events, or is gone and stays so. */
  | "leave"
  /** It lives and stays; its slots are compared. */
  | "stays"
  /** A selected event made it, and nobody else has used it since. */
  | "unmake"
  /** A selected event made it, but somebody else has used it since. */
  | "kept"
  /** A selected event deleted it. */
  | "remake";

/** A slot of a thing that stays, and what it is to hold. */
export interface SlotChange {
  readonly thing: Thing;
  readonly slot: Slot;
  readonly now: Value;
  /** Undefined: the log does not tell what was there before. */
  readonly wanted: Known;
  /** The selected events that changed it. */
  readonly steps: readonly Step[];
  /** Events of one second that changed it to different values, so that the log does not tell which came last. */
  readonly unsure: readonly Step[];
}

/** Something that is left as it is, because an event that is not selected changed it since. */
export interface Left {
  readonly thing: Thing;
  /** Null: the thing as a whole. */
  readonly slot: Slot | null;
  readonly later: Step;
  /** `conflict`: it is not as it was before the selected events. `back`: it is as it was again. */
  readonly as: "conflict" | "back";
}

export interface Judgement {
  readonly fates: ReadonlyMap<Thing, Fate>;
  readonly changes: readonly SlotChange[];
  readonly left: readonly Left[];
  /** Slots that may be as they are wanted already, or not. */
  readonly doubts: readonly Doubt[];
}

/** Events of one second that leave open what a slot holds now. */
export interface Doubt {
  readonly thing: Thing;
  readonly slot: Slot;
  readonly steps: readonly Step[];
}

/** Compares what is with what would be if the selected events had not been made. Never overrides a later event of others. */
export function judge(things: readonly Thing[]): Judgement {
  const left: Left[] = [];
  const doubts: Doubt[] = [];
  const fates = new Map<Thing, Fate>();
  // Whether a name is free for what was deleted depends on what becomes of the living.
  const [living, gone] = [true, false].map((isLiving) =>
    things.filter((thing) => (thing.gone === null) === isLiving),
  );
  for (const thing of living ?? []) fates.set(thing, fateOf(thing, things, fates, left));
  keepTakenNames(things, fates, left);
  for (const thing of gone ?? []) fates.set(thing, fateOf(thing, things, fates, left));
  const changes = things.flatMap((thing) => {
    const fate = fates.get(thing);
    if (fate !== "stays" && fate !== "kept") {
      leaveGone(thing, fate, left);
      return [];
    }
    return [...thing.slots.values()].flatMap((slot) => judgeSlot(thing, slot, fate, left, doubts));
  });
  return { fates, changes, left, doubts };
}

function fateOf(
  thing: Thing,
  all: readonly Thing[],
  fates: ReadonlyMap<Thing, Fate>,
  left: Left[],
): Fate {
  const { made, gone } = thing;
  if (gone !== null) {
    if (!gone.isSelected || made?.isSelected === true) return "leave";
    const kept = all.find((one) => fates.get(one) === "kept" && isNamesake(one, thing, thing.name));
    const other = kept === undefined ? successor(thing, all) : (usersOf(kept, all)[0] ?? kept.made);
    if (other === null) return "remake";
    left.push({ thing, slot: null, later: other, as: "conflict" });
    return "leave";
  }
  if (made?.isSelected !== true) return "stays";
  const users = usersOf(thing, all);
  for (const later of users) left.push({ thing, slot: null, later, as: "conflict" });
  return users.length > 0 ? "kept" : "unmake";
}

/** Who made a thing of the same name, or gave one that name, and is not selected. */
function successor(thing: Thing, all: readonly Thing[]): Step | null {
  const other = namesake(thing, thing.name, all);
  if (other === null) return null;
  const renamed = slotOf(other, "name")?.changes.at(-1)?.step;
  return renamed ?? other.made ?? [...other.slots.values()][0]?.changes[0]?.step ?? null;
}

/** Another living thing of a kind under a name, that no selected event made or renamed. */
function namesake(thing: Thing, name: string, all: readonly Thing[]): Thing | null {
  const found = all.find(
    (other) =>
      isNamesake(other, thing, name) &&
      other.made?.isSelected !== true &&
      slotOf(other, "name")?.changes.at(-1)?.step.isSelected !== true,
  );
  return found ?? null;
}

function isNamesake(other: Thing, thing: Thing, name: string): boolean {
  const isSameName = other.name.toLowerCase() === name.toLowerCase();
  return other !== thing && other.kind === thing.kind && other.gone === null && isSameName;
}

/** Names that are taken by now can't be given back. */
function keepTakenNames(
  all: readonly Thing[],
  fates: ReadonlyMap<Thing, Fate>,
  left: Left[],
): void {
  for (const thing of all) {
    const slot = slotOf(thing, "name");
    const wanted = slot === undefined ? undefined : wantedOf(slot)?.value;
    if (slot === undefined || thing.gone !== null || typeof wanted !== "string") continue;
    const last = slot.changes.at(-1)?.step;
    if (last?.isSelected !== true) continue;
    const kept = all.find((one) => fates.get(one) === "kept" && isNamesake(one, thing, wanted));
    const other = kept ?? namesake(thing, wanted, all);
    if (other === null) continue;
    thing.keepsName = true;
    const later = slotOf(other, "name")?.changes.at(-1)?.step ?? other.made ?? last;
    left.push({ thing, slot, later, as: "conflict" });
  }
}

/** Events of others that made use of a thing: their work would be lost with it. */
function usersOf(thing: Thing, all: readonly Thing[]): readonly Step[] {
  const own = [...thing.slots.values()];
  const references = all.flatMap((other) => referencesTo(thing, other));
  const found = new Map<string, Step>();
  for (const slot of [...own, ...references]) {
    const last = slot.changes.at(-1);
    if (last === undefined || last.step.isSelected) continue;
    // Switching a credential off only takes away, as the deletion does.
    if (last.value === null || last.value === "Inactive") continue;
    found.set(last.step.id, last.step);
  }
  return [...found.values()];
}

/** Slots of a thing that point to another one which is in place now. */
export function referencesTo(thing: Thing, from: Thing): readonly Slot[] {
  if (from.gone !== null || from === thing) return [];
  const name = thing.name.toLowerCase();
  switch (thing.kind) {
    case "group":
      return slotsOf(from, "group").filter((s) => s.key === String(thing.number));
    case "policy":
      return [
        ...slotsOf(from, "attached").filter((s) => s.key.toLowerCase() === name),
        ...slotsOf(from, "boundary").filter((s) => {
          const now = nowOf(s)?.value;
          return typeof now === "string" && now.toLowerCase() === name;
        }),
      ];
    case "role":
      return slotsOf(from, "role").filter((s) => s.key.toLowerCase() === name);
    case "user":
    case "instance-profile":
    case "other":
      return [];
  }
}

function judgeSlot(
  thing: Thing,
  slot: Slot,
  fate: Fate,
  left: Left[],
  doubts: Doubt[],
): readonly SlotChange[] {
  // What came with the creation goes only with the thing.
  const isOwn = (step: Step) => step.isSelected && !(fate === "kept" && step === thing.made);
  const steps = selectedSteps(slot).filter(isOwn);
  if (slot.kind === "name" && thing.keepsName) return [];
  const last = slot.changes.at(-1);
  if (last === undefined || steps.length === 0) return [];
  if (!last.step.isSelected) {
    const before = wantedOf(
      slot,
      slot.changes.findLastIndex(({ step }) => isOwn(step)),
    );
    const isBack = before !== undefined && isSame(before.value, last.value);
    left.push({ thing, slot, later: last.step, as: isBack ? "back" : "conflict" });
    return [];
  }
  // Of what is kept, that which came with the creation is there to stay, too.
  const own = slot.changes.findLast(({ step }) => !isOwn(step));
  const wanted = fate === "kept" ? (own ?? wantedOf(slot)) : wantedOf(slot);
  const open = unsureNow(slot, wanted);
  const unsure = unsureSteps(slot, wanted);
  // One call makes it sure, and does no harm where it changes nothing.
  const isSettled = settled.has(slot.kind) && unsure.length === 0 && wanted?.value != null;
  if (open.length > 0 && !isSettled) doubts.push({ thing, slot, steps: open });
  if (wanted !== undefined && isSame(wanted.value, last.value)) {
    // It is as it was by one order of the second before; by another it is not.
    if (open.length === 0 && unsure.length > 0) doubts.push({ thing, slot, steps: unsure });
    return isSettled && open.length > 0
      ? [{ thing, slot, now: last.value, wanted, steps, unsure }]
      : [];
  }
  // AWS refuses a role where one is in place: only a look at the profile tells whether the call is due.
  if (open.length > 0 && slot.kind === "role") return [];
  return [{ thing, slot, now: last.value, wanted, steps, unsure }];
}

/** Whether AWS refuses to take it off where it is not; an empty description and the removal of a tag are never refused. */
function isPutOn({ kind }: Slot): boolean {
  return kind !== "description" && kind !== "max-session" && kind !== "tag";
}

/** What one call sets to a value, whatever it is. */
const settled: ReadonlySet<SlotKind> = new Set(["default", "trust", "boundary"]);

/** The changes of the last second, where one order of them leaves the wanted value and another does not. */
function unsureNow(slot: Slot, wanted: Known): readonly Step[] {
  const last = slot.changes.at(-1);
  if (last === undefined || wanted === undefined) return [];
  const same = slot.changes.filter(({ step }) => step.at === last.step.at);
  if (!same.some(({ value }) => !isSame(value, last.value))) return [];
  if (!same.some(({ value }) => isSame(value, wanted.value))) return [];
  const earlier = slot.changes.length - same.length;
  const before = earlier > 0 ? slot.changes[earlier - 1]?.value : slot.start;
  const isOnThenOff = isPutOn(slot) && before === null && last.value === null && same.length === 2;
  return isOnThenOff ? [] : same.map(({ step }) => step);
}

/**
 * The changes of one second among which the wanted value was the last by IAM's demands alone, where another order is
 * possible, too. What can be taken off only after it was put on has one order.
 */
export function unsureSteps(slot: Slot, wanted: Known): readonly Step[] {
  const step = wanted?.step ?? null;
  if (step === null || wanted === undefined) return [];
  const at = slot.changes.findIndex((one) => one.step === step);
  const same = slot.changes.filter((one) => one.step.at === step.at);
  if (!same.some((one) => one.step !== step && !isSame(one.value, wanted.value))) return [];
  const first = slot.changes.findIndex((one) => one.step.at === step.at);
  const before = first > 0 ? slot.changes[first - 1]?.value : slot.start;
  const isOnThenOff =
    isPutOn(slot) &&
    before === null &&
    wanted.value === null &&
    at === first + 1 &&
    same.length === 2;
  return isOnThenOff ? [] : same.map((one) => one.step);
}

/** Nothing can be put back into a thing that somebody else deleted since. */
function leaveGone(thing: Thing, fate: Fate | undefined, left: Left[]): void {
  const { gone } = thing;
  if (fate !== "leave" || gone === null || gone.isSelected) return;
  if (thing.made?.isSelected === true) return;
  const isTouched = [...thing.slots.values()].some((slot) =>
    slot.changes.some(({ step, value }) => step.isSelected && value !== null),
  );
  const isTaken = [...thing.slots.values()].some((slot) => {
    const wanted = wantedOf(slot);
    return selectedSteps(slot).length > 0 && wanted !== undefined && wanted.value !== null;
  });
  if (isTouched || isTaken) left.push({ thing, slot: null, later: gone, as: "conflict" });
}
