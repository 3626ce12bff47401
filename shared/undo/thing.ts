import type { Plan, PlanValue } from "../remediation/plan.ts";
import type { Spans } from "../span.ts";
import type { InstanceUse } from "../state/account-facts.ts";
import type { Links } from "../state/links.ts";

/** What is compared as a whole; everything else of IAM (credentials, providers, settings) is compared by its single values. */
export type ThingKind = "user" | "group" | "role" | "policy" | "instance-profile" | "other";

/** One value of a thing. Those after `default` are taken back by the inverse of their own event. */
export type SlotKind =
  | "name"
  | "path"
  | "description"
  | "max-session"
  | "trust"
  | "boundary"
  | "tag"
  | "attached"
  | "inline"
  | "group"
  | "role"
  | "version"
  | "default"
  | "access-key"
  | "login-profile"
  | "mfa"
  | "ssh-key"
  | "certificate"
  | "service-credential"
  | "other";

/** A value that was set, but that the log does not hold in readable form. */
export const unreadable: unique symbol = Symbol("unreadable");

/** What a slot holds: null is none. */
export type Value = PlanValue | null | typeof unreadable;

/** A successful event, as far as a plan needs it. */
export interface Step {
  /** Its place among the changes of its account, from 0. */
  readonly order: number;
  /** eventID. */
  readonly id: string;
  /** UTC ISO time, or null. */
  readonly at: string | null;
  /** eventName; log text. */
  readonly name: string;
  /** Who did it, see `actorKey`. */
  readonly actor: string;
  readonly who: Spans;
  /** Whether it is to be taken back. What was taken off on the way to a deletion is selected with it. */
  isSelected: boolean;
  /** The inverse of this event alone, where its slots are taken back so. */
  readonly inverse: Plan | null;
}

export interface Change {
  readonly value: Value;
  readonly step: Step;
}

export interface Slot {
  readonly kind: SlotKind;
  /** Tag key, policy ARN, name of an inline policy, version, id of a credential, number of a group; "" where there is one only. */
  readonly key: string;
  /** Before the first change; undefined: the log does not say. */
  start: Value | undefined;
  readonly changes: Change[];
}

/** One life of a user, group, role, policy or instance profile: made again after its deletion it is another thing. */
export interface Thing {
  readonly kind: ThingKind;
  readonly number: number;
  /** Name, or ARN of a policy, that it has after the last event. */
  name: string;
  /** Null: it was there before the first event that names it. */
  made: Step | null;
  gone: Step | null;
  readonly slots: Map<string, Slot>;
  /** Its earlier name is taken by now: it keeps the one that it has. */
  keepsName: boolean;
  /** Of an instance profile that was deleted: the EC2 instances that use it. */
  uses: Links<InstanceUse> | null;
}

/** A value, or undefined where the log does not say. */
export type Known = { readonly value: Value; readonly step: Step | null } | undefined;

/** What a slot holds after the last event. */
export function nowOf(slot: Slot): Known {
  const last = slot.changes.at(-1);
  if (last !== undefined) return last;
  return slot.start === undefined ? undefined : { value: slot.start, step: null };
}

/** What a slot would hold if the selected events had not been made, judged at its change number `until` (exclusive). */
export function wantedOf(slot: Slot, until = slot.changes.length): Known {
  const other = slot.changes.slice(0, until).findLast(({ step }) => !step.isSelected);
  if (other !== undefined) return other;
  return slot.start === undefined ? undefined : { value: slot.start, step: null };
}

/** Whether two values are the same; unreadable ones are never known to be. */
export function isSame(a: Value, b: Value): boolean {
  if (a === unreadable || b === unreadable) return false;
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The slot of a kind and key, or undefined. */
export function slotOf(thing: Thing, kind: SlotKind, key = ""): Slot | undefined {
  return thing.slots.get(slotKey(thing, kind, key));
}

/** Slots of a kind. */
export function slotsOf(thing: Thing, ...kinds: readonly SlotKind[]): readonly Slot[] {
  return [...thing.slots.values()].filter(({ kind }) => kinds.includes(kind));
}

/**
 * The key of a slot in its thing. IAM takes names that differ only in case for the same, and so it does with tags of
 * users and roles; tags of everything else differ.
 */
export function slotKey(thing: Thing, kind: SlotKind, key: string): string {
  const isExact =
    kind === "other" || (kind === "tag" && thing.kind !== "user" && thing.kind !== "role");
  return `${kind} ${isExact ? key : key.toLowerCase()}`;
}

/** The selected events that changed a slot. */
export function selectedSteps(slot: Slot): readonly Step[] {
  return slot.changes.flatMap(({ step }) => (step.isSelected ? [step] : []));
}
