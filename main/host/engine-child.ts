/** An engine as a child process of Node: in the browser host. */
import { fork } from "node:child_process";
import type { FromEngine } from "../engine/protocol.ts";
import type { EngineProcess } from "./engine-client.ts";

/** As much of what a dying engine said as is written down. */
export const saidChars = 8000;

/** Starts the engine whose entry is `file`, on the Node that runs this. `program`: name and version, for custody. */
export function startEngineChild(file: string, program: string): EngineProcess {
  const child = fork(file, [program], {
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    // Ctrl-C in a terminal goes to all its processes; the host ends its engine itself.
    detached: process.platform !== "win32",
  });
  let said = "";
  let isGone = false;
  child.stderr?.on("data", (chunk: unknown) => {
    said = (said + String(chunk)).slice(-saidChars);
  });
  return {
    // A message to one that has just died is lost with it; its end is told.
    send: (message) => void child.send(message, () => undefined),
    onMessage: (listener) => {
      child.on("message", (message) => {
        // Only the engine that this process started can send here.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        listener(message as FromEngine);
      });
    },
    onExit: (listener) => {
      const once = (exitCode: number): void => {
        if (isGone) return;
        isGone = true;
        listener(exitCode, said);
      };
      child.on("error", (error) => {
        said += `\n${error.message}`;
        if (child.pid === undefined) once(1);
      });
      // After `close` all that it said has arrived.
      child.on("close", (code) => once(code ?? 1));
    },
    kill: () => void child.kill(),
  };
}
