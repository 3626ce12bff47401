/** An engine as a utility process of Electron. */
import { utilityProcess } from "electron";
import { saidChars } from "../host/engine-child.ts";
import type { EngineProcess } from "../host/engine-client.ts";

/** Starts the engine whose built entry is `file`. `program`: name and version, for custody. */
export function startEngineUtility(file: string, program: string): EngineProcess {
  const child = utilityProcess.fork(file, [program], {
    serviceName: "Trailproof engine",
    stdio: "pipe",
  });
  let said = "";
  child.stderr?.on("data", (chunk: unknown) => {
    said = (said + String(chunk)).slice(-saidChars);
  });
  // What nobody reads would fill the pipe.
  child.stdout?.on("data", () => undefined);
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => {
      child.on("message", listener);
    },
    onExit: (listener) => {
      child.once("exit", (code) => listener(code, said));
    },
    kill: () => void child.kill(),
  };
}
