import { isWithin } from "../state/fact.ts";
import type { Slot, Step, Thing } from "./thing.ts";
import { slotsOf } from "./thing.ts";

/** How long before a deletion a removal by the same actor counts as the way to it, in hours. */
const hours = 24;
/** Versions that a policy can have at most. */
const most = 5;

/**
 * What the actor of a deletion took off the thing, or took the thing off, within the day before: AWS deletes nothing
 * that is in use, so these removals belong to the deletion.
 */
export function wayTo(thing: Thing, all: readonly Thing[], gone: Step): readonly Step[] {
  return steps(slotsAround(thing, all), gone);
}

/** What hangs on a thing, and what it hangs on. */
function slotsAround(thing: Thing, all: readonly Thing[]): readonly Slot[] {
  const own = slotsOf(thing, "attached", "inline", "group", "role", "version", "boundary");
  const name = thing.name.toLowerCase();
  const references = all.flatMap((other) => {
    if (other === thing) return [];
    if (thing.kind === "group")
      return slotsOf(other, "group").filter((s) => s.key === String(thing.number));
    if (thing.kind === "role")
      return slotsOf(other, "role").filter((s) => s.key.toLowerCase() === name);
    if (thing.kind !== "policy") return [];
    return [
      ...slotsOf(other, "attached").filter((s) => s.key.toLowerCase() === name),
      ...slotsOf(other, "boundary").filter((s) => wasBoundary(s, name)),
    ];
  });
  return [...own, ...references];
}

/**
 * Whether a thing was deleted by whoever had taken it off something, or something off it, by a selected event within the
 * day before: without the thing there is nothing to put back, so its deletion belongs to that event.
 */
export function followsRemoval(thing: Thing, all: readonly Thing[], gone: Step): boolean {
  return slotsAround(thing, all).some((slot) => {
    const last = slot.changes.at(-1);
    if (last === undefined || last.value !== null || !last.step.isSelected) return false;
    return last.step.actor === gone.actor && isWithin(last.step, gone.at, hours);
  });
}

/** The version that was deleted to make room for the one that a selected event made. */
export function roomMade(all: readonly Thing[], made: Step): readonly Step[] {
  if (made.name !== "CreatePolicyVersion") return [];
  const policy = all.find((thing) =>
    slotsOf(thing, "version").some(({ changes }) => changes.at(-1)?.step === made),
  );
  if (policy === undefined) return [];
  const versions = slotsOf(policy, "version");
  const there = versions.filter((slot) => slot.changes.at(-1)?.value !== null);
  // With fewer than five no room had to be made; of a policy older than the log only those that it shows are counted.
  if (there.length < most) return [];
  const [last] = steps(versions, made).toSorted((a, b) => ((a.at ?? "") < (b.at ?? "") ? 1 : -1));
  return last === undefined ? [] : [last];
}

function steps(slots: readonly Slot[], end: Step): readonly Step[] {
  const found = new Set<Step>();
  for (const slot of slots) {
    const last = slot.changes.at(-1);
    if (last === undefined || last.value !== null || last.step.isSelected) continue;
    // A creation says that there is no boundary: it took nothing off.
    if (last.step.name.startsWith("Create")) continue;
    if (last.step.actor === end.actor && isWithin(last.step, end.at, hours)) found.add(last.step);
  }
  return [...found];
}

function wasBoundary(slot: Slot, arn: string): boolean {
  const before = slot.changes.at(-2)?.value ?? slot.start;
  return typeof before === "string" && before.toLowerCase() === arn;
}
