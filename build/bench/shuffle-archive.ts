/**
 * Makes a variant of an archive whose path order is not its order of time: the same files as hard links, each under the
 * path of another. The importer sorts by path, so this is what shuffles. Usage: `node build/bench/shuffle-archive.ts DIR`.
 */
import { linkSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { createRandom } from "../sample-story/random.ts";
import { archiveFiles, folderArgument } from "./measure.ts";

/** The folder of an archive's shuffled variant. */
export function shuffledFolder(folder: string): string {
  return `${folder}-shuffled`;
}

/** Makes the variant anew, since the archive may have been made anew; the order is the same each time. */
export function shuffleArchive(folder: string): void {
  const target = shuffledFolder(folder);
  // Nothing but links lies there.
  rmSync(join(target, "AWSLogs"), { recursive: true, force: true });
  const files = archiveFiles(folder);
  const names = files.map((path) => relative(folder, path));
  const random = createRandom("bench/shuffle");
  for (const from of files) {
    const [name] = names.splice(random.below(names.length), 1);
    if (name === undefined) throw new RangeError("fewer names than files");
    const to = join(target, name);
    mkdirSync(dirname(to), { recursive: true });
    linkSync(from, to);
  }
}

if (import.meta.main) {
  const folder = folderArgument();
  shuffleArchive(folder);
  process.stdout.write(`${JSON.stringify({ folder: shuffledFolder(folder) })}\n`);
}
