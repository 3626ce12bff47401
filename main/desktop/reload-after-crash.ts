/** The window's page runs in a process of its own; when that dies, the page is loaded again. */
import type { WebContents } from "electron";
import type { BugLog } from "../host/bug-log.ts";

/** So many crashes in this time, and the page stays away: the next one would come at once. */
const crashLimit = 3;
const crashWindowMs = 60_000;

/** Loads a page again that crashed or ran out of memory, and writes that down. The case is in another process. */
export function reloadAfterCrash(contents: WebContents, logBug: BugLog, now: () => number): void {
  let crashes: readonly number[] = [];
  contents.on("render-process-gone", (_, { reason, exitCode }) => {
    if (reason === "clean-exit") return;
    logBug("window", `the page's process ended: ${reason}, exit code ${exitCode}`);
    const at = now();
    crashes = [...crashes.filter((one) => at - one < crashWindowMs), at];
    if (crashes.length < crashLimit) contents.reload();
  });
}
