/** Questions about the files of a case, their problems and the custody. */
import type { CaseDb } from "./open-case.ts";

/** A file of the evidence. */
export interface InputRow {
  readonly id: number;
  /** The archive on disk that it is a member of; null for a file. */
  readonly parent: number | null;
  /** The path as the user named it when importing. */
  readonly root: string;
  /** Path below root; of a member the archive's, `!/` and the place in it. */
  readonly path: string;
  /** The part of `path` that stands on disk. */
  readonly file: string;
  readonly bytes: number;
  readonly modifiedAt: string;
  readonly sha256: string | null;
  readonly status: "waiting" | "reading" | "read" | "skipped" | "unreadable";
  /** What the file was taken for. */
  readonly format: string;
  readonly note: string;
  /** Records read from it: events and duplicates together. */
  readonly records: number;
  /** Events whose first place is this file. */
  readonly events: number;
  readonly problems: number;
}

/** All files in the order of their paths, the members of an archive behind it in their order. */
export function listInputs(db: CaseDb): readonly InputRow[] {
  return db
    .prepare<[], InputRow>(
      `SELECT i.id, i.parent, i.root, i.path, coalesce(a.path, i.path) AS file, i.bytes, i.modified_at AS modifiedAt, i.sha256, i.status, i.format, i.note,
         i.records, i.records - coalesce(d.n, 0) AS events, coalesce(p.n, 0) AS problems
       FROM input i
       LEFT JOIN input a ON a.id = i.parent
       LEFT JOIN (SELECT input, count(*) AS n FROM duplicate GROUP BY input) d ON d.input = i.id
       LEFT JOIN (SELECT input, count(*) AS n FROM problem WHERE is_note = 0 GROUP BY input) p ON p.input = i.id
       ORDER BY i.root, coalesce(a.path, i.path), i.id`,
    )
    .all();
}

/** How many files that may hold events were not read, or not to their end. */
export function countUnread(db: CaseDb): number {
  return (
    db
      .prepare<[], number>(`SELECT count(*) FROM input WHERE status NOT IN ('read', 'skipped')`)
      .pluck()
      .get() ?? 0
  );
}

/** Makes a reader of single files; null where there is none of this number. */
export function createInputNames(
  db: CaseDb,
): (id: number) => Pick<InputRow, "root" | "path" | "file" | "sha256"> | null {
  const find = db.prepare<[number], Pick<InputRow, "root" | "path" | "file" | "sha256">>(
    `SELECT i.root, i.path, coalesce(a.path, i.path) AS file, i.sha256
     FROM input i LEFT JOIN input a ON a.id = i.parent WHERE i.id = ?`,
  );
  return (id) => find.get(id) ?? null;
}

/** Something that could not be read, or a note about what was. */
export interface ProblemRow {
  readonly id: number;
  readonly input: number | null;
  /** Byte offset in the inflated text, where one is known. */
  readonly position: number | null;
  /** Ordinal of the record that was being read, from 1. */
  readonly record: number | null;
  readonly reason: string;
  readonly sample: string;
  readonly isNote: boolean;
}

/** All problems and notes, in the order of files and positions. */
export function listProblems(db: CaseDb): readonly ProblemRow[] {
  return db
    .prepare<[], Omit<ProblemRow, "isNote"> & { readonly isNote: number }>(
      `SELECT p.id, p.input, p.position, p.record, p.reason, p.sample, p.is_note AS isNote
       FROM problem p LEFT JOIN input i ON i.id = p.input LEFT JOIN input a ON a.id = i.parent
       ORDER BY i.root, coalesce(a.path, i.path), i.id, p.position IS NULL, p.position, p.id`,
    )
    .all()
    .map((row) => ({ ...row, isNote: row.isNote !== 0 }));
}

/** One import into the case. */
export interface RunRow {
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly status: string;
  readonly host: string;
  readonly user: string;
  readonly program: string;
  readonly paths: string;
}

/** Who imported what, when, where and with which version. */
export function listRuns(db: CaseDb): readonly RunRow[] {
  return db
    .prepare<[], RunRow>(
      `SELECT started_at AS startedAt, finished_at AS finishedAt, status, host, user, program, paths
       FROM import_run ORDER BY id`,
    )
    .all();
}

/** An Insight event of CloudTrail: kept apart from events. */
export interface InsightRow {
  readonly input: number;
  /** Byte position and length of its JSON, or of the wrapper's; null in a Parquet file. */
  readonly position: number | null;
  readonly length: number | null;
  /** Ordinal of the value or row in the file, from 1. */
  readonly item: number;
}

/** All Insight events, in the order of files and places. */
export function listInsights(db: CaseDb): readonly InsightRow[] {
  return db
    .prepare<[], InsightRow>(
      `SELECT n.input, n.position, n.length, n.item FROM insight_event n JOIN input i ON i.id = n.input
       ORDER BY i.root, i.path, n.id`,
    )
    .all();
}
