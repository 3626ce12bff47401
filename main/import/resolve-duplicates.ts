/**
 * Decides what a second record under one time and eventID is: the same event delivered twice, or another record.
 * Compares contents exactly, after the files are read: nothing is called a duplicate by its id alone.
 */
import type { CaseDb } from "../db/open-case.ts";
import { createRawText } from "../db/raw-text.ts";
import { canonicalJson } from "../../shared/import/canonical-json.ts";
import type { Json } from "../../shared/cloudtrail-event.ts";
import { parseJson } from "../../shared/cloudtrail-event.ts";
import { flag } from "./protocol.ts";

interface SourceRow {
  readonly t: number;
  readonly eid: Buffer;
  readonly input: number;
  readonly record: number;
  readonly offset: number;
  readonly length: number;
  readonly flags: number;
}

interface Holder {
  readonly variant: number;
  readonly input: number;
  readonly offset: number;
  readonly length: number;
}

/** Rows per transaction: an interruption loses little, and what is decided stays decided. */
const chunk = 2000;

/** Compares all records that are still open. Returns when none is left, or when `isCancelled` says so. */
export async function resolveDuplicates(
  db: CaseDb,
  casePath: string,
  isCancelled: () => boolean,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const total =
    db.prepare<[], number>(`SELECT count(*) FROM event_source WHERE status = 0`).pluck().get() ?? 0;
  if (total === 0) return;
  const raw = createRawText(db, casePath);
  const open = db.prepare<[number], SourceRow>(
    `SELECT t, eid, input, record, offset, length, flags FROM event_source WHERE status = 0 ORDER BY input, offset LIMIT ?`,
  );
  const holders = db.prepare<[number, Buffer], Holder>(
    `SELECT variant, input, offset, length FROM event WHERE t = ? AND eid = ? ORDER BY variant`,
  );
  const settle = db.prepare(
    `UPDATE event_source SET status = 1, variant = ? WHERE input = ? AND offset = ?`,
  );
  const promote = db.prepare(
    `INSERT INTO event SELECT t, eid, ?, input, record, offset, length, action, actor, access_key, ip, agent, error, place, flags
     FROM event_source WHERE input = ? AND offset = ?`,
  );
  const drop = db.prepare(`DELETE FROM event_source WHERE input = ? AND offset = ?`);
  const keepRelevant = db.prepare(`INSERT OR IGNORE INTO relevant_event VALUES (?, ?, ?, ?)`);

  const decide = (row: SourceRow): void => {
    const text = raw.read(row.input, row.offset, row.length);
    const all = holders.all(row.t, row.eid);
    for (const holder of all) {
      if (isSame(text, raw.read(holder.input, holder.offset, holder.length))) {
        settle.run(holder.variant, row.input, row.offset);
        return;
      }
    }
    const variant = 1 + Math.max(-1, ...all.map((h) => h.variant));
    promote.run(variant, row.input, row.offset);
    if ((row.flags & flag.relevant) !== 0) keepRelevant.run(row.t, row.eid, variant, text);
    drop.run(row.input, row.offset);
  };

  let done = 0;
  for (let rows = open.all(chunk); rows.length > 0 && !isCancelled(); rows = open.all(chunk)) {
    db.transaction(() => rows.forEach(decide))();
    done += rows.length;
    onProgress(done, total);
    // Lets the terminal and Ctrl-C have their turn.
    await new Promise((resume) => setImmediate(resume));
  }
}

/** Equal bytes, or equal JSON written differently. */
function isSame(a: Buffer, b: Buffer): boolean {
  if (a.equals(b)) return true;
  return canonicalJson(parse(a)) === canonicalJson(parse(b));
}

function parse(text: Buffer): Json {
  return parseJson(text.toString("utf8"));
}

/**
 * Makes the first file (in path order) the home of every event that stands in several, so that the case does not
 * depend on which thread was faster.
 */
export function settleHomes(db: CaseDb): void {
  const early = db.prepare<
    [],
    {
      t: number;
      eid: Buffer;
      variant: number;
      input: number;
      record: number;
      offset: number;
      length: number;
      homeInput: number;
      homeRecord: number;
      homeOffset: number;
      homeLength: number;
    }
  >(
    `SELECT s.t, s.eid, s.variant, s.input, s.record, s.offset, s.length,
       e.input AS homeInput, e.record AS homeRecord, e.offset AS homeOffset, e.length AS homeLength
     FROM event_source s JOIN event e USING (t, eid, variant)
     WHERE s.status = 1 AND (s.input < e.input OR (s.input = e.input AND s.offset < e.offset))
     ORDER BY s.input, s.offset`,
  );
  const move = db.prepare(
    `UPDATE event SET input = ?, record = ?, offset = ?, length = ? WHERE t = ? AND eid = ? AND variant = ?`,
  );
  const swap = db.prepare(
    `UPDATE event_source SET input = ?, record = ?, offset = ?, length = ? WHERE input = ? AND offset = ?`,
  );
  const text = db.prepare(
    `UPDATE relevant_event SET raw = ? WHERE t = ? AND eid = ? AND variant = ?`,
  );
  const isRelevant = db.prepare(
    `SELECT 1 FROM relevant_event WHERE t = ? AND eid = ? AND variant = ?`,
  );
  const raw = createRawText(db, "");
  db.transaction(() => {
    const moved = new Set<string>();
    for (const r of early.all()) {
      const key = `${r.t}/${r.eid.toString("hex")}/${r.variant}`;
      // Sorted by place: the first row of an event is its earliest; others of the same event stay sources.
      if (moved.has(key)) continue;
      moved.add(key);
      move.run(r.input, r.record, r.offset, r.length, r.t, r.eid, r.variant);
      swap.run(r.homeInput, r.homeRecord, r.homeOffset, r.homeLength, r.input, r.offset);
      if (isRelevant.get(r.t, r.eid, r.variant) !== undefined)
        text.run(raw.read(r.input, r.offset, r.length), r.t, r.eid, r.variant);
    }
  })();
}
