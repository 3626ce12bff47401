/** The whole host for a browser on this machine: engine, calls, pages. */
import { calls } from "../../shared/ipc.ts";
import type { Call, Reply } from "../../shared/ipc.ts";
import type { BuiltFile } from "../host/built-files.ts";
import { checks } from "../host/checks.ts";
import { createHost } from "../host/create-host.ts";
import type { HostParts } from "../host/create-host.ts";
import { serve } from "../host/serve.ts";
import type { Door } from "../host/serve.ts";
import { createKeys, originOf } from "./admission.ts";
import { createBrowserShell } from "./browser-shell.ts";
import { startServer } from "./server.ts";
import type { BrowserServer } from "./server.ts";

export interface BrowserHost {
  readonly port: number;
  /** The address to print. Its fragment holds the key of this start. */
  readonly url: string;
  /** An address that admits one page, once, within two minutes. */
  readonly urlOnce: () => string;
  /** Closes the case, ends the engine and all connections. */
  readonly stop: () => Promise<void>;
}

/** Starts it. `port` 0: any free one. @throws what the system says when it can't listen there. */
export async function startBrowserHost(
  parts: Omit<HostParts, "shell" | "send"> & {
    readonly files: ReadonlyMap<string, BuiltFile>;
    readonly port: number;
  },
): Promise<BrowserHost> {
  const keys = createKeys(() => performance.now());
  const listeners = new Map<string, (args: readonly unknown[]) => Promise<Reply<unknown>>>();
  const door: Door<null> = {
    handle: (call, listener) => void listeners.set(call, (args) => listener(null, ...args)),
  };
  const server: BrowserServer = await startServer({
    files: parts.files,
    keys,
    port: parts.port,
    answer: (call, args) => listeners.get(call)?.(args) ?? null,
  });
  const host = createHost({
    ...parts,
    shell: createBrowserShell(server.addReport),
    send: server.send,
  });
  serve(door, host.handlers, checks, {
    // The server lets only requests with the key come so far.
    isTrusted: () => true,
    logBug: (call: Call, error) => host.logBug(call, error),
  });
  if (listeners.size !== calls.length) throw new Error("a call is not served");
  const origin = originOf(server.port);
  return {
    port: server.port,
    url: `${origin}/#key=${keys.key}`,
    urlOnce: () => `${origin}/#once=${keys.once()}`,
    stop: async () => {
      await host.stop();
      await server.close();
    },
  };
}
