/** The entities as a person uses them, with the keyboard: the real host, engine and Chromium. */
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

sayIfMissing("entities in the window");

let folder = "";
let window: Window;
let page: Page;

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    // One after another, as fingers do.
    // oxlint-disable-next-line no-await-in-loop
    await page.keyboard.press(key);
    // oxlint-disable-next-line no-await-in-loop
    await settled(page);
  }
}

const title = (): Promise<string> => page.locator(".n-title h1").innerText();
const moment = (): Promise<string> => page.locator("#n-at").inputValue();
const panel = (): Promise<string> => page.locator("#n-panel").innerText();
const place = async (): Promise<URLSearchParams> =>
  new URLSearchParams((await page.evaluate(() => globalThis.location.hash)).split("?")[1] ?? "");
const account = "account=123456789012";
const developerAccess = `entities?${account}&key=policy/arn:aws:iam::123456789012:policy/DeveloperAccess`;

describe.skipIf(!hasChromium)("the entities", () => {
  beforeAll(async () => {
    buildWindow();
    folder = mkdtempSync(join(tmpdir(), "trailproof-entities-app-"));
    window = await openWindow({ casePath: sampleCase(folder) });
    ({ page } = window);
    await page.getByRole("navigation", { name: "Case" }).waitFor();
    await settled(page);
  }, 120_000);
  afterAll(async () => {
    await window?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("the list is gone through over the heads of kinds, and filtered", async () => {
    await press("Control+4");
    expect(await title()).toBe("DenyWithoutMFA");
    await press("j", "j");
    expect(await title()).toBe("LogReader");
    await press("j", "j", "j", "j");
    // The head "Roles" was stepped over.
    expect((await place()).get("key")).toContain("role/");
    await press("k");
    expect((await place()).get("key")).toContain("policy/");
    await press("/");
    await page.keyboard.type("aydin");
    await settled(page);
    await press("Enter", "Home");
    expect(await title()).toBe("d.aydin");
    await page.getByRole("textbox", { name: "Filter entities" }).fill("");
    await page.locator(".n-list [role=grid]").focus();
  });

  test("the moment moves from change to change, by time and by slider", async () => {
    await visit(page, developerAccess);
    await press("[");
    expect(await moment()).toBe("2026-10-07 09:44:03 UTC");
    await press("[");
    expect(await moment()).toMatch(/^2026-10-05 09:21/);
    expect(await page.getByRole("tab", { selected: true }).first().innerText()).toContain("v3");
    await press("]");
    expect(await moment()).toBe("2026-10-07 09:44:03 UTC");
    await press("]");
    expect(await page.getByRole("status").allInnerTexts()).toContainEqual(
      expect.stringContaining("No later change"),
    );
    await page.locator("#n-at").fill("2026-10-03 12:00");
    await press("Enter");
    expect((await place()).get("at")).toBe("2026-10-03T12:00:00Z");
    expect(await page.getByRole("tab", { selected: true }).first().innerText()).toContain(
      "v1 → v2",
    );
    await page.locator("#n-at").fill("soon");
    await page.getByText("A time is written").first().waitFor();
    await press("Escape");
    expect(await moment()).toBe("2026-10-03 12:00:00 UTC");
    await page.getByRole("slider").focus();
    await press("PageUp");
    expect((await place()).get("at")).toMatch(/^2026-10-05T09:21/);
    await press("Home");
    expect((await place()).get("at")?.slice(0, 7)).toBe("2026-10");
  });

  test("a change stands in words and in text", async () => {
    await visit(page, `${developerAccess}&tab=change&before=v3&after=v4`);
    expect(await panel()).toMatch(/May now make access keys of and change the console password/);
    expect(await page.locator(".code .ln.add").count()).toBeGreaterThan(0);
    const folded = await page.locator(".code .ln").count();
    await press("d");
    expect(await page.locator(".code .ln").count()).toBeGreaterThan(folded);
    await press("d");
    await page.getByRole("button", { name: "Compare v3" }).click();
    await page
      .getByRole("menuitemradio", { name: "nothing" })
      .or(page.getByRole("menuitemcheckbox", { name: "nothing" }))
      .click();
    await settled(page);
    expect((await place()).get("before")).toBe("none");
    expect(await panel()).not.toMatch(/\d lost, [1-9]/);
  });

  test("what a user may do follows the moment", async () => {
    await visit(page, `entities?${account}&key=user/d.aydin&at=2026-10-14T00:00:00Z`);
    expect(await panel()).toContain("May make an access key for another user");
    expect(await panel()).toContain("DeveloperAccess, statement 1");
    expect(await panel()).toContain("Organization policies");
    await visit(page, `entities?${account}&key=user/d.aydin&at=2026-10-03T00:00:00Z`);
    expect(await panel()).not.toContain("May make an access key for another user");
  });

  test("relations lead to others, as picture and as table", async () => {
    await visit(page, `${developerAccess}&tab=graph`);
    await page.getByRole("link", { name: "Developers" }).first().click();
    await settled(page);
    expect(await title()).toBe("Developers");
    await visit(page, `${developerAccess}&tab=graph`);
    await press("t");
    expect(await page.locator("#n-panel table tbody tr").count()).toBeGreaterThan(5);
    await press("t");
  });

  test("undo shows the plan of the change, and of all since a moment", async () => {
    await visit(page, `${developerAccess}&at=2026-10-04T00:00:00Z`);
    await press("u");
    await page.locator("#n-panel").getByText("Plan", { exact: true }).waitFor();
    await settled(page);
    expect(await panel()).toContain("CreatePolicyVersion");
    expect(await panel()).toMatch(/set-default-policy-version|delete-policy-version/);
    await page.getByRole("tab", { name: /All changes since then, [2-9]/ }).click();
    await settled(page);
    expect(await page.locator(".n-undone li").count()).toBeGreaterThan(1);
    expect(await panel()).toContain("Plan");
  });

  test("from a finding and from an event one key leads to the state then", async () => {
    await visit(page, "findings?q=denywithoutmfa");
    await page.locator(".f-list [role=grid]").focus();
    await press("Home", "h");
    await page.locator(".n-title h1").waitFor();
    expect(await title()).toBe("DenyWithoutMFA");
    expect((await place()).get("at")).toMatch(/^2026-10-0/);
    await visit(page, "events?q=name:DeletePolicy source:iam.amazonaws.com");
    await page.getByRole("grid").focus();
    await press("ArrowDown", "Enter");
    await page.getByRole("link", { name: /State then/ }).waitFor();
    await press("h");
    await page.locator(".n-title h1").waitFor();
    expect((await place()).get("event")).not.toBeNull();
  });

  test("the palette finds them", async () => {
    await press("Control+k");
    await page.keyboard.type("devsandbox");
    await page.getByRole("option", { name: /DevSandbox.*Role/ }).click();
    await page.locator(".n-title h1").waitFor();
    expect(await title()).toBe("DevSandbox");
  });

  test("Enter right after the words runs what they find, not what stood there before", async () => {
    await visit(page, "overview");
    await page.getByRole("heading").first().waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.insertText("devsandbox");
    await page.keyboard.press("Enter");
    await page.waitForURL(/finding=/);
    await page.locator("h1, h2").filter({ hasText: "DevSandbox" }).first().waitFor();
  });

  test("what is not there says so", async () => {
    await visit(page, `entities?${account}&key=role/no-such-role`);
    await page.getByText("No event of this case names it.").waitFor();
    await visit(page, "entities?q=nothing-is-called-so");
    await page.getByText("No entity matches the filter.").waitFor();
    await page.getByRole("button", { name: "Clear the filter" }).click();
    await settled(page);
    expect(await page.locator(".n-list .vt-row").count()).toBeGreaterThan(10);
  });

  test("nothing complains", () => {
    expect(window.complaints).toEqual([]);
  });
});
