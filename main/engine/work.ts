/** Long work on the case: one at a time, each can be cancelled, all of it ends before the case is closed. */
import type { Steps } from "../turns.ts";
import { EngineFailure } from "./engine-failure.ts";
import type { Session } from "./session.ts";

export type WorkKind = "import" | "verify" | "export" | "rules" | "live";

export interface Work {
  /**
   * Runs `task` as the one long work. Its signal is aborted by `cancel` and when the case is closed.
   * @throws EngineFailure (busy) when other work is under way, and what `task` throws.
   */
  readonly run: <T>(kind: WorkKind, task: (signal: AbortSignal) => Promise<T>) => Promise<T>;
  readonly running: () => WorkKind | null;
  /** Cancels what is under way when it is of one of these kinds; answers at once. */
  readonly cancel: (...kinds: readonly WorkKind[]) => void;
  /** @throws EngineFailure (busy) while an import writes: what is asked would be of no state of the case. */
  readonly refuseDuringImport: () => void;
}

/** A long reading in turns that gives up when an import begins: what is read from then on is of another state. */
export function* untilImport<T>(steps: Steps<T>, work: Work): Steps<T> {
  for (;;) {
    work.refuseDuringImport();
    const step = steps.next();
    if (step.done === true) return step.value;
    yield;
  }
}

export function createWork(session: Session): Work {
  let current: {
    readonly kind: WorkKind;
    readonly abort: AbortController;
    readonly ended: Promise<unknown>;
  } | null = null;
  const work: Work = {
    run: async (kind, task) => {
      session.current();
      if (current !== null) throw new EngineFailure({ code: "busy", with: current.kind });
      const abort = new AbortController();
      const { promise: ended, resolve } = Promise.withResolvers<void>();
      current = { kind, abort, ended };
      try {
        return await task(abort.signal);
      } finally {
        current = null;
        resolve();
      }
    },
    running: () => current?.kind ?? null,
    cancel: (...kinds) => {
      if (current !== null && kinds.includes(current.kind)) current.abort.abort();
    },
    refuseDuringImport: () => {
      if (current?.kind === "import") throw new EngineFailure({ code: "busy", with: "import" });
    },
  };
  session.beforeClose(async () => {
    current?.abort.abort();
    await current?.ended;
  });
  return work;
}
