/** The only bridge between the window and the program: one function per call, one per message, nothing generic. */
import { contextBridge, ipcRenderer, webUtils } from "electron";
import { calls, events } from "../../../shared/ipc.ts";

const api = Object.fromEntries(
  calls.map((call) => [call, (...args: unknown[]) => ipcRenderer.invoke(call, ...args)]),
);

const on = Object.fromEntries(
  events.map((name) => [
    name,
    (listener: (payload: unknown) => void) => {
      const relay = (_: unknown, payload: unknown): void => listener(payload);
      ipcRenderer.on(name, relay);
      return () => {
        ipcRenderer.off(name, relay);
      };
    },
  ]),
);

contextBridge.exposeInMainWorld("api", api);
contextBridge.exposeInMainWorld("on", on);
// The page hands over what was dropped and gets a choice; only Electron knows the path of a file, and none is known of
// a file that a script has made.
contextBridge.exposeInMainWorld("takeDropped", (files: readonly File[]) =>
  ipcRenderer.invoke(
    "takeDropped",
    files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== ""),
  ),
);
