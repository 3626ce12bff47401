/** All questions over the events of a case. Everything else asks here and never sees columns. */
import { setImmediate } from "node:timers/promises";
import { Failure } from "../../../shared/errors.ts";
import { caseTotals } from "../count-events.ts";
import type { CaseDb } from "../open-case.ts";
import { allSegments } from "../segments.ts";
import { createEventQuery } from "./answer.ts";
import type { EventQuery } from "./event-query.ts";
import type { RecordName } from "./load-columns.ts";
import { createColumnLoader } from "./load-columns.ts";

export interface OpenOptions {
  readonly onProgress?: (rows: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Between two turns for others, in milliseconds. */
const turnMs = 50;

/**
 * Opens the events of a case for questions: reads their columns into memory, about 20 bytes an event. When the case
 * changes, open it again; to close it, drop it.
 * @throws Failure (case-damaged) when events and counts disagree; what `signal` gives when it is aborted.
 */
export async function openEventQuery(
  db: CaseDb,
  casePath: string,
  options: OpenOptions = {},
): Promise<EventQuery> {
  options.signal?.throwIfAborted();
  const total = caseTotals(db).events;
  options.onProgress?.(0, total);
  const loader = createColumnLoader(total, duplicatesOf(db));
  let turn = performance.now();
  for (const segment of allSegments(db)) {
    loader.add(segment);
    if (performance.now() - turn < turnMs) continue;
    options.onProgress?.(loader.rows(), total);
    // oxlint-disable-next-line no-await-in-loop -- others get a turn
    await setImmediate();
    options.signal?.throwIfAborted();
    turn = performance.now();
  }
  if (loader.rows() !== total) {
    const reason = `it holds ${loader.rows()} events and counts ${total}`;
    throw new Failure({ code: "case-damaged", path: casePath, reason });
  }
  return createEventQuery(db, casePath, loader.finish());
}

/** Records that are left out, in the order of files and records. A page at a time. */
function* duplicatesOf(db: CaseDb): Generator<RecordName> {
  const page = db.prepare<[number, number], RecordName>(
    `SELECT input, record FROM duplicate WHERE (input, record) > (?, ?) ORDER BY input, record LIMIT 5000`,
  );
  let last: RecordName | undefined;
  for (;;) {
    const rows = page.all(last?.input ?? -1, last?.record ?? 0);
    yield* rows;
    last = rows.at(-1);
    if (last === undefined) return;
  }
}
