/** Counts over the events of a case. Each passes over the columns once. */
import { isoTime } from "../../shared/import/event-time.ts";
import type { ChangeDayFact, DayFact } from "../../shared/report/case-facts.ts";
import { flag, noTime } from "../import/protocol.ts";
import type { CaseDb } from "./open-case.ts";
import type { Cell } from "./segments.ts";
import { allSegments, cell, column, createRecordFinder } from "./segments.ts";

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
    .prepare<[], { first: number | null; last: number | null }>(
      `SELECT min(t_min) AS first, max(t_max) AS last FROM segment`,
    )
    .get();
  const records = one(`SELECT coalesce(sum(rows), 0) FROM segment`);
  const repeated = one(`SELECT count(*) FROM duplicate`);
  return {
    files: one(`SELECT count(*) FROM input`),
    skipped: one(`SELECT count(*) FROM input WHERE status = 'skipped'`),
    records,
    events: records - repeated,
    duplicates: repeated,
    problems: one(`SELECT count(*) FROM problem WHERE is_note = 0`),
    firstEvent: isoOrNull(times?.first),
    lastEvent: isoOrNull(times?.last),
  };
}

function isoOrNull(t: number | null | undefined): string | null {
  return t === null || t === undefined ? null : isoTime(t);
}

/** What is counted over all events in one pass. */
export interface EventCounts {
  /** Events per account, Region and UTC day; those without a time are left out. */
  readonly days: readonly DayFact[];
  /** Events without a readable time. */
  readonly untimed: number;
  /** Events whose caller was the root user of an account. */
  readonly rootCalls: number;
}

const daySeconds = 86_400;

/** Passes over all events once; duplicates don't count. */
export function countEvents(db: CaseDb): EventCounts {
  // Tallies by small numbers: place and day.
  const days = new Map<number, Map<number, number>>();
  const roots = rootActors(db);
  let untimed = 0;
  let rootCalls = 0;
  const tally = (at: Cell, by: 1 | -1): void => {
    const t = at.segment.t[at.row] ?? noTime;
    if (t === noTime) untimed += by;
    else {
      const place = cell(at, column.place);
      const perDay = days.get(place) ?? new Map<number, number>();
      days.set(place, perDay);
      const day = Math.floor(t / daySeconds);
      perDay.set(day, (perDay.get(day) ?? 0) + by);
    }
    if (roots.has(cell(at, column.actor))) rootCalls += by;
  };
  for (const segment of allSegments(db))
    for (let row = 0; row < segment.rows; row++) tally({ segment, row }, 1);
  const find = createRecordFinder(db);
  for (const { input, record } of duplicates(db)) {
    const at = find(input, record);
    if (at !== null) tally(at, -1);
  }
  return { days: dayFacts(db, days), untimed, rootCalls };
}

function rootActors(db: CaseDb): ReadonlySet<number> {
  return new Set(
    db
      .prepare<[], number>(
        `SELECT c.id FROM actor c JOIN text x ON x.id = c.type WHERE x.value = 'Root'`,
      )
      .pluck()
      .all(),
  );
}

function duplicates(db: CaseDb): readonly { readonly input: number; readonly record: number }[] {
  return db
    .prepare<[], { input: number; record: number }>(
      `SELECT input, record FROM duplicate ORDER BY input, record`,
    )
    .all();
}

function dayFacts(
  db: CaseDb,
  days: ReadonlyMap<number, ReadonlyMap<number, number>>,
): readonly DayFact[] {
  const places = new Map(
    db
      .prepare<[], { id: number; account: string | null; region: string | null }>(
        `SELECT p.id, a.value AS account, r.value AS region FROM place p
         LEFT JOIN text a ON a.id = p.account LEFT JOIN text r ON r.id = p.region`,
      )
      .all()
      .map(({ id, ...place }) => [id, place]),
  );
  const facts = [...days].flatMap(([place, perDay]) => {
    const { account, region } = places.get(place) ?? { account: null, region: null };
    return [...perDay]
      .filter(([, events]) => events > 0)
      .map(([day, events]) => ({
        account: account ?? "",
        region: region ?? "",
        day: dayText(day),
        events,
      }));
  });
  return facts.toSorted(
    (a, b) => compare(a.account, b.account) || compare(a.region, b.region) || compare(a.day, b.day),
  );
}

/** IAM changes per UTC day and account, from the events that rules look at. */
export function changeDays(db: CaseDb): readonly ChangeDayFact[] {
  const iam = new Set(
    db
      .prepare<[], number>(
        `SELECT a.id FROM action a JOIN text s ON s.id = a.source WHERE s.value = 'iam.amazonaws.com'`,
      )
      .pluck()
      .all(),
  );
  const accountOf = db
    .prepare<[number], string | null>(
      `SELECT a.value FROM place p LEFT JOIN text a ON a.id = p.account WHERE p.id = ?`,
    )
    .pluck();
  const rows = db.prepare<[number], { input: number; record: number; t: number }>(
    `SELECT input, record, t FROM relevant_event r WHERE t <> ?
       AND NOT EXISTS (SELECT 1 FROM duplicate d WHERE d.input = r.input AND d.record = r.record)
     ORDER BY input, record`,
  );
  const find = createRecordFinder(db);
  const counts = new Map<string, ChangeDayFact>();
  for (const { input, record, t } of rows.all(noTime)) {
    const at = find(input, record);
    if (at === null || !iam.has(cell(at, column.action))) continue;
    const day = dayText(Math.floor(t / daySeconds));
    const account = accountOf.get(cell(at, column.place)) ?? "";
    const failed = (cell(at, column.flags) & flag.notSuccessful) !== 0 ? 1 : 0;
    const known = counts.get(`${day}/${account}`) ?? { day, account, succeeded: 0, failed: 0 };
    counts.set(`${day}/${account}`, {
      ...known,
      succeeded: known.succeeded + 1 - failed,
      failed: known.failed + failed,
    });
  }
  return [...counts.values()].toSorted(
    (a, b) => compare(a.day, b.day) || compare(a.account, b.account),
  );
}

/** Records that share an eventID with a different one of the same account. */
export function conflictCount(db: CaseDb): number {
  return (
    db.prepare<[], number>(`SELECT count(*) FROM problem WHERE is_note = 2`).pluck().get() ?? 0
  );
}

function dayText(day: number): string {
  return isoTime(day * daySeconds).slice(0, 10);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
