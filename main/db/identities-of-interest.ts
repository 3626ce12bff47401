/** What the kept events say must be looked for among the others. */
import type { Json } from "../../shared/cloudtrail-event.ts";
import { field, parseJson, textField } from "../../shared/cloudtrail-event.ts";
import { nameOf } from "../../shared/iam/arn.ts";
import { flag, noTime } from "../import/protocol.ts";
import type { CaseDb } from "./open-case.ts";

/** An identity that was made and soon deleted: its calls in between matter. */
export interface ShortLife {
  /** `key/AKIA…`, `user/NAME`, `role/NAME`. */
  readonly who: string;
  readonly account: string;
  /** Seconds since 1970. */
  readonly from: number;
  readonly to: number;
}

/** A role's trust policy was written: who takes the role on soon after matters. */
export interface TrustWrite {
  readonly t: number;
  /** Actor of the dictionary. */
  readonly actor: number;
}

const shortest = 3600;
const ends: Readonly<Record<string, string>> = {
  DeleteUser: "CreateUser",
  DeleteRole: "CreateRole",
  DeleteAccessKey: "CreateAccessKey",
};

interface Row {
  readonly t: number;
  readonly actor: number;
  readonly name: string;
  readonly raw: Buffer;
}

const decoder = new TextDecoder();

/** Kept events of IAM of some names that succeeded and have a time, in order of time. */
function* keptOf(db: CaseDb, names: readonly string[]): Generator<Row> {
  const rows = db.prepare<[number, string, number], Row>(
    `SELECT r.t, r.actor, n.value AS name, r.raw FROM relevant_event r
     JOIN action a ON a.id = r.action JOIN text n ON n.id = a.name JOIN text s ON s.id = a.source
     WHERE r.flags & ? = 0 AND s.value = 'iam.amazonaws.com'
       AND n.value IN (SELECT value FROM json_each(?)) AND r.t > ? ORDER BY r.t, r.eid`,
  );
  yield* rows.iterate(flag.notSuccessful, JSON.stringify(names), noTime);
}

/** Every successful writing of a trust policy. */
export function trustWrites(db: CaseDb): readonly TrustWrite[] {
  return [...keptOf(db, ["CreateRole", "UpdateAssumeRolePolicy"])].map(({ t, actor }) => ({
    t,
    actor,
  }));
}

/** Users, roles and keys that lived no longer than an hour. */
export function shortLives(db: CaseDb): readonly ShortLife[] {
  const made = new Map<string, number>();
  const out: ShortLife[] = [];
  for (const { t, name, raw } of keptOf(db, Object.entries(ends).flat())) {
    const who = subjectOf(name, raw);
    if (who === null) continue;
    const key = `${who.account} ${who.id}`;
    if (!Object.hasOwn(ends, name)) {
      made.set(key, t);
      continue;
    }
    const from = made.get(key);
    if (from === undefined) continue;
    made.delete(key);
    if (t - from <= shortest) out.push({ who: who.id, account: who.account, from, to: t });
  }
  return out;
}

function subjectOf(
  name: string,
  raw: Buffer,
): { readonly id: string; readonly account: string } | null {
  const record = parseJson(decoder.decode(raw));
  const request = field(record, "requestParameters");
  const account =
    textField(record, "recipientAccountId") ??
    textField(field(record, "userIdentity"), "accountId") ??
    "";
  const id = idOf(name, request, field(record, "responseElements"));
  return id === null ? null : { id, account };
}

function idOf(name: string, request: Json | undefined, response: Json | undefined): string | null {
  const asked = (member: string): string | null => textField(request, member);
  switch (name) {
    case "CreateAccessKey":
      return prefixed("key", textField(field(response, "accessKey"), "accessKeyId"));
    case "DeleteAccessKey":
      return prefixed("key", asked("accessKeyId"));
    case "CreateRole":
    case "DeleteRole":
      return prefixed("role", asked("roleName"));
    default:
      return prefixed("user", asked("userName"));
  }
}

function prefixed(kind: string, id: string | null): string | null {
  return id === null ? null : `${kind}/${nameOf(id)}`;
}
