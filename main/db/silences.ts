/** Times without events after calls that can stop the recording of an account. */
import { isoTime } from "../../shared/import/event-time.ts";
import type { Silence } from "../../shared/analysis/silence.ts";
import { flag, noTime } from "../import/protocol.ts";
import type { CaseDb } from "./open-case.ts";

/** Collects when accounts have events, in quarters of an hour. */
export interface Silences {
  /** Whether anything is collected. */
  readonly isAny: boolean;
  /** `place`: of the dictionary; `t`: seconds since 1970. */
  readonly add: (place: number, t: number) => void;
  /** By input and record of the call: the silence that follows it. */
  readonly after: () => ReadonlyMap<string, Silence>;
}

const quarter = 900;
/** So many empty quarters in a row are a silence: six hours. */
const shortest = 24;
/** It must begin within so many quarters after the call. */
const near = 4;
/** Of the quarters of this time before the call, at least half had events. */
const week = 7 * 96;
const least = 96;

const names = ["StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors"];

interface Call {
  readonly input: number;
  readonly record: number;
  readonly t: number;
  readonly account: number;
}

/** Nothing collected yet; without such a call in the case, nothing ever is. */
export function createSilences(db: CaseDb): Silences {
  const calls = db
    .prepare<[number, string, number], Call>(
      `SELECT r.input, r.record, r.t, p.account FROM relevant_event r
       JOIN action a ON a.id = r.action JOIN text n ON n.id = a.name JOIN text s ON s.id = a.source
       JOIN place p ON p.id = r.place
       WHERE r.flags & ? = 0 AND s.value = 'cloudtrail.amazonaws.com'
         AND n.value IN (SELECT value FROM json_each(?)) AND r.t > ?`,
    )
    .all(flag.notSuccessful, JSON.stringify(names), noTime);
  const wanted = new Set(calls.map(({ account }) => account));
  const accountOf = new Map<number, number>();
  const findAccount = db
    .prepare<[number], number>(`SELECT account FROM place WHERE id = ?`)
    .pluck();
  /** By account: the last second seen in each quarter that has events, and the first. */
  const quarters = new Map<number, Map<number, { first: number; last: number }>>();

  return {
    isAny: calls.length > 0,
    add: (place, t) => {
      if (t === noTime) return;
      let account = accountOf.get(place);
      if (account === undefined) {
        account = findAccount.get(place) ?? 0;
        accountOf.set(place, account);
      }
      if (!wanted.has(account)) return;
      let own = quarters.get(account);
      if (own === undefined) {
        own = new Map();
        quarters.set(account, own);
      }
      const at = Math.floor(t / quarter);
      const seen = own.get(at);
      if (seen === undefined) own.set(at, { first: t, last: t });
      else if (t < seen.first) seen.first = t;
      else if (t > seen.last) seen.last = t;
    },
    after: () => {
      const out = new Map<string, Silence>();
      for (const call of calls) {
        const silence = silenceAfter(call.t, quarters.get(call.account) ?? new Map());
        if (silence !== null) out.set(`${call.input} ${call.record}`, silence);
      }
      return out;
    },
  };
}

function silenceAfter(
  t: number,
  own: ReadonlyMap<number, { readonly first: number; readonly last: number }>,
): Silence | null {
  const at = Math.floor(t / quarter);
  let from = at;
  while (from - at <= near && own.has(from + 1)) from++;
  if (from - at > near) return null;
  const seen = [...own.keys()];
  const next = seen.reduce((best, one) => (one > from && one < best ? one : best), Infinity);
  // Where the log ends, nothing is missing from it.
  if (!Number.isFinite(next) || next - from - 1 < shortest) return null;
  const begin = Math.max(
    at - week,
    seen.reduce((best, one) => Math.min(best, one), at),
  );
  const before = at - begin;
  if (before < least) return null;
  const usual = seen.filter((one) => one >= begin && one < at).length / before;
  if (usual < 0.5) return null;
  const last = own.get(from)?.last ?? t;
  const first = own.get(next)?.first ?? t;
  return {
    from: isoTime(last),
    to: isoTime(first),
    hours: Math.floor((first - last) / 3600),
    usual,
  };
}
