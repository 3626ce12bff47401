/** Where an export goes: a file that appears when it is whole, or standard output. */
import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { Failure } from "../../shared/errors.ts";
import { openPartFile } from "../part-file.ts";

/** Takes the bytes of an export. */
export interface Output {
  /** Resolves when more may come; the bytes may be changed then. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** Everything was written: makes it last. */
  readonly finish: () => void;
  /** Removes what was written so far. */
  readonly abandon: () => void;
}

/**
 * Checks before the work begins that a new file can be made at `path`. An export never replaces a file: a JSON export
 * looks like a log, so a log could be lost.
 * @throws Failure when the folder is missing or the name is taken.
 */
export function checkFree(path: string): void {
  const folder = dirname(path);
  if (!existsSync(folder)) throw new Failure({ code: "path-missing", path: folder });
  if (!existsSync(path)) return;
  if (!statSync(path).isFile()) throw new Failure({ code: "output-exists", path });
  const reason = "a file of this name is there already and was not overwritten; name another";
  throw new Failure({ code: "cannot-write", path, reason });
}

/**
 * Opens a new file that appears at `path` when it is finished, and goes when the program ends before.
 * @throws Failure when it can't be made or written, or the disk is full; nothing is left behind then.
 */
export function openOutputFile(path: string): Output {
  const { write, finish, abandon } = openPartFile(path, checkFree);
  return { write: async (bytes) => write(bytes), finish, abandon };
}
