/** Tells how far an import is: at most ten times a second, and at once when its stage changes. */
import type { ImportProgress } from "../../shared/ipc/case.ts";
import type { ImportProgress as ReadProgress } from "../import/read-all.ts";

const everyMs = 100;

export interface ProgressTeller {
  readonly state: () => ImportProgress;
  /** Whether files are still looked for or read. */
  readonly isReading: () => boolean;
  readonly begin: () => void;
  readonly found: (files: number) => void;
  /** Takes what the importer says. */
  readonly read: (progress: ReadProgress) => void;
  readonly analyzing: (done: number, total: number) => void;
  readonly paused: (isPaused: boolean) => void;
  /** It was cancelled. */
  readonly ending: () => void;
}

/** Makes the teller of one import. `now` gives milliseconds. */
export function createProgressTeller(
  tell: (progress: ImportProgress) => void,
  now: () => number = () => performance.now(),
): ProgressTeller {
  let toldAt = -Infinity;
  /** When the first file was begun, or went on after a pause; null while nothing is read. */
  let runsSince: number | null = null;
  let readMs = 0;
  let state: ImportProgress = {
    stage: "finding",
    isPaused: false,
    isEnding: false,
    files: 0,
    filesTotal: 0,
    bytes: 0,
    bytesTotal: 0,
    events: 0,
    problems: 0,
    seconds: 0,
  };

  function set(change: Partial<ImportProgress>, isNews: boolean): void {
    const at = now();
    const ms = readMs + (runsSince === null ? 0 : at - runsSince);
    state = { ...state, ...change, seconds: ms / 1000 };
    if (!isNews && at - toldAt < everyMs) return;
    toldAt = at;
    tell(state);
  }
  /** Stops the clock of the reading. */
  function hold(): void {
    if (runsSince !== null) readMs += now() - runsSince;
    runsSince = null;
  }

  return {
    state: () => state,
    isReading: () => state.stage === "finding" || state.stage === "reading",
    begin: () => set({}, true),
    found: (filesTotal) => set({ filesTotal }, false),
    read: ({ stage, files, filesTotal, ...counts }) => {
      if (stage === "comparing") hold();
      else if (!state.isPaused) runsSince ??= now();
      // While repeated events are compared, the importer counts those and no longer bytes and events.
      const change =
        stage === "comparing"
          ? { stage, files, filesTotal }
          : { stage, files, filesTotal, ...counts };
      set(change, stage !== state.stage);
    },
    analyzing: (files, filesTotal) => {
      hold();
      set({ stage: "analyzing", files, filesTotal }, state.stage !== "analyzing");
    },
    paused: (isPaused) => {
      if (isPaused) hold();
      else if (state.stage === "reading") runsSince ??= now();
      set({ isPaused }, true);
    },
    ending: () => {
      hold();
      set({ isEnding: true, isPaused: false }, true);
    },
  };
}
