/** Which findings are unfolded: their events stand beneath them. */
import { useState } from "react";

export interface Unfolding {
  readonly ids: readonly string[];
  readonly set: (id: string, isUnfolded: boolean) => void;
}

/** Findings that may be unfolded at a time: those that were opened first fold again. */
const mostOpen = 100;
const none: readonly string[] = [];

/** They are forgotten with the question. */
export function useUnfolding(question: string): Unfolding {
  const [held, setHeld] = useState({ question, ids: none });
  return {
    ids: held.question === question ? held.ids : none,
    set: (id, isUnfolded) =>
      setHeld((now) => {
        const others = now.question === question ? now.ids.filter((one) => one !== id) : [];
        return { question, ids: isUnfolded ? [...others, id].slice(-mostOpen) : others };
      }),
  };
}
