import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createWindowStates } from "./window-state.ts";

const folder = mkdtempSync(join(tmpdir(), "trailproof-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const screens = [
  { x: 0, y: 0, width: 1920, height: 1080 },
  { x: 1920, y: 0, width: 1280, height: 1024 },
];
const at = (x: number, y: number) => ({ x, y, width: 1000, height: 700 });

test("at first the system places the window", () => {
  expect(createWindowStates(folder).read(screens)).toEqual({ bounds: null, isMaximized: false });
});

test.each([
  [at(100, 100), true],
  [at(2400, 100), true],
  [at(-880, 0), true],
  [at(-881, 0), false],
  [at(3200, 100), false],
  [at(100, -10), false],
  [at(100, 1050), false],
  [at(100, 5000), false],
])("a window at %j is seen: %s", (bounds, isSeen) => {
  const states = createWindowStates(folder);
  states.write({ bounds, isMaximized: true });
  expect(states.read(screens)).toEqual({ bounds: isSeen ? bounds : null, isMaximized: true });
});

test.each(['{ "bounds": { "x": 1e99 } }', "no", '{ "bounds": null }'])(
  "%s is kept aside",
  (text) => {
    writeFileSync(join(folder, "window.json"), text);
    expect(createWindowStates(folder).read(screens)).toEqual({ bounds: null, isMaximized: false });
    expect(readdirSync(folder)).toEqual(["window.json.damaged"]);
  },
);

test("a folder that can't be written is no reason to stay open", () => {
  createWindowStates(join(folder, "window.json.damaged")).write({
    bounds: null,
    isMaximized: false,
  });
});
