/** Opens, makes and closes the case, and says what it is. */
import { closeSync, existsSync, openSync, rmSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { Failure } from "../../shared/errors.ts";
import type { CaseInfo } from "../../shared/ipc/case.ts";
import { visible } from "../cli/visible.ts";
import { casePlaces } from "../db/case-places.ts";
import { caseTotals } from "../db/count-events.ts";
import { changeEngagement, readEngagement, writeEngagement } from "../db/engagement.ts";
import { countBySeverity, countSwitchedOff } from "../db/findings.ts";
import { importState } from "../db/inputs.ts";
import { countDecided } from "../db/journal.ts";
import { asFailure, openCase } from "../db/open-case.ts";
import { reasonOf } from "../import/discover.ts";
import { handNow } from "./hand-now.ts";
import type { EngineHandlers } from "./protocol.ts";
import type { OpenCase, SessionOwner } from "./session.ts";

type CaseCalls = Pick<EngineHandlers, "open" | "create" | "close" | "caseInfo" | "saveEngagement">;

/** `isImporting`: an import writes right now. */
export function createCaseCalls(session: SessionOwner, isImporting: () => boolean): CaseCalls {
  const info = (): CaseInfo => describeCase(session.current(), isImporting());
  return {
    open: async (path) => {
      // What can't be opened leaves the case before open; the same file must be closed first.
      if (session.isOpen() && session.current().path === resolve(path)) await session.close();
      const db = openCase(resolve(path), { create: false });
      await session.close();
      session.put(db, resolve(path));
      return info();
    },
    create: async (given, engagement) => {
      const path = resolve(given);
      claim(path);
      try {
        const db = openCase(path, { create: true });
        try {
          writeEngagement(db, engagement);
        } catch (error) {
          db.close();
          throw asFailure(error, path);
        }
        await session.close();
        session.put(db, path);
      } catch (error) {
        // It was made just now, and nothing stands in it.
        rmSync(path, { force: true });
        throw error;
      }
      return info();
    },
    close: async () => {
      await session.close();
      return null;
    },
    caseInfo: info,
    saveEngagement: async (engagement, who) => {
      await session.write((db) => changeEngagement(db, engagement, handNow(who)));
      session.changed("edited");
      return info();
    },
  };
}

/** Makes an empty file, so that nobody else's is ever written into. @throws Failure when that can't be. */
function claim(path: string): void {
  const folder = dirname(path);
  if (!existsSync(folder)) throw new Failure({ code: "path-missing", path: folder });
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOSPC" || code === "EDQUOT")
      throw new Failure({ code: "disk-full", path }, { cause: error });
    const reason =
      code === "EEXIST"
        ? "a file of this name is there already; open it, or choose another name"
        : reasonOf(error);
    throw new Failure({ code: "cannot-write", path, reason }, { cause: error });
  }
}

/** What the case is and holds right now. */
export function describeCase({ db, path }: OpenCase, isImporting: boolean): CaseInfo {
  return {
    name: visible(basename(path)),
    folder: visible(dirname(path)),
    bytes: statSync(path, { throwIfNoEntry: false })?.size ?? 0,
    engagement: readEngagement(db),
    totals: caseTotals(db),
    findings: countBySeverity(db),
    switchedOff: countSwitchedOff(db),
    decided: countDecided(db),
    ...casePlaces(db, isImporting),
    ...importState(db),
  };
}
