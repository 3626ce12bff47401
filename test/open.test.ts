/** `trailproof open` as a person starts it: one line, one address, an end that leaves nothing running. */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserCommand } from "../main/browser/show-in-browser.ts";
import { userFolders } from "../main/browser/user-folder.ts";
import type { Reply } from "../shared/ipc.ts";
import type { CaseInfo } from "../shared/ipc/case.ts";
import type { ProgramInfo } from "../shared/ipc/program.ts";
import { buildProgram } from "../build/build-program.ts";

const root = mkdtempSync(join(tmpdir(), "trailproof-test-"));
const file = join(root, "a.trailproof");
beforeAll(async () => {
  buildProgram();
  await run(["import", "build/sample/README.txt", "--case", file, "--quiet"]);
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const env = {
  ...process.env,
  CI: "1",
  XDG_CONFIG_HOME: join(root, "config"),
  APPDATA: join(root, "config"),
  HOME: root,
};

function start(args: readonly string[], more: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [resolve("main/cli/trailproof.ts"), ...args], {
    env: { ...env, ...more },
  });
}

function run(args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((done) => {
    const child = start(args);
    let out = "";
    let err = "";
    child.stdout!.on("data", (chunk) => (out += String(chunk)));
    child.stderr!.on("data", (chunk) => (err += String(chunk)));
    child.on("close", (code) => done({ code, out, err }));
  });
}

interface Opened {
  readonly child: ChildProcess;
  readonly line: string;
  readonly origin: string;
  readonly call: <T>(name: string, ...args: readonly unknown[]) => Promise<Reply<T>>;
}

async function open(args: readonly string[]): Promise<Opened> {
  const child = start(["open", "--port", "0", ...args]);
  const line = await new Promise<string>((done, fail) => {
    child.stdout!.once("data", (chunk) => done(String(chunk)));
    child.once("close", () => fail(new Error("it ended")));
  });
  const [, origin = "", key = ""] = /(http:\S+)\/#key=(\S+) /.exec(line) ?? [];
  return {
    child,
    line,
    origin,
    call: async (name, ...given) => {
      const response = await fetch(`${origin}/api/${name}`, {
        method: "POST",
        headers: { origin, "content-type": "application/json", "x-trailproof-key": key },
        body: JSON.stringify(given),
      });
      return JSON.parse(await response.text());
    },
  };
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((done) => child.once("close", done));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The processes that a process started. Linux only. */
function childrenOf(pid: number): readonly number[] {
  const list = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return list === "" ? [] : list.split(" ").map(Number);
}

test("prints one line, opens the case that was named, and ends with its engine", async () => {
  const { child, line, call, origin } = await open([file]);
  expect(line).toMatch(
    /^Trailproof is open at http:\/\/127\.0\.0\.1:\d+\/#key=[\w-]{43} \(Ctrl-C ends it\)\n$/,
  );
  const info = await call<ProgramInfo>("programInfo");
  if (!info.ok) throw new Error(JSON.stringify(info));
  expect(info.value).toMatchObject({
    host: "browser",
    offered: { kind: "case", names: ["a.trailproof"] },
  });
  expect(await call<CaseInfo>("openCase", info.value.offered!.id)).toMatchObject({
    ok: true,
    value: { name: "a.trailproof", folder: root },
  });
  expect(await call("programInfo")).toMatchObject({ value: { offered: null } });
  expect(await call("recentCases")).toMatchObject({ value: [{ name: "a.trailproof" }] });
  // The page's own matters: the host has no dialogs.
  expect(await call("choose", "folder", null)).toMatchObject({ error: { code: "bad-request" } });
  expect(await call("listFolder", null)).toMatchObject({ ok: true });
  expect(await call("openCase", "/etc/passwd")).toMatchObject({ error: { code: "bad-request" } });
  const engines = process.platform === "linux" ? childrenOf(child.pid!) : [];
  if (process.platform === "linux") expect(engines).toHaveLength(1);
  child.kill("SIGINT");
  expect(await endOf(child)).toBe(0);
  expect(engines.filter(isAlive)).toEqual([]);
  await expect(fetch(origin)).rejects.toThrow("fetch failed");
});

test.skipIf(process.platform !== "linux")(
  "where the desktop program can't be opened one line says why, and a browser is served",
  async () => {
    const child = start(["open"], { DISPLAY: "", WAYLAND_DISPLAY: "" });
    let err = "";
    child.stderr!.on("data", (chunk) => (err += String(chunk)));
    const line = await new Promise<string>((done) =>
      child.stdout!.once("data", (chunk) => done(String(chunk))),
    );
    expect(line).toMatch(/^Trailproof is open at http:/);
    expect(err).toBe(
      "The desktop program can't be opened here: this machine has no screen. The window is shown in a browser instead.\n",
    );
    child.kill("SIGTERM");
    expect(await endOf(child)).toBe(0);
  },
);

test.skipIf(process.platform !== "linux")(
  "an engine whose host was killed ends by itself",
  async () => {
    const { child, call } = await open([]);
    await call("caseInfo");
    const engines = childrenOf(child.pid!);
    expect(engines).toHaveLength(1);
    child.kill("SIGKILL");
    await endOf(child);
    await expect.poll(() => engines.filter(isAlive), { timeout: 10_000 }).toEqual([]);
  },
);

test("an engine that is killed is told and started again, and nothing is lost", async () => {
  if (process.platform !== "linux") return;
  const { child, call } = await open([file]);
  const info = await call<ProgramInfo>("programInfo");
  if (!info.ok) throw new Error(JSON.stringify(info));
  const before = await call("openCase", info.value.offered!.id);
  const [engine] = childrenOf(child.pid!);
  process.kill(engine!, "SIGKILL");
  await expect.poll(() => isAlive(engine!), { timeout: 10_000 }).toBe(false);
  await expect.poll(() => call("caseInfo"), { timeout: 10_000 }).toEqual(before);
  expect(childrenOf(child.pid!)).not.toContain(engine);
  child.kill("SIGTERM");
  expect(await endOf(child)).toBe(0);
});

describe("what can't be done is one sentence", () => {
  test.each([
    [["open", join(root, "gone.trailproof")], 1, "There is no file or folder"],
    [["open", "a", "b"], 2, "takes one case file"],
    [["open", "--port", "http"], 2, "--port http: use a number"],
    [["open", "--port", "65536"], 2, "--port 65536: use a number"],
    [["open", "--json"], 2, "has no option --json"],
    [["findings", "--case", file, "--browser"], 2, "has no option --browser"],
  ])("%j", async (args, code, words) => {
    const got = await run(args);
    expect(got).toMatchObject({ code, out: "" });
    expect(got.err).toContain(words);
    expect(got.err.trim().split("\n")).toHaveLength(1);
  });

  test("a port that is taken", async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
    const { port } = other.address() as { readonly port: number };
    expect(await run(["open", "--port", `${port}`])).toMatchObject({
      code: 2,
      err: `trailproof: Port ${port} is taken by another program. Choose another one with --port.\n`,
    });
    other.close();
  });
});

describe("the person's browser", () => {
  test.each<readonly [NodeJS.Platform, NodeJS.ProcessEnv, readonly string[] | null]>([
    ["linux", { DISPLAY: ":0" }, ["xdg-open"]],
    ["linux", { WAYLAND_DISPLAY: "wayland-0" }, ["xdg-open"]],
    ["linux", {}, null],
    ["linux", { DISPLAY: "" }, null],
    ["linux", { DISPLAY: ":0", CI: "true" }, null],
    ["darwin", {}, ["open"]],
    ["win32", {}, ["rundll32.exe", "url.dll,FileProtocolHandler"]],
  ])("on %s with %j is opened by %j", (platform, given, command) => {
    expect(browserCommand(platform, given)).toEqual(command);
  });
});

test.each<readonly [NodeJS.Platform, NodeJS.ProcessEnv, string, string]>([
  ["linux", {}, "/home/ann/.config/trailproof", "/home/ann/.config/trailproof/logs"],
  ["linux", { XDG_CONFIG_HOME: "/x" }, "/x/trailproof", "/x/trailproof/logs"],
  [
    "darwin",
    {},
    "/home/ann/Library/Application Support/trailproof",
    "/home/ann/Library/Logs/trailproof",
  ],
])("on %s with %j settings are in %s", (platform, given, data, logs) => {
  expect(userFolders(platform, given, "/home/ann")).toEqual({ data, logs });
});
