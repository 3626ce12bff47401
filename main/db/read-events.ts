/** Questions about single events of a case. */
import { createHash } from "node:crypto";
import type { EventSourceRef } from "../../shared/cloudtrail-event.ts";
import { isoTime } from "../../shared/import/event-time.ts";
import { guidBytes } from "../import/event-id.ts";
import { flag, noTime } from "../import/protocol.ts";
import type { CaseDb } from "./open-case.ts";
import type { RawText } from "./raw-text.ts";
import { createRawText } from "./raw-text.ts";
import type { Cell } from "./segments.ts";
import { allIds, cell, column, createRecordFinder, eidOf } from "./segments.ts";

/** A stored event with its original JSON. */
export interface StoredEvent {
  readonly id: string;
  /** 0, or more where different records share an eventID. */
  readonly variant: number;
  /** UTC ISO, or null when the record has no readable time. */
  readonly at: string | null;
  /** All places of the event, the first one first. */
  readonly sources: readonly EventSourceRef[];
  /** The record's bytes as they stand in the first place. */
  readonly raw: Buffer;
}

/** The 16 bytes under which an eventID is stored. */
export function eidBytes(id: string): Buffer {
  return Buffer.from(guidBytes(id) ?? createHash("sha256").update(id).digest().subarray(0, 16));
}

/** A record that is an event, not a repetition of one. */
export interface FoundEvent {
  readonly input: number;
  readonly record: number;
  /** As `StoredEvent`. */
  readonly variant: number;
}

/** Finds events, and gives them back as they are stored. */
export interface EventStore {
  /**
   * All records under an eventID: more than one when different records share it. Looks at the events that rules see
   * first, then at all.
   */
  readonly find: (id: string) => readonly FoundEvent[];
  /** Events under an eventID that is in the case; quick, where the case holds no eventID on different records. */
  readonly countUnder: (id: string) => number;
  /** @throws Error when the case has no such record. */
  readonly read: (event: Pick<FoundEvent, "input" | "record">) => StoredEvent;
}

/** Makes a finder of events by eventID: all records under the id, with their raw JSON. */
export function findEvents(db: CaseDb, casePath: string): (id: string) => readonly StoredEvent[] {
  const { find, read } = createEventStore(db, casePath);
  return (id) => find(id).map(read);
}

/** Opens the events of a case for questions about single ones. `raw`: a reader that is there already. */
export function createEventStore(
  db: CaseDb,
  casePath: string,
  raw: RawText = createRawText(db, casePath),
): EventStore {
  const quick = db.prepare<[Buffer], { input: number; record: number }>(
    `SELECT input, record FROM relevant_event WHERE eid = ? ORDER BY input, record`,
  );
  const isDuplicate = db.prepare(`SELECT 1 FROM duplicate WHERE input = ? AND record = ?`);
  const further = db.prepare<[number, number], { input: number; record: number }>(
    `SELECT input, record FROM duplicate WHERE home_input = ? AND home_record = ? ORDER BY input, record`,
  );
  const anyVariant = db.prepare(`SELECT 1 FROM variant LIMIT 1`);
  const variantOf = createVariants(db);
  const textOf = createIdText(db);
  const cellOf = createRecordFinder(db);
  const cite = createCitations(db);
  const at = (input: number, record: number): Cell => {
    const found = cellOf(input, record);
    if (found === null) throw new Error(`record ${record} of input ${input} is not in the case`);
    return found;
  };

  function find(id: string): readonly FoundEvent[] {
    const eid = eidBytes(id);
    const known = quick.all(eid);
    const all = known.length > 0 ? known : scanFor(db, eid);
    return all
      .filter(({ input, record }) => isDuplicate.get(input, record) === undefined)
      .map(({ input, record }) => ({ input, record, variant: variantOf(input, record) }));
  }

  function read({ input, record }: Pick<FoundEvent, "input" | "record">): StoredEvent {
    const own = at(input, record);
    const t = own.segment.t[own.row] ?? noTime;
    const offset = own.segment.offset[own.row] ?? 0;
    return {
      id: textOf(input, record, eidOf(own)),
      variant: variantOf(input, record),
      at: t === noTime ? null : isoTime(t),
      sources: [
        cite(own),
        ...further.all(input, record).map((one) => cite(at(one.input, one.record))),
      ],
      raw: raw.read(input, offset, cell(own, column.length), streamOf(own)),
    };
  }

  return {
    find,
    read,
    countUnder: (id) => (anyVariant.get() === undefined ? 1 : find(id).length),
  };
}

/** Every record under an id, by looking at all ids: 16 bytes each. */
function scanFor(
  db: CaseDb,
  eid: Buffer,
): readonly { readonly input: number; readonly record: number }[] {
  const found: { input: number; record: number }[] = [];
  for (const { input, first, eids } of allIds(db)) {
    for (let at = eids.indexOf(eid); at >= 0; at = eids.indexOf(eid, at + 1))
      if (at % 16 === 0) found.push({ input, record: first + at / 16 });
  }
  return found;
}

/** Which text of its file holds a record: 0 the file's own, 1 that of records which were taken out of wrappers. */
export function streamOf(at: Cell): 0 | 1 {
  return (cell(at, column.flags) & flag.wrapped) === 0 ? 0 : 1;
}

/** Makes a namer of places in the evidence: a record's own, or that of the wrapper which it was taken out of. */
export function createCitations(db: CaseDb): (at: Cell) => EventSourceRef {
  const wrapper = db.prepare<[number, number], WrapperRow>(
    `SELECT position, length, item FROM wrapped_record WHERE input = ? AND record = ?`,
  );
  return (at) => {
    const { segment, row } = at;
    const record = segment.first + row;
    const own = { input: segment.input, record };
    const wrapped = streamOf(at) === 0 ? undefined : wrapper.get(segment.input, record);
    return wrapped === undefined
      ? { ...own, offset: segment.offset[row] ?? 0, length: cell(at, column.length) }
      : { ...own, ...placeOfWrapper(wrapped) };
  };
}

interface WrapperRow {
  readonly position: number | null;
  readonly length: number | null;
  readonly item: number;
}

/** Rows of a Parquet file have no place of their own: the file as a whole holds them, and the ordinal tells which. */
function placeOfWrapper({ position, length, item }: WrapperRow): {
  readonly offset: number;
  readonly length: number;
  readonly item: number;
} {
  return { offset: position ?? 0, length: length ?? 0, item };
}

/** Makes a reader of the numbers of records that share an eventID: 0 for the first. */
export function createVariants(db: CaseDb): (input: number, record: number) => number {
  const find = db.prepare<[number, number], number>(
    `SELECT number FROM variant WHERE input = ? AND record = ?`,
  );
  find.pluck();
  return (input, record) => find.get(input, record) ?? 0;
}

/** Makes a reader of eventIDs as text; GUIDs in lower case. */
export function createIdText(db: CaseDb): (input: number, record: number, eid: Buffer) => string {
  const odd = db.prepare<[number, number], string>(
    `SELECT value FROM odd_id WHERE input = ? AND record = ?`,
  );
  odd.pluck();
  return (input, record, eid) => {
    const text = odd.get(input, record);
    return text ?? guidText(eid);
  };
}

/** A GUID of 16 bytes as text, in lower case. */
export function guidText(eid: Buffer): string {
  const hex = eid.toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}

/** An event that rules look at, as it is stored. */
export interface RelevantRow {
  readonly input: number;
  readonly record: number;
  /** Seconds since 1970, or noTime. */
  readonly t: number;
  /** Where it stands in the evidence. */
  readonly source: EventSourceRef;
  readonly accessKey: string | null;
  /** The record's JSON. */
  readonly raw: Uint8Array;
  /** Its name if the record has no eventID of its own. */
  readonly id: string;
  /** 0, or more where different records share an eventID. */
  readonly variant: number;
}

interface StoredPlace {
  readonly eid: Buffer;
  readonly offset: number;
  readonly length: number;
  readonly position: number | null;
  readonly wrapper: number | null;
  readonly item: number | null;
}

/**
 * The events that rules look at, in order of time; events without a time come first. An event that stands in several
 * places comes once.
 */
export function* relevantRows(db: CaseDb): Generator<RelevantRow> {
  // In pages: the caller writes to the same case between two events.
  const page = db.prepare<[number, Buffer, number, number, number], RelevantRecord>(
    `${selectRelevant} WHERE (r.t, r.eid, r.input, r.record) > (?, ?, ?, ?)
       AND NOT EXISTS (SELECT 1 FROM duplicate d WHERE d.input = r.input AND d.record = r.record)
     ORDER BY r.t, r.eid, r.input, r.record LIMIT ?`,
  );
  const rowOf = createRelevantRow(db);
  let last: { t: number; eid: Buffer; input: number; record: number } | undefined;
  for (;;) {
    const rows = page.all(
      last?.t ?? noTime - 1,
      last?.eid ?? Buffer.alloc(0),
      last?.input ?? 0,
      last?.record ?? 0,
      1000,
    );
    for (const row of rows) yield rowOf(row);
    last = rows.at(-1);
    if (last === undefined) return;
  }
}

const selectRelevant = `SELECT r.input, r.record, r.t, r.eid, r.offset, r.length, k.value AS accessKey, r.raw,
       w.position, w.length AS wrapper, w.item
     FROM relevant_event r LEFT JOIN text k ON k.id = r.access_key
     LEFT JOIN wrapped_record w ON w.input = r.input AND w.record = r.record`;

type RelevantRecord = Omit<RelevantRow, "id" | "variant" | "source"> & StoredPlace;

function createRelevantRow(db: CaseDb): (row: RelevantRecord) => RelevantRow {
  const variantOf = createVariants(db);
  const textOf = createIdText(db);
  return ({ eid, offset, length, position, wrapper, item, ...row }) => ({
    ...row,
    source: {
      input: row.input,
      record: row.record,
      ...(item === null ? { offset, length } : placeOfWrapper({ position, length: wrapper, item })),
    },
    id: textOf(row.input, row.record, eid),
    variant: variantOf(row.input, row.record),
  });
}

/** Makes a reader of single events that rules look at; null of other records. */
export function createRelevantReader(
  db: CaseDb,
): (input: number, record: number) => RelevantRow | null {
  const find = db.prepare<[number, number], RelevantRecord>(
    `${selectRelevant} WHERE r.input = ? AND r.record = ?`,
  );
  const rowOf = createRelevantRow(db);
  return (input, record) => {
    const row = find.get(input, record);
    return row === undefined ? null : rowOf(row);
  };
}

/** How many events rules look at. */
export function countRelevant(db: CaseDb): number {
  return db.prepare<[], number>(`SELECT count(*) FROM relevant_event`).pluck().get() ?? 0;
}

/** Makes a reader of the JSON of events that rules look at, without inflating their file; null of other records. */
export function createRelevantText(db: CaseDb): (input: number, record: number) => Buffer | null {
  const find = db
    .prepare<[number, number], Buffer>(
      `SELECT raw FROM relevant_event WHERE input = ? AND record = ?`,
    )
    .pluck();
  return (input, record) => find.get(input, record) ?? null;
}
