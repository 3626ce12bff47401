/** What the handlers of an engine share: the case that is open, and how to tell the host something. */
import { setTimeout } from "node:timers/promises";
import type { Events } from "../../shared/ipc.ts";
import type { CaseDb } from "../db/open-case.ts";
import { EngineFailure } from "./engine-failure.ts";
import type { EngineEvent } from "./protocol.ts";

/** An open case. */
export interface OpenCase {
  readonly db: CaseDb;
  readonly path: string;
  /** Counts up with each change of what the case holds: answers that were made before it are old. */
  readonly revision: () => number;
  /** Counts up with each import: what was read of the events before it is old. */
  readonly imports: () => number;
  /** Counts up when lists show other findings, or other severities: after imports and changes of rules. */
  readonly judged: () => number;
}

export interface Session {
  /** @throws EngineFailure (no-case) when none is open. */
  readonly current: () => OpenCase;
  readonly isOpen: () => boolean;
  readonly tell: <E extends EngineEvent>(name: E, payload: Events[E]) => void;
  /** To be called after the case was changed; tells the window too. */
  readonly changed: (what: Events["caseChanged"]["what"]) => void;
  /**
   * Runs `work` in a transaction of its own, also while an import writes: what it changed lasts once this has resolved.
   * Changes by hand are written so. @throws EngineFailure (no-case), and what `work` throws; nothing was changed then.
   */
  readonly write: <T>(work: (db: CaseDb) => T) => Promise<T>;
  /** Work to end before the case is closed, or another one is opened. It runs in the order in which it was added. */
  readonly beforeClose: (end: () => void | Promise<void>) => void;
  /** Name and version, as custody and report write them. */
  readonly program: string;
}

/** The session as its owner has it: who opens and closes cases, and who writes over a longer time. */
export interface SessionOwner extends Session {
  /** Makes an open case the current one; the one before must be closed. */
  readonly put: (db: CaseDb, path: string) => void;
  /** Ends all work and closes the case, if one is open. */
  readonly close: () => Promise<void>;
  /** While set: commits what an import has written so far, so that a change by hand gets a transaction of its own. */
  readonly setCommit: (commit: (() => void) | null) => void;
}

/** Milliseconds between two looks whether a transaction of others has ended. */
const waitMs = 5;

/** Makes the one session of an engine. `tell`: sends a message to the host. */
export function createSession(program: string, tell: Session["tell"]): SessionOwner {
  let open: OpenCase | null = null;
  let revision = 0;
  let imports = 0;
  let judged = 0;
  let commit: (() => void) | null = null;
  const ends: (() => void | Promise<void>)[] = [];

  const current = (): OpenCase => {
    if (open === null) throw new EngineFailure({ code: "no-case" });
    return open;
  };
  return {
    current,
    isOpen: () => open !== null,
    tell,
    changed: (what) => {
      revision++;
      if (what === "imported") imports++;
      if (what === "imported" || what === "rules") judged++;
      tell("caseChanged", { what });
    },
    write: async (work) => {
      for (;;) {
        const { db } = current();
        if (db.inTransaction) commit?.();
        if (!db.inTransaction) return db.transaction(() => work(db))();
        // oxlint-disable-next-line no-await-in-loop -- until the others have ended theirs
        await setTimeout(waitMs);
      }
    },
    beforeClose: (end) => {
      ends.push(end);
    },
    program,
    put: (db, path) => {
      revision++;
      imports++;
      judged++;
      open = { db, path, revision: () => revision, imports: () => imports, judged: () => judged };
    },
    close: async () => {
      if (open === null) return;
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      for (const end of ends) await end();
      const { db } = open;
      open = null;
      db.close();
    },
    setCommit: (next) => {
      commit = next;
    },
  };
}
