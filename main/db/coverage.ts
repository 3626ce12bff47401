/** What coverage asks of a case: events per place and hour, and the calls that changed the logging. */
import { trailCallNames } from "../../shared/coverage/logging-windows.ts";
import type { HourCount } from "../../shared/coverage/coverage.ts";
import { flag, noTime } from "../import/protocol.ts";
import type { CaseDb } from "./open-case.ts";
import { createIdText, streamOf } from "./read-events.ts";
import { cell, column, eidOf } from "./segments.ts";
import { createPlaceTally, readPlaceNames, tallyInTurns, timeOf } from "./tally-events.ts";

/** A successful call to CloudTrail, by its place in the case. */
export interface TrailCallRow {
  /** Its eventID. */
  readonly id: string;
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
  const names = trailActions(db);
  const places = readPlaceNames(db);
  const hours = createPlaceTally(places, 3600);
  const idText = createIdText(db);
  const calls = new Map<string, TrailCallRow>();
  await tallyInTurns(db, turn, (at, by) => {
    hours.add(at, by);
    const name = names.get(cell(at, column.action));
    if (name === undefined || (cell(at, column.flags) & flag.notSuccessful) !== 0) return;
    const { input, first, offset } = at.segment;
    const key = `${input}/${first + at.row}`;
    const t = timeOf(at);
    if (by < 0) calls.delete(key);
    else if (calls.size < maxCalls)
      calls.set(key, {
        id: idText(input, first + at.row, eidOf(at)),
        name,
        ...places(cell(at, column.place)),
        input,
        offset: offset[at.row] ?? 0,
        length: cell(at, column.length),
        stream: streamOf(at),
        t: t === noTime ? null : t,
      });
  });
  return {
    counts: hours.counts().map(({ unit, ...count }) => ({ ...count, hour: unit })),
    calls: [...calls.values()],
    untimed: hours.untimed(),
  };
}

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
