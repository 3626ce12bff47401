/** The program’s window for tests, pictures and the bench: the real browser host, the real engine, a real Chromium. */
import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { buildProgram } from "./build-program.ts";

const executablePath = process.env["TRAILPROOF_CHROMIUM"] ?? "/usr/bin/chromium";

/** Whether a browser is there; says so once where it is not. */
export const hasChromium = existsSync(executablePath);

/** Says why tests are skipped; to be called by each file that needs the browser. */
export function sayIfMissing(what: string): void {
  if (!hasChromium) process.stderr.write(`${what}: skipped, no ${executablePath}\n`);
}

export interface Window {
  readonly page: Page;
  readonly context: BrowserContext;
  /** A folder for cases; removed at the end. */
  readonly folder: string;
  /** What the page logged as an error, and requests to anywhere but the host. */
  readonly complaints: string[];
  readonly host: ChildProcess;
  /** The address with its key. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

export interface WindowOptions {
  /** A case to open at once. */
  readonly casePath?: string;
  readonly size?: { readonly width: number; readonly height: number };
  readonly theme?: "light" | "dark";
  readonly env?: Readonly<Record<string, string>>;
}

/** The built window is made anew when a source is newer; however many tests ask, it is built once. */
export function buildWindow(): void {
  buildProgram();
}

/** Starts the host as a person would, and opens its address. */
export async function openWindow(options: WindowOptions = {}): Promise<Window> {
  const folder = mkdtempSync(join(tmpdir(), "trailproof-window-"));
  const host = spawn(
    process.execPath,
    [
      resolve("main/cli/trailproof.ts"),
      "open",
      ...(options.casePath === undefined ? [] : [options.casePath]),
    ],
    {
      cwd: folder,
      env: {
        ...process.env,
        HOME: folder,
        XDG_CONFIG_HOME: join(folder, "config"),
        DISPLAY: "",
        CI: "true",
        ...options.env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const url = await addressOf(host);
  const browser: Browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--force-color-profile=srgb"],
  });
  const context = await browser.newContext({
    viewport: options.size ?? { width: 1280, height: 800 },
    colorScheme: options.theme ?? "light",
    reducedMotion: "reduce",
  });
  const complaints: string[] = [];
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== "127.0.0.1") complaints.push(request.url());
  });
  await page.goto(url);
  return {
    page,
    context,
    folder,
    complaints,
    host,
    url,
    close: async () => {
      await browser.close();
      host.kill("SIGINT");
      if (host.exitCode === null) await new Promise((done) => host.once("exit", done));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function addressOf(host: ChildProcess): Promise<string> {
  return new Promise((found, fail) => {
    let said = "";
    const read = (chunk: Buffer): void => {
      said += chunk.toString();
      const url = /http:\/\/127\.0\.0\.1:\d+\/#\S+/.exec(said);
      if (url !== null) found(url[0]);
    };
    host.stdout?.on("data", read);
    host.stderr?.on("data", read);
    host.on("exit", (code) => fail(new Error(`the host ended with ${String(code)}: ${said}`)));
  });
}

/** Makes a case of the sample through the command line. */
export function sampleCase(folder: string, name = "sample.trailproof"): string {
  const path = join(folder, name);
  const made = spawnSync(
    process.execPath,
    [resolve("main/cli/trailproof.ts"), "import", resolve("build/sample"), "--case", path],
    { encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(made.stderr);
  return path;
}

/** The process of the engine behind a window: for tests that end it. @throws where there is none. */
export function engineOf({ host }: Window): number {
  const { stdout } = spawnSync("ps", ["-o", "pid=,args=", "--ppid", String(host.pid)], {
    encoding: "utf8",
  });
  const line = stdout.split("\n").find((one) => one.includes("engine.ts"));
  if (line === undefined) throw new Error(`no engine among: ${stdout}`);
  return Number.parseInt(line, 10);
}
