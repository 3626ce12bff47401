/** The rows of the list under a filter and an order; those of the question before stay until new ones come. */
import { useCallback, useEffect, useReducer, useState } from "react";
import type { EventFilter } from "../../../shared/event-filter.ts";
import type { EventLine, FoldName } from "../../../shared/ipc/events.ts";
import { on, tell } from "../../api.ts";
import type { PageStore } from "./page-store.ts";
import { createPageStore } from "./page-store.ts";

export interface EventList {
  /** Lines; null: not known yet. */
  readonly total: number | null;
  /** Events that match: more than lines where some are folded. */
  readonly events: number | null;
  /** False: they were to be folded, and are too many for it. */
  readonly isFolded: boolean;
  readonly rowAt: (index: number) => EventLine | undefined;
  readonly want: (first: number, last: number) => void;
  /** What is shown answers the question before. */
  readonly isOld: boolean;
  readonly ms: number | null;
  readonly error: string | null;
  readonly again: () => void;
}

interface Asking {
  readonly question: string;
  readonly store: PageStore;
  /** The last one that was answered. */
  readonly before: PageStore | null;
}

/** Reads the list as it is looked at. `fold`: the folds that are open; null: nothing is folded. */
export function useEventList(
  filter: EventFilter,
  descending: boolean,
  fold: readonly FoldName[] | null,
): EventList {
  const [imports, imported] = useReducer((n: number) => n + 1, 0);
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const question = JSON.stringify([filter, descending, fold, imports]);
  const make = (before: PageStore | null): Asking => ({
    question,
    before,
    store: createPageStore(
      (offset, limit) =>
        tell("eventPage", {
          filter,
          descending,
          offset,
          limit,
          ...(fold === null ? {} : { fold }),
        }),
      redraw,
    ),
  });
  const [now, setNow] = useState(() => make(null));
  // Another question: its store takes over while this is drawn.
  if (now.question !== question) setNow(make(isAnswered(now.store) ? now.store : now.before));

  useEffect(() => {
    const stops = [
      on.caseChanged(({ what }) => {
        if (what === "imported") imported();
      }),
      // What was on its way failed with the engine; the one that runs now is asked again.
      on.engineRestarted(imported),
    ];
    return () => stops.forEach((stop) => stop());
  }, []);
  const { store, before } = now;
  useEffect(() => {
    store.start();
    return () => store.stop();
  }, [store]);

  const shown = isAnswered(store) ? store : before;
  const want = useCallback((first: number, last: number) => store.want(first, last), [store]);
  return {
    total: shown?.total() ?? null,
    events: shown?.events() ?? null,
    isFolded: shown?.isFolded() ?? true,
    rowAt: (index) => shown?.rowAt(index),
    want,
    isOld: shown !== null && shown !== store,
    ms: shown?.ms() ?? null,
    error: store.error(),
    again: () => {
      store.again();
      redraw();
    },
  };
}

function isAnswered(store: PageStore): boolean {
  return store.total() !== null || store.error() !== null;
}
