/** Makes the index of a case, in turns with others. */
import { setImmediate } from "node:timers/promises";
import { parseEventTime } from "../../shared/import/event-time.ts";
import { eventOf } from "../db/event-of-row.ts";
import type { CaseDb } from "../db/open-case.ts";
import { countRelevant, relevantRows } from "../db/read-events.ts";
import { caseBaselines } from "../snapshot/case-baselines.ts";
import { createIndexer } from "./state-index.ts";
import type { StateIndex } from "./indexed.ts";

export interface IndexOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Between two turns for others, in milliseconds. */
const turnMs = 25;

/** Reads every event that may change state once. @throws what `signal` gives when it is aborted. */
export async function indexCase(
  db: CaseDb,
  { signal, onProgress }: IndexOptions = {},
): Promise<StateIndex> {
  const indexer = createIndexer();
  const total = countRelevant(db);
  let done = 0;
  let turn = performance.now();
  const shown = caseBaselines(db).events;
  let next = 0;
  const takeShown = (bound: number): void => {
    for (let one = shown[next]; one !== undefined; one = shown[++next]) {
      const t = parseEventTime(one.at) ?? 0;
      if (t >= bound) return;
      indexer.take({ event: one, input: one.shown.file.input, record: next, t });
    }
  };
  for (const row of relevantRows(db)) {
    takeShown(row.t);
    const event = eventOf(row);
    done++;
    if (event.source === "iam.amazonaws.com" || event.source === "ec2.amazonaws.com")
      indexer.take({ event, input: row.source.input, record: row.source.record, t: row.t });
    if (performance.now() - turn < turnMs) continue;
    onProgress?.(done, total);
    // oxlint-disable-next-line no-await-in-loop -- others get their turn
    await setImmediate();
    signal?.throwIfAborted();
    turn = performance.now();
  }
  takeShown(Infinity);
  onProgress?.(total, total);
  return indexer.finish();
}
