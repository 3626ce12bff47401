/** Pages of the list of files and of problems, with filters. Of a whole list only the ids are held, never the paths. */
import type {
  FileCounts,
  InputLine,
  InputPage,
  InputQuery,
  ProblemLine,
} from "../../shared/ipc/evidence.ts";
import type { CaseDb } from "./open-case.ts";

/** A file as its row says; `file` is the part of `path` that stands on disk. */
export type InputPageRow = Omit<InputLine, "path" | "isMember" | "digest"> & {
  readonly root: string;
  readonly path: string;
  readonly file: string;
  readonly parent: number | null;
  readonly digestStatus: string | null;
  readonly digestSentence: string | null;
};

export interface InputPages {
  /** Ids of the files that match, in the order of paths; the members of an archive stand behind it. */
  readonly ids: (query: InputQuery) => Float64Array;
  /** The rows of some ids, in their order. */
  readonly rows: (ids: Float64Array) => readonly InputPageRow[];
  readonly formats: () => InputPage["formats"];
}

/** Makes the questions about the files of a case. */
export function createInputPages(db: CaseDb): InputPages {
  // SQLite's own lower() knows A to Z only.
  db.function("tp_holds", { deterministic: true }, (path: unknown, text: unknown) =>
    String(path).toLowerCase().includes(String(text)) ? 1 : 0,
  );
  const row = db.prepare<[number], InputPageRow>(
    `SELECT i.id, i.parent, i.root, i.path, coalesce(a.path, i.path) AS file, i.bytes, i.modified_at AS modifiedAt,
       i.sha256, i.status, i.format, i.note, i.records,
       i.records - (SELECT count(*) FROM duplicate d WHERE d.input = i.id) AS events,
       (SELECT count(*) FROM problem p WHERE p.input = i.id AND p.is_note = 0) AS problems,
       v.status AS digestStatus, v.sentence AS digestSentence
     FROM input i LEFT JOIN input a ON a.id = i.parent LEFT JOIN log_validation v ON v.input = i.id WHERE i.id = ?`,
  );
  return {
    ids: ({ text = "", statuses = [], formats = [], withProblems = false }) => {
      const holds = [
        ...(text === "" ? [] : [`tp_holds(i.root || '/' || i.path, ?)`]),
        ...(statuses.length === 0 ? [] : [`i.status IN (${marks(statuses)})`]),
        ...(formats.length === 0 ? [] : [`i.format IN (${marks(formats)})`]),
        ...(withProblems
          ? [`EXISTS (SELECT 1 FROM problem p WHERE p.input = i.id AND p.is_note = 0)`]
          : []),
      ];
      const where = holds.length === 0 ? "" : `WHERE ${holds.join(" AND ")}`;
      const found = db
        .prepare<string[], number>(
          `SELECT i.id FROM input i LEFT JOIN input a ON a.id = i.parent ${where}
           ORDER BY i.root, coalesce(a.path, i.path), i.id`,
        )
        .pluck()
        .all(...(text === "" ? [] : [text.toLowerCase()]), ...statuses, ...formats);
      return Float64Array.from(found);
    },
    rows: (ids) => [...ids].flatMap((id) => row.get(id) ?? []),
    formats: () => {
      const duplicates = new Map(
        db
          .prepare<[], [string, number]>(
            `SELECT i.format, sum(d.n) FROM (SELECT input, count(*) AS n FROM duplicate GROUP BY input) d
             JOIN input i ON i.id = d.input GROUP BY i.format`,
          )
          .raw()
          .all(),
      );
      return db
        .prepare<[], { format: string; files: number; records: number; skipped: number }>(
          `SELECT format, count(*) AS files, sum(records) AS records, sum(status = 'skipped') AS skipped
           FROM input GROUP BY format ORDER BY files DESC, format`,
        )
        .all()
        .map(({ format, files, records, skipped }) => ({
          format,
          files,
          events: records - (duplicates.get(format) ?? 0),
          isSkipped: skipped === files,
        }));
    },
  };
}

function marks(values: readonly unknown[]): string {
  return values.map(() => "?").join(", ");
}

/** A problem or note as its row says. */
export type ProblemPageRow = Omit<ProblemLine, "path" | "isNote"> & {
  readonly root: string | null;
  readonly below: string | null;
  readonly file: string | null;
  readonly isNote: number;
};

export interface ProblemPages {
  /** Ids in the order of files and positions, or the latest first; `input`: of one file only. */
  readonly ids: (input: number | null, latestFirst: boolean) => Float64Array;
  readonly rows: (ids: Float64Array) => readonly ProblemPageRow[];
  readonly counts: (input: number | null) => { readonly problems: number; readonly notes: number };
}

/** Makes the questions about the problems of a case. */
export function createProblemPages(db: CaseDb): ProblemPages {
  const order = `ORDER BY i.root, coalesce(a.path, i.path), i.id, p.position IS NULL, p.position, p.id`;
  const from = `FROM problem p LEFT JOIN input i ON i.id = p.input LEFT JOIN input a ON a.id = i.parent`;
  const all = db.prepare<[], number>(`SELECT p.id ${from} ${order}`).pluck();
  const latest = db.prepare<[], number>(`SELECT id FROM problem ORDER BY id DESC`).pluck();
  const of = db.prepare<[number], number>(`SELECT p.id ${from} WHERE p.input = ? ${order}`).pluck();
  const row = db.prepare<[number], ProblemPageRow>(
    `SELECT p.id, p.input, i.root, i.path AS below, coalesce(a.path, i.path) AS file, p.position, p.record, p.reason,
       p.sample, p.is_note AS isNote ${from} WHERE p.id = ?`,
  );
  const count = db.prepare<[number | null, number | null], { problems: number; notes: number }>(
    `SELECT coalesce(sum(is_note = 0), 0) AS problems, coalesce(sum(is_note <> 0), 0) AS notes FROM problem
     WHERE ? IS NULL OR input = ?`,
  );
  return {
    ids: (input, latestFirst) =>
      Float64Array.from(input !== null ? of.all(input) : latestFirst ? latest.all() : all.all()),
    rows: (ids) => [...ids].flatMap((id) => row.get(id) ?? []),
    counts: (input) => count.get(input, input) ?? { problems: 0, notes: 0 },
  };
}

/** Number of files by what became of them. */
export function countFiles(db: CaseDb): FileCounts {
  const none = { files: 0, members: 0, hashed: 0, read: 0, skipped: 0, unreadable: 0, waiting: 0 };
  const counted = db
    .prepare<[], FileCounts>(
      `SELECT count(*) AS files, count(parent) AS members, count(sha256) AS hashed,
         coalesce(sum(status = 'read'), 0) AS read, coalesce(sum(status = 'skipped'), 0) AS skipped,
         coalesce(sum(status = 'unreadable'), 0) AS unreadable,
         coalesce(sum(status IN ('waiting', 'reading')), 0) AS waiting
       FROM input`,
    )
    .get();
  return counted ?? none;
}

/** How many digest files of CloudTrail are among the inputs. */
export function countFormat(db: CaseDb, format: string): number {
  return (
    db
      .prepare<[string], number>(`SELECT count(*) FROM input WHERE format = ?`)
      .pluck()
      .get(format) ?? 0
  );
}
