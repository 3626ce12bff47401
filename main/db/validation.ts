/** What the digests said about the log files of a case, as the last validation left it. */
import type { CaseDb } from "./open-case.ts";

/** How many files have which status. */
export type StatusCounts = Readonly<Record<string, number>>;

/** The last validation. Times are UTC ISO. */
export interface ValidationSummary {
  readonly at: string;
  /** Name and version of the program that validated. */
  readonly program: string;
  /** Fingerprints of the public keys that were used. */
  readonly keys: readonly string[];
  /** Those of them that lay among the evidence and were given by nobody. */
  readonly evidenceKeys: readonly string[];
  readonly digests: StatusCounts;
  readonly logs: StatusCounts;
}

/** What is known about one log file. */
export interface LogValidationRow {
  readonly input: number;
  readonly status: string;
  /** Plain text; it may hold names out of the evidence. */
  readonly sentence: string;
  /** The digest file that lists it, or null. */
  readonly digestInput: number | null;
}

/** Files were added: what an earlier validation said is no longer about all of them. */
export function forgetValidation(db: CaseDb): void {
  db.exec(`DELETE FROM log_validation; DELETE FROM case_info WHERE key = 'validated'`);
}

/** Writes the validation whose results stand in the working tables in the place of the one before. */
export function saveValidation(db: CaseDb, summary: ValidationSummary): void {
  db.transaction(() => {
    forgetValidation(db);
    db.exec(
      `INSERT INTO log_validation SELECT input, status, sentence, digest_input FROM temp.evidence_result
       WHERE kind = 'log' AND input IS NOT NULL ORDER BY input`,
    );
    db.prepare(`INSERT INTO case_info VALUES ('validated', ?)`).run(JSON.stringify(summary));
  })();
}

/** The last validation of the case as it is now, or null. */
export function readValidation(db: CaseDb): ValidationSummary | null {
  const text = db
    .prepare<[], string>(`SELECT value FROM case_info WHERE key = 'validated'`)
    .pluck()
    .get();
  // Written by saveValidation alone.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const summary = text === undefined ? null : (JSON.parse(text) as ValidationSummary);
  // Earlier versions did not note where keys came from.
  return summary === null ? null : { ...summary, evidenceKeys: summary.evidenceKeys ?? [] };
}

/** Log files whose content is not what a digest lists. */
export function alteredLogs(db: CaseDb): readonly LogValidationRow[] {
  return db
    .prepare<[], LogValidationRow>(
      `SELECT input, status, sentence, digest_input AS digestInput FROM log_validation WHERE status = 'altered' ORDER BY input`,
    )
    .all();
}

/**
 * Makes a reader of what the last validation says of an event: the status of the log file in which it stands first, but
 * `valid` where it stands, equal in content, in another one that is valid. Null: nothing was validated, or no log file
 * holds it.
 */
export function createStatusReader(
  db: CaseDb,
): (event: { readonly input: number; readonly record: number }) => string | null {
  const statuses = new Map(
    db
      .prepare<[], { input: number; status: string }>(`SELECT input, status FROM log_validation`)
      .all()
      .map(({ input, status }) => [input, status]),
  );
  const isProvedElsewhere = db
    .prepare<[number, number], number>(
      `SELECT 1 FROM duplicate d JOIN log_validation v ON v.input = d.input
       WHERE d.home_input = ? AND d.home_record = ? AND v.status = 'valid' LIMIT 1`,
    )
    .pluck();
  return ({ input, record }) => {
    if (statuses.size === 0) return null;
    const own = statuses.get(input) ?? null;
    return own !== "valid" && isProvedElsewhere.get(input, record) === 1 ? "valid" : own;
  };
}
