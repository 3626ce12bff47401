/**
 * The program as electron-builder packs it: what is in it, what is not, and that it runs. Where no Electron runtime can be
 * had (ELECTRON_OVERRIDE_DIST_PATH), a folder stands in for it, and what needs a real one is skipped.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { isBuiltin } from "node:module";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildProgram } from "../build/build-program.ts";
import { noDesktop, openScreen, sandboxWords } from "./fixtures/desktop.ts";
import type { Screen } from "./fixtures/desktop.ts";
import { extractAsar, makeStandIn, readAsar, readFuses } from "./fixtures/read-asar.ts";

const isLinux = process.platform === "linux";
const runtime = process.env["ELECTRON_OVERRIDE_DIST_PATH"];
if (!isLinux) process.stderr.write("package: skipped, it is packed for Linux here\n");
else if (runtime === undefined)
  process.stderr.write(
    "package: a stand-in is packed, and its start skipped: ELECTRON_OVERRIDE_DIST_PATH names no runtime\n",
  );

const root = mkdtempSync(join(tmpdir(), "trailproof-test-"));
const packed = join(root, "dist", "linux-unpacked");
const archive = join(packed, "resources", "app.asar");
/** As much of the archive as a person should have to download. */
const mostBytes = 8 * 1024 * 1024;

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Packs a folder for a system. @throws when that fails. */
function pack(system: string, dist: string, version: string, ...more: readonly string[]): void {
  const words = [
    "node_modules/electron-builder/cli.js",
    system,
    "dir",
    "--x64",
    "--publish",
    "never",
    `-c.electronDist=${dist}`,
    `-c.electronVersion=${version}`,
    `-c.directories.output=${join(root, "dist")}`,
    ...more,
  ];
  const done = spawnSync(process.execPath, words, { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`packing failed: ${done.stdout}\n${done.stderr}`);
}

describe.skipIf(!isLinux)("for another system", () => {
  test("Windows gets its own binary alone", async () => {
    buildProgram();
    const dist = join(root, "stand-in-windows");
    makeStandIn(dist, "electron.exe");
    // The stand-in is no executable of Windows that could be given an icon and a hash.
    pack(
      "--win",
      dist,
      "45.0.0",
      "-c.win.signAndEditExecutable=false",
      "-c.disableAsarIntegrity=true",
    );
    const files = readAsar(join(root, "dist", "win-unpacked", "resources", "app.asar"));
    const binaries = files.filter(({ path }) => path.endsWith(".node"));
    expect(binaries.map(({ path }) => path)).toEqual([
      "node_modules/better-sqlite3/prebuilds/win32-x64.node",
    ]);
    expect(binaries[0]!.read().subarray(0, 2).toString()).toBe("MZ");
  });

  test("macOS too, for both processors", () => {
    // It can be packed there only.
    const config = readFileSync("electron-builder.yml", "utf8");
    const lists = [...config.matchAll(/^(win|mac|linux):\n {2}files:\n((?: {4}- .+\n)+)/gm)].map(
      ([, system, list]) => [system, list!.trim().replace(/win32|darwin|linux/g, "SYSTEM")],
    );
    expect(lists.map(([system]) => system)).toEqual(["win", "mac", "linux"]);
    expect(new Set(lists.map(([, list]) => list)).size).toBe(1);
    expect(config).toContain('prebuilds/!(darwin-${arch}).node"');
    expect(config).toMatch(/target: dmg\n +arch: \[x64, arm64\]/);
    for (const arch of ["x64", "arm64"])
      expect(existsSync(`node_modules/better-sqlite3/prebuilds/darwin-${arch}.node`)).toBe(true);
  });
});

describe.skipIf(!isLinux)("the packed program", () => {
  beforeAll(async () => {
    buildProgram();
    const dist = runtime ?? join(root, "stand-in");
    if (runtime === undefined) makeStandIn(dist);
    const version =
      runtime === undefined ? "45.0.0" : readFileSync(join(runtime, "version"), "utf8").trim();
    pack("--linux", dist, version.replace(/^v/, ""));
  });

  test("holds the bundles, SQLite with the one binary of its target, and nothing else", () => {
    const files = readAsar(archive);
    const places = files.map(({ path }) =>
      path
        .replace(/^out\/main\/[\w-]+\.cjs$/, "out/main/*.cjs")
        .replace(/^out\/renderer\/assets\/[\w-]+\.(js|css|svg)$/, "out/renderer/assets/*.$1")
        .replace(/^node_modules\/better-sqlite3\/lib\/.+\.js$/, "better-sqlite3/lib/*.js"),
    );
    expect([...new Set(places)].toSorted()).toEqual([
      "better-sqlite3/lib/*.js",
      "node_modules/better-sqlite3/LICENSE",
      "node_modules/better-sqlite3/package.json",
      "node_modules/better-sqlite3/prebuilds/linux-x64.node",
      "out/main/*.cjs",
      "out/preload/preload.cjs",
      "out/renderer/assets/*.css",
      "out/renderer/assets/*.js",
      "out/renderer/assets/*.svg",
      "out/renderer/index.html",
      "package.json",
    ]);
    expect(files.filter(({ isUnpacked }) => isUnpacked).map(({ path }) => path)).toEqual([
      "node_modules/better-sqlite3/prebuilds/linux-x64.node",
    ]);
    expect(files.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(mostBytes);
    for (const { path, hash, read } of files)
      expect(createHash("sha256").update(read()).digest("hex"), path).toBe(hash);
  });

  test("holds no source, map, secret or word of the machine that packed it", () => {
    for (const { path, read } of readAsar(archive)) {
      if (path.endsWith(".node")) continue;
      const text = read().toString("utf8");
      expect(text.includes(resolve(".")), path).toBe(false);
      expect(text.includes("sourceMappingURL=data:"), path).toBe(false);
    }
  });

  test("needs no package that is not in it", () => {
    const scripts = readAsar(archive).filter(({ path }) => path.endsWith(".cjs"));
    const needed = scripts.flatMap(({ read }) =>
      [
        ...read()
          .toString("utf8")
          .matchAll(/\brequire\("([^".][^"]*)"\)/g),
      ].map(([, name]) => name!),
    );
    expect([...new Set(needed.filter((name) => !isBuiltin(name)))].toSorted()).toEqual([
      "better-sqlite3",
      "electron",
    ]);
  });

  test("has the binary for its own system and processor", () => {
    const binary = readAsar(archive)
      .find(({ path }) => path.endsWith(".node"))!
      .read();
    expect(binary.subarray(0, 4).toString("latin1")).toBe("\u007fELF");
    // 64 bits, x86-64.
    expect([binary[4], binary.readUInt16LE(18)]).toEqual([2, 62]);
  });

  test("has the sample beside it, file by file", () => {
    const list = (folder: string) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted();
    expect(list(join(packed, "resources", "sample"))).toEqual(list("build/sample"));
  });

  test("has its own licence and those of its packages beside it", () => {
    const beside = (name: string) => readFileSync(join(packed, "resources", name), "utf8");
    expect(beside("LICENSE.txt")).toBe(readFileSync("LICENSE", "utf8"));
    expect(beside("third-party-licences.txt")).toContain("better-sqlite3");
  });

  test("has its fuses flipped", () => {
    expect(readFuses(join(packed, "trailproof"))).toMatchObject({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      nodeCliInspect: false,
      asarIntegrity: true,
      onlyLoadAppFromAsar: true,
      fileProtocolExtraPrivileges: false,
    });
  });

  test("speaks English alone", () => {
    const languages = readdirSync(join(packed, "locales"));
    expect(languages).toContain("en-US.pak");
    expect(languages.filter((name) => !name.startsWith("en"))).toEqual([]);
  });

  describe("its command line runs from what is packed", () => {
    const folder = join(root, "resources", "app");
    const cli = join(folder, "out", "main", "cli.cjs");
    const run = (...args: readonly string[]) =>
      spawnSync(process.execPath, [cli, ...args], { encoding: "utf8", cwd: root });

    beforeAll(() => {
      extractAsar(archive, folder);
      mkdirSync(join(root, "resources"), { recursive: true });
      cpSync(join(packed, "resources", "sample"), join(root, "resources", "sample"), {
        recursive: true,
      });
    });

    test("as it does from source", () => {
      const sample = join(root, "resources", "sample");
      const source = spawnSync(
        process.execPath,
        [
          resolve("main/cli/trailproof.ts"),
          "audit",
          sample,
          "--format",
          "json",
          "--out",
          "-",
          "--quiet",
        ],
        { encoding: "utf8", maxBuffer: 1e9 },
      );
      const built = spawnSync(
        process.execPath,
        [cli, "audit", sample, "--format", "json", "--out", "-", "--quiet"],
        { encoding: "utf8", maxBuffer: 1e9, cwd: root },
      );
      expect(built.status, built.stderr).toBe(0);
      expect(built.stdout).toBe(source.stdout);
      expect(built.stdout.length).toBeGreaterThan(100_000);
    });

    test("with its version, and a sentence for what it lacks", () => {
      const { version } = JSON.parse(readFileSync("package.json", "utf8"));
      expect(run("--version")).toMatchObject({ status: 0, stdout: `${version}\n` });
      expect(run("audit", "gone")).toMatchObject({ status: 1, stdout: "" });
    });

    test("and opens the window in a browser, with the packed engine and sample", async () => {
      const child = spawn(process.execPath, [cli, "open", "--port", "0"], {
        env: { ...process.env, XDG_CONFIG_HOME: join(root, "config") },
        cwd: root,
      });
      const line = await new Promise<string>((done, fail) => {
        child.stdout.once("data", (chunk) => done(String(chunk)));
        child.stderr.once("data", (chunk) => fail(new Error(String(chunk))));
      });
      const [, origin = "", key = ""] = /(http:\S+)\/#key=(\S+) /.exec(line) ?? [];
      const call = async (name: string, ...args: readonly unknown[]) => {
        const response = await fetch(`${origin}/api/${name}`, {
          method: "POST",
          headers: { origin, "content-type": "application/json", "x-trailproof-key": key },
          body: JSON.stringify(args),
        });
        const reply = await response.json();
        if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
        return reply.value;
      };
      expect((await (await fetch(origin)).text()).startsWith("<!doctype html>")).toBe(true);
      const file = await call("chooseSampleCase");
      const engagement = { ...(await call("createCase", file.id, blank)).engagement };
      expect(engagement).toEqual(blank);
      const logs = await call("chooseSample");
      expect(await call("startImport", [logs.id])).toMatchObject({
        isCancelled: false,
        added: { events: 3910, problems: 0 },
      });
      child.kill("SIGINT");
      expect(await new Promise((done) => child.once("close", done))).toBe(0);
    });
  });

  describe.skipIf(noDesktop !== null)("started", () => {
    let screen: Screen;
    beforeAll(async () => {
      screen = await openScreen();
    });
    afterAll(() => screen?.close());

    const start = (words: readonly string[], profile = "profile") => {
      const child = spawn(
        join(packed, "trailproof"),
        [...sandboxWords, `--user-data-dir=${join(root, profile)}`, ...words],
        { env: { ...process.env, DISPLAY: screen.display, NODE_OPTIONS: "--inspect=0" } },
      );
      let out = "";
      let err = "";
      child.stdout.on("data", (chunk) => (out += String(chunk)));
      child.stderr.on("data", (chunk) => (err += String(chunk)));
      const ended = new Promise<{ code: number | null; out: string; err: string }>((done) =>
        child.on("close", (code) => done({ code, out, err })),
      );
      return { child, ended };
    };

    test.each([
      "--remote-debugging-port=9222",
      "--inspect=0",
      "--remote-debugging-pipe",
      "--js-flags=-h",
    ])("with %s it ends at once", async (word) => {
      const { code, out, err } = await start([word]).ended;
      expect(code).toBe(2);
      expect(out).toBe("");
      expect(err).toContain(`${word} is refused`);
      expect(err).not.toContain("DevTools listening");
      expect(err).not.toContain("Debugger listening");
    });

    test("with a command it answers on standard output and opens no window", async () => {
      const { code, out } = await start(["explain", "CreateUser", "--json"]).ended;
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject([{ eventName: "CreateUser" }]);
      const wrong = await start(["explain", "--nothing"]).ended;
      expect(wrong.code).toBe(2);
    });

    test("it shows its window, whose page calls through the door", async () => {
      const path = join(root, "a.trailproof");
      spawnSync(process.execPath, [
        resolve("main/cli/trailproof.ts"),
        "import",
        "build/sample/README.txt",
        "--case",
        path,
        "--quiet",
      ]);
      const { child, ended } = start([path], "window");
      // An engine on a runtime that can't load SQLite is written down; on another one the case is opened.
      const traces = ["recent-cases.json", "logs/trailproof.log"].map((name) =>
        join(root, "window", name),
      );
      await expect
        .poll(() => traces.some((file) => existsSync(file)), { timeout: 20_000 })
        .toBe(true);
      expect(child.exitCode).toBeNull();
      child.kill("SIGTERM");
      const { err } = await ended;
      expect(err).not.toContain("Debugger listening");
    });
  });
});

const blank = {
  client: null,
  title: null,
  auditor: null,
  reference: null,
  classification: "Confidential",
  timeZone: null,
  accounts: [],
};
