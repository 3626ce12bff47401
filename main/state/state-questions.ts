/** Answers about the state of a case at any moment, from its index and the records themselves. */
import type { CloudTrailEvent } from "../../shared/cloudtrail-event.ts";
import type {
  AccountAnswer,
  EntityAnswer,
  EntityHistory,
  HistoryLine,
  StateMoment,
} from "../../shared/ipc/state.ts";
import type { AccountFacts } from "../../shared/state/account-facts.ts";
import { conflictOf } from "../../shared/state/drift.ts";
import { blurLife, foldToMoment } from "../../shared/state/fold-events.ts";
import { entityState, isOpenSince, rootState, settingsState } from "../../shared/state/state.ts";
import type { By, EntityState } from "../../shared/state/state.ts";
import { byOf, lensOf } from "../../shared/state/view-parts.ts";
import { eventOf } from "../db/event-of-row.ts";
import type { CaseDb } from "../db/open-case.ts";
import { createRelevantReader } from "../db/read-events.ts";
import {
  blindEvents,
  byOfEvent,
  contradiction,
  countKinds,
  findIndexed,
  others,
} from "./entities.ts";
import { foldOwn } from "./fold-own.ts";
import { createMoments } from "./moments.ts";
import { emptyIndexed } from "./indexed.ts";
import type { IndexedAccount, StateIndex } from "./indexed.ts";
import { countBelow } from "./state-index.ts";

/** What can be asked of a case whose index was made. */
export interface StateQuestions {
  readonly index: StateIndex;
  /** The number of the first event after a moment. @throws UnknownEvent */
  readonly cut: (moment: StateMoment) => number;
  /** The event of a number. */
  readonly by: (seq: number) => By;
  readonly entityAt: (account: string, key: string, moment: StateMoment) => EntityAnswer;
  /** An entity after all events of each of these seconds, in order of time: one fold for all of them. */
  readonly entityStates: (
    account: string,
    key: string,
    times: readonly string[],
  ) => readonly (EntityState | null)[];
  readonly entityHistory: (
    account: string,
    key: string,
    offset: number,
    limit: number,
  ) => EntityHistory;
  readonly accountAt: (account: string, moment: StateMoment) => AccountAnswer;
}

/** A folded entity that was asked for lately. */
interface Held {
  readonly events: readonly CloudTrailEvent[];
  readonly times: readonly number[];
  readonly all: AccountFacts;
}

const mostHeld = 16;
/** More events than this are not kept: they are read again. */
const mostEvents = 20_000;
const mostContradictions = 500;

/** Makes the answerer of questions about state. */
export function createStateQuestions(db: CaseDb, index: StateIndex): StateQuestions {
  const read = createRelevantReader(db);
  const held = new Map<string, Held>();
  const { cut, countTo, momentTime, named } = createMoments(db, index);

  function eventAt(seq: number): CloudTrailEvent {
    const kept = index.kept.get(seq);
    if (kept !== undefined) return kept;
    const { input, record } = index.place(seq);
    const row = read(input, record);
    if (row === null) throw new Error(`record ${record} of input ${input} is not in the case`);
    return eventOf(row);
  }

  function folded(account: IndexedAccount, name: string, seqs: readonly number[]): Held {
    const key = `${account.id} ${name}`;
    const known = held.get(key);
    if (known !== undefined) {
      held.delete(key);
      held.set(key, known);
      return known;
    }
    const events = seqs.map((seq) => eventAt(seq));
    const times = seqs.map((seq) => index.time(seq));
    const all = foldOwn(account, events, times);
    noteBlind(account, all, index.events);
    const fresh = { events, times, all };
    if (events.length <= mostEvents) held.set(key, fresh);
    for (const old of held.keys()) {
      if (held.size <= mostHeld) break;
      held.delete(old);
    }
    return fresh;
  }

  function at(
    account: IndexedAccount,
    name: string,
    seqs: readonly number[],
    moment: StateMoment,
  ): { readonly now: AccountFacts; readonly later: AccountFacts } {
    const { events, times, all } = folded(account, name, seqs);
    const stop = named(moment);
    const bound = cut(moment);
    const isTime = stop === null || stop.event.at === null;
    const from = countBelow(seqs, isTime ? bound : countTo(stop.t));
    const now = foldOwn(account, events.slice(0, from), times.slice(0, from));
    noteBlind(account, now, bound);
    if (isTime) return { now, later: all };
    const to = countBelow(seqs, countTo(stop.t + 1));
    foldToMoment(now, events.slice(from, to), stop);
    for (const one of account.blurs.get(stop.t) ?? []) blurLife(now, one);
    return { now, later: all };
  }

  function entityAt(accountId: string, key: string, moment: StateMoment): EntityAnswer {
    const start = performance.now();
    const account = index.accounts.get(accountId);
    const entity = account === undefined ? undefined : findIndexed(account, key);
    const base = {
      account: accountId,
      key: entity?.key ?? key,
      at: momentTime(moment),
      firstAt: account?.firstAt ?? null,
    };
    if (account === undefined || entity === undefined)
      return { ...base, state: null, renamedTo: null, contradictions: [], blind: [], ms: 0 };
    const { now, later } = at(account, entity.key, entity.seqs, moment);
    const own = entity.key.toLowerCase();
    const rename = now.renames.findLast(
      ({ kind, from }) => `${kind}/${from}`.toLowerCase() === own,
    );
    const state = entityState(now, entity.key, later, momentTime(moment));
    return {
      ...base,
      state,
      renamedTo: rename === undefined || state !== null ? null : `${rename.kind}/${rename.to}`,
      contradictions: [
        ...now.conflicts,
        ...account.drifts
          .filter(({ by }) => (index.shown.get(by.id) ?? 0) < cut(moment))
          .map((one) => conflictOf(one)),
      ]
        .filter(({ thing }) => thing.toLowerCase() === own)
        .map((c) => contradiction(c)),
      blind: blindEvents(now),
      ms: performance.now() - start,
    };
  }

  function entityStates(
    accountId: string,
    key: string,
    times: readonly string[],
  ): readonly (EntityState | null)[] {
    const account = index.accounts.get(accountId);
    const entity = account === undefined ? undefined : findIndexed(account, key);
    if (account === undefined || entity === undefined) return times.map(() => null);
    const { events, times: own, all } = folded(account, entity.key, entity.seqs);
    const facts = foldOwn(account, [], []);
    let done = 0;
    return times.map((time) => {
      const bound = cut({ at: time });
      const count = countBelow(entity.seqs, bound);
      foldOwn(account, events.slice(done, count), own.slice(done, count), facts);
      done = Math.max(done, count);
      noteBlind(account, facts, bound);
      return entityState(facts, entity.key, all, time);
    });
  }

  function entityHistory(
    accountId: string,
    key: string,
    offset: number,
    limit: number,
  ): EntityHistory {
    const start = performance.now();
    const account = index.accounts.get(accountId);
    const entity = account === undefined ? undefined : findIndexed(account, key);
    if (account === undefined || entity === undefined) return { lines: [], total: 0, ms: 0 };
    const { seqs } = entity;
    const lines = seqs.slice(offset, offset + limit).map((seq, i): HistoryLine => {
      const event = eventAt(seq);
      const place = offset + i;
      const t = index.time(seq);
      const isShared = (other: number | undefined) =>
        other !== undefined && index.time(other) === t;
      return {
        by: byOfEvent(event),
        eventName: event.name,
        sourceIp: event.sourceIp,
        others: others(account, entity, event),
        isSharedSecond: isShared(seqs[place - 1]) || isShared(seqs[place + 1]),
      };
    });
    return { lines, total: seqs.length, ms: performance.now() - start };
  }

  function accountAt(accountId: string, moment: StateMoment): AccountAnswer {
    const start = performance.now();
    const account = index.accounts.get(accountId) ?? emptyIndexed(accountId, null);
    const bound = cut(moment);
    const { now, later } = at(account, "account/", account.settings, moment);
    const conflicts = account.conflicts.filter(({ seq }) => seq < bound);
    const lens = lensOf(now, later, momentTime(moment));
    return {
      account: accountId,
      at: momentTime(moment),
      firstAt: account.firstAt,
      lastAt: account.lastAt,
      eventsUntil: countBelow(account.seqs, bound) - countBelow(account.shown, bound),
      events: account.seqs.length - account.shown.length,
      kinds: countKinds(account, bound),
      settings: settingsState(lens),
      root: rootState(lens),
      contradictions: conflicts
        .slice(0, mostContradictions)
        .map(({ conflict }) => contradiction(conflict)),
      contradictionCount: conflicts.length,
      complete: [
        ...new Map(
          account.wholes.flatMap(({ seq, kind, by }) =>
            seq < bound && !isOpenSince(now, by) ? [[kind, { kind, by: byOf(by) }] as const] : [],
          ),
        ).values(),
      ],
      blind: blindEvents(now),
      ms: performance.now() - start,
    };
  }

  return {
    index,
    cut,
    by: (seq) => byOfEvent(eventAt(seq)),
    entityAt,
    entityStates,
    entityHistory,
    accountAt,
  };
}

/** Events whose records do not say what they changed concern every entity. */
function noteBlind(account: IndexedAccount, facts: AccountFacts, bound: number): void {
  for (const { seq, name, by } of account.blind)
    if (seq === null || seq < bound) facts.blind.set(name, { name, by });
}
