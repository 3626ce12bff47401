/** Working tables of a validation: they live while the case is open and are no part of it. */
import type { CaseDb } from "./open-case.ts";

/** A digest file. `body` is the DigestFile as JSON. */
interface DigestRow {
  readonly input: number;
  readonly body: string;
}

/** A log file. `facts` is the LogFile as JSON. */
interface LogRow {
  readonly input: number;
  readonly facts: string;
}

/** A result, with sentences as plain text and notes as a JSON list of them. */
export interface ResultRow {
  readonly kind: "digest" | "log";
  readonly status: string;
  readonly sentence: string;
  readonly notes: string;
  readonly input: number | null;
  readonly location: string | null;
  readonly digestInput: number | null;
  readonly isMoved: number;
}

/** What is not well with one file on disk or in the case. */
export interface CheckRow {
  readonly input: number;
  /** State of the original. */
  readonly original: string;
  readonly sentence: string | null;
  /** JSON list of `{ record, sentence }`. */
  readonly differences: string;
}

export interface EvidenceTables {
  readonly addDigest: (place: string, row: DigestRow) => void;
  readonly addLog: (place: string, row: LogRow, sha256: string | null) => void;
  /** Accounts and Regions of digests and log files; files without one come last. */
  readonly places: () => readonly string[];
  readonly digestsOf: (place: string) => readonly DigestRow[];
  readonly logsOf: (place: string) => readonly string[];
  readonly logsByHash: (sha256: string) => readonly string[];
  readonly addResult: (row: ResultRow) => void;
  readonly addCheck: (row: CheckRow) => void;
  /** In the order of ids, a page at a time. */
  readonly checks: () => Generator<CheckRow>;
  /** All results of a kind, a page at a time. */
  readonly results: (kind: "digest" | "log") => Generator<ResultRow>;
  readonly counts: () => readonly { kind: "digest" | "log"; status: string; n: number }[];
}

/** Makes the tables anew. Call within no transaction. */
export function createEvidenceTables(db: CaseDb): EvidenceTables {
  db.exec(`
    DROP TABLE IF EXISTS temp.evidence_digest;
    DROP TABLE IF EXISTS temp.evidence_log;
    DROP TABLE IF EXISTS temp.evidence_result;
    DROP TABLE IF EXISTS temp.evidence_check;
    CREATE TEMP TABLE evidence_check (input INTEGER PRIMARY KEY, original TEXT, sentence TEXT, differences TEXT);
    CREATE TEMP TABLE evidence_digest (input INTEGER PRIMARY KEY, place TEXT, body TEXT);
    CREATE INDEX temp.evidence_digest_place ON evidence_digest (place);
    CREATE TEMP TABLE evidence_log (input INTEGER PRIMARY KEY, place TEXT, facts TEXT, sha256 TEXT);
    CREATE INDEX temp.evidence_log_place ON evidence_log (place);
    CREATE INDEX temp.evidence_log_hash ON evidence_log (sha256);
    CREATE TEMP TABLE evidence_result (
      id INTEGER PRIMARY KEY, kind TEXT, status TEXT, sentence TEXT, notes TEXT,
      input INTEGER UNIQUE, location TEXT, digest_input INTEGER, moved INTEGER
    );`);
  const insertDigest = db.prepare(`INSERT INTO temp.evidence_digest VALUES (?, ?, ?)`);
  const insertLog = db.prepare(`INSERT INTO temp.evidence_log VALUES (?, ?, ?, ?)`);
  // One file has one result: what a listing says of it is more than that none lists it, and a sound listing counts.
  const insertResult = db.prepare(
    `INSERT INTO temp.evidence_result (kind, status, sentence, notes, input, location, digest_input, moved)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (input) DO UPDATE SET status = excluded.status, sentence = excluded.sentence, notes = excluded.notes,
       location = excluded.location, digest_input = excluded.digest_input, moved = excluded.moved
     WHERE evidence_result.status = 'not-covered'
       OR (evidence_result.status <> 'valid' AND excluded.status IN ('valid', 'unsigned'))`,
  );
  const digestsOf = db.prepare<[string], DigestRow>(
    `SELECT input, body FROM temp.evidence_digest WHERE place = ? ORDER BY input`,
  );
  const logsOf = db
    .prepare<[string], string>(`SELECT facts FROM temp.evidence_log WHERE place = ? ORDER BY input`)
    .pluck();
  // Empty logs all have one hash; a few are enough to find one that was renamed.
  const logsByHash = db
    .prepare<[string], string>(
      `SELECT facts FROM temp.evidence_log WHERE sha256 = ? ORDER BY place <> '', input LIMIT 1000`,
    )
    .pluck();
  const places = db
    .prepare<[], string>(
      `SELECT place FROM (SELECT place FROM temp.evidence_digest UNION SELECT place FROM temp.evidence_log)
       ORDER BY place = '', place`,
    )
    .pluck();
  const insertCheck = db.prepare(`INSERT INTO temp.evidence_check VALUES (?, ?, ?, ?)`);
  const checkPage = db.prepare<[number], CheckRow>(
    `SELECT input, original, sentence, differences FROM temp.evidence_check WHERE input > ? ORDER BY input LIMIT 256`,
  );
  function* checks(): Generator<CheckRow> {
    for (let at = -1; ;) {
      const rows = checkPage.all(at);
      yield* rows;
      const end = rows.at(-1);
      if (end === undefined) return;
      at = end.input;
    }
  }
  const page = db.prepare<[number, string], ResultRow & { readonly id: number }>(
    `SELECT id, kind, status, sentence, notes, input, location, digest_input AS digestInput, moved AS isMoved
     FROM temp.evidence_result WHERE id > ? AND kind = ? ORDER BY id LIMIT 256`,
  );
  function* results(kind: "digest" | "log"): Generator<ResultRow> {
    for (let at = 0; ;) {
      const rows = page.all(at, kind);
      yield* rows;
      const end = rows.at(-1);
      if (end === undefined) return;
      at = end.id;
    }
  }
  const counts = db.prepare<[], { kind: "digest" | "log"; status: string; n: number }>(
    `SELECT kind, status, count(*) AS n FROM temp.evidence_result GROUP BY kind, status ORDER BY kind, status`,
  );
  return {
    addDigest: (place, row) => insertDigest.run(row.input, place, row.body),
    addLog: (place, row, sha256) => insertLog.run(row.input, place, row.facts, sha256),
    places: () => places.all(),
    digestsOf: (place) => digestsOf.all(place),
    logsOf: (place) => logsOf.all(place),
    logsByHash: (sha256) => logsByHash.all(sha256),
    addResult: (row) =>
      insertResult.run(
        row.kind,
        row.status,
        row.sentence,
        row.notes,
        row.input,
        row.location,
        row.digestInput,
        row.isMoved,
      ),
    addCheck: (row) => insertCheck.run(row.input, row.original, row.sentence, row.differences),
    checks,
    results,
    counts: () => counts.all(),
  };
}
