/** Makes the index of a case, in turns with others. */
import { setImmediate } from "node:timers/promises";
import { eventOf } from "../db/event-of-row.ts";
import type { CaseDb } from "../db/open-case.ts";
import { countRelevant, relevantRows } from "../db/read-events.ts";
import { createIndexer } from "./state-index.ts";
import type { StateIndex } from "./state-index.ts";

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
  for (const row of relevantRows(db)) {
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
  onProgress?.(total, total);
  return indexer.finish();
}
