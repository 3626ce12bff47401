/** The desktop program with its window: start-up in reading order. */
import { join } from "node:path";
import { app, clipboard, ipcMain, nativeTheme, protocol, session, shell } from "electron";
import type { IpcMainInvokeEvent } from "electron";
import type { Events } from "../../shared/ipc.ts";
import { checks } from "../host/checks.ts";
import { createHost } from "../host/create-host.ts";
import { engineFile } from "../host/engine-file.ts";
import {
  packageVersion,
  programVersion,
  sampleFolder,
  windowFolder,
} from "../host/program-files.ts";
import { serve } from "../host/serve.ts";
import { createAppProtocol } from "./app-protocol.ts";
import { caseIn } from "./case-argument.ts";
import { giveContextMenu } from "./context-menu.ts";
import { createDialogs, scriptedDialogs } from "./dialogs.ts";
import { chooseDropped, dropChannel } from "./dropped-files.ts";
import { startEngineUtility } from "./engine-utility.ts";
import { disconnect, lockPages, lockSession } from "./lock-down.ts";
import { setMenu } from "./menu.ts";
import { createReportPages } from "./report-pages.ts";
import { isFromWindow } from "./sender.ts";
import { showProgress, stayAwake } from "./while-busy.ts";
import { reloadAfterCrash } from "./reload-after-crash.ts";
import { openMainWindow } from "./window.ts";
import { createWindowStates } from "./window-state.ts";

const preload = join(windowFolder, "..", "preload", "preload.cjs");

/** Starts it; a second start hands its case to the first and ends. */
export function startDesktop(): void {
  let startWith = caseIn(process.argv, process.cwd());
  let offer = (path: string): void => {
    startWith = path;
  };
  disconnect(app);
  lockPages(app);
  protocol.registerSchemesAsPrivileged([
    { scheme: "app", privileges: { standard: true, secure: true } },
  ]);
  // macOS tells of a double click so, perhaps before the program is ready.
  app.on("open-file", (event, path) => {
    event.preventDefault();
    offer(path);
  });
  if (app.requestSingleInstanceLock())
    void app.whenReady().then(() => {
      offer = openProgram(startWith);
    });
  else app.quit();
}

/** Opens the window with all that is behind it. Answers what opens a case from outside. */
function openProgram(startWith: string | null): (path: string) => void {
  const pages = createAppProtocol(windowFolder);
  lockSession(session.defaultSession, !app.isPackaged);
  protocol.handle("app", pages.answer);

  const userFolder = app.getPath("userData");
  const window = openMainWindow(preload, !app.isPackaged, createWindowStates(userFolder));
  const send = <E extends keyof Events>(name: E, payload: Events[E]): void => {
    if (window.isDestroyed()) return;
    window.webContents.send(name, payload);
    showProgress(window, name, payload);
  };
  const reports = createReportPages(pages);
  const dialogs = (app.isPackaged ? null : scriptedDialogs(process.env)) ?? createDialogs(window);
  const version = programVersion();
  const host = createHost({
    startEngine: () => startEngineUtility(engineFile, `Trailproof ${version}`),
    shell: {
      kind: "desktop",
      choose: dialogs.choose,
      save: dialogs.save,
      copyText: (text) => void clipboard.writeText(text),
      openExternal: async (url) => {
        if (!(await dialogs.mayOpen(url))) return false;
        await shell.openExternal(url);
        return true;
      },
      addReport: reports.add,
      showReport: reports.show,
      printPdf: reports.printPdf,
    },
    send,
    userFolder,
    logFolder: app.getPath("logs"),
    sampleFolder: sampleFolder(),
    version,
    versions: versions(),
    startWith,
    onChange: () => showMenu(),
  });
  const showMenu = (): void => {
    const { theme } = host.settings.read();
    nativeTheme.themeSource = theme;
    setMenu({
      isMac: process.platform === "darwin",
      theme,
      recent: host.recent.list(),
      hasCase: host.hasCase(),
      choose: (command) => send("menuChosen", command),
      open: ({ id }) => host.offer(id),
    });
  };
  showMenu();

  const isTrusted = (event: IpcMainInvokeEvent): boolean => isFromWindow(event, window.webContents);
  const handlers = stayAwake(host.handlers, window);
  serve<IpcMainInvokeEvent>(ipcMain, handlers, checks, { isTrusted, logBug: host.logBug });
  ipcMain.handle(dropChannel, (event, paths: unknown) =>
    isTrusted(event) ? chooseDropped(paths, host.choose) : null,
  );

  app.on("second-instance", (_, argv, folder) => {
    const path = caseIn(argv, folder);
    if (path !== null) host.offer(host.choose("case", [path]).id);
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  giveContextMenu(window.webContents);
  reloadAfterCrash(window.webContents, host.logBug, () => performance.now());
  window.on("closed", () => app.quit());
  quitGently(host.stop);
  return (path) => host.offer(host.choose("case", [path]).id);
}

/** The case is closed before the program is gone. */
function quitGently(stop: () => Promise<void>): void {
  let isStopped = false;
  app.on("before-quit", (event) => {
    if (isStopped) return;
    event.preventDefault();
    void stop().finally(() => {
      isStopped = true;
      app.quit();
    });
  });
}

function versions() {
  const { electron, chrome, node, v8 } = process.versions;
  return [
    { name: "Electron", version: electron },
    { name: "Chromium", version: chrome },
    { name: "Node.js", version: node },
    { name: "V8", version: v8 },
    { name: "better-sqlite3", version: packageVersion("better-sqlite3") ?? "unknown" },
  ];
}
