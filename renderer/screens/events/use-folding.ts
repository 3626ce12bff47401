/** Whether the list folds what is made in numbers, and which folds are open. */
import { useState } from "react";
import type { EventLine, FoldName } from "../../../shared/ipc/events.ts";
import type { QueryState } from "./query-state.ts";

export interface Folding {
  /** The folds that are open; null: nothing is folded. */
  readonly open: readonly FoldName[] | null;
  /** Folds everything, or nothing. */
  readonly toggleAll: () => void;
  /** Opens the fold of a line, or closes it. */
  readonly toggle: (line: EventLine) => void;
}

/** Folds that may be open at a time: those that were opened first close again. */
const mostOpen = 100;
const none: readonly FoldName[] = [];

/** The address says whether there are folds; which of them are open is forgotten with the question. */
export function useFolding({ filter, descending, isFolding, setFolding }: QueryState): Folding {
  const question = JSON.stringify([filter, descending]);
  const [held, setHeld] = useState({ question, open: none });
  const open = held.question === question ? held.open : none;
  return {
    open: isFolding ? open : null,
    toggleAll: () => setFolding(!isFolding),
    toggle: ({ input, record, fold }) => {
      if (fold === undefined) return;
      const others = open.filter((one) => one.input !== input || one.record !== record);
      setHeld({
        question,
        open: fold.isOpen ? others : [...others, { input, record }].slice(-mostOpen),
      });
    },
  };
}
