/** The state of accounts at any moment. */
import type { StateLoading } from "../../shared/ipc/state.ts";
import type { CaseDb } from "../db/open-case.ts";
import { indexCase } from "../state/index-case.ts";
import { listEntities } from "../state/list-entities.ts";
import { UnknownEvent } from "../state/moments.ts";
import { createStateQuestions } from "../state/state-questions.ts";
import type { StateQuestions } from "../state/state-questions.ts";
import { EngineFailure, badRequest } from "./engine-failure.ts";
import type { EngineHandlers } from "./protocol.ts";
import type { Session } from "./session.ts";

type StateCalls = Pick<
  EngineHandlers,
  "stateLoading" | "listEntities" | "entityAt" | "entityHistory" | "accountStateAt"
>;

interface Loading {
  readonly db: CaseDb;
  readonly imports: number;
  readonly abort: AbortController;
  readonly questions: Promise<StateQuestions>;
  isReady: boolean;
  done: number;
  total: number;
}

/** `isImporting`: an import writes right now, and what it wrote so far must not be looked at. */
export function createStateCalls(session: Session, isImporting: () => boolean): StateCalls {
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
    const index = indexCase(db, {
      signal: abort.signal,
      onProgress: (done, total) => {
        own.done = done;
        own.total = total;
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
      done: 0,
      total: 0,
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

  return {
    stateLoading: (): StateLoading => {
      const { done, total, isReady } = current();
      return { done, total, isReady };
    },
    listEntities: (query, sort, offset, limit) =>
      ask((questions) => listEntities(questions, query, sort, offset, limit)),
    entityAt: (account, key, moment) =>
      ask((questions) => questions.entityAt(account, key, moment)),
    entityHistory: (account, key, offset, limit) =>
      ask((questions) => questions.entityHistory(account, key, offset, limit)),
    accountStateAt: (account, moment) => ask((questions) => questions.accountAt(account, moment)),
  };
}
