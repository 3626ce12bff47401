/** Answers what would show the use of a path to more rights: from the columns of all events, also those no rule sees. */
import type { Use, Uses, Watch } from "../../shared/analysis/paths/use.ts";
import { parseArn } from "../../shared/iam/arn.ts";
import { sessionNameOf } from "../../shared/import/read-record.ts";
import { flag, noTime } from "../import/protocol.ts";
import type { CaseDb } from "./open-case.ts";
import { byPlace, findBegun, roleKey, roleKeyOfArn } from "./begun-sessions.ts";
import type { Hit, Open } from "./begun-sessions.ts";
import { createRowCalls } from "./row-callers.ts";
import { allSegments, cell, column, createRecordFinder } from "./segments.ts";
import type { Cell } from "./segments.ts";
import { startFinder } from "./session-starts.ts";

/** The answers of a case to some watches. Reads the columns once, and only what the watches ask for. */
export function findUses(db: CaseDb, watches: readonly Watch[]): Uses {
  if (watches.length === 0) return new Map();
  const open = watches.map((watch): Open => ({
    watch,
    from: Math.floor(Date.parse(watch.after) / 1000),
    to: Date.parse(watch.until) / 1000,
    hits: [],
  }));
  findBegun(db, open);
  calls(db, open);
  return answers(db, open);
}

/** Calls with the keys, and from the actors' addresses by the sessions, that are asked for. */
function calls(db: CaseDb, open: readonly Open[]): void {
  const words = wordIds(
    db,
    open.flatMap(({ watch: { ask, ip } }) => [
      ...(ask.kind === "key" ? [ask.accessKeyId] : []),
      ...(ip === null ? [] : [ip]),
    ]),
  );
  const byKey = new Map<number, Open[]>();
  for (const one of open) {
    const { ask } = one.watch;
    const id = ask.kind === "key" ? words.get(ask.accessKeyId) : undefined;
    if (id !== undefined) byKey.set(id, [...(byKey.get(id) ?? []), one]);
  }
  const bySession = sessionActors(db, open, words);
  if (byKey.size === 0 && bySession.size === 0) return;
  for (const segment of allSegments(db)) {
    const keys = segment.column(column.accessKey);
    const actors = bySession.size === 0 ? null : segment.column(column.actor);
    for (let row = 0; row < segment.rows; row++) {
      const ofKey = byKey.get(keys[row] ?? 0);
      if (ofKey !== undefined) for (const one of ofKey) take(one, { segment, row }, words, true);
      const ofSession = actors === null ? undefined : bySession.get(actors[row] ?? 0);
      if (ofSession !== undefined)
        for (const one of ofSession) take(one, { segment, row }, words, false);
    }
  }
}

/** Notes a call: the first one with a key, and the first one from the actor's address. */
function take(
  { watch, from, to, hits }: Open,
  at: Cell,
  words: ReadonlyMap<string, number>,
  isKey: boolean,
): void {
  if ((cell(at, column.flags) & flag.notSuccessful) !== 0) return;
  const t = at.segment.t[at.row] ?? noTime;
  if (t === noTime || t < from || t > to) return;
  const place = { t, input: at.segment.input, record: at.segment.first + at.row, isNew: false };
  if (isKey) first(hits, { ...place, how: "call" });
  const ip = watch.ip === null ? undefined : words.get(watch.ip);
  if (ip !== undefined && cell(at, column.ip) === ip) first(hits, { ...place, how: "address" });
}

function first(hits: Hit[], hit: Hit): void {
  const known = hits.findIndex(({ how }) => how === hit.how);
  if (known === -1) hits.push(hit);
  else if (hit.t < (hits[known]?.t ?? 0)) hits[known] = hit;
}

/** Dictionary ids of words. */
function wordIds(db: CaseDb, words: readonly string[]): ReadonlyMap<string, number> {
  if (words.length === 0) return new Map();
  const rows = db
    .prepare<[string], { id: number; value: string }>(
      `SELECT id, value FROM text WHERE value IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify([...new Set(words)]));
  return new Map(rows.map(({ id, value }) => [value, id]));
}

/** Which callers are sessions that are asked for, where the actor's address is in the log at all. */
function sessionActors(
  db: CaseDb,
  open: readonly Open[],
  words: ReadonlyMap<string, number>,
): ReadonlyMap<number, readonly Open[]> {
  const wanted = new Map<string, Open[]>();
  const want = (key: string, one: Open): void => {
    wanted.set(key, [...(wanted.get(key) ?? []), one]);
  };
  for (const one of open) {
    const { ask, account, ip } = one.watch;
    if (ask.kind !== "session" || ip === null || !words.has(ip)) continue;
    if (ask.role !== null) want(roleKey(account, ask.role), one);
    for (const name of ask.names) want(`${account ?? ""} :${name.toLowerCase()}`, one);
  }
  const out = new Map<number, readonly Open[]>();
  if (wanted.size === 0) return out;
  const actors = db.prepare<[], { id: number; arn: string; issuer: string }>(
    `SELECT c.id, a.value AS arn, i.value AS issuer FROM actor c
     JOIN text a ON a.id = c.arn JOIN text i ON i.id = c.issuer_arn WHERE c.issuer_arn != 0`,
  );
  for (const { id, arn, issuer } of actors.iterate()) {
    const role = roleKeyOfArn(issuer);
    const account = parseArn(issuer)?.account ?? "";
    const name = `${account} :${(sessionNameOf(arn) ?? "").toLowerCase()}`;
    const all = new Set([
      ...(role === null ? [] : (wanted.get(role) ?? [])),
      ...(wanted.get(name) ?? []),
    ]);
    if (all.size > 0) out.set(id, [...all]);
  }
  return out;
}

function answers(db: CaseDb, open: readonly Open[]): Uses {
  const records = createRecordFinder(db);
  const callAt = createRowCalls(db);
  // Several watches ask for one call: it is read once, and all get the same answer.
  const found = Map.groupBy(
    open.flatMap(({ watch, hits }) => hits.map((hit) => ({ watch, hit }))),
    ({ hit: { input, record, how, isNew } }) => `${input} ${record} ${how} ${isNew}`,
  );
  const read = [...found.values()]
    // In the order of the files each segment is unpacked once.
    .toSorted(([a], [b]) => (a === undefined || b === undefined ? 0 : byPlace(a.hit, b.hit)))
    .flatMap((asked) => {
      const hit = asked[0]?.hit;
      const at = hit === undefined ? null : records(hit.input, hit.record);
      return hit === undefined || at === null ? [] : [{ asked, hit, call: callAt(at) }];
    });
  const startOf = startFinder(
    db,
    read.flatMap(({ call }) => call.identity.accessKeyId ?? []),
  );
  const out = new Map<number, Use[]>();
  for (const { asked, hit, call } of read.toSorted((a, b) => a.hit.t - b.hit.t)) {
    const { sourceIp: ip, ...rest } = call;
    const key = call.identity.accessKeyId;
    const start = key === null ? null : startOf(key);
    const use: Use = { ...rest, ip, start, how: hit.how, isNew: hit.isNew };
    for (const { watch } of asked) {
      const known = out.get(watch.id);
      if (known === undefined) out.set(watch.id, [use]);
      else known.push(use);
    }
  }
  return out;
}
