/** Questions about the events of a case. */
import { isoTime } from "../../shared/import/event-time.ts";
import { parseJson, textField } from "../../shared/cloudtrail-event.ts";
import { readEvent } from "../../shared/import/read-record.ts";
import type { CloudTrailEvent, EventSourceRef, Json } from "../../shared/cloudtrail-event.ts";
import { createHash } from "node:crypto";
import { noTime } from "../import/protocol.ts";
import { guidBytes } from "../import/event-id.ts";
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
