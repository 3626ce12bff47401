/** Two windows at once: of one program, and of two programs on one case. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  buildWindow,
  hasChromium,
  openWindow,
  sampleCase,
  sayIfMissing,
} from "../../build/app-window.ts";
import type { Window } from "../../build/app-window.ts";

sayIfMissing("two windows at once");

describe.skipIf(!hasChromium)("two windows", () => {
  let folder = "";
  let casePath = "";
  let first: Window;
  beforeAll(async () => {
    buildWindow();
    folder = mkdtempSync(join(tmpdir(), "trailproof-two-"));
    casePath = sampleCase(folder);
    first = await openWindow({ casePath });
    await first.page.getByRole("heading", { name: "Overview" }).waitFor();
  });
  afterAll(async () => {
    await first?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("a second program says that the case is open elsewhere, and the first one goes on", async () => {
    const second = await openWindow({ casePath });
    try {
      await second.page
        .getByText(`${casePath} is open in another Trailproof. Close it there first.`)
        .waitFor();
      await second.page.getByRole("heading", { name: "Recent cases" }).waitFor();
    } finally {
      await second.close();
    }
    await first.page.keyboard.press("Control+2");
    await first.page.getByRole("heading", { name: "Findings", exact: true }).waitFor();
  });

  test("a second tab shows the same case; what is set in one stands in the other", async () => {
    const tab = await first.context.newPage();
    await tab.goto(first.url);
    await tab.getByRole("heading", { name: "Overview" }).waitFor();
    await tab.goto(`${new URL(first.url).origin}/#/findings?finding=F-01`);
    await first.page.goto(`${new URL(first.url).origin}/#/findings?finding=F-01`);
    await first.page.getByRole("button", { name: /^Open/ }).last().click();
    await first.page.getByRole("menuitemcheckbox", { name: /Confirmed/ }).click();
    await tab.getByRole("button", { name: /^Confirmed/ }).waitFor();
    await tab.close();
    expect(first.complaints).toEqual([]);
  });
});
