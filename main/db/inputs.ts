/** Inputs, problems and custody of a case. */
import type { FoundFile } from "../import/discover.ts";
import type { Job } from "../import/protocol.ts";
import { idsPerFile } from "../import/protocol.ts";
import type { CaseDb } from "./open-case.ts";

export interface RunStart {
  readonly startedAt: string;
  readonly host: string;
  readonly user: string;
  readonly program: string;
  readonly paths: readonly string[];
  /** Absolute path of the folder in which relative paths begin. */
  readonly folder: string;
}

/** Records that an import begins. Returns its id. */
export function startRun(db: CaseDb, run: RunStart): number {
  const row = db
    .prepare(
      `INSERT INTO import_run (started_at, status, host, user, program, paths, folder) VALUES (?, 'running', ?, ?, ?, ?, ?)`,
    )
    .run(run.startedAt, run.host, run.user, run.program, JSON.stringify(run.paths), run.folder);
  return Number(row.lastInsertRowid);
}

/** Records how an import ended. */
export function finishRun(
  db: CaseDb,
  run: number,
  status: "done" | "cancelled" | "failed",
  at: string,
): void {
  db.prepare(`UPDATE import_run SET status = ?, finished_at = ? WHERE id = ?`).run(status, at, run);
}

/**
 * Enters the files of an import and returns those that must be read: new ones, changed ones (they become inputs of
 * their own), and those whose reading was cut off. Of files that were read before only the hash is taken again.
 */
export function registerInputs(
  db: CaseDb,
  run: number,
  files: readonly FoundFile[],
  folderProblems: readonly {
    readonly root: string;
    readonly path: string;
    readonly reason: string;
  }[],
): readonly Job[] {
  const jobs: Job[] = [];
  const insert = db.prepare(
    `INSERT INTO input (id, run, root, path, bytes, modified_at, status, format) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (root, path, modified_at) WHERE parent IS NULL DO NOTHING`,
  );
  const find = db.prepare<[string, string, string], InputState>(
    `SELECT id, bytes, status, sha256 FROM input
     WHERE root = ? AND path = ? AND modified_at = ? AND parent IS NULL`,
  );
  const again = db.prepare(
    `UPDATE input SET run = ?, bytes = ?, status = 'waiting', sha256 = NULL, records = 0 WHERE id = ?`,
  );
  const problem = db.prepare(`INSERT INTO problem (input, reason) VALUES (?, ?)`);
  const forgetProblems = db.prepare(`DELETE FROM problem WHERE input = ?`);
  const forget = createForget(db);
  const last = db.prepare<[], number | null>(`SELECT max(id) FROM input`).pluck().get() ?? 0;
  let next = (Math.floor(last / idsPerFile) + 1) * idsPerFile;
  const insertNew = (file: Omit<FoundFile, "absolute">, status: string, format: string): void => {
    const { root, path, bytes, modifiedAt } = file;
    const row = insert.run(next, run, root, path, bytes, modifiedAt, status, format);
    if (row.changes > 0) next += idsPerFile;
  };

  const enter = (file: FoundFile): void => {
    insertNew(file, file.skipped === null ? "waiting" : "skipped", file.skipped ?? "");
    const known = find.get(file.root, file.path, file.modifiedAt);
    if (known === undefined || file.skipped !== null) return;
    const isFinished =
      known.status !== "waiting" && known.status !== "reading" && known.sha256 !== null;
    if (!isFinished) {
      if (known.status !== "waiting") forget(known.id);
      again.run(run, file.bytes, known.id);
    }
    jobs.push({
      input: known.id,
      path: file.absolute,
      name: file.path,
      bytes: file.bytes,
      modifiedAt: file.modifiedAt,
      expected: isFinished ? known.sha256 : null,
      slice: null,
    });
  };

  db.transaction(() => {
    files.forEach(enter);
    for (const { root, path, reason } of folderProblems) {
      const folder = { root, path, bytes: 0, modifiedAt: "", skipped: null };
      insertNew(folder, "unreadable", "folder");
      const known = find.get(root, path, "");
      if (known === undefined) continue;
      forgetProblems.run(known.id);
      problem.run(known.id, reason);
    }
  })();
  return jobs;
}

/**
 * Makes what removes all that an interrupted reading of a file left, its members too: it is read from the start again.
 * Every table that names an input does so in a column `input`, so that a new one is not forgotten here.
 */
function createForget(db: CaseDb): (input: number) => void {
  const tables = db
    .prepare<[], string>(
      `SELECT t.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
       WHERE t.type = 'table' AND c.name = 'input' ORDER BY t.name`,
    )
    .pluck()
    .all();
  const forgets = tables.map((name) =>
    db.prepare(`DELETE FROM ${name} WHERE input >= ? AND input < ?`),
  );
  const forgetCopies = db.prepare(`DELETE FROM duplicate WHERE home_input >= ? AND home_input < ?`);
  const forgetMembers = db.prepare(`DELETE FROM input WHERE id > ? AND id < ?`);
  // Numbers of records that share an id are given anew by the comparison, which then looks at all of them.
  const forgetVariants = db.prepare(`DELETE FROM variant`);
  const forgetConflicts = db.prepare(`DELETE FROM problem WHERE is_note = 2`);
  let isFirst = true;
  return (input) => {
    const end = input + idsPerFile;
    for (const statement of forgets) statement.run(input, end);
    forgetCopies.run(input, end);
    forgetMembers.run(input, end);
    if (isFirst) {
      forgetVariants.run();
      forgetConflicts.run();
    }
    isFirst = false;
  };
}

/**
 * Forgets what a cancelled import left of files that it had not read to their ends: they wait again, and the case holds
 * whole files only.
 */
export function forgetHalfRead(db: CaseDb): void {
  const half = db
    .prepare<[], number>(`SELECT id FROM input WHERE status = 'reading' AND parent IS NULL`)
    .pluck();
  const wait = db.prepare(
    `UPDATE input SET status = 'waiting', sha256 = NULL, records = 0 WHERE id = ?`,
  );
  db.transaction(() => {
    const ids = half.all();
    if (ids.length === 0) return;
    const forget = createForget(db);
    for (const id of ids) {
      forget(id);
      wait.run(id);
    }
  })();
}

interface InputState {
  readonly id: number;
  readonly bytes: number;
  readonly status: string;
  readonly sha256: string | null;
}

/** Whether all records under one eventID were compared since the last file was read. */
export function isCompared(db: CaseDb): boolean {
  return infoOf(db, "compared") === "yes";
}

/** Remembers whether the comparison is complete, so that an interrupted one is made up for. */
export function setCompared(db: CaseDb, done: boolean): void {
  setInfo(db, "compared", done ? "yes" : "no");
  if (!done) setAnalyzed(db, null);
}

/** Whether the findings are those of all events by the rules of this program (its name and version). */
export function isAnalyzed(db: CaseDb, program: string): boolean {
  return infoOf(db, "analyzed") === program;
}

/** Remembers by which program the case was analysed since the last file was read; null for none. */
export function setAnalyzed(db: CaseDb, program: string | null): void {
  setInfo(db, "analyzed", program ?? "");
  if (program === null) setRulesAsked(db, null);
}

/** Whether the users' own rules were asked of all events, as they are now, by this program; so too where there are none. */
export function areRulesAsked(db: CaseDb, program: string): boolean {
  if (infoOf(db, "rules-asked") === program) return true;
  return db.prepare(`SELECT 1 FROM rule_file LIMIT 1`).get() === undefined;
}

/** Remembers by which program the users' own rules were asked since the last file was read or a rule changed; null: none. */
export function setRulesAsked(db: CaseDb, program: string | null): void {
  setInfo(db, "rules-asked", program ?? "");
}

type InfoKey = "compared" | "analyzed" | "rules-asked";

function infoOf(db: CaseDb, key: InfoKey): string | undefined {
  return db.prepare<[string], string>(`SELECT value FROM case_info WHERE key = ?`).pluck().get(key);
}

function setInfo(db: CaseDb, key: InfoKey, value: string): void {
  db.prepare(`INSERT OR REPLACE INTO case_info VALUES (?, ?)`).run(key, value);
}

/** How the case stands after its imports. */
export interface ImportState {
  readonly imports: number;
  /** Files wait to be read, or records to be compared: the last import did not end. */
  readonly isUnfinished: boolean;
  /** The findings are those of the events that the case holds. */
  readonly isAnalyzed: boolean;
}

/** What the imports of a case have left. While one runs, it is unfinished. */
export function importState(db: CaseDb): ImportState {
  const imports = db.prepare<[], number>(`SELECT count(*) FROM import_run`).pluck().get() ?? 0;
  const last = db
    .prepare<[], string>(`SELECT status FROM import_run ORDER BY id DESC LIMIT 1`)
    .pluck()
    .get();
  const waiting = db
    .prepare(`SELECT 1 FROM input WHERE status IN ('waiting', 'reading') LIMIT 1`)
    .get();
  const isCut = last === "running" || last === "cancelled" || waiting !== undefined;
  const isEmpty = db.prepare(`SELECT 1 FROM segment LIMIT 1`).get() === undefined;
  return {
    imports,
    isUnfinished: isCut || (imports > 0 && infoOf(db, "compared") === "no"),
    isAnalyzed: isEmpty || (infoOf(db, "analyzed") ?? "") !== "",
  };
}

/** What an import was given. */
export interface GivenPaths {
  readonly folder: string;
  readonly paths: readonly string[];
}

/**
 * The paths that imports which did not end were given, folder by folder: those whose files wait, and those of the last
 * import when it was cut off. Empty: nothing is left to read.
 */
export function unreadPaths(db: CaseDb): readonly GivenPaths[] {
  const rows = db
    .prepare<[], { folder: string; paths: string }>(
      `SELECT folder, paths FROM import_run r
       WHERE id IN (SELECT run FROM input WHERE status IN ('waiting', 'reading'))
         OR (id = (SELECT max(id) FROM import_run) AND status <> 'done')
       ORDER BY id`,
    )
    .all();
  const byFolder = new Map<string, Set<string>>();
  for (const { folder, paths } of rows) {
    const known = byFolder.get(folder) ?? new Set();
    byFolder.set(folder, known);
    const list: unknown = JSON.parse(paths);
    if (Array.isArray(list)) for (const path of list) known.add(String(path));
  }
  return [...byFolder].map(([folder, paths]) => ({ folder, paths: [...paths] }));
}
