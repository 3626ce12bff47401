import type { BrowserWindow } from "electron";
import type { AppProtocol } from "./app-protocol.ts";
import type { AuditReport } from "./audits.ts";
import { openReportWindow } from "./window.ts";

export interface ReportWindows {
  /** Shows the report of an audit; a window that shows it already comes to the front. */
  readonly show: (report: AuditReport) => void;
}

/** Keeps one window per report. Its page can be read only while the window is open. */
export function createReportWindows(pages: AppProtocol, newId: () => string): ReportWindows {
  const open = new Map<string, BrowserWindow>();
  return {
    show: ({ audit, html }) => {
      const before = open.get(audit.id);
      if (before !== undefined) return before.focus();
      const url = pages.addReport(html, newId());
      const window = openReportWindow(url);
      open.set(audit.id, window);
      window.on("closed", () => {
        open.delete(audit.id);
        pages.removeReport(url);
      });
    },
  };
}
