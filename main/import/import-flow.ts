/** Holds up the reading of an import, and lets it go on. */
export interface ImportFlow {
  readonly isPaused: () => boolean;
  readonly setPaused: (isPaused: boolean) => void;
  /** Hears of each change; one listener at a time. */
  readonly onChange: (listener: (isPaused: boolean) => void) => void;
}

/** Makes a flow that runs. */
export function createImportFlow(): ImportFlow {
  let paused = false;
  let changed: ((isPaused: boolean) => void) | null = null;
  return {
    isPaused: () => paused,
    setPaused: (isPaused) => {
      if (paused === isPaused) return;
      paused = isPaused;
      changed?.(isPaused);
    },
    onChange: (listener) => {
      changed = listener;
    },
  };
}
