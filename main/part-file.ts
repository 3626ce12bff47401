/** Files that appear when they are whole. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Failure } from "../shared/errors.ts";
import { reasonOf } from "./import/discover.ts";

/** A file that is being written beside its place. A step that fails removes it, and throws a Failure. */
export interface PartFile {
  readonly write: (bytes: Uint8Array) => void;
  /** Everything was written: makes it last, and moves it to its place in one step. */
  readonly finish: () => void;
  /** Removes what was written so far. */
  readonly abandon: () => void;
}

/**
 * Opens a file beside `path` that takes its name when it is finished, and goes when the program ends before. `check`
 * throws when a file must not be put there; it is asked before the work and before the move.
 * @throws Failure when it can't be made or written, or the disk is full; nothing is left behind then.
 */
export function openPartFile(path: string, check: (path: string) => void): PartFile {
  check(path);
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
    write: (bytes) => {
      step(() => {
        for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
      });
    },
    finish: () => {
      step(() => {
        fsyncSync(file);
        close();
        check(path);
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
