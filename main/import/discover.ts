/** Finds the files to import. Follows no link inside a folder; what is not a regular file is named, not read. */
import type { Dirent, Stats } from "node:fs";
import { lstatSync, statSync } from "node:fs";
import { access, constants, opendir, readdir, stat } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import { basename, join, resolve, sep } from "node:path";
import { Failure, messageOf } from "../../shared/errors.ts";
import { untilFailure } from "./pieces.ts";
import { shownName } from "./file-names.ts";

export interface FoundFile {
  /** The path as the user named it. */
  readonly root: string;
  /** Path below root, with `/`, for showing; the file's name when root is the file itself. */
  readonly path: string;
  /** Absolute path, for reading; bytes where a name in it is not UTF-8. */
  readonly absolute: string | Buffer;
  readonly bytes: number;
  /** UTC ISO time of the last change. */
  readonly modifiedAt: string;
  /** Set when the file is not read, and why. */
  readonly skipped: string | null;
}

/** Most files that one import takes. */
const maxFiles = 5_000_000;
const maxFolderDepth = 128;

export interface DiscoverOptions {
  /** Files that are passed over: the case itself may lie among the logs. */
  readonly own?: readonly string[];
  /** Where relative paths begin; the working folder when it is not given. */
  readonly folder?: string | undefined;
  /** How many were found so far, now and then. */
  readonly onFound?: ((files: number) => void) | undefined;
}

/**
 * All files under the paths, sorted by path so that every run sees the same order. Empty when all that is there are
 * folders that could not be searched, which `onProblem` heard of.
 * @throws Failure when a path is missing or unreadable, or when there is no file at all.
 */
export async function discover(
  paths: readonly string[],
  onProblem: (root: string, path: string, reason: string) => void,
  { own = [], folder: start = "", onFound }: DiscoverOptions = {},
): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  const seen = new Set(own.map((path) => resolve(path)));
  let isFull = false;
  let problems = 0;
  const tell = (root: string, path: string, reason: string): void => {
    problems++;
    onProblem(root, path, reason);
  };
  for (const root of paths) {
    const absolute = resolve(start, root);
    const info = await stat(absolute).catch((error: unknown) => {
      throw failureOf(root, error);
    });
    if (info.isDirectory()) await walk(root, absolute, "", 0);
    else {
      // Of a folder an unreadable file is one problem among many; named by itself it is the whole task.
      await access(absolute, constants.R_OK).catch((error: unknown) => {
        throw failureOf(root, error);
      });
      await add(root, shownName(basename(absolute)), absolute, oddKind(info));
    }
  }
  if (found.length === 0 && problems === 0) throw new Failure({ code: "no-files", paths });
  return found.toSorted((a, b) => order(a.root, b.root) || order(a.path, b.path));

  async function walk(
    root: string,
    folder: string | Buffer,
    below: string,
    depth: number,
  ): Promise<void> {
    if (depth > maxFolderDepth) {
      tell(root, below, `folders are nested more than ${maxFolderDepth} deep; not searched`);
      return;
    }
    try {
      let isOdd = false;
      // A folder may fail in the middle of its list, when its drive is pulled.
      const entries = untilFailure(await opendir(folder, { bufferSize: 256 }), (error) =>
        tell(root, below, `the folder could not be read to its end: ${reasonOf(error)}`),
      );
      for await (const entry of entries) {
        // Node writes U+FFFD for bytes that are not UTF-8: such names are asked for again as bytes.
        if (entry.name.includes("\uFFFD")) isOdd = true;
        else await enter(root, folder, below, depth, entry);
      }
      if (!isOdd) return;
      for (const entry of await readdir(folder, { withFileTypes: true, encoding: "buffer" }))
        if (entry.name.toString("utf8").includes("\uFFFD"))
          await enter(root, folder, below, depth, entry);
    } catch (error) {
      if (depth === 0 && !(error instanceof Failure)) throw failureOf(root, error);
      tell(root, below, `the folder could not be opened: ${reasonOf(error)}`);
    }
  }

  async function enter(
    root: string,
    folder: string | Buffer,
    below: string,
    depth: number,
    entry: Dirent | Dirent<Buffer>,
  ): Promise<void> {
    const shown = shownName(entry.name);
    const path = below === "" ? shown : `${below}/${shown}`;
    const absolute = inside(folder, entry.name);
    if (entry.isDirectory()) await walk(root, absolute, path, depth + 1);
    else await add(root, path, absolute, oddKind(entry));
  }

  async function add(
    root: string,
    path: string,
    absolute: string | Buffer,
    skipped: string | null,
  ): Promise<void> {
    // No path as text holds a NUL.
    const key = typeof absolute === "string" ? absolute : `\0${absolute.toString("latin1")}`;
    if (seen.has(key)) return;
    seen.add(key);
    if (found.length >= maxFiles) {
      if (!isFull) tell(root, path, `more than ${maxFiles} files; the rest was not read`);
      isFull = true;
      return;
    }
    try {
      // A link that was named by itself is followed: the size that bounds its reading is its target's.
      // At once: asking the thread pool takes ten times as long, and files come by the hundred thousand.
      const info = skipped === null ? statSync(absolute) : lstatSync(absolute);
      if (found.length % 1000 === 999) {
        onFound?.(found.length);
        await setImmediate();
      }
      const bytes = skipped === null ? info.size : 0;
      found.push({ root, path, absolute, bytes, modifiedAt: info.mtime.toISOString(), skipped });
    } catch (error) {
      tell(root, path, `the file could not be read: ${reasonOf(error)}`);
    }
  }
}

/** What stands there when it is no regular file: never opened, because reading it may wait for ever or have effects. */
function oddKind(
  entry: Pick<
    Stats,
    "isFile" | "isSymbolicLink" | "isFIFO" | "isSocket" | "isBlockDevice" | "isCharacterDevice"
  >,
): string | null {
  if (entry.isFile()) return null;
  if (entry.isSymbolicLink()) return "symbolic link, not followed";
  if (entry.isFIFO()) return "named pipe";
  if (entry.isSocket()) return "socket";
  return entry.isBlockDevice() || entry.isCharacterDevice() ? "device" : "not a regular file";
}

/** The path of an entry of a folder; as bytes when one of them is. */
function inside(folder: string | Buffer, name: string | Buffer): string | Buffer {
  if (typeof folder === "string" && typeof name === "string") return join(folder, name);
  return Buffer.concat([Buffer.from(folder), Buffer.from(sep), Buffer.from(name)]);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function failureOf(path: string, error: unknown): Failure {
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code === "ENOENT" || code === "ENOTDIR")
    return new Failure({ code: "path-missing", path }, { cause: error });
  return new Failure({ code: "path-unreadable", path, reason: reasonOf(error) }, { cause: error });
}

/** Why the system refused, in words for the common cases. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  switch (code) {
    case "EACCES":
    case "EPERM":
      return "permission denied";
    case "ENOENT":
      return "it is gone";
    case "EIO":
      return "the drive reports a read error";
    case "ELOOP":
      return "its links lead in a circle";
    case "ENAMETOOLONG":
      return "the name is too long";
    default:
      return messageOf(error);
  }
}
