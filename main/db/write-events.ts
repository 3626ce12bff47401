/** Writes batches of events into a case. The only writer of events, dictionaries and raw blocks. */
import type { Batch, InputEnd, Part } from "../import/protocol.ts";
import { column, columnCount, notReadAgain } from "../import/protocol.ts";
import { release } from "../import/release.ts";
import { createDictionaries } from "./dictionaries.ts";
import type { CaseDb } from "./open-case.ts";
import type { RepeatedIds } from "./repeated-ids.ts";
import type { Translation } from "./segments.ts";
import { createSegmentWriter } from "./segments.ts";

export interface EventWriter {
  /** Writes one batch within the present transaction. */
  readonly write: (batch: Batch) => void;
  /** Commits what was written so far; the next write begins anew. */
  readonly commit: () => void;
  /** Text of repeated records by `input/record`, as far as it is at hand. */
  readonly repeatedText: () => ReadonlyMap<string, Uint8Array>;
}

/** Text of repeated records is kept up to this size; the rest is inflated again. */
const maxTextBytes = 24 * 1024 * 1024;

/** Makes the writer of a case; there must be only one at a time. `repeated` hears of every event's id. */
export function createEventWriter(db: CaseDb, repeated: RepeatedIds): EventWriter {
  const dictionary = createDictionaries(db);
  const translations = new Map<number, Translation>();
  const repeatedText = new Map<string, Uint8Array>();
  let textBytes = 0;
  const writeSegment = createSegmentWriter(db);
  const insertRelevant = db.prepare(
    `INSERT INTO relevant_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertSession = db.prepare(`INSERT INTO session_start VALUES (?, ?, ?)`);
  const insertOddId = db.prepare(`INSERT INTO odd_id VALUES (?, ?, ?)`);
  const insertBlock = db.prepare(`INSERT INTO raw_block VALUES (?, ?, ?, ?, ?, ?)`);
  const insertWrapped = db.prepare(`INSERT INTO wrapped_record VALUES (?, ?, ?, ?, ?)`);
  const insertInsight = db.prepare(
    `INSERT INTO insight_event (input, position, length, item) VALUES (?, ?, ?, ?)`,
  );
  const insertProblem = db.prepare(
    `INSERT INTO problem (input, position, record, reason, sample, is_note) VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const forgetCheck = db.prepare(
    `DELETE FROM problem WHERE input = ? AND (reason = ? OR reason LIKE '${notReadAgain}%')`,
  );
  const insertMember = db.prepare(
    `INSERT INTO input (id, parent, run, root, path, bytes, modified_at, status)
     SELECT ?, id, run, root, path || ?, ?, ?, 'reading' FROM input WHERE id = ?`,
  );
  const beginInput = db.prepare(
    `UPDATE input SET status = 'reading' WHERE id = ? AND status = 'waiting'`,
  );
  const endInput = db.prepare(
    `UPDATE input SET sha256 = ?, bytes = ?, status = ?, format = ?, note = ?, encoding = ?, text_bytes = ?, records = ?,
       text_sha256 = ?
     WHERE id = ?`,
  );
  const insertDelivered = db.prepare(`INSERT OR REPLACE INTO delivered VALUES (?, ?)`);

  function translate(batch: Batch): Translation {
    const nothing = { texts: [0], actions: [0], actors: [0], places: [0] };
    const known = (batch.isAnew ? undefined : translations.get(batch.worker)) ?? nothing;
    translations.set(batch.worker, known);
    const { texts } = known;
    const { buffer, byteOffset, byteLength } = batch.strings;
    const strings = Buffer.from(buffer, byteOffset, byteLength);
    let start = 0;
    for (const end of batch.stringEnds) {
      texts.push(dictionary.text(strings.toString("utf8", start, end)));
      start = end;
    }
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

  function writePart(batch: Batch, part: Part, ids: Translation): void {
    if (part.member === null) beginInput.run(part.input);
    else {
      const { parent, path, bytes, modifiedAt } = part.member;
      beginInput.run(parent);
      insertMember.run(part.input, path, bytes, modifiedAt, parent);
    }
    if (part.rows > 0) {
      for (let row = part.firstRow; row < part.firstRow + part.rows; row++)
        repeated.note(batch.eids, row * 4);
      writeSegment(batch, part, ids);
    }
    for (const { stream, start, length, codec, data } of part.blocks) {
      insertBlock.run(part.input, stream ?? 0, start, length, codec, data);
      release(data);
    }
    for (const { record, position, length, item } of part.wrapped)
      insertWrapped.run(part.input, record, position, length, item);
    for (const { position, length, item } of part.insights)
      insertInsight.run(part.input, position, length, item);
    // What the check of an earlier import said is not said twice, and not any more when it is over.
    if (part.end !== null && part.end.before !== null)
      forgetCheck.run(part.input, part.problems[0]?.reason ?? null);
    for (const { position, record, reason, sample, isNote } of part.problems)
      insertProblem.run(part.input, position, record, reason, sample, isNote ? 1 : 0);
    if (part.end !== null && part.end.before === null) finish(part.input, part.end);
  }

  function finish(input: number, end: InputEnd): void {
    endInput.run(
      end.sha256,
      end.bytes,
      end.status,
      end.format,
      end.note,
      end.encoding,
      end.textBytes,
      end.records,
      end.textSha256,
      input,
    );
    if (end.delivered !== null) insertDelivered.run(input, end.delivered);
  }

  /** Which calls of each part handed out which access keys for which roles. Rows come in order, and so do the parts. */
  function writeSessions(batch: Batch): void {
    let next = 0;
    for (const part of batch.parts) {
      const last = part.firstRow + part.rows;
      const lines: string[] = [];
      const roles = new Map<string, number>();
      for (; next < batch.sessions.length; next++) {
        const { row, key, role } = batch.sessions[next]!;
        if (row >= last) break;
        const known = role === null ? "" : ` ${roles.get(role) ?? role}`;
        if (role !== null && !roles.has(role)) roles.set(role, roles.size);
        lines.push(`${part.firstRecord + row - part.firstRow} ${key}${known}`);
      }
      if (lines.length > 0) insertSession.run(part.input, part.firstRecord, lines.join("\n"));
    }
  }

  /** Things that belong to single rows. Rows come in order, and so do the parts. */
  function writeExtras(batch: Batch, ids: Translation): void {
    const place = createPlaces(batch.parts);
    const cell = (row: number, which: number): number => batch.columns[row * columnCount + which]!;
    const eids = new Uint8Array(batch.eids.buffer, batch.eids.byteOffset, batch.eids.byteLength);
    for (const { row, raw } of batch.relevant) {
      const { input, record } = place(row);
      insertRelevant.run(
        input,
        record,
        batch.numbers[row * 2],
        eids.subarray(row * 16, row * 16 + 16),
        batch.numbers[row * 2 + 1],
        raw.length,
        ids.actions[cell(row, column.action)],
        ids.actors[cell(row, column.actor)],
        ids.places[cell(row, column.place)],
        ids.texts[cell(row, column.accessKey)],
        ids.texts[cell(row, column.ip)],
        ids.texts[cell(row, column.error)],
        cell(row, column.flags),
        raw,
      );
    }
    for (const { row, raw } of batch.repeats) {
      if (textBytes > maxTextBytes) break;
      const { input, record } = place(row);
      repeatedText.set(`${input}/${record}`, raw);
      textBytes += raw.length;
    }
    for (const { row, text } of batch.oddIds) {
      const { input, record } = place(row);
      insertOddId.run(input, record, text);
    }
  }

  return {
    write: (batch) => {
      if (!db.inTransaction) db.exec("BEGIN");
      const ids = translate(batch);
      for (const part of batch.parts) writePart(batch, part, ids);
      writeExtras(batch, ids);
      writeSessions(batch);
    },
    commit: () => {
      if (db.inTransaction) db.exec("COMMIT");
    },
    repeatedText: () => repeatedText,
  };
}

/** Leads from a row of a batch to its file and ordinal. */
function createPlaces(
  parts: readonly Part[],
): (row: number) => { readonly input: number; readonly record: number } {
  return (row) => {
    let low = 0;
    let high = parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((parts[middle]?.firstRow ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    // Files without records share a row with the next: the last one that begins there holds it.
    const part = parts[low];
    if (part === undefined || row >= part.firstRow + part.rows)
      throw new Error("a row belongs to no file");
    return { input: part.input, record: part.firstRecord + row - part.firstRow };
  };
}
