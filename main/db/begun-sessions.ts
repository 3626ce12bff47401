/** Sessions of roles that answer watches: those alone that can count, of whom only the first of each kind does. */
import { originsOf, ownAddress } from "../../shared/analysis/paths/step.ts";
import type { Use, Watch } from "../../shared/analysis/paths/use.ts";
import { parseArn } from "../../shared/iam/arn.ts";
import { noTime } from "../import/protocol.ts";
import type { CaseDb } from "./open-case.ts";
import { cell, column, createRecordFinder } from "./segments.ts";
import { handedOut, startFinder } from "./session-starts.ts";
import { createStoredWords, identityOf } from "./stored-words.ts";

/** A row that answers a watch; `t` in seconds since 1970. */
export interface Hit {
  readonly t: number;
  readonly input: number;
  readonly record: number;
  readonly how: Use["how"];
  readonly isNew: boolean;
}

/** A watch with its times as numbers. */
export interface Open {
  readonly watch: Watch;
  readonly from: number;
  readonly to: number;
  readonly hits: Hit[];
}

/** A session that was begun; `by` stands for all sessions of the role that began it, else for its caller. */
interface Begun {
  readonly role: string;
  readonly t: number;
  readonly by: number;
  readonly isService: boolean;
  readonly input: number;
  readonly record: number;
}

/** Sessions of watched roles that are looked at: further ones are not. */
const mostSessions = 500_000;

/** A role of an account, whatever the case. */
export function roleKey(account: string | null, role: string): string {
  return `${account ?? ""} ${role.toLowerCase()}`;
}

/** The same of an ARN; null: it is none. */
export function roleKeyOfArn(arn: string | null): string | null {
  const parsed = arn === null ? null : parseArn(arn);
  return parsed === null ? null : roleKey(parsed.account, parsed.name);
}

/** Notes the sessions that were begun of the roles that are asked for. */
export function findBegun(db: CaseDb, open: readonly Open[]): void {
  const byRole = Map.groupBy(open, ({ watch: { ask, account } }) =>
    ask.kind === "key" || ask.role === null ? "" : roleKey(account, ask.role),
  );
  byRole.delete("");
  if (byRole.size === 0) return;
  const windows = new Map([...byRole].map(([role, all]) => [role, createWindows(all)]));
  const sessions = begunOf(db, byRole);
  const kindsOf = createKinds(db, sessions);
  const met = new Set<string>();
  for (const one of sessions) {
    const { role, t, by, isService, input, record } = one;
    const isNew = !met.has(`${role}\n${by}`);
    met.add(`${role}\n${by}`);
    for (const wanted of windows.get(role)?.at(t) ?? []) {
      const kinds = isService ? ["service"] : kindsOf(one, wanted.open.watch, isNew);
      const isFirst = kinds.filter((kind) => wanted.missing.delete(kind)).length > 0;
      if (isFirst) wanted.open.hits.push({ t, input, record, how: "begun", isNew });
    }
  }
}

/** The sessions of watched roles, in order of time. */
function begunOf(db: CaseDb, byRole: ReadonlyMap<string, unknown>): readonly Begun[] {
  const records = createRecordFinder(db);
  const callerOf = createCallers(db);
  const sessions: Begun[] = [];
  for (const { input, record, role } of handedOut(db)) {
    const key = roleKeyOfArn(role);
    if (key === null || !byRole.has(key) || sessions.length >= mostSessions) continue;
    const at = records(input, record);
    const t = at === null ? noTime : (at.segment.t[at.row] ?? noTime);
    if (at === null || t === noTime) continue;
    sessions.push({ role: key, t, ...callerOf(cell(at, column.actor)), input, record });
  }
  return sessions.toSorted((a, b) => a.t - b.t);
}

/**
 * What a beginning of a session can show, by judge.ts of the paths: a service took the role on; whoever walked the path
 * did; somebody at the same address, of another account, or who had not done so before.
 */
type Kind = "service" | "actor" | "address" | "outside" | "new";

/** Makes a reader of what a beginning shows to a watch. */
function createKinds(
  db: CaseDb,
  sessions: readonly Begun[],
): (one: Begun, watch: Watch, isNew: boolean) => readonly Kind[] {
  const words = createStoredWords(db);
  const records = createRecordFinder(db);
  const signing = new Set<string>();
  // In the order of the files each segment is unpacked once.
  for (const { input, record, isService } of sessions.toSorted(byPlace)) {
    const at = isService ? null : records(input, record);
    const key = at === null ? null : words.text(cell(at, column.accessKey));
    if (key !== null) signing.add(key);
  }
  const startOf = startFinder(db, [...signing]);
  let last: { readonly of: Begun; readonly caller: BegunBy } | null = null;
  const callerOf = (one: Begun): BegunBy => {
    if (last?.of === one) return last.caller;
    const at = records(one.input, one.record);
    const identity = at === null ? null : identityOf(words, at);
    const key = identity?.accessKeyId ?? null;
    const caller: BegunBy = {
      origins: identity === null ? [] : originsOf(identity, key === null ? null : startOf(key)),
      account: identity?.accountId ?? null,
      ip: at === null ? null : ownAddress(words.text(cell(at, column.ip))),
    };
    last = { of: one, caller };
    return caller;
  };
  return (one, watch, isNew) => {
    const { origins, account, ip } = callerOf(one);
    const isOutside = account !== null && watch.account !== null && account !== watch.account;
    return [
      ...(origins.some((name) => watch.callers.includes(name)) ? (["actor"] as const) : []),
      ...(ip !== null && watch.ips.includes(ip) ? (["address"] as const) : []),
      ...(isOutside ? (["outside"] as const) : []),
      ...(isNew ? (["new"] as const) : []),
    ];
  };
}

/** Who began a session. */
interface BegunBy {
  readonly origins: readonly string[];
  readonly account: string | null;
  readonly ip: string | null;
}

/** A watch, and what it still lacks. */
interface Wanted {
  readonly open: Open;
  readonly missing: Set<string>;
}

/** Watches of one role, asked in order of time. */
interface Windows {
  /** Those that are open at a time, in seconds since 1970, and lack something. */
  readonly at: (t: number) => readonly Wanted[];
}

function createWindows(all: readonly Open[]): Windows {
  const waiting = all.toSorted((a, b) => a.from - b.from);
  let next = 0;
  let now: Wanted[] = [];
  return {
    at: (t) => {
      for (let open = waiting[next]; open !== undefined && open.from <= t; open = waiting[++next])
        now.push({ open, missing: new Set(kindsFor(open.watch)) });
      now = now.filter(({ open, missing }) => t <= open.to && missing.size > 0);
      return now;
    },
  };
}

function kindsFor({ ask }: Watch): readonly Kind[] {
  return ask.kind === "session" ? ["service"] : ["actor", "address", "outside", "new"];
}

/**
 * Makes a reader of callers. `by` is the dictionary id of their role, else of what names them: ids alone, as there may be
 * as many callers as sessions.
 */
function createCallers(db: CaseDb): (actor: number) => Pick<Begun, "by" | "isService"> {
  const find = db.prepare<[number], { readonly by: number; readonly type: string | null }>(
    `SELECT coalesce(nullif(issuer_arn, 0), nullif(arn, 0), nullif(principal_id, 0), invoked_by) AS by,
       (SELECT value FROM text WHERE id = type) AS type
     FROM actor WHERE id = ?`,
  );
  const known = new Map<number, Pick<Begun, "by" | "isService">>();
  return (actor) => {
    const found = known.get(actor);
    if (found !== undefined) return found;
    const { by = 0, type = null } = find.get(actor) ?? {};
    const caller = { by, isService: type === "AWSService" };
    known.set(actor, caller);
    return caller;
  };
}

/** Brings rows into the order of their files. */
export function byPlace(
  a: Pick<Hit, "input" | "record">,
  b: Pick<Hit, "input" | "record">,
): number {
  return a.input - b.input || a.record - b.record;
}
