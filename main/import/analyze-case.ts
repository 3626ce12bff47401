/** Streams the events of a case through the rules and stores what they find. */
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { Uses, Watch } from "../../shared/analysis/paths/use.ts";
import type { FindingBlock } from "../db/findings.ts";
import { createFindingWriter } from "../db/findings.ts";
import { setAnalyzed } from "../db/inputs.ts";
import type { CaseDb } from "../db/open-case.ts";
import { findUses } from "../db/path-uses.ts";
import { countRelevant, relevantRows } from "../db/read-events.ts";
import { sessionStarts } from "../db/session-starts.ts";
import type { FromAnalysis, ToAnalysis } from "./analysis-thread.ts";
import type { JudgedRow } from "./judge-events.ts";
import { glancedRows } from "./glanced-rows.ts";
import { createJudge } from "./judge-events.ts";
import { withSmallHeap } from "./small-heap.ts";

/** Fewer events than this are judged before a thread has loaded its rules. */
const fewEvents = 3000;
const batchRows = 256;
/** Between two turns for others, in milliseconds. */
const turnMs = 25;
/** Batches that may wait at a thread: bounds memory. */
const maxWaiting = 4;

export interface AnalysisOptions {
  /** Name and version of the program: another version's findings are not kept. */
  readonly program: string;
  /** Cases with fewer events than this are judged in the caller's thread. */
  readonly few?: number;
  /** Ends the analysis; the findings stay as they were. */
  readonly signal?: AbortSignal;
  /** Events judged, of all that rules look at. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Analyses the whole case anew. The events of a large case are judged in a thread beside, whose memory is its own and
 * gone afterwards, while this one reads and writes. The findings of before stay until all is judged. Returns the number
 * of findings, which does not depend on the thread. @throws what `signal` gives when it is aborted.
 */
export function analyzeCase(db: CaseDb, options: AnalysisOptions): Promise<number> {
  return withSmallHeap(() => analyze(db, options));
}

async function analyze(
  db: CaseDb,
  { program, few = fewEvents, signal, onProgress }: AnalysisOptions,
): Promise<number> {
  let beside: Beside | null = null;
  try {
    const writer = createFindingWriter(db, "analysis");
    const total = countRelevant(db);
    beside = total < few ? null : startBeside(writer.add);
    const judge = beside ?? createJudge(writer.add);
    const startOf = sessionStarts(db);
    const { rows: glanced, silences, newRegions } = await glancedRows(db, signal);
    let next = 0;
    let done = 0;
    let turn = performance.now();
    for (const { accessKey, ...row } of relevantRows(db)) {
      const start = accessKey === null ? null : startOf(accessKey);
      const place = `${row.input} ${row.record}`;
      const silence = silences.get(place);
      const newRegion = newRegions.get(place);
      for (let due = glanced[next]; due !== undefined && due.t <= row.t; next++) {
        const held = judge.take(due);
        if (held !== undefined) await held;
        due = glanced[next + 1];
      }
      const waiting = judge.take({
        ...row,
        start,
        ...(silence === undefined ? {} : { silence }),
        ...(newRegion === undefined ? {} : { newRegion }),
      });
      if (waiting !== undefined) await waiting;
      done++;
      if (performance.now() - turn < turnMs) continue;
      onProgress?.(done, total);
      await setImmediate();
      signal?.throwIfAborted();
      turn = performance.now();
    }
    for (const row of glanced.slice(next)) {
      const held = judge.take(row);
      if (held !== undefined) await held;
    }
    const watches = await judge.watches();
    signal?.throwIfAborted();
    await judge.finish(findUses(db, watches));
    signal?.throwIfAborted();
    return db.transaction(() => {
      const findings = writer.finish();
      setAnalyzed(db, program);
      return findings;
    })();
  } finally {
    await beside?.stop();
  }
}

interface Beside {
  /** A promise when the thread is behind. */
  readonly take: (row: JudgedRow) => Promise<void> | undefined;
  readonly watches: () => Promise<readonly Watch[]>;
  readonly finish: (uses: Uses) => Promise<void>;
  readonly stop: () => Promise<unknown>;
}

function startBeside(onBlock: (block: FindingBlock) => void): Beside {
  const worker = new Worker(new URL("./analysis-thread.ts", import.meta.url), {
    // As the readers': what is short-lived is freed sooner.
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
  const state: {
    waiting: number;
    hasEnded: boolean;
    isOver: boolean;
    watches: readonly Watch[] | null;
  } = { waiting: 0, hasEnded: false, isOver: false, watches: null };
  const failures: unknown[] = [];
  let rows: JudgedRow[] = [];
  let wake: (() => void) | null = null;
  const fail = (error: unknown): void => {
    failures.push(error);
    state.isOver = true;
    wake?.();
  };
  worker.on("error", fail);
  worker.on("exit", () => {
    if (!state.hasEnded) fail(new Error("the thread of the analysis ended early"));
  });
  worker.on("message", (message: FromAnalysis) => {
    if (state.isOver) return;
    try {
      if (message.type === "findings") onBlock(message.block);
      else if (message.type === "done") state.waiting--;
      else if (message.type === "watches") state.watches = message.watches;
      else state.hasEnded = true;
    } catch (error) {
      fail(error);
    }
    wake?.();
  });
  const tell = (message: ToAnalysis): void => worker.postMessage(message);
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) {
      if (failures.length > 0) throw failures[0];
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
      if (rows.length < batchRows) return undefined;
      flush();
      return until(() => state.waiting < maxWaiting);
    },
    watches: async () => {
      flush();
      tell(null);
      await until(() => state.watches !== null);
      return state.watches ?? [];
    },
    finish: async (uses) => {
      tell({ uses });
      await until(() => state.hasEnded);
    },
    stop: () => {
      state.isOver = true;
      return worker.terminate();
    },
  };
}
