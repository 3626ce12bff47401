/** Who made a call, from the columns alone: without the record's JSON. */
import type { Identity } from "../../shared/cloudtrail-event.ts";
import { isoTime } from "../../shared/import/event-time.ts";
import { noTime } from "../import/protocol.ts";
import type { CaseDb } from "./open-case.ts";
import { createIdText, createVariants } from "./read-events.ts";
import { cell, column, eidOf } from "./segments.ts";
import type { Cell } from "./segments.ts";
import { createStoredWords, identityOf } from "./stored-words.ts";

/** A call as its columns tell it. What no column holds is null. */
export interface RowCall {
  /** eventID, with its number where different records share it. */
  readonly id: string;
  /** UTC ISO. */
  readonly at: string | null;
  readonly name: string;
  readonly source: string;
  readonly sourceIp: string | null;
  readonly identity: Identity;
}

/** Makes a reader of calls by their place in the columns. */
export function createRowCalls(db: CaseDb): (at: Cell) => RowCall {
  const words = createStoredWords(db);
  const idText = createIdText(db);
  const variantOf = createVariants(db);
  return (at) => {
    const { input, first } = at.segment;
    const record = first + at.row;
    const t = at.segment.t[at.row] ?? noTime;
    const id = idText(input, record, eidOf(at));
    const variant = variantOf(input, record);
    return {
      id: variant === 0 ? id : `${id}#${variant}`,
      at: t === noTime ? null : isoTime(t),
      ...words.action(cell(at, column.action)),
      sourceIp: words.text(cell(at, column.ip)),
      identity: identityOf(words, at),
    };
  };
}
