/** The one pass over the events of the open case that answers about its state rest on, made when it is first asked for. */
import type { CaseDb } from "../db/open-case.ts";
import { indexCase } from "../state/index-case.ts";
import { UnknownEvent } from "../state/moments.ts";
import { createStateQuestions } from "../state/state-questions.ts";
import type { StateQuestions } from "../state/state-questions.ts";
import { EngineFailure, badRequest } from "./engine-failure.ts";
import type { Session } from "./session.ts";

/** What the case can be asked about its state. */
export interface CaseStates {
  /** How far the pass is. */
  readonly current: () => Readonly<Loading>;
  /** Answers when the pass is done. @throws EngineFailure (bad-request) for a moment of an event that is not there */
  readonly ask: <T>(answer: (questions: StateQuestions) => T) => Promise<T>;
}

/** A pass under way, or done. */
export interface Loading {
  readonly db: CaseDb;
  readonly imports: number;
  readonly abort: AbortController;
  readonly questions: Promise<StateQuestions>;
  isReady: boolean;
  readonly progress: { readonly done: number; readonly total: number };
}

/** `isImporting`: an import writes right now, and what it wrote so far must not be looked at. */
export function createCaseStates(session: Session, isImporting: () => boolean): CaseStates {
  let loading: Loading | null = null;

  session.beforeClose(async () => {
    const last = loading;
    loading = null;
    last?.abort.abort();
    await last?.questions.catch(() => null);
  });

  function begin(): Loading {
    const { db, imports } = session.current();
    if (isImporting()) throw new EngineFailure({ code: "busy", with: "import" });
    const abort = new AbortController();
    // The pass tells of its first step before it gives a promise.
    const progress = { done: 0, total: 0 };
    const index = indexCase(db, {
      signal: abort.signal,
      onProgress: (done, total) => {
        progress.done = done;
        progress.total = total;
      },
    });
    const own: Loading = {
      db,
      imports: imports(),
      abort,
      questions: index.then((made) => {
        own.isReady = true;
        return createStateQuestions(db, made);
      }),
      isReady: false,
      progress,
    };
    // Told by the call that needs it.
    own.questions.catch(() => {
      if (loading === own) loading = null;
    });
    return own;
  }

  function current(): Loading {
    const { db, imports } = session.current();
    const isOld = loading !== null && (loading.db !== db || loading.imports !== imports());
    // While an import writes, answers are those from before it.
    if (loading !== null && isOld && !(loading.db === db && isImporting())) {
      loading.abort.abort();
      loading = null;
    }
    loading ??= begin();
    return loading;
  }

  async function ask<T>(answer: (questions: StateQuestions) => T): Promise<T> {
    try {
      return answer(await current().questions);
    } catch (error) {
      if (error instanceof UnknownEvent) throw badRequest(`the case has no event ${error.message}`);
      throw error;
    }
  }

  return { current, ask };
}
