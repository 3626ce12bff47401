/** That the program locks itself down before it shows anything: the order of its start, with an Electron that takes notes. */
import { EventEmitter } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { calls } from "../../shared/ipc.ts";

const folder = mkdtempSync(join(tmpdir(), "trailproof-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the program did, in order. */
const done = vi.hoisted(() => [] as string[]);
const fake = vi.hoisted(() => ({
  handlers: new Map<string, (...args: unknown[]) => unknown>(),
  boxes: [] as { readonly detail: string; readonly defaultId: number }[],
  answer: 1,
  hasLock: true,
  isPackaged: true,
  app: null as unknown,
  contents: null as unknown,
}));
const electron = vi.hoisted(() => ({ made: null as null | (() => Record<string, unknown>) }));

vi.mock("electron", () => electron.made!());
vi.mock("../host/built-files.ts", () => ({
  htmlType: "text/html",
  readBuiltFiles: () => new Map(),
}));

/** Notes a call by its name. */
const note =
  (name: string) =>
  (...args: unknown[]): void => {
    const [first] = args;
    done.push(typeof first === "string" ? `${name} ${first}` : name);
  };

electron.made = () => {
  const app = Object.assign(new EventEmitter(), {
    commandLine: { appendSwitch: note("switch") },
    requestSingleInstanceLock: () => fake.hasLock,
    whenReady: () => {
      done.push("ready");
      return Promise.resolve();
    },
    getPath: () => folder,
    quit: note("quit"),
    exit: note("exit"),
    dock: undefined,
  });
  // A getter that is copied would be read once.
  Object.defineProperty(app, "isPackaged", { get: () => fake.isPackaged });
  fake.app = app;
  class BrowserWindow extends EventEmitter {
    readonly webContents = Object.assign(new EventEmitter(), {
      mainFrame: { url: "app://trailproof/index.html" },
      send: note("send"),
    });
    constructor(options: { readonly webPreferences: { readonly devTools: boolean } }) {
      super();
      done.push(`window, tools ${String(options.webPreferences.devTools)}`);
      fake.contents = this.webContents;
    }
    readonly loadURL = (url: string) => {
      note("load")(url);
      return Promise.resolve();
    };
    readonly isDestroyed = () => false;
    readonly isMinimized = () => false;
    readonly focus = note("focus");
    readonly maximize = note("maximize");
  }
  /** Answers everything with nothing. */
  class Engine extends EventEmitter {
    readonly stderr = null;
    readonly stdout = null;
    readonly postMessage = ({ id }: { readonly id: number }) =>
      this.emit("message", { type: "answer", id, value: null });
    readonly kill = () => this.emit("exit", 0);
  }
  const session = {
    setPermissionRequestHandler: note("permission requests"),
    setPermissionCheckHandler: note("permission checks"),
    setDevicePermissionHandler: note("device permissions"),
    setSpellCheckerEnabled: note("spelling"),
    on: note("session"),
    webRequest: { onBeforeRequest: note("requests") },
  };
  return {
    app,
    BrowserWindow,
    clipboard: { writeText: note("clipboard") },
    dialog: {
      showMessageBox: (_: unknown, box: (typeof fake.boxes)[number]) => {
        fake.boxes.push(box);
        return Promise.resolve({ response: fake.answer });
      },
    },
    ipcMain: {
      handle: (name: string, handler: (...args: unknown[]) => unknown) =>
        void fake.handlers.set(name, handler),
    },
    Menu: { setApplicationMenu: note("menu"), buildFromTemplate: () => ({}) },
    nativeTheme: { shouldUseDarkColors: false, themeSource: "system" },
    protocol: {
      registerSchemesAsPrivileged: (schemes: readonly object[]) =>
        void done.push(`schemes ${JSON.stringify(schemes)}`),
      handle: note("protocol"),
    },
    screen: { getAllDisplays: () => [] },
    session: { defaultSession: session },
    shell: { openExternal: note("open outside") },
    utilityProcess: { fork: () => new Engine() },
  };
};

const { startDesktop } = await import("./start-desktop.ts");

beforeEach(() => {
  done.length = 0;
  fake.handlers.clear();
  fake.boxes.length = 0;
  fake.hasLock = true;
  fake.isPackaged = true;
  (fake.app as EventEmitter).removeAllListeners();
});

async function start(): Promise<EventEmitter> {
  startDesktop();
  await new Promise((turn) => setTimeout(turn, 0));
  return fake.app as EventEmitter;
}

const own = () => ({
  sender: fake.contents,
  senderFrame: (fake.contents as { mainFrame: unknown }).mainFrame,
});

test("everything is locked before the first page is loaded", async () => {
  const app = await start();
  const before = done.slice(0, done.indexOf("ready"));
  expect(before).toContain("switch host-resolver-rules");
  expect(before).toContain(
    'schemes [{"scheme":"app","privileges":{"standard":true,"secure":true}}]',
  );
  expect(app.listenerCount("web-contents-created")).toBe(1);
  const first = done.indexOf("window, tools false");
  for (const step of [
    "permission requests",
    "permission checks",
    "device permissions",
    "session will-download",
    "requests",
    "protocol app",
  ]) {
    expect(done, step).toContain(step);
    expect(done.indexOf(step), step).toBeLessThan(first);
  }
  expect(done.filter((step) => step.startsWith("load"))).toEqual([
    "load app://trailproof/index.html",
  ]);
});

test("tools are there unpacked only", async () => {
  fake.isPackaged = false;
  await start();
  expect(done).toContain("window, tools true");
});

test("every call of the contract is served, dropped files, and nothing else", async () => {
  await start();
  expect([...fake.handlers.keys()].toSorted()).toEqual([...calls, "takeDropped"].toSorted());
});

test("strangers are refused", async () => {
  await start();
  const stranger = { sender: {}, senderFrame: { url: "app://trailproof/index.html" } };
  for (const call of calls)
    expect(await fake.handlers.get(call)!(stranger)).toEqual({
      ok: false,
      error: { code: "bad-request", detail: "the sender is unknown" },
    });
  expect(fake.handlers.get("takeDropped")!(stranger, [process.execPath])).toBeNull();
  expect(fake.handlers.get("takeDropped")!(own(), [process.execPath])).toMatchObject({
    kind: "files",
  });
});

describe("a link out of the program", () => {
  const url = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html";

  test("is asked about, with the whole address and Cancel as the usual answer", async () => {
    await start();
    fake.answer = 1;
    expect(await fake.handlers.get("openExternal")!(own(), url)).toEqual({
      ok: true,
      value: false,
    });
    expect(done.filter((step) => step.startsWith("open outside"))).toEqual([]);
    expect(fake.boxes).toMatchObject([{ detail: expect.stringContaining(url), defaultId: 1 }]);
    fake.answer = 0;
    expect(await fake.handlers.get("openExternal")!(own(), url)).toEqual({ ok: true, value: true });
    expect(done).toContain(`open outside ${url}`);
  });

  test("that is not on the list is not even asked about", async () => {
    await start();
    expect(await fake.handlers.get("openExternal")!(own(), "https://example.com/")).toMatchObject({
      ok: false,
    });
    expect(fake.boxes).toEqual([]);
  });
});

test("a second program ends, and the first one takes its case", async () => {
  fake.hasLock = false;
  await start();
  expect(done).toContain("quit");
  expect(done).not.toContain("ready");
  fake.hasLock = true;
  const app = await start();
  app.emit("second-instance", {}, ["trailproof", "b.trailproof"], "/cases");
  expect(done).toContain("send caseOffered");
  expect(await fake.handlers.get("programInfo")!(own())).toMatchObject({
    value: { offered: { kind: "case", names: ["b.trailproof"] } },
  });
  expect(done).toContain("focus");
});

test("macOS opens a case by a message, also before the program is ready", async () => {
  startDesktop();
  const app = fake.app as EventEmitter;
  app.emit("open-file", { preventDefault: () => undefined }, "/cases/early.trailproof");
  await new Promise((turn) => setTimeout(turn, 0));
  expect(await fake.handlers.get("programInfo")!(own())).toMatchObject({
    value: { offered: { names: ["early.trailproof"] } },
  });
  app.emit("open-file", { preventDefault: () => undefined }, "/cases/late.trailproof");
  expect(await fake.handlers.get("programInfo")!(own())).toMatchObject({
    value: { offered: { names: ["late.trailproof"] } },
  });
});

test("quitting waits for the case to be closed", async () => {
  const app = await start();
  let prevented = 0;
  const event = { preventDefault: () => prevented++ };
  app.emit("before-quit", event);
  expect(prevented).toBe(1);
  await new Promise((turn) => setTimeout(turn, 10));
  expect(done).toContain("quit");
  app.emit("before-quit", event);
  expect(prevented).toBe(1);
});

describe("the packed program", () => {
  const argv = process.argv;
  const startWith = async (...words: readonly string[]) => {
    process.argv = ["/opt/trailproof", ...words];
    const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    vi.resetModules();
    await import("./main.ts");
    await new Promise((turn) => setTimeout(turn, 0));
    const text = said.mock.calls.map(([written]) => String(written)).join("");
    said.mockRestore();
    process.argv = argv;
    return text;
  };

  test.each(["--remote-debugging-port=9222", "--inspect", "--remote-debugging-pipe"])(
    "does not start with %s",
    async (word) => {
      expect(await startWith(word)).toContain(`${word} is refused`);
      expect(done).toContain("exit");
      expect(done).not.toContain("ready");
    },
  );

  test("starts without", async () => {
    expect(await startWith()).toBe("");
    expect(done).toContain("ready");
    expect(done).not.toContain("exit");
  });
});
