/** Imports into the open case, with progress, pause and cancelling, and analyses what was read. */
import type { ImportResult } from "../../shared/ipc/case.ts";
import { caseTotals } from "../db/count-events.ts";
import { countFindings } from "../db/findings.ts";
import { countFiles } from "../db/input-pages.ts";
import type { GivenPaths } from "../db/inputs.ts";
import { areRulesAsked, isAnalyzed, isCompared, unreadPaths } from "../db/inputs.ts";
import { analyzeCase } from "../import/analyze-case.ts";
import type { ImportFlow } from "../import/import-flow.ts";
import { createImportFlow } from "../import/import-flow.ts";
import { askWhereNew } from "../rule-findings/add-rules.ts";
import { compareRead, importPaths } from "../import/import-files.ts";
import type { ProgressTeller } from "./import-progress.ts";
import { createProgressTeller } from "./import-progress.ts";
import type { EngineHandlers } from "./protocol.ts";
import type { SessionOwner } from "./session.ts";
import type { Work } from "./work.ts";

type ImportCalls = Pick<EngineHandlers, "import" | "resume" | "controlImport" | "importState">;

/** The import under way. */
interface Running {
  readonly teller: ProgressTeller;
  readonly flow: ImportFlow;
  /** Ends the reading; what was read is compared and analysed then. */
  readonly stopReading: AbortController;
}

export function createImportCalls(session: SessionOwner, work: Work): ImportCalls {
  let running: Running | null = null;

  /** `given`: what to read; empty: only what follows the reading is missing. */
  async function run(given: readonly GivenPaths[], signal: AbortSignal): Promise<ImportResult> {
    const { db } = session.current();
    const stopReading = new AbortController();
    const flow = createImportFlow();
    const teller = createProgressTeller((progress) => session.tell("importProgress", progress));
    running = { teller, flow, stopReading };
    const started = performance.now();
    const before = { ...caseTotals(db), ...countFiles(db) };
    session.setCommit(() => db.exec("COMMIT"));
    try {
      teller.begin();
      const isRead = await readAll(given, running, signal);
      await finish(teller, signal);
      const after = { ...caseTotals(db), ...countFiles(db) };
      return {
        isCancelled: !isRead || signal.aborted,
        seconds: (performance.now() - started) / 1000,
        added: {
          files: after.files - after.waiting - (before.files - before.waiting),
          records: after.records - before.records,
          events: after.events - before.events,
          duplicates: after.duplicates - before.duplicates,
          problems: after.problems - before.problems,
        },
        findings: countFindings(db),
      };
    } finally {
      session.setCommit(null);
      running = null;
      // Also after a failure: what was read before it is in the case.
      session.changed("imported");
    }
  }

  /** Resolves to false when the reading was cut short. */
  async function readAll(
    given: readonly GivenPaths[],
    { teller, flow, stopReading }: Running,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { db, path } = session.current();
    for (const { paths, folder } of given) {
      // oxlint-disable-next-line no-await-in-loop -- one writer at a time
      const isRead = await importPaths(db, path, {
        paths,
        folder,
        program: session.program,
        now: Date.now(),
        signal: AbortSignal.any([signal, stopReading.signal]),
        flow,
        onFound: teller.found,
        onProgress: teller.read,
      });
      if (!isRead) return false;
    }
    return true;
  }

  /**
   * Makes the findings fit the events, also after a cancelled import: a case must not show findings of other events.
   * Cancelled once more, it leaves a case that says that it is not analysed.
   */
  async function finish(teller: ProgressTeller, signal: AbortSignal): Promise<void> {
    const { db, path } = session.current();
    if (!isCompared(db) && !(await compareRead(db, path, { signal, onProgress: teller.read })))
      return;
    const { program } = session;
    if (signal.aborted || (isAnalyzed(db, program) && areRulesAsked(db, program))) return;
    try {
      teller.analyzing(0, 0);
      const options = { program, signal, onProgress: teller.analyzing };
      if (!isAnalyzed(db, program)) await analyzeCase(db, options);
      await askWhereNew(db, path, options);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  return {
    import: (paths) =>
      work.run("import", (signal) => run([{ folder: process.cwd(), paths }], signal)),
    resume: () => work.run("import", (signal) => run(unreadPaths(session.current().db), signal)),
    controlImport: (command) => {
      if (running === null) return null;
      const { flow, teller, stopReading } = running;
      if (command === "cancel") {
        // The first time while files are read, it ends the reading only.
        if (stopReading.signal.aborted || !teller.isReading()) work.cancel("import");
        teller.ending();
        stopReading.abort();
        flow.setPaused(false);
      } else if (teller.isReading() && !stopReading.signal.aborted) {
        flow.setPaused(command === "pause");
        teller.paused(command === "pause");
      }
      return null;
    },
    importState: () => running?.teller.state() ?? null,
  };
}
