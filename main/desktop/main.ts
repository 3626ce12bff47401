/** Entry of the desktop program: start-up in reading order. */
import { join } from "node:path";
import { app, clipboard, ipcMain, protocol, session, shell } from "electron";
import type { IpcMainInvokeEvent } from "electron";
import type { Events } from "../../shared/ipc.ts";
import { checks } from "../host/checks.ts";
import { createHost } from "../host/create-host.ts";
import { packageVersion, sampleFolder, windowFolder } from "../host/program-files.ts";
import { serve } from "../host/serve.ts";
import { createAppProtocol, windowUrl } from "./app-protocol.ts";
import { caseIn } from "./case-argument.ts";
import { createDialogs, scriptedDialogs } from "./dialogs.ts";
import { startEngineUtility } from "./engine-utility.ts";
import { disconnect, lockPages, lockSession } from "./lock-down.ts";
import { setMenu } from "./menu.ts";
import { createReportPages } from "./report-pages.ts";
import { openMainWindow } from "./window.ts";

const out = join(import.meta.dirname, "..");
let startWith = caseIn(process.argv, process.cwd());
let offer = (path: string): void => {
  startWith = path;
};

disconnect(app);
lockPages(app);
protocol.registerSchemesAsPrivileged([
  { scheme: "app", privileges: { standard: true, secure: true } },
]);
app.on("open-file", (event, path) => {
  event.preventDefault();
  offer(path);
});

if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();

function start(): void {
  const pages = createAppProtocol(windowFolder);
  lockSession(session.defaultSession);
  protocol.handle("app", pages.answer);
  setMenu(process.platform === "darwin");

  const window = openMainWindow(join(out, "preload", "preload.cjs"), !app.isPackaged);
  const send = <E extends keyof Events>(name: E, payload: Events[E]): void => {
    if (!window.isDestroyed()) window.webContents.send(name, payload);
  };
  const reports = createReportPages(pages);
  const dialogs = (app.isPackaged ? null : scriptedDialogs(process.env)) ?? createDialogs(window);
  const program = `Trailproof ${app.getVersion()}`;
  const host = createHost({
    startEngine: () => startEngineUtility(join(out, "main", "engine.cjs"), program),
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
    userFolder: app.getPath("userData"),
    logFolder: app.getPath("logs"),
    sampleFolder: sampleFolder(),
    version: app.getVersion(),
    versions: versions(),
    startWith,
  });
  serve<IpcMainInvokeEvent>(ipcMain, host.handlers, checks, {
    isTrusted: ({ sender, senderFrame }) =>
      sender === window.webContents &&
      senderFrame === sender.mainFrame &&
      senderFrame?.url.split("#")[0] === windowUrl,
    logBug: host.logBug,
  });

  offer = host.offer;
  app.on("second-instance", (_, argv, folder) => {
    const path = caseIn(argv, folder);
    if (path !== null) offer(path);
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  window.on("closed", () => app.quit());
  let isStopped = false;
  app.on("before-quit", (event) => {
    if (isStopped) return;
    // The case is closed before the program is gone.
    event.preventDefault();
    void host.stop().finally(() => {
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
