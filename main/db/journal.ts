/** The journal of what people set by hand: appended to, never changed. What holds now follows from it alone. */
import type { CaseDb } from "./open-case.ts";

export type HandKind = "status" | "owner" | "check" | "note" | "view" | "engagement" | "rule";

/** Something that is set by hand: of a finding (by its key), for a view of a screen, of a rule, or the engagement. */
export interface HandThing {
  readonly subject: string;
  /** The text of a check, the number of a note, the name of a view, what of a rule; else empty. */
  readonly item: string;
}

/** Null: nothing, as before the first change. */
export interface HandLine extends HandThing {
  readonly before: string | null;
  readonly after: string | null;
}

/** A change of one or more things at once, as the journal has it. */
export interface HandRecord {
  readonly id: number;
  /** UTC ISO. */
  readonly at: string;
  readonly who: string;
  readonly kind: HandKind;
  /** The change that this one takes back or does again; null: it is one of its own. */
  readonly about: { readonly change: number; readonly isAgain: boolean } | null;
  /** It was taken back and not done again. */
  readonly isUndone: boolean;
  /** How many things it set, and the first of them. */
  readonly count: number;
  readonly first: HandLine;
}

export interface Hand {
  /** UTC ISO. */
  readonly at: string;
  readonly who: string;
}

/**
 * Sets things to new values, as one change; what has its value already is left out. Null when that leaves nothing.
 * `value` may follow from the number that the change gets.
 */
export function setByHand(
  db: CaseDb,
  { at, who }: Hand,
  kind: HandKind,
  sets: (change: number) => readonly (HandThing & { readonly value: string | null })[],
): HandRecord | null {
  const valueOf = db
    .prepare<[string, string, string], string | null>(
      `SELECT after FROM hand_line WHERE kind = ? AND subject = ? AND item = ? ORDER BY id DESC LIMIT 1`,
    )
    .pluck();
  const insert = createLineWriter(db);
  return db.transaction(() => {
    const change = nextChange(db);
    const lines = sets(change)
      .map(({ subject, item, value }) => ({
        subject,
        item,
        before: valueOf.get(kind, subject, item) ?? null,
        after: value,
      }))
      .filter(({ before, after }) => before !== after);
    if (lines.length === 0) return null;
    insertChange(db, change, { at, who }, kind, null);
    for (const line of lines) insert(change, kind, line);
    return recordOf(db, change);
  })();
}

/** Takes back the last change that was not taken back yet. Answers that change; null when there is none. */
export function undoByHand(db: CaseDb, hand: Hand): HandRecord | null {
  return db.transaction(() => {
    const change = replay(db).done.at(-1);
    if (change === undefined) return null;
    const undo = nextChange(db);
    insertChange(db, undo, hand, kindOf(db, change), change);
    db.prepare(
      `INSERT INTO hand_line (change, kind, subject, item, before, after)
       SELECT ?, kind, subject, item, after, before FROM hand_line WHERE change = ? ORDER BY id`,
    ).run(undo, change);
    return recordOf(db, change);
  })();
}

/** Does again what was taken back last, unless something else was set since. Answers that change; null: there is none. */
export function redoByHand(db: CaseDb, hand: Hand): HandRecord | null {
  return db.transaction(() => {
    const last = replay(db).undone.at(-1);
    if (last === undefined) return null;
    const again = nextChange(db);
    insertChange(db, again, hand, kindOf(db, last.change), last.by);
    db.prepare(
      `INSERT INTO hand_line (change, kind, subject, item, before, after)
       SELECT ?, kind, subject, item, before, after FROM hand_line WHERE change = ? ORDER BY id`,
    ).run(again, last.change);
    return recordOf(db, last.change);
  })();
}

/** What holds now of findings: everything that has a value. */
export function listHandValues(
  db: CaseDb,
): readonly (HandThing & { readonly kind: HandKind; readonly value: string })[] {
  return db
    .prepare<[], HandThing & { readonly kind: HandKind; readonly value: string }>(
      `SELECT kind, subject, item, value FROM hand_value WHERE kind NOT IN ('view', 'engagement', 'rule') AND value IS NOT NULL`,
    )
    .all();
}

/** Findings that lists show whose status was set by hand to another than open. */
export function countDecided(db: CaseDb): number {
  return (
    db
      .prepare<[], number>(
        `SELECT count(*) FROM hand_value v WHERE v.kind = 'status' AND v.value <> 'open'
         AND EXISTS (SELECT 1 FROM finding f WHERE f.key = v.subject AND NOT f.is_off)`,
      )
      .pluck()
      .get() ?? 0
  );
}

/** All changes of one finding, the first one first, each with the lines that are about it. */
export function changesOf(
  db: CaseDb,
  subject: string,
): readonly { readonly record: HandRecord; readonly lines: readonly HandLine[] }[] {
  const lines = db
    .prepare<[string], HandLine & { readonly change: number }>(
      `SELECT change, subject, item, before, after FROM hand_line
       WHERE kind IN ('status', 'owner', 'check', 'note') AND subject = ? ORDER BY id`,
    )
    .all(subject);
  const grouped = Map.groupBy(lines, ({ change }) => change);
  const state = replay(db);
  return [...grouped].map(([change, own]) => ({
    record: recordOf(db, change, state),
    lines: own,
  }));
}

/** All changes of a kind, the first one first, each with its lines. */
export function allChanges(
  db: CaseDb,
  kind: HandKind,
): readonly { readonly record: HandRecord; readonly lines: readonly HandLine[] }[] {
  const lines = db
    .prepare<[HandKind], HandLine & { readonly change: number }>(
      `SELECT change, subject, item, before, after FROM hand_line WHERE kind = ? ORDER BY id`,
    )
    .all(kind);
  if (lines.length === 0) return [];
  const state = replay(db);
  return [...Map.groupBy(lines, ({ change }) => change)].map(([change, own]) => ({
    record: recordOf(db, change, state),
    lines: own,
  }));
}

/** A filter that a person named; id: of the first line of the journal that is about it. */
export interface StoredView {
  readonly id: number;
  readonly screen: string;
  readonly name: string;
  readonly state: string;
}

/** The named filters of a screen, the oldest first; null: of all screens. */
export function listViews(db: CaseDb, screen: string | null): readonly StoredView[] {
  return db
    .prepare<[string | null, string | null], StoredView>(
      `SELECT (SELECT min(l.id) FROM hand_line l WHERE l.kind = 'view' AND l.subject = v.subject AND l.item = v.item) AS id,
         v.subject AS screen, v.item AS name, v.value AS state
       FROM hand_value v WHERE v.kind = 'view' AND v.value IS NOT NULL AND (? IS NULL OR v.subject = ?) ORDER BY id`,
    )
    .all(screen, screen);
}

interface Replayed {
  /** Changes that hold, the last one last. */
  readonly done: readonly number[];
  /** Changes that can be done again, with the one that took each back. */
  readonly undone: readonly { readonly change: number; readonly by: number }[];
  readonly isUndone: (change: number) => boolean;
  readonly aboutOf: (change: number) => HandRecord["about"];
}

/** Goes through all changes: a line each, whatever they set. */
function replay(db: CaseDb): Replayed {
  const done: number[] = [];
  let undone: { readonly change: number; readonly by: number }[] = [];
  const about = new Map<number, { readonly change: number; readonly isAgain: boolean }>();
  const takenBack = new Set<number>();
  const all = db
    .prepare<[], [number, number | null]>(`SELECT id, undoes FROM hand_change ORDER BY id`)
    .raw()
    .all();
  for (const [id, undoes] of all) {
    if (undoes === null) {
      done.push(id);
      undone = [];
      continue;
    }
    const earlier = about.get(undoes);
    if (earlier === undefined) {
      done.pop();
      undone.push({ change: undoes, by: id });
      takenBack.add(undoes);
      about.set(id, { change: undoes, isAgain: false });
    } else {
      undone.pop();
      done.push(earlier.change);
      takenBack.delete(earlier.change);
      about.set(id, { change: earlier.change, isAgain: true });
    }
  }
  return {
    done,
    undone,
    isUndone: (change) => takenBack.has(change),
    aboutOf: (change) => about.get(change) ?? null,
  };
}

function recordOf(db: CaseDb, id: number, state: Replayed = replay(db)): HandRecord {
  const change = db
    .prepare<[number], { at: string; who: string; kind: HandKind; count: number }>(
      `SELECT at, who, kind, (SELECT count(*) FROM hand_line WHERE change = c.id) AS count
       FROM hand_change c WHERE id = ?`,
    )
    .get(id);
  const first = db
    .prepare<[number], HandLine>(
      `SELECT subject, item, before, after FROM hand_line WHERE change = ? ORDER BY id LIMIT 1`,
    )
    .get(id);
  if (change === undefined || first === undefined) throw new Error(`change ${id} is missing`);
  return { id, ...change, first, about: state.aboutOf(id), isUndone: state.isUndone(id) };
}

function nextChange(db: CaseDb): number {
  return (
    db.prepare<[], number>(`SELECT coalesce(max(id), 0) + 1 FROM hand_change`).pluck().get() ?? 1
  );
}

function kindOf(db: CaseDb, change: number): HandKind {
  const kind = db
    .prepare<[number], HandKind>(`SELECT kind FROM hand_change WHERE id = ?`)
    .pluck()
    .get(change);
  if (kind === undefined) throw new Error(`change ${change} is missing`);
  return kind;
}

function insertChange(
  db: CaseDb,
  id: number,
  { at, who }: Hand,
  kind: HandKind,
  undoes: number | null,
): void {
  db.prepare(`INSERT INTO hand_change VALUES (?, ?, ?, ?, ?)`).run(id, at, who, kind, undoes);
}

function createLineWriter(db: CaseDb): (change: number, kind: HandKind, line: HandLine) => void {
  const insert = db.prepare(
    `INSERT INTO hand_line (change, kind, subject, item, before, after) VALUES (?, ?, ?, ?, ?, ?)`,
  );
  return (change, kind, { subject, item, before, after }) => {
    insert.run(change, kind, subject, item, before, after);
  };
}
