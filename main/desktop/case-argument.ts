import { resolve } from "node:path";

/** The case file among the words that the program was started with, as an absolute path; null when there is none. */
export function caseIn(argv: readonly string[], folder?: string): string | null {
  const path = argv.slice(1).find((word) => !word.startsWith("-") && word.endsWith(".trailproof"));
  if (path === undefined) return null;
  return folder === undefined ? resolve(path) : resolve(folder, path);
}
