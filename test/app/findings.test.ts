/** The findings and the overview as a person uses them, with the keyboard alone: the real host, engine and Chromium. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  buildWindow,
  hasChromium,
  openWindow,
  sampleCase,
  sayIfMissing,
} from "../../build/app-window.ts";
import type { Window } from "../../build/app-window.ts";
import { settled, visit } from "./screens.ts";

sayIfMissing("findings in the window");

let folder = "";
let casePath = "";
let window: Window;
let page: Page;

async function start(): Promise<void> {
  window = await openWindow({ casePath });
  ({ page } = window);
  await page.getByRole("navigation", { name: "Case" }).waitFor();
  await settled(page);
}

/** Words of the status bar, once it says them. */
async function said(words: RegExp): Promise<void> {
  await page.getByRole("status").filter({ hasText: words }).waitFor();
  await settled(page);
}

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    // One after another, as fingers do.
    // oxlint-disable-next-line no-await-in-loop
    await page.keyboard.press(key);
    // oxlint-disable-next-line no-await-in-loop
    await settled(page);
  }
}

const footer = (): Promise<string> => page.locator(".tblfoot").first().innerText();
const title = (): Promise<string> => page.locator(".f-detail .f-h2").innerText();
const place = (): Promise<string> => page.evaluate(() => globalThis.location.hash);

describe.skipIf(!hasChromium)("the findings, with the keyboard alone", () => {
  beforeAll(async () => {
    buildWindow();
    folder = mkdtempSync(join(tmpdir(), "trailproof-findings-app-"));
    casePath = sampleCase(folder);
    await start();
  }, 120_000);
  afterAll(async () => {
    await window?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("the list is gone through and filtered", async () => {
    await press("Control+2");
    expect(await footer()).toContain("73 findings");
    expect(await title()).toBe("Role DeployRole was given an inline policy: emergency-fix");
    await press("j");
    expect(await title()).toBe("Policy DenyWithoutMFA deleted");
    await press("k", "/");
    await page.keyboard.type("severity:critical ");
    await press("Enter");
    expect(await footer()).toContain("6 of 73 findings");
    expect(await place()).toContain("severity%3Acritical");
    // The condition is a token; Backspace on the empty end takes it off.
    await press("Backspace");
    expect(await footer()).toContain("73 findings");
    await page.keyboard.type("sev:critical denywithoutmfa");
    await press("Enter", "Escape");
    expect(await footer()).toContain("1 of 73 findings");
    await press("/");
    for (let i = 0; i < "denywithoutmfa".length; i++) await page.keyboard.press("Backspace");
    await page.waitForTimeout(300);
    await press("Escape");
    expect(await footer()).toContain("6 of 73 findings");
  });

  test("the filter offers fields and values", async () => {
    await visit(page, "findings");
    await press("/");
    await page.keyboard.type("stat");
    await press("ArrowDown", "Enter");
    expect(await page.getByRole("combobox").inputValue()).toBe("status:");
    await page.waitForTimeout(400);
    expect(await page.getByRole("option").first().innerText()).toMatch(/status:open\s+73/);
    await press("ArrowDown", "ArrowDown", "Enter");
    expect(await place()).toContain("status%3Aconfirmed");
    await press("Backspace");
    await page.keyboard.type("actor:kess");
    await page.getByRole("option", { name: /m\.kessler/ }).waitFor();
    await press("ArrowDown", "Tab");
    expect(await footer()).toContain("9 of 73 findings");
    await page.keyboard.type("own");
    await press("Escape");
    expect(await page.getByRole("listbox").isVisible()).toBe(false);
    await press("Escape");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("grid");
  });

  test("groups fold, and changes follow each other in time", async () => {
    await visit(page, "findings");
    await press("ArrowUp");
    expect(await page.locator(".vt-row.grp.is-selected").count()).toBe(1);
    await press("ArrowLeft");
    expect(await page.locator(".vt-row.grp.is-selected button").getAttribute("aria-expanded")).toBe(
      "false",
    );
    await press("ArrowRight");
    await visit(page, "findings?finding=F-02");
    await press("]");
    expect(await place()).toContain("finding=F-10");
    await press("[");
    expect(await place()).toContain("finding=F-02");
  });

  test("a finding of several events unfolds in the list, and its events lead to their records", async () => {
    await visit(page, "findings?sort=events&desc=1&group=none");
    await page.locator(".f-list [role=grid]").focus();
    await press("Home");
    const row = page.locator(".vt-row.is-selected");
    const mark = row.locator(".foldmark");
    const first = await title();
    expect(await mark.getAttribute("aria-expanded")).toBe("false");
    const name = (await mark.getAttribute("aria-label")) ?? "";
    const count = Number(/^(\d+) events of F-\d+\. Unfold or fold: → or ←$/.exec(name)?.[1]);
    expect(count).toBeGreaterThan(2);
    const total = async (): Promise<number> =>
      Number(await page.locator(".f-list [role=grid]").getAttribute("aria-rowcount"));
    const before = await total();
    await press("ArrowRight");
    expect(await mark.getAttribute("aria-expanded")).toBe("true");
    expect(await total()).toBe(before + count);
    expect(await footer()).toContain("73 findings");
    // Into it: the detail stays with the finding; no box to tick, and x ticks nothing.
    await press("ArrowRight");
    expect(await row.locator(".f-event").count()).toBe(1);
    expect(await row.getByRole("checkbox").count()).toBe(0);
    expect(await title()).toBe(first);
    await press("x");
    expect(await footer()).not.toContain("ticked");
    const id = await row.getAttribute("id");
    expect(await page.locator(".f-list [role=grid]").getAttribute("aria-activedescendant")).toBe(
      id,
    );
    await press("ArrowDown", "Enter");
    expect(await place()).toMatch(/^#\/events\?event=/);
    await press("Alt+ArrowLeft");
    await page.locator(".f-list [role=grid]").focus();
    // What is open is forgotten with the screen.
    await press("Home", "ArrowRight", "ArrowDown");
    expect(await row.locator(".f-event").count()).toBe(1);
    await press("j");
    expect(await row.locator(".f-event").count()).toBe(0);
    expect(await title()).not.toBe(first);
    await press("k");
    expect(await title()).toBe(first);
    await press("ArrowRight", "ArrowDown", "ArrowLeft");
    expect(await row.locator(".foldmark").count()).toBe(1);
    await press("ArrowLeft");
    expect(await total()).toBe(before);
    await mark.click();
    await settled(page);
    expect(await total()).toBe(before + count);
    // A filter forgets it as well.
    await visit(page, "findings");
    expect(await page.locator(".foldmark[aria-expanded=true]").count()).toBe(0);
  });

  test("the evidence is one key away, and back again", async () => {
    await visit(page, "findings?finding=F-02");
    await press("e");
    expect(await place()).toBe("#/events?event=bfbe1738-3f75-4572-9c34-2b739ca981ab");
    await press("Alt+ArrowLeft");
    expect(await title()).toBe("Policy DenyWithoutMFA deleted");
  });

  test("the checklist is ticked, a note written, the status set", async () => {
    await visit(page, "findings?finding=F-02");
    // The index of sections leads to the checklist; the first box is the next stop.
    await page
      .getByRole("navigation", { name: "Sections" })
      .getByRole("button", { name: /Checklist/ })
      .focus();
    await press("Enter", "Tab", "Space");
    await said(/^Ticked for F-02/);
    const boxes = page.getByRole("region", { name: "Checklist" }).getByRole("checkbox");
    expect(await boxes.first().getAttribute("aria-checked")).toBe("true");
    await page.locator(".f-list [role=grid]").focus();
    await press("n");
    await page.keyboard.type("The order was 2291.");
    await press("Control+Enter");
    await said(/^Note on F-02 added/);
    expect(await page.locator(".f-note-text").innerText()).toBe("The order was 2291.");
    await press("Escape", "Shift+S", "ArrowDown", "Enter");
    await said(/^Status of F-02: confirmed/);
    expect(await page.locator(".f-status button").innerText()).toContain("Confirmed");
  });

  test("several are ticked and set at once, and that is taken back at once", async () => {
    await visit(page, "findings?q=severity%3Acritical&group=none&finding=F-01");
    await page.locator(".f-list [role=grid]").focus();
    await press("x", "j", "j", "Shift+X");
    expect(await footer()).toContain("3 ticked");
    const bar = page.getByRole("toolbar", { name: "Ticked findings" });
    await bar.getByRole("button", { name: "Status" }).focus();
    await press("Enter", "ArrowDown", "ArrowDown", "Enter");
    await said(/^Status of 3 findings: false positive/);
    const states = (): Promise<readonly string[]> =>
      page.evaluate(async () => {
        const rows = [...document.querySelectorAll(".vt-row:not(.grp)")];
        return rows.map((row) => row.textContent ?? "");
      });
    expect(await states()).toHaveLength(6);
    await visit(page, "findings?q=status%3Afalse-positive");
    expect(await footer()).toContain("3 of 73 findings");
    await press("Control+z");
    await said(/Status of 3 findings: false positive/);
    expect(await footer()).toContain("0 of 73 findings");
    expect(await page.getByText("No finding matches this filter").count()).toBe(1);
    await press("Control+Shift+Z");
    await said(/Status of 3 findings: false positive/);
    expect(await footer()).toContain("3 of 73 findings");
    await press("Control+z");
    await said(/Status of 3 findings: false positive/);
    await visit(page, "findings?q=status%3Aconfirmed");
    expect(await footer()).toContain("1 of 73 findings");
  });

  test("all that match are ticked with one box, whatever is on the screen", async () => {
    await visit(page, "findings?q=severity%3Alow");
    await page.getByRole("checkbox", { name: "Tick all 20" }).click();
    expect(await footer()).toContain("20 ticked");
    await page.locator(".vt-row:not(.grp) [role=checkbox]").first().click();
    expect(await footer()).toContain("19 ticked");
    const bar = page.getByRole("toolbar", { name: "Ticked findings" });
    await bar.getByRole("button", { name: "Note…" }).click();
    await page.getByRole("dialog").getByLabel("Note").fill("Seen by the client.");
    await press("Control+Enter");
    await said(/^Note on 19 findings added/);
    await press("Control+z");
    await said(/Note on 19 findings added/);
  });

  test("a view is saved, found again as a tab, and removed", async () => {
    await visit(page, "findings?q=action%3AStopLogging");
    await page.getByRole("button", { name: "Save this view" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("Logging");
    await press("Enter");
    await said(/View Logging is saved/);
    await page.getByRole("tab", { name: /^Open/ }).click();
    await settled(page);
    await page.getByRole("tab", { name: /^Logging/ }).click();
    await settled(page);
    expect(await footer()).toContain("1 of 73 findings");
    await page.getByRole("button", { name: "This view" }).click();
    await page.getByRole("menuitem", { name: /^Remove/ }).click();
    await said(/View Logging was removed/);
    expect(await page.getByRole("tab", { name: /^Logging/ }).count()).toBe(0);
  });

  test("without room for both, the detail covers the list, and Escape goes back", async () => {
    await page.setViewportSize({ width: 800, height: 700 });
    await visit(page, "findings?finding=F-02");
    const list = page.locator(".f-list");
    const detail = page.locator(".f-detail");
    expect([await list.isVisible(), await detail.isVisible()]).toEqual([true, false]);
    await page.locator(".f-list [role=grid]").focus();
    await press("Enter");
    expect([await list.isVisible(), await detail.isVisible()]).toEqual([false, true]);
    await press("Escape");
    expect([await list.isVisible(), await detail.isVisible()]).toEqual([true, false]);
    await page.setViewportSize({ width: 1280, height: 800 });
    await settled(page);
    expect([await list.isVisible(), await detail.isVisible()]).toEqual([true, true]);
  });

  test("groups fold all at once", async () => {
    await visit(page, "findings");
    await page.getByRole("button", { name: /^Group by/ }).click();
    await page.getByRole("menuitem", { name: "Fold all", exact: true }).click();
    await settled(page);
    expect(await page.locator(".vt-row:not(.grp)").count()).toBe(0);
    expect(await title()).toBe("Role DeployRole was given an inline policy: emergency-fix");
    await page.locator(".vt-row.grp button").first().click();
    await settled(page);
    expect(await page.locator(".vt-row:not(.grp)").count()).toBeGreaterThan(0);
    await page.getByRole("button", { name: /^Group by/ }).click();
    await page.getByRole("menuitem", { name: "Unfold all" }).click();
    await settled(page);
  });

  test("the overview leads to the findings of a time", async () => {
    await press("Control+1");
    await page.getByRole("img", { name: /^Findings per day/ }).focus();
    await press("ArrowLeft", "ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowRight");
    expect(await page.locator(".ov-brush .chip").innerText()).toMatch(/findings$/);
    const count = /(\d+) findings/.exec(await page.locator(".ov-brush .chip").innerText())?.[1];
    await page.getByRole("link", { name: "Show them" }).focus();
    await press("Enter");
    expect(await place()).toContain("time%3A");
    expect(await footer()).toContain(`${count ?? "?"} of 73 findings`);
    await press("Alt+ArrowLeft", "t");
    expect(await page.getByRole("columnheader", { name: "Critical" }).count()).toBe(1);
  });

  test("everything is there when the case is opened again, and nothing complained", async () => {
    expect(window.complaints).toEqual([]);
    await window.close();
    await start();
    await visit(page, "findings?finding=F-02");
    expect(await page.locator(".f-status button").innerText()).toContain("Confirmed");
    expect(await page.locator(".f-note-text").innerText()).toBe("The order was 2291.");
    expect(
      await page
        .getByRole("region", { name: "Checklist" })
        .getByRole("checkbox")
        .first()
        .getAttribute("aria-checked"),
    ).toBe("true");
    expect(
      await page.getByRole("region", { name: "History" }).getByRole("listitem").count(),
    ).toBeGreaterThan(3);
    await press("Control+1");
    expect(await page.getByText("1 of 73").count()).toBe(1);
  });
});
