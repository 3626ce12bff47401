/** The line to the host: Electron's parent port, or the channel of a child process. */
import type { FromEngine, ToEngine } from "./protocol.ts";

export interface HostPort {
  readonly send: (message: FromEngine) => void;
  readonly listen: (onMessage: (message: ToEngine) => void) => void;
  /** Hears that the host is gone; Electron ends its processes itself. */
  readonly onGone: (gone: () => void) => void;
}

/** The port of this process. @throws Error when it was not started by a host. */
export function openHostPort(): HostPort {
  // Only there in a utility process of Electron, whatever its types say.
  const electron: Electron.ParentPort | undefined = process.parentPort;
  if (electron !== undefined)
    return {
      send: (message) => electron.postMessage(message),
      listen: (onMessage) => {
        electron.on("message", ({ data }) => onMessage(asMessage(data)));
      },
      onGone: () => undefined,
    };
  if (process.send === undefined)
    throw new Error("The engine is started by the program, not by itself.");
  return {
    send: (message) => {
      // A host that has just gone is told nothing more.
      if (process.connected) process.send?.(message);
    },
    listen: (onMessage) => {
      process.on("message", (data) => onMessage(asMessage(data)));
    },
    onGone: (gone) => {
      process.once("disconnect", gone);
    },
  };
}

function asMessage(data: unknown): ToEngine {
  // Only the host that started this process can send here, and it sends nothing else.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return data as ToEngine;
}
