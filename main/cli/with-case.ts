/** Opens a case for a command and closes it whatever happens. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CaseDb } from "../db/open-case.ts";
import { asFailure, openCase } from "../db/open-case.ts";

/** Runs `work` with the case at `path`; `create`: makes the file where there is none. */
export async function withCase<T>(
  path: string,
  create: boolean,
  work: (db: CaseDb) => T | Promise<T>,
): Promise<T> {
  const db = openCase(path, { create });
  try {
    return await work(db);
  } catch (error) {
    throw asFailure(error, path);
  } finally {
    db.close();
  }
}

/** Runs `work` with a case in a folder of its own that is removed afterwards. */
export async function withTemporaryCase<T>(
  work: (db: CaseDb, path: string) => T | Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "trailproof-"));
  const path = join(folder, "audit.trailproof");
  try {
    return await withCase(path, true, (db) => work(db, path));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
