/** The report of the open case, as HTML and as JSON. */
import type { CaseFacts } from "../../shared/report/case-facts.ts";
import { printCaseJson } from "../../shared/report/print-case-json.ts";
import type { ReportOptions } from "../../shared/ipc/report.ts";
import { shownPath } from "../import/file-names.ts";
import { readEngagement } from "../db/engagement.ts";
import { createInputNames } from "../db/read-inputs.ts";
import { gatherSteps } from "../report/gather-facts.ts";
import { printReport } from "../report/print-beside.ts";
import { inTurns } from "../turns.ts";
import type { EngineHandlers } from "./protocol.ts";
import type { Session } from "./session.ts";
import { untilImport } from "./work.ts";
import type { Work } from "./work.ts";

type ReportCalls = Pick<EngineHandlers, "reportHtml" | "reportJson">;

export function createReportCalls(session: Session, work: Work): ReportCalls {
  /** @throws EngineFailure (busy) while an import runs, or began meanwhile: a report is of one state of the case. */
  const gather = async (options: ReportOptions): Promise<CaseFacts> => {
    work.refuseDuringImport();
    const { db, path, imports } = session.current();
    const before = imports();
    const engagement = readEngagement(db);
    const steps = gatherSteps(db, path, session.program, engagement, options.atLeast);
    const facts = await inTurns(untilImport(steps, work));
    return imports() === before ? facts : gather(options);
  };
  return {
    reportHtml: async (options) => {
      const facts = await gather(options);
      return { html: await printReport(facts), findings: facts.findings.length };
    },
    reportJson: async (options) => {
      const found = await gather(options);
      const nameOf = createInputNames(session.current().db);
      const version = session.program.split(" ").at(-1) ?? "";
      const json = printCaseJson(found, version, (id) => {
        const input = nameOf(id);
        return input === null ? "" : shownPath(input);
      });
      return { json };
    },
  };
}
