/** `trailproof open`: the desktop program where it can be had, else the window in a browser of this machine. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { Failure } from "../../shared/errors.ts";
import { openInBrowser } from "../browser/open-in-browser.ts";
import { repository } from "../host/program-files.ts";
import { findDesktop } from "./find-desktop.ts";
import type { Options } from "./options.ts";
import { runDesktop } from "./run-desktop.ts";
import type { World } from "./world.ts";
import { program } from "./world.ts";

/** Opens the window and stays until it is closed or the program is interrupted. */
export async function open({ words, browser, port }: Options, world: World): Promise<void> {
  const [word] = words;
  const path = word === undefined ? null : resolve(word);
  if (path !== null && !existsSync(path)) throw new Failure({ code: "path-missing", path });
  if (!browser && port === null && (await openDesktop(path, world))) return;
  await openInBrowser({ path, browser, port: port ?? 0 }, { ...world, program: program(world) });
}

/** False: it can't be had here, which was said. */
async function openDesktop(path: string | null, world: World): Promise<boolean> {
  const root = repository();
  const { executable, reason } = findDesktop(root, {
    platform: process.platform,
    env: process.env,
    userId: process.getuid?.() ?? null,
  });
  const why =
    root === null || executable === null
      ? (reason ?? "")
      : await runDesktop(executable, [root, ...(path === null ? [] : [path])], world.signal);
  if (why === null) return true;
  world.err.write(
    `The desktop program can't be opened here: ${why}. The window is shown in a browser instead.\n`,
  );
  return false;
}
