/** The screen Posture as a person uses it: a real Chromium, the browser host, the engine; the sample, and a log alone. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Window } from "../../build/app-window.ts";
import {
  buildWindow,
  hasChromium,
  openWindow,
  sampleCase,
  sayIfMissing,
} from "../../build/app-window.ts";
import { openCase } from "../../main/db/open-case.ts";
import { importPaths } from "../../main/import/import-files.ts";
import { settled, visit } from "./screens.ts";

sayIfMissing("the screen Posture");

const chosen = (page: Page) => page.locator(".po-row[aria-current=true]");

describe.skipIf(!hasChromium)("posture", () => {
  let folder = "";
  let window: Window;
  let page: Page;

  beforeAll(async () => {
    buildWindow();
    folder = mkdtempSync(join(tmpdir(), "trailproof-posture-"));
    window = await openWindow({ casePath: sampleCase(folder), size: { width: 1440, height: 900 } });
    ({ page } = window);
    await page.getByRole("navigation", { name: "Case" }).waitFor();
  }, 120_000);
  afterAll(async () => {
    await window.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("keys move through the checks, and the list keeps the focus", async () => {
    await visit(page, "posture");
    await page.getByText("9 pass, 13 fail, 1 unknown").waitFor();
    expect(await chosen(page).innerText()).toContain("Passwords have 14 characters or more");
    await page.keyboard.press("j");
    await settled(page);
    expect(await chosen(page).innerText()).toContain("Passwords mix kinds of characters");
    await chosen(page).focus();
    await page.keyboard.press("ArrowDown");
    await settled(page);
    expect(await chosen(page).innerText()).toContain("Console passwords are used");
    expect(await chosen(page).evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press("k");
    await settled(page);
    expect(await chosen(page).innerText()).toContain("Passwords mix kinds of characters");
  });

  test("a status as filter; the unknown check says what would answer it, without what is there", async () => {
    await page.getByRole("tab", { name: /^Unknown/ }).click();
    await settled(page);
    expect(await page.locator(".po-row").count()).toBe(2);
    const commands = await page.getByRole("region", { name: "Commands" }).innerText();
    expect(commands).toContain("get-event-selectors");
    expect(commands).not.toContain("describe-trails");
  });

  test("evidence leads to the event and to the file", async () => {
    await visit(page, "posture?check=trail-interruptions");
    await page.locator(".po-affected a").first().click();
    await settled(page);
    expect(page.url()).toContain("#/events?event=f7ec6725");
    await visit(page, "posture?check=mfa-users");
    await page.locator(".po-affected .po-places a").first().click();
    await page.getByText(/1 of \d+ files/).waitFor();
  });

  test("a log without such files: what it proves, and a word that files are missing", async () => {
    const path = join(folder, "log.trailproof");
    const db = openCase(path, { create: true });
    await importPaths(db, path, {
      paths: [resolve("build/sample/AWSLogs")],
      program: "test",
      now: Date.UTC(2026, 10, 22),
    });
    db.close();
    const own = await openWindow({ casePath: path, size: { width: 1280, height: 800 } });
    await own.page.getByRole("navigation", { name: "Case" }).waitFor();
    await visit(own.page, "posture?check=files");
    await own.page.getByText(/No answer of AWS about the set-up/).waitFor();
    await visit(own.page, "posture?status=fail");
    expect(await own.page.locator(".po-row").count()).toBeGreaterThan(2);
    expect(own.complaints).toEqual([]);
    await own.close();
  });
});
