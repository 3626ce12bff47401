/** Streams the events of a case through the rules and stores what they find. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { FindingBlock } from "../db/findings.ts";
import { createFindingWriter } from "../db/findings.ts";
import { setAnalyzed } from "../db/inputs.ts";
import type { CaseDb } from "../db/open-case.ts";
import { relevantPlaces, relevantRows } from "../db/read-events.ts";
import { sessionStarts } from "../db/session-starts.ts";
import type { FromAnalysis, ToAnalysis } from "./analysis-thread.ts";
import type { AuditedRow } from "./judge-events.ts";
import { createJudge } from "./judge-events.ts";

/** Fewer events than this are judged before a second thread has loaded its rules. */
const fewEvents = 3000;
const batchRows = 256;
/** Batches that may wait at a thread: bounds memory. */
const maxWaiting = 4;

export interface AnalysisOptions {
  /** Name and version of the program: another version's findings are not kept. */
  readonly program: string;
  readonly threads?: number;
  /** Cases with fewer events than this get no second thread. */
  readonly few?: number;
}

/**
 * Analyses the whole case anew. Rules never mix accounts, so a second thread (`threads` other than 1) takes about half
 * of a large case with several accounts. Returns the number of findings, which do not depend on threads.
 */
export async function analyzeCase(
  db: CaseDb,
  { program, threads = availableParallelism(), few = fewEvents }: AnalysisOptions,
): Promise<number> {
  db.exec("BEGIN");
  let beside: Beside | null = null;
  try {
    const writer = createFindingWriter(db);
    const places = threads < 2 ? new Set<number>() : placesBeside(db, few);
    beside = places.size === 0 ? null : startBeside(writer.add);
    const judge = createJudge(writer.add);
    const startOf = sessionStarts(db);
    for (const { place, accessKey, ...row } of relevantRows(db)) {
      const start = accessKey === null ? null : startOf(accessKey);
      if (beside !== null && places.has(place)) await beside.take({ ...row, start });
      else judge.take({ ...row, start });
    }
    judge.finish();
    await beside?.finish();
    const findings = writer.finish();
    setAnalyzed(db, program);
    db.exec("COMMIT");
    return findings;
  } catch (error) {
    if (db.open && db.inTransaction) db.exec("ROLLBACK");
    throw error;
  } finally {
    await beside?.stop();
  }
}

/** Places of the accounts that a second thread takes: the largest first, each to whom has less. */
function placesBeside(db: CaseDb, few: number): ReadonlySet<number> {
  const places = relevantPlaces(db);
  const accounts = new Map<number, number>();
  for (const { account, events } of places)
    accounts.set(account, (accounts.get(account) ?? 0) + events);
  const total = places.reduce((sum, { events }) => sum + events, 0);
  const theirs = new Set<number>();
  if (total < few) return theirs;
  // This thread reads and writes beside judging: it begins with that much more to do.
  let ours = total / 4;
  let beside = 0;
  for (const [account, events] of [...accounts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]))
    if (ours <= beside) ours += events;
    else {
      beside += events;
      theirs.add(account);
    }
  return new Set(places.filter(({ account }) => theirs.has(account)).map(({ place }) => place));
}

interface Beside {
  readonly take: (row: AuditedRow) => Promise<void> | void;
  readonly finish: () => Promise<void>;
  readonly stop: () => Promise<unknown>;
}

function startBeside(onBlock: (block: FindingBlock) => void): Beside {
  const worker = new Worker(new URL("./analysis-thread.ts", import.meta.url));
  const state: { waiting: number; hasEnded: boolean; failure: Error | null } = {
    waiting: 0,
    hasEnded: false,
    failure: null,
  };
  let rows: AuditedRow[] = [];
  let wake: (() => void) | null = null;
  worker.on("error", (error: Error) => {
    state.failure = error;
    wake?.();
  });
  worker.on("message", (message: FromAnalysis) => {
    if (message.type === "findings") onBlock(message.block);
    else if (message.type === "done") state.waiting--;
    else state.hasEnded = true;
    wake?.();
  });
  const tell = (message: ToAnalysis): void => worker.postMessage(message);
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) {
      if (state.failure !== null) throw state.failure;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const flush = (): void => {
    if (rows.length === 0) return;
    state.waiting++;
    tell(rows);
    rows = [];
  };
  return {
    take: (row) => {
      rows.push(row);
      if (rows.length < batchRows) return;
      flush();
      return until(() => state.waiting < maxWaiting);
    },
    finish: async () => {
      flush();
      tell(null);
      await until(() => state.hasEnded);
    },
    stop: () => worker.terminate(),
  };
}
