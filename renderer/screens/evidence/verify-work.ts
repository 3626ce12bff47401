/** The verification of this window: it goes on when the screen is left, and its answer stays until the case changes. */
import { useSyncExternalStore } from "react";
import type { VerifyAnswer, VerifyProgress } from "../../../shared/ipc/evidence.ts";
import type { Choice } from "../../../shared/ipc/program.ts";
import { CallFailed, on, tell } from "../../api.ts";

export interface VerifyState {
  /** The case that it is about: name and folder. */
  readonly about: string;
  readonly isRunning: boolean;
  readonly progress: VerifyProgress | null;
  readonly answer: VerifyAnswer | null;
  readonly error: string | null;
  /** Files with public keys, until others are chosen. */
  readonly keys: Choice | null;
}

const nothing: VerifyState = {
  about: "",
  isRunning: false,
  progress: null,
  answer: null,
  error: null,
  keys: null,
};

let state = nothing;
const listeners = new Set<() => void>();
let isListening = false;

function set(change: Partial<VerifyState>): void {
  state = { ...state, ...change };
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  if (!isListening) {
    isListening = true;
    on.verifyProgress((progress) => set({ progress }));
    // What was imported later was not verified.
    on.caseChanged(({ what }) => {
      if (what === "imported") set({ answer: null, error: null });
    });
  }
  return () => listeners.delete(listener);
}

export interface VerifyWork extends VerifyState {
  readonly choose: (keys: Choice | null) => void;
  readonly start: () => void;
  readonly cancel: () => void;
}

async function run(about: string): Promise<void> {
  set({ about, isRunning: true, progress: null, answer: null, error: null });
  try {
    set({ answer: await tell("startVerify", state.keys?.id ?? null) });
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    set({ error: error.message });
  } finally {
    set({ isRunning: false, progress: null });
  }
}

/** `about`: the open case. What was found of another one is not shown. */
export function useVerifyWork(about: string): VerifyWork {
  const now = useSyncExternalStore(listen, () => state);
  const own = now.about === about || now.about === "" ? now : { ...nothing, keys: now.keys };
  return {
    ...own,
    choose: (keys) => set({ keys }),
    start: () => void run(about),
    cancel: () => void tell("cancelWork"),
  };
}
