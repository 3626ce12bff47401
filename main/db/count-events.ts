/** Counts over the events of a case. */
import { isoTime } from "../../shared/import/event-time.ts";
import type { ChangeDayFact } from "../../shared/report/case-facts.ts";
import { flag, noTime } from "../import/protocol.ts";
import type { CaseDb } from "./open-case.ts";

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

/** Events whose caller was the root user of an account (userIdentity.type Root). */
export function rootCalls(db: CaseDb): number {
  return (
    db
      .prepare<[], number>(
        `SELECT count(*) FROM event WHERE actor IN
         (SELECT c.id FROM actor c JOIN text x ON x.id = c.type WHERE x.value = 'Root')`,
      )
      .pluck()
      .get() ?? 0
  );
}
