/**
 * Opens a case in the program's window, measures it and prints one JSON line for the bench. `{}` where no browser is.
 * Usage: `node build/bench/window-once.ts CASE.trailproof`.
 */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { buildWindow, hasChromium, openWindow } from "../app-window.ts";

const path = process.argv[2];
if (path === undefined) throw new Error("usage: window-once.ts <case file>");

if (!hasChromium) {
  process.stdout.write("{}\n");
} else {
  buildWindow();
  const { page, close, context } = await openWindow({ casePath: path });
  // From the empty page: the engine starts, opens the case, and answers the first screen.
  await page.locator("[data-painted]").first().waitFor({ timeout: 120_000 });
  const paint = await page.evaluate(() => {
    const [first] = performance.getEntriesByName("first-contentful-paint");
    return {
      frame: first?.startTime ?? 0,
      screen: performance.getEntriesByName("screen")[0]?.startTime ?? 0,
    };
  });

  await page.evaluate(() => {
    globalThis.history.pushState(null, "", "#/events");
    globalThis.dispatchEvent(new PopStateEvent("popstate"));
  });
  const grid = page.getByRole("grid");
  await grid.locator("[role=gridcell]:not(.vt-waiting)").first().waitFor({ timeout: 120_000 });
  const before = await heapOf(page);
  for (let share = 0; share <= 1; share += 0.02) {
    // One place after another, as a hand scrolls.
    // oxlint-disable-next-line no-await-in-loop
    await grid.evaluate((element, at) => {
      element.scrollTop = at * element.scrollHeight;
    }, share);
    // oxlint-disable-next-line no-await-in-loop
    await page.waitForTimeout(60);
  }
  const after = await heapOf(page);
  const files = readdirSync("out/renderer/assets").filter((name) => /\.(js|css)$/.test(name));
  const bundle = files.reduce(
    (sum, name) => sum + statSync(join("out/renderer/assets", name)).size,
    0,
  );
  process.stdout.write(
    `${JSON.stringify({
      windowFrameMs: paint.frame,
      windowPaintMs: paint.screen,
      windowHeapMB: after,
      windowHeapGrowthMB: Math.max(0, after - before),
      windowBundleKB: bundle / 1000,
    })}\n`,
  );
  await context.close();
  await close();
}

/** Live memory of the page's JavaScript, MB of 1,048,576 bytes. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.enable");
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize / 1_048_576;
}
