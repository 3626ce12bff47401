/** The kinds of window: the program's own, one for a report, and one that nobody sees, for printing. */
import { BrowserWindow, nativeTheme, screen } from "electron";
import type { WebPreferences } from "electron";
import { windowUrl } from "./app-protocol.ts";
import { giveContextMenu } from "./context-menu.ts";
import type { WindowStates } from "./window-state.ts";

/** What holds for every page, spelled out although most of it is Electron's default. */
export const strict = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  plugins: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
} as const satisfies WebPreferences;

/** The ground before the page is drawn, so that nothing flashes. */
const ground = { light: "#eef0f3", dark: "#0d0f13" };

const usualSize = { width: 1280, height: 800 };

/** Opens the program's window; `preload` is the built bridge, `states` knows where it stood. */
export function openMainWindow(
  preload: string,
  hasDevTools: boolean,
  states: WindowStates,
): BrowserWindow {
  const { bounds, isMaximized } = states.read(
    screen.getAllDisplays().map(({ workArea }) => workArea),
  );
  const window = new BrowserWindow({
    title: "Trailproof",
    ...(bounds ?? usualSize),
    minWidth: 640,
    minHeight: 480,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
    webPreferences: { ...strict, preload, devTools: hasDevTools },
  });
  if (isMaximized) window.maximize();
  window.once("ready-to-show", () => window.show());
  window.on("close", () =>
    states.write({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() }),
  );
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
  giveContextMenu(window.webContents);
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
