/** Text and tuples of a case, each with one id. */
import type { CaseDb } from "./open-case.ts";

type TupleTable = "action" | "actor" | "place";

export interface Dictionaries {
  readonly text: (value: string) => number;
  readonly tuple: (table: TupleTable, values: readonly number[]) => number;
}

/** Loads the dictionaries of a case; what is new is written at once. Id 0 stands for absent. */
export function createDictionaries(db: CaseDb): Dictionaries {
  const texts = new Map<string, number>();
  for (const { id, value } of db
    .prepare<[], { id: number; value: string }>(`SELECT id, value FROM text`)
    .iterate())
    texts.set(value, id);
  const insertText = db.prepare(`INSERT INTO text VALUES (?, ?)`);
  let lastText = db.prepare<[], number>(`SELECT coalesce(max(id), 0) FROM text`).pluck().get() ?? 0;

  const tables = {
    action: createTuples(db, "action", 2),
    actor: createTuples(db, "actor", 7),
    place: createTuples(db, "place", 2),
  };

  return {
    text: (value) => {
      const known = texts.get(value);
      if (known !== undefined) return known;
      lastText++;
      insertText.run(lastText, value);
      texts.set(value, lastText);
      return lastText;
    },
    tuple: (table, values) => tables[table](values),
  };
}

function createTuples(
  db: CaseDb,
  table: TupleTable,
  width: number,
): (values: readonly number[]) => number {
  const ids = new Map<string, number>();
  let last = 0;
  // `table` is one of three names of ours, never input.
  for (const row of db.prepare<[], number[]>(`SELECT * FROM ${table}`).raw().iterate()) {
    const [id = 0, ...values] = row;
    ids.set(values.join(","), id);
    last = Math.max(last, id);
  }
  const insert = db.prepare(
    `INSERT INTO ${table} VALUES (${Array.from({ length: width + 1 }, () => "?").join(", ")})`,
  );
  return (values) => {
    const key = values.join(",");
    const known = ids.get(key);
    if (known !== undefined) return known;
    last++;
    insert.run(last, ...values);
    ids.set(key, last);
    return last;
  };
}
