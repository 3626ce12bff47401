/** The screen of events as a person uses it: a real Chromium, the browser host, the engine, the sample. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Window } from "../../build/app-window.ts";
import { hasChromium, openWindow, sampleCase, sayIfMissing } from "../../build/app-window.ts";
import { openCase } from "../../main/db/open-case.ts";
import { importPaths } from "../../main/import/import-files.ts";
import { buildProgram } from "../../build/build-program.ts";
import { settled, visit as visitPlace } from "./screens.ts";

sayIfMissing("the screen of events");

/** Looks again for as long as a loaded machine may take. */
const patient = <T>(look: () => T) => expect.poll(look, { timeout: 15_000 });

let folder = "";
let window: Window;
let page: Page;

/** Shows a place with every event on a line of its own, but for those that say what they fold. */
async function visit(to: Page, place: string): Promise<void> {
  const isEvents = place.startsWith("events");
  await visitPlace(to, isEvents ? `${place}${place.includes("?") ? "&" : "?"}fold=off` : place);
}

/** The text of the foot of the list: "Rows 1–20 of 3,910 …". */
async function foot(): Promise<string> {
  return page.locator(".evt-list .tblfoot > span").first().innerText();
}

/** How many events are listed. */
async function total(): Promise<number> {
  await settled(page);
  const match = /of ([\d,]+)$/.exec(await foot());
  return match === null ? 0 : Number(match[1]?.replaceAll(",", ""));
}

async function tokens(): Promise<readonly string[]> {
  const all = await page.locator(".evt-query .token").allInnerTexts();
  return all.map((text) => text.replaceAll(/\s/g, ""));
}

function facet(title: string) {
  return page.locator(".facet", { has: page.getByRole("button", { name: title, exact: true }) });
}

function cells(name: string) {
  return page.locator(`.evt-list .vt-row .vt-cell :text-is("${name}")`);
}

const input = () => page.getByRole("combobox", { name: "Add a condition" });
const grid = () => page.getByRole("grid", { name: "Events" });
const panel = () => page.getByRole("region", { name: "The chosen event" });

/** Opens a case and shows its events. */
async function openEvents(casePath: string): Promise<void> {
  window = await openWindow({ casePath, size: { width: 1440, height: 900 } });
  ({ page } = window);
  await page.getByRole("navigation", { name: "Case" }).waitFor();
  await visit(page, "events");
  await page.locator(".evt-list .tblfoot").waitFor();
}

describe.skipIf(!hasChromium)("the events of the sample", () => {
  beforeAll(async () => {
    buildProgram();
    folder = mkdtempSync(join(tmpdir(), "trailproof-events-"));
    await openEvents(sampleCase(folder));
  });
  beforeEach(async () => {
    await visit(page, "overview");
    await visit(page, "events");
    await grid().waitFor();
    await settled(page);
  });
  afterAll(async () => {
    await window.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("a tick in a facet keeps only what is ticked; alt and a click, or minus, leaves it out", async () => {
    const source = facet("Source");
    await source.getByRole("checkbox").first().click();
    expect(await tokens()).toEqual(["source:iam"]);
    const iam = await total();
    expect(await source.locator("label .num").first().innerText()).toBe(
      iam.toLocaleString("en-US"),
    );
    // The other values stay in sight with their counts.
    expect(await source.locator("label").count()).toBe(5);
    await source.getByRole("checkbox").nth(1).click();
    expect(await tokens()).toEqual(["source:iam", "source:ec2"]);
    expect(await total()).toBeGreaterThan(iam);
    await source.getByRole("checkbox").first().click();
    await source.getByRole("checkbox").nth(1).click();
    expect(await total()).toBe(3910);
    await source
      .getByRole("checkbox")
      .first()
      .click({ modifiers: ["Alt"] });
    expect(await tokens()).toEqual(["−source:iam"]);
    expect(await total()).toBe(3910 - iam);
    await source.getByRole("checkbox").first().focus();
    await page.keyboard.press("-");
    expect(await total()).toBe(3910);
  });

  test("another query begins at its top, and keeps the chosen event where it is listed", async () => {
    await grid().focus();
    await page.keyboard.press("End");
    await patient(foot).toMatch(/–3,910 of 3,910$/);
    const time = page.locator(".vt-row.is-selected time");
    const last = await time.getAttribute("datetime");
    await page.getByRole("columnheader", { name: "Time, UTC" }).getByRole("button").click();
    await patient(foot).toMatch(/^Rows 1–/);
    await patient(() => time.getAttribute("datetime")).toBe(last);
    await page.keyboard.press("/");
    await page.keyboard.type("source:kms");
    await page.keyboard.press("Enter");
    await settled(page);
    expect(await foot()).toMatch(/^Rows 1–/);
    await visit(page, "events");
  });

  test("outcomes are told apart: done, denied, other errors", async () => {
    const outcome = facet("Outcome");
    const counts = await outcome.locator("label .num").allInnerTexts();
    const [done = 0, denied = 0, other = 0] = counts.map((text) =>
      Number(text.replaceAll(",", "")),
    );
    expect(done + denied + other).toBe(3910);
    await outcome.getByRole("checkbox").nth(1).click();
    expect([await tokens(), await total()]).toEqual([["outcome:denied"], denied]);
    await outcome.getByRole("checkbox").nth(2).click();
    expect([await tokens(), await total()]).toEqual([["outcome:failed"], denied + other]);
  });

  test("the query bar suggests, adds, tells what it does not understand, and takes off", async () => {
    await page.keyboard.press("/");
    await page.keyboard.type("createpolicyv");
    const option = page.getByRole("option", { name: /name:CreatePolicyVersion/ });
    await option.waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await tokens()).toEqual(["name:CreatePolicyVersion"]);
    expect(await total()).toBe(7);
    await page.keyboard.type("outcme:denied");
    await page.keyboard.press("Enter");
    await patient(() => page.locator(".evt-wrong").innerText()).toContain("Did you mean outcome:?");
    await input().fill("outcome:denied");
    await page.keyboard.press("Enter");
    expect([await tokens(), await total()]).toEqual([
      ["name:CreatePolicyVersion", "outcome:denied"],
      2,
    ]);
    await page.keyboard.press("Backspace");
    expect(await tokens()).toEqual(["name:CreatePolicyVersion"]);
    // A token's words go back into the field to be changed.
    await page.locator(".evt-token").first().click();
    expect([await tokens(), await input().inputValue()]).toEqual([[], "name:CreatePolicyVersion"]);
    await input().fill("m.kessler");
    await page.keyboard.press("Enter");
    expect(await tokens()).toEqual(["text:m.kessler"]);
    expect(await total()).toBeGreaterThan(100);
  });

  test("severity, path and technique of findings are facets, and conditions of the query", async () => {
    await visit(page, "events");
    const severity = facet("Severity of its finding");
    const before = await total();
    expect(await severity.getByRole("checkbox").count()).toBeGreaterThan(3);
    const high = severity.getByLabel(/High/);
    await high.check();
    await patient(total).toBeLessThan(before);
    const some = await total();
    expect(page.url()).toContain("severity");
    await severity.getByLabel("No finding").check();
    await patient(total).toBeGreaterThan(some);
    await visit(page, "events?q=technique:T1098.003 path:iam-005");
    const both = await total();
    expect(both).toBeGreaterThan(0);
    expect(
      await facet("Technique")
        .getByLabel(/T1098\.003/)
        .isChecked(),
    ).toBe(true);
    expect(
      await facet("Escalation path")
        .getByLabel(/iam-005/)
        .isChecked(),
    ).toBe(true);
    await visit(page, "events?q=technique:none");
    expect(await total()).toBeLessThan(before);
  });

  test("values that are too rare for the facets are suggested too", async () => {
    await visit(page, "events?q=source:kms");
    await page.keyboard.press("/");
    await page.keyboard.type("deactivatemfa");
    await page.getByRole("option", { name: "name:DeactivateMFADevice" }).click();
    expect(await tokens()).toEqual(["source:kms", "name:DeactivateMFADevice"]);
  });

  test("what matches nothing says what would, without each condition", async () => {
    await visit(page, "events?q=source:s3 name:CreatePolicyVersion");
    await page.getByText("No event matches all 2 conditions.").waitFor();
    await page.getByRole("button", { name: "Drop source:s3 (7)" }).click();
    expect([await tokens(), await total()]).toEqual([["name:CreatePolicyVersion"], 7]);
  });

  test("the brush chooses a time, by the pointer and by keys", async () => {
    const chart = page.getByRole("img", { name: /3,910 events from/ });
    const box = await chart.boundingBox();
    if (box === null) throw new Error("no chart");
    await page.mouse.move(box.x + 100, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + 300, box.y + 20, { steps: 4 });
    await page.mouse.up();
    const chosen = await total();
    expect(chosen).toBeLessThan(3910);
    expect(chosen).toBeGreaterThan(0);
    expect((await tokens())[0]).toMatch(/^time:2026-10-\d\dT\d\d:00\.\./);
    await page.getByRole("button", { name: "Zoom in" }).click();
    await settled(page);
    expect(await page.getByRole("button", { name: "Zoom out" }).count()).toBe(1);
    await page.getByRole("button", { name: "Clear", exact: true }).click();
    expect(await total()).toBe(3910);
    await page.locator(".evt-hist svg").focus();
    await page.keyboard.press("Shift+ArrowRight");
    await settled(page);
    expect(await tokens()).toHaveLength(1);
    const first = await total();
    await page.keyboard.press("Shift+ArrowRight");
    expect(await total()).toBeGreaterThan(first);
    await page.keyboard.press("Escape");
    expect(await total()).toBe(3910);
    await page.keyboard.press("t");
    await page.getByRole("table", { name: /3,910 events from/ }).waitFor();
    await page.keyboard.press("t");
  });

  test("the record: fields, documents, JSON with search and folds, bytes with their place", async () => {
    await visit(page, "events?q=name:CreatePolicyVersion");
    await cells("CreatePolicyVersion").first().click();
    await panel().waitFor();
    const json = page.getByRole("region", { name: "The record as JSON" });
    expect(await json.innerText()).toContain('"eventName": "CreatePolicyVersion"');
    await page.getByRole("searchbox", { name: "Search" }).fill("policyarn");
    expect(await json.locator(".hl mark").first().innerText()).toBe("policyArn");
    await page.getByRole("searchbox", { name: "Search" }).fill("");
    await page.getByRole("button", { name: "Fold all" }).click();
    await patient(() => json.innerText()).toMatch(/"userIdentity": \{ … \d+ lines/);
    expect(await json.innerText()).not.toContain("principalId");
    await page.getByRole("tab", { name: "Document" }).click();
    expect(await panel().innerText()).toContain('"Statement": [');
    await page.getByRole("tab", { name: "Raw" }).click();
    expect(await panel().innerText()).toMatch(/SHA-256\s+[\da-f]{64}/);
    await page.getByRole("tab", { name: "Hex" }).click();
    expect(await panel().innerText()).toContain("7b 22 65 76 65 6e 74 56");
    await page.getByRole("tab", { name: "Fields" }).click();
    await page.getByRole("button", { name: "Only this Actor" }).click();
    expect(await tokens()).toHaveLength(2);
    await page.getByRole("button", { name: "Leave this Source out" }).click();
    expect(await tokens()).toHaveLength(3);
  });

  test("around it, its session, and back; what the action is; its finding", async () => {
    await visit(page, "events?q=name:CreatePolicyVersion outcome:succeeded");
    await cells("CreatePolicyVersion").nth(1).click();
    await panel().waitFor();
    const file = await panel().locator("dd", { hasText: ".json.gz" }).innerText();
    await page.keyboard.press("a");
    await settled(page);
    expect((await tokens())[0]).toMatch(/^time:/);
    // The event stays chosen, among its neighbours.
    expect(await page.locator(".vt-row.is-selected").innerText()).toContain("CreatePolicyVersion");
    expect(await panel().locator("dd", { hasText: ".json.gz" }).innerText()).toBe(file);
    await page.goBack();
    await settled(page);
    expect(await tokens()).toEqual(["name:CreatePolicyVersion", "outcome:succeeded"]);
    await grid().focus();
    await page.keyboard.press("s");
    await settled(page);
    expect((await tokens())[0]).toMatch(/^(key:ASIA|actor:arn:aws:)/);
    expect(await page.locator(".vt-row.is-selected").innerText()).toContain("CreatePolicyVersion");
    await page.keyboard.press("i");
    await page.getByText("Policy got a new version.").waitFor();
    await page.keyboard.press("i");
    await page.getByRole("link", { name: "Open finding" }).click();
    await patient(() => page.evaluate(() => location.hash)).toMatch(/^#\/findings\?finding=F-\d+/);
  });

  test("a link leads to an event, also to one that the query does not list", async () => {
    const link = await page.evaluate(() => location.hash);
    await cells("CreateLogStream").first().click();
    await patient(() => page.evaluate(() => location.hash)).not.toBe(link);
    const id = new URLSearchParams((await page.evaluate(() => location.hash)).split("?")[1]).get(
      "event",
    );
    await visit(page, "overview");
    await visit(page, `events?event=${id ?? ""}`);
    expect(await page.locator(".vt-row.is-selected").innerText()).toContain("CreateLogStream");
    await visit(page, `events?q=name:CreateUser&event=${id ?? ""}`);
    await page.getByText("This event is not among those listed.").waitFor();
    await page.getByRole("button", { name: "Show it among all events" }).click();
    await settled(page);
    expect(await tokens()).toEqual([]);
    expect(await page.locator(".vt-row.is-selected").innerText()).toContain("CreateLogStream");
  });

  test("the next and the previous change", async () => {
    await grid().focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("]");
    await patient(() => page.locator(".evt-panel-head h2").innerText()).not.toBe("AssumeRole");
    const first = await page.locator(".evt-panel-head h2").innerText();
    await page.keyboard.press("]");
    await settled(page);
    await page.keyboard.press("[");
    await patient(() => page.locator(".evt-panel-head h2").innerText()).toBe(first);
  });

  test("a view is saved in the case, found again, and removed", async () => {
    await visit(page, "events?q=outcome:denied&order=latest");
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByRole("menuitem", { name: "Save this view…" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Refusals");
    await page.keyboard.press("Enter");
    await page.getByText("The view Refusals is saved in the case.").waitFor();
    await visit(page, "events");
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByRole("menuitem", { name: "Refusals", exact: true }).click();
    expect(await tokens()).toEqual(["outcome:denied"]);
    expect(
      await page.getByRole("columnheader", { name: "Time, UTC" }).getAttribute("aria-sort"),
    ).toBe("descending");
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByRole("menuitem", { name: "Remove Refusals" }).click();
    await page.getByText("The view Refusals is removed.").waitFor();
  });

  test("what is made in numbers is a line, unfolds in place by pointer and key, and folds can be switched off", async () => {
    await visitPlace(page, "overview");
    await visitPlace(page, "events");
    await settled(page);
    const lines = await total();
    const list = page.locator(".evt-list");
    await patient(() => list.locator(".tblfoot").innerText()).toContain("3,910 events in ");
    expect(lines).toBeLessThan(3910);
    const mark = list.getByRole("button", { name: /Unfold or fold/ }).first();
    const events = Number(/^[\d,]+/.exec((await mark.getAttribute("aria-label")) ?? "")?.[0] ?? "");
    expect(events).toBeGreaterThan(2);
    await mark.click();
    await patient(total).toBe(lines + events - 1);
    expect(await list.locator(".vt-row.is-in-fold").count()).toBeGreaterThan(0);
    await page.keyboard.press("f");
    await patient(total).toBe(lines);
    await page.keyboard.press("Shift+F");
    await patient(total).toBe(3910);
    expect(page.url()).toContain("fold=off");
    await page.keyboard.press("Shift+F");
    await patient(total).toBe(lines);
  });

  test("columns are chosen, and kept when the window comes back", async () => {
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Access key" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("columnheader", { name: "Access key" }).waitFor();
    await page.reload();
    await page.getByRole("columnheader", { name: "Access key" }).waitFor();
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("menuitem", { name: "Order…" }).click();
    await page.getByRole("button", { name: "Move Actor to the left" }).click();
    await page.getByRole("button", { name: "Close" }).click();
    const heads = await page.getByRole("columnheader").allInnerTexts();
    expect(heads.indexOf("Event") - heads.indexOf("Actor")).toBe(1);
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("menuitem", { name: "Usual columns" }).click();
    await page.keyboard.press("Escape");
    await patient(() => page.getByRole("columnheader", { name: "Access key" }).count()).toBe(0);
  });

  test("what is filtered is written to a file", async () => {
    await visit(page, "events?q=name:CreatePolicyVersion outcome:succeeded");
    for (const format of ["CSV", "JSON", "Parquet"]) {
      await page.getByRole("button", { name: "Export 5…" }).click();
      await page.getByRole("menuitem", { name: new RegExp(`^${format}`) }).click();
      await page
        .getByText(new RegExp(`^Written: sample-events\\.${format.toLowerCase()}`))
        .waitFor();
    }
    const files = readdirSync(folder);
    expect(files).toContain("sample-events.parquet");
    const csv = readFileSync(join(folder, "sample-events.csv"), "utf8").trim().split("\n");
    expect(csv).toHaveLength(6);
    expect(csv.slice(1).every((line) => line.includes("CreatePolicyVersion"))).toBe(true);
  });

  test("all of it with the keyboard alone", async () => {
    await page.keyboard.press("/");
    await page.keyboard.type("access:write relevant:yes");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await settled(page);
    expect(await grid().evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    expect(await page.locator(".vt-row.is-selected").getAttribute("aria-rowindex")).toBe("3");
    await page.keyboard.press("Enter");
    await patient(() => page.evaluate(() => document.activeElement?.textContent)).toBe("JSON");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    expect(await page.getByRole("tab", { name: "Fields" }).getAttribute("aria-selected")).toBe(
      "true",
    );
    // From pane to pane: bar, navigation, facets, list, event.
    await page.keyboard.press("Shift+F6");
    expect(await grid().evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press("F6");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Fields");
    await page.keyboard.press("c");
    await page.getByText("The record is copied.").waitFor();
    await page.keyboard.press("Escape");
    await patient(() => panel().count()).toBe(0);
    expect(await grid().evaluate((element) => element === document.activeElement)).toBe(true);
  });

  noComplaint();
});

/** To be the last test of a window: nothing complained in it. */
function noComplaint(): void {
  test("the page complained of nothing, and asked nobody but its host", () => {
    expect(window.complaints).toEqual([]);
  });
}

describe.skipIf(!hasChromium)("a case of 200,000 events", () => {
  const events = 200_000;
  beforeAll(async () => {
    buildProgram();
    folder = mkdtempSync(join(tmpdir(), "trailproof-many-"));
    const casePath = join(folder, "many.trailproof");
    const db = openCase(casePath, { create: true });
    writeLogs(folder, events);
    await importPaths(db, casePath, {
      paths: [join(folder, "logs.json.gz")],
      program: "test",
      now: Date.UTC(2026, 10, 22),
    });
    db.close();
    await openEvents(casePath);
  });
  afterAll(async () => {
    await window.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("is scrolled to its end and through the middle; the page does not grow", async () => {
    await grid().waitFor();
    expect(await total()).toBe(events);
    await grid().focus();
    await page.keyboard.press("End");
    await page.locator('.vt-row[aria-rowindex="200001"] :text("event-199999")').waitFor();
    expect(await foot()).toMatch(/–200,000 of 200,000$/);
    await page.keyboard.press("Home");
    await page.locator('.vt-row[aria-rowindex="2"] :text("event-0")').first().waitFor();

    const walk = async (): Promise<void> => {
      await page.evaluate(async () => {
        const list = document.querySelector(".vt");
        if (list === null) throw new Error("no list");
        for (let i = 0; i <= 200; i++) {
          list.scrollTop = ((list.scrollHeight - list.clientHeight) * i) / 200;
          // oxlint-disable-next-line no-await-in-loop -- a frame after the other
          await new Promise((done) => setTimeout(done, 15));
        }
      });
      await settled(page);
    };
    const client = await page.context().newCDPSession(page);
    await client.send("HeapProfiler.enable");
    const heapMB = async (): Promise<number> => {
      await client.send("HeapProfiler.collectGarbage");
      const { usedSize } = await client.send("Runtime.getHeapUsage");
      return usedSize / 1e6;
    };
    await walk();
    const before = await heapMB();
    const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
    await walk();
    await walk();
    expect((await heapMB()) - before).toBeLessThan(4);
    expect(await page.evaluate(() => document.querySelectorAll("*").length)).toBeLessThan(
      nodes + 200,
    );
    // Rows at rest are whole: each row says the number that its place promises.
    await page.evaluate(() => {
      const list = document.querySelector(".vt");
      if (list !== null) list.scrollTop = 28 * 123_456;
    });
    await page.locator('.vt-row[aria-rowindex="123458"] :text("event-123456")').waitFor();
  });

  noComplaint();
});

describe.skipIf(!hasChromium)("hostile and odd records", () => {
  const event = {
    eventVersion: "1.11",
    eventTime: "2026-03-01T00:00:00Z",
    eventSource: "iam.amazonaws.com",
    eventName: "CreateUser",
    awsRegion: "us-east-1",
    recipientAccountId: "123456789012",
  };
  const records: readonly string[] = [
    JSON.stringify({
      ...event,
      eventID: "00000000-0000-4000-8000-000000000001",
      eventName: "Delete\u202eresU\u0007<img src=x onerror=alert(1)>",
      userIdentity: {
        type: "IAMUser",
        arn: `arn:aws:iam::123456789012:user/${"<b>x</b>".repeat(90)}`,
      },
      userAgent: "<script>alert(1)</script>",
      requestParameters: { note: "\u202e\u0000", long: "y".repeat(6000) },
    }),
    // A member twice, a number that no double holds, and an error that names nothing.
    `{"eventVersion":"1.11","eventID":"00000000-0000-4000-8000-000000000002","eventTime":"2026-03-01T00:00:01Z","eventSource":"s3.amazonaws.com","eventName":"GetObject","errorMessage":"no","requestParameters":{"n":12345678901234567890123,"n":1e400}}`,
    JSON.stringify({ ...event, eventID: "no guid #2", eventTime: "not a time", userIdentity: {} }),
  ];
  beforeAll(async () => {
    buildProgram();
    folder = mkdtempSync(join(tmpdir(), "trailproof-hostile-"));
    const casePath = join(folder, "hostile.trailproof");
    const db = openCase(casePath, { create: true });
    const now = Date.UTC(2026, 10, 22);
    for (const name of ["a.json", "b.json"]) {
      writeFileSync(join(folder, name), `{"Records":[${records.join(",")}]}`);
      // oxlint-disable-next-line no-await-in-loop -- the second import finds repetitions of the first
      await importPaths(db, casePath, { paths: [join(folder, name)], program: "test", now });
    }
    db.close();
    await openEvents(casePath);
    await grid().waitFor();
  });
  afterAll(async () => {
    await window.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("what would hide or turn writing is shown, and markup is text", async () => {
    expect(await total()).toBe(3);
    const row = page.locator('.vt-row[aria-rowindex="3"]');
    await row.click();
    await panel().waitFor();
    expect(await row.locator(".hiddenchar").allInnerTexts()).toEqual(["⟨U+202E⟩", "␇"]);
    expect(await page.locator("main img, main script, .vt-row b, .evt-panel b").count()).toBe(0);
    expect(await panel().locator("h2").innerText()).toContain("⟨U+202E⟩");
    // A long text folds, and unfolds when asked to.
    const unfold = page.getByRole("button", { name: "… all 6,010 characters" });
    await unfold.click();
    expect(await unfold.count()).toBe(0);
  });

  test("numbers, repeated members and both places of a record stand as they were logged", async () => {
    await page.locator('.vt-row[aria-rowindex="4"]').click();
    await patient(() => panel().locator("h2").innerText()).toBe("GetObject");
    const json = await page.getByRole("region", { name: "The record as JSON" }).innerText();
    expect(json).toContain('"n": 12345678901234567890123,');
    expect(json).toContain('"n": 1e400');
    await page.getByRole("tab", { name: "Raw" }).click();
    await page.getByText("It stands at 2 places").waitFor();
    await page.getByRole("tab", { name: "JSON" }).click();
  });

  test("an event without a time comes first, and has no surroundings", async () => {
    await page.locator('.vt-row[aria-rowindex="2"]').click();
    await page.getByText("The record has no readable time.").waitFor();
    expect(await page.getByRole("button", { name: /Around it/ }).isDisabled()).toBe(true);
    await page.getByText("1 event has no readable time").waitFor();
    // Its name has a mark that further records under one eventID have too.
    await visit(page, "overview");
    await visit(page, "events?event=no%20guid%20%232");
    expect(await page.locator(".vt-row.is-selected").getAttribute("aria-rowindex")).toBe("2");
  });

  noComplaint();
});

/** One file of many events, a second apart. */
function writeLogs(to: string, count: number): void {
  const start = Date.UTC(2026, 2, 1);
  const records = Array.from({ length: count }, (_, i) =>
    JSON.stringify({
      eventVersion: "1.11",
      eventID: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
      eventTime: `${new Date(start + i * 1000).toISOString().slice(0, 19)}Z`,
      eventSource: "s3.amazonaws.com",
      eventName: `event-${i}`,
      awsRegion: "eu-central-1",
      sourceIPAddress: "192.0.2.1",
      recipientAccountId: "123456789012",
      readOnly: true,
      userIdentity: { type: "AWSService", invokedBy: "ec2.amazonaws.com" },
    }),
  );
  writeFileSync(
    join(to, "logs.json.gz"),
    gzipSync(`{"Records":[${records.join(",")}]}`, { level: 1 }),
  );
}
