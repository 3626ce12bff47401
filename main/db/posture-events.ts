/** The events that posture checks look at, out of those that rules look at. */
import { noTime } from "../import/protocol.ts";
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
  // In pages, so that few are held and others may write in between. Ids are numbers of the case itself.
  const page = db.prepare<[number, Buffer, number, number], StoredRow>(
    `SELECT r.input, r.record, r.t, r.eid, r.raw FROM relevant_event r
     WHERE (r.t, r.eid, r.input, r.record) > (?, ?, ?, ?)
       AND (r.action IN (${actions.join(", ")}) OR r.actor IN (${roots.join(", ")})) AND r.flags & 4 = 0
       AND NOT EXISTS (SELECT 1 FROM duplicate d WHERE d.input = r.input AND d.record = r.record)
     ORDER BY r.t, r.eid, r.input, r.record LIMIT ${String(pageRows)}`,
  );
  const variantOf = createVariants(db);
  const textOf = createIdText(db);
  let last: StoredRow | undefined;
  for (;;) {
    const rows = page.all(
      last?.t ?? noTime - 1,
      last?.eid ?? Buffer.alloc(0),
      last?.input ?? 0,
      last?.record ?? 0,
    );
    for (const { input, record, eid, raw } of rows) {
      const variant = variantOf(input, record);
      const id = textOf(input, record, eid);
      yield { input, record, raw, id: variant === 0 ? id : `${id}#${variant}` };
    }
    last = rows.at(-1);
    if (last === undefined) return;
  }
}

const pageRows = 1000;

interface StoredRow {
  readonly input: number;
  readonly record: number;
  readonly t: number;
  readonly eid: Buffer;
  readonly raw: Buffer;
}
