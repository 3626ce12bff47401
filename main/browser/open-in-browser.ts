/** The program's window in a browser of this machine, until the program is interrupted. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { Failure } from "../../shared/errors.ts";
import { readBuiltFiles } from "../host/built-files.ts";
import type { EngineProcess } from "../host/engine-client.ts";
import { packageVersion, repository, sampleFolder, windowFolder } from "../host/program-files.ts";
import { showInBrowser } from "./show-in-browser.ts";
import { startBrowserHost } from "./start-browser-host.ts";
import type { BrowserHost } from "./start-browser-host.ts";
import { userFolders } from "./user-folder.ts";

export interface OpenOptions {
  /** A case to open at once; null: none. */
  readonly path: string | null;
  /** Open the person's browser, too. */
  readonly browser: boolean;
  /** 0: any free port. */
  readonly port: number;
}

/** What it is given by the command that opens it. */
export interface Surroundings {
  readonly startEngine: (program: string) => EngineProcess;
  /** For results: one line. */
  readonly out: (text: string) => void;
  readonly err: { readonly write: (text: string) => unknown };
  /** Ends it. */
  readonly signal: AbortSignal;
  readonly version: string;
  /** Name and version, for custody. */
  readonly program: string;
}

/**
 * Serves the window until the program is interrupted, and prints one line with its address.
 * @throws Failure when the window is not built, or the port is taken.
 */
export async function openInBrowser(options: OpenOptions, world: Surroundings): Promise<void> {
  buildWindow(world);
  const { data, logs } = userFolders(process.platform, process.env, homedir());
  const host = await listen(options.port, () =>
    startBrowserHost({
      startEngine: () => world.startEngine(world.program),
      files: readBuiltFiles(windowFolder),
      port: options.port,
      userFolder: data,
      logFolder: logs,
      sampleFolder: sampleFolder(),
      version: world.version,
      versions: versions(),
      startWith: options.path,
    }),
  );
  world.out(`Trailproof is open at ${host.url} (Ctrl-C ends it)\n`);
  if (options.browser) showInBrowser(host.urlOnce());
  await interrupted(world.signal);
  await host.stop();
}

function interrupted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener("abort", () => done(), { once: true });
  });
}

async function listen(port: number, start: () => Promise<BrowserHost>): Promise<BrowserHost> {
  try {
    return await start();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "EADDRINUSE")
      throw new Failure(
        {
          code: "usage",
          detail: `Port ${port} is taken by another program. Choose another one with --port.`,
        },
        { cause: error },
      );
    if (code === "EACCES")
      throw new Failure(
        {
          code: "usage",
          detail: `Port ${port} may not be used. Choose one above 1023 with --port.`,
        },
        { cause: error },
      );
    throw error;
  }
}

/** In the repository the window is built once, when that was not done yet. */
function buildWindow(world: Surroundings): void {
  if (existsSync(join(windowFolder, "index.html"))) return;
  const root = repository();
  const builder =
    root === null ? "" : join(root, "node_modules", "electron-vite", "bin", "electron-vite.js");
  if (root === null || !existsSync(builder))
    throw new Failure({
      code: "usage",
      detail: "The window is not built. Install the packages and build it: npm ci && npm run build",
    });
  world.err.write("Building the window, once.\n");
  const built = spawnSync(process.execPath, [builder, "build", "--logLevel", "error"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
  });
  if (built.status !== 0)
    throw new Failure({
      code: "usage",
      detail: `The window could not be built: ${built.stderr.trim().slice(0, 2000)}`,
    });
}

function versions() {
  const { node, v8 } = process.versions;
  return [
    { name: "Node.js", version: node },
    { name: "V8", version: v8 },
    { name: "better-sqlite3", version: packageVersion("better-sqlite3") ?? "unknown" },
  ];
}
