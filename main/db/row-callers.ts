/** Who made a call, from the columns alone: without the record's JSON. */
import type { Identity } from "../../shared/cloudtrail-event.ts";
import { isoTime } from "../../shared/import/event-time.ts";
import { sessionNameOf } from "../../shared/import/read-record.ts";
import { flag, noTime } from "../import/protocol.ts";
import type { CaseDb } from "./open-case.ts";
import { createIdText, createVariants } from "./read-events.ts";
import { cell, column, eidOf } from "./segments.ts";
import type { Cell } from "./segments.ts";

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

interface ActorRow {
  readonly type: string | null;
  readonly principalId: string | null;
  readonly arn: string | null;
  readonly accountId: string | null;
  readonly userName: string | null;
  readonly invokedBy: string | null;
  readonly issuerArn: string | null;
}

const nobody: ActorRow = {
  type: null,
  principalId: null,
  arn: null,
  accountId: null,
  userName: null,
  invokedBy: null,
  issuerArn: null,
};

/** Makes a reader of calls by their place in the columns. */
export function createRowCalls(db: CaseDb): (at: Cell) => RowCall {
  const actor = db.prepare<[number], ActorRow>(
    `SELECT ${text("c.type")} AS type, ${text("c.principal_id")} AS principalId, ${text("c.arn")} AS arn,
       ${text("c.account")} AS accountId, ${text("c.user_name")} AS userName,
       ${text("c.invoked_by")} AS invokedBy, ${text("c.issuer_arn")} AS issuerArn
     FROM actor c WHERE c.id = ?`,
  );
  const action = db.prepare<
    [number],
    { readonly name: string | null; readonly source: string | null }
  >(`SELECT ${text("a.name")} AS name, ${text("a.source")} AS source FROM action a WHERE a.id = ?`);
  const word = db.prepare<[number], string>(`SELECT value FROM text WHERE id = ?`).pluck();
  const idText = createIdText(db);
  const variantOf = createVariants(db);
  const actorOf = kept((id) => actor.get(id) ?? nobody);
  const actionOf = kept((id) => action.get(id));
  const wordOf = kept((id) => word.get(id) ?? null);
  return (at) => {
    const { input, first } = at.segment;
    const record = first + at.row;
    const t = at.segment.t[at.row] ?? noTime;
    const flags = cell(at, column.flags);
    const who = actorOf(cell(at, column.actor));
    const called = actionOf(cell(at, column.action));
    const id = idText(input, record, eidOf(at));
    const variant = variantOf(input, record);
    return {
      id: variant === 0 ? id : `${id}#${variant}`,
      at: t === noTime ? null : isoTime(t),
      name: called?.name ?? "",
      source: called?.source ?? "",
      sourceIp: wordOf(cell(at, column.ip)),
      identity: {
        ...who,
        accessKeyId: wordOf(cell(at, column.accessKey)),
        issuerName: who.issuerArn?.slice(who.issuerArn.lastIndexOf("/") + 1) ?? null,
        sessionName: sessionNameOf(who.arn),
        sourceIdentity: null,
        mfa: (flags & flag.mfa) !== 0 ? true : (flags & flag.noMfa) !== 0 ? false : null,
      },
    };
  };
}

/** Answers that are kept: few actions and callers stand for most rows. */
const mostKept = 20_000;

/** A question by dictionary id whose last answers are kept. */
function kept<T>(ask: (id: number) => T): (id: number) => T {
  const known = new Map<number, T>();
  return (id) => {
    const found = known.get(id);
    if (found !== undefined) return found;
    if (known.size >= mostKept) known.clear();
    const answer = ask(id);
    known.set(id, answer);
    return answer;
  };
}

/** SQL for the text behind a dictionary id; `field` is a name of ours. */
function text(field: string): string {
  return `(SELECT value FROM text WHERE id = ${field})`;
}
