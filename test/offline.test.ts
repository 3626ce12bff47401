/** No socket is opened unless a person starts a live fix: the commands run where there is no network, and under a tracer. */
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
import { buildProgram } from "../build/build-program.ts";
import { electronFile, noDesktop, openScreen, startDesktop } from "./fixtures/desktop.ts";
import {
  internetSockets,
  noNamespace,
  noTracer,
  strangers,
  traced,
  withoutNetwork,
} from "./fixtures/traced.ts";

const chromiumFile = "/usr/bin/chromium";
const noChromium = !existsSync(chromiumFile);
const noBrowser = noChromium ? `there is no ${chromiumFile}` : null;
for (const why of [noNamespace, noTracer, noBrowser, noDesktop])
  if (why !== null) process.stderr.write(`offline: partly skipped, ${why}\n`);

const root = mkdtempSync(join(tmpdir(), "trailproof-offline-"));
const file = join(root, "a.trailproof");
const inCase = ["--case", file];
const environment = { ...process.env, CI: "1", HOME: root, XDG_CONFIG_HOME: join(root, "config") };
const program = [process.execPath, resolve("main/cli/trailproof.ts")];
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The whole work of an auditor, in its order: exit status, and what is read. */
const story: readonly (readonly [
  name: string,
  args: readonly string[],
  status: number,
  says: RegExp,
])[] = [
  [
    "audit",
    ["audit", "build/sample", "--out", join(root, "r.html"), "--case", file],
    0,
    /findings/,
  ],
  ["import", ["import", "build/sample", "--case", file], 0, /events/],
  ["findings", ["findings", ...inCase], 0, /F-01/],
  ["events", ["events", ...inCase, "--name", "CreateUser"], 0, /CreateUser/],
  ["explain", ["explain", "CreateAccessKey"], 0, /access key/i],
  ["coverage", ["coverage", ...inCase], 0, /us-east-1/],
  ["state", ["state", ...inCase], 0, /user/i],
  ["posture", ["posture", ...inCase], 0, /fail/i],
  ["plan", ["plan", ...inCase, "--finding", "F-02"], 0, /iam/],
  ["verify", ["verify", ...inCase], 0, /digest/i],
  ["export", ["export", ...inCase, "--format", "csv", "--out", "-"], 0, /eventName/],
  ["report", ["report", ...inCase, "--out", join(root, "again.html")], 0, /again.html/],
];

function run(line: readonly string[]): { readonly status: number | null; readonly out: string } {
  const [command = "", ...args] = line;
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: "utf8",
    env: environment,
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, out: stdout + stderr };
}

describe.skipIf(noNamespace !== null)("without any network interface", () => {
  test("nothing can be reached there", () => {
    const reach = `require("node:net").connect(9, "127.0.0.1").on("error", (e) => { console.log(e.code); })`;
    expect(run(withoutNetwork([process.execPath, "-e", reach])).out.trim()).toBe("ENETUNREACH");
  });

  test.each(story)("%s", (_, args, expected, says) => {
    const { status, out } = run(withoutNetwork([...program, ...args]));
    expect([status, out]).toEqual([expected, expect.stringMatching(says)]);
  });
});

describe.skipIf(noTracer !== null)("under a tracer", () => {
  const log = join(root, "trace.txt");

  test("a connection is seen", () => {
    const reach = `require("node:net").connect(9, "127.0.0.1").on("error", () => undefined)`;
    run(traced([process.execPath, "-e", reach], log));
    expect(strangers(log)).toHaveLength(1);
    const ask = `require("node:dns").lookup("aws.example", () => undefined)`;
    run(traced([process.execPath, "-e", ask], log));
    expect(strangers(log).length).toBeGreaterThan(0);
  });

  test.each(story)("%s opens no socket that could leave this machine", (_, args, expected) => {
    const { status } = run(traced([...program, ...args], log));
    expect([status, strangers(log), internetSockets(log)]).toEqual([expected, [], []]);
  });

  const screens = [
    "overview",
    "findings",
    "events",
    "entities",
    "posture",
    "rules",
    "evidence",
    "report",
  ];

  /** From the start screen through all screens, as a person would. */
  async function walk(page: Page): Promise<void> {
    page.setDefaultTimeout(60_000);
    await page.getByRole("button", { name: "Open sample" }).click();
    await page.getByText("73", { exact: true }).first().waitFor({ state: "attached" });
    for (const name of screens) {
      await page.evaluate((hash) => (globalThis.location.hash = hash), `#/${name}`);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await page.waitForTimeout(300);
    }
  }

  test.skipIf(noChromium)(
    "the window in a browser: the program answers, and asks nobody",
    async () => {
      buildProgram();
      const [command = "", ...args] = traced([...program, "open", "--port", "0"], log);
      const child = spawn(command, args, { env: environment, detached: true });
      const ended = new Promise((done) => child.once("close", done));
      const line = await new Promise<string>((done) => {
        child.stdout.once("data", (chunk) => done(String(chunk)));
      });
      const browser = await chromium.launch({
        executablePath: chromiumFile,
        args: ["--no-sandbox"],
      });
      const page = await browser.newPage();
      await page.goto(/http:\S+/.exec(line)?.[0] ?? "");
      await walk(page);
      await browser.close();
      // The tracer itself hears no signal.
      process.kill(-(child.pid ?? 0), "SIGINT");
      await ended;
      expect(strangers(log)).toEqual([]);
      // The one that listens.
      expect(internetSockets(log)).toHaveLength(1);
    },
    120_000,
  );

  test.skipIf(noDesktop !== null)(
    "the desktop program",
    async () => {
      buildProgram();
      const screen = await openScreen();
      const executable = join(root, "electron");
      writeFileSync(
        executable,
        `#!/bin/sh\nexec ${traced([electronFile()], log).join(" ")} "$@"\n`,
      );
      chmodSync(executable, 0o755);
      const app = await startDesktop({ screen, profile: join(root, "profile"), executable });
      await walk(await app.firstWindow());
      await app.close();
      screen.close();
      // Chromium asks the system once whether it has a way for IPv6: it names an address to a datagram socket and reads
      // its own back. Nothing is sent; no switch of Chromium's turns it off.
      const isProbe = (line: string): boolean => line.includes('"2001:4860:4860::8888"');
      expect(strangers(log).filter((line) => !isProbe(line))).toEqual([]);
      expect(strangers(log).filter((line) => isProbe(line) && !/\bconnect\(/.test(line))).toEqual(
        [],
      );
    },
    120_000,
  );
});
