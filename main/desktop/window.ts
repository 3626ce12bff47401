/** The two kinds of window: the program's own, and one for a report. */
import { BrowserWindow, nativeTheme } from "electron";
import type { WebPreferences } from "electron";
import { windowUrl } from "./app-protocol.ts";

const strict: WebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
  navigateOnDragDrop: false,
};

/** The ground before the page is drawn, so that nothing flashes. */
const ground = { light: "#eef0f3", dark: "#0d0f13" };

/** Opens the program's window; `preload` is the built bridge. */
export function openMainWindow(preload: string, hasDevTools: boolean): BrowserWindow {
  const window = new BrowserWindow({
    title: "Trailproof",
    width: 1280,
    height: 800,
    minWidth: 640,
    minHeight: 480,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
    webPreferences: { ...strict, preload, devTools: hasDevTools },
  });
  window.once("ready-to-show", () => window.show());
  void window.loadURL(windowUrl);
  return window;
}

/** Opens a report: a page without a bridge and without scripts. */
export function openReportWindow(url: string): BrowserWindow {
  const window = new BrowserWindow({
    title: "Report",
    width: 1180,
    height: 860,
    minWidth: 480,
    minHeight: 360,
    show: false,
    webPreferences: { ...strict, javascript: false, devTools: false },
  });
  window.once("ready-to-show", () => window.show());
  void window.loadURL(url);
  return window;
}

/** A page that nobody sees, for printing. */
export function openHiddenPage(): BrowserWindow {
  return new BrowserWindow({
    show: false,
    webPreferences: { ...strict, javascript: false, devTools: false },
  });
}
