/** What coverage asks of a case: events per place and hour, and the calls that changed the logging. */
import { trailCallNames } from "../../shared/coverage/logging-windows.ts";
import type { HourCount } from "../../shared/coverage/coverage.ts";
import { flag, noTime } from "../import/protocol.ts";
import type { CaseDb } from "./open-case.ts";
import { streamOf } from "./read-events.ts";
import type { Cell } from "./segments.ts";
import { allSegments, cell, column, createRecordFinder } from "./segments.ts";

/** A successful call to CloudTrail, by its place in the case. */
export interface TrailCallRow {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly input: number;
  readonly offset: number;
  readonly length: number;
  /** Which of the file's texts holds it. */
  readonly stream: 0 | 1;
  /** Seconds since 1970, or null. */
  readonly t: number | null;
}

/** Calls that are kept; a log of more is no usual one, and the rest is counted as events all the same. */
const maxCalls = 100_000;

export interface HourCounts {
  readonly counts: readonly HourCount[];
  readonly calls: readonly TrailCallRow[];
  /** Events without a readable time. */
  readonly untimed: number;
}

/** Passes over all events once; duplicates don't count. `turn` is awaited now and then, so that others get theirs. */
export async function countHours(
  db: CaseDb,
  turn: () => Promise<void> | undefined,
): Promise<HourCounts> {
  const hours = new Map<number, Map<number, number>>();
  const names = trailActions(db);
  const places = placeNames(db);
  const calls = new Map<string, TrailCallRow>();
  let untimed = 0;
  const tally = (at: Cell, by: 1 | -1): void => {
    const t = at.segment.t[at.row] ?? noTime;
    const place = cell(at, column.place);
    if (t === noTime) untimed += by;
    else {
      const perHour = hours.get(place) ?? new Map<number, number>();
      hours.set(place, perHour);
      const hour = Math.floor(t / 3600);
      perHour.set(hour, (perHour.get(hour) ?? 0) + by);
    }
    const name = names.get(cell(at, column.action));
    if (name === undefined || (cell(at, column.flags) & flag.notSuccessful) !== 0) return;
    const { input, first, offset } = at.segment;
    const key = `${input}/${first + at.row}`;
    if (by < 0) calls.delete(key);
    else if (calls.size < maxCalls)
      calls.set(key, {
        name,
        ...(places.get(place) ?? nowhere),
        input,
        offset: offset[at.row] ?? 0,
        length: cell(at, column.length),
        stream: streamOf(at),
        t: t === noTime ? null : t,
      });
  };
  for (const segment of allSegments(db)) {
    for (let row = 0; row < segment.rows; row++) tally({ segment, row }, 1);
    const waiting = turn();
    // oxlint-disable-next-line no-await-in-loop -- one segment after the other
    if (waiting !== undefined) await waiting;
  }
  const find = createRecordFinder(db);
  const duplicates = db.prepare<[], { input: number; record: number }>(
    `SELECT input, record FROM duplicate ORDER BY input, record`,
  );
  for (const { input, record } of duplicates.all()) {
    const at = find(input, record);
    if (at !== null) tally(at, -1);
  }
  const counts = [...hours].flatMap(([place, perHour]) =>
    [...perHour]
      .filter(([, events]) => events > 0)
      .map(([hour, events]) => ({ ...(places.get(place) ?? nowhere), hour, events })),
  );
  return { counts, calls: [...calls.values()], untimed };
}

const nowhere = { account: "", region: "" };

/** Ids of the actions that change the logging, with their names. */
function trailActions(db: CaseDb): ReadonlyMap<number, string> {
  return new Map(
    db
      .prepare<[], { id: number; name: string }>(
        `SELECT a.id, n.value AS name FROM action a JOIN text s ON s.id = a.source JOIN text n ON n.id = a.name
         WHERE s.value = 'cloudtrail.amazonaws.com'`,
      )
      .all()
      .filter(({ name }) => trailCallNames.has(name))
      .map(({ id, name }) => [id, name]),
  );
}

function placeNames(
  db: CaseDb,
): ReadonlyMap<number, { readonly account: string; readonly region: string }> {
  return new Map(
    db
      .prepare<[], { id: number; account: string | null; region: string | null }>(
        `SELECT p.id, a.value AS account, r.value AS region FROM place p
         LEFT JOIN text a ON a.id = p.account LEFT JOIN text r ON r.id = p.region`,
      )
      .all()
      .map(({ id, account, region }) => [id, { account: account ?? "", region: region ?? "" }]),
  );
}
