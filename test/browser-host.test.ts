/** The local host in a real Chromium: its own page, and pages that should not get near it. */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BuiltFile } from "../main/host/built-files.ts";
import { startBrowserHost } from "../main/browser/start-browser-host.ts";
import type { BrowserHost } from "../main/browser/start-browser-host.ts";
import { readBuiltFiles } from "../main/host/built-files.ts";
import { startEngineChild } from "../main/host/engine-child.ts";
import { buildProgram } from "../build/build-program.ts";

const executablePath = "/usr/bin/chromium";
const hasChromium = existsSync(executablePath);
if (!hasChromium) process.stderr.write(`browser host: skipped, no ${executablePath}\n`);

const root = mkdtempSync(join(tmpdir(), "trailproof-test-"));
let browser: Browser;
let host: BrowserHost;
/** Somebody else's server on this machine. */
let stranger: Server;
let strangerOrigin = "";
let files: ReadonlyMap<string, BuiltFile>;

beforeAll(async () => {
  if (!hasChromium) return;
  buildProgram();
  files = new Map(readBuiltFiles("out/renderer")).set("browser-api.js", {
    body: new TextEncoder().encode(await bundled("renderer/browser-api.ts")),
    type: "text/javascript",
  });
  host = await startHost();
  stranger = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><p>stranger");
  });
  await new Promise<void>((done) => stranger.listen(0, "127.0.0.1", done));
  const { port } = stranger.address() as { readonly port: number };
  strangerOrigin = `http://127.0.0.1:${port}`;
  browser = await chromium.launch({
    executablePath,
    // A name that somebody makes resolve to this machine.
    args: ["--no-sandbox", "--host-resolver-rules=MAP attacker.example 127.0.0.1"],
  });
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
  stranger?.close();
  rmSync(root, { recursive: true, force: true });
});

function startHost(startWith: string | null = null): Promise<BrowserHost> {
  return startBrowserHost({
    startEngine: () => startEngineChild(resolve("main/engine/engine.ts"), "Trailproof 0.0.0"),
    files,
    port: 0,
    userFolder: join(root, "user"),
    logFolder: join(root, "logs"),
    sampleFolder: resolve("build/sample"),
    version: "0.0.0",
    versions: [],
    startWith,
  });
}

/** One module with what it imports, as the window's own bundle has it. */
async function bundled(file: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      lib: { entry: resolve(file), formats: ["es"] },
      rollupOptions: { preserveEntrySignatures: "strict" },
    },
  });
  const [{ output }] = [built].flat() as { output: { code: string }[] }[] as [
    { output: { code: string }[] },
  ];
  return output[0]!.code;
}

/** A page with what it reports as errors. */
async function openPage(url: string): Promise<{ readonly page: Page; readonly errors: string[] }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(url);
  return { page, errors };
}

interface Asked {
  readonly method?: string;
  readonly mode?: "no-cors";
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Whether a page gets an answer to what it asks. */
async function canAsk(page: Page, url: string, init: Asked): Promise<boolean> {
  return page.evaluate(
    ([address, options]) =>
      fetch(address, options).then(
        ({ status, type }) => type !== "opaque" && status === 200,
        () => false,
      ),
    [url, init] as const,
  );
}

const origin = () => `http://127.0.0.1:${host.port}`;
const key = () => host.url.split("#key=")[1]!;
const started = (page: Page) => page.getByRole("heading", { name: "New case" }).waitFor();

describe.runIf(hasChromium)("the window in a browser", () => {
  test("takes the key out of the address, and is there again after it is loaded again", async () => {
    const { page, errors } = await openPage(host.url);
    await started(page);
    expect(page.url()).not.toContain(key());
    expect(await page.evaluate(() => document.cookie)).toBe("");
    await page.reload();
    await started(page);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("is opened by a key for one exchange, once", async () => {
    const once = host.urlOnce();
    const first = await openPage(once);
    await started(first.page);
    await first.page.reload();
    await started(first.page);
    const second = await openPage(once);
    await second.page.getByText("This page is not admitted.").first().waitFor();
    await first.page.context().close();
    await second.page.context().close();
  });

  test("says so when it has no key, or an old one", async () => {
    for (const url of [`${origin()}/`, `${origin()}/#key=${"A".repeat(43)}`]) {
      const { page } = await openPage(url);
      await page.getByText("This page is not admitted.").first().waitFor();
      await page.context().close();
    }
  });

  test("runs no script but its own, and reaches nothing else", async () => {
    const { page } = await openPage(host.url);
    await started(page);
    const inside = await page.evaluate(async (other) => {
      const refused = (work: () => unknown): Promise<boolean> =>
        Promise.resolve()
          .then(work)
          .then(
            () => false,
            () => true,
          );
      const isInlineRefused = await refused(() => {
        const inline = document.createElement("script");
        inline.textContent = "globalThis.wasRun = true";
        document.body.append(inline);
      });
      return {
        inline: isInlineRefused || !("wasRun" in globalThis),
        fetch: await refused(() => fetch(other)),
        // In a turn of its own, since what a debugger runs itself is allowed to.
        eval: await new Promise((done) =>
          // oxlint-disable-next-line no-eval -- that it is refused is the point
          setTimeout(() => done(refused(() => globalThis.eval("1"))), 0),
        ),
        html: await refused(() => {
          document.createElement("div").innerHTML = "<b>";
        }),
      };
    }, strangerOrigin);
    expect(inside).toEqual({ inline: true, fetch: true, eval: true, html: true });
    await page.context().close();
  });

  test("imports the sample, shows its report in a frame and a tab, and saves it beside the case", async () => {
    const { page, errors } = await openPage(host.url);
    await page.getByRole("button", { name: "Open sample" }).click();
    const call = (name: string, ...args: readonly unknown[]) =>
      page.evaluate(
        async ([address, secret, given]) => {
          const response = await fetch(address, {
            method: "POST",
            headers: { "content-type": "application/json", "x-trailproof-key": secret },
            body: JSON.stringify(given),
          });
          return JSON.parse(await response.text()).value;
        },
        [`${origin()}/api/${name}`, key(), args] as const,
      );
    await expect
      .poll(async () => (await call("caseInfo"))?.findings.critical, { timeout: 60_000 })
      .toBe(6);
    const { url } = await call("buildReport", { atLeast: "info" });
    const frames = await page.evaluate(
      async ([report, other]) => {
        const load = (src: string): Promise<void> =>
          new Promise((done) => {
            const frame = document.createElement("iframe");
            frame.addEventListener("load", () => done());
            setTimeout(done, 2000);
            frame.src = src;
            document.body.append(frame);
          });
        await load(report);
        await load(other);
        return document.querySelectorAll("iframe").length;
      },
      [url, strangerOrigin] as const,
    );
    expect(frames).toBe(2);
    const [, shown, refused] = page.frames();
    expect(await shown!.locator("body").innerText()).toContain("Example Retail GmbH");
    expect(await refused!.locator("body").innerText()).not.toContain("stranger");

    const tab = await page.context().newPage();
    await tab.goto(`${origin()}${url}`);
    expect(await tab.title()).toBe("IAM change audit, Example Retail GmbH");
    expect(await tab.evaluate(() => globalThis.origin)).toBe("null");
    await tab.close();
    expect(await call("saveReport", "html")).toMatchObject({ name: "Sample-report.html" });
    expect(await call("saveReport", "html")).toMatchObject({ name: "Sample-report-2.html" });
    expect(readdirSync(join(root, "user", "trials"))).toEqual(
      expect.arrayContaining(["Sample-report-2.html", "Sample-report.html", "Sample.trailproof"]),
    );
    expect(errors.filter((error) => !error.includes("frame-src"))).toEqual([]);
    await page.context().close();
  });

  test("leaves the keys of text fields to them", async () => {
    const { page } = await openPage(host.url);
    await page.evaluate(() => (globalThis.location.hash = "#/report"));
    const field = page.getByLabel("Client", { exact: true });
    await field.click();
    await page.keyboard.press("End");
    await page.keyboard.type(" AG");
    expect(await field.inputValue()).toBe("Example Retail GmbH AG");
    await page.keyboard.press("Control+z");
    await expect.poll(() => field.inputValue()).not.toContain("AG");
    expect(await page.getByText("There is nothing to take back.").count()).toBe(0);
    await page.context().close();
  });

  test("asks before it opens a page of AWS's, and does not say where the person came from", async () => {
    const { page } = await openPage(host.url);
    const context = page.context();
    const requested: (string | null)[] = [];
    context.on("request", (request) => {
      if (request.url().startsWith("https:"))
        requested.push(request.url(), request.headers()["referer"] ?? null);
    });
    const url = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html";
    // The page's own door is no global, so the same module is taken once more.
    const asked: string[] = [];
    let isAgreed = false;
    page.on("dialog", (dialog) => {
      asked.push(dialog.message());
      void (isAgreed ? dialog.accept() : dialog.dismiss());
    });
    const openExternal = (address: string) =>
      page.evaluate(
        `import("/browser-api.js").then((own) => own.connectBrowser().api.openExternal(${JSON.stringify(address)}))`,
      );
    expect(await openExternal(url)).toEqual({ ok: true, value: false });
    expect(asked).toEqual([`Open this page in a new tab?\n\n${url}`]);
    isAgreed = true;
    const opening = context.waitForEvent("page");
    expect(await openExternal(url)).toEqual({ ok: true, value: true });
    await opening;
    await expect.poll(() => requested).toEqual([url, null]);
    expect(await openExternal("https://example.com/")).toMatchObject({ ok: false });
    expect(asked).toHaveLength(2);
    await context.close();
  });

  test("hears that the engine was killed and is there again", async () => {
    if (process.platform !== "linux") return;
    const { page } = await openPage(host.url);
    await expect.poll(() => page.title(), { timeout: 20_000 }).toContain("Example Retail GmbH");
    const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8");
    const engine = children
      .trim()
      .split(" ")
      .find((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("engine/engine.ts"));
    process.kill(Number(engine), "SIGKILL");
    await page.getByText("The engine stopped and was started again. Nothing is lost.").waitFor();
    await page.context().close();
  });

  test("works in more tabs than a browser has connections, and hears what it missed", async () => {
    const context = await browser.newContext();
    const tabs: Page[] = [];
    const hide = (page: Page, isHidden: boolean) =>
      page.evaluate((hidden) => {
        Object.defineProperty(document, "hidden", { get: () => hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }, isHidden);
    for (let number = 0; number < 8; number++) {
      if (number > 0) await hide(tabs.at(-1)!, true);
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      await page.goto(host.url);
      await expect.poll(() => page.title(), { timeout: 15_000 }).toContain("Example Retail GmbH");
      tabs.push(page);
    }
    // Decided in the last tab, seen in the first one.
    const edit = (status: string) =>
      tabs
        .at(-1)!
        .evaluate(
          `import("/browser-api.js").then((own) => own.connectBrowser().api.editFindings({ ids: ["F-01"] }, { kind: "status", status: "${status}" }, "Ann"))`,
        );
    const [firstTab] = tabs;
    await firstTab!.evaluate(() => (globalThis.location.hash = "#/findings"));
    await firstTab!.getByRole("row", { name: /F-01/ }).first().waitFor();
    expect(await edit("confirmed")).toMatchObject({ ok: true });
    await hide(firstTab!, false);
    await firstTab!
      .getByRole("row", { name: /F-01.*Confirmed/i })
      .first()
      .waitFor();
    await edit("open");
    await context.close();
  });

  test("says so when the program in the terminal has ended", async () => {
    const short = await startHost();
    const { page } = await openPage(short.url);
    await started(page);
    await short.stop();
    await page.getByRole("button", { name: "Open sample" }).click();
    await page.getByText("Trailproof has ended in its terminal.").first().waitFor();
    await page.context().close();
  });
});

describe.runIf(hasChromium)("another page", () => {
  const post = (secret: string): Asked => ({
    method: "POST",
    headers: { "content-type": "application/json", "x-trailproof-key": secret },
    body: "[]",
  });

  test("on this machine gets no answer, not even with the key", async () => {
    const { page } = await openPage(strangerOrigin);
    expect(await canAsk(page, `${origin()}/api/settings`, post(key()))).toBe(false);
    expect(await canAsk(page, `${origin()}/messages`, post(key()))).toBe(false);
    expect(await canAsk(page, `${origin()}/`, {})).toBe(false);
    expect(
      await canAsk(page, `${origin()}/api/settings`, {
        method: "POST",
        mode: "no-cors",
        headers: { "content-type": "text/plain" },
        body: "[]",
      }),
    ).toBe(false);
    await page.context().close();
  });

  test("under a name that resolves to this machine gets nothing at all", async () => {
    const { page } = await openPage(`http://attacker.example:${host.port}/`);
    expect(await page.locator("body").innerText()).toContain("the Host header names another");
    const own = `http://attacker.example:${host.port}`;
    expect(await canAsk(page, `${own}/api/settings`, post(key()))).toBe(false);
    expect(await canAsk(page, `${own}/index.html`, {})).toBe(false);
    expect(await canAsk(page, `${own}/messages`, post(key()))).toBe(false);
    await page.context().close();
  });

  test("can't show the window in a frame, nor take its scripts", async () => {
    const { page } = await openPage(strangerOrigin);
    const script = [...files.keys()].find((name) => name.endsWith(".js"))!;
    const isRun = await page.evaluate(
      ([frame, src]) =>
        new Promise<boolean>((done) => {
          const shown = document.createElement("iframe");
          shown.src = frame;
          document.body.append(shown);
          const taken = document.createElement("script");
          taken.type = "text/javascript";
          taken.src = src;
          taken.addEventListener("load", () => done(true));
          taken.addEventListener("error", () => done(false));
          document.body.append(taken);
        }),
      [`${origin()}/`, `${origin()}/${script}`] as const,
    );
    expect(isRun).toBe(false);
    await page.waitForTimeout(300);
    const [, frame] = page.frames();
    expect(await frame!.locator("#root").count()).toBe(0);
    await page.context().close();
  });

  test("that links to it opens a window without a key", async () => {
    const { page } = await openPage(strangerOrigin);
    await page.evaluate((url) => {
      const link = document.createElement("a");
      link.href = url;
      link.textContent = "link";
      document.body.append(link);
    }, `${origin()}/`);
    await page.getByText("link").click();
    await page.getByText("This page is not admitted.").first().waitFor();
    await page.context().close();
  });
});

describe.runIf(hasChromium)("trailproof open FILE", () => {
  test("shows that case at once", async () => {
    const path = join(root, "copy.trailproof");
    copyFileSync(join(root, "user", "trials", "Sample.trailproof"), path);
    const child: ChildProcess = spawn(
      process.execPath,
      ["main/cli/trailproof.ts", "open", path, "--browser"],
      { env: { ...process.env, CI: "1", XDG_CONFIG_HOME: join(root, "config") } },
    );
    const line = await new Promise<string>((done) =>
      child.stdout!.once("data", (chunk) => done(String(chunk))),
    );
    const { page } = await openPage(/http\S+/.exec(line)![0]);
    await expect.poll(() => page.title(), { timeout: 20_000 }).toContain("Example Retail GmbH");
    expect(page.url()).toBe(`${page.url().split("/#")[0]}/#/overview`);
    child.kill("SIGINT");
    expect(await new Promise((done) => child.once("close", done))).toBe(0);
    await page.context().close();
  });
});
