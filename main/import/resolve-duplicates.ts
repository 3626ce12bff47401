/**
 * Decides what further records under one eventID are: the same event delivered again, or another record. Compares
 * contents exactly, after the files are read: nothing is called a duplicate by its id alone.
 */
import { field, parseJson, textField } from "../../shared/cloudtrail-event.ts";
import { parseEventTime } from "../../shared/import/event-time.ts";
import { canonicalJson } from "../../shared/import/canonical-json.ts";
import type { CaseDb } from "../db/open-case.ts";
import { createRawText } from "../db/raw-text.ts";
import { allSegments, column } from "../db/segments.ts";
import { flag } from "./protocol.ts";

/** A record under an id that stands more than once. */
interface Holder {
  readonly input: number;
  readonly record: number;
  readonly offset: number;
  readonly length: number;
  readonly account: number;
  /** Which text of the file holds the record. */
  readonly stream: 0 | 1;
  /** The shape that it came in can't hold all of it. */
  readonly isLossy: boolean;
}

/** Marks conflicts among problem rows. */
const conflictNote = 2;
/** Ids looked at in one pass over all events: bounds memory whatever the number of duplicates. */
const manyIds = 100_000;
/** Ids decided in one go: their files are inflated side by side. */
const chunk = 16;
/** Inflated text kept meanwhile. */
const keepBytes = 12 * 1024 * 1024;
const commitEvery = 1000;

/**
 * Compares all records whose id is in `ids` (16 bytes each, repeats allowed); `known` are texts by `input/record` that
 * are at hand. Running it again gives the same result;
 * `isCancelled` ends it early.
 */
export async function resolveDuplicates(
  db: CaseDb,
  casePath: string,
  ids: Uint8Array,
  known: ReadonlyMap<string, Uint8Array>,
  isCancelled: () => boolean,
  onProgress: (done: number, total: number) => void,
  idsPerPass = manyIds,
): Promise<void> {
  const raw = createRawText(db, casePath, keepBytes);
  const total = ids.length / 16;
  const passes = Math.max(1, Math.ceil(total / idsPerPass));
  const textOf = ({ input, record, offset, length, stream }: Holder): Buffer => {
    const text = known.get(`${input}/${record}`);
    return text === undefined
      ? raw.read(input, offset, length, stream)
      : Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  };
  const decide = createDecision(db, textOf);
  let done = 0;
  for (let pass = 0; pass < passes && !isCancelled(); pass++) {
    const groups = [...holdersOf(db, ids, pass, passes).values()]
      .filter((group) => group.length > 1)
      // Neighbours in the files are decided one after the other: their text is at hand.
      .toSorted(
        (a, b) =>
          (a[0]?.input ?? 0) - (b[0]?.input ?? 0) || (a[0]?.record ?? 0) - (b[0]?.record ?? 0),
      );
    for (let at = 0; at < groups.length; at += chunk) {
      if (isCancelled()) break;
      const some = groups.slice(at, at + chunk);
      await raw.warm(some.flat().filter(({ input, record }) => !known.has(`${input}/${record}`)));
      if (!db.inTransaction) db.exec("BEGIN");
      some.forEach(decide);
      done += some.length;
      if (Math.floor(done / commitEvery) > Math.floor((done - some.length) / commitEvery))
        db.exec("COMMIT");
      onProgress(Math.min(done, total), total);
    }
  }
  if (db.inTransaction) db.exec("COMMIT");
}

/** All records under the ids of one pass, by id, in the order of their places. */
function holdersOf(
  db: CaseDb,
  ids: Uint8Array,
  pass: number,
  passes: number,
): ReadonlyMap<string, Holder[]> {
  const groups = new Map<string, Holder[]>();
  /** First words of the wanted ids: most events are told apart by one look. */
  const words = new Set<number>();
  const all = Buffer.from(ids.buffer, ids.byteOffset, ids.byteLength);
  for (let at = 0; at < all.length; at += 16) {
    const word = all.readUInt32LE(at);
    if (word % passes !== pass) continue;
    words.add(word);
    groups.set(all.toString("latin1", at, at + 16), []);
  }
  if (words.size === 0) return groups;
  for (const segment of allSegments(db)) {
    const eids = Buffer.from(segment.eids.buffer, segment.eids.byteOffset, segment.rows * 16);
    for (let row = 0; row < segment.rows; row++) {
      if (!words.has(eids.readUInt32LE(row * 16))) continue;
      const flags = segment.columns[column.flags]?.[row] ?? 0;
      groups.get(eids.toString("latin1", row * 16, row * 16 + 16))?.push({
        input: segment.input,
        record: segment.first + row,
        offset: segment.offset[row] ?? 0,
        length: segment.columns[column.length]?.[row] ?? 0,
        account: segment.columns[column.place]?.[row] ?? 0,
        stream: (flags & flag.wrapped) === 0 ? 0 : 1,
        isLossy: (flags & flag.lossy) !== 0,
      });
    }
  }
  return groups;
}

function createDecision(
  db: CaseDb,
  textOf: (holder: Holder) => Buffer,
): (group: readonly Holder[]) => void {
  const forget = [`duplicate`, `variant`].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE input = ? AND record = ?`),
  );
  const forgetNote = db.prepare(
    `DELETE FROM problem WHERE input = ? AND record = ? AND is_note = ?`,
  );
  const addDuplicate = db.prepare(`INSERT INTO duplicate VALUES (?, ?, ?, ?)`);
  const addVariant = db.prepare(`INSERT INTO variant VALUES (?, ?, ?)`);
  const addNote = db.prepare(
    `INSERT INTO problem (input, position, record, reason, is_note) VALUES (?, ?, ?, ?, ?)`,
  );
  const pathOf = db.prepare<[number], string>(`SELECT path FROM input WHERE id = ?`).pluck();
  const placeOf = db
    .prepare<[number, number], number>(
      `SELECT position FROM wrapped_record WHERE input = ? AND record = ?`,
    )
    .pluck();
  const accountOf = db.prepare<[number], number>(`SELECT account FROM place WHERE id = ?`).pluck();

  return (group) => {
    const homes: { readonly holder: Holder; readonly text: Buffer }[] = [];
    // Whole records first, whatever the order: what a shape could hold only in part belongs to the whole one.
    const ordered = group.toSorted((a, b) => Number(a.isLossy) - Number(b.isLossy));
    for (const holder of ordered) {
      const { input, record } = holder;
      for (const statement of forget) statement.run(input, record);
      forgetNote.run(input, record, conflictNote);
      const text = textOf(holder);
      const home =
        homes.find((one) => isSame(one.text, text)) ??
        (holder.isLossy
          ? homes.find((one) => !one.holder.isLossy && isPartOf(text, one.text))
          : undefined);
      if (home !== undefined) {
        addDuplicate.run(input, record, home.holder.input, home.holder.record);
        continue;
      }
      if (homes.length > 0) addVariant.run(input, record, homes.length);
      const account = accountOf.get(holder.account) ?? 0;
      const other = homes.find(
        (one) => (accountOf.get(one.holder.account) ?? 0) === account,
      )?.holder;
      if (other !== undefined) {
        const where = `${pathOf.get(other.input) ?? ""}, record ${other.record}`;
        const reason = `its eventID stands on a different record too (${where}); both are kept`;
        addNote.run(
          input,
          placeOf.get(input, record) ?? holder.offset,
          record,
          reason,
          conflictNote,
        );
      }
      homes.push({ holder, text });
    }
  };
}

/** Whether a record that lacks members tells of the same call as a whole one under the same eventID. */
function isPartOf(lossy: Buffer, whole: Buffer): boolean {
  const a = parseJson(lossy.toString("utf8"));
  const b = parseJson(whole.toString("utf8"));
  const time = field(a, "eventTime") ?? null;
  return (
    textField(a, "eventName") === textField(b, "eventName") &&
    textField(a, "eventSource") === textField(b, "eventSource") &&
    (time === null || parseEventTime(time) === parseEventTime(field(b, "eventTime")))
  );
}

/** Equal bytes, or equal JSON written differently. */
function isSame(a: Buffer, b: Buffer): boolean {
  if (a.equals(b)) return true;
  return (
    canonicalJson(parseJson(a.toString("utf8"))) === canonicalJson(parseJson(b.toString("utf8")))
  );
}
