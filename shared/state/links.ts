import { cited, isWithin, same } from "./fact.ts";
import type { Mark } from "./fact.ts";
import { LinkMap } from "./link-map.ts";

/** A membership, attachment or the like, with the events that made and ended it. */
export interface Link<T> {
  readonly value: T;
  /** The event that put it there last. Null: it was there before the first event that shows it. */
  readonly since: Mark | null;
  /** Null: it still stands. */
  readonly ended: Mark | null;
  /** The event that shows it, where no event put it there: a read, or a change of the thing itself. */
  readonly shown?: Mark;
  /** eventIDs that share a second, in an order the log does not tell: it may also be gone, or have another value. */
  readonly uncertain?: readonly string[];
  /** What happened to it in the second of its last event. */
  readonly second?: Second<T>;
}

/** What happened to one link in one second, and whether it stood before. */
interface Second<T> {
  readonly at: string;
  readonly before: Was;
  readonly since: Mark | null;
  readonly adds: number;
  readonly removals: number;
  /** The last of each. */
  readonly added: { readonly value: T; readonly by: Mark } | null;
  readonly removed: Mark | null;
  /** Two of them put different values there. */
  readonly isDifferent: boolean;
  /** eventIDs, as many as `mostCited`. */
  readonly addedBy: readonly string[];
  readonly removedBy: readonly string[];
}

type Was = "stood" | "gone" | "open";

/** What the first event about a link proves of the time before it. */
export interface First<T> {
  readonly was: Was;
  readonly value: T;
  readonly by: Mark;
}

/** Links by a key that ignores case, as IAM names do. */
export interface Links<T> extends Map<string, Link<T>> {
  /** The event that proves that there are no other links than these; null: there may be more. */
  whole: Mark | null;
  /** The links of the thing of the same name that was deleted in the second in which this one was made. */
  former: Links<T> | null;
  /** What the first event of each link proves of the time before; null when nobody asks. */
  first: Map<string, First<T>> | null;
  /** Grows with each change: who keeps an answer that was read from these links sees whether it still holds. */
  readonly changes: number;
}

/** How IAM answers a call about a link. */
export interface Rules {
  /** Putting it there fails when it is there. False: it succeeds, and changes nothing or replaces the value. */
  readonly isMadeOnce?: boolean;
  /** Taking it away succeeds when it is not there. False: it fails. */
  readonly isTakenFreely?: boolean;
}

/** Of things whose creation fails when they are there, and whose removal fails when they are not. */
export const madeOnce: Rules = { isMadeOnce: true };

/** Of members that can be taken away when they are none. */
export const takenFreely: Rules = { isTakenFreely: true };

/** No links. `first`: note what the first event of each proves of the time before. */
export function noLinks<T>(first = false): Links<T> {
  return new LinkMap<T>(first);
}

/** Notes that something was put in place. */
export function link<T>(
  links: Links<T>,
  key: string,
  value: T,
  mark: Mark,
  rules: Rules = {},
): void {
  const id = key.toLowerCase();
  const known = links.get(id);
  noteFirst(links, id, { was: rules.isMadeOnce === true ? "gone" : "open", value, by: mark });
  const second = secondOf(links, known, mark);
  place(
    links,
    id,
    second === null
      ? { value, since: mark, ended: null }
      : settle(withAdded(second, value, mark), value, rules, true),
    mark,
  );
}

/** Notes that something was taken away; `value` is used when nobody saw it come. */
export function unlink<T>(
  links: Links<T>,
  key: string,
  value: T,
  mark: Mark,
  rules: Rules = {},
): void {
  const id = key.toLowerCase();
  const known = links.get(id);
  noteFirst(links, id, { was: rules.isTakenFreely === true ? "open" : "stood", value, by: mark });
  const old = known?.value ?? value;
  const second = secondOf(links, known, mark);
  const isStanding = known !== undefined && known.ended === null;
  place(
    links,
    id,
    second === null
      ? { value: old, since: isStanding ? known.since : null, ended: mark }
      : settle(withRemoved(second, mark), old, rules, false),
    mark,
  );
}

/** Notes that an event shows something standing, without having put it there. */
export function show<T>(links: Links<T>, key: string, value: T, mark: Mark): void {
  const id = key.toLowerCase();
  const known = links.get(id);
  if (links.first?.has(id) === false) noteFirst(links, id, { was: "stood", value, by: mark });
  if (known?.ended === null && known.uncertain === undefined) return;
  // What the second of its last event left open is settled by a later one; within that second nothing is.
  if (known !== undefined && (known.ended ?? known.second)?.at === mark.at) return;
  const isOpen = known?.uncertain !== undefined;
  const now: Link<T> = { value, since: isOpen ? known.since : null, ended: null, shown: mark };
  // It may have been put there earlier in the same second.
  const second =
    mark.at === null
      ? null
      : { at: mark.at, before: "open" as const, since: now.since, ...untouched };
  const shown = second === null || known !== undefined ? now : { ...now, second };
  links.set(id, mark.isLoose === true ? { ...shown, uncertain: [mark.id] } : shown);
}

/** Notes that all that stands was gone at an event at the latest, e.g. at the deletion of its owner. */
export function endAll<T>(links: Links<T>, mark: Mark): readonly Link<T>[] {
  const ended: Link<T>[] = [];
  for (const [id, known] of links) {
    if (known.ended !== null) continue;
    ended.push(known);
    const now = { value: known.value, since: known.since, ended: mark };
    links.set(id, mark.isLoose === true ? { ...now, uncertain: [mark.id] } : now);
  }
  return ended;
}

/** What stands now. */
export function standing<T>(links: Links<T>): readonly Link<T>[] {
  return [...links.values()].filter((l) => l.ended === null);
}

/**
 * What stood until shortly before an event: AWS refuses to delete a thing that is still in use, so what the same actor
 * took off it in the last 24 hours belongs to the deletion. `others`: what somebody else took off in that time.
 */
export function takenOff<T>(
  links: Links<T>,
  mark: Mark,
  by: "same" | "others" = "same",
): readonly Link<T>[] {
  return [...links.values()].filter(
    (l) =>
      l.ended !== null &&
      (l.ended.actor === mark.actor) === (by === "same") &&
      isWithin(l.ended, mark.at, 24),
  );
}

/** The events a link rests on, oldest first. */
export function linkEvents(all: Link<unknown>): readonly string[] {
  return [all.since ?? all.shown ?? null, all.ended].flatMap((mark) =>
    mark === null ? [] : [mark.id],
  );
}

/** Moves a link to a new name. */
export function renameLink<T>(links: Links<T>, from: string, to: string, value: T): void {
  const known = links.get(from.toLowerCase());
  if (known === undefined) return;
  links.delete(from.toLowerCase());
  links.set(to.toLowerCase(), { ...known, value });
}

function noteFirst<T>(links: Links<T>, id: string, told: First<T>): void {
  if (links.first === null) return;
  const isAdded = told.was !== "stood";
  blurFirst(links.former, id, told.by, "stood");
  if (links.first.has(id)) {
    // Of a second in which it was both put there and taken away nothing follows for the time before.
    blurFirst(links, id, told.by, isAdded ? "stood" : "gone");
    return;
  }
  // A list that is known to the last member proves that what it does not hold was not there.
  const isTold = links.whole === null || links.whole.at === told.by.at;
  links.first.set(id, isTold ? told : { ...told, was: "gone", by: links.whole ?? told.by });
}

function blurFirst<T>(links: Links<T> | null, id: string, by: Mark, was: Was): void {
  const first = links?.first?.get(id);
  if (first !== undefined && first.was === was && first.by.at === by.at && first.by.id !== by.id)
    links?.first?.set(id, { ...first, was: "open" });
}

/** The newest is kept last. */
function place<T>(links: Links<T>, id: string, now: Link<T>, mark: Mark): void {
  const former = links.former?.get(id)?.ended ?? null;
  links.delete(id);
  // It was taken off an earlier thing of this name in the same second: or off this one, after it was put there.
  const isOpen = now.ended === null && former !== null && former.at === mark.at;
  const open = [
    ...(isOpen ? [former.id, mark.id] : []),
    ...(mark.isLoose === true ? [mark.id] : []),
  ];
  links.set(id, open.length > 0 ? { ...now, uncertain: [...(now.uncertain ?? []), ...open] } : now);
}

function secondOf<T>(links: Links<T>, known: Link<T> | undefined, mark: Mark): Second<T> | null {
  if (mark.at === null) return null;
  if (known?.second !== undefined && known.second.at === mark.at) return known.second;
  return {
    at: mark.at,
    before: before(links, known),
    // The deletion of its owner may have ended it in the same second.
    since: known?.ended === null || known?.ended.at === mark.at ? known.since : null,
    ...untouched,
  };
}

function withAdded<T>(second: Second<T>, value: T, by: Mark): Second<T> {
  const { adds, added, isDifferent, addedBy } = second;
  return {
    ...second,
    adds: adds + 1,
    added: { value, by },
    isDifferent: isDifferent || (added !== null && !same(added.value, value)),
    addedBy: cited(addedBy, by.id),
  };
}

function withRemoved<T>(second: Second<T>, by: Mark): Second<T> {
  const { removals, removedBy } = second;
  return { ...second, removals: removals + 1, removed: by, removedBy: cited(removedBy, by.id) };
}

const untouched = {
  adds: 0,
  removals: 0,
  added: null,
  removed: null,
  isDifferent: false,
  addedBy: [],
  removedBy: [],
} as const;

function before<T>(links: Links<T>, known: Link<T> | undefined): Was {
  if (known === undefined) return links.whole === null ? "open" : "gone";
  if (known.uncertain !== undefined) return "open";
  return known.ended === null ? "stood" : "gone";
}

/**
 * What a second leaves behind, whatever the order of its events: IAM lets only some orders happen, and where these end
 * differently the link is uncertain and stands as the last event of the given order leaves it.
 */
function settle<T>(second: Second<T>, value: T, rules: Rules, isAdded: boolean): Link<T> {
  const { added, removed } = second;
  const { stands, isGone } = possible(second, rules);
  // What can't be at all means that the log lacks an event; the last one then decides.
  const isStanding = stands === isGone ? isAdded : stands;
  const isOpen = stands && (isGone || (second.isDifferent && rules.isMadeOnce !== true));
  const now: Link<T> =
    isStanding && added !== null
      ? { value: added.value, since: added.by, ended: null, second }
      : { value, since: added?.by ?? second.since, ended: removed, second };
  if (!isOpen) return now;
  return { ...now, uncertain: [...second.addedBy, ...(isGone ? second.removedBy : [])] };
}

/** Whether a link can stand, and whether it can be gone, after all events of a second. */
function possible<T>(
  { before: was, adds, removals }: Second<T>,
  { isMadeOnce = false, isTakenFreely = false }: Rules,
): { readonly stands: boolean; readonly isGone: boolean } {
  const mayStand = was !== "gone";
  const mayLack = was !== "stood";
  if (isMadeOnce && !isTakenFreely) {
    return {
      stands: (mayLack && adds === removals + 1) || (mayStand && adds === removals),
      isGone: (mayLack && adds === removals) || (mayStand && removals === adds + 1),
    };
  }
  if (isTakenFreely) return { stands: adds > 0, isGone: removals > 0 };
  return {
    // Each removal needs one of its own before it, and the last call put it there.
    stands: adds > 0 && removals <= (mayStand ? 1 : 0) + adds - 1,
    isGone: removals > 0 && removals <= (mayStand ? 1 : 0) + adds,
  };
}
