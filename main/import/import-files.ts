/** Drives an import: discover → read (worker threads) → write → compare duplicates. Only this file knows all of them. */
import { availableParallelism, hostname, userInfo } from "node:os";
import { Worker } from "node:worker_threads";
import { eventUses } from "../../shared/analysis/relevant.ts";
import { asFailure } from "../db/open-case.ts";
import type { CaseDb } from "../db/open-case.ts";
import { createEventWriter } from "../db/write-events.ts";
import { forgetValidation } from "../db/validation.ts";
import {
  finishRun,
  forgetHalfRead,
  isCompared,
  registerInputs,
  setCompared,
  startRun,
} from "../db/inputs.ts";
import type { RepeatedIds } from "../db/repeated-ids.ts";
import { createRepeatedIds } from "../db/repeated-ids.ts";
import { stateMoment } from "../db/snapshots.ts";
import { discover } from "./discover.ts";
import type { WorkerSettings } from "./import-worker.ts";
import type { ToWorker } from "./protocol.ts";
import type { Job } from "./protocol.ts";
import type { ImportOptions, Readers } from "./read-all.ts";
import { readAll } from "./read-all.ts";
import { shareJobs } from "./share-jobs.ts";
import { seenIdsBytes } from "./seen-ids.ts";
import { resolveDuplicates } from "./resolve-duplicates.ts";
import { withSmallHeap } from "./small-heap.ts";

/**
 * Imports files and folders into an open case. Files that the case holds already (same path and content) are not read
 * again. Resolves to false when it was cancelled; the case is whole either way, and the same call goes on.
 * @throws Failure for paths that can't be read, and for a full disk.
 */
export function importPaths(
  db: CaseDb,
  casePath: string,
  options: ImportOptions,
): Promise<boolean> {
  return withSmallHeap(() => importAll(db, casePath, options));
}

async function importAll(db: CaseDb, casePath: string, options: ImportOptions): Promise<boolean> {
  const run = startRun(db, {
    startedAt: new Date(options.now).toISOString(),
    host: hostname(),
    user: userName(),
    program: options.program,
    paths: options.paths,
    folder: options.folder ?? process.cwd(),
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

/** Who runs the program, as custody names it. */
export function userName(): string {
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
          {
            own: [casePath, `${casePath}-journal`],
            folder: options.folder,
            onFound: options.onFound,
          },
        ),
        folderProblems,
      ),
    );
    const isCancelled = (): boolean => options.signal?.aborted === true;
    if (isCancelled()) return false;
    const again = await readJobs(db, readers, jobs, folderProblems.length, options);
    if (again === null || isCancelled()) return false;
    if (options.takenAt !== undefined)
      stateMoment(db, run, [...new Set(jobs.map(({ input }) => input))], options.takenAt);
    if (again === "nothing") return true;
    // What the readers hold is given back first: the comparison needs memory of its own.
    await stopReaders(readers);
    return await compare(db, casePath, again, options);
  } finally {
    await stopReaders(readers);
  }
}

/** Ids that may stand more than once, 16 bytes each, and texts of such records by `input/record`, as far as they are at hand. */
interface Again {
  readonly ids: Uint8Array;
  readonly texts: ReadonlyMap<string, Uint8Array>;
}

/**
 * Reads and writes all files. Resolves to what must be compared now, "nothing" when no record is new, null when it was
 * cancelled. The dictionaries and the filter of ids are gone when it ends.
 */
async function readJobs(
  db: CaseDb,
  readers: Readers,
  jobs: readonly Job[],
  folderProblems: number,
  options: ImportOptions,
): Promise<Again | "nothing" | null> {
  const isNew = jobs.some((job) => job.expected === null);
  if (isNew) {
    setCompared(db, false);
    forgetValidation(db);
  }
  const repeated = isNew || !isCompared(db) ? createRepeatedIds(db, aboutRecords(jobs)) : null;
  const writer = createEventWriter(db, repeated ?? nothingRepeated);
  const isRead = await readAll(db, writer, readers, jobs, folderProblems, options);
  if (!isRead) return null;
  return repeated === null ? "nothing" : { ids: repeated.all(), texts: writer.repeatedText() };
}

/** About how many records the files hold: logs have some 200 bytes a record when packed, and 1,400 when not. */
function aboutRecords(jobs: readonly Job[]): number {
  return jobs.reduce(
    (sum, { name, bytes }) => sum + bytes / (/\.json$/i.test(name) ? 1400 : 200),
    0,
  );
}

async function compare(
  db: CaseDb,
  casePath: string,
  { ids, texts }: Again,
  options: Pick<ImportOptions, "signal" | "onProgress">,
): Promise<boolean> {
  const isCancelled = (): boolean => options.signal?.aborted === true;
  const onCompared = (done: number, total: number): void =>
    options.onProgress?.({ ...comparing, files: done, filesTotal: total });
  await resolveDuplicates(db, casePath, ids, texts, isCancelled, onCompared);
  if (isCancelled()) return false;
  setCompared(db, true);
  return true;
}

/**
 * Makes whole what an import that was cancelled has read: files that it had not read to their ends wait again, the others
 * are compared, so that no event counts twice in what is said of them. Resolves to false when it was cancelled again.
 */
export async function compareRead(
  db: CaseDb,
  casePath: string,
  options: Pick<ImportOptions, "signal" | "onProgress">,
): Promise<boolean> {
  if (isCompared(db)) return true;
  try {
    forgetHalfRead(db);
    const ids = createRepeatedIds(db, 0).all();
    return await compare(db, casePath, { ids, texts: new Map() }, options);
  } catch (error) {
    if (db.open && db.inTransaction) db.exec("ROLLBACK");
    throw asFailure(error, casePath);
  }
}

const comparing = { stage: "comparing", bytes: 0, bytesTotal: 0, events: 0, problems: 0 } as const;

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

/** A thread that is busy with one file may take this long to end by itself, in milliseconds. */
const stopMs = 3000;

/** Ends the threads that have not ended yet. */
async function stopReaders({ workers }: Readers): Promise<void> {
  await Promise.all(workers.map(stopReader));
}

/** Lets a thread end by itself; one that does not listen is ended. */
async function stopReader(worker: Worker): Promise<void> {
  if (worker.threadId === -1) return;
  const gone = new Promise<void>((done) => worker.once("exit", () => done()));
  worker.postMessage({ type: "stop" } satisfies ToWorker);
  const timer = setTimeout(() => void worker.terminate(), stopMs);
  await gone;
  clearTimeout(timer);
}

const nothingRepeated: RepeatedIds = { note: () => undefined, all: () => new Uint8Array(0) };
