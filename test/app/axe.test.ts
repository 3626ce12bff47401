/** Every screen in both themes: no violation of WCAG 2.2 A and AA that axe can find. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { violations } from "./axe-violations.ts";
import { shownScreens } from "./screens.ts";
import {
  buildWindow,
  hasChromium,
  openWindow,
  sampleCase,
  sayIfMissing,
} from "../../build/app-window.ts";
import type { Window } from "../../build/app-window.ts";

sayIfMissing("axe on every screen");

describe.skipIf(!hasChromium).each(["light", "dark"] as const)("in the %s theme", (theme) => {
  let folder = "";
  let empty: Window;
  let full: Window;
  beforeAll(async () => {
    if (theme === "light") buildWindow();
    folder = mkdtempSync(join(tmpdir(), "trailproof-axe-"));
    empty = await openWindow({ theme });
    full = await openWindow({ theme, casePath: sampleCase(folder) });
    await full.page.getByRole("navigation", { name: "Case" }).waitFor();
  });
  afterAll(async () => {
    await empty?.close();
    await full?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("axe finds what is wrong", async () => {
    await empty.page.evaluate(() => {
      const input = document.createElement("input");
      input.id = "wrong";
      document.body.append(input);
    });
    expect(await violations(empty)).toContainEqual(expect.stringMatching(/^label: /));
    await empty.page.evaluate(() => document.getElementById("wrong")?.remove());
  });

  test.each(shownScreens)("$name", async ({ withCase, go }) => {
    const window = withCase ? full : empty;
    await go(window.page);
    expect(await violations(window)).toEqual([]);
    await window.page.keyboard.press("Escape");
    expect(window.complaints).toEqual([]);
  });
});
