/** Opens and makes case files. better-sqlite3 is used in main/db/ and nowhere else. */
import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { Failure } from "../../shared/errors.ts";
import { firstLayout, migrations } from "./migrations.ts";

/** A case file that is open for writing by this process alone. */
export type CaseDb = Database.Database;

/** "TPRF": marks an SQLite file as a Trailproof case (PRAGMA application_id). */
const applicationId = 0x54505246;

const latestLayout = firstLayout + migrations.length - 1;

/**
 * Opens a case file, or makes one where there is none and `create` is set. The lock is exclusive until it is closed.
 * @throws Failure when it is no case, newer, damaged, read-only, missing, or open elsewhere.
 */
export function openCase(path: string, options: { readonly create: boolean }): CaseDb {
  const isNew = !existsSync(path);
  if (isNew && !options.create) throw new Failure({ code: "case-missing", path });
  if (isNew && !existsSync(dirname(path)))
    throw new Failure({ code: "path-missing", path: dirname(path) });
  if (!isNew && !statSync(path).isFile()) throw new Failure({ code: "case-not-a-case", path });
  let db: CaseDb | undefined;
  try {
    db = new Database(path, { timeout: 500 });
    prepare(db, path, isNew || statSync(path).size === 0);
    return db;
  } catch (error) {
    db?.close();
    throw asFailure(error, path);
  }
}

function prepare(db: CaseDb, path: string, isNew: boolean): void {
  // Before anything is read: the lock is then held until the case is closed.
  db.pragma("locking_mode = EXCLUSIVE");
  const found = db.pragma("application_id", { simple: true });
  if (!isNew && found !== applicationId && !isUnfinished(db, found))
    throw new Failure({ code: "case-not-a-case", path });
  const version = Number(db.pragma("user_version", { simple: true }));
  if (version > latestLayout)
    throw new Failure({ code: "case-newer", path, found: version, known: latestLayout });
  if (version > 0 && version < firstLayout) throw new Failure({ code: "case-trial", path });
  db.pragma("page_size = 8192");
  // What an import adds is written once, behind what is there; a log of changes (WAL) would write all of it twice.
  db.pragma("journal_mode = DELETE");
  db.pragma("synchronous = NORMAL");
  db.pragma("cache_size = -16384");
  // Takes the exclusive lock now, so that a second program is told at once.
  db.exec("BEGIN IMMEDIATE; COMMIT");
  migrate(db, version);
}

/** A case whose making was cut off (a full disk, a killed program) before anything stood in it. */
function isUnfinished(db: CaseDb, id: unknown): boolean {
  return id === 0 && db.prepare(`SELECT 1 FROM sqlite_schema LIMIT 1`).get() === undefined;
}

function migrate(db: CaseDb, from: number): void {
  if (from === latestLayout) return;
  db.transaction(() => {
    for (const step of migrations.slice(from === 0 ? 0 : from - firstLayout + 1)) db.exec(step);
    db.pragma(`application_id = ${applicationId}`);
    db.pragma(`user_version = ${latestLayout}`);
  })();
}

/** Turns what SQLite throws into a failure that a person can act on; anything else is returned as it is. */
export function asFailure(error: unknown, path: string): unknown {
  if (error instanceof Failure || !(error instanceof Error)) return error;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (code === "SQLITE_FULL" || code === "ENOSPC" || code.startsWith("SQLITE_IOERR"))
    return new Failure({ code: "disk-full", path }, { cause: error });
  if (code.startsWith("SQLITE_BUSY") || code === "SQLITE_LOCKED")
    return new Failure({ code: "case-busy", path }, { cause: error });
  if (
    code.startsWith("SQLITE_READONLY") ||
    code === "EACCES" ||
    code === "EROFS" ||
    code === "SQLITE_CANTOPEN"
  )
    return new Failure({ code: "case-readonly", path }, { cause: error });
  if (code === "SQLITE_NOTADB")
    return new Failure({ code: "case-not-a-case", path }, { cause: error });
  if (code.startsWith("SQLITE_CORRUPT"))
    return new Failure({ code: "case-damaged", path, reason: error.message }, { cause: error });
  return error;
}
