/** What filters and facets need to know about the dictionaries of a case, in memory. */
import { outcomeOf } from "../../../shared/outcome.ts";
import type { CaseDb } from "../open-case.ts";
import { actorNameId, actorWidth } from "./dictionary-text.ts";
import type { EventColumns } from "./load-columns.ts";
import type { TextSearch } from "./search-text.ts";
import { createTextSearch } from "./search-text.ts";

export interface Names {
  /** By action id: ids of eventSource and eventName. */
  readonly actions: Int32Array;
  /** By place id: ids of account and Region. */
  readonly places: Int32Array;
  /** By code of the column actor: id of the text that names the caller. */
  readonly actorName: (code: number) => number;
  /** By code: id of the ARN of the role behind a session. */
  readonly actorRole: (code: number) => number;
  /** By code: 1 where one of the caller's texts is marked. The kind of caller (IAMUser, Root) is not looked at. */
  readonly actorsHolding: (holds: Uint8Array) => Uint8Array;
  /** Whether an error code, by its id, is a refusal for lack of permission. */
  readonly isDenied: (errorId: number) => boolean;
  readonly containing: TextSearch["containing"];
  readonly idsOf: TextSearch["idsOf"];
  readonly bytes: number;
}

/** Loads the tuples (8 bytes an action and place, 28 bytes a caller) and the words for the search. */
export function loadNames(db: CaseDb, columns: EventColumns): Names {
  const actions = pairs(db, `SELECT id, source, name FROM action`);
  const places = pairs(db, `SELECT id, account, region FROM place`);
  const actors = actorTuples(db, columns.actor.ids);
  const search = createTextSearch(db);
  return {
    actions,
    places,
    actorName: (code) => actorNameId(actors, code * actorWidth),
    actorRole: (code) => actors[code * actorWidth + 6]!,
    actorsHolding: (holds) => {
      const table = new Uint8Array(columns.actor.ids.length);
      for (let code = 0, at = 0; code < table.length; code++, at += actorWidth) {
        let any = 0;
        for (let i = 1; i < actorWidth; i++) any |= holds[actors[at + i]!]!;
        table[code] = any;
      }
      return table;
    },
    isDenied: createDenials(db),
    containing: search.containing,
    idsOf: search.idsOf,
    bytes: actions.byteLength + places.byteLength + actors.byteLength + search.bytes,
  };
}

/** Looks at each error code once. */
function createDenials(db: CaseDb): (errorId: number) => boolean {
  const valueOf = db.prepare<[number], string>(`SELECT value FROM text WHERE id = ?`).pluck();
  const known = new Map<number, boolean>([[0, false]]);
  return (id) => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const isDenied = outcomeOf(valueOf.get(id) ?? null, null) === "denied";
    known.set(id, isDenied);
    return isDenied;
  };
}

/** Two numbers an id. */
function pairs(db: CaseDb, sql: string): Int32Array {
  const rows = db.prepare<[], [number, number, number]>(sql).raw().all();
  const last = rows.reduce((most, [id]) => Math.max(most, id), 0);
  const out = new Int32Array((last + 1) * 2);
  for (const [id, one, two] of rows) {
    out[id * 2] = one;
    out[id * 2 + 1] = two;
  }
  return out;
}

/** Seven numbers a code. */
function actorTuples(db: CaseDb, ids: Int32Array): Int32Array {
  const out = new Int32Array(ids.length * actorWidth);
  const codeOf = new Map(Array.from(ids, (id, code) => [id, code]));
  const rows = db
    .prepare<[], number[]>(
      `SELECT id, type, principal_id, arn, account, user_name, invoked_by, issuer_arn FROM actor`,
    )
    .raw()
    .iterate();
  for (const row of rows) {
    const code = codeOf.get(row[0]!);
    if (code === undefined) continue;
    for (let i = 0; i < actorWidth; i++) out[code * actorWidth + i] = row[i + 1]!;
  }
  return out;
}
