/** Files and folders that were dropped on the window. */
import { statSync } from "node:fs";
import { isAbsolute } from "node:path";
import * as z from "zod";
import type { Choice, ChoiceKind } from "../../shared/ipc/program.ts";

/** The name of the message that the preload script sends; its pages have no other way to send it. */
export const dropChannel = "takeDropped";

/** Electron itself tells the paths to the preload script; the page's scripts never see them. */
const droppedPaths = z.array(z.string().min(1).max(32_768)).min(1).max(10_000);

/**
 * Makes a choice of what was dropped: a case, when it is one case file and nothing else; folders, when it is folders
 * alone; else files. Null for anything that is no list of paths to something that is there.
 */
export function chooseDropped(
  given: unknown,
  choose: (kind: ChoiceKind, paths: readonly string[]) => Choice,
): Choice | null {
  const parsed = droppedPaths.safeParse(given);
  if (!parsed.success) return null;
  const paths = parsed.data.filter((path) => isAbsolute(path) && kindOf(path) !== null);
  const [first] = paths;
  if (first === undefined) return null;
  if (paths.length === 1 && kindOf(first) === "file" && /\.trailproof$/i.test(first))
    return choose("case", paths);
  return choose(paths.every((path) => kindOf(path) === "folder") ? "folder" : "files", paths);
}

function kindOf(path: string): "file" | "folder" | null {
  try {
    const found = statSync(path);
    return found.isDirectory() ? "folder" : found.isFile() ? "file" : null;
  } catch {
    return null;
  }
}
