/** Brings the columns of all events of a case into memory, in the order of time. */
import { createTupleDictionary } from "./tuples.ts";
import { noTime } from "../../import/protocol.ts";
import type { Segment } from "../segments.ts";
import { column } from "../segments.ts";
import type { CodeColumn } from "./code-column.ts";
import { createCodeCollector, createCoder, permuted } from "./code-column.ts";
import type { TimeOrder } from "./time-order.ts";
import { createTimeCollector } from "./time-order.ts";

/**
 * The events of a case as columns, in the order of time, then of files and records; those without a time first. About
 * 20 bytes an event (16 to 26).
 */
export interface EventColumns extends Pick<TimeOrder, "hours" | "starts" | "seconds"> {
  readonly rows: number;
  /** Rows without a time; they are the first ones. */
  readonly untimed: number;
  /** Action, place, error code and flags, four ids a code: few combinations stand for many events. */
  readonly kind: CodeColumn;
  readonly actor: CodeColumn;
  readonly accessKey: CodeColumn;
  readonly address: CodeColumn;
  readonly agent: CodeColumn;
  /** Which record each event is: its number among all records, file after file. */
  readonly home: Uint32Array;
  readonly runs: RecordRuns;
}

/** Runs of records: run i holds the records from `first[i]` of file `input[i]`; the first one has number `start[i]`. */
export interface RecordRuns {
  readonly input: readonly number[];
  readonly first: readonly number[];
  readonly start: readonly number[];
}

/** Parts of a kind, in the order of `kind.ids`. */
export const kindPart = { action: 0, place: 1, error: 2, flags: 3 } as const;
export const kindWidth = 4;

/** Names a record of the case. */
export interface RecordName {
  readonly input: number;
  readonly record: number;
}

export interface ColumnLoader {
  /** Adds the next segment, in the order of files and records. */
  readonly add: (segment: Segment) => void;
  /** Events added so far. */
  readonly rows: () => number;
  /** Sorts what was added. */
  readonly finish: () => EventColumns;
}

/**
 * Makes a loader for exactly `rows` events; compare with `rows()` before `finish()`, which throws when there are more
 * or fewer. `duplicates`: records that are left out, in the order of files and records.
 */
export function createColumnLoader(rows: number, duplicates: Iterator<RecordName>): ColumnLoader {
  const times = createTimeCollector(rows);
  const kinds = createTupleDictionary(kindWidth);
  const coders = [createCoder(), createCoder(), createCoder(), createCoder()] as const;
  const [actors, keys, addresses, agents] = coders;
  const kind = createCodeCollector(rows);
  const actor = createCodeCollector(rows);
  const accessKey = createCodeCollector(rows);
  const address = createCodeCollector(rows);
  const agent = createCodeCollector(rows);
  let home = new Uint32Array(rows);
  const runs = { input: [] as number[], first: [] as number[], start: [] as number[] };
  const tuple = new Int32Array(kindWidth);
  let untimed = 0;
  let row = 0;
  let surplus = 0;
  let records = 0;
  let left = duplicates.next();

  function add(segment: Segment): void {
    runs.input.push(segment.input);
    runs.first.push(segment.first);
    runs.start.push(records);
    const { t } = segment;
    const actionIds = segment.column(column.action);
    const placeIds = segment.column(column.place);
    const errorIds = segment.column(column.error);
    const flags = segment.column(column.flags);
    const actorIds = segment.column(column.actor);
    const keyIds = segment.column(column.accessKey);
    const addressIds = segment.column(column.ip);
    const agentIds = segment.column(column.agent);
    let skip = nextDuplicate(segment);
    for (let i = 0; i < segment.rows; i++) {
      if (i === skip) {
        left = duplicates.next();
        skip = nextDuplicate(segment);
        continue;
      }
      if (row === rows) {
        surplus++;
        continue;
      }
      const at = t[i]!;
      if (at === noTime) untimed++;
      times.put(row, at);
      tuple[0] = actionIds[i]!;
      tuple[1] = placeIds[i]!;
      tuple[2] = errorIds[i]!;
      tuple[3] = flags[i]!;
      kind.put(row, kinds.idOf(tuple) - 1);
      actor.put(row, actors.codeOf(actorIds[i]!));
      accessKey.put(row, keys.codeOf(keyIds[i]!));
      address.put(row, addresses.codeOf(addressIds[i]!));
      agent.put(row, agents.codeOf(agentIds[i]!));
      home[row] = records + i;
      row++;
    }
    records += segment.rows;
  }

  /** The row of this segment at which the next duplicate stands, or -1. */
  function nextDuplicate({ input, first, rows: count }: Segment): number {
    while (left.done !== true) {
      const { input: file, record } = left.value;
      if (file > input || (file === input && record >= first + count)) return -1;
      if (file === input && record >= first) return record - first;
      // Names a record that no segment holds.
      left = duplicates.next();
    }
    return -1;
  }

  function finish(): EventColumns {
    if (row + surplus !== rows) throw new Error("there are more or fewer events than were said");
    const { hours, starts, seconds, order } = times.finish();
    const sortedHome = permuted(home, order);
    home = new Uint32Array(0);
    return {
      rows,
      untimed,
      hours,
      starts,
      seconds,
      kind: { codes: kind.inOrder(order), ids: kinds.takeNew() },
      actor: { codes: actor.inOrder(order), ids: actors.ids() },
      accessKey: { codes: accessKey.inOrder(order), ids: keys.ids() },
      address: { codes: address.inOrder(order), ids: addresses.ids() },
      agent: { codes: agent.inOrder(order), ids: agents.ids() },
      home: sortedHome,
      runs,
    };
  }

  return { add, rows: () => row + surplus, finish };
}

/** Seconds since 1970 of the event at a place, or noTime. */
export function timeAt({ hours, starts, seconds }: EventColumns, at: number): number {
  return hours[hourAt(starts, at)]! + seconds[at]!;
}

/** The hour to which a place belongs: the last one that begins at it or before. */
export function hourAt(starts: Uint32Array, at: number): number {
  return lastNotAbove(starts, starts.length - 1, at);
}

/** The first place whose event is at `t` or later. */
export function placeOfTime({ hours, starts, seconds, rows }: EventColumns, t: number): number {
  const index = lastNotAbove(hours, hours.length, t);
  if (index < 0) return 0;
  const end = starts[index + 1] ?? rows;
  if (t - hours[index]! >= hour) return end;
  let low = starts[index]!;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (hours[index]! + seconds[middle]! < t) low = middle + 1;
    else high = middle;
  }
  return low;
}

const hour = 3600;

/**
 * The first place whose event is not before the named one (`isBehind`: that comes after it). The event need not be
 * there any more.
 */
export function placeOfEvent(
  columns: EventColumns,
  t: number,
  name: RecordName,
  isBehind: boolean,
): number {
  const number = numberOfRecord(columns, name) + (isBehind ? 1 : 0);
  let low = 0;
  let high = columns.rows;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = timeAt(columns, middle);
    if (at < t || (at === t && columns.home[middle]! < number)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Which record an event is. */
export function recordAt({ home, runs }: EventColumns, at: number): RecordName {
  const number = home[at]!;
  const run = lastNotAbove(runs.start, runs.start.length, number);
  return { input: runs.input[run]!, record: runs.first[run]! + number - runs.start[run]! };
}

/** The number of a record among all records; of one that is not there, about where it would be. */
function numberOfRecord({ runs }: EventColumns, { input, record }: RecordName): number {
  let low = 0;
  let high = runs.input.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const file = runs.input[middle]!;
    if (file < input || (file === input && runs.first[middle]! <= record)) low = middle + 1;
    else high = middle;
  }
  const run = low - 1;
  if (run < 0) return 0;
  return runs.input[run] === input
    ? runs.start[run]! + record - runs.first[run]!
    : (runs.start[low] ?? Infinity);
}

/** Index of the last of `count` ascending values that is not above `value`, or -1. */
function lastNotAbove(values: ArrayLike<number>, count: number, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
