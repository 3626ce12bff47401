/** Entry of the desktop program: start-up in reading order. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { app, ipcMain, protocol, session, utilityProcess } from "electron";
import type { IpcMainInvokeEvent } from "electron";
import type { Choice, EventName, Events } from "../../shared/ipc.ts";
import { createAppProtocol, windowUrl } from "./app-protocol.ts";
import { createAudits } from "./audits.ts";
import { createBugLog } from "./bug-log.ts";
import { caseIn } from "./case-argument.ts";
import { createChoices } from "./choices.ts";
import { createDialogs, scriptedDialogs } from "./dialogs.ts";
import { checks } from "./ipc/checks.ts";
import { createHandlers } from "./ipc/handlers.ts";
import { serve } from "./ipc/serve.ts";
import { disconnect, lockPages, lockSession } from "./lock-down.ts";
import { setMenu } from "./menu.ts";
import { createReportWindows } from "./report-windows.ts";
import { openMainWindow } from "./window.ts";

const out = join(import.meta.dirname, "..");
const isMac = process.platform === "darwin";
const choices = createChoices(randomUUID);
const startedWith = caseIn(process.argv, process.cwd());
let offered: Choice | null = startedWith === null ? null : choices.add("case", [startedWith]);
let offer = (path: string): void => {
  offered = choices.add("case", [path]);
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
  const logBug = createBugLog(app.getPath("logs"), randomUUID);
  const pages = createAppProtocol(join(out, "renderer"));
  lockSession(session.defaultSession);
  protocol.handle("app", pages.answer);
  setMenu(isMac);

  const window = openMainWindow(join(out, "preload", "preload.cjs"), !app.isPackaged);
  const send = <E extends EventName>(name: E, payload: Events[E]): void => {
    if (!window.isDestroyed()) window.webContents.send(name, payload);
  };
  const reports = createReportWindows(pages, randomUUID);
  const audits = createAudits({
    startEngine: () =>
      utilityProcess.fork(join(out, "main", "engine.cjs"), [], {
        serviceName: "Trailproof engine",
        stdio: "pipe",
      }),
    onProgress: (progress) => send("auditProgress", progress),
    newId: randomUUID,
    logBug: (detail) => logBug("engine", detail),
    program: `Trailproof ${app.getVersion()}`,
  });
  const dialogs = (app.isPackaged ? null : scriptedDialogs(process.env)) ?? createDialogs(window);
  const handlers = createHandlers({
    audits,
    choices,
    dialogs,
    version: app.getVersion(),
    isMac,
    offered: () => offered,
    showReport: reports.show,
  });
  serve<IpcMainInvokeEvent>(ipcMain, handlers, checks, {
    isTrusted: ({ sender, senderFrame }) =>
      sender === window.webContents &&
      senderFrame === sender.mainFrame &&
      senderFrame.url === windowUrl,
    logBug,
  });

  offer = (path) => {
    offered = choices.add("case", [path]);
    send("caseOffered", offered);
  };
  app.on("second-instance", (_, argv, folder) => {
    const path = caseIn(argv, folder);
    if (path !== null) offer(path);
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  window.on("closed", () => app.quit());
  app.on("before-quit", (event) => {
    if (!audits.isBusy()) return;
    // The engine ends and the temporary case is removed before the program is gone.
    event.preventDefault();
    void audits.stop().finally(() => app.quit());
  });
}
