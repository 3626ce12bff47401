/** The calls of identities that lived for less than an hour, found by the columns of all events. */
import { nameOf } from "../../shared/iam/arn.ts";
import { noTime } from "../import/protocol.ts";
import type { RowPlace } from "./glance-rows.ts";
import type { ShortLife } from "./identities-of-interest.ts";
import { byNumber } from "./glance-traits.ts";
import type { ActorNumbers } from "./light-events.ts";
import type { StoredWords } from "./stored-words.ts";
import type { CaseDb } from "./open-case.ts";
import { column } from "./segments.ts";
import type { Segment } from "./segments.ts";

/** Most calls of one of them. */
const mostUses = 24;

/** Identities whose calls are looked for. */
export interface Watched {
  readonly isAny: boolean;
  readonly isOne: (segment: Segment, row: number) => boolean;
  readonly add: (segment: Segment, row: number) => void;
  readonly found: () => readonly RowPlace[];
}

/** Looks for the calls that short-lived identities made while they lived. */
export function watchIdentities(
  db: CaseDb,
  words: StoredWords,
  actors: ActorNumbers,
  lives: readonly ShortLife[],
): Watched {
  const byWho = Map.groupBy(lives, ({ who, account }) => `${account} ${who}`);
  const ids = new Set(lives.flatMap(({ who }) => (who.startsWith("key/") ? [nameOf(who)] : [])));
  const keys = new Map<number, string>();
  const find = db.prepare<[string], { id: number; value: string }>(
    `SELECT id, value FROM text WHERE value IN (SELECT value FROM json_each(?))`,
  );
  if (ids.size > 0)
    for (const { id, value } of find.all(JSON.stringify([...ids]))) keys.set(id, `key/${value}`);
  const names = new Set(lives.map(({ who }) => who));
  const hasActors = lives.some(({ who }) => !who.startsWith("key/"));
  /** A user's or role's name by its number; asked for few times as often as there are actors. */
  const nameAs = new Map<string, string | null>();
  const counts = new Map<ShortLife, number>();
  const places: RowPlace[] = [];

  function actorName(id: number): string | null {
    const { type, userName, issuerArn } = actors(id);
    const key = `${type} ${userName} ${issuerArn}`;
    const known = nameAs.get(key);
    if (known !== undefined) return known;
    const kind = words.text(type);
    const user = kind === "IAMUser" ? words.text(userName) : null;
    const role = kind === "AssumedRole" ? words.text(issuerArn) : null;
    const name = user !== null ? `user/${user}` : role !== null ? `role/${nameOf(role)}` : null;
    nameAs.set(key, name);
    return name;
  }

  const isWatched = byNumber((id) => {
    const name = actorName(id);
    return name !== null && names.has(name) ? 1 : 0;
  });

  function livesOf(segment: Segment, row: number): readonly ShortLife[] {
    const { account } = words.place(segment.column(column.place)[row] ?? 0);
    const both = [
      keys.get(segment.column(column.accessKey)[row] ?? 0),
      actorName(segment.column(column.actor)[row] ?? 0),
    ];
    return both.flatMap((name) => byWho.get(`${account ?? ""} ${name ?? ""}`) ?? []);
  }

  return {
    isAny: lives.length > 0,
    isOne: (segment, row) => {
      if (keys.has(segment.column(column.accessKey)[row] ?? 0)) return true;
      if (!hasActors) return false;
      return isWatched(segment.column(column.actor)[row] ?? 0) !== 0;
    },
    add: (segment, row) => {
      const t = segment.t[row] ?? noTime;
      const life = livesOf(segment, row).find(({ from, to }) => t >= from && t <= to);
      if (life === undefined) return;
      const n = counts.get(life) ?? 0;
      counts.set(life, n + 1);
      if (n < mostUses) places.push({ input: segment.input, record: segment.first + row });
    },
    found: () => places,
  };
}
