import type { AccountFacts, Life } from "./account-facts.ts";
import type { Fact, Mark } from "./fact.ts";
import type { First, Link, Links } from "./links.ts";
import type { By, GoneItem, StateFact, StateItem, StateLife, StateList } from "./state-types.ts";

/** The facts of an account at a moment, and what later events prove of that moment. */
export interface Lens {
  readonly now: AccountFacts;
  /** Folded from the moment on, with hindsight; null: nothing later is asked. */
  readonly later: AccountFacts | null;
  /** The lists of `later` by those of `now`, for things that are the same. */
  readonly pairs: WeakMap<object, Links<unknown>>;
  /** Names that users and groups get after the moment: what events say of them is said of other names before. */
  readonly renamed: ReadonlySet<string>;
  /** Things of `later` by those of `now`, as `pairs`. */
  readonly lives: WeakMap<Life, Life>;
  /** The moment, UTC ISO; null: not told. */
  readonly at: string | null;
}

/**
 * Makes a lens. `now` must have been folded with hindsight for `later` to add something; `later` is the fold of all
 * events, those up to the moment too.
 */
export function lensOf(
  now: AccountFacts,
  later: AccountFacts | null,
  at: string | null = null,
): Lens {
  const after = later?.renames.slice(now.renames.length) ?? [];
  return {
    now,
    later,
    pairs: new WeakMap(),
    renamed: new Set(after.map(({ to }) => to.toLowerCase())),
    lives: new WeakMap(),
    at,
  };
}

/** Lets the lists of a thing be completed by what later events prove, if it is the first thing of its name. */
export function pair(lens: Lens, thing: Life, key: string): void {
  const later = lens.later?.firsts?.get(key);
  if (later === undefined || thing.created !== null || thing.deleted !== null) return;
  const first = lens.now.firsts?.get(key);
  if ((first !== undefined && first !== thing) || isAhead(lens, key)) return;
  lens.lives.set(thing, later);
  pairLists(lens, thing, later);
}

/** Whether a thing was made after the moment by its CreateDate, which a snapshot shows. */
export function isAhead({ later, at }: Lens, key: string): boolean {
  const madeAt = later?.firsts?.get(key)?.madeAt?.value;
  return at !== null && madeAt !== undefined && madeAt > at;
}

/** The same of two records of lists. */
export function pairLists(lens: Lens, now: object, later: object): void {
  const others = new Map<string, unknown>(Object.entries(later));
  for (const [name, own] of Object.entries(now)) {
    const other = others.get(name);
    if (name === "former" || !isRecord(own) || !isRecord(other)) continue;
    if (!(own instanceof Map)) pairLists(lens, own, other);
    else if ("first" in own && "first" in other) {
      // Only lists of links have `first`; both have the same name in things of one kind.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      lens.pairs.set(own, other as Links<unknown>);
    }
  }
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The event of a mark. */
export function byOf({ id, at, actor, file }: Mark): By {
  return { eventId: id, at, actor, ...(file === undefined ? {} : { file }) };
}

/** Why something is not known of a thing that events name from some moment on. */
export function unknownBefore(seen: Mark | null): string {
  return seen?.at === undefined || seen.at === null
    ? "no event of this log tells it"
    : `unknown before ${seen.at}`;
}

/** What events with these names may have changed although their records do not say so. */
function blindAfter(lens: Lens, since: Mark | null, names: readonly string[]): readonly string[] {
  if (lens.now.blind.size === 0) return [];
  return names.flatMap((name) => {
    const blind = lens.now.blind.get(name);
    if (blind === undefined) return [];
    const isBefore =
      since?.at !== null &&
      since?.at !== undefined &&
      blind.by.at !== null &&
      blind.by.at < since.at;
    return isBefore ? [] : [blind.by.id];
  });
}

/**
 * A fact for readers. `read` gives its value, or null where the event did not tell it. `names`: the events that may
 * change it. `member`: its name in `Life.told`.
 */
export function factOf<T, R>(
  lens: Lens,
  life: Life,
  fact: Fact<T> | null | undefined,
  names: readonly string[],
  read: (value: T) => { readonly value: R } | null,
  member?: string,
): StateFact<R> {
  if (fact === null || fact === undefined) {
    // Its pair is a thing of the same kind.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const told = lens.lives.get(life)?.told?.get(member ?? "") as Fact<T> | undefined;
    if (told !== undefined) return toldLater(lens, told, names, read) ?? noFact(life);
    return noFact(life);
  }
  const told = read(fact.value);
  const by = byOf(fact.by);
  if (told === null) return { known: false, why: "the record of the event does not hold it", by };
  const uncertain = [...(fact.uncertain ?? []), ...blindAfter(lens, fact.by, names)];
  return { known: true, value: told.value, by, ...open(uncertain) };
}

function noFact(life: Life): StateFact<never> {
  return { known: false, why: unknownBefore(life.seen) };
}

/** A fact that was shown after the moment, and that nothing in between changed; null where an event may have. */
export function toldLater<T, R>(
  lens: Lens,
  { value, by }: Fact<T>,
  names: readonly string[],
  read: (value: T) => { readonly value: R } | null,
): StateFact<R> | null {
  const told = names.some((name) => isBlindLater(lens, name)) ? null : read(value);
  return told && { known: true, value: told.value, by: byOf(by), backward: true };
}

/** The value as it is. */
export function plain<T>(value: T): { readonly value: T } {
  return { value };
}

/** A text that is null where the record does not hold it. */
export function readable(value: string | null): { readonly value: string } | null {
  return value === null ? null : { value };
}

function open(uncertain: readonly string[]): { readonly uncertain?: readonly string[] } {
  return uncertain.length === 0 ? {} : { uncertain: [...new Set(uncertain)] };
}

/** How the members of a list are shown. */
export interface Listing<T, R> {
  /** The events that may add or take away members. */
  readonly names: readonly string[];
  readonly read: (value: T) => R;
  /** Members may go without an event that names the list: that it has no others later says nothing of before. */
  readonly isLeftSilently?: boolean;
}

/** A list for readers. */
export function listOf<T, R>(
  lens: Lens,
  life: Life | null,
  links: Links<T>,
  { names, read, isLeftSilently = false }: Listing<T, R>,
): StateList<R> {
  const items: StateItem<R>[] = [];
  const gone: GoneItem<R>[] = [];
  for (const link of links.values()) {
    const since = link.since === null ? null : byOf(link.since);
    const isOpen = link.uncertain !== undefined;
    if (link.ended !== null && !isOpen) {
      gone.push({ value: read(link.value), since, ended: byOf(link.ended) });
      continue;
    }
    const shown = link.since ?? link.shown ?? link.ended;
    if (shown === null) continue;
    // What put it there is told; a file may have shown it since.
    const last = link.ended ?? link.shown ?? shown;
    const uncertain = [...(link.uncertain ?? []), ...blindAfter(lens, last, names)];
    items.push({ value: read(link.value), by: byOf(shown), since, ...open(uncertain) });
  }
  const proved = hindsight(lens, links, names);
  for (const { value, by } of proved?.stood ?? [])
    items.push({ value: read(value), by: byOf(by), since: null, backward: true });
  const whole = links.whole ?? (isLeftSilently ? null : proved?.whole) ?? null;
  const blind = links.whole === null ? [] : blindAfter(lens, links.whole, names);
  const complete = whole !== null && blind.length === 0;
  return {
    complete,
    completeBy: complete ? byOf(whole) : null,
    why: complete
      ? null
      : blind.length > 0
        ? "the record of a later event does not say what it changed"
        : unknownBefore(life?.seen ?? null),
    items,
    gone,
  };
}

/** What later events prove of a list at the moment; null when nothing. */
function hindsight<T>(
  lens: Lens,
  links: Links<T>,
  names: readonly string[],
): { readonly stood: readonly First<T>[]; readonly whole: Mark | null } | null {
  // Its pair is a list of the same kind.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const later = (lens.pairs.get(links) ?? null) as Links<T> | null;
  if (later?.first === null || later?.first === undefined) return null;
  if (names.some((name) => isBlindLater(lens, name))) return null;
  const stood: First<T>[] = [];
  let isWhole = true;
  for (const [id, first] of later.first) {
    if (links.has(id)) continue;
    // It was there, and what has its name since then is another.
    if (links.first?.has(id) === true) isWhole = false;
    else if (first.was === "open" || lens.renamed.has(id.slice(id.indexOf("/") + 1)))
      isWhole = false;
    else if (first.was === "stood") stood.push(first);
  }
  return { stood, whole: isWhole ? later.whole : null };
}

/** Whether an event after the moment has a record that does not say what it changed. */
function isBlindLater({ now, later }: Lens, name: string): boolean {
  const blind = later?.blind.get(name);
  return blind !== undefined && blind.by.id !== now.blind.get(name)?.by.id;
}

/** Whether a thing exists. `key`: as in `AccountFacts.lives`. */
export function lifeOf(lens: Lens, thing: Life, key: string, names: readonly string[]): StateLife {
  const link: Link<string> | undefined = lens.now.lives.get(key);
  const first = link === undefined ? lens.later?.lives.first?.get(key) : undefined;
  if (first !== undefined && first.was !== "open" && !names.some((n) => isBlindLater(lens, n)))
    return {
      ...nothingKnown,
      exists: first.was === "stood" && !isAhead(lens, key),
      why: null,
      backward: true,
      firstSeen: byOf(first.by),
    };
  if (link === undefined) return { ...nothingKnown, why: "no event of this log tells it" };
  const at = thing.deleted ?? thing.created ?? thing.seen;
  const blind = blindAfter(lens, at, names);
  const isOpen = link.uncertain !== undefined || blind.length > 0 || thing.isEndAsked;
  const why = thing.isEndAsked
    ? "its deletion was asked for; whether it was carried out is not in this log"
    : blind.length > 0
      ? "the record of a later event does not say what it changed"
      : "it was created and deleted in one second, in an order the log does not tell";
  return {
    exists: isOpen ? null : thing.deleted === null,
    why: isOpen ? why : null,
    created: thing.created === null ? null : byOf(thing.created),
    deleted: thing.deleted === null ? null : byOf(thing.deleted),
    firstSeen: thing.seen === null ? null : byOf(thing.seen),
    ...open([...(link.uncertain ?? []), ...blind]),
  };
}

const nothingKnown = { exists: null, created: null, deleted: null, firstSeen: null } as const;

/** A member as it is. */
export const self = <T>(value: T): T => value;

/** A list of names. */
export function nameList(
  lens: Lens,
  life: Life | null,
  links: Links<string>,
  touchers: readonly string[],
): StateList<string> {
  return listOf(lens, life, links, { names: touchers, read: self });
}
