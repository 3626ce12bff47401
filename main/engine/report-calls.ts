/** The report of the open case, as HTML and as JSON. */
import { buildReport } from "../../shared/report/build-report.ts";
import type { CaseFacts } from "../../shared/report/case-facts.ts";
import { printCaseJson } from "../../shared/report/print-case-json.ts";
import { printHtml } from "../../shared/report/print-html.ts";
import type { ReportOptions } from "../../shared/ipc/report.ts";
import { shownPath } from "../import/file-names.ts";
import { readEngagement } from "../db/engagement.ts";
import { createInputNames } from "../db/read-inputs.ts";
import { gatherFacts } from "../report/gather-facts.ts";
import type { EngineHandlers } from "./protocol.ts";
import type { Session } from "./session.ts";
import type { Work } from "./work.ts";

type ReportCalls = Pick<EngineHandlers, "reportHtml" | "reportJson">;

export function createReportCalls(session: Session, work: Work): ReportCalls {
  /** @throws EngineFailure (busy) while an import runs: a report is of one state of the case. */
  const facts = ({ atLeast }: ReportOptions): CaseFacts => {
    work.refuseDuringImport();
    const { db, path } = session.current();
    return gatherFacts(db, path, session.program, readEngagement(db), atLeast);
  };
  return {
    reportHtml: (options) => {
      const found = facts(options);
      return { html: printHtml(buildReport(found)), findings: found.findings.length };
    },
    reportJson: (options) => {
      const found = facts(options);
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
