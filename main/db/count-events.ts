/** Counts over the events of a case. Each passes over the columns once. */
import { isIamWrite } from "../../shared/knowledge/classify.ts";
import { isoTime } from "../../shared/import/event-time.ts";
import type { CaseTotals } from "../../shared/ipc/case.ts";
import type { ChangeDayFact, DayFact } from "../../shared/report/case-facts.ts";
import { flag, noTime } from "../import/protocol.ts";
import type { CaseDb } from "./open-case.ts";
import { cell, column, createRecordFinder } from "./segments.ts";
import type { PlaceCount } from "./tally-events.ts";
import { createPlaceTally, readPlaceNames, tallySteps } from "./tally-events.ts";

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

/** Passes over all events once; duplicates don't count. In pieces: the case must not change between them. */
export function* countSteps(db: CaseDb): Generator<undefined, EventCounts> {
  const days = createPlaceTally(readPlaceNames(db), daySeconds);
  const roots = rootActors(db);
  let rootCalls = 0;
  yield* tallySteps(db, (at, by) => {
    days.add(at, by);
    if (roots.has(cell(at, column.actor))) rootCalls += by;
  });
  return { days: dayFacts(days.counts()), untimed: days.untimed(), rootCalls };
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

function dayFacts(counts: readonly PlaceCount[]): readonly DayFact[] {
  return counts
    .map(({ unit, ...count }) => ({ ...count, day: dayText(unit) }))
    .toSorted(
      (a, b) =>
        compare(a.account, b.account) || compare(a.region, b.region) || compare(a.day, b.day),
    );
}

/** IAM changes per UTC day and account, from the events that rules look at. */
export function changeDays(db: CaseDb): readonly ChangeDayFact[] {
  const iam = new Set(
    db
      .prepare<[], { id: number; source: string; name: string }>(
        `SELECT a.id, s.value AS source, n.value AS name
         FROM action a JOIN text s ON s.id = a.source JOIN text n ON n.id = a.name`,
      )
      .all()
      .filter(({ source, name }) => isIamWrite(source, name))
      .map(({ id }) => id),
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
