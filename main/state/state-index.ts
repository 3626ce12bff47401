/**
 * Which events concern which thing: the one pass over the IAM writes of a case that answers about its state rest on.
 * Events have numbers in the order of the fold, from 0. What an entity was at a moment follows from its own events alone:
 * whatever else an event changes, everything that depends on it is among what it concerns.
 */
import type { CloudTrailEvent } from "../../shared/cloudtrail-event.ts";
import type { EntityKind } from "../../shared/ipc/state.ts";
import { entityKinds } from "../../shared/ipc/state.ts";
import type { AccountFacts } from "../../shared/state/account-facts.ts";
import type { Mark } from "../../shared/state/fact.ts";
import { markOf } from "../../shared/state/fact.ts";
import { accountKey } from "../../shared/state/fold-credentials.ts";
import { createFolder } from "../../shared/state/fold-events.ts";
import { conflictOf, isMoot } from "../../shared/state/drift.ts";
import { settled } from "../../shared/state/fold-shown.ts";
import { isShown } from "../../shared/state/shown.ts";
import { byOf } from "../../shared/state/view-parts.ts";
import { noteAccessKey, renameKeys } from "./access-keys.ts";
import { emptyIndexed } from "./indexed.ts";
import type { IndexedAccount, PlacedEvent, StateIndex } from "./indexed.ts";

/** More events of one thing than these are kept, as many as fit into about 150 MB. */
const manyEvents = 500;
const mostKept = 150_000;

/** Makes the index from events in order of time. */
export function createIndexer(): {
  readonly take: (placed: PlacedEvent) => void;
  readonly finish: () => StateIndex;
} {
  const places: { inputs: number[]; records: number[]; times: number[] } = {
    inputs: [],
    records: [],
    times: [],
  };
  const accounts = new Map<string, IndexedAccount>();
  let second: PlacedEvent[] = [];

  const kept = new Map<number, CloudTrailEvent>();
  const shown = new Map<string, number>();
  const identities = new Map<string, CloudTrailEvent["identity"]>();
  let placed = new Map<CloudTrailEvent, PlacedEvent>();
  /** Notes the event that was folded last. */
  let close = nothing;
  const folder = createFolder();
  const open = (event: CloudTrailEvent, facts: AccountFacts): boolean => {
    close();
    const touched = new Set<string>();
    facts.touched = touched;
    const before = { conflicts: facts.conflicts.length, renames: facts.renames.length };
    const place = placed.get(event);
    close = () => {
      if (place !== undefined) note(facts, event, place, touched, before);
    };
    return true;
  };

  function flush(): void {
    const t = second[0]?.t ?? 0;
    placed = new Map(second.map((one) => [one.event, one]));
    folder.take(
      second.map(({ event }) => event),
      open,
      (blurred, facts) => {
        const { blurs } = accountFor(facts);
        blurs.set(t, [...(blurs.get(t) ?? []), blurred]);
      },
    );
    close();
    close = nothing;
    second = [];
  }

  function note(
    facts: AccountFacts,
    event: CloudTrailEvent,
    { input, record, t }: PlacedEvent,
    touched: ReadonlySet<string>,
    before: { readonly conflicts: number; readonly renames: number },
  ): void {
    if (event.outcome !== "success") return;
    const account = accountFor(facts);
    const mark = markOf(event);
    const isBlind = facts.blind.get(event.name)?.by.id === event.id;
    if (isBlind && event.at === null) {
      account.blind.push({ seq: null, name: event.name, by: mark });
      return;
    }
    const isHeld = isShown(event) && event.shown.fact.type === "held";
    if (touched.size === 0 && !isBlind && !isHeld) return;
    const seq = places.inputs.length;
    places.inputs.push(input);
    places.records.push(record);
    places.times.push(t);
    account.seqs.push(seq);
    if (isShown(event)) {
      account.shown.push(seq);
      account.shownFrom ??= event.at;
      account.shownTo = event.at;
    } else account.lastAt = event.at;
    if (isBlind) account.blind.push({ seq, name: event.name, by: mark });
    if (isShown(event) && event.shown.fact.type === "held")
      for (const kind of event.shown.fact.names.keys())
        account.wholes.push({ seq, kind, by: mark });
    noteAccessKey(account.accessKeys, event);
    let isKept = false;
    for (const key of touched) {
      if (key === accountKey) account.settings.push(seq);
      else if (noteEntity(account, facts, key, seq, mark) > manyEvents) isKept = true;
    }
    if (isShown(event)) {
      // No record holds it.
      kept.set(seq, settled(facts, event));
      shown.set(event.id, seq);
    } else if (isKept && kept.size - shown.size < mostKept) kept.set(seq, slim(event));
    for (const conflict of facts.conflicts.slice(before.conflicts))
      account.conflicts.push({ seq, conflict });
    for (const { kind, from, to } of facts.renames.slice(before.renames)) {
      follow(account, `${kind}/${from.toLowerCase()}`, `${kind}/${to.toLowerCase()}`);
      renameKeys(account.accessKeys, `${kind}/${from.toLowerCase()}`, `${kind}/${to}`);
    }
  }

  /** Callers are few: each is held once. */
  function slim(event: CloudTrailEvent): CloudTrailEvent {
    const { more: _, ...rest } = event;
    const key = JSON.stringify(event.identity);
    const identity = identities.get(key) ?? event.identity;
    if (identities.size < 10_000) identities.set(key, identity);
    return { ...rest, identity, sources: [], userAgent: null };
  }

  function accountFor(facts: AccountFacts): IndexedAccount {
    const known = accounts.get(facts.id);
    if (known !== undefined) return known;
    const fresh = emptyIndexed(facts.id, facts.firstAt);
    accounts.set(facts.id, fresh);
    return fresh;
  }

  return {
    take: (next) => {
      const [first] = second;
      if (first !== undefined && first.t !== next.t) flush();
      second.push(next);
    },
    finish: () => {
      flush();
      for (const facts of folder.accounts.values()) {
        const account = accountFor(facts);
        account.firstAt = facts.firstAt;
        noteDrifts(account, facts, shown);
      }
      const inputs = Float64Array.from(places.inputs);
      const records = Uint32Array.from(places.records);
      const times = Float64Array.from(places.times);
      return {
        events: inputs.length,
        accounts,
        place: (seq) => ({ input: inputs[seq] ?? 0, record: records[seq] ?? 0 }),
        time: (seq) => times[seq] ?? 0,
        kept,
        shown,
      };
    },
  };
}

/** Where snapshots differ from the log, as far as nothing near their moment explains it. */
function noteDrifts(
  account: IndexedAccount,
  { drifts }: AccountFacts,
  shown: ReadonlyMap<string, number>,
): void {
  for (const drift of drifts) {
    const seq = shown.get(drift.by.id);
    if (seq === undefined || isMoot(drift)) continue;
    account.drifts.push(drift);
    account.conflicts.push({ seq, conflict: conflictOf(drift) });
  }
  account.conflicts.sort((a, b) => a.seq - b.seq);
}

function nothing(): void {
  // No event is open.
}

const kinds: ReadonlySet<string> = new Set(entityKinds);

function isKind(word: string): word is EntityKind {
  return kinds.has(word);
}

/** Answers how many events concern it so far. */
function noteEntity(
  account: IndexedAccount,
  facts: AccountFacts,
  key: string,
  seq: number,
  mark: Mark,
): number {
  const kind = key.slice(0, key.indexOf("/"));
  const life = facts.lives.get(key);
  if (!isKind(kind) || life === undefined) return 0;
  const by = byOf(mark);
  let entity = account.entities.get(key);
  if (entity === undefined) {
    const was = facts.lives.first?.get(key)?.was ?? "open";
    entity = {
      kind,
      key: `${kind}/${life.value}`,
      name: life.value,
      seqs: [],
      shown: [],
      lives: [],
      before: was === "open" ? null : was === "stood",
      first: by,
      created: null,
      deleted: null,
    };
    account.entities.set(key, entity);
  }
  entity.seqs.push(seq);
  if (mark.file !== undefined) entity.shown.push(seq);
  const exists =
    life.uncertain !== undefined || isEndAsked(facts, key) ? null : life.ended === null;
  if (entity.lives.at(-1)?.exists !== exists) entity.lives.push({ seq, exists });
  if (life.since?.id === mark.id) entity.created = by;
  if (life.ended?.id === mark.id) entity.deleted = by;
  return entity.seqs.length;
}

function isEndAsked(facts: AccountFacts, key: string): boolean {
  if (!key.startsWith("role/")) return false;
  return facts.roles.get(key.slice("role/".length))?.isEndAsked === true;
}

function both(some: readonly number[], others: readonly number[]): number[] {
  return [...new Set([...some, ...others])].toSorted((a, b) => a - b);
}

/** A thing keeps its events under its new name. */
function follow(account: IndexedAccount, from: string, to: string): void {
  const old = account.entities.get(from);
  const now = account.entities.get(to);
  if (old === undefined || now === undefined || old === now) return;
  now.seqs = both(now.seqs, old.seqs);
  now.shown = both(now.shown, old.shown);
}

/** How many of ascending numbers are below a bound. */
export function countBelow(
  seqs: { readonly length: number; readonly [at: number]: number },
  bound: number,
): number {
  let low = 0;
  let high = seqs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((seqs[middle] ?? 0) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
