/**
 * An import as `trailproof import` does it, in a process that a test may kill; commits so often that a kill meets every
 * state of the case. Usage: `node import-child.ts CASE FOLDER [milliseconds between commits]`. Prints the peak of its
 * memory in KiB when it is done.
 */
import { openCase } from "../../main/db/open-case.ts";
import { analyzeCase } from "../../main/import/analyze-case.ts";
import { importPaths } from "../../main/import/import-files.ts";

const [casePath = "", folder = "", commitMs = "1000"] = process.argv.slice(2);
const db = openCase(casePath, { create: true });
await importPaths(db, casePath, {
  program: "test",
  now: Date.UTC(2026, 10, 22),
  paths: [folder],
  commitMs: Number(commitMs),
});
await analyzeCase(db, { program: "test" });
db.close();
process.stdout.write(`${process.resourceUsage().maxRSS}\n`);
