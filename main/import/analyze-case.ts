/** Streams the events of a case through the rules and stores what they find. */
import { Worker } from "node:worker_threads";
import type { FindingBlock } from "../db/findings.ts";
import { createFindingWriter } from "../db/findings.ts";
import { setAnalyzed } from "../db/inputs.ts";
import type { CaseDb } from "../db/open-case.ts";
import { countRelevant, relevantRows } from "../db/read-events.ts";
import { sessionStarts } from "../db/session-starts.ts";
import type { FromAnalysis, ToAnalysis } from "./analysis-thread.ts";
import type { AuditedRow } from "./judge-events.ts";
import { createJudge } from "./judge-events.ts";

/** Fewer events than this are judged before a thread has loaded its rules. */
const fewEvents = 3000;
const batchRows = 256;
/** Batches that may wait at a thread: bounds memory. */
const maxWaiting = 4;

export interface AnalysisOptions {
  /** Name and version of the program: another version's findings are not kept. */
  readonly program: string;
  /** Cases with fewer events than this are judged in the caller's thread. */
  readonly few?: number;
}

/**
 * Analyses the whole case anew. The events of a large case are judged in a thread beside, whose memory is its own and
 * gone afterwards, while this one reads and writes. Returns the number of findings, which do not depend on it.
 */
export async function analyzeCase(
  db: CaseDb,
  { program, few = fewEvents }: AnalysisOptions,
): Promise<number> {
  db.exec("BEGIN");
  let beside: Beside | null = null;
  try {
    const writer = createFindingWriter(db);
    beside = countRelevant(db) < few ? null : startBeside(writer.add);
    const judge = createJudge(writer.add);
    const startOf = sessionStarts(db);
    for (const { accessKey, ...row } of relevantRows(db)) {
      const start = accessKey === null ? null : startOf(accessKey);
      if (beside === null) judge.take({ ...row, start });
      else await beside.take({ ...row, start });
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

interface Beside {
  readonly take: (row: AuditedRow) => Promise<void> | void;
  readonly finish: () => Promise<void>;
  readonly stop: () => Promise<unknown>;
}

function startBeside(onBlock: (block: FindingBlock) => void): Beside {
  const worker = new Worker(new URL("./analysis-thread.ts", import.meta.url), {
    // As the readers': what is short-lived is freed sooner.
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
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
