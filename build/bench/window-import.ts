/**
 * Imports an archive in the program's window and prints how evenly the window drew meanwhile, as one JSON line for the
 * bench. `{}` where no browser is. Usage: `node build/bench/window-import.ts FOLDER`.
 */
import { symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { buildWindow, hasChromium, openWindow } from "../app-window.ts";

const archive = process.argv[2];
if (archive === undefined) throw new Error("usage: window-import.ts <folder>");

if (!hasChromium) {
  process.stdout.write("{}\n");
} else {
  buildWindow();
  const { page, folder, close } = await openWindow();
  // The file dialog begins in the person's own folder.
  symlinkSync(archive, join(folder, basename(archive)));
  const press = (name: string | RegExp): Promise<void> =>
    page.getByRole("button", { name }).first().click();
  await press("Create case…");
  await page.getByRole("dialog").getByRole("button", { name: "Create" }).click();
  await page
    .getByRole("heading", { name: "Import" })
    .or(page.getByRole("heading", { name: "Evidence" }))
    .waitFor();
  await press(/^Choose folder/);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: basename(archive) }).click();
  await page.evaluate(() => {
    const gaps: number[] = [];
    let last = performance.now();
    const tick = (now: number): void => {
      gaps.push(now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    Object.assign(globalThis, { gaps });
  });
  const started = performance.now();
  await dialog.getByRole("button", { name: "Choose this folder" }).click();
  await page.getByText(/Go to findings/).waitFor({ timeout: 600_000 });
  const seconds = (performance.now() - started) / 1000;
  const noted: unknown = await page.evaluate(() => Reflect.get(globalThis, "gaps"));
  const gaps = (Array.isArray(noted) ? noted.map(Number) : []).toSorted((a, b) => a - b);
  process.stdout.write(
    `${JSON.stringify({
      windowImportSeconds: seconds,
      windowFrames: gaps.length,
      windowFramesPerSecond: gaps.length / seconds,
      windowGapMs99: gaps[Math.floor(gaps.length * 0.99)] ?? 0,
      windowGapMsMost: gaps.at(-1) ?? 0,
    })}\n`,
  );
  await close();
}
