/** Folders of this machine for the window's own file dialog, where the host has none. Paths stay behind ids. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Failure } from "../../shared/errors.ts";
import type { ChoiceKind, Choice, FolderEntry, FolderListing } from "../../shared/ipc/program.ts";
import { visible } from "../cli/visible.ts";
import { reasonOf } from "../import/discover.ts";
import { CallFailure } from "./call-failure.ts";
import type { Choices } from "./choices.ts";

/** Entries of a listing, and ids that are remembered at once: those of the latest listings. */
const mostEntries = 2000;
const mostIds = 50_000;

export interface Folders {
  /** @throws Failure (path-unreadable) for a folder that can't be listed; CallFailure for an unknown id. */
  readonly list: (folderId: string | null) => FolderListing;
  readonly chooseEntries: (kind: ChoiceKind, entryIds: readonly string[]) => Choice;
  /** @throws CallFailure for a name that could lead out of the folder. */
  readonly nameNewCase: (folderId: string, name: string) => Choice;
}

/** Makes the listings. `home`: where to begin. */
export function createFolders(home: string, choices: Choices, newId: () => string): Folders {
  const paths = new Map<string, string>();
  const ids = new Map<string, string>();

  const idOf = (path: string): string => {
    const id = ids.get(path) ?? newId();
    // At the end again: the ids that were used last are forgotten last.
    paths.delete(id);
    paths.set(id, path);
    ids.set(path, id);
    for (const [oldId, oldPath] of paths) {
      if (paths.size <= mostIds) break;
      paths.delete(oldId);
      ids.delete(oldPath);
    }
    return id;
  };
  const pathOf = (id: string): string => {
    const path = paths.get(id);
    if (path === undefined) throw badRequest("no file or folder was listed under this id");
    return path;
  };

  return {
    list: (folderId) => {
      const folder = folderId === null ? resolve(home) : pathOf(folderId);
      const found = entriesOf(folder).toSorted(inOrder);
      const parent = dirname(folder);
      return {
        id: idOf(folder),
        path: visible(folder),
        parent: parent === folder ? null : idOf(parent),
        entries: found.slice(0, mostEntries).map(({ name, kind }) => {
          const path = join(folder, name);
          const bytes = kind === "folder" ? null : bytesOf(path);
          return { id: idOf(path), name: visible(name), kind, bytes };
        }),
        more: Math.max(0, found.length - mostEntries),
      };
    },
    chooseEntries: (kind, entryIds) => {
      if (kind === "new-case") throw badRequest("a new case needs a name");
      if (kind === "case" && entryIds.length !== 1)
        throw badRequest("one case is opened at a time");
      return choices.add(kind, entryIds.map(pathOf));
    },
    nameNewCase: (folderId, name) => {
      const trimmed = name.trim();
      if (!isFileName(trimmed)) throw badRequest("this is no name for a file");
      const file = trimmed.toLowerCase().endsWith(".trailproof")
        ? trimmed
        : `${trimmed}.trailproof`;
      const path = join(pathOf(folderId), file);
      if (existsSync(path))
        throw new Failure({
          code: "cannot-write",
          path,
          reason: "a file of this name is there already",
        });
      return choices.add("new-case", [path]);
    },
  };
}

type Found = Pick<FolderEntry, "name" | "kind">;

function entriesOf(folder: string): readonly Found[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const what = entry.isSymbolicLink()
        ? statSync(join(folder, entry.name), { throwIfNoEntry: false })
        : entry;
      return what === undefined ? [] : foundAs(entry.name, what);
    });
  } catch (error) {
    throw new Failure(
      { code: "path-unreadable", path: folder, reason: reasonOf(error) },
      { cause: error },
    );
  }
}

/** Devices and sockets are no entries. */
function foundAs(
  name: string,
  what: { readonly isDirectory: () => boolean; readonly isFile: () => boolean },
): readonly Found[] {
  if (what.isDirectory()) return [{ name, kind: "folder" }];
  if (!what.isFile()) return [];
  return [{ name, kind: name.toLowerCase().endsWith(".trailproof") ? "case" : "file" }];
}

function bytesOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.size ?? null;
}

/** Folders first, hidden ones last; then by name, numbers by their value. */
function inOrder(a: Found, b: Found): number {
  const rank = ({ kind, name }: Found): number =>
    (name.startsWith(".") ? 2 : 0) + (kind === "folder" ? 0 : 1);
  return rank(a) - rank(b) || collator.compare(a.name, b.name);
}

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Names that all three systems take, and that lead nowhere else. */
function isFileName(name: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
  return name !== "" && !/[\u0000-\u001f\u007f/\\:*?"<>|]/.test(name) && !/^\.+$/.test(name);
}

function badRequest(detail: string): CallFailure {
  return new CallFailure({ code: "bad-request", detail });
}
