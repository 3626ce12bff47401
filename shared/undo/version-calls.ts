import type { PlanValue } from "../remediation/plan.ts";
import { joined, log, say } from "../span.ts";
import type { Draft } from "./draft.ts";
import { add, ask, conflict, phase } from "./draft.ts";
import type { SlotChange } from "./judge.ts";
import type { Slot, Step, Thing, Value } from "./thing.ts";
import { nowOf, selectedSteps, slotOf, slotsOf, unreadable } from "./thing.ts";
import { byEvents, thingWords } from "./words.ts";

/** Versions that a policy can have at most. */
const most = 5;

interface Versions {
  readonly draft: Draft;
  readonly thing: Thing;
  /** Versions that stay. */
  readonly kept: readonly Slot[];
  /** Versions to be deleted, with the events that made them. */
  readonly rogue: readonly SlotChange[];
  /** Versions to be made again. */
  readonly missing: readonly SlotChange[];
  readonly now: string | null;
}

/**
 * Puts versions and default of a policy back, in an order that AWS accepts: the default is never deleted, and there
 * are never more than five. A version that is made again gets a new number.
 */
export function restoreVersions(draft: Draft, thing: Thing, changes: readonly SlotChange[]): void {
  const versions = changes.filter(({ slot }) => slot.kind === "version");
  const byDefault = changes.find(({ slot }) => slot.kind === "default");
  if (versions.length === 0 && byDefault === undefined) return;
  const changed = new Set(versions.map(({ slot }) => slot));
  const slot = slotOf(thing, "default");
  const current = slot === undefined ? undefined : nowOf(slot)?.value;
  const all: Versions = {
    draft,
    thing,
    kept: slotsOf(thing, "version").filter((s) => !changed.has(s) && isThere(nowOf(s)?.value)),
    rogue: versions.filter(({ now }) => now !== null),
    missing: versions.filter(({ now }) => now === null),
    now: typeof current === "string" ? current : null,
  };
  if (byDefault === undefined) {
    for (const one of all.rogue) {
      const inForce = mayBeDefault(slot, one.slot.key);
      if (inForce === undefined) removeVersion(all, one);
      else
        conflict(
          draft,
          one.slot.key === all.now
            ? say`Version ${log(one.slot.key)} of ${words(thing)}, which ${byEvents(one.steps)} made, is the default now: AWS does not delete that one.`
            : say`Version ${log(one.slot.key)} of ${words(thing)}, which ${byEvents(one.steps)} made, may be the default now: another call set it within one second, and the log does not tell which came last. AWS does not delete the default: look, and delete it where it is not.`,
          inForce,
        );
    }
    remakeVersions(all, all.missing, all.kept.length);
    return;
  }
  withDefault(all, byDefault);
}

function withDefault(all: Versions, byDefault: SlotChange): void {
  const { draft, thing, rogue, missing, kept } = all;
  const { wanted, steps } = byDefault;
  const id = typeof wanted?.value === "string" ? wanted.value : null;
  const again = missing.find(({ slot }) => slot.key === id);
  const lost = id === null || again !== undefined ? undefined : deletedSince(thing, id);
  if (lost !== undefined) {
    conflict(
      draft,
      say`Version ${log(id ?? "")} of ${words(thing)} does not become the default again: it was deleted since.`,
      lost,
    );
    for (const one of rogue) if (one.slot.key !== all.now) removeVersion(all, one);
    remakeVersions(all, missing, kept.length + 1);
    return;
  }
  if (id === null && gone(thing).length > 0) {
    // The earlier default may be a version that is gone: no call may name it, and the present one can't be deleted.
    draft.certainties.push("ask");
    draft.manual.push({
      text: say`Which version of ${words(thing)} was the default before ${byEvents(steps)} is not in the log; it may be one that was deleted since (${joined(gone(thing).map((slot) => [log(slot.key)]))}). Ask the owner for its document, make that a version and the default, then delete what ${byEvents(steps)} made.`,
      evidence: steps.map((step) => step.id),
    });
    for (const one of rogue) if (one.slot.key !== all.now) removeVersion(all, one);
    remakeVersions(all, missing, kept.length + 1);
    return;
  }
  if (again === undefined) {
    setDefault(all, id, steps);
    for (const one of rogue) removeVersion(all, one);
    remakeVersions(all, missing, kept.length);
    return;
  }
  const others = missing.filter((one) => one !== again);
  // The earlier default is gone: its document comes back as a new version. Where there is room that comes first, as what
  // is the default now can't be deleted, and the order within one second may leave open which one that is.
  if (kept.length + rogue.length < most) {
    makeVersion(all, again, true);
    for (const one of rogue) removeVersion(all, one);
    remakeVersions(all, others, kept.length + 1);
    return;
  }
  for (const one of rogue) if (one.slot.key !== all.now) removeVersion(all, one);
  const rest = rogue.filter(({ slot }) => slot.key === all.now);
  const isFull = kept.length + rest.length >= most;
  const [stopgap] = kept.toReversed();
  if (isFull && stopgap !== undefined) {
    add(
      draft,
      phase.versions,
      "SetDefaultPolicyVersion",
      { PolicyArn: thing.name, VersionId: stopgap.key },
      say`Make version ${log(stopgap.key)} of ${words(thing)} the default for a moment: all five places are taken, and the default can't be deleted.`,
      steps,
    );
    for (const one of rest) removeVersion(all, one);
  }
  makeVersion(all, again, true);
  if (!isFull) for (const one of rest) removeVersion(all, one);
  remakeVersions(all, others, kept.length + 1);
}

/** The event that may have been the last to set the default, where that may be this version. */
function mayBeDefault(slot: Slot | undefined, id: string): Step | undefined {
  const last = slot?.changes.at(-1);
  if (last === undefined || last.value === id) return last?.step;
  const isSet = slot?.changes.some(
    ({ value, step }) => value === id && step.at !== null && step.at === last.step.at,
  );
  return isSet === true ? last.step : undefined;
}

/** Versions that were there before the log shows them, and are deleted now. */
function gone(thing: Thing): readonly Slot[] {
  return slotsOf(thing, "version").filter(
    (slot) => slot.start !== null && slot.changes.at(-1)?.value === null,
  );
}

/** The event by which somebody else deleted a version. */
function deletedSince(thing: Thing, id: string): Step | undefined {
  const last = slotOf(thing, "version", id)?.changes.at(-1);
  return last?.value === null ? last.step : undefined;
}

function setDefault({ draft, thing }: Versions, id: string | null, steps: readonly Step[]): void {
  const api = "SetDefaultPolicyVersion";
  add(
    draft,
    phase.versions,
    api,
    { PolicyArn: thing.name, VersionId: id ?? ask("previousDefaultVersionId", api, "VersionId") },
    id === null
      ? say`Make the earlier version of ${words(thing)} the default again, as before ${byEvents(steps)}; the log does not show which one it was.`
      : say`Make version ${log(id)} the default of ${words(thing)} again, as before ${byEvents(steps)}.`,
    steps,
    id === null ? "ask" : "exact",
  );
}

function removeVersion({ draft, thing }: Versions, { slot, steps }: SlotChange): void {
  add(
    draft,
    phase.versions,
    "DeletePolicyVersion",
    { PolicyArn: thing.name, VersionId: slot.key },
    say`Delete version ${log(slot.key)} of ${words(thing)}, which ${byEvents(steps)} made.`,
    steps,
  );
}

function remakeVersions(all: Versions, missing: readonly SlotChange[], used: number): void {
  let room = most - used;
  // The newest first: of the oldest there may be no room left.
  for (const one of missing.toSorted((a, b) => order(b.slot) - order(a.slot))) {
    if (room <= 0) {
      all.draft.lost.push({
        what: say`Version ${log(one.slot.key)} of ${words(all.thing)}, which ${byEvents(one.steps)} deleted.`,
        why: say`The policy has five versions now, the most that AWS keeps: delete one that is no longer needed, then make it again.`,
      });
      continue;
    }
    if (makeVersion(all, one, false)) room -= 1;
  }
}

function makeVersion({ draft, thing }: Versions, one: SlotChange, isDefault: boolean): boolean {
  const { slot, steps, wanted } = one;
  const known = documentOf(wanted?.value);
  if (known === null && !isDefault) {
    draft.lost.push({
      what: say`Version ${log(slot.key)} of ${words(thing)}, which ${byEvents(steps)} deleted.`,
      why: say`Its document is not in the log: make it again from a copy of the owner's, if there is one.`,
    });
    return false;
  }
  const api = "CreatePolicyVersion";
  add(
    draft,
    phase.versions,
    api,
    {
      PolicyArn: thing.name,
      PolicyDocument: known ?? ask("versionDocument", api, "PolicyDocument"),
      SetAsDefault: isDefault,
    },
    say`Make the document of version ${log(slot.key)} of ${words(thing)} a version again, which ${byEvents(steps)} deleted.`,
    steps,
    known === null ? "ask" : "partial",
  );
  draft.lost.push({
    what: say`The number of version ${log(slot.key)} of ${words(thing)}.`,
    why: say`AWS gives the restored version a new one.`,
  });
  return true;
}

/** The versions of a policy that is made again, the default first: CreatePolicy takes the document of that one. */
export function versionsOf(
  thing: Thing,
  wanted: (slot: Slot) => Value | undefined,
): readonly {
  readonly slot: Slot;
  readonly document: PlanValue | null;
  readonly steps: readonly Step[];
}[] {
  const slot = slotOf(thing, "default");
  const byDefault = slot === undefined ? undefined : wanted(slot);
  const known = slotsOf(thing, "version")
    .filter((one) => isThere(wanted(one)))
    .map((one) => ({ slot: one, document: documentOf(wanted(one)), steps: selectedSteps(one) }))
    .toSorted((a, b) => {
      if (a.slot.key === byDefault) return -1;
      return b.slot.key === byDefault ? 1 : order(b.slot) - order(a.slot);
    });
  if (known.length === 0 || known[0]?.slot.key === byDefault) return known.slice(0, most);
  // The default is none of those that the log shows: its document must not be taken for another one's.
  const key = typeof byDefault === "string" ? byDefault : "";
  const other: Slot = { kind: "version", key, start: undefined, changes: [] };
  return [{ slot: other, document: null, steps: [] }, ...known].slice(0, most);
}

function isThere(value: Value | undefined): boolean {
  return value !== undefined && value !== null;
}

function documentOf(value: Value | undefined): PlanValue | null {
  return value === undefined || value === unreadable ? null : value;
}

/** "v12" → 12. */
function order(slot: Slot): number {
  return Number(slot.key.slice(1)) || 0;
}

function words(thing: Thing): ReturnType<typeof thingWords> {
  return thingWords("policy", thing.name);
}
