/** What each call does. */
import { basename } from "node:path";
import type { Choice } from "../../../shared/ipc.ts";
import { visible } from "../../cli/visible.ts";
import { saveFile } from "../../report/save-file.ts";
import type { AuditReport, Audits } from "../audits.ts";
import type { Choices } from "../choices.ts";
import type { Dialogs } from "../dialogs.ts";
import type { Handlers } from "./serve.ts";

interface Deps {
  readonly audits: Audits;
  readonly choices: Choices;
  readonly dialogs: Dialogs;
  readonly version: string;
  readonly isMac: boolean;
  /** The case that the program was started with, if any. */
  readonly offered: () => Choice | null;
  readonly showReport: (report: AuditReport) => void;
}

/** The functions behind all calls. */
export function createHandlers(deps: Deps): Handlers {
  const { audits, choices, dialogs } = deps;
  return {
    programInfo: () => ({ version: deps.version, isMac: deps.isMac, offered: deps.offered() }),
    chooseLogs: async (kind) => {
      const paths = await dialogs.choose(kind);
      return paths === null ? null : choices.add(kind, paths);
    },
    startAudit: (choiceId, client) => audits.start(choices.find(choiceId), client),
    cancelAudit: () => {
      audits.cancel();
      return null;
    },
    openReport: (auditId) => {
      deps.showReport(audits.report(auditId));
      return null;
    },
    saveReport: async (auditId) => {
      const { html } = audits.report(auditId);
      const path = await dialogs.save("trailproof-report.html");
      if (path === null) return null;
      saveFile(path, html);
      return visible(basename(path));
    },
  };
}
