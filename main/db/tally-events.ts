/** Counts over all events of a case in one pass over the columns. */
import { noTime } from "../import/protocol.ts";
import type { CaseDb } from "./open-case.ts";
import type { Cell, Segment } from "./segments.ts";
import { allSegments, cell, column, createRecordFinder } from "./segments.ts";

/**
 * Calls `tally` with 1 for every record, and then with -1 for every one that is an event which stands elsewhere already,
 * so that what is added up counts events. In pieces: the case must not change between them.
 */
export function* tallySteps(
  db: CaseDb,
  tally: (at: Cell, by: 1 | -1) => void,
): Generator<undefined, void> {
  for (const segment of allSegments(db)) {
    tallySegment(segment, tally);
    yield;
  }
  tallyRepetitions(db, tally);
}

/** The same; `turn` is awaited after each segment where it asks for it, so that others get their turns. */
export async function tallyInTurns(
  db: CaseDb,
  turn: () => Promise<void> | undefined,
  tally: (at: Cell, by: 1 | -1) => void,
): Promise<void> {
  for (const segment of allSegments(db)) {
    tallySegment(segment, tally);
    const waiting = turn();
    // oxlint-disable-next-line no-await-in-loop -- one segment after the other
    if (waiting !== undefined) await waiting;
  }
  tallyRepetitions(db, tally);
}

function tallySegment(segment: Segment, tally: (at: Cell, by: 1 | -1) => void): void {
  for (let row = 0; row < segment.rows; row++) tally({ segment, row }, 1);
}

function tallyRepetitions(db: CaseDb, tally: (at: Cell, by: 1 | -1) => void): void {
  const find = createRecordFinder(db);
  const duplicates = db.prepare<[], { input: number; record: number }>(
    `SELECT input, record FROM duplicate ORDER BY input, record`,
  );
  for (const { input, record } of duplicates.all()) {
    const at = find(input, record);
    if (at !== null) tally(at, -1);
  }
}

/** Latest second of a year of four digits: no eventTime is read as a later one, so that the rest is damage. */
const lastSecond = 253_402_300_799;

/** The time of an event in seconds since 1970, or noTime. */
export function timeOf(at: Cell): number {
  const t = at.segment.t[at.row] ?? noTime;
  return Math.abs(t) > lastSecond ? noTime : t;
}

/** An account and Region, each as written or empty. */
export interface PlaceName {
  readonly account: string;
  readonly region: string;
}

/** Events of one account, Region and stretch of time: `unit` of them lie between 1970 and it. */
export interface PlaceCount extends PlaceName {
  readonly unit: number;
  readonly events: number;
}

/** Adds up events by account, Region and time. */
export interface PlaceTally {
  readonly add: (at: Cell, by: 1 | -1) => void;
  readonly counts: () => readonly PlaceCount[];
  /** Events without a readable time; they are in no count. */
  readonly untimed: () => number;
}

/** Makes a tally by stretches of so many seconds. */
export function createPlaceTally(names: PlaceNames, unitSeconds: number): PlaceTally {
  const units = new Map<number, Map<number, number>>();
  let untimed = 0;
  return {
    add: (at, by) => {
      const t = timeOf(at);
      if (t === noTime) {
        untimed += by;
        return;
      }
      const place = cell(at, column.place);
      const perUnit = units.get(place) ?? new Map<number, number>();
      units.set(place, perUnit);
      const unit = Math.floor(t / unitSeconds);
      perUnit.set(unit, (perUnit.get(unit) ?? 0) + by);
    },
    counts: () =>
      [...units].flatMap(([place, perUnit]) =>
        [...perUnit]
          .filter(([, events]) => events > 0)
          .map(([unit, events]) => ({ ...names(place), unit, events })),
      ),
    untimed: () => untimed,
  };
}

/** The account and Region of an id. */
export type PlaceNames = (place: number) => PlaceName;

/** Reads the accounts and Regions of a case. */
export function readPlaceNames(db: CaseDb): PlaceNames {
  const places = new Map(
    db
      .prepare<[], { id: number; account: string | null; region: string | null }>(
        `SELECT p.id, a.value AS account, r.value AS region FROM place p
         LEFT JOIN text a ON a.id = p.account LEFT JOIN text r ON r.id = p.region`,
      )
      .all()
      .map(({ id, account, region }) => [id, { account: account ?? "", region: region ?? "" }]),
  );
  return (place) => places.get(place) ?? { account: "", region: "" };
}
