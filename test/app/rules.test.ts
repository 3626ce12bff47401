/** Rules as an auditor switches, weighs, adds and tries them: the real host, engine and Chromium, over the sample. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
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
import { ruleTexts } from "./rule-screens.ts";
import { settled, visit } from "./visit.ts";

sayIfMissing("rules in the window");

let folder = "";
let window: Window;
let page: Page;

const nav = (name: string) =>
  page.getByRole("navigation", { name: "Case" }).getByRole("link", { name });
const button = (name: string | RegExp) => page.getByRole("button", { name });

/** Findings that the navigation counts. */
async function counted(): Promise<number> {
  await settled(page);
  return Number(((await nav("Findings").innerText()).match(/[\d,]+/)?.[0] ?? "0").replace(",", ""));
}

describe.skipIf(!hasChromium)("rules", { timeout: 120_000 }, () => {
  beforeAll(async () => {
    buildWindow();
    folder = mkdtempSync(join(tmpdir(), "trailproof-rules-"));
    window = await openWindow({
      casePath: sampleCase(folder),
      size: { width: 1920, height: 1080 },
    });
    ({ page } = window);
    await page.getByRole("navigation", { name: "Case" }).waitFor();
  }, 120_000);
  afterAll(async () => {
    await window?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("an entry is found by the palette, switched off with a reason, and back on by Ctrl+Z", async () => {
    const before = await counted();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("DeletePolicy");
    // What stood there before the words were typed is not clicked.
    const found = page.getByRole("group", { name: "Rules" }).getByRole("option");
    await found.filter({ hasText: "DeletePolicy" }).first().click();
    await page.getByRole("heading", { name: "DeletePolicy", exact: true }).waitFor();
    const fired = Number(
      (await page.getByText(/^Stands in \d+ finding/).innerText()).match(/\d+/)?.[0],
    );
    await button(/^Switch off/).click();
    const dialog = page.getByRole("dialog");
    expect(await dialog.getByRole("button", { name: "Switch off" }).isDisabled()).toBe(true);
    await dialog.getByRole("textbox", { name: "Reason" }).fill("Run by the platform team.");
    await dialog.getByRole("button", { name: "Switch off" }).click();
    await page.getByText("Run by the platform team.").waitFor();
    expect(await counted()).toBe(before - fired);
    expect(await page.getByText(`${String(fired)} findings left out`).count()).toBe(1);
    // They are not lost: the list of findings shows them when it is asked for.
    await button("Show them").last().click();
    await page.getByText("left out of lists, counts and report").waitFor();
    await page.getByText("Rule iam/DeletePolicy is switched off").waitFor();
    await visit(page, "rules?rule=iam/DeletePolicy");
    await page.keyboard.press("Control+z");
    await page.getByText(`Stands in ${String(fired)} findings`).waitFor();
    expect(await counted()).toBe(before);
  });

  test("a severity that was set stands in the sum of the finding", async () => {
    await visit(page, "rules?rule=iam/CreateUser");
    await page.locator(".r-detail .f-scroll").focus();
    await page.keyboard.press("Shift+V");
    await page.getByRole("radio", { name: "Critical" }).check();
    await page.getByRole("textbox", { name: "Reason" }).fill("No users here, ever.");
    await page.keyboard.press("Control+Enter");
    await page.getByText("the rule’s own is medium").waitFor();
    await button("Show them").first().click();
    await settled(page);
    const why = page.getByRole("region", { name: /^Why critical/ });
    await why.waitFor();
    expect(await why.innerText()).toMatch(
      /Set to Critical instead of Medium.*No users here, ever\./s,
    );
    await page.keyboard.press("Control+z");
    await settled(page);
  });

  test("a rule is tried as it is typed, added, run, and its findings are opened", async () => {
    await visit(page, "rules?tab=tester");
    const field = page.getByRole("textbox", { name: "Sigma rule" });
    await field.fill(ruleTexts["broken.yml"]);
    // Its place leads to it.
    await button("6:5").click();
    expect(
      await field.evaluate((area) =>
        area instanceof HTMLTextAreaElement ? area.selectionStart : -1,
      ),
    ).toBe(ruleTexts["broken.yml"].indexOf("eventName"));
    await field.fill(ruleTexts["users.yml"]);
    await page.getByText("Can be loaded").waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText(/^matches \d+ events$/).waitFor();
    expect(await page.getByText(/ms, \d+ events? looked at|s, \d+ events? looked at/).count()).toBe(
      1,
    );
    await button("Add to the case").click();
    const dialog = page.getByRole("dialog");
    expect(await dialog.getByRole("textbox").inputValue()).toBe("users-made-or-deleted.yml");
    await dialog.getByRole("button", { name: "Add to the case" }).click();
    await page.getByText("1 file added.").waitFor();
    const before = await counted();
    await visit(page, "rules?tab=own");
    await button("Run your rules").click();
    const made = Number((await page.getByText(/^Your rules made/).innerText()).match(/\d+/)?.[0]);
    expect(made).toBeGreaterThan(0);
    expect(await counted()).toBe(before + made);
    await visit(page, "findings?q=Users made");
    await page.getByRole("heading", { name: /^Users made or deleted/ }).waitFor();
  });

  test("a folder of rules is chosen, run, and taken out again", async () => {
    mkdirSync(join(window.folder, "my-rules"));
    writeFileSync(join(window.folder, "my-rules", "refusals.yml"), ruleTexts["refusals.yml"]);
    writeFileSync(join(window.folder, "my-rules", "broken.yml"), ruleTexts["broken.yml"]);
    await visit(page, "rules?tab=own");
    const before = await counted();
    await button("Add folder…").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "my-rules" }).click();
    await dialog
      .getByLabel("Folder", { exact: true })
      .first()
      .filter({ hasText: "my-rules" })
      .waitFor();
    await dialog.getByRole("button", { name: "Choose this folder" }).click();
    await page.getByText("3 rules loaded, 1 not loaded").waitFor();
    await page.getByText(/^Your rules made/).waitFor();
    expect(await page.getByText(/There is no modifier "contain"/).count()).toBe(1);
    expect(await counted()).toBeGreaterThan(before);
    await button(/^Take out .*refusals\.yml/).click();
    await page.getByText("Rules or events have changed").waitFor();
    await button("Run your rules").click();
    await page.getByText(/^Your rules made/).waitFor();
    expect(await counted()).toBe(before);
    expect(await page.getByText(/^Out of use/).count()).toBe(1);
    expect(window.complaints).toEqual([]);
  });
});
