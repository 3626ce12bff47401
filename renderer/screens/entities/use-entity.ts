/** What the detail of a thing shows: its life, the moment, the versions that the moment suggests to compare. */
import { useMemo } from "react";
import type {
  DocumentSlot,
  DocumentVersion,
  EntityLife,
  EntityMoment,
  EntityName,
} from "../../../shared/ipc/entities.ts";
import { useAsk } from "../../api.ts";
import { noVersion } from "./change-tab.tsx";
import type { Compared } from "./change-tab.tsx";
import type { EntityPlace } from "./place.ts";

export interface EntityView {
  /** Undefined: not here yet; null: no event names it. */
  readonly life: EntityLife | null | undefined;
  readonly moment: EntityMoment | undefined;
  /** The moment, UTC ISO. */
  readonly at: string;
  readonly isOld: boolean;
  readonly error: string | null;
  readonly again: () => void;
  readonly compared: Compared | null;
}

/** Asks for a thing. To be used in a component of this one thing: the answers of another one would stand for its own. */
export function useEntity(name: EntityName, place: EntityPlace): EntityView {
  const asked = useAsk("entityLife", [name]);
  const life = asked.value;
  const at = place.at ?? life?.to ?? "1970-01-01T00:00:00Z";
  const told = useAsk("entityMoment", [name, at], {
    enabled: life !== undefined && life !== null,
  });
  const { slot, before, after } = place;
  const compared = useMemo(
    () => (life === null || life === undefined ? null : compare(life, at, slot, before, after)),
    [life, at, slot, before, after],
  );
  return {
    life,
    moment: told.value,
    at,
    isOld: told.isOld,
    error: asked.error ?? told.error,
    again: () => {
      asked.again();
      told.again();
    },
    compared,
  };
}

/**
 * The documents to compare. Unless the address names them: what was in force at the moment, against what stood there
 * before it.
 */
function compare(
  life: EntityLife,
  at: string,
  slotId: string | null,
  before: string | null,
  after: string | null,
): Compared | null {
  const slot = life.slots.find(({ id }) => id === slotId) ?? mostRecent(life.slots, at);
  if (slot === null) return null;
  const version = (id: string | null): DocumentVersion | null | undefined =>
    id === noVersion ? null : slot.versions.find((one) => one.id === id);
  const now = inForce(slot, at);
  const shownAfter = version(after);
  const end = shownAfter === undefined ? now : shownAfter;
  const shownBefore = version(before);
  return {
    slot,
    after: end,
    before: shownBefore === undefined ? previous(slot, end) : shownBefore,
  };
}

/** The slot whose document changed last before the moment. */
function mostRecent(slots: readonly DocumentSlot[], at: string): DocumentSlot | null {
  const latest = (slot: DocumentSlot): string =>
    slot.versions.reduce(
      (most, { from }) => (from !== null && from <= at && from > most ? from : most),
      "",
    );
  return slots.reduce<DocumentSlot | null>(
    (best, slot) => (best === null || latest(slot) > latest(best) ? slot : best),
    null,
  );
}

/** The version that was in force at a moment; before all of them, the first one. */
export function inForce(slot: DocumentSlot, at: string): DocumentVersion | null {
  const reached = slot.versions
    .filter(({ from }) => from !== null && from <= at)
    .toSorted((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1));
  return (
    reached.at(-1) ?? slot.versions.find(({ from }) => from === null) ?? slot.versions[0] ?? null
  );
}

/** What was in force before a version; null: nothing that the evidence shows. */
function previous(slot: DocumentSlot, version: DocumentVersion | null): DocumentVersion | null {
  if (version === null) return null;
  const all = slot.versions.toSorted((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1));
  const at = all.indexOf(version);
  return all[at - 1] ?? null;
}
