/**
 * Measures the import against what it can't be faster than (inflating and parsing the same files), against a database
 * that is good at it, and against itself: other orders, sizes of files and sizes of archives, all in the same run.
 * `node build/bench/bench.ts --help`.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { messageOf } from "../../shared/errors.ts";
import {
  type ArchiveName,
  type ArchiveOptions,
  archiveFolder,
  neededBytes,
  planArchives,
} from "./archive-plan.ts";
import {
  type AllArchiveFacts,
  type ArchiveFacts,
  benchReport,
  type Round,
} from "./bench-report.ts";
import { tableLines } from "./bench-table.ts";
import { printTable } from "./print-bench.ts";
import { isMade } from "./generate.ts";
import { objectOf, runScript } from "./run-script.ts";
import { shuffledFolder } from "./shuffle-archive.ts";

const help = `Usage: npm run bench -- [options]

  --events N      events of the archive (1000000); the wanted figures are for this number
  --files N       files of the archive (one for 500 events)
  --runs N        rounds; the median of each measurement counts (3)
  --large         also an archive of five times the events: time, DuckDB, memory, questions
  --huge          also one of twenty times the events: memory, questions
  --big-files N   files of 100,000 events that are measured against usual files (3)
  --dir DIR       folder for archives, kept for the next time, and for cases while they are
                  measured (trailproof-bench in the system's temporary folder)
  --importer FILE script measured as import (build/bench/import-once.ts)
  --json          one JSON document instead of the table
  --help          this text

Each round starts every measurement in a process of its own, one after the other. An import is
measured until its case is analysed and closed. MB of gzip are 1,000,000 bytes, MB of memory
1,048,576; the memory of processes that a script starts is added to its own.
Standard size: about 40 seconds a round and 0.8 GB of disk; --large: 2 minutes and 4 GB;
--huge: 3 minutes and 14 GB. Making the archives takes about 30 seconds a million events, once.
`;

/** Everything that one run measures and where. */
interface Plan {
  readonly folders: Readonly<Partial<Record<ArchiveName, string>>> & { readonly base: string };
  /** Folder for cases and tables while they are measured. */
  readonly scratch: string;
  readonly importer: string;
  /** Events of the base, and of the case of IAM writes. */
  readonly events: number;
  /** The script that asks questions of a case, or null where there is none. */
  readonly query: string | null;
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

function say(text: string): void {
  process.stderr.write(text);
}

/** Runs one measurement and adds the memory of the processes that it started to its own. */
async function measure(name: string, script: string, ...args: readonly string[]): Promise<unknown> {
  say(`  ${name}`);
  const { output, childrenPeakMB } = await runScript(script, ...args);
  if (typeof output !== "object" || output === null) return output;
  const [seconds, own]: readonly unknown[] = ["seconds", "peakRssMB"].map((member): unknown =>
    Reflect.get(output, member),
  );
  say(typeof seconds === "number" ? ` ${seconds.toFixed(2)} s\n` : "\n");
  return typeof own === "number" ? { ...output, peakRssMB: own + childrenPeakMB } : output;
}

/** Figures of one archive's import, and of what is asked of its case. */
interface CaseOutputs {
  readonly made: unknown;
  readonly queried?: object;
  readonly again?: unknown;
}

/** Imports an archive into a new case, asks questions of it, imports it again if wanted, and removes the case. */
async function measureCase(
  name: string,
  folder: string,
  { scratch, importer, query }: Plan,
  wanted: { readonly query: boolean; readonly again: boolean },
): Promise<CaseOutputs> {
  const path = join(scratch, "bench.trailproof");
  const importArguments = [folder, "--keep", path];
  const outputs: { made: unknown; queried?: object; again?: unknown } = {
    made: await measure(name, importer, ...importArguments),
  };
  // An importer of somebody else's may not keep its case.
  if (existsSync(path)) {
    if (wanted.query && query !== null) {
      const queried = await measure(`${name}, questions`, query, path);
      const seen = await measure(`${name}, window`, besideThis("window-once.ts"), path);
      outputs.queried = { ...objectOf(queried), ...objectOf(seen) };
    }
    if (wanted.again) outputs.again = await measure(`${name}, again`, importer, ...importArguments);
  }
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${path}${suffix}`, { force: true });
  return outputs;
}

/** One round: each measurement once, none beside another. */
async function measureRound(plan: Plan): Promise<Round> {
  const { folders, scratch } = plan;
  const gunzip = await measure("gunzip", besideThis("baseline-gunzip.ts"), folders.base);
  const parse = await measure("parse", besideThis("baseline-parse.ts"), folders.base);
  const duckdbScript = besideThis("baseline-duckdb.ts");
  const duckdb = await measure("DuckDB", duckdbScript, folders.base, scratch);
  const all = { query: true, again: true };
  const first = await measureCase("import", folders.base, plan, all);
  const imports: Record<string, unknown> = {};
  const queries: Record<string, unknown> = {};
  if (first.queried !== undefined) {
    const drawn = await measure("import, window", besideThis("window-import.ts"), folders.base);
    const stated = await measure("state", besideThis("state-once.ts"), String(plan.events));
    queries["base"] = { ...first.queried, ...objectOf(drawn), ...objectOf(stated) };
  }
  if (first.again !== undefined) imports["reimport"] = first.again;
  const others = [
    ["shuffled", shuffledFolder(folders.base)],
    ["bigPartner", folders.bigPartner],
    ["big", folders.big],
    ["tiny", folders.tiny],
  ] as const;
  for (const [name, folder] of others) {
    if (folder === undefined) continue;
    const only = { query: false, again: false };
    imports[name] = (await measureCase(`import, ${name}`, folder, plan, only)).made;
  }
  const duckdbLarge =
    folders.large === undefined
      ? {}
      : { duckdbLarge: await measure("DuckDB, large", duckdbScript, folders.large, scratch) };
  for (const name of ["large", "huge"] as const) {
    const folder = folders[name];
    if (folder === undefined) continue;
    const asked = { query: true, again: false };
    const { made, queried } = await measureCase(`import, ${name}`, folder, plan, asked);
    imports[name] = made;
    if (queried !== undefined) queries[name] = queried;
  }
  return { gunzip, parse, duckdb, ...duckdbLarge, import: first.made, imports, queries };
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

/** @throws Error when the folder's disk has not enough room for what is to be made. */
function checkDisk(dir: string, archives: readonly ArchiveOptions[]): void {
  const missing = archives.filter((options) => !isMade(archiveFolder(dir, options), options));
  const needed = neededBytes(archives, missing);
  const { bavail, bsize } = statfsSync(dir);
  if (bavail * bsize < needed)
    throw new Error(
      `${dir} has ${gigabytes(bavail * bsize)} free; this run needs about ${gigabytes(needed)} for archives and cases. Free some, name another folder with --dir, or measure fewer --events.`,
    );
}

/** Makes what is missing of the archives. In children, because Linux hands a process's highest memory on. */
async function makeArchives(
  dir: string,
  archives: Readonly<Partial<Record<ArchiveName, ArchiveOptions>>>,
): Promise<Partial<Record<ArchiveName, ArchiveFacts>>> {
  const facts: Partial<Record<ArchiveName, ArchiveFacts>> = {};
  for (const name of ["base", "big", "bigPartner", "tiny", "large", "huge"] as const) {
    const options = archives[name];
    if (options === undefined) continue;
    const folder = archiveFolder(dir, options);
    say(`archive ${folder}\n`);
    const { output } = await runScript(
      besideThis("generate.ts"),
      `--events=${options.events}`,
      `--files=${options.files}`,
      `--seed=${options.seed}`,
      ...(options.even ? ["--even"] : []),
      `--out=${folder}`,
    );
    const gzipBytes: unknown =
      typeof output === "object" && output !== null ? Reflect.get(output, "gzipBytes") : null;
    if (typeof gzipBytes !== "number") throw new Error("The generator told no size.");
    facts[name] = { events: options.events, files: options.files, gzipBytes };
  }
  return facts;
}

async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      events: { type: "string", default: "1000000" },
      files: { type: "string" },
      runs: { type: "string", default: "3" },
      large: { type: "boolean", default: false },
      huge: { type: "boolean", default: false },
      "big-files": { type: "string", default: "3" },
      dir: { type: "string", default: join(tmpdir(), "trailproof-bench") },
      importer: { type: "string", default: besideThis("import-once.ts") },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const runs = positive(values.runs, "runs");
  const archives = planArchives({
    events: positive(values.events, "events"),
    files: values.files === undefined ? undefined : positive(values.files, "files"),
    bigFiles: positive(values["big-files"], "big-files"),
    large: values.large,
    huge: values.huge,
  });
  const importer = resolve(values.importer);
  if (!existsSync(importer)) throw new Error(`There is no importer to measure at ${importer}.`);
  const query = besideThis("query-once.ts");
  const dir = resolve(values.dir);
  mkdirSync(dir, { recursive: true });
  checkDisk(dir, Object.values(archives));

  const facts = await makeArchives(dir, archives);
  if (facts.base === undefined) throw new Error("no archive");
  const known: AllArchiveFacts = { ...facts, base: facts.base };
  const folders: Partial<Record<ArchiveName, string>> = {};
  for (const name of ["big", "bigPartner", "tiny", "large", "huge"] as const) {
    const options = archives[name];
    if (options !== undefined) folders[name] = archiveFolder(dir, options);
  }
  const base = archiveFolder(dir, archives.base);
  await runScript(besideThis("shuffle-archive.ts"), base);

  const scratch = mkdtempSync(join(dir, "run-"));
  process.once("exit", () => rmSync(scratch, { recursive: true, force: true }));
  process.once("SIGINT", () => process.exit(130));
  process.once("SIGTERM", () => process.exit(143));
  const plan = {
    folders: { ...folders, base },
    scratch,
    importer,
    events: archives.base.events,
    query: existsSync(query) ? query : null,
  };
  const rounds: Round[] = [];
  while (rounds.length < runs) {
    say(`round ${rounds.length + 1} of ${runs}\n`);
    rounds.push(await measureRound(plan));
  }
  const document = benchReport(rounds, known);
  const lines = tableLines(document, plan.query === null ? "there is no query-once.ts" : "");
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ ...document, table: lines })}\n`
      : printTable(document, lines),
  );
}

try {
  await bench(process.argv.slice(2));
} catch (error) {
  say(`${messageOf(error)}\n`);
  process.exitCode = error instanceof RangeError || error instanceof TypeError ? 2 : 1;
}
