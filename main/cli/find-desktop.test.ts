import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findDesktop } from "./find-desktop.ts";

const root = mkdtempSync(join(tmpdir(), "trailproof-test-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const dist = join(root, "node_modules/electron/dist");
mkdirSync(dist, { recursive: true });
writeFileSync(join(dist, "electron"), "");
const elsewhere = mkdtempSync(join(root, "runtime-"));
writeFileSync(join(elsewhere, "electron"), "");
const empty = mkdtempSync(join(root, "empty-"));
const screen = { DISPLAY: ":0" };

test.each<readonly [string | null, NodeJS.Platform, NodeJS.ProcessEnv, number | null, string]>([
  [root, "linux", screen, 1000, join(dist, "electron")],
  [root, "linux", { WAYLAND_DISPLAY: "wayland-0" }, 1000, join(dist, "electron")],
  [
    root,
    "linux",
    { ...screen, ELECTRON_OVERRIDE_DIST_PATH: elsewhere },
    1000,
    join(elsewhere, "electron"),
  ],
  [root, "linux", {}, 1000, "this machine has no screen"],
  [root, "linux", { DISPLAY: "" }, 1000, "this machine has no screen"],
  [root, "linux", screen, 0, "Chromium's sandbox does not run as root"],
  [empty, "linux", screen, 1000, "its runtime (Electron) is not installed"],
  [root, "win32", {}, null, "its runtime (Electron) is not installed"],
  [root, "darwin", {}, 501, "its runtime (Electron) is not installed"],
  [null, "linux", screen, 1000, "the program was started without it"],
])("in %s on %s with %j as %s: %s", (folder, platform, env, userId, found) => {
  const { executable, reason } = findDesktop(folder, { platform, env, userId });
  expect(executable ?? reason).toBe(found);
});

test("the runtime is called as its installer wrote down", () => {
  writeFileSync(join(root, "node_modules/electron/path.txt"), "Electron.app/x");
  mkdirSync(join(dist, "Electron.app"));
  writeFileSync(join(dist, "Electron.app/x"), "");
  expect(findDesktop(root, { platform: "darwin", env: {}, userId: 501 }).executable).toBe(
    join(dist, "Electron.app/x"),
  );
});
