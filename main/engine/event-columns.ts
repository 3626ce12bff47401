/** Keeps the columns of the open case in memory, from when they are first asked for until they are old. */
import type { EventsLoading } from "../../shared/ipc/events.ts";
import type { CaseDb } from "../db/open-case.ts";
import type { EventQuery } from "../db/query/event-query.ts";
import { openEventQuery } from "../db/query/open-query.ts";
import { EngineFailure } from "./engine-failure.ts";
import type { Session } from "./session.ts";

export interface EventColumns {
  /**
   * The questions over the events as the case holds them now; loads their columns when they are not in memory, in
   * turns with other calls. While an import writes, the ones from before it.
   * @throws EngineFailure (no-case; busy, when an import writes and nothing was loaded before), Failure (case-damaged).
   */
  readonly query: () => Promise<EventQuery>;
  /** How far the loading is; begins it when nothing is loaded. */
  readonly state: () => EventsLoading;
}

interface Loaded {
  readonly path: string;
  readonly imports: number;
  readonly query: EventQuery;
}

interface Loading {
  readonly path: string;
  readonly imports: number;
  readonly abort: AbortController;
  /** Null: it was aborted. */
  readonly done: Promise<Loaded | null>;
}

const nothing: EventsLoading = { rows: 0, total: 0, isReady: false };

/** `isImporting`: an import writes right now, and what it wrote so far must not be looked at. */
export function createEventColumns(session: Session, isImporting: () => boolean): EventColumns {
  let loaded: Loaded | null = null;
  let loading: Loading | null = null;
  let state = nothing;

  /** A case that is being closed is not loaded again. */
  let closed: CaseDb | null = null;

  session.beforeClose(async () => {
    closed = session.current().db;
    loading?.abort.abort();
    await loading?.done.catch(() => null);
    loading = null;
    loaded = null;
    state = nothing;
  });

  function isCurrent(of: Pick<Loaded, "path" | "imports"> | null): boolean {
    if (of === null || !session.isOpen()) return false;
    const { path, imports } = session.current();
    return of.path === path && of.imports === imports();
  }

  function tell(next: EventsLoading): void {
    state = next;
    session.tell("eventsLoading", next);
  }

  function begin(): Loading {
    const { db, path, imports } = session.current();
    const abort = new AbortController();
    const of = { path, imports: imports() };
    const load = async (): Promise<Loaded | null> => {
      try {
        const query = await openEventQuery(db, path, {
          signal: abort.signal,
          onProgress: (rows, total) => {
            // An import that began meanwhile changes what is being read.
            if (!isCurrent(of) || isImporting()) abort.abort();
            else tell({ rows, total, isReady: false });
          },
        });
        if (abort.signal.aborted || !isCurrent(of)) return null;
        loaded = { ...of, query };
        tell({ rows: query.rows, total: query.rows, isReady: true });
        return loaded;
      } catch (error) {
        if (abort.signal.aborted || !isCurrent(of)) return null;
        throw error;
      } finally {
        loading = null;
      }
    };
    state = nothing;
    return { ...of, abort, done: load() };
  }

  /** What answers now: the columns that are loaded, or null when they have to be. */
  function ready(): Loaded | null {
    const { db, path } = session.current();
    if (db === closed) throw new EngineFailure({ code: "no-case" });
    if (loaded === null || loaded.path !== path) return null;
    return isCurrent(loaded) || isImporting() ? loaded : null;
  }

  async function current(): Promise<EventQuery> {
    for (;;) {
      const now = ready();
      if (now !== null) return now.query;
      if (isImporting()) throw new EngineFailure({ code: "busy", with: "import" });
      if (loading !== null && !isCurrent(loading)) loading.abort.abort();
      loading ??= begin();
      // oxlint-disable-next-line no-await-in-loop -- again, when the case changed meanwhile
      const done = await loading.done;
      if (done !== null && isCurrent(done)) return done.query;
    }
  }

  return {
    query: current,
    state: () => {
      if (ready() !== null) return { ...state, isReady: true };
      // How it fails is told by the call that needs the columns.
      if (!isImporting()) void current().catch(() => null);
      return { ...state, isReady: false };
    },
  };
}
