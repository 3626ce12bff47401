/** Leads from the access key id of a session back to the STS call that handed it out. */
import type { SessionStart } from "../../shared/analysis/sessions.ts";
import { isoTime } from "../../shared/import/event-time.ts";
import { sessionNameOf } from "../../shared/import/read-record.ts";
import { flag, noTime } from "../import/protocol.ts";
import type { CaseDb } from "./open-case.ts";
import { idText } from "./read-events.ts";

interface Row {
  readonly t: number;
  readonly eid: Buffer;
  readonly flags: number;
  readonly name: string;
  readonly type: string | null;
  readonly principalId: string | null;
  readonly arn: string | null;
  readonly accountId: string | null;
  readonly userName: string | null;
  readonly invokedBy: string | null;
  readonly issuerArn: string | null;
  readonly accessKeyId: string | null;
}

/** Makes a finder by access key id; each is handed out once. Null when the log does not hold the call. */
export function sessionStarts(db: CaseDb): (accessKeyId: string) => SessionStart | null {
  const find = db.prepare<[string], Row>(
    `SELECT e.t, e.eid, e.flags, ${text("x.name")} AS name, ${text("c.type")} AS type,
       ${text("c.principal_id")} AS principalId, ${text("c.arn")} AS arn, ${text("c.account")} AS accountId,
       ${text("c.user_name")} AS userName, ${text("c.invoked_by")} AS invokedBy,
       ${text("c.issuer_arn")} AS issuerArn, ${text("e.access_key")} AS accessKeyId
     FROM session_start s JOIN event e USING (t, eid) JOIN action x ON x.id = e.action LEFT JOIN actor c ON c.id = e.actor
     WHERE s.access_key = ? LIMIT 1`,
  );
  return (accessKeyId) => {
    const row = find.get(accessKeyId);
    if (row === undefined) return null;
    const { t, eid, flags, name, ...identity } = row;
    return {
      id: idText(db, eid),
      at: t === noTime ? null : isoTime(t),
      name,
      identity: {
        ...identity,
        issuerName: identity.issuerArn?.slice(identity.issuerArn.lastIndexOf("/") + 1) ?? null,
        sessionName: sessionNameOf(identity.arn),
        sourceIdentity: null,
        mfa: (flags & flag.mfa) !== 0 ? true : (flags & flag.noMfa) !== 0 ? false : null,
      },
    };
  };
}

/** SQL for the text behind a dictionary id; `column` is a name of ours. */
function text(column: string): string {
  return `(SELECT value FROM text WHERE id = ${column})`;
}
