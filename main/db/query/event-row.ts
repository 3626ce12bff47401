/** One event as a row of a table: its columns, with words instead of ids. */
import { flag, noTime } from "../../import/protocol.ts";
import { isoTime } from "../../../shared/import/event-time.ts";
import type { CaseDb } from "../open-case.ts";
import { createCitations, createIdText, createVariants, guidText } from "../read-events.ts";
import type { Cell } from "../segments.ts";
import { cell, column, eidOf } from "../segments.ts";
import type { ActorText, DictionaryText } from "./dictionary-text.ts";

/** An event. Null: the log has no such value, or an empty one. */
export interface EventRow {
  /** The file in which it stands first, and its ordinal there, from 1. */
  readonly input: number;
  readonly record: number;
  /** Bytes of the inflated file. */
  readonly offset: number;
  readonly length: number;
  /** UTC ISO, e.g. 2026-10-01T04:47:12Z. */
  readonly time: string | null;
  /** As written; `h:` and a hash where the log has none. */
  readonly eventId: string;
  /** 0, or more where different records share an eventID. */
  readonly variant: number;
  readonly eventSource: string | null;
  readonly eventName: string | null;
  readonly region: string | null;
  /** recipientAccountId, or the caller's account where there is none. */
  readonly account: string | null;
  readonly actor: ActorText;
  readonly accessKeyId: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly errorCode: string | null;
  /** It has an errorCode or an errorMessage. */
  readonly isFailed: boolean;
  readonly readOnly: boolean | null;
  /** Whether the caller's session has a second factor. */
  readonly mfa: boolean | null;
  /** Whether rules look at it. */
  readonly isRelevant: boolean;
}

/** Latest second that a Date can hold. */
const lastSecond = 8_640_000_000_000;

/** Makes a reader of rows. It looks up the words that a row needs. */
export function createRowReader(db: CaseDb, words: DictionaryText): (at: Cell) => EventRow {
  const idText = createIdText(db);
  const cite = createCitations(db);
  const variantOf = createVariants(db);
  // Most files have neither odd ids nor variants: no question for each of their rows.
  const oddIds = inputsOf(db, `SELECT DISTINCT input FROM odd_id`);
  const variants = inputsOf(db, `SELECT DISTINCT input FROM variant`);
  return (at) => {
    const { segment, row } = at;
    const { input } = segment;
    const record = segment.first + row;
    const flags = cell(at, column.flags);
    const action = words.action(cell(at, column.action));
    const place = words.place(cell(at, column.place));
    const id = eidOf(at);
    const { offset, length } = cite(at);
    return {
      input,
      record,
      offset,
      length,
      time: timeText(segment.t[row] ?? noTime),
      eventId: oddIds.has(input) ? idText(input, record, id) : guidText(id),
      variant: variants.has(input) ? variantOf(input, record) : 0,
      eventSource: action.source,
      eventName: action.name,
      region: place.region,
      account: place.account,
      actor: words.actor(cell(at, column.actor)),
      accessKeyId: words.text(cell(at, column.accessKey)),
      address: words.text(cell(at, column.ip)),
      userAgent: words.text(cell(at, column.agent)),
      errorCode: words.text(cell(at, column.error)),
      isFailed: (flags & flag.notSuccessful) !== 0,
      readOnly:
        (flags & flag.readOnly) !== 0 ? true : (flags & flag.notReadOnly) !== 0 ? false : null,
      mfa: (flags & flag.mfa) !== 0 ? true : (flags & flag.noMfa) !== 0 ? false : null,
      isRelevant: (flags & flag.relevant) !== 0,
    };
  };
}

/** A time of the columns as text, or null where there is none. */
export function timeText(t: number): string | null {
  return t === noTime || Math.abs(t) > lastSecond ? null : isoTime(t);
}

function inputsOf(db: CaseDb, sql: string): ReadonlySet<number> {
  return new Set(db.prepare<[], number>(sql).pluck().all());
}
