/** Reads files with the parser threads and writes what they find. */
import type { Worker } from "node:worker_threads";
import type { CaseDb } from "../db/open-case.ts";
import type { EventWriter } from "../db/write-events.ts";
import type { ImportFlow } from "./import-flow.ts";
import type { FromWorker, Job, ToWorker } from "./protocol.ts";
import { idsPerFile } from "./protocol.ts";
import { createJoiner } from "./share-jobs.ts";

export interface ImportProgress {
  readonly stage: "reading" | "comparing";
  readonly files: number;
  readonly filesTotal: number;
  readonly bytes: number;
  readonly bytesTotal: number;
  readonly events: number;
  /** What could not be read so far. */
  readonly problems: number;
}

export interface ImportOptions {
  readonly paths: readonly string[];
  /** Name and version of the program, for custody. */
  readonly program: string;
  /** Time of the import, milliseconds since 1970. */
  readonly now: number;
  /** Where relative paths begin; the working folder when it is not given. */
  readonly folder?: string | undefined;
  /** UTC ISO time at which the snapshot files among them were made, as a person says. */
  readonly takenAt?: string | undefined;
  readonly threads?: number;
  /** What was read is committed this often, in milliseconds; a killed import goes on from there. */
  readonly commitMs?: number;
  readonly signal?: AbortSignal;
  /** Holds the reading up and lets it go on. */
  readonly flow?: ImportFlow;
  /** How many files were found so far, now and then. */
  readonly onFound?: ((files: number) => void) | undefined;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** The threads that read. */
export interface Readers {
  readonly workers: readonly Worker[];
  /** What ended a thread so far. */
  readonly failures: readonly unknown[];
}

/** Jobs are handed out in bundles of at most this many files or bytes. */
const bundleFiles = 64;
const bundleBytes = 4 * 1024 * 1024;
const usualCommitMs = 1000;

/** Whether an input is a file, not a member of an archive. */
function isFile(input: number): boolean {
  return input % idsPerFile === 0;
}

/**
 * Reads all jobs with parser threads; this thread writes. Resolves to false when cancelled. `problems`: how many there
 * are already.
 */
export async function readAll(
  db: CaseDb,
  writer: EventWriter,
  { workers, failures }: Readers,
  jobs: readonly Job[],
  problems: number,
  options: ImportOptions,
): Promise<boolean> {
  if (jobs.length === 0) return options.signal?.aborted !== true;
  const progress = { files: 0, bytes: 0, events: 0, problems };
  const commitMs = options.commitMs ?? usualCommitMs;
  const files = jobs.filter(({ slice }) => slice === null || slice.index === 0);
  const bytesTotal = files.reduce((sum, job) => sum + job.bytes, 0);
  const join = createJoiner();
  let next = 0;
  let lastCommit = performance.now();

  const bundle = (): readonly Job[] => {
    const out: Job[] = [];
    for (
      let bytes = 0;
      next < jobs.length && out.length < bundleFiles && bytes < bundleBytes;
      next++
    ) {
      const job = jobs[next];
      if (job === undefined) break;
      out.push(job);
      bytes += job.bytes;
    }
    return out;
  };

  return new Promise<boolean>((resolve, reject) => {
    let idle = 0;
    // What still arrives after a failure would follow on something that was not written: it must not be committed.
    let isOver = false;
    const fail = (error: unknown): void => {
      isOver = true;
      // At once: half of a batch must not be committed by anybody who writes meanwhile.
      if (db.open && db.inTransaction) db.exec("ROLLBACK");
      // The cause may be anything that was thrown.
      // oxlint-disable-next-line prefer-promise-reject-errors
      reject(error);
    };
    const give = (worker: Worker): void => {
      const more = options.signal?.aborted === true ? [] : bundle();
      if (more.length > 0) tell(worker, { type: "jobs", jobs: more });
      else if (++idle === workers.length) {
        writer.commit();
        resolve(true);
      }
    };
    const onMessage = (worker: Worker, message: FromWorker): void => {
      switch (message.type) {
        case "batch": {
          const parts = join(message.batch.parts);
          writer.write({ ...message.batch, parts });
          tell(worker, { type: "ack" });
          for (const part of parts) {
            progress.bytes += part.consumed;
            progress.events += part.rows;
            progress.problems += part.problems.filter(({ isNote }) => !isNote).length;
            if (part.end !== null && isFile(part.input)) progress.files++;
          }
          if (performance.now() - lastCommit > commitMs) {
            writer.commit();
            lastCommit = performance.now();
          }
          options.onProgress?.({
            stage: "reading",
            ...progress,
            filesTotal: files.length,
            bytesTotal,
          });
          return;
        }
        case "idle":
          give(worker);
          return;
        case "bug":
          throw new Error(message.message);
      }
    };
    options.signal?.addEventListener("abort", () => {
      // What arrived is committed; what is under way is read again next time.
      if (isOver) return;
      try {
        writer.commit();
        isOver = true;
        resolve(false);
      } catch (error) {
        fail(error);
      }
    });
    /** What arrived while the reading was held up, in its order. The threads wait for their batches' receipts. */
    let held: { readonly worker: Worker; readonly message: FromWorker }[] = [];
    const take = (worker: Worker, message: FromWorker): void => {
      if (isOver) return;
      if (options.flow?.isPaused() === true) {
        held.push({ worker, message });
        return;
      }
      try {
        onMessage(worker, message);
      } catch (error) {
        fail(error);
      }
    };
    options.flow?.onChange((isPaused) => {
      if (isOver) return;
      const waiting = held;
      held = [];
      for (const { worker, message } of waiting) take(worker, message);
      try {
        // A pause may last: what was read is kept.
        if (isPaused) writer.commit();
      } catch (error) {
        fail(error);
      }
    });
    for (const worker of workers) {
      worker.on("error", fail);
      worker.on("message", (message: FromWorker) => take(worker, message));
      give(worker);
    }
    if (failures.length > 0) fail(failures[0]);
  });
}

function tell(worker: Worker, message: ToWorker): void {
  worker.postMessage(message);
}
