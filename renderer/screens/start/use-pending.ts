/** Logs that were chosen before there is a case: they are imported once it is made. */
import { useState } from "react";
import type { Choice } from "../../../shared/ipc/program.ts";
import { useParams } from "../../location.ts";

export interface Pending {
  /** The choice; null: nothing waits. */
  readonly id: string | null;
  /** What is known of it; null when it was dropped on the window. */
  readonly choice: Choice | null;
  readonly take: (choice: Choice) => void;
  readonly drop: () => void;
}

/** What waits: it stands among the screen's parameters, where files that were dropped put it too. */
export function usePending(): Pending {
  const [params, change] = useParams();
  const [choice, setChoice] = useState<Choice | null>(null);
  const id = params["drop"] ?? null;
  return {
    id,
    choice: choice?.id === id ? choice : null,
    take: (next) => {
      setChoice(next);
      change({ drop: next.id });
    },
    drop: () => {
      setChoice(null);
      change({ drop: null });
    },
  };
}
