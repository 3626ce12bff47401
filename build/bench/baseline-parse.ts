/** Baseline: inflates and JSON.parses every file of an archive, one thread. Usage: `node build/bench/baseline-parse.ts DIR`. */
import { archiveFiles, folderArgument, inflateFile, report } from "./measure.ts";

const files = archiveFiles(folderArgument());
const start = performance.now();
let rows = 0;
for (const path of files) {
  const log: unknown = JSON.parse(inflateFile(path).toString("utf8"));
  if (typeof log !== "object" || log === null || !("Records" in log)) continue;
  if (Array.isArray(log.Records)) rows += log.Records.length;
}
report(start, rows);
