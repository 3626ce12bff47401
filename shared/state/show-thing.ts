/** How a file's word that a thing exists meets the log. */
import type { EntityFacts, Life } from "./account-facts.ts";
import type { Link } from "./links.ts";
import { lifeKey } from "./find.ts";
import type { Place } from "./find.ts";
import { drift, isBlind, isNewer, showFact } from "./show-parts.ts";
import type { Entry } from "./show-parts.ts";

/**
 * The thing that an entry shows; null where an event deleted it, or made another of its name, so shortly before that the
 * file may show what was before.
 */
export function shownThing<T extends Life & { id: EntityFacts["id"] }>(
  entry: Entry,
  place: Place<T>,
  id: string | null,
  find: () => T,
): T | null {
  const { account, mark } = entry;
  const key = lifeKey(place);
  const before = place.table.get(place.key);
  const life = account.lives.get(key);
  const isSameId = id !== null && before?.id?.value === id && before.id.uncertain === undefined;
  if (!isSameId && isRemade(entry, place.kind, place.key, life)) return null;
  if (before?.deleted !== undefined && before.deleted !== null) {
    if (isNewer(entry, before.deleted)) return null;
    if (life?.uncertain === undefined && !before.isEndAsked && !isBlind(entry))
      drift(entry, {
        part: "life",
        how: "more",
        value: null,
        before: null,
        after: null,
        log: [before.deleted],
        latest: () => place.table.get(place.key)?.created ?? null,
      });
  } else if (isOther(before, id)) {
    if (isNewer(entry, before?.created)) return null;
    drift(entry, {
      part: "id",
      how: "changed",
      value: null,
      before: before?.id?.value ?? null,
      after: id,
      log: [before?.id?.by],
      latest: () => place.table.get(place.key)?.created ?? null,
    });
    if (before !== undefined) before.deleted = mark;
  }
  const thing = find();
  const now = account.lives.get(key);
  if (now !== undefined && (now.uncertain !== undefined || now.ended !== null))
    if (!isNewer(entry, now.second === undefined ? null : (now.ended ?? now.since)))
      account.lives.set(key, { value: now.value, since: now.since, ended: null, shown: mark });
  if (id !== null)
    thing.id = showFact(entry, thing.id, id, {
      life: thing,
      name: "id",
      part: "id",
      latest: () => thing.id,
    });
  return thing;
}

/** Whether a name came to a thing, or left it, so shortly before that the file may show another under it. */
function isRemade(
  entry: Entry,
  kind: string,
  name: string,
  life: Link<string> | undefined,
): boolean {
  if ([life?.since, life?.ended].some((mark) => isNewer(entry, mark))) return true;
  return entry.account.renames.some(
    (one) =>
      one.kind === kind &&
      (one.from.toLowerCase() === name || one.to.toLowerCase() === name) &&
      isNewer(entry, one.by),
  );
}

function isOther(before: { readonly id: EntityFacts["id"] } | undefined, id: string | null) {
  const known = before?.id;
  return (
    id !== null &&
    known !== null &&
    known !== undefined &&
    known.uncertain === undefined &&
    known.value !== id
  );
}
