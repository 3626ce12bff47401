/** Tells of eventIDs that stand on different records. CloudTrail gives each event its own: a second one is odd. */
import type { CaseDb } from "../db/open-case.ts";

interface Holder {
  readonly t: number;
  readonly eid: Buffer;
  readonly variant: number;
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
      `SELECT e.t, e.eid, e.variant, e.input, e.record, e.offset, coalesce(p.account, 0) AS account, i.path
       FROM event e JOIN candidate c ON c.eid = e.eid
       JOIN input i ON i.id = e.input LEFT JOIN place p ON p.id = e.place
       ORDER BY e.eid, i.path, e.offset`,
    )
    .all();
  const groups = Map.groupBy(holders, (holder) => holder.eid.toString("hex"));
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    number(db, group);
    group.forEach((holder, i) => {
      const first = group.slice(0, i).find((other) => other.account === holder.account);
      if (first === undefined) return;
      const where = `${first.path}, record ${first.record}`;
      const reason = `its eventID stands on a different record too (${where}); both are kept`;
      note.run(holder.input, holder.offset, holder.record, reason, conflictNote);
    });
  }
}

/** Gives the records under one eventID the variants 0, 1, … in the order of their places, so that each can be named. */
function number(db: CaseDb, group: readonly Holder[]): void {
  const tables = ["event", "relevant_event", "event_source"];
  const renames = tables.map((table) =>
    db.prepare(`UPDATE ${table} SET variant = ? WHERE t = ? AND eid = ? AND variant = ?`),
  );
  const away = 1_000_000;
  group.forEach(({ t, eid, variant }, i) => {
    for (const rename of renames) rename.run(away + i, t, eid, variant);
  });
  group.forEach(({ t, eid }, i) => {
    for (const rename of renames) rename.run(i, t, eid, away + i);
  });
}
