/** `npm start`: fetches Electron's runtime where that was not done yet and can be, and opens the built program. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const electron = join("node_modules", "electron");
/** A download that takes longer is given up. */
const fetchMs = 180_000;

if (process.env["ELECTRON_OVERRIDE_DIST_PATH"] === undefined && !existsSync(join(electron, "dist")))
  spawnSync(process.execPath, [join(electron, "install.js")], {
    stdio: "ignore",
    timeout: fetchMs,
  });

// What could not be fetched is told by the command itself.
const child = spawn(
  process.execPath,
  [join("main", "cli", "trailproof.ts"), "open", ...process.argv.slice(2)],
  { stdio: "inherit" },
);
// Ctrl-C reaches both; the command ends by itself, and this after it.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("exit", (code) => {
  process.exitCode = code ?? 1;
});
