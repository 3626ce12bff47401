/** Writes a result so that no half-written file is ever taken for a whole one. */
import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { Failure } from "../../shared/errors.ts";
import { openPartFile } from "../part-file.ts";

/** How results of ours begin; another file under the same name is never overwritten. */
const jsonStart = '{\n  "tool": "trailproof"';
const htmlStart = "<!doctype html>";
/** Stands near the top of every HTML report. */
const generator = 'name="generator" content="Trailproof';

/**
 * Checks before the work begins that `path` can be written.
 * @throws Failure when its folder is missing, or when it is a folder or a file of somebody else's.
 */
export function checkWritable(path: string): void {
  const folder = dirname(path);
  if (!existsSync(folder)) throw new Failure({ code: "path-missing", path: folder });
  if (!existsSync(path)) return;
  if (!statSync(path).isFile()) throw new Failure({ code: "output-exists", path });
  if (!isOurs(path))
    throw new Failure({
      code: "cannot-write",
      path,
      reason: "a file that is no Trailproof result has this name; it was not overwritten",
    });
}

function isOurs(path: string): boolean {
  if (statSync(path).size === 0) return true;
  const head = Buffer.alloc(4096);
  const file = openSync(path, "r");
  try {
    const start = head.subarray(0, readSync(file, head, 0, head.length, 0)).toString("utf8");
    return (
      start.startsWith(jsonStart) || (start.startsWith(htmlStart) && start.includes(generator))
    );
  } finally {
    closeSync(file);
  }
}

/**
 * Writes a result beside its place, makes it durable, and moves it there in one step. `mayReplace`: a person saw that
 * a file has this name, and said that it may go.
 * @throws Failure when the disk is full or the folder can't be written; nothing is left behind then.
 */
export function saveFile(path: string, content: string | Uint8Array, mayReplace = false): void {
  const file = openPartFile(path, mayReplace ? () => undefined : checkWritable);
  file.write(typeof content === "string" ? Buffer.from(content, "utf8") : content);
  file.finish();
}
