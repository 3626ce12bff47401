/** Verifies and exports: work that takes its time, tells how far it is, and can be cancelled. */
import { statSync } from "node:fs";
import { Failure } from "../../shared/errors.ts";
import type { ExportFormat } from "../../shared/ipc/events.ts";
import { shownPath } from "../import/file-names.ts";
import { createStatusReader } from "../db/validation.ts";
import { createInputNames } from "../db/read-inputs.ts";
import { verifyCase } from "../evidence/verify-case.ts";
import type { EventPrinter } from "../export/export-events.ts";
import { exportEvents } from "../export/export-events.ts";
import { checkFree, openOutputFile } from "../export/output.ts";
import { createCsvPrinter } from "../export/write-csv.ts";
import { createJsonPrinter } from "../export/write-json.ts";
import type { EventColumns } from "./event-columns.ts";
import type { EngineHandlers } from "./protocol.ts";
import type { Session } from "./session.ts";
import { verifyAnswer } from "./verify-answer.ts";
import type { Work } from "./work.ts";

type WorkCalls = Pick<EngineHandlers, "verify" | "export" | "cancelWork">;

/** Between two messages on how far it is, in milliseconds. */
const everyMs = 100;

export function createWorkCalls(session: Session, work: Work, columns: EventColumns): WorkCalls {
  return {
    verify: (keyPaths) =>
      work.run("verify", async (signal) => {
        const { db, path } = session.current();
        const started = performance.now();
        let toldAt = -Infinity;
        const report = await verifyCase(db, path, {
          keyFiles: keyPaths,
          // Evidence can't vouch for itself.
          useCaseKeys: false,
          heads: [],
          now: new Date().toISOString(),
          program: session.program,
          signal,
          onProgress: (files, filesTotal) => {
            const now = performance.now();
            if (now - toldAt < everyMs && files < filesTotal) return;
            toldAt = now;
            session.tell("verifyProgress", { files, filesTotal });
          },
        });
        session.changed("verified");
        return verifyAnswer(db, report, (performance.now() - started) / 1000);
      }),
    export: (filter, format, path) =>
      work.run("export", async (signal) => {
        checkFree(path);
        try {
          const query = await columns.query();
          const nameOf = createInputNames(session.current().db);
          await exportEvents(
            query,
            await printerOf(format, session.program),
            openOutputFile(path),
            {
              filter,
              fileName: (input) => {
                const found = nameOf(input);
                return found === null ? "" : shownPath(found);
              },
              digestStatus: createStatusReader(session.current().db),
              onProgress: () => undefined,
              signal,
            },
          );
        } catch (error) {
          if (signal.aborted) throw new Failure({ code: "export-cancelled" }, { cause: error });
          throw error;
        }
        return { bytes: statSync(path).size };
      }),
    cancelWork: () => {
      work.cancel("verify", "export", "rules");
      return null;
    },
  };
}

async function printerOf(format: ExportFormat, program: string): Promise<EventPrinter> {
  switch (format) {
    case "json":
      return createJsonPrinter();
    case "csv":
      return createCsvPrinter(false);
    case "parquet": {
      // The library takes a tenth of a second to load: not for every start.
      const { createParquetPrinter } = await import("../export/write-parquet.ts");
      return createParquetPrinter(program, () => undefined);
    }
  }
}
