/**
 * The built desktop program in a real Electron: start, audit, cancel, a dying engine, report, save, quit.
 * ELECTRON_OVERRIDE_DIST_PATH names the folder of an Electron runtime, TRAILPROOF_NODE a Node 24 that runs the engine
 * in its place, since an older runtime's own Node may not load SQLite. Pictures go to test/shots/.
 */
import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { _electron } from "playwright-core";
import type { ElectronApplication, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { windowPolicy, windowUrl } from "../main/desktop/app-protocol.ts";
import type { FromEngine } from "../main/desktop/engine-protocol.ts";
import { calls, events } from "../shared/ipc.ts";

const dist = process.env["ELECTRON_OVERRIDE_DIST_PATH"];
const node = process.env["TRAILPROOF_NODE"];
const isReady = dist !== undefined && node !== undefined;
if (!isReady)
  process.stderr.write(
    "desktop: skipped, ELECTRON_OVERRIDE_DIST_PATH and TRAILPROOF_NODE do not name a runtime\n",
  );

const shots = resolve("test/shots");
/** Half of an audit, for a picture and to be cancelled. */
const halfway: FromEngine = {
  type: "progress",
  progress: {
    stage: "reading",
    files: 5210,
    filesTotal: 8741,
    bytes: 2_100_000_000,
    bytesTotal: 3_400_000_000,
    events: 7_832_518,
    seconds: 127,
  },
};

/** Gives a process that Node forked the port that Electron gives to its engine. */
const parentPort = `data:text/javascript,${encodeURIComponent(`
import { EventEmitter } from "node:events";
const port = new EventEmitter();
port.postMessage = (message) => process.send(message);
process.on("message", (data) => port.emit("message", { data }));
process.on("disconnect", () => process.exit(0));
process.parentPort = port;`)}`;

let display: ChildProcess | null = null;
let folder = "";
let app: ElectronApplication;
let page: Page;

/** Starts a screen of its own where there is none. */
async function screenOf(): Promise<string | undefined> {
  if (process.platform !== "linux" || process.env["DISPLAY"] !== undefined)
    return process.env["DISPLAY"];
  display = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1400x900x24"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  return new Promise((done, fail) => {
    display!.on("error", fail);
    display!.stdio[3]!.on("data", (number: Buffer) => done(`:${number.toString().trim()}`));
  });
}

/**
 * Starts the program. Playwright now and then never hears from a program that did start; such a start is ended after
 * a while and made again, with a profile of its own, since one profile allows one program.
 */
async function launch(screen: string): Promise<ElectronApplication> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) env[name] = value ?? "";
  const start = (profile: string) =>
    _electron.launch({
      executablePath: join(dist!, process.platform === "win32" ? "electron.exe" : "electron"),
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        resolve("."),
        `--user-data-dir=${join(folder, profile)}`,
      ],
      env: {
        ...env,
        DISPLAY: screen,
        TMPDIR: join(folder, "temporary"),
        TRAILPROOF_TEST_CHOOSE: resolve("build/sample"),
        TRAILPROOF_TEST_SAVE: join(folder, "report.html"),
      },
      timeout: 20_000,
    });
  return start("first").catch(() => start("second"));
}

/** Makes the next engines: real ones on another Node, or one that runs `script` instead. */
async function useEngine(script: string | null): Promise<void> {
  await app.evaluate(
    ({ utilityProcess }, given) => {
      const { fork, spawn: start } = process.getBuiltinModule("node:child_process");
      const engine = (path: string): unknown => {
        const child =
          given.script === null
            ? fork(path, [], {
                execPath: given.node,
                execArgv: ["--import", given.parentPort],
                serialization: "advanced",
                silent: true,
              })
            : start(given.node, ["-e", given.script], {
                stdio: ["ignore", "pipe", "pipe", "ipc"],
                serialization: "advanced",
              });
        return {
          postMessage: (message: object) => child.send(message),
          kill: () => child.kill(),
          stderr: child.stderr,
          on: (event: string, listener: (value: unknown) => void) =>
            child.on(event, (value: unknown) => listener(value ?? 1)),
        };
      };
      Object.assign(utilityProcess, { fork: engine });
    },
    { node: node!, parentPort, script },
  );
}

async function shoot(name: string): Promise<void> {
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.screenshot({ path: join(shots, `desktop-${name}-${theme}.png`) });
  }
}

const button = (name: string) => page.getByRole("button", { name });

describe.skipIf(!isReady)("the desktop program", () => {
  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    folder = mkdtempSync(join(tmpdir(), "trailproof-test-"));
    mkdirSync(join(folder, "temporary"));
    const built = spawnSync("node_modules/.bin/electron-vite", ["build", "--logLevel", "warn"]);
    if (built.status !== 0) throw new Error(`the build failed: ${String(built.stderr)}`);
    app = await launch((await screenOf()) ?? "");
    page = await app.firstWindow();
    page.setDefaultTimeout(15_000);
    await page.getByRole("heading", { name: "New audit" }).waitFor();
  });

  afterAll(async () => {
    await app?.close();
    display?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test("the window is locked down", async () => {
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      // Not in Electron's own types.
      const contents = window!.webContents as unknown as { getLastWebPreferences(): object };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    });
    const response = await page.reload();
    await page.getByRole("heading", { name: "New audit" }).waitFor();
    expect(page.url()).toBe(windowUrl);
    expect(response!.headers()["content-security-policy"]).toBe(windowPolicy);
    const inside = await page.evaluate(async () => {
      const refused = (work: () => unknown): Promise<boolean> =>
        Promise.resolve()
          .then(work)
          .then(
            () => false,
            () => true,
          );
      const window = globalThis as unknown as Record<string, object>;
      return {
        node: ["require", "process", "module", "Buffer"].filter((name) => name in globalThis),
        api: Object.keys(window["api"]!),
        on: Object.keys(window["on"]!),
        fetch: await refused(() => fetch("https://example.com/")),
        own: await refused(() => fetch("app://trailproof/index.html")),
        // In a turn of its own, since what a debugger runs itself is allowed to.
        eval: await new Promise((done) =>
          // oxlint-disable-next-line no-eval -- that it is refused is the point
          setTimeout(() => done(refused(() => globalThis.eval("1"))), 0),
        ),
        html: await refused(() => {
          document.createElement("div").innerHTML = "<b>";
        }),
        opened: globalThis.open("https://example.com/") === null,
        permission: await navigator.permissions
          .query({ name: "geolocation" })
          .then(({ state }) => state),
      };
    });
    expect(inside).toEqual({
      node: [],
      api: calls,
      on: events,
      fetch: true,
      own: true,
      eval: true,
      html: true,
      opened: true,
      permission: "denied",
    });
    const reached = await app.evaluate(({ session }) =>
      session.defaultSession.fetch("http://192.0.2.1/").then(
        () => "reached",
        (error: unknown) => String(error),
      ),
    );
    expect(reached).toContain("ERR_BLOCKED_BY_CLIENT");
  });

  test("an engine that dies is said, and the audit can be tried again", async () => {
    await shoot("start");
    await button("Choose folder").click();
    await useEngine(`process.stderr.write("no such table"); process.exit(7)`);
    await button("Start audit").click();
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.textContent()).toContain(
      "The engine stopped before the audit was done (exit code 7).",
    );
    const log = /last is in (.+) under (\w+)/.exec((await alert.textContent()) ?? "");
    expect(readFileSync(log![1]!, "utf8")).toContain(
      `${log![2]} engine\nexit code 7\nno such table`,
    );
    await shoot("failed");
    await useEngine(null);
    await button("Try again").click();
    await button("Open report").waitFor();
    await button("New audit").click();
  });

  test("an audit under way shows figures and can be cancelled", async () => {
    await page.keyboard.press("Control+o");
    await page.getByText("1 folder chosen.").waitFor();
    await useEngine(`process.send(${JSON.stringify(halfway)}); setInterval(() => {}, 1000)`);
    await button("Start audit").click();
    await page.getByText("61 %", { exact: true }).waitFor();
    const main = await page.locator("main").innerText();
    expect(main).toContain("7,832,518 records read, about 1 min 19 s left");
    expect(main).toMatch(/5,210 of 8,741\s/);
    expect(main).toMatch(/61,673\s/);
    await shoot("running");
    await page.keyboard.press("Enter");
    await page.getByText("The audit was cancelled. Nothing was kept.").waitFor();
    await expect.poll(() => readdirSync(join(folder, "temporary")).filter(isOurs)).toEqual([]);
  });

  test("the sample is audited, its report opens and is saved", async () => {
    await useEngine(null);
    await page.getByLabel("Client").fill("Example Retail GmbH");
    await shoot("chosen");
    await page.keyboard.press("Enter");
    await button("Open report").waitFor();
    const main = await page.locator("main").innerText();
    expect(main).toMatch(
      /Audited in [\d.]+ s\. 3,\d{3} events from \d+ files; 11 duplicates joined, 0 problems/,
    );
    for (const word of ["Critical", "High", "Medium", "Low", "Info"])
      expect(main).toMatch(new RegExp(`${word}\\s+\\d+`));
    await shoot("done");

    await page.keyboard.press("Control+s");
    await page.getByText("The report was saved as report.html.").waitFor();
    const saved = readFileSync(join(folder, "report.html"), "utf8");
    expect(saved).toContain("<title>IAM change audit, Example Retail GmbH</title>");

    await page.keyboard.press("Enter");
    await expect
      .poll(() =>
        app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((w) => w.getTitle())),
      )
      .toContain("IAM change audit, Example Retail GmbH");
    const report = await app.evaluate(async ({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((w) => w.getTitle().startsWith("IAM"))!;
      const contents = window.webContents as unknown as { getLastWebPreferences(): object };
      const preferences = contents.getLastWebPreferences();
      let picture = await window.webContents.capturePage();
      // Empty until the window was drawn once.
      for (let tries = 0; picture.isEmpty() && tries < 100; tries++) {
        await new Promise((done) => setTimeout(done, 50));
        picture = await window.webContents.capturePage();
      }
      return {
        url: window.webContents.getURL(),
        preferences,
        png: picture.toPNG().toString("base64"),
      };
    });
    writeFileSync(join(shots, "desktop-report.png"), Buffer.from(report.png, "base64"));
    expect(report.png.length).toBeGreaterThan(10_000);
    expect(report.url).toMatch(/^app:\/\/report\/[0-9a-f-]{36}$/);
    expect(report.preferences).toMatchObject({
      sandbox: true,
      javascript: false,
      nodeIntegration: false,
    });
    expect(report.preferences).not.toHaveProperty("preload", expect.stringContaining("preload"));
    await button("Open report").click();
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(2);
  });

  test("nothing is left behind, and quitting ends an audit under way", async () => {
    await button("New audit").click();
    await button("Choose files").click();
    await useEngine(`process.send(${JSON.stringify(halfway)}); setInterval(() => {}, 1000)`);
    await button("Start audit").click();
    await page.getByText("61 %", { exact: true }).waitFor();
    expect(readdirSync(join(folder, "temporary")).filter(isOurs)).toHaveLength(1);
    // The last thing in this page: Playwright waits for ever for a navigation that is refused.
    await page.evaluate(() => globalThis.location.assign("https://example.com/"));
    await page.waitForTimeout(300);
    expect(page.url()).toBe(windowUrl);
    await app.close();
    expect(readdirSync(join(folder, "temporary")).filter(isOurs)).toEqual([]);
    expect(existsSync(join(folder, "report.html"))).toBe(true);
  });
});

function isOurs(name: string): boolean {
  return name.startsWith("trailproof-");
}
