/** How live fixes stand in the open case, for every part of the window that must show it. */
import { useCallback, useEffect, useState } from "react";
import type { LiveProgress, LiveState } from "../shared/ipc/live.ts";
import { forget, on, queries, useAsk } from "./api.ts";
import { useWork } from "./work.tsx";

export interface Live {
  /** Undefined: not known yet, or no case is open. */
  readonly state: LiveState | undefined;
  readonly error: string | null;
  readonly again: () => void;
  /** Takes over what the engine has just answered. */
  readonly put: (state: LiveState) => void;
}

export function useLive(): Live {
  const { info } = useWork();
  const asked = useAsk("liveState", [], { enabled: info !== null, keep: false });
  const put = useCallback((state: LiveState) => {
    queries.setQueryData(["liveState"], state);
  }, []);
  return {
    state: info === null ? undefined : asked.value,
    error: asked.error,
    again: () => forget(["liveState"]),
    put,
  };
}

/** How far the run under way is, as last told; null: none was told of yet. */
export function useProgress(): LiveProgress | null {
  const { state } = useLive();
  const [told, setTold] = useState<LiveProgress | null>(null);
  useEffect(() => on.liveProgress(setTold), []);
  // With its process the run has ended.
  useEffect(() => on.engineRestarted(() => setTold(null)), []);
  return told ?? state?.progress ?? null;
}
