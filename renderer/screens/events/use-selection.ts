/** Which event is chosen, and where it stands in the list. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { RefObject } from "react";
import type { EventName, FoldName } from "../../../shared/ipc/events.ts";
import { useAsk } from "../../api.ts";
import type { TableHandle } from "../../parts/virtual-table.tsx";
import type { QueryState } from "./query-state.ts";
import { eventOf, eventText } from "./query-state.ts";
import type { EventList } from "./use-event-list.ts";

export interface Selection {
  /** Row of the list; null: none, or the event is not among those listed. */
  readonly index: number | null;
  /** The chosen event; null: none. */
  readonly event: EventName | null;
  /** It was looked for in the list, and is not there. */
  readonly isElsewhere: boolean;
  readonly select: (index: number) => void;
}

/** A row that was chosen by hand. */
interface Spot {
  readonly question: string;
  readonly index: number;
  /** Null: the row is still on its way. */
  readonly event: string | null;
}

/** Milliseconds until the address follows: a key that is held moves on faster than addresses may change. */
const settleMs = 150;

/** Follows clicks and keys at once and the address a moment later; asks where an event stands that a link names. */
export function useSelection(
  state: QueryState,
  list: EventList,
  table: RefObject<TableHandle | null>,
  fold: readonly FoldName[] | null,
): Selection {
  const { filter, descending, setEvent } = state;
  // A fold that opens or closes is chosen first: the lines above it stay where they are.
  const question = JSON.stringify([filter, descending, fold === null]);
  const [spot, setSpot] = useState<Spot | null>(null);
  /** `address`: the event of the address when it was looked at or written last. */
  const [own, setOwn] = useState({ chosen: state.event, address: state.event });

  // The address changed from outside: a link, back or forward.
  if (state.event !== own.address) setOwn({ chosen: state.event, address: state.event });
  // A row that was chosen before it came has its event now.
  const isWaiting = spot?.question === question && spot.event === null && !list.isOld;
  const arrived = isWaiting ? list.rowAt(spot.index) : undefined;
  if (isWaiting && arrived !== undefined) {
    const event = eventText(arrived);
    setSpot({ ...spot, event });
    setOwn({ ...own, chosen: event });
  }

  const { chosen, address } = own;
  useEffect(() => {
    if (chosen === address) return undefined;
    const timer = window.setTimeout(() => {
      setOwn((now) => ({ ...now, address: chosen }));
      setEvent(chosen);
    }, settleMs);
    return () => window.clearTimeout(timer);
  }, [chosen, address, setEvent]);

  const isPlaced = spot?.question === question && (spot.event === chosen || spot.event === null);
  const asks = chosen !== null && !isPlaced;
  const place = useAsk("eventPlace", [filter, descending, eventOf(chosen ?? ""), fold], {
    enabled: asks,
    keep: false,
  });
  const found = asks ? place.value : undefined;
  useShown(question, chosen, asks && found === undefined ? "asking" : (found ?? null), list, table);

  const select = useCallback(
    (index: number) => {
      const row = list.rowAt(index);
      const event = row === undefined ? null : eventText(row);
      // A row of the question before: its place in the new list is asked for.
      if (!list.isOld) setSpot({ question, index, event });
      if (event !== null) setOwn((now) => ({ ...now, chosen: event }));
    },
    [list, question],
  );
  return {
    index: isPlaced ? spot.index : (found ?? null),
    event: chosen === null ? null : eventOf(chosen),
    isElsewhere: found === null,
    select,
  };
}

/**
 * Brings the place of an event that was asked for into view, once; a new question that does not list it begins at its
 * top. `place`: null where nothing was asked, or nothing was found.
 */
function useShown(
  question: string,
  chosen: string | null,
  place: number | null | "asking",
  list: EventList,
  table: RefObject<TableHandle | null>,
): void {
  const shown = useRef({ question, event: "" });
  const isReady = list.total !== null && !list.isOld;
  useEffect(() => {
    const { current: before } = shown;
    const event = chosen ?? "";
    const isNew = before.question !== question;
    if (!isReady || place === "asking" || (!isNew && before.event === event)) return;
    shown.current = { question, event };
    if (place !== null) table.current?.show(place, "middle");
    else if (isNew) table.current?.show(0);
  }, [question, chosen, place, isReady, table]);
}
