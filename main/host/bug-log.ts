/** Writes mistakes of the program into a file on this machine; nothing is ever sent. */
import { appendFileSync, mkdirSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import type { LogEntry } from "../../shared/ipc.ts";

const maxBytes = 1024 * 1024;

/** Writes a mistake down and answers where. `where`: the call, or the part of the program. */
export type BugLog = (where: string, error: unknown) => LogEntry;

/** Makes the log in `folder`. `newId` names each entry. */
export function createBugLog(folder: string, newId: () => string): BugLog {
  const log = join(folder, "trailproof.log");
  return (where, error) => {
    const ref = newId().slice(0, 8);
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const entry = `${new Date().toISOString()} ${ref} ${where}\n${detail}\n\n`;
    try {
      mkdirSync(folder, { recursive: true });
      if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > maxBytes) truncateSync(log);
      appendFileSync(log, entry, { mode: 0o600 });
    } catch {
      // A log that can't be written must not hide the mistake itself.
      process.stderr.write(entry);
    }
    return { ref, log };
  };
}
