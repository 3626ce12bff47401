import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { askedDocument, askedTags } from "../state/request.ts";
import type { SlotKind, ThingKind, Value } from "./thing.ts";
import { unreadable } from "./thing.ts";

/** What one successful event did, in terms of things and their slots. */
export type Effect =
  | { readonly t: "made"; readonly kind: ThingKind; readonly name: string }
  | { readonly t: "gone"; readonly kind: ThingKind; readonly name: string }
  | { readonly t: "renamed"; readonly kind: ThingKind; readonly name: string; readonly to: string }
  | {
      readonly t: "set";
      readonly kind: ThingKind;
      readonly name: string;
      readonly slot: SlotKind;
      readonly key: string;
      readonly value: Value;
      /** What the success of the call proves about the time before it. */
      readonly prior?: "none" | "some";
      /** The value before, where the call names what it takes away. */
      readonly before?: Value;
    };

/** One slot set; nothing where the record does not name the thing or the slot. */
export function set(
  kind: ThingKind,
  name: string | null,
  slot: SlotKind,
  key: string | null,
  value: Value,
  prior?: "none" | "some",
): readonly Effect[] {
  if (name === null || key === null) return [];
  return [{ t: "set", kind, name, slot, key, value, ...(prior === undefined ? {} : { prior }) }];
}

/** A document of the request. */
export function documentOf(event: CloudTrailEvent, member: string): Value {
  return askedDocument(event, member) ?? unreadable;
}

/** The tags that a request sets. */
export function tagsOf(event: CloudTrailEvent, kind: ThingKind, name: string): readonly Effect[] {
  // With its key: of users and roles the spelling of a key is kept, but two that differ only in case are one.
  return askedTags(event).flatMap(({ key, value }) =>
    set(kind, name, "tag", key, { Key: key, Value: value }),
  );
}
