/** Writes batches of events into a case. The only writer of events, sources, dictionaries and raw blocks. */
import type { Batch, Part } from "../import/protocol.ts";
import { column, columnCount } from "../import/protocol.ts";
import type { CaseDb } from "./open-case.ts";
import { createSeenIds } from "./seen-ids.ts";

export interface EventWriter {
  /** Writes one batch within the present transaction. */
  readonly write: (batch: Batch) => void;
  /** Commits what was written so far; the next write begins anew. */
  readonly commit: () => void;
  /** eventIDs that may stand at two different times. */
  readonly repeatedIds: () => readonly Buffer[];
}

const decoder = new TextDecoder();

/** Ids of a worker's dictionary entries in the case. */
interface Translation {
  texts: number[];
  actions: number[];
  actors: number[];
  places: number[];
}

/**
 * Makes the writer of a case; there must be only one at a time. `willAdd`: events may come, so repeated eventIDs are
 * watched for, those in the case included.
 */
export function createEventWriter(db: CaseDb, willAdd: boolean): EventWriter {
  const dictionary = createDictionaries(db);
  const translations = new Map<number, Translation>();
  const seen = createSeenIds();
  const repeated: Buffer[] = [];
  if (willAdd)
    for (const eid of db.prepare<[], Buffer>(`SELECT eid FROM event`).pluck().iterate())
      if (seen.add(eid, 0)) repeated.push(eid);
  const insertEvent = db.prepare(
    `INSERT INTO event VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const holder = db.prepare<[number, Buffer], { input: number; offset: number }>(
    `SELECT input, offset FROM event WHERE t = ? AND eid = ?`,
  );
  const insertSource = db.prepare(
    `INSERT INTO event_source VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING`,
  );
  const insertRelevant = db.prepare(`INSERT OR IGNORE INTO relevant_event VALUES (?, ?, 0, ?)`);
  const insertSession = db.prepare(`INSERT OR IGNORE INTO session_start VALUES (?, ?, ?)`);
  const insertOddId = db.prepare(`INSERT OR IGNORE INTO odd_id VALUES (?, ?)`);
  const insertBlock = db.prepare(`INSERT OR IGNORE INTO raw_block VALUES (?, ?, ?, ?, ?)`);
  const insertProblem = db.prepare(
    `INSERT INTO problem (input, position, record, reason, sample, is_note) VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const beginInput = db.prepare(
    `UPDATE input SET status = 'reading' WHERE id = ? AND status = 'waiting'`,
  );
  const endInput = db.prepare(
    `UPDATE input SET sha256 = ?, bytes = ?, status = ?, format = ?, note = ?, encoding = ?, text_bytes = ?, records = ?
     WHERE id = ?`,
  );

  function translate(batch: Batch): Translation {
    const known = translations.get(batch.worker) ?? {
      texts: [0],
      actions: [0],
      actors: [0],
      places: [0],
    };
    translations.set(batch.worker, known);
    const { texts } = known;
    for (const bytes of batch.strings) texts.push(dictionary.text(decoder.decode(bytes)));
    const id = (local: number | undefined): number => texts[local ?? 0] ?? 0;
    for (let i = 0; i < batch.actions.length; i += 2)
      known.actions.push(
        dictionary.tuple("action", [id(batch.actions[i]), id(batch.actions[i + 1])]),
      );
    for (let i = 0; i < batch.actors.length; i += 7)
      known.actors.push(dictionary.tuple("actor", Array.from(batch.actors.subarray(i, i + 7), id)));
    for (let i = 0; i < batch.places.length; i += 2)
      known.places.push(dictionary.tuple("place", [id(batch.places[i]), id(batch.places[i + 1])]));
    return known;
  }

  function writeRows(
    batch: Batch,
    part: Part,
    ids: Translation,
    oddIds: ReadonlyMap<number, string>,
    relevant: ReadonlyMap<number, Uint8Array>,
  ): void {
    const { numbers, columns } = batch;
    const eids = Buffer.from(batch.eids.buffer, batch.eids.byteOffset, batch.eids.byteLength);
    for (let row = part.firstRow; row < part.firstRow + part.rows; row++) {
      const at = row * columnCount;
      const t = numbers[row * 2] ?? 0;
      const offset = numbers[row * 2 + 1] ?? 0;
      const eid = eids.subarray(row * 16, row * 16 + 16);
      // A filter first: the case is asked only about ids that may have come before.
      const isRepeated = seen.add(eids, row * 16);
      const first = isRepeated ? holder.get(t, eid) : undefined;
      // The row itself, from an import that was cut off: nothing new.
      if (first?.input === part.input && first.offset === offset) continue;
      if (isRepeated && first === undefined) repeated.push(Buffer.from(eid));
      (first === undefined ? insertEvent : insertSource).run(
        t,
        eid,
        part.input,
        columns[at + column.record],
        offset,
        columns[at + column.length],
        ids.actions[columns[at + column.action] ?? 0],
        ids.actors[columns[at + column.actor] ?? 0],
        ids.texts[columns[at + column.accessKey] ?? 0],
        ids.texts[columns[at + column.ip] ?? 0],
        ids.texts[columns[at + column.agent] ?? 0],
        ids.texts[columns[at + column.error] ?? 0],
        ids.places[columns[at + column.place] ?? 0],
        columns[at + column.flags],
      );
      if (first !== undefined) continue;
      const raw = relevant.get(row);
      if (raw !== undefined) insertRelevant.run(t, eid, raw);
      const oddId = oddIds.get(row);
      if (oddId !== undefined) insertOddId.run(eid, oddId);
    }
  }

  function writeSessions(batch: Batch): void {
    for (const { row, key } of batch.sessions)
      insertSession.run(key, batch.numbers[row * 2], batch.eids.subarray(row * 16, row * 16 + 16));
  }

  function write(batch: Batch): void {
    if (!db.inTransaction) db.exec("BEGIN");
    const ids = translate(batch);
    writeSessions(batch);
    const relevant = new Map(batch.relevant.map((r) => [r.row, r.raw]));
    const oddIds = new Map(batch.oddIds.map((o) => [o.row, o.text]));
    for (const part of batch.parts) {
      beginInput.run(part.input);
      writeRows(batch, part, ids, oddIds, relevant);
      for (const { start, length, codec, data } of part.blocks)
        insertBlock.run(part.input, start, length, codec, data);
      for (const { position, record, reason, sample, isNote } of part.problems)
        insertProblem.run(part.input, position, record, reason, sample, isNote ? 1 : 0);
      const { end } = part;
      if (end !== null && end.before === null)
        endInput.run(
          end.sha256,
          end.bytes,
          end.status,
          end.format,
          end.note,
          end.encoding,
          end.textBytes,
          end.records,
          part.input,
        );
    }
  }

  return {
    write,
    commit: () => {
      if (db.inTransaction) db.exec("COMMIT");
    },
    repeatedIds: () => repeated,
  };
}

type TupleTable = "action" | "actor" | "place";

interface Dictionaries {
  readonly text: (value: string) => number;
  readonly tuple: (table: TupleTable, values: readonly number[]) => number;
}

/** Text and tuples of a case, each with one id. Id 0 stands for absent. */
function createDictionaries(db: CaseDb): Dictionaries {
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
