/** For whom the Region of a change is new: counts the calls of those who made such changes, and of their accounts. */
import {
  actorGroup,
  createRegionTally,
  dayOf,
  newRegionAt,
  regionEvents,
  saysRegion,
} from "../../shared/analysis/past/regions.ts";
import type { NewRegion } from "../../shared/analysis/past/regions.ts";
import { sessionNameOf } from "../../shared/import/read-record.ts";
import { actorKeyOf } from "../../shared/state/actor-key.ts";
import { flag, noTime } from "../import/protocol.ts";
import { byNumber } from "./glance-traits.ts";
import type { Traits } from "./glance-traits.ts";
import type { CaseDb } from "./open-case.ts";
import { column } from "./segments.ts";
import type { Segment } from "./segments.ts";
import type { StoredWords } from "./stored-words.ts";

/** Collects the calls that changes are compared with. */
export interface NewRegions {
  /** Takes the rows of a segment; duplicates don't count. */
  readonly add: (segment: Segment) => void;
  /** By input and record of a change: for whom its Region is new. */
  readonly found: () => ReadonlyMap<string, NewRegion>;
}

interface Change {
  readonly input: number;
  readonly record: number;
  readonly t: number;
  readonly actor: number;
  readonly place: number;
}

interface Candidate extends Change {
  readonly key: string;
  readonly account: string;
  readonly region: string;
}

/** What fits into one number of 53 bits. */
const mostActors = 2 ** 22;
const mostPlaces = 2 ** 14;
const mostDays = 2 ** 16;
/** Nothing can be new before so many days of the log. */
const shortest = 7;

/** Nothing counted yet; where no change can be the first in a Region, nothing ever is. */
export function createNewRegions(db: CaseDb, words: StoredWords, traits: Traits): NewRegions {
  const keyOf = actorKeys(words);
  const changes = candidates(db, words, traits, keyOf);
  if (changes.length === 0) return { add: () => undefined, found: () => new Map() };
  const tally = createRegionTally();
  const groups = groupsOf(db, changes, keyOf);
  const accounts = new Set(changes.map(({ account }) => account));
  const last = changes.reduce((most, { t }) => Math.max(most, t), 0);
  const repeated = db
    .prepare<[number, number, number], number>(
      `SELECT record FROM duplicate WHERE input = ? AND record >= ? AND record < ?`,
    )
    .pluck();
  const hasRepeated = db.prepare(`SELECT 1 FROM duplicate LIMIT 1`).get() !== undefined;

  const isGlobalAt = byNumber((id) => (saysRegion(words.action(id).source, "us-east-1") ? 0 : 1));
  const isGlobal = byNumber((id) => (saysRegion(words.action(id).source, "") ? 0 : 1));
  const isHome = byNumber((id) => (words.place(id).region === "us-east-1" ? 1 : 0));

  function tell(actor: number, place: number, day: number, n: number): void {
    const { region, account } = words.place(place);
    if (region === null || traits.isService(actor)) return;
    const group = groups.get(actor);
    if (group !== undefined) tally.add(group, region, day, n);
    if (account !== null && accounts.has(account)) tally.add(account, region, day, n);
  }

  return {
    add: (segment) => {
      const { input, first, rows } = segment;
      const again = new Set(hasRepeated ? repeated.all(input, first, first + rows) : []);
      const actions = segment.column(column.action);
      const actors = segment.column(column.actor);
      const places = segment.column(column.place);
      const flags = segment.column(column.flags);
      const addresses = segment.column(column.ip);
      // Rows of one file are of few actors, places and days: each is looked up once.
      const counts = new Map<number, number>();
      for (let row = 0; row < rows; row++) {
        const t = segment.t[row] ?? noTime;
        const action = actions[row] ?? 0;
        const place = places[row] ?? 0;
        if (t === noTime || t > last || ((flags[row] ?? 0) & flag.notSuccessful) !== 0) continue;
        if ((isHome(place) === 1 ? isGlobalAt(action) : isGlobal(action)) === 1) continue;
        if (traits.isServiceAddress(addresses[row] ?? 0) || again.has(first + row)) continue;
        const actor = actors[row] ?? 0;
        const day = dayOf(t);
        if (actor >= mostActors || place >= mostPlaces || day < 0 || day >= mostDays)
          tell(actor, place, day, 1);
        else {
          const key = (day * mostPlaces + place) * mostActors + actor;
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
      }
      for (const [key, n] of counts) {
        const rest = Math.floor(key / mostActors);
        tell(key % mostActors, rest % mostPlaces, Math.floor(rest / mostPlaces), n);
      }
    },
    found: () => {
      const out = new Map<string, NewRegion>();
      for (const { input, record, key, account, region, t } of changes) {
        const news = newRegionAt(tally, key, account, region, t);
        if (news !== null) out.set(`${input} ${record}`, news);
      }
      return out;
    },
  };
}

type KeyOf = (actor: number) => string;

/** The key of an actor of the dictionary, as `actorKey` makes it of an event. */
function actorKeys(words: StoredWords): KeyOf {
  return (id) => {
    const actor = words.actor(id);
    return actorKeyOf({
      ...actor,
      accessKeyId: null,
      issuerName: actor.issuerArn?.slice(actor.issuerArn.lastIndexOf("/") + 1) ?? null,
      sessionName: sessionNameOf(actor.arn),
      sourceIdentity: null,
      mfa: null,
    });
  };
}

/** Kept changes that can be the first of their actor in a Region, or follow on it within a day; in order of time. */
function candidates(
  db: CaseDb,
  words: StoredWords,
  traits: Traits,
  keyOf: KeyOf,
): readonly Candidate[] {
  const begin = db.prepare<[], number | null>(`SELECT min(t_min) FROM segment`).pluck().get();
  if (begin === null || begin === undefined) return [];
  const wanted = JSON.stringify(regionEvents.map((event) => event.replace(":", ".amazonaws.com ")));
  const rows = db.prepare<[number, number, string], Change>(
    `SELECT r.input, r.record, r.t, r.actor, r.place FROM relevant_event r
     WHERE r.t >= ? AND r.flags & ? = 0 AND r.action IN (
       SELECT a.id FROM action a JOIN text n ON n.id = a.name JOIN text s ON s.id = a.source
       WHERE s.value || ' ' || n.value IN (SELECT value FROM json_each(?)))
     ORDER BY r.t`,
  );
  const firsts = new Map<string, number>();
  const out: Candidate[] = [];
  for (const change of rows.iterate(begin, flag.notSuccessful, wanted)) {
    const { region, account } = words.place(change.place);
    if (region === null || account === null || traits.isService(change.actor)) continue;
    const key = keyOf(change.actor);
    const place = `${account} ${region} ${key}`;
    const first = firsts.get(place) ?? change.t;
    firsts.set(place, first);
    const isLate = dayOf(change.t) > dayOf(first) + 1;
    if (!isLate && dayOf(change.t) - dayOf(begin) >= shortest)
      out.push({ ...change, key, account, region });
  }
  return out;
}

/** The group of each actor of the dictionary that made such a change, or that is another session of who did. */
function groupsOf(
  db: CaseDb,
  changes: readonly Candidate[],
  keyOf: KeyOf,
): ReadonlyMap<number, string> {
  const keys = new Set(changes.map(({ key }) => key));
  const actors = JSON.stringify([...new Set(changes.map(({ actor }) => actor))]);
  const rows = db.prepare<[string, string], number>(
    `SELECT id FROM actor
     WHERE issuer_arn <> 0 AND issuer_arn IN
         (SELECT issuer_arn FROM actor WHERE id IN (SELECT value FROM json_each(?)))
       OR arn <> 0 AND arn IN (SELECT arn FROM actor WHERE id IN (SELECT value FROM json_each(?)))`,
  );
  const out = new Map<number, string>();
  for (const id of rows.pluck().all(actors, actors)) {
    const key = keyOf(id);
    if (keys.has(key)) out.set(id, actorGroup(key));
  }
  return out;
}
