import { isWithin } from "./fact.ts";
import type { Mark } from "./fact.ts";

/** A membership, attachment or the like, with the events that made and ended it. */
export interface Link<T> {
  readonly value: T;
  /** Null: it was there before the first event that shows it. */
  readonly since: Mark | null;
  /** Null: it still stands. */
  readonly ended: Mark | null;
}

/** Links by a key that ignores case, as IAM names do. */
export type Links<T> = Map<string, Link<T>>;

/** Notes that something was put in place; again is the same as once. */
export function link<T>(links: Links<T>, key: string, value: T, mark: Mark): void {
  const id = key.toLowerCase();
  links.delete(id); // Keeps the newest last.
  links.set(id, { value, since: mark, ended: null });
}

/** Notes that something was taken away; `value` is used when nobody saw it come. */
export function unlink<T>(links: Links<T>, key: string, value: T, mark: Mark): void {
  const id = key.toLowerCase();
  const known = links.get(id);
  const isStanding = known !== undefined && known.ended === null;
  links.delete(id);
  links.set(id, {
    value: known?.value ?? value,
    since: isStanding ? known.since : null,
    ended: mark,
  });
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
  return [all.since, all.ended].flatMap((mark) => (mark === null ? [] : [mark.id]));
}

/** Moves a link to a new name. */
export function renameLink(links: Links<string>, from: string, to: string): void {
  const known = links.get(from.toLowerCase());
  if (known === undefined) return;
  links.delete(from.toLowerCase());
  links.set(to.toLowerCase(), { ...known, value: to });
}
