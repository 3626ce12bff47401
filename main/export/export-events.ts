/** Writes the events of a case back out: every event once, in the order of files and records. */
import { setImmediate } from "node:timers/promises";
import type { EventFilter } from "../../shared/event-filter.ts";
import type { EventQuery } from "../db/query/event-query.ts";
import type { RecordName } from "../db/query/load-columns.ts";
import type { ExportedEvent } from "./event-columns.ts";
import type { Output } from "./output.ts";

/** Turns events into the bytes of one format. */
export interface EventPrinter {
  readonly begin: () => Buffer;
  /** Null: the bytes come with a later event. */
  readonly event: (event: ExportedEvent) => Buffer | null;
  readonly end: () => Buffer;
}

export interface ExportOptions {
  readonly filter: EventFilter;
  /** The path of a file of the evidence, as it is printed. */
  readonly fileName: (input: number) => string;
  /** What digests say of the files of an event. */
  readonly digestStatus: (event: RecordName) => string | null;
  readonly onProgress: (events: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** Bytes collected before they are written. */
const batchBytes = 512 * 1024;

/**
 * Writes the events that match. Memory holds a batch and, for Parquet, a row group. Returns how many there were.
 * @throws what `signal` gives when it is aborted, Failure when the output can't be written; the output is abandoned then.
 */
export async function exportEvents(
  query: EventQuery,
  printer: EventPrinter,
  output: Output,
  { filter, fileName, digestStatus, onProgress, signal }: ExportOptions,
): Promise<number> {
  try {
    const total = query.count(filter);
    let batch = [printer.begin()];
    let bytes = 0;
    let events = 0;
    for (const { row, raw } of query.evidence(filter)) {
      events++;
      const file = fileName(row.input);
      const printed = printer.event({ row, raw, file, digestStatus: digestStatus(row) });
      if (printed !== null) {
        batch.push(printed);
        bytes += printed.length;
      }
      if (bytes < batchBytes && events % 1000 !== 0) continue;
      const whole = Buffer.concat(batch);
      batch = [];
      bytes = 0;
      // oxlint-disable-next-line no-await-in-loop -- one batch after the other
      await output.write(whole);
      onProgress(events, total);
      // oxlint-disable-next-line no-await-in-loop -- signals get a turn
      await setImmediate();
      signal.throwIfAborted();
    }
    await output.write(Buffer.concat([...batch, printer.end()]));
    output.finish();
    return events;
  } catch (error) {
    output.abandon();
    throw error;
  }
}
