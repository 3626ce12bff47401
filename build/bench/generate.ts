/**
 * Makes an archive for the bench: synthetic CloudTrail logs in the layout of an S3 bucket, the same records for the
 * same options. An archive that was made with the same options is used again.
 * Usage: `node build/bench/generate.ts [--events N] [--files N] [--seed N] [--out DIR]`.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { gzip } from "node:zlib";
import { createRandom } from "../sample-story/random.ts";
import { benchEvent } from "./archive-event.ts";
import { type BenchAccount, benchAccounts, fileSuffix, skewed } from "./archive-world.ts";

/** What decides every record of an archive. */
interface ArchiveOptions {
  readonly events: number;
  readonly files: number;
  readonly seed: number;
}

/** Written into `archive.json`; goes up with each change of the records, so that older archives are not used again. */
const generator = "trailproof-bench/1";

const firstDay = Date.UTC(2026, 8, 1);
const days = 30;
const duplicateShare = 0.001;
const gzipped = promisify(gzip);

const regions = (
  "us-east-1 us-east-1 us-east-1 us-east-1 us-east-1 us-east-1 us-east-1 eu-west-1 eu-west-1 " +
  "us-west-2 us-west-2 eu-central-1 eu-central-1 us-east-2 ap-southeast-2"
).split(" ");

interface PlannedFile {
  readonly path: string;
  readonly account: BenchAccount;
  readonly region: string;
  readonly from: number;
  readonly count: number;
}

/** Where an archive lies when nobody says otherwise. */
export function archiveFolder(base: string, { events, files, seed }: ArchiveOptions): string {
  return join(base, `archive-${events}-${files}-${seed}`);
}

/** Many small files and some big ones, spread over accounts, Regions and days. */
function planFiles(options: ArchiveOptions): readonly PlannedFile[] {
  const random = createRandom(`bench/${options.seed}/files`);
  const accounts = benchAccounts(options.seed, firstDay, days);
  const weights = Array.from(
    { length: options.files },
    () => 0.15 + (random.below(1000) / 1000) ** 3 * 4,
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let used = 0;
  let wanted = 0;
  return weights.map((weight, i) => {
    wanted += (weight / sum) * options.events;
    const count = (i === options.files - 1 ? options.events : Math.round(wanted)) - used;
    used += count;
    const account = skewed(random, accounts);
    const region = random.pick(regions);
    const from = firstDay + Math.floor((i / options.files) * days * 86_400_000);
    const stamp = new Date(from).toISOString();
    const name = `${account.id}_CloudTrail_${region}_${stamp.replace(/[-:]/g, "").slice(0, 13)}Z_${fileSuffix(random)}.json.gz`;
    const day = stamp.slice(0, 10).replaceAll("-", "/");
    const path = `AWSLogs/${account.id}/CloudTrail/${region}/${day}/${name}`;
    return { path, account, region, from, count };
  });
}

/** The text of `archive.json`, or null where there is none. */
function readManifest(folder: string): string | null {
  const path = join(folder, "archive.json");
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}

/** The text that a manifest of a finished archive with these options begins with. */
function finished({ events, files, seed }: ArchiveOptions): string {
  return JSON.stringify({ generator, events, files, seed, complete: true }).slice(0, -1);
}

/**
 * Makes the archive in a folder, or leaves it when it is there already. Throws when the folder holds something that
 * is not an archive of this generator.
 */
async function ensureArchive(folder: string, options: ArchiveOptions): Promise<"made" | "kept"> {
  const existing = readManifest(folder);
  if (existing?.startsWith(finished(options)) === true) return "kept";
  const logs = join(folder, "AWSLogs");
  if (existing?.startsWith('{"generator":"trailproof-bench/') !== true && existsSync(logs)) {
    throw new Error(`${folder} holds logs that the bench did not make; choose another folder.`);
  }
  rmSync(logs, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const manifest = join(folder, "archive.json");
  writeFileSync(manifest, JSON.stringify({ generator, complete: false }));

  let [duplicates, rawBytes, gzipBytes] = [0, 0, 0];
  let earlier: readonly string[] = [];
  const running = new Set<Promise<void>>();
  const write = async (path: string, text: string): Promise<void> => {
    const bytes = await gzipped(text);
    gzipBytes += bytes.length;
    await writeFile(path, bytes);
  };
  for (const [i, file] of planFiles(options).entries()) {
    const random = createRandom(`bench/${options.seed}/${i}`);
    const step = (days * 86_400_000) / options.files / Math.max(1, file.count);
    const rows: string[] = [];
    for (let n = 0; n < file.count; n++) {
      if (earlier.length > 0 && random.chance(duplicateShare)) {
        rows.push(random.pick(earlier));
        duplicates++;
        continue;
      }
      const time = `${new Date(file.from + n * step).toISOString().slice(0, 19)}Z`;
      rows.push(benchEvent(random, file.account, file.region, time));
    }
    if (rows.length > 0) earlier = rows.slice(0, 50);
    const text = `{"Records":[${rows.join(",")}]}`;
    rawBytes += text.length;
    const path = join(folder, file.path);
    mkdirSync(dirname(path), { recursive: true });
    const done = write(path, text).finally(() => running.delete(done));
    running.add(done);
    if (running.size >= 4) await Promise.race(running);
  }
  await Promise.all(running);
  const result = JSON.stringify({ duplicates, rawBytes, gzipBytes });
  writeFileSync(manifest, `${finished(options)},${result.slice(1)}\n`);
  return "made";
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      events: { type: "string", default: "1000000" },
      files: { type: "string", default: "2000" },
      seed: { type: "string", default: "1" },
      out: { type: "string" },
    },
  });
  const options = {
    events: Number(values.events),
    files: Number(values.files),
    seed: Number(values.seed),
  };
  const folder = values.out ?? archiveFolder(join(tmpdir(), "trailproof-bench"), options);
  const start = performance.now();
  const result = await ensureArchive(folder, options);
  const seconds = (performance.now() - start) / 1000;
  process.stdout.write(
    `${JSON.stringify({ folder, result, seconds: Number(seconds.toFixed(2)) })}\n`,
  );
}

if (import.meta.main) await main();
