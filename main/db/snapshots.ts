/** Files of a case that say how an account was set up, and what a person said of their moment. */
import { snapshotFormats } from "../../shared/snapshot/kinds.ts";
import type { CaseDb } from "./open-case.ts";

/** A snapshot file as its row says; `file` is the part of `path` that stands on disk. */
export interface SnapshotRow {
  readonly input: number;
  readonly root: string;
  readonly path: string;
  readonly file: string;
  readonly format: string;
  readonly bytes: number;
  readonly modifiedAt: string;
  readonly sha256: string | null;
  /** What a person said at an import: UTC ISO time, and the user who ran it; null where nothing was said. */
  readonly statedAt: string | null;
  readonly statedBy: string | null;
}

const marks = snapshotFormats.map(() => "?").join(", ");

/** The snapshot files that were read, in the order of paths. */
export function snapshotRows(db: CaseDb): readonly SnapshotRow[] {
  return db
    .prepare<string[], SnapshotRow>(
      `SELECT i.id AS input, i.root, i.path, coalesce(a.path, i.path) AS file, i.format, i.bytes, i.modified_at AS modifiedAt,
         i.sha256, s.taken_at AS statedAt, r.user AS statedBy
       FROM input i LEFT JOIN input a ON a.id = i.parent LEFT JOIN stated_moment s ON s.input = i.id
       LEFT JOIN import_run r ON r.id = s.run
       WHERE i.status = 'read' AND i.format IN (${marks}) ORDER BY i.root, coalesce(a.path, i.path), i.id`,
    )
    .all(...snapshotFormats);
}

/**
 * Writes down that a person said when snapshot files were made: those of `files` (members of archives too), at the import
 * `run`. What was said before of the same files is replaced. Returns how many files that were.
 */
export function stateMoment(
  db: CaseDb,
  run: number,
  files: readonly number[],
  takenAt: string,
): number {
  const state = db.prepare<(number | string)[]>(
    `INSERT OR REPLACE INTO stated_moment (input, run, taken_at)
     SELECT id, ?, ? FROM input WHERE (id = ? OR parent = ?) AND status = 'read' AND format IN (${marks})`,
  );
  return db.transaction(() =>
    files.reduce((sum, id) => sum + state.run(run, takenAt, id, id, ...snapshotFormats).changes, 0),
  )();
}
