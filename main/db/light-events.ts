/** Events as far as their columns tell them: without request, answer and the rest of the record. */
import type { CloudTrailEvent } from "../../shared/cloudtrail-event.ts";
import { isoTime } from "../../shared/import/event-time.ts";
import { outcomeOf } from "../../shared/outcome.ts";
import { flag, noTime } from "../import/protocol.ts";
import type { CaseDb } from "./open-case.ts";
import { createIdText } from "./read-events.ts";
import type { Cell } from "./segments.ts";
import { cell, column, eidOf } from "./segments.ts";
import { identityOf } from "./stored-words.ts";
import type { StoredWords } from "./stored-words.ts";

/** Numbers of the dictionary in place of an actor's words; 0 is absent. */
export type ActorNumbers = (id: number) => {
  readonly type: number;
  readonly userName: number;
  readonly invokedBy: number;
  readonly issuerArn: number;
};

/** Reads the numbers of all actors at once: there may be many, of few words. */
export function readActorNumbers(db: CaseDb): ActorNumbers {
  const most = db.prepare<[], number>(`SELECT coalesce(max(id), 0) FROM actor`).pluck().get() ?? 0;
  const width = 4;
  const cells = new Int32Array((most + 1) * width);
  const rows = db
    .prepare<[], number[]>(`SELECT id, type, user_name, invoked_by, issuer_arn FROM actor`)
    .raw();
  for (const [id = 0, ...row] of rows.iterate()) cells.set(row, id * width);
  return (id) => {
    const at = id * width;
    return {
      type: cells[at] ?? 0,
      userName: cells[at + 1] ?? 0,
      invokedBy: cells[at + 2] ?? 0,
      issuerArn: cells[at + 3] ?? 0,
    };
  };
}

/** Makes a reader of rows as events. */
export function createLightEvents(db: CaseDb, words: StoredWords): (at: Cell) => CloudTrailEvent {
  const idText = createIdText(db);
  return (at) => {
    const { segment, row } = at;
    const record = segment.first + row;
    const t = segment.t[row] ?? noTime;
    const flags = cell(at, column.flags);
    const { source, name } = words.action(cell(at, column.action));
    const { region, account } = words.place(cell(at, column.place));
    const actor = words.actor(cell(at, column.actor));
    const errorCode = words.text(cell(at, column.error));
    const outcome = outcomeOf(errorCode, null);
    return {
      id: idText(segment.input, record, eidOf(at)),
      at: t === noTime ? null : isoTime(t),
      source,
      name,
      version: null,
      region,
      account: account ?? actor.accountId,
      identity: identityOf(words, at),
      sourceIp: words.text(cell(at, column.ip)),
      userAgent: words.text(cell(at, column.agent)),
      requestId: null,
      outcome: outcome === "success" && (flags & flag.notSuccessful) !== 0 ? "failed" : outcome,
      errorCode,
      errorMessage: null,
      readOnly:
        (flags & flag.readOnly) !== 0 ? true : (flags & flag.notReadOnly) !== 0 ? false : null,
      request: null,
      response: null,
      sources: [
        {
          input: segment.input,
          record,
          offset: segment.offset[row] ?? 0,
          length: cell(at, column.length),
        },
      ],
    };
  };
}
