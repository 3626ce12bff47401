/**
 * A live fix as a person does it, in the window against a real IAM server on the loopback address: connect, preview, confirm,
 * apply, read back, take back. Nothing is mocked between the button and the server.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  buildWindow,
  engineOf,
  hasChromium,
  openWindow,
  sayIfMissing,
} from "../../build/app-window.ts";
import type { Window } from "../../build/app-window.ts";
import { pass, startProxy } from "../live/proxy.ts";
import type { Proxy } from "../live/proxy.ts";
import { diceOf } from "../time-machine/dice.ts";
import { startHistory } from "../time-machine/history.ts";
import type { Call, Moto } from "../time-machine/moto.ts";
import { account, missingMoto, motoEnvironment, startMoto } from "../time-machine/moto.ts";
import { differences, truthFacts } from "../time-machine/truth-facts.ts";
import type { FactTable } from "../time-machine/truth-facts.ts";
import { violations } from "./axe-violations.ts";
import { settled, visit } from "./visit.ts";

const missing = missingMoto();
if (missing !== null) process.stderr.write(`live fixes in the window: skipped, ${missing}\n`);
sayIfMissing("live fixes in the window");

const trust = (service: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });
const permit = (action: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: action, Resource: "*" }],
  });
const alice = { UserName: "alice" };
const admin = "arn:aws:iam::aws:policy/AdministratorAccess";
const reader = `arn:aws:iam::${account}:policy/Reader`;
const before: readonly Call[] = [
  { api: "CreateUser", input: alice },
  {
    api: "CreateRole",
    input: { RoleName: "web", AssumeRolePolicyDocument: trust("ec2.amazonaws.com") },
  },
  { api: "CreatePolicy", input: { PolicyName: "Reader", PolicyDocument: permit("s3:GetObject") } },
  { api: "AttachUserPolicy", input: { ...alice, PolicyArn: reader } },
];
const bad: readonly Call[] = [
  { api: "AttachUserPolicy", input: { ...alice, PolicyArn: admin } },
  {
    api: "UpdateAssumeRolePolicy",
    input: { RoleName: "web", PolicyDocument: trust("lambda.amazonaws.com") },
  },
  { api: "CreateAccessKey", input: alice },
  { api: "CreateUser", input: { UserName: "eve" } },
  {
    api: "PutUserPolicy",
    input: { ...alice, PolicyName: "extra", PolicyDocument: permit("iam:*") },
  },
  { api: "DetachUserPolicy", input: { ...alice, PolicyArn: reader } },
];
/** What somebody does after the log's end. */
const since: Call = {
  api: "PutUserPolicy",
  input: { ...alice, PolicyName: "extra", PolicyDocument: permit("ec2:*") },
};

/** The recorder gives things ids in AWS's shape, which are not those of the server: the log is silent about them. */
function withoutId(key: string, value: unknown): unknown {
  return ["userId", "roleId", "groupId", "policyId"].includes(key) ? undefined : value;
}

let root = "";
let moto: Moto;
/** Between the window and the server. */
let proxy: Proxy;
let window: Window;
let page: Page;
/** The account before the bad calls, and when the fixes start. */
let wanted: FactTable;
let found: FactTable;

const now = async (): Promise<FactTable> => truthFacts(await moto.state());
const button = (name: RegExp | string) => page.getByRole("button", { name });
const enabled = (name: RegExp) => button(name).and(page.locator(":enabled"));
const foot = (words: RegExp) => page.locator(".statusbar .net").filter({ hasText: words });
const row = (api: string) => page.locator(".lv-plan [data-step]").filter({ hasText: api });

async function fineByAxe(): Promise<void> {
  await settled(page);
  expect(await violations(window)).toEqual([]);
}

/** Ticks what is asked one by one, types the id, and applies. */
async function confirm(): Promise<void> {
  await enabled(/^Next: confirm/).click();
  for (const box of await page.getByRole("checkbox").all())
    // oxlint-disable-next-line no-await-in-loop -- one by one, as a person must
    await box.click();
  await page.getByRole("textbox", { name: /Type the account id/ }).fill(account);
  await enabled(/^Apply/).click();
}

describe.skipIf(!hasChromium || missing !== null)("a live fix in the window", () => {
  beforeAll(async () => {
    buildWindow();
    root = mkdtempSync(join(tmpdir(), "trailproof-live-app-"));
    moto = await startMoto();
    proxy = await startProxy(moto.url);
    const history = await startHistory(moto, diceOf(1));
    for (const call of [...before, ...bad]) {
      if (call === bad[0]) {
        wanted = truthFacts(history.now());
        // 2026-03-02T08:00:00Z and a day: the bad calls come after 2026-03-03 12:00.
        history.wait(100_800);
      }
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const { outcome } = await history.make(call, true);
      if (!outcome.ok) throw new Error(`${call.api}: ${outcome.message}`);
      history.wait(60);
    }
    await moto.call(since);
    found = await now();
    const log = join(root, "log.json");
    const records = history.steps.map(({ record }): unknown => JSON.parse(record, withoutId));
    writeFileSync(log, JSON.stringify({ Records: records }));
    const casePath = join(root, "live.trailproof");
    const made = spawnSync(
      process.execPath,
      [resolve("main/cli/trailproof.ts"), "import", log, "--case", casePath, "--quiet"],
      { encoding: "utf8" },
    );
    if (made.status !== 0) throw new Error(made.stderr);
    window = await openWindow({ casePath, env: motoEnvironment(proxy.url) });
    ({ page } = window);
    await page.getByRole("heading", { name: "Overview" }).waitFor();
  }, 120_000);
  afterAll(async () => {
    await window?.close();
    await proxy?.stop();
    await moto?.stop();
    rmSync(root, { recursive: true, force: true });
  });

  test("off until a person switches it on, and the frame says so", async () => {
    await visit(page, "fixes?scope=window&from=2026-03-03T12:00:00Z");
    await foot(/^Offline/).waitFor();
    await enabled(/^Next: connect/).click();
    await page.getByRole("heading", { name: "Live fixes are off for this case" }).waitFor();
    expect(await enabled(/^Next/).count()).toBe(0);
    await fineByAxe();
    await button("Switch live fixes on").click();
    await foot(/on, not connected/).waitFor();
  });

  test("connected: whose credentials these are stands in the frame", async () => {
    await page.getByRole("radio", { name: /Environment/ }).click();
    await button(/^Connect$/).click();
    await foot(new RegExp(`Connected to ${account} as`)).waitFor();
    expect(await foot(/./).getAttribute("title")).toMatch(/^arn:aws:/);
    await fineByAxe();
    // Another window, or this one loaded anew, knows it too.
    await page.reload();
    await foot(new RegExp(`Connected to ${account} as`)).waitFor();
  });

  test("the preview reads, says what changed since, and leaves out what a person wants left out", async () => {
    await enabled(/^Next: preview/).click();
    await row("DeleteUser").first().waitFor();
    await settled(page);
    expect(await row("DetachUserPolicy").innerText()).toMatch(/Ready$/);
    expect(await row("eve").innerText()).toMatch(/Ready, asks again/);
    expect(await row("DeleteUserPolicy").innerText()).toMatch(/Refused/);
    await fineByAxe();
    expect(await enabled(/^Next: confirm/).count()).toBe(0);
    await button("Leave it out of the plan").click();
    await row("DeleteUserPolicy").filter({ hasText: "Left out by you" }).waitFor();
    await enabled(/^Next: confirm/).waitFor();
    expect(differences(found, await now())).toEqual([]);
  });

  test("confirmed only with each destructive step and this account's id", async () => {
    await enabled(/^Next: confirm/).click();
    const id = page.getByRole("textbox", { name: /Type the account id/ });
    await id.fill(account);
    expect(await enabled(/^Apply/).count()).toBe(0);
    for (const box of await page.getByRole("checkbox").all())
      // oxlint-disable-next-line no-await-in-loop -- one by one, as a person must
      await box.click();
    await id.fill("123456789013");
    expect(await enabled(/^Apply/).count()).toBe(0);
    await page.getByText("This is not the account id.").waitFor();
    await fineByAxe();
    await id.fill(account);
    await enabled(/^Apply/).waitFor();
    expect(differences(found, await now())).toEqual([]);
  });

  test("applied and read back: the account is as before, but for what was left out", async () => {
    await button(/^Apply/).click();
    await page.getByText(/operations? done and read back/).waitFor({ timeout: 30_000 });
    await fineByAxe();
    const rest = differences(wanted, await now());
    // The access key is kept, but can't be used.
    expect(rest.filter((line) => !line.includes("/key/"))).toEqual([
      expect.stringContaining("inline/extra"),
    ]);
    await foot(/reads only until you apply/).waitFor();
  });

  test("the journal has it, and the run is taken back", async () => {
    await button("Open in the journal").click();
    await page.locator(".lv-journal").getByText("DetachUserPolicy").waitFor();
    await fineByAxe();
    await button(/^Take back/).click();
    await enabled(/^Next: preview/).click();
    await page.locator(".lv-plan [data-step]").first().waitFor();
    await settled(page);
    await confirm();
    await page.getByText(/operations? done and read back/).waitFor({ timeout: 30_000 });
    expect(differences(found, await now())).toEqual([]);
    await button("Open in the journal").click();
    await page.getByRole("link", { name: "takes back run 1" }).click();
    await page.getByRole("link", { name: "taken back by run 2" }).waitFor();
    expect(await button(/^Take back/).count()).toBe(0);
  });

  test("a step whose thing changed since the preview stops the run; the done part is taken back", async () => {
    await visit(page, "fixes?scope=window&from=2026-03-03T12:00:00Z");
    await enabled(/^Next: preview/).click();
    await row("DeleteUserPolicy").waitFor();
    await settled(page);
    await row("DeleteUserPolicy").click();
    await button("Leave it out of the plan").click();
    await row("DeleteUserPolicy").filter({ hasText: "Left out by you" }).waitFor();
    await moto.call({
      api: "UpdateAssumeRolePolicy",
      input: { RoleName: "web", PolicyDocument: trust("ecs.amazonaws.com") },
    });
    const changed = await now();
    await confirm();
    await page.getByText(/The run stopped at step 5/).waitFor({ timeout: 30_000 });
    await foot(/reads only until you apply/).waitFor();
    await fineByAxe();
    // The done part is taken back.
    await button(/^Take back 3 steps/).click();
    await enabled(/^Next: preview/).click();
    await confirm();
    await page.getByText(/operations? done and read back/).waitFor({ timeout: 30_000 });
    expect(differences(changed, await now())).toEqual([]);
  }, 60_000);

  test("the engine dies in mid-run: the journal tells, the run is gone on with, nothing is done twice", async () => {
    await moto.call({
      api: "UpdateAssumeRolePolicy",
      input: { RoleName: "web", PolicyDocument: trust("lambda.amazonaws.com") },
    });
    await visit(page, "fixes?scope=window&from=2026-03-03T12:00:01Z");
    await enabled(/^Next: preview/).click();
    await row("DeleteUserPolicy").click();
    await button("Leave it out of the plan").click();
    proxy.set((action) => (action === "DeleteUser" ? { kind: "hang", isMade: true } : pass));
    await confirm();
    await foot(/^Applying to 123456789012: step 3 of 5/).waitFor();
    await expect.poll(() => proxy.made).toContain("DeleteUser");
    process.kill(engineOf(window), "SIGKILL");
    await page.getByRole("heading", { name: "The run ended without an answer" }).waitFor();
    await foot(/on, not connected/).waitFor();
    await button("Open in the journal").last().click();
    await page.getByText(/^Run 5 ended in its middle/).waitFor();
    await fineByAxe();
    // Connected again, it is gone on with.
    await button("Connect first…").first().click();
    await page.getByRole("radio", { name: /Environment/ }).click();
    await button(/^Connect$/).click();
    await foot(/^Connected to/).waitFor();
    const made = [...proxy.made];
    proxy.set(() => pass);
    await button("Resume…").click();
    await page.getByRole("textbox", { name: /Type the account id/ }).fill(account);
    await button("Go on").click();
    await page.locator(".lv-journal").getByText("Done, read back").last().waitFor();
    expect(
      [made, proxy.made].map((calls) => calls.filter((api) => api === "DeleteUser").length),
    ).toEqual([1, 0]);
    const rest = differences(wanted, await now());
    expect(rest.filter((line) => !line.includes("/key/"))).toEqual([
      expect.stringContaining("inline/extra"),
    ]);
    await foot(/reads only until you apply/).waitFor();
  }, 60_000);

  test("switched off from the palette: the frame says offline, in every window of the program", async () => {
    const other = await window.context.newPage();
    await other.goto(window.url);
    const there = other.locator(".statusbar .net");
    await there.filter({ hasText: `Connected to ${account}` }).waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("switch live");
    await page.keyboard.press("Enter");
    await foot(/^Offline/).waitFor();
    await there.filter({ hasText: /^Offline/ }).waitFor();
    await other.close();
    expect(window.complaints).toEqual([]);
  });
});
