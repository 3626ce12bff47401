/** The states of the screen "rules". */
import type { Page } from "playwright-core";
import { settled, visit } from "./visit.ts";

/** A rule that matches, one of a correlation, and one that can't be loaded. */
export const ruleTexts = {
  "users.yml": `title: Users made or deleted
id: 7b1f2b0c-3c1d-4a54-9a0e-6a7d1f0a0001
description: Somebody made or deleted an IAM user.
author: Audit team
license: MIT
level: high
tags: [attack.t1136.003]
falsepositives: [Onboarding by the identity team]
logsource: {product: aws, service: cloudtrail}
detection:
  selection:
    eventSource: iam.amazonaws.com
    eventName: [CreateUser, DeleteUser]
  condition: selection
`,
  "refusals.yml": `title: Refused calls
name: refused
logsource: {product: aws, service: cloudtrail}
detection: {selection: {errorCode|contains: Denied}, condition: selection}
---
title: Many refusals from one address
level: medium
correlation:
  type: event_count
  rules: [refused]
  group-by: [sourceIPAddress]
  timespan: 1d
  condition: {gte: 3}
`,
  "broken.yml": `title: Keys made at night
level: low
logsource: {product: aws, service: cloudtrail}
detection:
  selection:
    eventName|contain: AccessKey
  condition: selection
`,
} as const;

/** Puts a rule into the case by the tester. */
async function addRule(page: Page, name: keyof typeof ruleTexts): Promise<void> {
  await visit(page, "rules?tab=tester");
  await page.getByRole("textbox", { name: "Sigma rule" }).fill(ruleTexts[name]);
  await page.getByRole("button", { name: "Add to the case" }).click();
  await page.getByRole("textbox", { name: "Name of the file" }).fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Add to the case" }).click();
  await settled(page);
}

async function haveRules(page: Page): Promise<void> {
  for (const name of ["users.yml", "refusals.yml", "broken.yml"] as const)
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await addRule(page, name);
  await visit(page, "rules?tab=own");
  await page.getByRole("button", { name: "Run your rules" }).click();
  await page.getByText(/Your rules made/).waitFor();
  await settled(page);
}

const at = (hash: string) => (page: Page) => visit(page, hash);

/** All of them, in the order in which they are gone through. */
export const ruleScreens: readonly {
  readonly name: string;
  readonly withCase: boolean;
  readonly go: (page: Page) => Promise<void>;
}[] = [
  { name: "rules", withCase: true, go: at("rules?rule=iam/CreatePolicyVersion&state=fired") },
  { name: "rules-detection", withCase: true, go: at("rules?rule=IAM-005&kind=detection") },
  { name: "rules-none", withCase: true, go: at("rules?q=nothing-is-called-so") },
  {
    name: "rules-severity",
    withCase: true,
    go: async (page) => {
      await visit(page, "rules?rule=iam/CreateUser&q=CreateUser");
      await page.getByRole("button", { name: "Set severity" }).click();
      await page.getByRole("radio", { name: "High" }).check();
      await page
        .getByRole("textbox", { name: "Reason" })
        .fill("Users come from Identity Center only.");
      await settled(page);
    },
  },
  { name: "rules-own-none", withCase: true, go: at("rules?tab=own") },
  { name: "rules-own", withCase: true, go: haveRules },
  {
    name: "rules-sigma",
    withCase: true,
    go: at("rules?kind=sigma&rule=sigma/Keys made at night"),
  },
  {
    name: "rules-tester",
    withCase: true,
    go: async (page) => {
      await visit(page, "rules?tab=tester");
      await page.getByRole("textbox", { name: "Sigma rule" }).fill(ruleTexts["users.yml"]);
      await page.keyboard.press("Control+Enter");
      await page.getByText(/matches \d+ events/).waitFor();
      await settled(page);
    },
  },
  {
    name: "rules-tester-wrong",
    withCase: true,
    go: async (page) => {
      await visit(page, "rules?tab=tester");
      await page.getByRole("textbox", { name: "Sigma rule" }).fill(ruleTexts["broken.yml"]);
      await page.getByRole("button", { name: "6:5" }).first().waitFor();
      await settled(page);
    },
  },
];
