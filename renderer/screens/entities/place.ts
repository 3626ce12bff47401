/** Where the screen is: which thing, at which moment, what is shown of it. All of it stands in the address. */
import { listedKinds } from "../../../shared/ipc/entities.ts";
import type { EntityKind, EntityName, EntityFilter } from "../../../shared/ipc/entities.ts";
import type { Params } from "../../location.ts";

/** What the parameters of the address name. */
export interface EntityPlace {
  readonly name: EntityName | null;
  /** UTC ISO; null: the end of the evidence. */
  readonly at: string | null;
  readonly tab: string | null;
  readonly slot: string | null;
  /** Versions to compare; null: as the moment suggests. `none`: no document. */
  readonly before: string | null;
  readonly after: string | null;
  /** An event of the moment, by which the screen was reached: its undo is meant. */
  readonly event: string | null;
  readonly query: EntityFilter;
}

/** Reads the address. */
export function placeOf(params: Params): EntityPlace {
  const { account, key, at, tab, slot, before, after, event, q, kind, accounts } = params;
  const kinds = (kind ?? "").split(",").flatMap((one): readonly EntityKind[] => {
    const known = listedKinds.find((k) => k === one);
    return known === undefined ? [] : [known];
  });
  const wanted = (accounts ?? "").split(",").filter((one) => one !== "");
  return {
    name: account === undefined || key === undefined ? null : { account, key },
    at: at !== undefined && isoOf(at) !== null ? isoOf(at) : null,
    tab: tab ?? null,
    slot: slot ?? null,
    before: before ?? null,
    after: after ?? null,
    event: event ?? null,
    query: {
      ...(q === undefined || q.trim() === "" ? {} : { text: q }),
      ...(kinds.length === 0 ? {} : { kinds }),
      ...(wanted.length === 0 ? {} : { accounts: wanted }),
    },
  };
}

/** A moment that a person typed, `2026-03-13 09:00:00` with or without T, Z or UTC, as UTC ISO; null when it is none. */
export function isoOf(typed: string): string | null {
  const match =
    /^\s*(\d{4}-\d{2}-\d{2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(?:Z|UTC)?\s*$/i.exec(
      typed,
    );
  if (match === null) return null;
  const [, day = "", hour = "0", minute = "00", second = "00"] = match;
  const time = Date.parse(`${day}T${hour.padStart(2, "0")}:${minute}:${second}Z`);
  // A day that the month does not have would become one of the next month.
  return Number.isNaN(time) || !isoSecond(time).startsWith(day) ? null : isoSecond(time);
}

/** Milliseconds since 1970 as UTC ISO with whole seconds. */
export function isoSecond(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
