/** To which account a snapshot file belongs, and how that is known. */
import type { FileFacts } from "./file-facts.ts";

/**
 * `inside`: its ARNs say so. `folder`: the other files of its folder (or archive) are all of one account. `only-account`:
 * the case knows one account only.
 */
export type AccountBasis = "inside" | "folder" | "only-account";

export interface OwnedFile {
  readonly facts: FileFacts;
  readonly accounts: readonly string[];
  readonly basis: AccountBasis | null;
}

/** Decides for all files. `logAccounts`: accounts that the log names. */
export function whoseFiles(
  files: readonly FileFacts[],
  logAccounts: readonly string[],
): readonly OwnedFile[] {
  const byFolder = new Map<string, Set<string>>();
  for (const { info, accounts } of files) {
    const folder = folderOf(info.path);
    const known = byFolder.get(folder) ?? new Set();
    byFolder.set(folder, known);
    for (const account of accounts) known.add(account);
  }
  const all = new Set([
    ...files.flatMap(({ accounts }) => accounts),
    ...logAccounts.filter((id) => id !== ""),
  ]);
  const [only] = all;
  return files.map((facts): OwnedFile => {
    if (facts.accounts.length > 0) return { facts, accounts: facts.accounts, basis: "inside" };
    const beside = byFolder.get(folderOf(facts.info.path));
    const [neighbour] = beside ?? [];
    if (beside?.size === 1 && neighbour !== undefined)
      return { facts, accounts: [neighbour], basis: "folder" };
    if (all.size === 1 && only !== undefined)
      return { facts, accounts: [only], basis: "only-account" };
    return { facts, accounts: [], basis: null };
  });
}

/** All before the last slash; members of an archive have its path before theirs. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** The name of a file without its folder. */
export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
