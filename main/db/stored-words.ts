/** The words behind the numbers of columns, and who made a call. */
import type { Identity } from "../../shared/cloudtrail-event.ts";
import { sessionNameOf } from "../../shared/import/read-record.ts";
import { flag } from "../import/protocol.ts";
import type { CaseDb } from "./open-case.ts";
import { cell, column } from "./segments.ts";
import type { Cell } from "./segments.ts";

/** Who stands behind an actor of the dictionary. */
export type StoredActor = Pick<
  Identity,
  "type" | "arn" | "principalId" | "accountId" | "userName" | "invokedBy" | "issuerArn"
>;

const nobody: StoredActor = {
  type: null,
  principalId: null,
  arn: null,
  accountId: null,
  userName: null,
  invokedBy: null,
  issuerArn: null,
};

/** The words behind the numbers of columns. */
export interface StoredWords {
  readonly text: (id: number) => string | null;
  readonly action: (id: number) => { readonly source: string; readonly name: string };
  readonly actor: (id: number) => StoredActor;
  readonly place: (id: number) => {
    readonly region: string | null;
    readonly account: string | null;
  };
}

/** Makes a reader of the dictionaries of a case. What was asked for lately is kept: few words stand for most rows. */
export function createStoredWords(db: CaseDb): StoredWords {
  const word = db.prepare<[number], string>(`SELECT value FROM text WHERE id = ?`).pluck();
  const text = kept((id) => (id === 0 ? null : (word.get(id) ?? null)));
  const actions = db.prepare<[number], { source: number; name: number }>(
    `SELECT source, name FROM action WHERE id = ?`,
  );
  const places = db.prepare<[number], { region: number; account: number }>(
    `SELECT region, account FROM place WHERE id = ?`,
  );
  const actors = db.prepare<[number], StoredActor>(
    `SELECT ${member("type")} AS type, ${member("principal_id")} AS principalId, ${member("arn")} AS arn,
       ${member("account")} AS accountId, ${member("user_name")} AS userName,
       ${member("invoked_by")} AS invokedBy, ${member("issuer_arn")} AS issuerArn
     FROM actor a WHERE a.id = ?`,
  );
  return {
    text,
    action: kept((id) => {
      const row = actions.get(id);
      return { source: text(row?.source ?? 0) ?? "", name: text(row?.name ?? 0) ?? "" };
    }),
    place: kept((id) => {
      const row = places.get(id);
      return { region: text(row?.region ?? 0), account: text(row?.account ?? 0) };
    }),
    actor: kept((id) => actors.get(id) ?? nobody),
  };
}

/** Who made the call of a row, from the columns alone. What no column holds is null. */
export function identityOf(words: StoredWords, at: Cell): Identity {
  const actor = words.actor(cell(at, column.actor));
  const flags = cell(at, column.flags);
  return {
    ...actor,
    accessKeyId: words.text(cell(at, column.accessKey)),
    issuerName: actor.issuerArn?.slice(actor.issuerArn.lastIndexOf("/") + 1) ?? null,
    sessionName: sessionNameOf(actor.arn),
    sourceIdentity: null,
    mfa: (flags & flag.mfa) !== 0 ? true : (flags & flag.noMfa) !== 0 ? false : null,
  };
}

/** Answers that are kept at once, and characters of one that is: text of a log can be of any length. */
const mostKept = 20_000;
const mostChars = 2048;

/** A question by dictionary id whose last answers are kept. */
function kept<T extends string | null | object>(ask: (id: number) => T): (id: number) => T {
  const known = new Map<number, T>();
  return (id) => {
    const found = known.get(id);
    if (found !== undefined) return found;
    if (known.size >= mostKept) known.clear();
    const answer = ask(id);
    if (charsOf(answer) <= mostChars) known.set(id, answer);
    return answer;
  };
}

function charsOf(answer: string | null | object): number {
  if (answer === null) return 0;
  if (typeof answer === "string") return answer.length;
  return Object.values(answer).reduce<number>(
    (sum, word: unknown) => sum + (typeof word === "string" ? word.length : 0),
    0,
  );
}

/** SQL for the text behind a column of an actor; `name` is one of ours. */
function member(name: string): string {
  return `(SELECT value FROM text WHERE id = a.${name})`;
}
