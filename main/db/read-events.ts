/** Questions about the events of a case. */
import { isoTime } from "../../shared/import/event-time.ts";
import { parseJson, textField } from "../../shared/cloudtrail-event.ts";
import { readEvent } from "../../shared/import/read-record.ts";
import type { CloudTrailEvent, EventSourceRef, Json } from "../../shared/cloudtrail-event.ts";
import { createHash } from "node:crypto";
import { flag, noTime } from "../import/protocol.ts";
import { guidBytes } from "../import/event-id.ts";
import type { ChangeDayFact } from "../../shared/report/case-facts.ts";
import type { CaseDb } from "./open-case.ts";
import { createRawText } from "./raw-text.ts";

/** A stored event with its original JSON. */
export interface StoredEvent {
  readonly id: string;
  /** 0, or more where different records share time and eventID. */
  readonly variant: number;
  /** UTC ISO, or null when the record has no readable time. */
  readonly at: string | null;
  readonly sources: readonly EventSourceRef[];
  /** The record's bytes as they stand in the file. */
  readonly raw: Buffer;
}

interface EventRow {
  readonly t: number;
  readonly eid: Buffer;
  readonly variant: number;
  readonly input: number;
  readonly record: number;
  readonly offset: number;
  readonly length: number;
}

/**
 * Makes a finder of events by eventID: all records under the id (more than one when different records share it), with
 * their raw JSON. Looks at the events that rules see first, then at all.
 */
export function findEvents(db: CaseDb, casePath: string): (id: string) => readonly StoredEvent[] {
  const columns = `t, eid, variant, input, record, offset, length`;
  const quick = db.prepare<[Buffer], EventRow>(
    `SELECT ${columns} FROM event JOIN relevant_event USING (t, eid, variant) WHERE relevant_event.eid = ? ORDER BY t, variant`,
  );
  const all = db.prepare<[Buffer], EventRow>(
    `SELECT ${columns} FROM event WHERE eid = ? ORDER BY t, variant`,
  );
  const raw = createRawText(db, casePath);
  return (id) => {
    const eid = Buffer.from(
      guidBytes(id) ?? createHash("sha256").update(id).digest().subarray(0, 16),
    );
    const found = quick.all(eid);
    const rows = found.length > 0 ? found : all.all(eid);
    return rows.map((row) => ({
      id: idText(db, row.eid),
      variant: row.variant,
      at: row.t === noTime ? null : isoTime(row.t),
      sources: [place(row), ...furtherPlaces(db, row)],
      raw: raw.read(row.input, row.offset, row.length),
    }));
  };
}

function place({ input, record, offset, length }: EventSourceRef & EventRow): EventSourceRef {
  return { input, record, offset, length };
}

function furtherPlaces(db: CaseDb, row: EventRow): readonly EventSourceRef[] {
  return db
    .prepare<[number, Buffer, number], EventSourceRef>(
      `SELECT input, record, offset, length FROM event_source
       WHERE t = ? AND eid = ? AND variant = ? AND status = 1 ORDER BY input, offset`,
    )
    .all(row.t, row.eid, row.variant);
}

/** The text of an eventID that is stored as 16 bytes. */
export function idText(db: CaseDb, eid: Buffer): string {
  const odd = db
    .prepare<[Buffer], string>(`SELECT value FROM odd_id WHERE eid = ?`)
    .pluck()
    .get(eid);
  if (odd !== undefined) return odd;
  const hex = eid.toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}

/**
 * The events that rules look at, in order of time; within one second by requestID and eventID, because CloudTrail's
 * times are whole seconds. Events without a time come first.
 */
export function* relevantEvents(db: CaseDb): Generator<CloudTrailEvent> {
  // In pages: the caller writes to the same case between two events.
  const page = db.prepare<[number, Buffer, number, number], EventRow & { readonly raw: Buffer }>(
    `SELECT e.t, e.eid, e.variant, e.input, e.record, e.offset, e.length, r.raw
     FROM relevant_event r JOIN event e USING (t, eid, variant)
     WHERE (r.t, r.eid, r.variant) > (?, ?, ?) ORDER BY r.t, r.eid, r.variant LIMIT ?`,
  );
  let second: CloudTrailEvent[] = [];
  let last: EventRow | null = null;
  for (;;) {
    const rows = page.all(
      last?.t ?? noTime - 1,
      last?.eid ?? Buffer.alloc(0),
      last?.variant ?? 0,
      1000,
    );
    for (const row of rows) {
      if (row.t !== last?.t) {
        yield* second.toSorted(bySecond);
        second = [];
      }
      const record = parseJson(row.raw.toString("utf8"));
      second.push(readEvent(record, eventId(db, row, record), [place(row)]));
      last = row;
    }
    if (rows.length === 0) break;
  }
  yield* second.toSorted(bySecond);
}

/** The eventID as the record writes it, else as it is stored; marked where another record has the same. */
function eventId(db: CaseDb, row: EventRow, record: Json): string {
  const written = textField(record, "eventID");
  const id = written ?? idText(db, row.eid);
  return row.variant === 0 ? id : `${id}#${row.variant}`;
}

function bySecond(a: CloudTrailEvent, b: CloudTrailEvent): number {
  return compare(a.requestId ?? "", b.requestId ?? "") || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Counts over the whole case. Times are UTC ISO. */
export interface CaseTotals {
  readonly files: number;
  readonly skipped: number;
  readonly records: number;
  readonly events: number;
  readonly duplicates: number;
  readonly problems: number;
  readonly firstEvent: string | null;
  readonly lastEvent: string | null;
}

/** Files, records, events, duplicates and problems of a case. */
export function caseTotals(db: CaseDb): CaseTotals {
  const one = (sql: string): number => db.prepare<[], number>(sql).pluck().get() ?? 0;
  const times = db
    .prepare<[number], { first: number | null; last: number | null }>(
      `SELECT min(t) AS first, max(t) AS last FROM event WHERE t <> ?`,
    )
    .get(noTime);
  const events = one(`SELECT count(*) FROM event`);
  const duplicates = one(`SELECT count(*) FROM event_source WHERE status = 1`);
  const undecided = one(`SELECT count(*) FROM event_source WHERE status = 0`);
  return {
    files: one(`SELECT count(*) FROM input`),
    skipped: one(`SELECT count(*) FROM input WHERE status = 'skipped'`),
    records: events + duplicates + undecided,
    events,
    duplicates,
    problems: one(`SELECT count(*) FROM problem WHERE is_note = 0`),
    firstEvent: times?.first === null || times === undefined ? null : isoTime(times.first),
    lastEvent: times?.last === null || times === undefined ? null : isoTime(times.last),
  };
}

/** What happened in one account and Region, by UTC day. */
export interface DayCount {
  readonly account: string;
  readonly region: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly events: number;
}

/** Events per account, Region and UTC day. Events without a time are left out (they are counted in the totals). */
export function dayCounts(db: CaseDb): readonly DayCount[] {
  return db
    .prepare<
      [number],
      { account: string | null; region: string | null; day: number; events: number }
    >(
      `SELECT a.value AS account, r.value AS region, d.day, d.events
       FROM (SELECT place, t / 86400 AS day, count(*) AS events FROM event WHERE t <> ? GROUP BY place, t / 86400) d
       LEFT JOIN place p ON p.id = d.place
       LEFT JOIN text a ON a.id = p.account LEFT JOIN text r ON r.id = p.region
       ORDER BY account, region, day`,
    )
    .all(noTime)
    .map((row) => ({
      account: row.account ?? "",
      region: row.region ?? "",
      day: isoTime(row.day * 86_400).slice(0, 10),
      events: row.events,
    }));
}

/** How often each action was called, and how often without success. */
export interface ActionCount {
  readonly source: string;
  readonly name: string;
  readonly succeeded: number;
  readonly failed: number;
}

/** All actions of the case with their counts. */
export function actionCounts(db: CaseDb): readonly ActionCount[] {
  return db
    .prepare<[], ActionCount>(
      `SELECT coalesce(s.value, '') AS source, coalesce(n.value, '') AS name, c.succeeded, c.failed
       FROM (SELECT action, sum((flags & ${flag.notSuccessful}) = 0) AS succeeded, sum((flags & ${flag.notSuccessful}) <> 0) AS failed
             FROM event GROUP BY action) c
       LEFT JOIN action a ON a.id = c.action
       LEFT JOIN text s ON s.id = a.source LEFT JOIN text n ON n.id = a.name
       ORDER BY source, name`,
    )
    .all();
}

/** IAM changes per UTC day and account, from the events that rules look at. */
export function changeDays(db: CaseDb): readonly ChangeDayFact[] {
  return db
    .prepare<[number], { day: number; account: string | null; succeeded: number; failed: number }>(
      `SELECT c.day, a.value AS account, c.succeeded, c.failed FROM (
         SELECT e.t / 86400 AS day, p.account AS account,
           sum((e.flags & ${flag.notSuccessful}) = 0) AS succeeded, sum((e.flags & ${flag.notSuccessful}) <> 0) AS failed
         FROM relevant_event r JOIN event e USING (t, eid, variant)
         JOIN action x ON x.id = e.action JOIN text s ON s.id = x.source AND s.value = 'iam.amazonaws.com'
         LEFT JOIN place p ON p.id = e.place
         WHERE e.t <> ? GROUP BY e.t / 86400, p.account) c
       LEFT JOIN text a ON a.id = c.account ORDER BY c.day, account`,
    )
    .all(noTime)
    .map((row) => ({
      day: isoTime(row.day * 86_400).slice(0, 10),
      account: row.account ?? "",
      succeeded: row.succeeded,
      failed: row.failed,
    }));
}

/** Records that share an eventID with a different one, and events without a readable time. */
export function oddities(db: CaseDb): { readonly conflicts: number; readonly untimed: number } {
  return {
    conflicts:
      db.prepare<[], number>(`SELECT count(*) FROM problem WHERE is_note = 2`).pluck().get() ?? 0,
    untimed:
      db.prepare<[number], number>(`SELECT count(*) FROM event WHERE t = ?`).pluck().get(noTime) ??
      0,
  };
}
