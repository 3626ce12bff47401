/** Every screen in both themes: no violation of WCAG 2.2 A and AA that axe can find. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

/** A violation in one line: rule, what it is about, where. */
async function violations(window: Window): Promise<readonly string[]> {
  const { page } = window;
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    interface Axe {
      run(
        context: Document,
        options: object,
      ): Promise<{
        violations: {
          id: string;
          help: string;
          nodes: { html: string; any: { message: string }[] }[];
        }[];
      }>;
    }
    const { axe: inPage } = globalThis as unknown as { axe: Axe };
    const { violations: found } = await inPage.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
      // The report's page is tested on its own.
      iframes: false,
    });
    return found.flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 5)
        .map(({ html, any }) => `${id}: ${any[0]?.message ?? ""} ${html.slice(0, 200)}`),
    );
  });
}

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
