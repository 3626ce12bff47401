/**
 * The states of the screen Fixes. The engine's answers about live fixes are put in at the window's door, so that each
 * state can be had at will; test/app/live.test.ts goes through them against a real server.
 */
import type { Page } from "playwright-core";
import * as answers from "./live-answers.ts";
import type { Shown } from "./screens.ts";
import { settled } from "./visit.ts";

/** What a call answers; a function that waits for ever leaves it under way. */
type Answers = Readonly<Record<string, unknown>>;

const never = Symbol("never");
/** The call fails: its engine ended. */
const gone = Symbol("gone");

const base: Answers = {
  liveState: answers.connected,
  liveSources: answers.sources,
  liveRuns: [],
};

/** Loads the window anew, with some calls answered here. */
async function withAnswers(page: Page, given: Answers): Promise<void> {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  for (const [call, value] of Object.entries({ ...base, ...given }))
    // oxlint-disable-next-line no-await-in-loop -- in their order
    await page.route(`**/api/${call}`, async (route) => {
      if (value === never) return;
      const error = { code: "engine-stopped", exitCode: 137, ref: "E-7", log: "trailproof.log" };
      await route.fulfill({ json: value === gone ? { ok: false, error } : { ok: true, value } });
    });
  await page.reload();
  await page.getByRole("navigation", { name: "Case" }).waitFor();
}

/** As `visit`, without the wait: each state is waited for once, at its end. */
async function place(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    globalThis.history.pushState(null, "", to);
    globalThis.dispatchEvent(new PopStateEvent("popstate"));
  }, `#/${hash}`);
}

const next = (page: Page) => page.getByRole("button", { name: /^Next/ });

const chosen = "fixes?findings=F-02,F-08,F-10,F-14";

async function toConnect(page: Page, given: Answers): Promise<void> {
  await withAnswers(page, given);
  await place(page, chosen);
  await page
    .getByRole("button", { name: /^Next: (connect|preview)/ })
    .and(page.locator(":enabled"))
    .click();
}

async function toPreview(page: Page, preview: unknown, more: Answers = {}): Promise<void> {
  await withAnswers(page, { previewLive: preview, ...more });
  await place(page, chosen);
  await next(page).and(page.locator(":enabled")).click();
  await page.locator(".lv-plan [data-step], .empty").first().waitFor();
}

async function toConfirm(page: Page, more: Answers = {}): Promise<void> {
  await toPreview(page, { ok: true, preview: answers.decided }, more);
  await next(page).click();
}

async function toApply(page: Page, more: Answers): Promise<void> {
  await toConfirm(page, more);
  await page.getByRole("checkbox").first().click();
  await page.getByRole("textbox", { name: /Type the account id/ }).fill(answers.account);
  await page.getByRole("button", { name: /^Apply/ }).click();
}

const connectAs = async (page: Page, answer: unknown): Promise<void> => {
  await toConnect(page, { liveState: answers.on, connectLive: answer });
  await page.getByRole("button", { name: "Connect", exact: true }).click();
};

const waiting = new Set(["connecting", "reading", "connected", "running"]);

const shown = (name: string, go: (page: Page) => Promise<void>): Shown => ({
  name: `fixes-${name}`,
  withCase: true,
  go: async (page) => {
    await go(page);
    // What waits for ever stays busy.
    if (waiting.has(name)) await page.waitForTimeout(300);
    else await settled(page);
  },
});

const journal = async (page: Page, hash: string, given: Answers): Promise<void> => {
  await withAnswers(page, given);
  await place(page, hash);
};

/** All of them; the last one gives the window its own answers back. */
export const liveScreens: readonly Shown[] = [
  shown("choose", async (page) => {
    await withAnswers(page, { liveState: answers.off });
    await place(page, chosen);
    await next(page).and(page.locator(":enabled")).waitFor();
  }),
  shown("choose-time", async (page) => {
    await withAnswers(page, { liveState: answers.off });
    await place(page, "fixes?scope=window&from=2026-10-09T02:00:00Z&to=2026-10-09T03:00:00Z");
    await next(page).and(page.locator(":enabled")).waitFor();
  }),
  shown("choose-fix", async (page) => {
    await withAnswers(page, { liveState: answers.off });
    await place(page, "fixes?by=fix&of=F-12");
    await page.getByRole("radio").first().click();
    await next(page).and(page.locator(":enabled")).waitFor();
  }),
  shown("off", (page) => toConnect(page, { liveState: answers.off })),
  shown("sources", (page) => toConnect(page, { liveState: answers.on })),
  shown("no-profiles", async (page) => {
    await toConnect(page, { liveState: answers.on, liveSources: answers.noSources });
    await page.getByRole("radio", { name: /Temporary keys/ }).click();
  }),
  shown("connecting", (page) => connectAs(page, never)),
  shown("mfa", (page) =>
    connectAs(page, {
      ok: false,
      refusal: { code: "needs-mfa", device: `arn:aws:iam::${answers.account}:mfa/m.keller` },
    }),
  ),
  shown("refused", (page) =>
    connectAs(page, {
      ok: false,
      refusal: {
        code: "other-account",
        account: "444455556666",
        arn: "arn:aws:iam::444455556666:user/m.keller",
        accounts: [answers.account],
      },
    }),
  ),
  shown("unreachable", (page) =>
    connectAs(page, {
      ok: false,
      refusal: { code: "unreachable", text: "No answer came from sts.amazonaws.com in 10 s." },
    }),
  ),
  shown("connected", async (page) => {
    await toPreview(page, never);
    await page.getByRole("button", { name: "Connect", exact: true }).click();
  }),
  shown("reading", (page) => toPreview(page, never)),
  shown("preview", (page) => toPreview(page, { ok: true, preview: answers.preview })),
  shown("preview-denied", async (page) => {
    await toPreview(page, { ok: true, preview: answers.denied });
    await page.locator("[data-step='3']").click();
  }),
  shown("preview-asks", (page) => toPreview(page, { ok: true, preview: answers.asking })),
  shown("preview-done", (page) => toPreview(page, { ok: true, preview: answers.nothingToDo })),
  shown("preview-nothing", (page) =>
    toPreview(page, {
      ok: false,
      code: "nothing",
      text: "No successful change of IAM matches.",
    }),
  ),
  shown("overwrite", async (page) => {
    await toPreview(page, { ok: true, preview: answers.preview });
    await page.getByRole("button", { name: "Do it all the same…" }).click();
  }),
  shown("confirm", (page) => toConfirm(page)),
  shown("confirm-denied", async (page) => {
    await toPreview(page, { ok: true, preview: answers.denied });
    await next(page).click();
  }),
  shown("running", (page) =>
    toApply(page, {
      applyLive: never,
      liveState: {
        ...answers.connected,
        progress: {
          run: 3,
          n: 3,
          api: "iam:CreatePolicy",
          phase: "reading-back",
          done: 2,
          total: 5,
        },
      },
    }),
  ),
  shown("done", (page) => toApply(page, { applyLive: { ok: true, run: answers.done } })),
  shown("failed", (page) => toApply(page, { applyLive: { ok: true, run: answers.failed } })),
  shown("unanswered", (page) =>
    toApply(page, { applyLive: { ok: true, run: answers.unanswered } }),
  ),
  shown("cancelled", (page) => toApply(page, { applyLive: { ok: true, run: answers.cancelled } })),
  shown("not-applied", (page) =>
    toApply(page, {
      applyLive: {
        ok: false,
        code: "changed",
        text: "Policy DeveloperAccess was changed since the preview: nothing was applied.",
      },
    }),
  ),
  shown("lost", (page) => toApply(page, { applyLive: gone })),
  shown("interrupted", (page) =>
    journal(page, "fixes?view=journal&run=4", {
      liveRuns: answers.runs,
      liveState: { ...answers.connected, interrupted: 4 },
    }),
  ),
  shown("resume", async (page) => {
    await journal(page, "fixes?view=journal&run=4", {
      liveRuns: answers.runs,
      liveState: { ...answers.connected, interrupted: 4 },
    });
    await page.getByRole("button", { name: "Resume…" }).click();
  }),
  shown("connect-first", (page) =>
    journal(page, "fixes?view=connect", {
      liveRuns: answers.runs,
      liveState: { ...answers.on, interrupted: 4 },
    }),
  ),
  shown("resumed", (page) =>
    journal(page, "fixes?view=journal&run=4", {
      liveRuns: [answers.resumed, ...answers.runs.slice(1)],
    }),
  ),
  shown("not-known", async (page) => {
    await withAnswers(page, { liveState: gone });
    await place(page, "fixes?view=journal");
  }),
  shown("journal", (page) =>
    journal(page, "fixes?view=journal&run=2", { liveRuns: answers.runs.slice(1) }),
  ),
  shown("journal-empty", async (page) => {
    await journal(page, "fixes?view=journal", { liveState: answers.off });
    await page.unrouteAll({ behavior: "ignoreErrors" });
  }),
];
