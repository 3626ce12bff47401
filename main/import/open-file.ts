/** Opens files that may have changed since they were found: a pipe, a folder or a larger file may stand there now. */
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import type { PathLike, Stats } from "node:fs";
import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { problemRow } from "./input-rows.ts";
import type { InputProblem, Job } from "./protocol.ts";

/** Without waiting: opening a pipe would block until somebody writes to it. Windows has no such flag and no such pipes. */
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** A job's path for opening: a Buffer loses its kind on its way to a thread. */
export function pathOf({ path }: Pick<Job, "path">): string | Buffer {
  return typeof path === "string" ? path : Buffer.from(path);
}

/** A file's size and time, before and after it was read. */
export interface Seen {
  readonly before: Stats;
  readonly after: Stats;
}

/**
 * The bytes of a file of at most `most` bytes, in one go: a thread has nothing else to do, and small files come by the
 * thousand. Null when it has grown larger since it was found.
 * @throws what the system says, or that it is no regular file any more.
 */
export function readAtOnce(
  path: PathLike,
  most: number,
): (Seen & { readonly file: Buffer<ArrayBuffer> }) | null {
  const handle = openSync(path, openFlags);
  try {
    const before = fstatSync(handle);
    if (!before.isFile()) throw new Error(otherKind);
    if (before.size > most) return null;
    const file = readFileSync(handle);
    return { file, before, after: fstatSync(handle) };
  } finally {
    closeSync(handle);
  }
}

/** Opens a file for reading in pieces. @throws as `readAtOnce`. */
export async function openRegular(path: PathLike): Promise<FileHandle> {
  const handle = await open(path, openFlags);
  try {
    if ((await handle.stat()).isFile()) return handle;
    throw new Error(otherKind);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

const otherKind = "something else than a file stands there now";

/** Whether it was written to while its bytes were read: what was read may be a mixture that never stood on disk. */
export function isMixed({ before, after }: Seen, bytes: number): boolean {
  return after.size !== bytes || before.mtimeMs !== after.mtimeMs;
}

/** Tells that a file is not the one that was found, or null. */
export function changeProblem(job: Job, seen: Seen, bytes: number): InputProblem | null {
  const isFound = bytes === job.bytes && seen.before.mtime.toISOString() === job.modifiedAt;
  if (isFound && !isMixed(seen, bytes)) return null;
  const reason = `the file changed while it was imported (found with ${job.bytes} bytes, ${bytes} were read); import again when nothing writes to it any more`;
  return problemRow(null, null, reason, "");
}
