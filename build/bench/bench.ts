/**
 * Measures the import against what it can't be faster than (inflating and parsing the same files) and against a
 * database that is good at it, on the same archive in the same run. `node build/bench/bench.ts --help`.
 */
import { spawnSync } from "node:child_process";
import { existsSync, globSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { archiveFolder } from "./generate.ts";
import { benchReport, type Round } from "./bench-report.ts";

const help = `Usage: node build/bench/bench.ts [options]

  --events N      events of the archive (1000000)
  --files N       files of the archive (2000)
  --runs N        rounds; the median of each measurement counts (1)
  --dir DIR       folder for archives, kept for the next time (in the system's temporary folder)
  --importer FILE script measured as import (build/bench/import-once.ts)
  --json          one JSON document instead of a table
  --help          this text

Each round starts every measurement in a process of its own, one after the other.
MB of the import's rate are megabytes of gzip, 1 MB = 1,000,000 bytes.
`;

/** The last line of JSON that a script prints. Its messages go to our standard error. */
function runScript(script: string, ...args: readonly string[]): unknown {
  const child = spawnSync(process.execPath, [script, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 64 * 1024 * 1024,
  });
  const line = child.stdout.trim().split("\n").at(-1) ?? "";
  if (child.status !== 0 || line === "") {
    throw new Error(`${script} failed (${child.signal ?? child.status}).`);
  }
  return JSON.parse(line);
}

function besideThis(name: string): string {
  return join(import.meta.dirname, name);
}

function positive(text: string, option: string): number {
  const n = Number(text);
  if (!Number.isSafeInteger(n) || n < 1)
    throw new RangeError(`--${option} wants a whole number above 0.`);
  return n;
}

function main(): void {
  const { values } = parseArgs({
    options: {
      events: { type: "string", default: "1000000" },
      files: { type: "string", default: "2000" },
      runs: { type: "string", default: "1" },
      dir: { type: "string", default: join(tmpdir(), "trailproof-bench") },
      importer: { type: "string", default: join(import.meta.dirname, "import-once.ts") },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const events = positive(values.events, "events");
  const files = positive(values.files, "files");
  const importer = resolve(values.importer);
  if (!existsSync(importer)) throw new Error(`There is no importer to measure at ${importer}.`);

  const folder = archiveFolder(resolve(values.dir), { events, files, seed: 1 });
  process.stderr.write(`archive: ${folder}\n`);
  // In a child, because Linux hands a process's highest memory on to the processes that it starts.
  runScript(
    besideThis("generate.ts"),
    `--events=${events}`,
    `--files=${files}`,
    "--seed=1",
    `--out=${folder}`,
  );
  const gzipBytes = globSync("AWSLogs/**/*.json.gz", { cwd: folder }).reduce(
    (sum, path) => sum + statSync(join(folder, path)).size,
    0,
  );
  const rounds: Round[] = [];
  for (let i = 1; i <= positive(values.runs, "runs"); i++) {
    process.stderr.write(`round ${i}\n`);
    rounds.push({
      gunzip: runScript(besideThis("baseline-gunzip.ts"), folder),
      parse: runScript(besideThis("baseline-parse.ts"), folder),
      duckdb: runScript(besideThis("baseline-duckdb.ts"), folder),
      import: runScript(importer, folder),
    });
  }
  const { document, table } = benchReport(rounds, gzipBytes);
  process.stdout.write(values.json ? `${JSON.stringify(document)}\n` : table);
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof RangeError || error instanceof TypeError ? 2 : 1;
}
