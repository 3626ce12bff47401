/** Imports and analyses an archive once, in this process, and prints one JSON line for the bench. */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openCase } from "../../main/db/open-case.ts";
import { caseTotals } from "../../main/db/count-events.ts";
import { analyzeCase } from "../../main/import/analyze-case.ts";
import { importPaths } from "../../main/import/import-files.ts";

const archive = process.argv[2];
if (archive === undefined) throw new Error("usage: import-once.ts <archive folder>");
const folder = mkdtempSync(join(tmpdir(), "trailproof-bench-"));
const path = join(folder, "bench.trailproof");
try {
  const started = performance.now();
  const db = openCase(path, { create: true });
  await importPaths(db, path, { paths: [archive], program: "bench", now: Date.now() });
  const imported = performance.now();
  const findings = await analyzeCase(db);
  const seconds = (performance.now() - started) / 1000;
  const { records } = caseTotals(db);
  db.close();
  console.log(
    JSON.stringify({
      seconds,
      analysisSeconds: (performance.now() - imported) / 1000,
      findings,
      peakRssMB: process.resourceUsage().maxRSS / 1024,
      rows: records,
      caseBytes: statSync(path).size,
    }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
