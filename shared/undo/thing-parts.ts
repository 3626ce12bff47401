import type { Slot, Step, Thing, Value } from "./thing.ts";
import { wantedOf } from "./thing.ts";

/** What a slot of a deleted thing is to hold: as it was before the selected events. */
export function wantedAt(slot: Slot, thing: Thing): Value | undefined {
  const wanted = wantedOf(slot);
  return wanted === undefined && thing.made !== null ? null : wanted?.value;
}

/** The event that changed a slot last. */
export function lastStep(slot: Slot): Step | null {
  return slot.changes.at(-1)?.step ?? null;
}

/** Whether a value is one, and not none or unknown. */
export function isThere(value: Value | undefined): boolean {
  return value !== undefined && value !== null;
}

/** A kind of thing as it stands in the names of APIs: `InstanceProfile`. */
export function noun(kind: Thing["kind"]): string {
  return kind === "instance-profile"
    ? "InstanceProfile"
    : kind.charAt(0).toUpperCase() + kind.slice(1);
}

/** The member of a request that names a thing of a kind: `UserName`. */
export function nameMember(kind: Thing["kind"]): string {
  return `${noun(kind)}Name`;
}
