/** Electron's security checklist, item by item, with an Electron that notes what it is told; test/desktop.test.ts asks a real one. */
import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import type { App, Session } from "electron";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { policies, windowUrl } from "./app-protocol.ts";
import { disconnect, lockPages, lockSession } from "./lock-down.ts";

const made = vi.hoisted(() => [] as { readonly webPreferences: Record<string, unknown> }[]);
vi.mock("electron", () => {
  class BrowserWindow {
    readonly webContents = { on: () => this };
    constructor(options: { readonly webPreferences: Record<string, unknown> }) {
      made.push(options);
    }
    readonly once = () => this;
    readonly on = () => this;
    readonly maximize = () => undefined;
    readonly loadURL = () => Promise.resolve();
  }
  return {
    BrowserWindow,
    nativeTheme: { shouldUseDarkColors: false },
    screen: { getAllDisplays: () => [] },
    Menu: {},
    dialog: {},
  };
});
const { openHiddenPage, openMainWindow, openReportWindow } = await import("./window.ts");

/** The checklist's items about pages: what must be, whatever Electron's defaults are. */
const wanted = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  plugins: false,
  navigateOnDragDrop: false,
};

describe("windows", () => {
  beforeEach(() => {
    made.length = 0;
  });
  const states = { read: () => ({ bounds: null, isMaximized: false }), write: () => undefined };

  test("of the program have the bridge and no other right", () => {
    openMainWindow("/preload.cjs", false, states);
    expect(made[0]!.webPreferences).toMatchObject({
      ...wanted,
      preload: "/preload.cjs",
      devTools: false,
    });
  });

  test.each([
    ["shown", () => openReportWindow("app://report/1")],
    ["printed", () => openHiddenPage()],
  ])("of a report that is %s have neither bridge nor scripts", (_, open) => {
    open();
    expect(made[0]!.webPreferences).toMatchObject({
      ...wanted,
      javascript: false,
      devTools: false,
    });
    expect(made[0]!.webPreferences).not.toHaveProperty("preload");
  });

  test("turn on nothing that is not spelled out here", () => {
    openMainWindow("/preload.cjs", true, states);
    const on = Object.entries(made[0]!.webPreferences).filter(([, value]) => value === true);
    expect(on.map(([name]) => name).toSorted()).toEqual([
      "contextIsolation",
      "devTools",
      "safeDialogs",
      "sandbox",
      "webSecurity",
    ]);
    expect(made[0]!.webPreferences).not.toHaveProperty("enableBlinkFeatures");
  });
});

/** A page as Electron announces it. */
function announced() {
  const app = new EventEmitter();
  const contents = Object.assign(new EventEmitter(), {
    opened: null as null | ((details: object) => object),
    setWindowOpenHandler(handler: (details: object) => object) {
      this.opened = handler;
    },
  });
  lockPages(app as unknown as App);
  app.emit("web-contents-created", {}, contents);
  const isPrevented = (name: string, details: object): boolean => {
    let prevented = false;
    contents.emit(name, { ...details, preventDefault: () => (prevented = true) });
    return prevented;
  };
  return { contents, isPrevented };
}

describe("no page", () => {
  test.each(["https://example.com/", "app://trailproof/index.html", "about:blank"])(
    "opens a window at %s",
    (url) => {
      expect(announced().contents.opened!({ url })).toEqual({ action: "deny" });
    },
  );

  test.each(["will-navigate", "will-redirect"])("goes anywhere: %s", (name) => {
    const { isPrevented } = announced();
    for (const url of ["https://example.com/", "file:///etc/passwd", windowUrl, "app://report/1"])
      expect(isPrevented(name, { url, isMainFrame: true })).toBe(true);
  });

  test("shows anything in a frame but a report", () => {
    const { isPrevented } = announced();
    const name = "will-frame-navigate";
    expect(isPrevented(name, { url: "app://report/1", isMainFrame: false })).toBe(false);
    expect(isPrevented(name, { url: "app://report/1", isMainFrame: true })).toBe(true);
    for (const url of ["https://example.com/", windowUrl, "app://reports/1", "data:text/html,x"])
      expect(isPrevented(name, { url, isMainFrame: false })).toBe(true);
  });

  test("embeds another one", () => {
    expect(announced().isPrevented("will-attach-webview", {})).toBe(true);
  });
});

/** A session that keeps what it is given. */
function locked(hasDevTools: boolean) {
  const given: Record<string, unknown> = {};
  let request: (details: { url: string }, answer: (a: { cancel: boolean }) => void) => void;
  const events = new EventEmitter();
  const keep =
    (name: string) =>
    (value: unknown): void => {
      given[name] = value;
    };
  lockSession(
    {
      setPermissionRequestHandler: keep("request"),
      setPermissionCheckHandler: keep("check"),
      setDevicePermissionHandler: keep("device"),
      setSpellCheckerEnabled: keep("spelling"),
      on: events.on.bind(events),
      webRequest: { onBeforeRequest: (handler: typeof request) => (request = handler) },
    } as unknown as Session,
    hasDevTools,
  );
  const isCancelled = (url: string): boolean => {
    let cancelled = false;
    request({ url }, ({ cancel }) => (cancelled = cancel));
    return cancelled;
  };
  return { given, events, isCancelled };
}

describe("the session", () => {
  test.each(["geolocation", "notifications", "media", "clipboard-read", "openExternal", "usb"])(
    "denies %s",
    (permission) => {
      const { given } = locked(false);
      let answer: unknown = null;
      (given["request"] as (...args: unknown[]) => void)(
        {},
        permission,
        (a: unknown) => (answer = a),
      );
      expect(answer).toBe(false);
      expect((given["check"] as (...args: unknown[]) => unknown)({}, permission)).toBe(false);
      expect((given["device"] as (...args: unknown[]) => unknown)({})).toBe(false);
    },
  );

  test("downloads nothing and fetches no dictionary", () => {
    const { given, events } = locked(false);
    let isPrevented = false;
    events.emit("will-download", { preventDefault: () => (isPrevented = true) });
    expect(isPrevented).toBe(true);
    expect(given["spelling"]).toBe(false);
  });

  test.each([
    ["app://trailproof/index.html", false, false],
    ["app://report/1", false, false],
    ["data:image/png;base64,", false, false],
    ["devtools://devtools/x.html", true, false],
    ["devtools://devtools/x.html", false, true],
    ["https://docs.aws.amazon.com/", true, true],
    ["http://127.0.0.1/", true, true],
    ["ws://127.0.0.1/", true, true],
    ["file:///etc/passwd", true, true],
    ["blob:app://trailproof/1", true, true],
    ["ftp://example.com/", true, true],
  ])("%s with tools %s is kept back: %s", (url, hasDevTools, isBack) => {
    expect(locked(hasDevTools).isCancelled(url)).toBe(isBack);
  });
});

test("Chromium resolves no name and starts nothing in the background", () => {
  const switches: (string | undefined)[][] = [];
  const commandLine = { appendSwitch: (...args: string[]) => void switches.push(args) };
  disconnect({ commandLine } as unknown as App);
  expect(switches).toEqual([
    ["host-resolver-rules", "MAP * ~NOTFOUND"],
    ["disable-background-networking"],
    ["disable-component-update"],
    ["disable-domain-reliability"],
    ["no-pings"],
  ]);
});

test("policies allow no script but the program's own, and no connection", () => {
  expect(policies.window).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-src app://report; base-uri 'none'; " +
      "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  );
  expect(policies.report).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; " +
      "frame-ancestors app://trailproof; sandbox",
  );
});

test("the scheme may not do what only pages of the web do", () => {
  // Neither fetch nor service workers nor streams: `standard` for its origin, `secure` for the page's own functions.
  const source = readFileSync("main/desktop/start-desktop.ts", "utf8");
  expect(source).toContain('{ scheme: "app", privileges: { standard: true, secure: true } }');
});

test("fuses are flipped", () => {
  const config = readFileSync("electron-builder.yml", "utf8");
  const fuses = /electronFuses:\n((?: {2}.+\n)+)/.exec(config)![1]!;
  expect(
    Object.fromEntries(
      fuses
        .trim()
        .split("\n")
        .map((l) => l.trim().split(": ")),
    ),
  ).toEqual({
    runAsNode: "false",
    enableCookieEncryption: "true",
    enableNodeOptionsEnvironmentVariable: "false",
    enableNodeCliInspectArguments: "false",
    enableEmbeddedAsarIntegrityValidation: "true",
    onlyLoadAppFromAsar: "true",
    grantFileProtocolExtraPrivileges: "false",
    resetAdHocDarwinSignature: "true",
  });
});

test("Electron is a current one", () => {
  const { devDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(Number(/\d+/.exec(devDependencies.electron)![0])).toBeGreaterThanOrEqual(45);
});
