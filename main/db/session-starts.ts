/** Leads from the access key id of a session back to the STS call that handed it out. */
import type { SessionStart } from "../../shared/analysis/sessions.ts";
import { isoTime } from "../../shared/import/event-time.ts";
import { sessionNameOf } from "../../shared/import/read-record.ts";
import { flag, noTime } from "../import/protocol.ts";
import type { CaseDb } from "./open-case.ts";
import { createIdText } from "./read-events.ts";
import { cell, column, createRecordFinder, eidOf } from "./segments.ts";

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

/**
 * Makes a finder by access key id, of the keys that sign events which rules look at; each is handed out once. Null
 * when the log does not hold the call.
 */
export function sessionStarts(db: CaseDb): (accessKeyId: string) => SessionStart | null {
  const places = placesOf(db);
  const actor = db.prepare<[number], ActorRow>(
    `SELECT ${text("c.type")} AS type, ${text("c.principal_id")} AS principalId, ${text("c.arn")} AS arn,
       ${text("c.account")} AS accountId, ${text("c.user_name")} AS userName,
       ${text("c.invoked_by")} AS invokedBy, ${text("c.issuer_arn")} AS issuerArn
     FROM actor c WHERE c.id = ?`,
  );
  const name = db
    .prepare<[number], string>(`SELECT ${text("a.name")} FROM action a WHERE a.id = ?`)
    .pluck();
  const word = db.prepare<[number], string>(`SELECT value FROM text WHERE id = ?`).pluck();
  const records = createRecordFinder(db);
  const idText = createIdText(db);
  return (accessKeyId) => {
    const place = places.get(accessKeyId);
    const at = place === undefined ? null : records(place.input, place.record);
    if (place === undefined || at === null) return null;
    const t = at.segment.t[at.row] ?? noTime;
    const flags = cell(at, column.flags);
    const identity = actor.get(cell(at, column.actor)) ?? nobody;
    return {
      id: idText(place.input, place.record, eidOf(at)),
      at: t === noTime ? null : isoTime(t),
      name: name.get(cell(at, column.action)) ?? "",
      identity: {
        ...identity,
        accessKeyId: word.get(cell(at, column.accessKey)) ?? null,
        issuerName: identity.issuerArn?.slice(identity.issuerArn.lastIndexOf("/") + 1) ?? null,
        sessionName: sessionNameOf(identity.arn),
        sourceIdentity: null,
        mfa: (flags & flag.mfa) !== 0 ? true : (flags & flag.noMfa) !== 0 ? false : null,
      },
    };
  };
}

/** Where each wanted key was handed out first. */
function placesOf(
  db: CaseDb,
): ReadonlyMap<string, { readonly input: number; readonly record: number }> {
  const wanted = new Set(
    db
      .prepare<[], string>(
        `SELECT value FROM text WHERE id IN (SELECT access_key FROM relevant_event)`,
      )
      .pluck()
      .all(),
  );
  const places = new Map<string, { readonly input: number; readonly record: number }>();
  for (const { input, keys } of db
    .prepare<[], { input: number; keys: string }>(
      `SELECT input, keys FROM session_start ORDER BY input, first`,
    )
    .iterate())
    for (const line of keys.split("\n")) {
      const at = line.indexOf(" ");
      const key = line.slice(at + 1);
      if (wanted.has(key) && !places.has(key))
        places.set(key, { input, record: Number(line.slice(0, at)) });
    }
  return places;
}

/** SQL for the text behind a dictionary id; `field` is a name of ours. */
function text(field: string): string {
  return `(SELECT value FROM text WHERE id = ${field})`;
}
