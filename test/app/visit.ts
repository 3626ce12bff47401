/** How tests go to places of the window. */
import type { Page } from "playwright-core";

/** Goes to a place of the window, as a link inside it does. */
export async function visit(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    globalThis.history.pushState(null, "", to);
    globalThis.dispatchEvent(new PopStateEvent("popstate"));
  }, `#/${hash}`);
  await settled(page);
}

/** Waits until nothing is loading and the page was drawn. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector("[aria-busy=true], [data-loading]") === null,
  );
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  await page.waitForTimeout(250);
}
