/** Hashes the imported files again where they still are. */
import { createHash } from "node:crypto";
import { createReadStream, readFileSync, statSync } from "node:fs";
import { basename, isAbsolute, join, resolve } from "node:path";
import type { Spans } from "../../shared/span.ts";
import { say, text } from "../../shared/span.ts";
import type { KeptInput } from "../db/custody.ts";
import { reasonOf } from "../import/discover.ts";

/**
 * `member`: it stands in an archive, whose file is compared as a whole. `unhashed`: the import did not read it (a link, a
 * device), or not to its end, so that there is nothing to compare.
 */
export type OriginalState = "same" | "different" | "gone" | "unreadable" | "member" | "unhashed";

export interface OriginalCheck {
  readonly state: OriginalState;
  /** Null when there is nothing to tell. */
  readonly sentence: Spans | null;
}

/** Files up to this size are read in one piece. */
const wholeBytes = 8 * 1024 * 1024;

/** Where a file was when it was imported. */
export function originalPath({ root, path, folder }: KeptInput): string {
  const absolute = isAbsolute(root) || folder === "" ? resolve(root) : resolve(folder, root);
  // A file that was named by itself has its own name below itself.
  if (basename(absolute) !== path) return join(absolute, path);
  try {
    return statSync(absolute).isDirectory() ? join(absolute, path) : absolute;
  } catch {
    // Gone: whichever it was, the comparison says so.
    return absolute;
  }
}

/** Compares one original with the hash that it had. Never throws for what is on the disk. */
export async function checkOriginal(input: KeptInput): Promise<OriginalCheck> {
  if (isUnfinished(input))
    return {
      state: "unhashed",
      sentence: say`It was not read to its end: run the same import again.`,
    };
  if (input.parent !== null) return { state: "member", sentence: null };
  if (input.sha256 === null) return { state: "unhashed", sentence: null };
  const path = originalPath(input);
  try {
    const info = statSync(path);
    if (!info.isFile())
      return { state: "different", sentence: say`It is no regular file any more.` };
    if (info.size !== input.bytes)
      return {
        state: "different",
        sentence: say`It has ${text(String(info.size))} bytes now, not ${text(String(input.bytes))}: it was changed after the import.`,
      };
    const hash =
      info.size <= wholeBytes
        ? createHash("sha256").update(readFileSync(path)).digest("hex")
        : await hashed(path);
    return hash === input.sha256
      ? { state: "same", sentence: null }
      : {
          state: "different",
          sentence: say`Its SHA-256 is not the one that it had: it was changed after the import.`,
        };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOENT" || code === "ENOTDIR")
      return { state: "gone", sentence: say`It is not there any more.` };
    return {
      state: "unreadable",
      sentence: say`It could not be read: ${text(reasonOf(error))}.`,
    };
  }
}

/** Whether the import of a file was cut off; what it left is no whole file. */
export function isUnfinished({ status }: KeptInput): boolean {
  return status === "waiting" || status === "reading";
}

async function hashed(path: string): Promise<string> {
  const hash = createHash("sha256");
  const stream: AsyncIterable<Uint8Array> = createReadStream(path, { highWaterMark: 1 << 20 });
  for await (const piece of stream) hash.update(piece);
  return hash.digest("hex");
}
