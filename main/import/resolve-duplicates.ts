/**
 * Decides what further records under one eventID are: the same event delivered again, or another record. Compares
 * contents exactly, after the files are read: nothing is called a duplicate by its id alone.
 */
import { hash } from "node:crypto";
import type { Json } from "../../shared/cloudtrail-event.ts";
import { field, parseJson } from "../../shared/cloudtrail-event.ts";
import { parseEventTime } from "../../shared/import/event-time.ts";
import { canonicalText } from "../../shared/import/canonical-json.ts";
import type { CaseDb } from "../db/open-case.ts";
import { createRawText } from "../db/raw-text.ts";
import { allIds, cell, column, createRecordFinder } from "../db/segments.ts";
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
/** Files that are inflated side by side for one go. */
const manyFiles = 32;
/** Records whose text is held at once. */
const mostPlaces = 4000;
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
  let pieces: ReadonlyMap<object, Buffer> = new Map();
  const textOf = (holder: Holder): Buffer => {
    const { input, record, offset, length, stream } = holder;
    const text = known.get(`${input}/${record}`);
    return text === undefined
      ? (pieces.get(holder) ?? raw.read(input, offset, length, stream))
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
    for (let at = 0; at < groups.length;) {
      if (isCancelled()) break;
      const some = nextGroups(groups, at);
      at += some.length;
      const places = some.flat().filter(({ input, record }) => !known.has(`${input}/${record}`));
      // Side by side they are all held at once; the files of one huge group are inflated one after the other.
      pieces = places.length <= mostPlaces ? await raw.pieces(places) : new Map();
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

/** The next groups whose first records stand in a few files. */
function nextGroups(
  groups: readonly (readonly Holder[])[],
  from: number,
): readonly (readonly Holder[])[] {
  const files = new Set<number>();
  let places = 0;
  let to = from;
  for (; to < groups.length; to++) {
    for (const { input } of groups[to] ?? []) files.add(input);
    places += groups[to]?.length ?? 0;
    if (to > from && (files.size > manyFiles || places > mostPlaces)) break;
  }
  return groups.slice(from, to);
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
  const find = createRecordFinder(db);
  for (const { input, first, rows, eids } of allIds(db)) {
    for (let row = 0; row < rows; row++) {
      if (!words.has(eids.readUInt32LE(row * 16))) continue;
      const group = groups.get(eids.toString("latin1", row * 16, row * 16 + 16));
      const at = group === undefined ? null : find(input, first + row);
      if (at === null) continue;
      const flags = cell(at, column.flags);
      group?.push({
        input,
        record: first + row,
        offset: at.segment.offset[at.row] ?? 0,
        length: cell(at, column.length),
        account: cell(at, column.place),
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
    const homeOf = createHomes(group.some(({ isLossy }) => isLossy));
    const byAccount = new Map<number, Holder>();
    let homes = 0;
    // Whole records first, whatever the order: what a shape could hold only in part belongs to the whole one.
    const ordered = group.toSorted((a, b) => Number(a.isLossy) - Number(b.isLossy));
    for (const holder of ordered) {
      const { input, record } = holder;
      for (const statement of forget) statement.run(input, record);
      forgetNote.run(input, record, conflictNote);
      const home = homeOf(holder, textOf(holder));
      if (home !== null) {
        addDuplicate.run(input, record, home.input, home.record);
        continue;
      }
      if (homes > 0) addVariant.run(input, record, homes);
      homes++;
      const account = accountOf.get(holder.account) ?? 0;
      const other = byAccount.get(account);
      if (other === undefined) byAccount.set(account, holder);
      else {
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
    }
  };
}

/**
 * Finds the first record with equal bytes, or with equal JSON written differently, or (for one that lacks members) the
 * whole record that tells of the same call; null for the first of its kind. By hashes: thousands of different records
 * may claim one eventID.
 */
function createHomes(hasLossy: boolean): (holder: Holder, text: Buffer) => Holder | null {
  const byBytes = new Map<string, Holder>();
  const byMeaning = new Map<string, Holder>();
  const wholes = new Map<string, { readonly at: number | null; readonly holder: Holder }[]>();
  let first: { readonly holder: Holder; readonly text: Buffer } | null = null;
  const addWhole = (holder: Holder, text: Buffer): void => {
    if (!hasLossy || holder.isLossy) return;
    const { call, at } = callOf(text);
    wholes.set(call, [...(wholes.get(call) ?? []), { at, holder }]);
  };
  const wholeOf = (text: Buffer): Holder | null => {
    const { call, at } = callOf(text);
    const found = wholes.get(call)?.find((one) => at === null || one.at === at);
    return found?.holder ?? null;
  };
  return (holder, text) => {
    const bytes = hash("sha256", text);
    const same = byBytes.get(bytes);
    if (same !== undefined) return same;
    if (first === null) first = { holder, text };
    else {
      // Most records are alone or equal by their bytes: only now the first one's meaning matters.
      if (byMeaning.size === 0) byMeaning.set(meaning(first.text), first.holder);
      const means = meaning(text);
      const equal = byMeaning.get(means) ?? (holder.isLossy ? wholeOf(text) : null);
      if (equal !== null) return equal;
      byMeaning.set(means, holder);
    }
    byBytes.set(bytes, holder);
    addWhole(holder, text);
    return null;
  };
}

function meaning(text: Buffer): string {
  return hash("sha256", canonicalText(text.toString("utf8")));
}

/** Which call a record tells of: its service and action, and its time where it has one. */
function callOf(text: Buffer): { readonly call: string; readonly at: number | null } {
  const record = parseJson(text.toString("utf8"));
  const member = (name: string): Json => field(record, name) ?? null;
  return {
    call: JSON.stringify([member("eventSource"), member("eventName")]),
    at: parseEventTime(member("eventTime")),
  };
}
