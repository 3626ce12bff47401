/** The events that posture checks look at, out of those that rules look at. */
import type { CaseDb } from "./open-case.ts";
import { createIdText, createVariants } from "./read-events.ts";

/** An event with its JSON. */
export interface PostureRow {
  readonly input: number;
  readonly record: number;
  /** eventID, with `#1` where another record has the same. */
  readonly id: string;
  readonly raw: Buffer;
}

/** Calls that succeeded, by source and name, and those of root users; in order of time, each event once. */
export function* postureRows(
  db: CaseDb,
  named: Readonly<Record<string, readonly string[]>>,
): Generator<PostureRow> {
  const pairs = Object.entries(named).flatMap(([source, names]) =>
    names.map((name) => [source, name] as const),
  );
  const actions = db
    .prepare<string[], number>(
      `SELECT a.id FROM action a JOIN text s ON s.id = a.source JOIN text n ON n.id = a.name
       WHERE ${pairs.map(() => "(s.value = ? AND n.value = ?)").join(" OR ")}`,
    )
    .pluck()
    .all(...pairs.flat());
  const roots = db
    .prepare<[], number>(
      `SELECT c.id FROM actor c JOIN text t ON t.id = c.type WHERE t.value = 'Root'`,
    )
    .pluck()
    .all();
  // Ids are numbers of the case itself.
  const rows = db
    .prepare<[], Omit<PostureRow, "id"> & { readonly eid: Buffer }>(
      `SELECT r.input, r.record, r.eid, r.raw FROM relevant_event r
       WHERE (r.action IN (${actions.join(", ")}) OR r.actor IN (${roots.join(", ")})) AND r.flags & 4 = 0
         AND NOT EXISTS (SELECT 1 FROM duplicate d WHERE d.input = r.input AND d.record = r.record)
       ORDER BY r.t, r.eid, r.input, r.record`,
    )
    .iterate();
  const variantOf = createVariants(db);
  const textOf = createIdText(db);
  for (const { eid, ...row } of rows) {
    const variant = variantOf(row.input, row.record);
    const id = textOf(row.input, row.record, eid);
    yield { ...row, id: variant === 0 ? id : `${id}#${variant}` };
  }
}
