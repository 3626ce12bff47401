/** Finds the files to import. Follows no link inside a folder; what is not a regular file is named, not read. */
import { access, constants, lstat, opendir, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { Failure } from "../../shared/errors.ts";
import { untilFailure } from "./pieces.ts";

export interface FoundFile {
  /** The path as the user named it. */
  readonly root: string;
  /** Path below root, with `/`; the file's name when root is the file itself. */
  readonly path: string;
  /** Absolute path, for reading. */
  readonly absolute: string;
  readonly bytes: number;
  /** UTC ISO time of the last change. */
  readonly modifiedAt: string;
  /** Set when the file is not read, and why. */
  readonly skipped: string | null;
}

/** Most files that one import takes. */
const maxFiles = 5_000_000;
const maxFolderDepth = 128;

/**
 * All files under the paths, sorted by path so that every run sees the same order.
 * @throws Failure when a path is missing or unreadable, or when there is no file at all.
 */
export async function discover(
  paths: readonly string[],
  onProblem: (root: string, path: string, reason: string) => void,
): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  const seen = new Set<string>();
  let isFull = false;
  for (const root of paths) {
    const absolute = resolve(root);
    const info = await stat(absolute).catch((error: unknown) => {
      throw failureOf(root, error);
    });
    if (info.isDirectory()) await walk(root, absolute, "", 0);
    else {
      // Of a folder an unreadable file is one problem among many; named by itself it is the whole task.
      await access(absolute, constants.R_OK).catch((error: unknown) => {
        throw failureOf(root, error);
      });
      await add(root, basename(absolute), absolute, info.isFile() ? null : "not a regular file");
    }
  }
  if (found.length === 0) throw new Failure({ code: "no-files", paths });
  return found.toSorted((a, b) => order(a.root, b.root) || order(a.path, b.path));

  async function walk(root: string, folder: string, below: string, depth: number): Promise<void> {
    if (depth > maxFolderDepth) {
      onProblem(root, below, `folders are nested more than ${maxFolderDepth} deep; not searched`);
      return;
    }
    const entries = await opendir(folder).catch((error: unknown) => {
      if (depth === 0) throw failureOf(root, error);
      onProblem(root, below, `the folder could not be opened: ${reasonOf(error)}`);
      return null;
    });
    if (entries === null) return;
    // A folder may fail in the middle of its list, when its drive is pulled.
    for await (const entry of untilFailure(entries, (error) =>
      onProblem(root, below, `the folder could not be read to its end: ${reasonOf(error)}`),
    )) {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      const absolute = join(folder, entry.name);
      if (entry.isDirectory()) await walk(root, absolute, path, depth + 1);
      else if (entry.isFile()) await add(root, path, absolute, null);
      else
        await add(
          root,
          path,
          absolute,
          entry.isSymbolicLink() ? "symbolic link, not followed" : "not a regular file",
        );
    }
  }

  async function add(
    root: string,
    path: string,
    absolute: string,
    skipped: string | null,
  ): Promise<void> {
    if (seen.has(absolute)) return;
    seen.add(absolute);
    if (found.length >= maxFiles) {
      if (!isFull) onProblem(root, path, `more than ${maxFiles} files; the rest was not read`);
      isFull = true;
      return;
    }
    try {
      // A link that was named by itself is followed: the size that bounds its reading is its target's.
      const info = skipped === null ? await stat(absolute) : await lstat(absolute);
      const bytes = skipped === null ? info.size : 0;
      found.push({ root, path, absolute, bytes, modifiedAt: info.mtime.toISOString(), skipped });
    } catch (error) {
      onProblem(root, path, `the file could not be read: ${reasonOf(error)}`);
    }
  }
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
      return error instanceof Error ? error.message : String(error);
  }
}
