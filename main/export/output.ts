/** Where an export goes: a file that appears when it is whole, or standard output. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { Failure } from "../../shared/errors.ts";
import { reasonOf } from "../import/discover.ts";

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
 * Opens a file beside `path` that takes its name when it is finished, and goes when the program ends before.
 * @throws Failure when it can't be made or written, or the disk is full; nothing is left behind then.
 */
export function openOutputFile(path: string): Output {
  checkFree(path);
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  const remove = (): void => rmSync(temporary, { force: true });
  const file = told(path, () => openSync(temporary, "w", 0o600));
  process.once("exit", remove);
  let isOpen = true;

  function close(): void {
    if (isOpen) closeSync(file);
    isOpen = false;
  }
  function abandon(): void {
    close();
    remove();
    process.off("exit", remove);
  }
  /** Runs a step; a failing one takes the file with it. */
  function step(work: () => void): void {
    try {
      told(path, work);
    } catch (error) {
      abandon();
      throw error;
    }
  }
  return {
    write: async (bytes) => {
      step(() => {
        for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
      });
    },
    finish: () => {
      step(() => {
        fsyncSync(file);
        close();
        checkFree(path);
        renameSync(temporary, path);
      });
      process.off("exit", remove);
    },
    abandon,
  };
}

/** Says in a sentence why a file can't be written. */
function told<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Failure) throw error;
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOSPC" || code === "EDQUOT")
      throw new Failure({ code: "disk-full", path }, { cause: error });
    throw new Failure({ code: "cannot-write", path, reason: reasonOf(error) }, { cause: error });
  }
}
