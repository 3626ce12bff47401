/** Evidence as a person brings it in and proves it, and what can go wrong: the real host, engine and Chromium. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  engineOf,
  buildWindow,
  hasChromium,
  openWindow,
  sayIfMissing,
} from "../../build/app-window.ts";
import type { Window } from "../../build/app-window.ts";
import { dumpFile } from "../fixtures/case-dump.ts";
import { makeFaultArchive } from "../fixtures/fault-archive.ts";
import { violations } from "./axe-violations.ts";
import { settled, visit } from "./screens.ts";

sayIfMissing("evidence in the window");

let window: Window;
let page: Page;
/** Sentences that a test expects in the console; anything else there is a mistake. */
let expected: readonly RegExp[] = [];

async function start(): Promise<void> {
  window = await openWindow();
  ({ page } = window);
  await page.getByRole("heading", { name: "New case" }).waitFor();
}

const button = (name: string | RegExp) => page.getByRole("button", { name });

/** Makes a case in a folder of the home folder, through the form and the chooser. */
async function createCase(folder: string | null = null): Promise<string> {
  await page.getByLabel("Client", { exact: true }).fill("Example Retail GmbH");
  await page.getByLabel("Engagement", { exact: true }).fill("Review");
  await button("Create case…").click();
  const dialog = page.getByRole("dialog");
  if (folder !== null) await dialog.getByRole("button", { name: folder }).click();
  expect(await dialog.getByLabel("File name").inputValue()).toBe(
    "example-retail-gmbh-review.trailproof",
  );
  if (folder !== null)
    await dialog
      .getByLabel("Folder", { exact: true })
      .first()
      .filter({ hasText: folder })
      .waitFor();
  await dialog.getByRole("button", { name: "Create" }).click();
  await page.getByText("No evidence is in this case yet").waitFor();
  return join(window.folder, folder ?? "", "example-retail-gmbh-review.trailproof");
}

/** Chooses a folder of the home folder for the import. */
async function importFolder(name: string): Promise<void> {
  await button("Choose folder…").first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name }).click();
  await dialog.getByLabel("Folder", { exact: true }).first().filter({ hasText: name }).waitFor();
  await dialog.getByRole("button", { name: "Choose this folder" }).click();
}

/** The number that stands before a word in the summary of records. */
async function records(): Promise<string> {
  return page
    .getByText(/records = /)
    .first()
    .innerText();
}

/** Waits until the import shows that some of it is read. */
async function reading(): Promise<void> {
  await page.getByText(/[1-9][\d,]* records in/).waitFor();
}

describe.skipIf(!hasChromium)("evidence", { timeout: 240_000 }, () => {
  beforeAll(() => buildWindow(), 120_000);
  afterEach(async () => {
    const complaints = window.complaints.filter((line) => !expected.some((one) => one.test(line)));
    expected = [];
    await window.close();
    if (complaints.length > 0) throw new Error(complaints.join("\n"));
  });

  test("a new case, the sample, its evidence, its report, saved", async () => {
    await start();
    cpSync(resolve("build/sample"), join(window.folder, "logs"), { recursive: true });
    const casePath = await createCase();
    await importFolder("logs");
    await page.getByText(/^Imported in/).waitFor();
    expect(await records()).toBe("3,921 records = 3,910 events + 11 duplicates; 0 problems listed");
    expect(await page.getByText("158 of 158 hashed").count()).toBe(1);
    expect(await page.locator(".heat svg[role=img]").getAttribute("aria-label")).toContain(
      "2 accounts and Regions from 2026-10-01 to 2026-10-14",
    );

    // Files: a filter, the detail of one with its hash.
    await page.getByRole("tab", { name: /^Files/ }).click();
    await page.getByPlaceholder("Part of a path").fill("readme");
    await page.getByText("1 of 158 files").waitFor();
    await page.getByRole("grid").focus();
    await page.keyboard.press("ArrowDown");
    await page.getByText("Skipped, no log").first().waitFor();
    await page.getByRole("region", { name: "File" }).waitFor();
    expect(await page.getByText(/^[0-9a-f]{64}$/).count()).toBe(1);

    // Digests: verified without keys; the sample's one digest stands alone.
    await page.getByRole("tab", { name: "Digests" }).click();
    await button("Verify").click();
    await page.getByText(/were read again in/).waitFor();
    expect(await page.getByText(/Originals: 153 as imported/).count()).toBe(1);
    await page.getByText(/^Last checked/).waitFor();
    expect(await violations(window)).toEqual([]);

    // Coverage: with the keyboard to the second row and into its events.
    await page.getByRole("tab", { name: "Coverage" }).click();
    await page.locator(".heat svg[role=img]").focus();
    await page.keyboard.press("ArrowDown");
    await page.getByText(/^2026-10-01, 123456789012, us-east-1: [\d,]+ events$/).waitFor();
    await page.keyboard.press("t");
    await page.getByRole("columnheader", { name: "Hours missing" }).waitFor();
    await page.keyboard.press("t");
    await page.locator(".heat svg[role=img]").focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => globalThis.location.hash.startsWith("#/events?q="));

    // The report: shown without rights, built anew when less is wanted, saved.
    await visit(page, "report");
    const frame = page.frameLocator("iframe");
    await frame.getByText("Example Retail GmbH").first().waitFor();
    expect(await page.locator("iframe").getAttribute("sandbox")).toBe("");
    const all = await page.getByText(/^\d+ findings, .* built in/).innerText();
    await page.getByLabel(/^High and above/).check();
    await page.getByText(/are left out, and the report says so/).waitFor();
    await page.waitForFunction((before) => !document.body.innerText.includes(before), all);
    await frame
      .getByText(/left out of this report/)
      .first()
      .waitFor();
    await page.getByLabel("Reference").fill("TP-2026-014");
    await button("Put it into the report").click();
    await frame.getByText("TP-2026-014").first().waitFor();
    await button(/Save as HTML/).click();
    await page.getByRole("status").filter({ hasText: "Saved" }).waitFor();
    await button(/Save as JSON/).click();
    await page.getByRole("status").filter({ hasText: ".json" }).waitFor();
    const saved = readdirSync(window.folder).filter((name) => /-report\.(html|json)$/.test(name));
    expect(saved.toSorted()).toEqual([
      "example-retail-gmbh-review-report.html",
      "example-retail-gmbh-review-report.json",
    ]);
    expect(readFileSync(join(window.folder, saved.toSorted()[0] ?? ""), "utf8")).toContain(
      "TP-2026-014",
    );
    expect(existsSync(casePath)).toBe(true);

    // Closed, it is first among the cases that were open.
    await visit(page, "start");
    await page
      .getByRole("cell", { name: "example-retail-gmbh-review.trailproof", exact: true })
      .waitFor();
  });

  test("the sample in one click", async () => {
    await start();
    await button("Open sample").click();
    await page.getByText(/^Imported in/).waitFor();
    await button(/Go to findings/).click();
    await page.waitForFunction(() => globalThis.location.hash.startsWith("#/findings"));
  });

  test("paused, gone on with, cancelled, and gone on with: the case of an import that was not", async () => {
    await start();
    // Enough for some seconds, so that there is something left to cancel.
    makeFaultArchive(join(window.folder, "logs"), { files: 800, events: 250, seed: "window" });
    const casePath = await createCase();
    await importFolder("logs");
    await reading();
    await page.keyboard.press("p");
    await page.getByText("Paused. What was read is in the case.").waitFor();
    expect(await violations(window)).toEqual([]);
    await page.keyboard.press("p");
    await reading();
    await page.keyboard.press("p");
    await page.getByText("Paused. What was read is in the case.").waitFor();
    await button("Cancel").click();
    await page.getByText(/^Cancelled after/).waitFor();
    await page.getByText(/not read to the end/).waitFor();
    const part = await records();
    await button("Go on with the import").click();
    await page.getByText(/^Imported in/).waitFor();
    expect(await records()).not.toBe(part);
    const whole = await records();
    await visit(page, "evidence?tab=problems");
    await page.getByRole("grid", { name: "Problems" }).focus();
    await page.keyboard.press("ArrowDown");
    await page.getByText("What stands there").waitFor();
    await page.keyboard.press("Escape");
    await visit(page, "start");
    await importedAgain(casePath, join(window.folder, "logs"), whole);
  });

  test("files that are no logs are said to be none", async () => {
    await start();
    mkdirSync(join(window.folder, "pictures"));
    writeFileSync(
      join(window.folder, "pictures", "a.png"),
      Buffer.from("\u0089PNG\r\n\u001A\n", "latin1"),
    );
    writeFileSync(join(window.folder, "pictures", "b.json"), '{"Records": [{"eventVersion": "1.1');
    await createCase();
    await importFolder("pictures");
    await page.getByText("No CloudTrail event was found in these files.").waitFor();
    await page.getByRole("tab", { name: /^Problems/ }).click();
    await page
      .getByText(/cut off/)
      .first()
      .waitFor();
  });

  test("an engine that is killed in the middle is told and started again; nothing is lost", async () => {
    expected = [/Failed to load resource/];
    await start();
    makeFaultArchive(join(window.folder, "logs"), { files: 800, events: 250, seed: "window" });
    const casePath = await createCase();
    await importFolder("logs");
    await reading();
    process.kill(engineOf(window), "SIGKILL");
    await page.getByText("The engine stopped and was started again. Nothing is lost.").waitFor();
    await page.getByRole("heading", { name: "The import stopped" }).waitFor();
    await settled(page);
    await page.keyboard.press("r");
    await page.getByText(/^Imported in/).waitFor();
    const whole = await records();
    await visit(page, "start");
    await importedAgain(casePath, join(window.folder, "logs"), whole);
  });

  test("a full disk is told; with room again the import goes on", async (context) => {
    await start();
    const small = join(window.folder, "small");
    mkdirSync(small);
    const mount = (options: string): boolean =>
      spawnSync("mount", ["-t", "tmpfs", "-o", options, "trailproof-test", small]).status === 0;
    if (!mount("size=3m")) {
      process.stderr.write(
        "a full disk: skipped, it needs the right to mount a small file system\n",
      );
      context.skip();
    }
    try {
      makeFaultArchive(join(window.folder, "logs"), { files: 120, events: 300, seed: "window" });
      await createCase("small");
      await importFolder("logs");
      await page.getByText(/The disk is full/).waitFor();
      await page
        .getByText(/Nothing is lost/)
        .first()
        .waitFor();
      expect(mount("remount,size=300m")).toBe(true);
      await button(/Try again/).click();
      await page.getByText(/^Imported in/).waitFor();
      await page.getByText("120 of 120 hashed").waitFor();
    } finally {
      spawnSync("umount", ["-l", small]);
    }
  });
});

/** The case holds what one import of the same files without disturbance holds. */
async function importedAgain(casePath: string, logs: string, told: string): Promise<void> {
  // The host keeps the case locked while it is open.
  await button("Open sample").click();
  await page.getByText(/^Imported in/).waitFor();
  const whole = `${casePath}.whole`;
  const made = spawnSync(process.execPath, [
    resolve("main/cli/trailproof.ts"),
    "import",
    logs,
    "--case",
    whole,
  ]);
  expect(made.status).toBe(0);
  const [found, wanted] = [dumpFile(casePath), dumpFile(whole)];
  expect(found.totals).toEqual(wanted.totals);
  expect(found.records).toEqual(wanted.records);
  expect(found.problems).toEqual(wanted.problems);
  expect(told).toContain(wanted.totals.events.toLocaleString("en-US"));
}
