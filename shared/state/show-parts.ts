/** How what a snapshot shows meets what the log says: values and lists of one thing. */
import type { AccountFacts, Life } from "./account-facts.ts";
import type { Drift, DriftPart } from "./drift.ts";
import { isNear, lastOf } from "./drift.ts";
import type { Fact, Mark } from "./fact.ts";
import { same } from "./fact.ts";
import type { Link, Links } from "./links.ts";
import { show } from "./links.ts";
import type { Margin } from "./shown.ts";

/** An entry that is being folded. */
export interface Entry {
  readonly account: AccountFacts;
  readonly mark: Mark;
  readonly margin: Margin;
  /** As `Drift.thing`. */
  readonly thing: string;
}

/** Whether the log's word is so new that the file may not show it yet. */
export function isNewer({ mark, margin }: Entry, by: Mark | null | undefined): boolean {
  return by?.file === undefined && isNear(by, mark, margin);
}

/** Whether any event up to now left open what it changed. */
export function isBlind({ account }: Entry): boolean {
  return account.blind.size > 0;
}

/** Whether a user or group was renamed so shortly before that the file may name it otherwise. */
export function isRenamedNear(entry: Entry): boolean {
  return entry.account.renames.some(({ by }) => isNewer(entry, by));
}

/** Notes a difference. */
export function drift(
  entry: Entry,
  told: Omit<Drift, "thing" | "by" | "margin" | "log"> & {
    readonly log: readonly (Mark | null | undefined)[];
  },
): void {
  const log = told.log.flatMap((mark) => mark ?? []);
  if (log.length === 0) return;
  const { account, thing, mark, margin } = entry;
  // Both ends of a relation tell of it.
  const isTold = account.drifts
    .slice(-4)
    .some(
      (one) =>
        one.by.id === mark.id &&
        one.thing === thing &&
        one.part === told.part &&
        one.value === told.value,
    );
  if (isTold) return;
  account.drifts.push({ ...told, log, thing, by: mark, margin });
}

/** Where a value stands, and how it is compared. */
export interface Slot<T> {
  readonly life: Pick<Life, "told" | "vague">;
  /** Name of the member, as in `Life.told`. */
  readonly name: string;
  readonly part: DriftPart;
  readonly isSame?: (a: T, b: T) => boolean;
  readonly text?: (value: T) => string | null;
  readonly latest: () => Fact<T> | null | undefined;
}

/** The fact after a file has shown it. */
export function showFact<T>(
  entry: Entry,
  before: Fact<T> | null | undefined,
  value: T,
  { life, name, part, isSame = same, text = textOf, latest }: Slot<T>,
): Fact<T> {
  const { mark, account } = entry;
  const shown = { value, by: mark };
  if (before === null || before === undefined) {
    if (account.firsts !== null && life.vague?.has(name) !== true)
      (life.told ??= new Map()).set(name, shown);
    return shown;
  }
  if (isNewer(entry, before.by)) return before;
  // A record that did not hold the value.
  if (before.value === null && (part === "trust" || part === "version")) return shown;
  if (isSame(before.value, value))
    return before.uncertain === undefined && !isBlind(entry) ? before : shown;
  if (before.uncertain === undefined && !isBlind(entry))
    drift(entry, {
      part,
      how: "changed",
      value: null,
      before: text(before.value),
      after: text(value),
      log: [before.by],
      latest: () => latest()?.by ?? null,
    });
  return shown;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** How a list meets the file. */
export interface Listed<T> {
  readonly part: DriftPart;
  /** The name of a member, as in a finding. */
  readonly text: (value: T) => string;
  /** Whether a member stands as the file has it. Absent: always. */
  readonly isSame?: (known: T, shown: T) => boolean;
  /** What is kept of both where the members are the same. */
  readonly merge?: (known: T, shown: T) => T;
  /** The document of a member. */
  readonly document?: (value: T) => string | null;
  /** A member was seen to be gone, or shown: its other end is told. */
  readonly other?: (value: T, isThere: boolean) => void;
}

/** Takes in all members of a list: others than these are gone. */
export function showAll<T>(
  entry: Entry,
  links: Links<T>,
  items: readonly { readonly key: string; readonly value: T }[],
  how: Listed<T>,
): void {
  const held = new Set(items.map(({ key }) => key.toLowerCase()));
  for (const { key, value } of items) showOne(entry, links, key, value, how);
  for (const [key, known] of links) {
    const isOver = known.ended !== null && known.uncertain === undefined;
    if (held.has(key) || isOver || isRecent(entry, known)) continue;
    if (known.uncertain === undefined && !isBlind(entry))
      drift(entry, {
        part: how.part,
        how: "less",
        value: how.text(known.value),
        before: how.document?.(known.value) ?? null,
        after: null,
        log: [known.since ?? known.shown],
        latest: () => lastOf(links.get(key)),
      });
    links.set(key, { value: known.value, since: known.since, ended: entry.mark });
    how.other?.(known.value, false);
  }
  if (links.whole === null || isBlind(entry)) links.whole = entry.mark;
}

function showOne<T>(entry: Entry, links: Links<T>, key: string, value: T, how: Listed<T>): void {
  const id = key.toLowerCase();
  const known = links.get(id);
  const { mark } = entry;
  if (known !== undefined && isRecent(entry, known)) {
    if (known.ended !== null) return;
    // Put there just now: what its record lacks the file may tell.
    if (known.uncertain === undefined && how.merge !== undefined)
      links.set(id, { ...known, value: how.merge(known.value, value) });
    return;
  }
  const stands = known?.ended === null && known.uncertain === undefined;
  if (stands && (how.isSame?.(known.value, value) ?? true)) {
    const merged = how.merge?.(known.value, value) ?? known.value;
    if (isBlind(entry)) links.set(id, { ...known, value: merged, shown: mark });
    else if (merged !== known.value) links.set(id, { ...known, value: merged });
    return;
  }
  const isAbsent = known === undefined ? links.whole !== null : known.ended !== null;
  if (!isBlind(entry) && known?.uncertain === undefined && (stands || isAbsent))
    drift(entry, {
      part: how.part,
      how: stands ? "changed" : "more",
      value: how.text(value),
      before: stands ? (how.document?.(known.value) ?? null) : null,
      after: how.document?.(value) ?? null,
      log: [
        known === undefined ? links.whole : stands ? (known.since ?? known.shown) : known.ended,
      ],
      latest: () => lastOf(links.get(id)),
    });
  if (known === undefined) show(links, key, value, mark);
  else links.set(id, { value, since: null, ended: null, shown: mark });
  how.other?.(value, true);
}

/** Whether an event changed a link so shortly before that the file may not show it yet. */
function isRecent(entry: Entry, { since, ended, shown, second }: Link<unknown>): boolean {
  if ([ended, since, shown].some((mark) => isNewer(entry, mark))) return true;
  const at = second?.at ?? null;
  return at !== null && isNewer(entry, { id: "", at, actor: "" }) && at !== entry.mark.at;
}

/**
 * The other end of a relation as a file shows it. `told`: how the relation is called from the side of the entry; where
 * the log has all that is at the other end, one more is a difference, too.
 */
export function showEnd(
  entry: Entry,
  links: Links<string> | undefined,
  name: string,
  isThere: boolean,
  told: { readonly part: DriftPart; readonly value: string } | null = null,
): void {
  if (links === undefined) return;
  const id = name.toLowerCase();
  const known = links.get(id);
  const { mark } = entry;
  if (known !== undefined && isRecent(entry, known)) return;
  if (isThere) {
    if (known === undefined && links.whole !== null && told !== null && !isBlind(entry))
      drift(entry, {
        ...told,
        how: "more",
        before: null,
        after: null,
        log: [links.whole],
        latest: () => lastOf(links.get(id)),
      });
    if (known === undefined) show(links, name, name, mark);
    else if (known.ended !== null || known.uncertain !== undefined)
      links.set(id, { value: name, since: null, ended: null, shown: mark });
  } else if (known !== undefined && (known.ended === null || known.uncertain !== undefined))
    links.set(id, { value: known.value, since: known.since, ended: mark });
}
