/** Leads from the access key id of a session back to the STS call that handed it out, and on to who began that one. */
import type { SessionStart } from "../../shared/analysis/sessions.ts";
import type { CaseDb } from "./open-case.ts";
import { createRowCalls } from "./row-callers.ts";
import { cell, column, createRecordFinder } from "./segments.ts";

/** An STS call that handed out an access key. */
export interface HandedOut {
  readonly input: number;
  readonly record: number;
  readonly key: string;
  /** ARN of the role that it was for; null: the call names none. */
  readonly role: string | null;
}

/** All of them, file after file. */
export function* handedOut(db: CaseDb): Generator<HandedOut> {
  const rows = db.prepare<[], { input: number; keys: string }>(
    `SELECT input, keys FROM session_start ORDER BY input, first`,
  );
  for (const { input, keys } of rows.iterate()) {
    const roles: string[] = [];
    for (const line of keys.split("\n")) {
      const [record = "", key = "", role] = line.split(" ");
      if (role?.startsWith("arn:") === true) roles.push(role);
      const named =
        role === undefined ? null : role.startsWith("arn:") ? role : roles[Number(role)];
      yield { input, record: Number(record), key, role: named ?? null };
    }
  }
}

type Place = Pick<HandedOut, "input" | "record">;

/** Sessions that were begun by sessions that were begun by sessions …: more links are not followed. */
const mostLinks = 5;

/**
 * Makes a finder by access key id, of the keys that sign events which rules look at, and of `more`; each is handed out
 * once. Null when the log does not hold the call.
 */
export function sessionStarts(
  db: CaseDb,
  more: readonly string[] = [],
): (accessKeyId: string) => SessionStart | null {
  const signing = db
    .prepare<[], string>(
      `SELECT value FROM text WHERE id IN (SELECT access_key FROM relevant_event)`,
    )
    .pluck()
    .all();
  return startFinder(db, [...signing, ...more]);
}

/**
 * The same for any key, asked one by one: each looks through all that was handed out, as quickly as SQLite reads. For
 * single questions of a person.
 */
export function findStart(db: CaseDb, accessKeyId: string, links = 1): SessionStart | null {
  if (!accessKeyId.startsWith("ASIA")) return null;
  const rows = db
    .prepare<[string], { input: number; keys: string }>(
      `SELECT input, keys FROM session_start WHERE instr(keys, ' ' || ?) > 0 ORDER BY input, first`,
    )
    .all(accessKeyId);
  for (const { input, keys } of rows) {
    const line = keys.split("\n").find((one) => one.split(" ")[1] === accessKeyId);
    if (line === undefined) continue;
    const at = createRecordFinder(db)(input, Number(line.split(" ")[0]));
    if (at === null) return null;
    const { id, at: time, name, identity, sourceIp } = createRowCalls(db)(at);
    const key = identity.accessKeyId;
    const isFurther = key !== null && key !== accessKeyId && links < mostLinks;
    const before = isFurther ? findStart(db, key, links + 1) : null;
    return { id, at: time, name, identity, sourceIp, before };
  }
  return null;
}

/** The same for some keys alone. */
export function startFinder(
  db: CaseDb,
  keys: readonly string[],
): (accessKeyId: string) => SessionStart | null {
  const places = placesOf(db, keys);
  const callAt = createRowCalls(db);
  const records = createRecordFinder(db);
  const find = (accessKeyId: string, links: number): SessionStart | null => {
    const place = places.get(accessKeyId);
    const at = place === undefined ? null : records(place.input, place.record);
    if (at === null) return null;
    const { id, at: time, name, identity, sourceIp } = callAt(at);
    const key = identity.accessKeyId;
    const isSession = key !== null && key.startsWith("ASIA") && key !== accessKeyId;
    const before = isSession && links < mostLinks ? find(key, links + 1) : null;
    return { id, at: time, name, identity, sourceIp, before };
  };
  return (accessKeyId) => find(accessKeyId, 1);
}

/** Where each wanted key was handed out first, and those that signed the calls which handed them out. */
function placesOf(db: CaseDb, keys: readonly string[]): ReadonlyMap<string, Place> {
  const records = createRecordFinder(db);
  const word = db.prepare<[number], string>(`SELECT value FROM text WHERE id = ?`).pluck();
  const places = new Map<string, Place>();
  let wanted = new Set(keys.filter((key) => key.startsWith("ASIA")));
  for (let link = 0; link < mostLinks && wanted.size > 0; link++) {
    const found: Place[] = [];
    for (const { key, input, record } of handedOut(db)) {
      if (!wanted.has(key) || places.has(key)) continue;
      places.set(key, { input, record });
      found.push({ input, record });
    }
    wanted = new Set();
    for (const { input, record } of found) {
      const at = records(input, record);
      const key = at === null ? undefined : word.get(cell(at, column.accessKey));
      if (key?.startsWith("ASIA") === true && !places.has(key)) wanted.add(key);
    }
  }
  return places;
}
