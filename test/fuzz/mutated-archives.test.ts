/**
 * Archives, damaged at random: never a crash, a hang, a count that doesn't add up, or a record that is gone without a word.
 * Seeds as in mutated-files.test.ts. A failing archive is kept, and its place printed.
 */
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { createRandom } from "../../build/sample-story/random.ts";
import { openCase } from "../../main/db/open-case.ts";
import { listInputs, listProblems } from "../../main/db/read-inputs.ts";
import { importPaths } from "../../main/import/import-files.ts";
import { idsPerFile } from "../../main/import/protocol.ts";
import { tarOf, zipOf } from "../fixtures/archives.ts";
import { accountingErrors } from "../fixtures/case-dump.ts";
import { put } from "../fixtures/fault-archive.ts";
import { mutate } from "../fixtures/mutate.ts";

const seed = process.env["TRAILPROOF_FUZZ_SEED"] ?? "archives/1";
const rounds = Number(process.env["TRAILPROOF_FUZZ_ROUNDS"] ?? 4);
const archivesPerRound = 100;
const eventsPerLog = 3;

const folder = mkdtempSync(join(tmpdir(), "trailproof-fuzz-archives-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function log(number: number): Buffer {
  const Records = Array.from({ length: eventsPerLog }, (_, i) => ({
    eventVersion: "1.10",
    eventID: `00000000-0000-4000-8000-${String(number * 100 + i).padStart(12, "0")}`,
    eventTime: "2026-10-01T00:00:00Z",
    eventSource: "iam.amazonaws.com",
    eventName: "CreateUser",
    recipientAccountId: "123456789012",
  }));
  return Buffer.from(JSON.stringify({ Records }));
}

const plain = [1, 2, 3].map((n) => ({ name: `AWSLogs/${n}.json`, data: log(n) }));
const packed = [4, 5].map((n) => ({ name: `AWSLogs/${n}.json.gz`, data: gzipSync(log(n)) }));
const logs = [...plain, ...packed];
const bases: readonly (readonly [name: string, bytes: Buffer])[] = [
  ["zip", zipOf(logs)],
  ["tar", tarOf(logs)],
  ["tar.gz", gzipSync(tarOf(logs))],
  ["zip-in-tar.gz", gzipSync(tarOf([...plain, { name: "in.zip", data: zipOf(packed) }]))],
  ["tar-in-zip", zipOf([...packed, { name: "in.tar", data: tarOf(plain) }])],
];

test.each(Array.from({ length: rounds }, (_, round) => round))(
  `round %i of ${rounds}`,
  { timeout: 120_000 },
  async (round) => {
    const repeat = `TRAILPROOF_FUZZ_SEED=${seed} TRAILPROOF_FUZZ_ROUNDS=${round + 1} vitest run test/fuzz`;
    const random = createRandom(`${seed}/${round}`);
    const root = join(folder, `round-${round}`);
    for (const [name, bytes] of bases) put(root, `sound.${name}`, bytes);
    for (let i = 0; i < archivesPerRound; i++) {
      const [name, base] = random.pick(bases);
      const { bytes, how } = mutate(base, random, random.pick(bases)[1]);
      put(root, `${String(i).padStart(3, "0")}-${how}.${name}`, bytes);
    }
    const casePath = join(folder, `round-${round}.trailproof`);
    const db = openCase(casePath, { create: true });
    const wrong: string[] = [];
    try {
      const options = { program: "test", now: Date.UTC(2026, 10, 22), paths: [root] };
      expect(await importPaths(db, casePath, options), repeat).toBe(true);
      expect(accountingErrors(db), repeat).toEqual([]);
      const told = new Set(listProblems(db).map(({ input }) => fileOf(input ?? 0)));
      const inputs = listInputs(db);
      // A member that became a link or a device is listed as one.
      for (const { status, parent } of inputs)
        if (status === "skipped" && parent !== null) told.add(parent);
      const records = new Map<number, number>();
      for (const { id, records: count } of inputs)
        records.set(fileOf(id), (records.get(fileOf(id)) ?? 0) + count);
      for (const { id, path, parent, bytes } of inputs) {
        if (parent !== null) continue;
        const found = records.get(id) ?? 0;
        const isWhole = found >= logs.length * eventsPerLog;
        if (path.startsWith("sound.")) expect(isWhole, path).toBe(true);
        // Less than there was, and nobody said so. A piece of a few bytes tells nothing of what it was, and zeros at the end
        // of a tar are its end.
        const isTold = told.has(id) || bytes < 200 || /zero.*tar/.test(path);
        if (!isWhole && !isTold) wrong.push(`${keep(join(root, path))}: ${found} records`);
      }
    } finally {
      db.close();
    }
    expect(wrong, `repeat with: ${repeat}`).toEqual([]);
  },
);

/** The id of the file on disk that holds an input. */
function fileOf(input: number): number {
  return Math.floor(input / idsPerFile) * idsPerFile;
}

/** Keeps a failing archive where the cleaning up does not reach. */
function keep(path: string): string {
  const kept = join(tmpdir(), `trailproof-fuzz-failed-${basename(path)}`);
  copyFileSync(path, kept);
  return `${kept} (${readFileSync(path).length} bytes)`;
}
