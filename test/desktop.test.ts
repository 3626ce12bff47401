/** The built desktop program in a real Electron, from its first start to a case that is opened again. */
import { spawn } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { ElectronApplication, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { policies, windowUrl } from "../main/desktop/app-protocol.ts";
import { calls, events } from "../shared/ipc.ts";
import type { Api } from "../shared/ipc.ts";
import { buildProgram } from "../build/build-program.ts";
import {
  desktopEnv,
  desktopWords,
  electronFile,
  noDesktop,
  openScreen,
  startDesktop,
} from "./fixtures/desktop.ts";
import type { DesktopStart, Screen } from "./fixtures/desktop.ts";

if (noDesktop !== null) process.stderr.write(`desktop: skipped, ${noDesktop}\n`);

const shots = resolve("test/shots");
let folder = "";
let screen: Screen;
let app: ElectronApplication;
let page: Page;

/** What the page knows; its types are the window's. */
declare const window: { readonly api: Api };

function startOf(words: readonly string[] = []): DesktopStart {
  return {
    screen,
    profile: join(folder, "profile"),
    words,
    env: {
      TRAILPROOF_TEST_SAVE: join(folder, "saved"),
      TRAILPROOF_TEST_CHOOSE_FILES: resolve("build/sample/README.txt"),
    },
  };
}

async function start(words: readonly string[] = []): Promise<void> {
  app = await startDesktop(startOf(words));
  page = await app.firstWindow();
  page.setDefaultTimeout(30_000);
}

/** The engines that were started and still run. */
async function engines(): Promise<readonly number[]> {
  const started = await app.evaluate(({ app: program }) => {
    const { trailproofEngines: onNode } = globalThis as { trailproofEngines?: number[] };
    if (onNode !== undefined) return onNode;
    const own = program.getAppMetrics().filter(({ name }) => name === "Trailproof engine");
    return own.map(({ pid }) => pid);
  });
  return started.filter((pid) => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  });
}

describe.skipIf(noDesktop !== null)("the desktop program", () => {
  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    folder = mkdtempSync(join(tmpdir(), "trailproof-test-"));
    mkdirSync(join(folder, "saved"));
    buildProgram();
    screen = await openScreen();
    await start();
    await page.getByRole("heading", { name: "New case" }).waitFor();
  });

  afterAll(async () => {
    // The last one was ended already.
    await app?.close().catch(() => undefined);
    screen?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("the window is locked down", async () => {
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const [shown] = BrowserWindow.getAllWindows();
      // Not in Electron's own types.
      const contents = shown!.webContents as unknown as { getLastWebPreferences(): object };
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
    await page.getByRole("heading", { name: "New case" }).waitFor();
    expect(page.url().split("#")[0]).toBe(windowUrl);
    expect(response!.headers()["content-security-policy"]).toBe(policies.window);
    const inside = await page.evaluate(async () => {
      const refused = (work: () => unknown): Promise<boolean> =>
        Promise.resolve()
          .then(work)
          .then(
            () => false,
            () => true,
          );
      const own = globalThis as unknown as Record<string, object>;
      return {
        node: ["require", "process", "module", "Buffer"].filter((name) => name in globalThis),
        api: Object.keys(own["api"]!),
        on: Object.keys(own["on"]!),
        bridge: ["electron", "ipcRenderer", "webUtils"].filter((name) => name in globalThis),
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
      bridge: [],
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

  test("another page's frame can't call", async () => {
    const answers = await app.evaluate(async ({ BrowserWindow, ipcMain }) => {
      const [shown] = BrowserWindow.getAllWindows();
      const stranger = new BrowserWindow({ show: false });
      // Electron keeps the functions that answer here.
      const { _invokeHandlers: handlers } = ipcMain as unknown as {
        readonly _invokeHandlers: Map<string, (event: object, ...args: unknown[]) => unknown>;
      };
      const from = (contents: Electron.WebContents, frame: unknown) => ({
        sender: contents,
        senderFrame: frame,
      });
      const main = shown!.webContents.mainFrame;
      const asked = [
        from(stranger.webContents, stranger.webContents.mainFrame),
        from(shown!.webContents, { url: main.url }),
        from(shown!.webContents, null),
        from(shown!.webContents, main),
      ];
      const got = await Promise.all(
        asked.map(async (event) => [
          await handlers.get("settings")!(event),
          await handlers.get("takeDropped")!(event, [process.execPath]),
        ]),
      );
      stranger.destroy();
      return got;
    });
    const refused = {
      ok: false,
      error: { code: "bad-request", detail: "the sender is unknown" },
    };
    expect(answers.slice(0, 3)).toEqual([
      [refused, null],
      [refused, null],
      [refused, null],
    ]);
    expect(answers[3]).toMatchObject([{ ok: true }, { kind: "files" }]);
  });

  test("files are dropped as choices; a script's own file is none", async () => {
    const dropped = await page.evaluate(() => {
      const own = globalThis as unknown as { takeDropped(files: File[]): Promise<unknown> };
      return own.takeDropped([new File(["x"], "/etc/passwd")]);
    });
    expect(dropped).toBeNull();
    // Files that a person chose have paths, in a field as on the window.
    await page.evaluate(() => {
      const input = document.createElement("input");
      input.type = "file";
      input.id = "dropped";
      document.body.append(input);
    });
    await page.setInputFiles("#dropped", resolve("build/sample/README.txt"));
    const choice = await page.evaluate(() => {
      const own = globalThis as unknown as { takeDropped(files: File[]): Promise<unknown> };
      const input = document.querySelector<HTMLInputElement>("#dropped")!;
      return own.takeDropped([...input.files!]);
    });
    expect(choice).toMatchObject({ kind: "files", names: ["README.txt"], count: 1 });
    await page.evaluate(() => document.querySelector("#dropped")!.remove());
  });

  test("the sample is imported, and its findings are shown", async () => {
    await page.screenshot({ path: join(shots, "desktop-start.png") });
    await page.getByRole("button", { name: "Open sample" }).click();
    await expect
      .poll(
        () =>
          page.evaluate(async () => {
            const info = await window.api.caseInfo();
            return info.ok ? [info.value.totals.events, info.value.findings.critical] : null;
          }),
        { timeout: 60_000 },
      )
      .toEqual([3910, 6]);
    await expect
      .poll(() => page.evaluate(() => window.api.importState()))
      .toEqual({
        ok: true,
        value: null,
      });
    expect(readdirSync(join(folder, "profile", "trials"))).toContain("Sample.trailproof");
    await page.evaluate(() => (globalThis.location.hash = "#/overview"));
    await page.getByRole("heading", { name: "Overview" }).waitFor();
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(shots, "desktop-overview.png") });
  });

  test("its report is shown in a frame and a window, and saved as PDF", async () => {
    const built = await page.evaluate(() => window.api.buildReport({ atLeast: "info" }));
    if (!built.ok) throw new Error(JSON.stringify(built.error));
    expect(built.value.url).toMatch(/^app:\/\/report\/[0-9a-f-]{36}$/);
    // The one page that a frame of the window may show.
    const framed = await page.evaluate(async (url) => {
      const load = (src: string): Promise<boolean> =>
        new Promise((done) => {
          const frame = document.createElement("iframe");
          frame.addEventListener("load", () => done(true));
          setTimeout(() => done(false), 2000);
          frame.src = src;
          document.body.append(frame);
        });
      const isLoaded = await load(url);
      await load("app://trailproof/index.html");
      return isLoaded;
    }, built.value.url);
    expect(framed).toBe(true);
    const shown = page.frames().map((frame) => frame.url());
    expect(shown).toContain(built.value.url);
    expect(shown.filter((url) => url.startsWith("app://trailproof/"))).toHaveLength(1);
    await page.evaluate(() => {
      for (const frame of document.querySelectorAll("iframe")) frame.remove();
    });

    await page.evaluate(() => window.api.openReport());
    await expect
      .poll(
        () =>
          app.evaluate(({ BrowserWindow }) =>
            BrowserWindow.getAllWindows().map((w) => w.getTitle()),
          ),
        { timeout: 10_000 },
      )
      .toContain("IAM change audit, Example Retail GmbH");
    const report = await app.evaluate(({ BrowserWindow }) => {
      const own = BrowserWindow.getAllWindows().find((w) => w.getTitle().startsWith("IAM"))!;
      const contents = own.webContents as unknown as { getLastWebPreferences(): object };
      return { url: own.webContents.getURL(), preferences: contents.getLastWebPreferences() };
    });
    expect(report.url).toBe(built.value.url);
    expect(report.preferences).toMatchObject({ sandbox: true, javascript: false });
    expect(report.preferences).not.toHaveProperty("preload", expect.stringContaining("preload"));
    await page.evaluate(() => window.api.openReport());
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(2);

    // As a person does it: the report's own screen shows it and saves it.
    await page.evaluate(() => (globalThis.location.hash = "#/report"));
    const preview = page.frameLocator('iframe[title="The report as it will be saved"]');
    await preview.getByText("Example Retail GmbH").first().waitFor();
    await page.screenshot({ path: join(shots, "desktop-report.png") });
    await page.getByRole("button", { name: "Save as PDF…" }).click();
    await page.getByText("Saved Sample-report.pdf").first().waitFor();
    const pdf = readFileSync(join(folder, "saved", "Sample-report.pdf"));
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.length).toBeGreaterThan(100_000);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(2);
    const html = await page.evaluate(() => window.api.saveReport("html"));
    expect(html).toMatchObject({ ok: true, value: { name: "Sample-report.html" } });
  });

  test("menus run the palette's commands, and follow the theme", async () => {
    const click = (path: readonly string[]) =>
      app.evaluate(({ Menu }, labels) => {
        let items = Menu.getApplicationMenu()!.items;
        for (const label of labels.slice(0, -1))
          items = items.find((item) => item.label === label)!.submenu!.items;
        items.find((item) => item.label === labels.at(-1))!.click();
      }, path);
    await click(["View", "Findings"]);
    await expect.poll(() => page.url(), { timeout: 10_000 }).toContain("#/findings");
    await click(["View", "Theme", "Dark"]);
    await expect
      .poll(() => app.evaluate(({ nativeTheme }) => nativeTheme.themeSource), { timeout: 10_000 })
      .toBe("dark");
    await page.screenshot({ path: join(shots, "desktop-findings-dark.png") });
    await click(["View", "Theme", "As the system"]);
    const recent = await app.evaluate(({ Menu }) => {
      const file = Menu.getApplicationMenu()!.items.find((item) => item.label === "File")!;
      const list = file.submenu!.items.find((item) => item.label === "Open recent")!;
      return list.submenu!.items.map((item) => item.label);
    });
    expect(recent).toEqual(["Sample.trailproof (Example Retail GmbH)"]);
  });

  test("an engine that is killed is told, started again, and has lost nothing", async () => {
    const before = await page.evaluate(() => window.api.caseInfo());
    expect(before).toMatchObject({ ok: true });
    const [engine] = await engines();
    process.kill(engine!, "SIGKILL");
    await page.getByText("The engine stopped and was started again. Nothing is lost.").waitFor();
    expect(await page.evaluate(() => window.api.caseInfo())).toEqual(before);
    expect(await engines()).toHaveLength(1);
    expect(await engines()).not.toContain(engine);
  });

  test("a second start hands its case to the first and ends", async () => {
    const path = join(folder, "profile", "trials", "Sample.trailproof");
    const other = join(folder, "other.trailproof");
    writeFileSync(other, readFileSync(path));
    const begun = startOf([other]);
    const second = spawn(electronFile(), desktopWords(begun), { env: desktopEnv(begun) });
    expect(await new Promise((done) => second.on("exit", done))).toBe(0);
    await expect
      .poll(
        () =>
          page.evaluate(async () => {
            const info = await window.api.caseInfo();
            return info.ok ? info.value.name : null;
          }),
        { timeout: 20_000 },
      )
      .toBe("other.trailproof");
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(2);
  });

  test("quitting ends the engine and keeps where the window stood", async () => {
    await app.evaluate(({ BrowserWindow }) => {
      const own = BrowserWindow.getAllWindows().find((w) => !w.getTitle().startsWith("IAM"))!;
      own.setBounds({ x: 40, y: 50, width: 1100, height: 720 });
    });
    const running = await engines();
    expect(running).toHaveLength(1);
    // The last thing in this page: Playwright waits for ever for a navigation that is refused.
    await page.evaluate(() => globalThis.location.assign("https://example.com/"));
    await page.waitForTimeout(300);
    expect(page.url().split("#")[0]).toBe(windowUrl);
    await app.close();
    for (const pid of running) expect(() => process.kill(pid, 0)).toThrow("ESRCH");
    const kept = JSON.parse(readFileSync(join(folder, "profile", "window.json"), "utf8"));
    expect(kept).toMatchObject({ bounds: { width: 1100, height: 720 }, isMaximized: false });
  });

  test("the case opens again from its file, as it was left", async () => {
    const path = join(folder, "profile", "trials", "Sample.trailproof");
    const before = statSync(path).size;
    await start([path]);
    await expect.poll(() => page.title(), { timeout: 20_000 }).toContain("Example Retail GmbH");
    const [width, height] = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.getSize(),
    );
    expect([width, height]).toEqual([1100, 720]);
    const findings = await page.evaluate(() => window.api.findingFacets({}));
    expect(findings).toMatchObject({ ok: true, value: { severities: { critical: 6 } } });
    await page.screenshot({ path: join(shots, "desktop-reopened.png") });
    await app.close();
    expect(statSync(path).size).toBe(before);
  });

  test("a page that crashed is loaded again, with the case that is open", async () => {
    await start([join(folder, "profile", "trials", "Sample.trailproof")]);
    await expect.poll(() => page.title(), { timeout: 20_000 }).toContain("Example Retail GmbH");
    await app.evaluate(({ BrowserWindow }) => {
      const [own] = BrowserWindow.getAllWindows();
      own!.setTitle("Before");
      own!.webContents.forcefullyCrashRenderer();
    });
    await expect
      .poll(
        () =>
          app.evaluate(({ BrowserWindow }) => {
            const [own] = BrowserWindow.getAllWindows();
            return own!.webContents.isCrashed() ? "" : own!.getTitle();
          }),
        { timeout: 30_000 },
      )
      .toContain("Example Retail GmbH");
    // Playwright waits for the page that is gone, so this program is ended from outside.
    const ended = new Promise((done) => app.process().once("exit", done));
    app.process().kill();
    await ended;
  });
});
