/**
 * Imports and analyses an archive once, in this process, and prints one JSON line for the bench.
 * Usage: `node build/bench/import-once.ts DIR [--keep CASE]`. Without `--keep` the case is removed at the end; a case that
 * is at CASE already is imported into, which is how importing again is measured.
 */
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type CaseDb, openCase } from "../../main/db/open-case.ts";
import { caseTotals } from "../../main/db/count-events.ts";
import { countFindings } from "../../main/db/findings.ts";
import { isAnalyzed } from "../../main/db/inputs.ts";
import { analyzeCase } from "../../main/import/analyze-case.ts";
import { importPaths } from "../../main/import/import-files.ts";

/** What one import took, as the bench reads it. */
interface ImportFigures {
  /** From opening the case until it is analysed and closed: ready for questions, nothing left in its log. */
  readonly seconds: number;
  /** Finding, reading and writing; until the last file is written. */
  readonly readSeconds: number;
  readonly compareSeconds: number;
  readonly analyseSeconds: number;
  /** Bringing the write-ahead log into the file. */
  readonly closeSeconds: number;
  readonly findings: number;
  /** Highest resident set of this process with all its threads, 1 MB = 1,048,576 bytes. */
  readonly peakRssMB: number;
  /** Records of the case: events and duplicates. */
  readonly rows: number;
  readonly events: number;
  /** Rows that the import added to any table; the line of custody about the run itself is left out. */
  readonly newRows: number;
  readonly caseBytes: number;
}

/** Rows of all tables but the list of imports, which gets one for each. */
function countRows(db: CaseDb): number {
  const tables = db
    .prepare<[], string>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'import_run'`,
    )
    .pluck()
    .all();
  const count = (table: string): number =>
    db.prepare<[], number>(`SELECT count(*) FROM "${table}"`).pluck().get() ?? 0;
  return tables.reduce((sum, table) => sum + count(table), 0);
}

/** Opens the case for a look that is not measured. */
function look<T>(path: string, ask: (db: CaseDb) => T): T {
  const db = openCase(path, { create: false });
  try {
    return ask(db);
  } finally {
    db.close();
  }
}

async function importOnce(archive: string, path: string): Promise<ImportFigures> {
  const rowsBefore = existsSync(path) ? look(path, countRows) : 0;
  const started = performance.now();
  let read = started;
  const db = openCase(path, { create: true });
  await importPaths(db, path, {
    paths: [archive],
    program: "bench",
    now: Date.now(),
    onProgress: ({ stage }) => {
      if (stage === "reading") read = performance.now();
    },
  });
  const compared = performance.now();
  const findings = isAnalyzed(db, "bench")
    ? countFindings(db)
    : await analyzeCase(db, { program: "bench" });
  const analysed = performance.now();
  db.close();
  const closed = performance.now();
  const peakRssMB = process.resourceUsage().maxRSS / 1024;
  const { records, events } = look(path, caseTotals);
  return {
    seconds: (closed - started) / 1000,
    readSeconds: (read - started) / 1000,
    compareSeconds: (compared - read) / 1000,
    analyseSeconds: (analysed - compared) / 1000,
    closeSeconds: (closed - analysed) / 1000,
    findings,
    peakRssMB,
    rows: records,
    events,
    newRows: look(path, countRows) - rowsBefore,
    caseBytes: statSync(path).size,
  };
}

const { values, positionals } = parseArgs({
  options: { keep: { type: "string" } },
  allowPositionals: true,
});
const [archive] = positionals;
if (archive === undefined) throw new Error("usage: import-once.ts DIR [--keep CASE]");
const folder = mkdtempSync(join(tmpdir(), "trailproof-bench-"));
try {
  const figures = await importOnce(archive, values.keep ?? join(folder, "bench.trailproof"));
  process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
