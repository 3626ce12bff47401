import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** What one script of the bench prints, as one line of JSON. */
export interface Measurement {
  readonly seconds: number;
  /** The process's highest resident set, 1 MB = 1,048,576 bytes. */
  readonly peakRssMB: number;
  /** Events read; null where the script does not look at them. */
  readonly rows: number | null;
}

/** The log files of an archive, sorted, with the folder in front. */
export function archiveFiles(folder: string): readonly string[] {
  return globSync("AWSLogs/**/*.json.gz", { cwd: folder })
    .toSorted()
    .map((path) => join(folder, path));
}

/** The folder named on the command line of a script of the bench. Throws when there is none. */
export function folderArgument(): string {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error("Give the folder of an archive.");
  return folder;
}

/**
 * A gzip file, inflated in one piece. The last four bytes of gzip state the inflated size; a buffer of that size
 * makes Node's gunzip about 1.4 times as fast as its default, so the baselines are as hard as they can be.
 */
export function inflateFile(path: string): Buffer {
  const bytes = readFileSync(path);
  return gunzipSync(bytes, { chunkSize: Math.max(64, bytes.readUInt32LE(bytes.length - 4) + 64) });
}

/** Prints the measurement of a script that began at `start` (of performance.now()). */
export function report(start: number, rows: number | null): void {
  const measurement: Measurement = {
    seconds: Number(((performance.now() - start) / 1000).toFixed(3)),
    peakRssMB: Math.round(process.resourceUsage().maxRSS / 1024),
    rows,
  };
  process.stdout.write(`${JSON.stringify(measurement)}\n`);
}
