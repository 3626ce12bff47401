/** The run of the users' own rules: it goes on when the screen is left. */
import { useSyncExternalStore } from "react";
import type { RulesProgress } from "../../../shared/ipc/rules.ts";
import { CallFailed, on, tell } from "../../api.ts";

interface RunState {
  readonly isRunning: boolean;
  readonly progress: RulesProgress | null;
  /** Findings of the last run; null: none has ended since the window was opened. */
  readonly findings: number | null;
  readonly error: string | null;
}

let state: RunState = { isRunning: false, progress: null, findings: null, error: null };
const listeners = new Set<() => void>();
let isListening = false;

function set(change: Partial<RunState>): void {
  state = { ...state, ...change };
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  if (!isListening) {
    isListening = true;
    on.rulesProgress((progress) => set({ progress }));
  }
  return () => listeners.delete(listener);
}

/** Asks the rules of all events; a second call while they are asked does nothing. */
export async function runRules(): Promise<void> {
  if (state.isRunning) return;
  set({ isRunning: true, progress: null, findings: null, error: null });
  try {
    const { findings } = await tell("askRules");
    set({ findings });
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    set({ error: error.message });
  } finally {
    set({ isRunning: false, progress: null });
  }
}

export function useRuleRun(): RunState {
  return useSyncExternalStore(listen, () => state);
}
