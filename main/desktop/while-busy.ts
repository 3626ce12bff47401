/** What the system should know while the engine works for a longer time: that it must not sleep, and how far the work is. */
import { powerSaveBlocker } from "electron";
import type { BrowserWindow } from "electron";
import type { Events } from "../../shared/ipc.ts";
import type { Handlers } from "../host/serve.ts";

/** Calls that may take minutes. */
const longCalls = ["startImport", "resumeImport", "startVerify", "exportEvents"] as const;

/** No bar on the program's icon. */
const none = -1;
/** A bar that only says that something is done. */
const some = 2;

/** The same handlers; while a long call is under way the machine stays awake. The last one takes the bar away. */
export function stayAwake(handlers: Handlers, window: BrowserWindow): Handlers {
  let running = 0;
  const awake =
    <A extends readonly unknown[], R>(work: (...args: A) => R) =>
    async (...args: A): Promise<Awaited<R>> => {
      const blocker = powerSaveBlocker.start("prevent-app-suspension");
      running++;
      try {
        return await work(...args);
      } finally {
        powerSaveBlocker.stop(blocker);
        running--;
        if (running === 0 && !window.isDestroyed()) window.setProgressBar(none);
      }
    };
  const { startImport, resumeImport, startVerify, exportEvents } = handlers;
  const long: Pick<Handlers, (typeof longCalls)[number]> = {
    startImport: awake(startImport),
    resumeImport: awake(resumeImport),
    startVerify: awake(startVerify),
    exportEvents: awake(exportEvents),
  };
  return { ...handlers, ...long };
}

/** Shows on the program's icon how far the work is that a message tells of. */
export function showProgress<E extends keyof Events>(
  window: BrowserWindow,
  name: E,
  payload: Events[E],
): void {
  // The payload belongs to the name; the compiler can't follow that.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const message = { name, payload } as {
    [N in keyof Events]: { readonly name: N; readonly payload: Events[N] };
  }[keyof Events];
  if (message.name === "importProgress") {
    const { stage, bytes, bytesTotal } = message.payload;
    const isMeasured = stage === "reading" && bytesTotal > 0;
    window.setProgressBar(isMeasured ? bytes / bytesTotal : some);
  }
  if (message.name === "verifyProgress") {
    const { files, filesTotal } = message.payload;
    window.setProgressBar(filesTotal > 0 ? files / filesTotal : some);
  }
}
