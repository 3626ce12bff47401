/** Reports in windows of their own, and on paper. */
import { randomUUID } from "node:crypto";
import type { BrowserWindow } from "electron";
import type { AppProtocol } from "./app-protocol.ts";
import { openHiddenPage, openReportWindow } from "./window.ts";

export interface ReportPages {
  /** Makes a report readable; one before it stays so while its window is open. */
  readonly add: (html: string) => string;
  /** A window that shows the address already comes to the front. */
  readonly show: (url: string) => void;
  readonly printPdf: (html: string) => Promise<Uint8Array>;
}

/** Keeps one window a report. */
export function createReportPages(pages: AppProtocol): ReportPages {
  const open = new Map<string, BrowserWindow>();
  let latest: string | null = null;
  const forget = (url: string): void => {
    if (url !== latest && !open.has(url)) pages.removeReport(url);
  };
  return {
    add: (html) => {
      const before = latest;
      latest = pages.addReport(html, randomUUID());
      if (before !== null) forget(before);
      return latest;
    },
    show: (url) => {
      const before = open.get(url);
      if (before !== undefined) return before.focus();
      const window = openReportWindow(url);
      open.set(url, window);
      window.on("closed", () => {
        open.delete(url);
        forget(url);
      });
    },
    printPdf: async (html) => {
      const url = pages.addReport(html, randomUUID());
      const window = openHiddenPage();
      try {
        await window.loadURL(url);
        return await window.webContents.printToPDF({
          printBackground: true,
          preferCSSPageSize: true,
          generateTaggedPDF: true,
          generateDocumentOutline: true,
        });
      } finally {
        window.destroy();
        pages.removeReport(url);
      }
    },
  };
}
