/** Baseline: inflates every file of an archive, one thread, nothing else. Usage: `node build/bench/baseline-gunzip.ts DIR`. */
import { archiveFiles, folderArgument, inflateFile, report } from "./measure.ts";

const files = archiveFiles(folderArgument());
const start = performance.now();
for (const path of files) inflateFile(path);
report(start, null);
