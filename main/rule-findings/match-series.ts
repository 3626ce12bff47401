/** Events that rules matched, gathered into series: those of one caller with one outcome, without a long pause. */
import type { Outcome } from "../../shared/cloudtrail-event.ts";
import { outcomeOf } from "../../shared/outcome.ts";
import type { EventRow } from "../db/query/event-row.ts";

/** A matched event by its place; `t` in seconds since 1970, null where it has no time. */
export interface MatchedPlace {
  readonly input: number;
  readonly record: number;
  readonly t: number | null;
}

/** What the events of a series have in common; null where they differ or the log does not say. */
export interface SameFacts {
  readonly name: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly region: string | null;
  readonly account: string | null;
  readonly actor: string | null;
}

export interface Series {
  /** In order of time; those without a time first. */
  readonly places: readonly MatchedPlace[];
  readonly same: SameFacts;
}

export interface MatchSeries {
  readonly add: (rule: number, row: EventRow) => void;
  /** The series of a rule in order of time, and events that were not kept because there are too many. */
  readonly of: (rule: number) => { readonly series: readonly Series[]; readonly dropped: number };
}

/** Events that are kept of one rule, and of all. */
const mostOfRule = 200_000;
const mostOfAll = 2_000_000;
/** A series ends after a pause of so many seconds. */
const longestPause = 24 * 3600;

interface Group {
  readonly places: MatchedPlace[];
  readonly looks: number[];
}

interface Book {
  readonly groups: Map<string, Group>;
  kept: number;
  dropped: number;
}

/** Makes an empty collection. */
export function createMatchSeries(most = { ofRule: mostOfRule, ofAll: mostOfAll }): MatchSeries {
  const books = new Map<number, Book>();
  const looks: SameFacts[] = [];
  const lookIds = new Map<string, number>();
  let all = 0;

  function lookOf(row: EventRow): number {
    const look = factsOf(row);
    const key = JSON.stringify(Object.values(look));
    const known = lookIds.get(key);
    if (known !== undefined) return known;
    lookIds.set(key, looks.length);
    return looks.push(look) - 1;
  }

  return {
    add: (rule, row) => {
      const book = books.get(rule) ?? { groups: new Map<string, Group>(), kept: 0, dropped: 0 };
      books.set(rule, book);
      if (book.kept >= most.ofRule || all >= most.ofAll) {
        book.dropped++;
        return;
      }
      book.kept++;
      all++;
      const key = JSON.stringify([row.account, actorOf(row), outcomeOfRow(row)]);
      const group = book.groups.get(key) ?? { places: [], looks: [] };
      book.groups.set(key, group);
      const t = row.time === null ? null : Date.parse(row.time) / 1000;
      group.places.push({ input: row.input, record: row.record, t });
      group.looks.push(lookOf(row));
    },
    of: (rule) => {
      const book = books.get(rule);
      if (book === undefined) return { series: [], dropped: 0 };
      const series = [...book.groups.values()].flatMap((group) => splitGroup(group, looks));
      return { series: series.toSorted(byFirst), dropped: book.dropped };
    },
  };
}

/** How the call of a row ended. */
export function outcomeOfRow({ errorCode, isFailed }: EventRow): Outcome {
  return isFailed && errorCode === null ? "failed" : outcomeOf(errorCode, null);
}

function actorOf({ actor }: EventRow): string | null {
  return actor.arn ?? actor.name ?? actor.principalId;
}

function splitGroup({ places, looks: ids }: Group, looks: readonly SameFacts[]): readonly Series[] {
  const order = [...places.keys()].toSorted((a, b) => byPlace(places[a], places[b]));
  const out: { places: MatchedPlace[]; ids: Set<number> }[] = [];
  let before: number | null = null;
  for (const at of order) {
    const place = places[at];
    const id = ids[at];
    if (place === undefined || id === undefined) continue;
    const last = out.at(-1);
    const isNew = before !== null && place.t !== null && place.t - before > longestPause;
    if (last === undefined || isNew) out.push({ places: [place], ids: new Set([id]) });
    else {
      last.places.push(place);
      last.ids.add(id);
    }
    before = place.t ?? before;
  }
  return out.map((one) => ({
    places: one.places,
    same: sameOf([...one.ids].flatMap((id) => looks[id] ?? [])),
  }));
}

/** What all of some looks have in common. */
export function sameOf(looks: readonly SameFacts[]): SameFacts {
  const same = (of: (look: SameFacts) => string | null): string | null => {
    const values = new Set(looks.map(of));
    const [only = null] = values;
    return values.size === 1 ? only : null;
  };
  return {
    name: same((look) => look.name),
    address: same((look) => look.address),
    userAgent: same((look) => look.userAgent),
    region: same((look) => look.region),
    account: same((look) => look.account),
    actor: same((look) => look.actor),
  };
}

/** The facts of one event. */
export function factsOf(row: EventRow): SameFacts {
  const { eventName: name, address, userAgent, region, account } = row;
  return { name, address, userAgent, region, account, actor: actorOf(row) };
}

function byPlace(a: MatchedPlace | undefined, b: MatchedPlace | undefined): number {
  return (
    (a?.t ?? -Infinity) - (b?.t ?? -Infinity) ||
    (a?.input ?? 0) - (b?.input ?? 0) ||
    (a?.record ?? 0) - (b?.record ?? 0)
  );
}

function byFirst(a: Series, b: Series): number {
  return byPlace(a.places[0], b.places[0]);
}
