/** Takes a picture of every screen, light and dark, small and large, into test/shots/app. Run: npm run pictures [-- name…] */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { shownScreens } from "./screens.ts";
import { buildWindow, hasChromium, openWindow, sampleCase } from "../../build/app-window.ts";

const wanted = process.argv.slice(2);
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;

if (!hasChromium) {
  process.stderr.write("pictures: no /usr/bin/chromium is here; name one in TRAILPROOF_CHROMIUM\n");
  process.exit(1);
}
buildWindow();
const out = "test/shots/app";
mkdirSync(out, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), "trailproof-pictures-"));
const casePath = sampleCase(folder);
for (const withCase of [false, true])
  for (const size of sizes)
    for (const theme of ["light", "dark"] as const) {
      const screens = shownScreens.filter(
        (one) => one.withCase === withCase && (wanted.length === 0 || wanted.includes(one.name)),
      );
      if (screens.length === 0) continue;
      // One after another: each picture has the machine for itself.
      // oxlint-disable-next-line no-await-in-loop
      const window = await openWindow({ size, theme, ...(withCase ? { casePath } : {}) });
      if (withCase) await window.page.getByRole("navigation", { name: "Case" }).waitFor();
      for (const { name, go } of screens) {
        const file = `${name}-${theme}-${String(size.width)}.png`;
        try {
          // oxlint-disable-next-line no-await-in-loop
          await go(window.page);
        } catch (error) {
          process.stderr.write(`${file}: ${String(error).split("\n")[0] ?? ""}\n`);
        }
        // oxlint-disable-next-line no-await-in-loop
        await window.page.screenshot({ path: join(out, file) });
        // oxlint-disable-next-line no-await-in-loop
        await window.page.keyboard.press("Escape");
        process.stdout.write(`${join(out, file)}\n`);
      }
      // oxlint-disable-next-line no-await-in-loop
      await window.close();
    }
rmSync(folder, { recursive: true, force: true });
