/** Drives an import: discover → read (worker threads) → write → compare duplicates. Only this file knows all of them. */
import { hostname, userInfo, availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { eventUses } from "../../shared/analysis/relevant.ts";
import { asFailure } from "../db/open-case.ts";
import type { CaseDb } from "../db/open-case.ts";
import type { EventWriter } from "../db/write-events.ts";
import { createEventWriter } from "../db/write-events.ts";
import { forgetValidation } from "../db/validation.ts";
import { finishRun, isCompared, registerInputs, setCompared, startRun } from "../db/inputs.ts";
import type { RepeatedIds } from "../db/repeated-ids.ts";
import { createRepeatedIds } from "../db/repeated-ids.ts";
import { discover } from "./discover.ts";
import type { WorkerSettings } from "./import-worker.ts";
import type { FromWorker, Job, ToWorker } from "./protocol.ts";
import { idsPerFile } from "./protocol.ts";
import { createJoiner, shareJobs } from "./share-jobs.ts";
import { seenIdsBytes } from "./seen-ids.ts";
import { resolveDuplicates } from "./resolve-duplicates.ts";

export interface ImportProgress {
  readonly stage: "reading" | "comparing";
  readonly files: number;
  readonly filesTotal: number;
  readonly bytes: number;
  readonly bytesTotal: number;
  readonly events: number;
}

export interface ImportOptions {
  readonly paths: readonly string[];
  /** Name and version of the program, for custody. */
  readonly program: string;
  /** Time of the import, milliseconds since 1970. */
  readonly now: number;
  readonly threads?: number;
  /** What was read is committed this often, in milliseconds; a killed import goes on from there. */
  readonly commitMs?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** Jobs are handed out in bundles of at most this many files or bytes. */
const bundleFiles = 64;
const bundleBytes = 4 * 1024 * 1024;
const usualCommitMs = 1000;

/**
 * Imports files and folders into an open case. Files that the case holds already (same path and content) are not read
 * again. Resolves to false when it was cancelled; the case is whole either way, and the same call goes on.
 * @throws Failure for paths that can't be read, and for a full disk.
 */
export async function importPaths(
  db: CaseDb,
  casePath: string,
  options: ImportOptions,
): Promise<boolean> {
  const run = startRun(db, {
    startedAt: new Date(options.now).toISOString(),
    host: hostname(),
    user: userName(),
    program: options.program,
    paths: options.paths,
    folder: process.cwd(),
  });
  try {
    const done = await runImport(db, casePath, run, options);
    finishRun(db, run, done ? "done" : "cancelled", new Date().toISOString());
    return done;
  } catch (error) {
    noteFailure(db, run);
    throw asFailure(error, casePath);
  }
}

function noteFailure(db: CaseDb, run: number): void {
  if (!db.open) return;
  try {
    if (db.inTransaction) db.exec("ROLLBACK");
    finishRun(db, run, "failed", new Date().toISOString());
  } catch {
    // On a full disk this can't be written either; the run stays as one that did not end. The first error tells why.
  }
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // Containers may run under a user id without a name.
    return `uid ${process.getuid?.() ?? "unknown"}`;
  }
}

async function runImport(
  db: CaseDb,
  casePath: string,
  run: number,
  options: ImportOptions,
): Promise<boolean> {
  // The threads load while the files are looked for.
  const readers = startReaders(options);
  try {
    const folderProblems: { root: string; path: string; reason: string }[] = [];
    const jobs = shareJobs(
      registerInputs(
        db,
        run,
        await discover(
          options.paths,
          (root, path, reason) => folderProblems.push({ root, path, reason }),
          [casePath, `${casePath}-journal`],
        ),
        folderProblems,
      ),
    );
    const isCancelled = (): boolean => options.signal?.aborted === true;
    const isNew = jobs.some((job) => job.expected === null);
    if (isNew) {
      setCompared(db, false);
      forgetValidation(db);
    }
    const repeated = isNew || !isCompared(db) ? createRepeatedIds(db, aboutRecords(jobs)) : null;
    const writer = createEventWriter(db, repeated ?? nothingRepeated);
    const isRead = await readAll(writer, readers, jobs, options);
    if (!isRead || isCancelled()) return false;
    if (repeated === null) return true;
    const onCompared = (done: number, total: number): void =>
      options.onProgress?.({ ...comparing, files: done, filesTotal: total });
    const texts = writer.repeatedText();
    await resolveDuplicates(db, casePath, repeated.all(), texts, isCancelled, onCompared);
    if (isCancelled()) return false;
    setCompared(db, true);
    return true;
  } finally {
    await Promise.all(readers.workers.map((worker) => worker.terminate()));
  }
}

/** About how many records the files hold: logs have some 200 bytes a record when packed, and 1,400 when not. */
function aboutRecords(jobs: readonly Job[]): number {
  return jobs.reduce(
    (sum, { name, bytes }) => sum + bytes / (/\.json$/i.test(name) ? 1400 : 200),
    0,
  );
}

const comparing = { stage: "comparing", bytes: 0, bytesTotal: 0, events: 0 } as const;

interface Readers {
  readonly workers: readonly Worker[];
  /** What ended a thread so far. */
  readonly failures: readonly unknown[];
}

/** Starts the parser threads. */
function startReaders(options: ImportOptions): Readers {
  const kept = eventUses();
  // What it misses or names in vain costs an inflating at most: the least size does.
  const seen = new SharedArrayBuffer(seenIdsBytes(0));
  const threads = Math.max(1, options.threads ?? Math.min(4, availableParallelism()));
  const failures: unknown[] = [];
  const latest = Math.floor(options.now / 1000) + 172_800;
  const workers = Array.from({ length: threads }, (_, worker) => {
    const thread = new Worker(new URL("./import-worker.ts", import.meta.url), {
      workerData: { worker, latest, kept, seen } satisfies WorkerSettings,
      // Short-lived text is freed sooner, so that memory stays flat.
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
    // A thread may fail while it loads, before anybody waits for it.
    thread.once("error", (error) => failures.push(error));
    return thread;
  });
  return { workers, failures };
}

/** Whether an input is a file, not a member of an archive. */
function isFile(input: number): boolean {
  return input % idsPerFile === 0;
}

const nothingRepeated: RepeatedIds = { note: () => undefined, all: () => new Uint8Array(0) };

/** Reads all jobs with parser threads; this thread writes. Resolves to false when cancelled. */
async function readAll(
  writer: EventWriter,
  { workers, failures }: Readers,
  jobs: readonly Job[],
  options: ImportOptions,
): Promise<boolean> {
  if (jobs.length === 0) return options.signal?.aborted !== true;
  const progress = { files: 0, bytes: 0, events: 0 };
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
    for (const worker of workers) {
      worker.on("error", fail);
      worker.on("message", (message: FromWorker) => {
        if (isOver) return;
        try {
          onMessage(worker, message);
        } catch (error) {
          fail(error);
        }
      });
      give(worker);
    }
    if (failures.length > 0) fail(failures[0]);
  });
}

function tell(worker: Worker, message: ToWorker): void {
  worker.postMessage(message);
}
