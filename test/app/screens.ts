/** Every screen and state of the window, and how a person gets there. Shared by the pictures and the axe test. */
import type { Page } from "playwright-core";
import { liveScreens } from "./live-screens.ts";
import { settled, visit } from "./visit.ts";
import { ruleScreens } from "./rule-screens.ts";

export { settled, visit };

export interface Shown {
  readonly name: string;
  /** Needs an open case (the sample). */
  readonly withCase: boolean;
  readonly go: (page: Page) => Promise<void>;
}

const place =
  (hash: string) =>
  (page: Page): Promise<void> =>
    visit(page, hash);

const tab =
  (hash: string, name: RegExp) =>
  async (page: Page): Promise<void> => {
    await visit(page, hash);
    await page.getByRole("tab", { name }).click();
    await settled(page);
  };

/** Goes to a list of events and chooses the first one. */
async function chooseEvent(page: Page, hash: string): Promise<void> {
  await visit(page, hash);
  await page.getByRole("grid").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await settled(page);
}

const account = "account=123456789012";
const developerAccess = `${account}&key=policy/arn:aws:iam::123456789012:policy/DeveloperAccess`;

/** All of them. Dialogs are closed by Escape afterwards. */
export const shownScreens: readonly Shown[] = [
  { name: "start", withCase: false, go: place("start") },
  { name: "start-with-case", withCase: true, go: place("start") },
  { name: "import-done", withCase: true, go: place("import") },
  { name: "overview", withCase: true, go: place("overview") },
  { name: "findings", withCase: true, go: place("findings") },
  { name: "finding", withCase: true, go: place("findings?finding=F-01") },
  {
    name: "findings-suggest",
    withCase: true,
    go: async (page) => {
      await visit(page, "findings");
      await page.getByRole("combobox").focus();
      await page.keyboard.type("severity:");
      await page.getByRole("option").first().waitFor();
      await page.keyboard.press("ArrowDown");
      await settled(page);
    },
  },
  {
    name: "findings-bulk",
    withCase: true,
    go: async (page) => {
      await visit(page, "findings?q=severity:high%20role&group=none");
      await page.locator(".f-list [role=grid]").focus();
      for (const key of ["Home", "x", "j", "x", "j"]) {
        // oxlint-disable-next-line no-await-in-loop -- as fingers do
        await page.keyboard.press(key);
        // oxlint-disable-next-line no-await-in-loop
        await settled(page);
      }
      await page.getByRole("toolbar").getByRole("button", { name: "Status" }).click();
      await settled(page);
    },
  },
  {
    name: "findings-unfolded",
    withCase: true,
    go: async (page) => {
      await visit(page, "findings?sort=events&desc=1&group=none");
      await page.locator(".f-list [role=grid]").focus();
      for (const key of ["Home", "j", "ArrowRight", "k", "ArrowRight", "ArrowRight"]) {
        // oxlint-disable-next-line no-await-in-loop -- as fingers do
        await page.keyboard.press(key);
        // oxlint-disable-next-line no-await-in-loop
        await settled(page);
      }
    },
  },
  {
    name: "findings-facets",
    withCase: true,
    go: async (page) => {
      await visit(page, "findings?finding=F-10&group=day");
      const show = page.getByRole("button", { name: "Show facets" });
      if ((await show.count()) > 0) await show.click();
      await settled(page);
    },
  },
  {
    name: "finding-work",
    withCase: true,
    go: async (page) => {
      await visit(page, "findings?finding=F-02");
      const hide = page.getByRole("button", { name: "Hide facets" });
      if ((await hide.count()) > 0) await hide.click();
      await page.getByRole("region", { name: "Checklist" }).getByRole("checkbox").first().click();
      await page.keyboard.press("n");
      await page.keyboard.type("The order was 2291; the paper is with the client.");
      await page.keyboard.press("Control+Enter");
      await page.getByRole("region", { name: "History" }).scrollIntoViewIfNeeded();
      await settled(page);
    },
  },
  { name: "finding-path", withCase: true, go: place("findings?q=path:iam-012") },
  {
    name: "finding-chain",
    withCase: true,
    go: async (page) => {
      await visit(page, "findings?finding=F-01");
      await page.getByRole("region", { name: "Who", exact: true }).scrollIntoViewIfNeeded();
      await settled(page);
    },
  },
  {
    name: "overview-chosen",
    withCase: true,
    go: async (page) => {
      await visit(page, "overview?from=1791504000&to=1791590400");
    },
  },
  {
    name: "overview-table",
    withCase: true,
    go: async (page) => {
      await visit(page, "overview");
      await page.getByRole("button", { name: "As table" }).click();
      await settled(page);
    },
  },
  { name: "findings-none", withCase: true, go: place("findings?q=nothing-is-called-so") },
  { name: "entities", withCase: true, go: place("entities") },
  {
    name: "entity-change",
    withCase: true,
    go: place(`entities?${developerAccess}&tab=change&before=v1&after=v4`),
  },
  { name: "entity-access", withCase: true, go: place(`entities?${account}&key=user/d.aydin`) },
  {
    name: "entity-history",
    withCase: true,
    go: place(`entities?${account}&key=group/Developers&tab=history`),
  },
  { name: "entity-graph", withCase: true, go: place(`entities?${developerAccess}&tab=graph`) },
  {
    name: "entity-undo",
    withCase: true,
    go: place(
      `entities?${account}&key=policy/arn:aws:iam::123456789012:policy/guardrails/DenyWithoutMFA&tab=undo`,
    ),
  },
  { name: "entities-none", withCase: true, go: place("entities?q=nothing-is-called-so") },
  { name: "events", withCase: true, go: place("events") },
  ...ruleScreens,
  {
    name: "event",
    withCase: true,
    go: (page) => chooseEvent(page, "events?q=access:write"),
  },
  {
    name: "event-fields",
    withCase: true,
    go: async (page) => {
      await chooseEvent(page, "events?q=name:CreatePolicyVersion");
      await page.keyboard.press("i");
      await page.getByRole("tab", { name: "Fields" }).click();
      await settled(page);
    },
  },
  {
    name: "event-document",
    withCase: true,
    go: async (page) => {
      await chooseEvent(page, "events?q=name:CreatePolicyVersion");
      await page.keyboard.press("i");
      await page.getByRole("tab", { name: "Document" }).click();
      await settled(page);
    },
  },
  {
    name: "event-raw",
    withCase: true,
    go: async (page) => {
      await chooseEvent(page, "events?q=name:CreatePolicyVersion");
      await page.getByRole("tab", { name: "Raw" }).click();
      await page.getByRole("tab", { name: "Hex" }).click();
      await settled(page);
    },
  },
  {
    name: "event-who",
    withCase: true,
    go: async (page) => {
      await chooseEvent(page, "events?q=name:CreateAccessKey&order=latest");
      await page.getByRole("tab", { name: "Who" }).click();
      await settled(page);
    },
  },
  {
    name: "event-undo",
    withCase: true,
    go: async (page) => {
      await chooseEvent(page, "events?q=name:DeletePolicy%20outcome:succeeded&order=latest");
      await page.keyboard.press("u");
      await page.locator(".evt-undo .code").first().waitFor();
      await settled(page);
    },
  },
  {
    name: "event-undo-conflict",
    withCase: true,
    go: async (page) => {
      await chooseEvent(page, "events?q=name:AddUserToGroup&order=latest");
      await page.keyboard.press("u");
      await page.locator(".evt-undo").first().waitFor();
      await settled(page);
    },
  },
  {
    name: "events-unfolded",
    withCase: true,
    go: async (page) => {
      await chooseEvent(page, "events");
      await page
        .getByRole("button", { name: /Unfold or fold/ })
        .first()
        .click();
      await settled(page);
    },
  },
  { name: "events-flat", withCase: true, go: place("events?fold=off") },
  {
    name: "events-query",
    withCase: true,
    go: async (page) => {
      await visit(page, "events?q=time:2026-10-09T02:00..03:00 -source:kms");
      await page.keyboard.press("/");
      await page.keyboard.type("na");
      await page.keyboard.press("ArrowDown");
      await settled(page);
    },
  },
  {
    name: "events-table",
    withCase: true,
    go: async (page) => {
      await visit(page, "events?q=outcome:denied&order=latest");
      await page.getByRole("button", { name: "As table" }).click();
      await settled(page);
    },
  },
  { name: "events-none", withCase: true, go: place("events?q=name:NothingIsCalledSo") },
  { name: "evidence-files", withCase: true, go: tab("evidence", /^Files/) },
  { name: "evidence-problems", withCase: true, go: tab("evidence", /^Problems/) },
  { name: "evidence-custody", withCase: true, go: tab("evidence", /^Custody/) },
  { name: "evidence-digests", withCase: true, go: tab("evidence", /^Digests/) },
  { name: "evidence-coverage", withCase: true, go: tab("evidence", /^Coverage/) },
  { name: "posture", withCase: true, go: place("posture?check=mfa-users") },
  { name: "posture-unknown", withCase: true, go: place("posture?check=trail-regions") },
  { name: "posture-pass", withCase: true, go: place("posture?status=pass&check=root-keys") },
  { name: "posture-files", withCase: true, go: place("posture?check=files") },
  {
    name: "report",
    withCase: true,
    go: async (page) => {
      await visit(page, "report");
      await page.locator("iframe").waitFor();
      await page.waitForTimeout(1000);
    },
  },
  { name: "settings", withCase: true, go: place("settings") },
  {
    name: "palette",
    withCase: true,
    go: async (page) => {
      await visit(page, "findings");
      await page.keyboard.press("Control+k");
      await page.keyboard.type("role");
      await settled(page);
    },
  },
  {
    name: "keys",
    withCase: true,
    go: async (page) => {
      await visit(page, "findings");
      await page.getByRole("grid").focus();
      await page.keyboard.press("?");
      await settled(page);
    },
  },
  {
    name: "engagement",
    withCase: true,
    go: async (page) => {
      await visit(page, "overview");
      await page.keyboard.press("Control+k");
      await page.keyboard.type("engagement of");
      await page.keyboard.press("Enter");
      await settled(page);
    },
  },
  ...liveScreens,
];
