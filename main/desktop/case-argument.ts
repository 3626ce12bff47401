import { resolve } from "node:path";

/**
 * The case file among the words that the program was started with, as an absolute path; null when there is none.
 * `folder`: where relative words start.
 */
export function caseIn(argv: readonly string[], folder: string): string | null {
  const word = argv.slice(1).find((arg) => !arg.startsWith("-") && arg.endsWith(".trailproof"));
  return word === undefined ? null : resolve(folder, word);
}
