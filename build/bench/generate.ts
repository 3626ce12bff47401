/**
 * Makes an archive for the bench: synthetic CloudTrail logs in the layout of an S3 bucket, the same records for the
 * same options. An archive that was made with the same options is used again.
 * Usage: `node build/bench/generate.ts [--events N] [--files N] [--seed N] [--even] [--out DIR]`.
 * `--even` gives each file the same number of events; otherwise many are small and some are big, as in real trails.
 */
import { once } from "node:events";
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { createGzip } from "node:zlib";
import { createRandom } from "../sample-story/random.ts";
import { benchEvent } from "./archive-event.ts";
import {
  accountsInMonth,
  type BenchAccount,
  benchAccounts,
  daysOfMonth,
  fileSuffix,
  skewed,
} from "./archive-world.ts";
import { type ArchiveOptions, archiveFolder } from "./archive-plan.ts";
import { archiveFiles } from "./measure.ts";

/** Written into `archive.json`; goes up with each change of the records, so that older archives are not used again. */
const generator = "trailproof-bench/1";

/** The last month of every archive begins here; longer ones begin earlier, so that no event lies in the future. */
const lastMonth = Date.UTC(2026, 8, 1);
const monthMs = daysOfMonth * 86_400_000;
const eventsOfMonth = 1_000_000;
const duplicateShare = 0.001;
/** Events whose text is in memory at once. */
const pieceEvents = 2000;
/** Files being compressed at once. */
const writers = 4;

const regions = (
  "us-east-1 us-east-1 us-east-1 us-east-1 us-east-1 us-east-1 us-east-1 eu-west-1 eu-west-1 " +
  "us-west-2 us-west-2 eu-central-1 eu-central-1 us-east-2 ap-southeast-2"
).split(" ");

interface PlannedFile {
  readonly path: string;
  /** Index of its account. */
  readonly account: number;
  readonly region: string;
  readonly from: number;
  readonly count: number;
}

/** A month per million events: rates stay those of one organization, and longer archives bring new sessions. */
function monthsOf({ events }: ArchiveOptions): number {
  return Math.max(1, Math.ceil(events / eventsOfMonth));
}

function firstDayOf(options: ArchiveOptions): number {
  return lastMonth - (monthsOf(options) - 1) * monthMs;
}

/** Files in order of time, spread over accounts, Regions and days. */
function planFiles(
  options: ArchiveOptions,
  accounts: readonly BenchAccount[],
): readonly PlannedFile[] {
  const random = createRandom(`bench/${options.seed}/files`);
  const weights = Array.from({ length: options.files }, () =>
    options.even ? 1 : 0.15 + (random.below(1000) / 1000) ** 3 * 4,
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let used = 0;
  let wanted = 0;
  return weights.map((weight, i) => {
    wanted += (weight / sum) * options.events;
    const count = (i === options.files - 1 ? options.events : Math.round(wanted)) - used;
    used += count;
    const { id } = skewed(random, accounts);
    const region = random.pick(regions);
    const share = i / options.files;
    const from = firstDayOf(options) + Math.floor(share * monthsOf(options) * monthMs);
    const stamp = new Date(from).toISOString();
    const name = `${id}_CloudTrail_${region}_${stamp.replace(/[-:]/g, "").slice(0, 13)}Z_${fileSuffix(random)}.json.gz`;
    const day = stamp.slice(0, 10).replaceAll("-", "/");
    const path = `AWSLogs/${id}/CloudTrail/${region}/${day}/${name}`;
    return { path, account: accounts.findIndex((each) => each.id === id), region, from, count };
  });
}

/** The text of `archive.json`, or null where there is none. */
function readManifest(folder: string): string | null {
  const path = join(folder, "archive.json");
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}

/** The text that a manifest of a finished archive with these options begins with. */
function finished(options: ArchiveOptions): string {
  const { events, files, seed, even } = options;
  const months = monthsOf(options);
  return JSON.stringify({
    generator,
    events,
    files,
    seed,
    // Left out where they say nothing, so that archives from before these options are used again.
    ...(even ? { even } : {}),
    ...(months > 1 ? { months } : {}),
    complete: true,
  }).slice(0, -1);
}

/** Whether the archive lies there, complete and made with these options. */
export function isMade(folder: string, options: ArchiveOptions): boolean {
  return readManifest(folder)?.startsWith(finished(options)) === true;
}

/** Writes one gzip file; `put` waits while the compressor has enough to do. */
function openLog(path: string): {
  readonly put: (text: string) => Promise<void>;
  readonly close: () => Promise<number>;
} {
  mkdirSync(dirname(path), { recursive: true });
  const gzip = createGzip();
  const file = createWriteStream(path);
  const written = pipeline(gzip, file);
  return {
    put: async (text) => {
      // A full disk ends the pipeline, and then nothing drains any more.
      if (!gzip.write(text)) await Promise.race([once(gzip, "drain"), written]);
    },
    close: async () => {
      gzip.end();
      await written;
      return file.bytesWritten;
    },
  };
}

/**
 * Makes the archive in a folder, or leaves it when it is there already. Throws when the folder holds something that
 * is not an archive of this generator.
 */
async function ensureArchive(folder: string, options: ArchiveOptions): Promise<"made" | "kept"> {
  if (isMade(folder, options)) return "kept";
  const existing = readManifest(folder);
  const logs = join(folder, "AWSLogs");
  if (existing?.startsWith('{"generator":"trailproof-bench/') !== true && existsSync(logs)) {
    throw new Error(`${folder} holds logs that the bench did not make; choose another folder.`);
  }
  rmSync(logs, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const manifest = join(folder, "archive.json");
  await writeFile(manifest, JSON.stringify({ generator, complete: false }));

  const { seed } = options;
  const firstDay = firstDayOf(options);
  const firstAccounts = benchAccounts(seed, firstDay);
  let [duplicates, rawBytes, gzipBytes] = [0, 0, 0];
  let earlier: readonly string[] = [];
  let accounts = { month: 0, all: firstAccounts };
  const running = new Set<Promise<void>>();
  for (const [i, file] of planFiles(options, firstAccounts).entries()) {
    const month = Math.floor((file.from - firstDay) / monthMs);
    if (month !== accounts.month) {
      const all = accountsInMonth(firstAccounts, seed, month, firstDay + month * monthMs);
      accounts = { month, all };
    }
    const account = accounts.all[file.account];
    if (account === undefined) throw new RangeError("a file of no account");
    const random = createRandom(`bench/${seed}/${i}`);
    const step = (monthsOf(options) * monthMs) / options.files / Math.max(1, file.count);
    const log = openLog(join(folder, file.path));
    const first: string[] = [];
    const put = async (text: string): Promise<void> => {
      rawBytes += text.length;
      await log.put(text);
    };
    for (let begin = 0; begin < file.count; begin += pieceEvents) {
      const rows: string[] = [];
      for (let n = begin; n < Math.min(file.count, begin + pieceEvents); n++) {
        if (earlier.length > 0 && random.chance(duplicateShare)) {
          rows.push(random.pick(earlier));
          duplicates++;
          continue;
        }
        const time = `${new Date(file.from + n * step).toISOString().slice(0, 19)}Z`;
        rows.push(benchEvent(random, account, file.region, time));
      }
      if (begin === 0) first.push(...rows.slice(0, 50));
      await put(`${begin === 0 ? '{"Records":[' : ","}${rows.join(",")}`);
    }
    await put(file.count === 0 ? '{"Records":[]}' : "]}");
    if (first.length > 0) earlier = first;
    const done = log.close().then((bytes) => {
      gzipBytes += bytes;
      running.delete(done);
    });
    running.add(done);
    if (running.size >= writers) await Promise.race(running);
  }
  await Promise.all(running);
  const result = JSON.stringify({ duplicates, rawBytes, gzipBytes });
  await writeFile(manifest, `${finished(options)},${result.slice(1)}\n`);
  return "made";
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      events: { type: "string", default: "1000000" },
      files: { type: "string", default: "2000" },
      seed: { type: "string", default: "1" },
      even: { type: "boolean", default: false },
      out: { type: "string" },
    },
  });
  const options = {
    events: Number(values.events),
    files: Number(values.files),
    seed: Number(values.seed),
    even: values.even,
  };
  const folder = values.out ?? archiveFolder(join(tmpdir(), "trailproof-bench"), options);
  const start = performance.now();
  const result = await ensureArchive(folder, options);
  const seconds = (performance.now() - start) / 1000;
  // An archive from last week lies on the disk; all measurements shall find it in the system's cache.
  let gzipBytes = 0;
  for (const path of archiveFiles(folder)) {
    gzipBytes += (await readFile(path)).length;
  }
  process.stdout.write(
    `${JSON.stringify({ folder, result, seconds: Number(seconds.toFixed(2)), gzipBytes })}\n`,
  );
}

if (import.meta.main) await main();
