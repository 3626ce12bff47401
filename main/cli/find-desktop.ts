/** Whether the desktop program can be opened from the repository, and with what. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The Electron to start, or why there is none, as the end of a sentence. */
export type Desktop =
  | { readonly executable: string; readonly reason: null }
  | { readonly executable: null; readonly reason: string };

interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /** Null on systems without. */
  readonly userId: number | null;
}

/** Looks for the runtime in `root`, a folder with installed packages; null: there is no such folder. */
export function findDesktop(root: string | null, { platform, env, userId }: Machine): Desktop {
  if (root === null) return none("the program was started without it");
  const hasScreen = [env["DISPLAY"], env["WAYLAND_DISPLAY"]].some((name) => (name ?? "") !== "");
  if (platform === "linux" && !hasScreen) return none("this machine has no screen");
  if (platform === "linux" && userId === 0) return none("Chromium's sandbox does not run as root");
  const folder = env["ELECTRON_OVERRIDE_DIST_PATH"] ?? join(root, "node_modules/electron/dist");
  const executable = join(folder, nameIn(root, platform));
  return existsSync(executable)
    ? { executable, reason: null }
    : none("its runtime (Electron) is not installed");
}

function none(reason: string): Desktop {
  return { executable: null, reason };
}

/** The installer of the runtime writes down how it is called. */
function nameIn(root: string, platform: NodeJS.Platform): string {
  const written = join(root, "node_modules/electron/path.txt");
  if (existsSync(written)) return readFileSync(written, "utf8");
  if (platform === "darwin") return "Electron.app/Contents/MacOS/Electron";
  return platform === "win32" ? "electron.exe" : "electron";
}
