/** The words behind the ids of a case. */
import type { CaseDb } from "../open-case.ts";

/** What a log says about a caller. */
export interface ActorText {
  readonly type: string | null;
  readonly principalId: string | null;
  readonly arn: string | null;
  readonly account: string | null;
  readonly userName: string | null;
  readonly invokedBy: string | null;
  /** ARN of the role or user behind a session. */
  readonly issuerArn: string | null;
  /** What names the caller in rows and facets. */
  readonly name: string | null;
}

export interface DictionaryText {
  readonly text: (id: number) => string | null;
  readonly action: (id: number) => { readonly source: string | null; readonly name: string | null };
  readonly place: (id: number) => {
    readonly account: string | null;
    readonly region: string | null;
  };
  readonly actor: (id: number) => ActorText;
}

/** Ids of a caller, in the order of the columns of the table actor: type to issuer_arn. */
export const actorWidth = 7;

/** The text that names a caller: its ARN; else the principal, the service, the user, the account or the type. */
export function actorNameId(ids: ArrayLike<number>, at: number): number {
  return ids[at + 2]! || ids[at + 1]! || ids[at + 5]! || ids[at + 4]! || ids[at + 3]! || ids[at]!;
}

/** Texts kept at hand, counted in characters. */
const keepCharacters = 8_000_000;

/** Makes a reader of the dictionaries; it keeps the last words at hand. */
export function createDictionaryText(db: CaseDb): DictionaryText {
  const textOf = db.prepare<[number], string>(`SELECT value FROM text WHERE id = ?`).pluck();
  const tupleOf = {
    action: db.prepare<[number], number[]>(`SELECT source, name FROM action WHERE id = ?`).raw(),
    place: db.prepare<[number], number[]>(`SELECT account, region FROM place WHERE id = ?`).raw(),
    actor: db
      .prepare<[number], number[]>(
        `SELECT type, principal_id, arn, account, user_name, invoked_by, issuer_arn FROM actor WHERE id = ?`,
      )
      .raw(),
  };
  const texts = new Map<number, string>();
  let characters = 0;

  function text(id: number): string | null {
    if (id === 0) return null;
    const known = texts.get(id);
    if (known !== undefined) return known;
    const value = textOf.get(id);
    if (value === undefined) return null;
    characters += value.length + 50;
    if (characters > keepCharacters) {
      texts.clear();
      characters = value.length + 50;
    }
    texts.set(id, value);
    return value;
  }

  return {
    text,
    action: remembered((id) => {
      const [source = 0, name = 0] = tupleOf.action.get(id) ?? [];
      return { source: text(source), name: text(name) };
    }),
    place: remembered((id) => {
      const [account = 0, region = 0] = tupleOf.place.get(id) ?? [];
      return { account: text(account), region: text(region) };
    }),
    actor: remembered((id) => {
      const ids = tupleOf.actor.get(id) ?? [0, 0, 0, 0, 0, 0, 0];
      const [type = 0, principalId = 0, arn = 0, account = 0, userName = 0] = ids;
      const [invokedBy = 0, issuerArn = 0] = ids.slice(5);
      return {
        type: text(type),
        principalId: text(principalId),
        arn: text(arn),
        account: text(account),
        userName: text(userName),
        invokedBy: text(invokedBy),
        issuerArn: text(issuerArn),
        name: text(actorNameId(ids, 0)),
      };
    }),
  };
}

/** Keeps the last answers. */
function remembered<T>(make: (id: number) => T): (id: number) => T {
  const known = new Map<number, T>();
  return (id) => {
    const value = known.get(id) ?? make(id);
    if (known.size > 20_000) known.clear();
    known.set(id, value);
    return value;
  };
}
