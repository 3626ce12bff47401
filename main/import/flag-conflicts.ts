/** Tells of eventIDs that stand on different records. CloudTrail gives each event its own: a second one is odd. */
import type { CaseDb } from "../db/open-case.ts";

interface Holder {
  readonly eid: Buffer;
  readonly input: number;
  readonly record: number;
  readonly offset: number;
  readonly account: number;
  readonly path: string;
}

/** Marks conflicts among problem rows. */
export const conflictNote = 2;

/**
 * Writes one note for each further record under an eventID within one account. `candidates` are ids that may stand
 * more than once; the records that share time and id are found without them.
 */
export function flagConflicts(db: CaseDb, candidates: readonly Buffer[]): void {
  db.transaction(() => {
    db.prepare(`DELETE FROM problem WHERE is_note = ?`).run(conflictNote);
    db.exec(
      `CREATE TEMP TABLE IF NOT EXISTS candidate (eid BLOB PRIMARY KEY) WITHOUT ROWID; DELETE FROM candidate`,
    );
    const insert = db.prepare(`INSERT OR IGNORE INTO candidate VALUES (?)`);
    for (const eid of candidates) insert.run(eid);
    db.exec(`INSERT OR IGNORE INTO candidate SELECT eid FROM event WHERE variant > 0`);
    const some = db.prepare<[], number>(`SELECT count(*) FROM candidate`).pluck().get() ?? 0;
    if (some > 0) writeNotes(db);
  })();
}

function writeNotes(db: CaseDb): void {
  const note = db.prepare(
    `INSERT INTO problem (input, position, record, reason, is_note) VALUES (?, ?, ?, ?, ?)`,
  );
  const holders = db
    .prepare<[], Holder>(
      `SELECT e.eid, e.input, e.record, e.offset, coalesce(p.account, 0) AS account, i.path
       FROM event e JOIN candidate c ON c.eid = e.eid
       JOIN input i ON i.id = e.input LEFT JOIN place p ON p.id = e.place
       ORDER BY e.eid, account, i.path, e.offset`,
    )
    .all();
  holders.forEach((holder, i) => {
    const first = holders[i - 1];
    if (first === undefined || first.account !== holder.account || !first.eid.equals(holder.eid))
      return;
    note.run(
      holder.input,
      holder.offset,
      holder.record,
      `its eventID stands on a different record too (${first.path}, record ${first.record}); both are kept`,
      conflictNote,
    );
  });
}
