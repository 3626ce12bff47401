/** What the address of the screen says: the query as text, the order, the chosen event. */
import { useCallback, useMemo } from "react";
import type { EventFilter } from "../../../shared/event-filter.ts";
import type { ParsedQuery } from "../../../shared/event-query/parse-query.ts";
import { parseQuery } from "../../../shared/event-query/parse-query.ts";
import { reprintQuery } from "../../../shared/event-query/print-query.ts";
import type { EventName } from "../../../shared/ipc/events.ts";
import { go, useParams } from "../../location.ts";

export interface QueryState {
  readonly text: string;
  readonly parsed: ParsedQuery;
  readonly filter: EventFilter;
  readonly descending: boolean;
  /** The chosen event as the address names it; null: none. */
  readonly event: string | null;
  /** Sets the query as text, without a step in the history. */
  readonly setText: (text: string) => void;
  /** Sets the query of a filter that was made of the one now. */
  readonly setFilter: (filter: EventFilter) => void;
  readonly setDescending: (descending: boolean) => void;
  readonly setEvent: (event: string | null) => void;
  /** What is made in numbers is folded. */
  readonly isFolding: boolean;
  readonly setFolding: (isFolding: boolean) => void;
  /** Another question: back leads to the one now. */
  readonly jump: (text: string, event: string | null, descending?: boolean) => void;
}

/** The state of the screen that its address keeps. */
export function useQueryState(): QueryState {
  const [{ q = "", order, event = null, fold }, setParams] = useParams();
  const parsed = useMemo(() => parseQuery(q), [q]);
  const setText = useCallback((text: string) => setParams({ q: text }), [setParams]);
  const setFilter = useCallback(
    (filter: EventFilter) => setParams({ q: reprintQuery(q, filter) }),
    [setParams, q],
  );
  const setDescending = useCallback(
    (descending: boolean) => setParams({ order: descending ? "latest" : null }),
    [setParams],
  );
  const setEvent = useCallback((next: string | null) => setParams({ event: next }), [setParams]);
  const setFolding = useCallback(
    (isFolding: boolean) => setParams({ fold: isFolding ? null : "off" }),
    [setParams],
  );
  const isLatest = order === "latest";
  const jump = useCallback(
    (text: string, next: string | null, descending = isLatest) =>
      go("events", {
        ...(text === "" ? {} : { q: text }),
        ...(descending ? { order: "latest" } : {}),
        ...(next === null ? {} : { event: next }),
        ...(fold === undefined ? {} : { fold }),
      }),
    [isLatest, fold],
  );
  return {
    text: q,
    parsed,
    filter: parsed.filter,
    descending: isLatest,
    event,
    setText,
    setFilter,
    setDescending,
    setEvent,
    isFolding: fold !== "off",
    setFolding,
    jump,
  };
}

/** An event as the address names it: its eventID, and `#1`, `#2` … behind it for further records under it. */
export function eventText({ eventId, variant }: EventName): string {
  return variant === 0 ? eventId : `${eventId}#${String(variant)}`;
}

/** The event that a text names. */
export function eventOf(text: string): EventName {
  const match = /^(.+)#(\d{1,6})$/s.exec(text);
  return match === null
    ? { eventId: text, variant: 0 }
    : { eventId: match[1] ?? text, variant: Number(match[2]) };
}
