/**
 * A drive that fails in the middle of a file: a real file system in an image whose end is missing, so that the system
 * answers with an I/O error there. What came before comes in, the file is a problem, and the next import reads it again.
 */
import { spawnSync } from "node:child_process";
import { createCipheriv } from "node:crypto";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRandom } from "../../build/sample-story/random.ts";
import { openCase } from "../../main/db/open-case.ts";
import type { CaseDb } from "../../main/db/open-case.ts";
import { listInputs, listProblems } from "../../main/db/read-inputs.ts";
import { importPaths } from "../../main/import/import-files.ts";
import { accountingErrors, dumpCase } from "../fixtures/case-dump.ts";
import { faultEvent } from "../fixtures/fault-archive.ts";

const megabyte = 1024 * 1024;
let folder = "";
let image = "";
let drive = "";
let isMounted = false;

const tool = (name: string, ...args: readonly string[]): boolean =>
  spawnSync(name, args).status === 0;

function mount(): boolean {
  isMounted = tool("mount", "-o", "loop", image, drive);
  return isMounted;
}

function unmount(): void {
  if (isMounted) tool("umount", drive);
  isMounted = false;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-read-error-"));
  image = join(folder, "image");
  drive = join(folder, "drive");
  mkdirSync(drive);
});
afterAll(() => {
  unmount();
  rmSync(folder, { recursive: true, force: true });
});

/** Records with text that does not compress, so that the gzip file is too large for one piece as well. */
function rows(name: string, count: number): readonly string[] {
  const random = createRandom(name);
  const cipher = createCipheriv("aes-128-ctr", Buffer.alloc(16, name), Buffer.alloc(16));
  return Array.from({ length: count }, (_, i) => {
    const noise = cipher.update(Buffer.alloc(30_000)).toString("base64");
    return JSON.stringify({ ...faultEvent(random, i), additionalEventData: { noise } });
  });
}

test("a file that fails in the middle, plain and compressed", async (context) => {
  writeFileSync(image, "");
  truncateSync(image, 96 * megabyte);
  if (!tool("mkfs.ext4", "-q", "-b", "4096", "-O", "^has_journal", image) || !mount()) {
    console.warn("skipped: a failing drive needs mkfs.ext4 and the right to mount an image");
    context.skip("no right to mount an image");
  }
  writeFileSync(join(drive, "a.json"), `{"Records":[${rows("a", 3).join(",")}]}`);
  writeFileSync(join(drive, "b.ndjson"), rows("b", 900).join("\n"));
  writeFileSync(
    join(drive, "c.json.gz"),
    gzipSync(`{"Records":[${rows("c", 900).join(",")}]}`, { level: 1 }),
  );
  expect(statSync(join(drive, "c.json.gz")).size).toBeGreaterThan(20 * megabyte);
  unmount();
  copyFileSync(image, `${image}.whole`);
  expect(mount()).toBe(true);
  const wanted = await imported(join(folder, "whole.trailproof"));
  unmount();

  const path = join(folder, "broken.trailproof");
  const broken: string[] = [];
  for (const kept of [20, 52]) {
    // A file system larger than its device is not mounted: the end goes missing afterwards.
    expect(mount()).toBe(true);
    truncateSync(image, kept * megabyte);
    const found = await imported(path);
    const failed = found.problems.filter((p) => p.includes("could not be read to its end"));
    broken.push(...failed.map((p) => p.split("|")[0] ?? ""));
    for (const one of failed)
      expect(one).toMatch(
        /the file could not be read to its end: the drive reports a read error; what came before was read/,
      );
    expect(found.problems.length).toBeGreaterThan(0);
    expect(found.totals.records).toBeGreaterThan(0);
    expect(found.totals.records).toBeLessThan(wanted.totals.records);
    unmount();
    copyFileSync(`${image}.whole`, image);
  }
  console.info(`read until the error: ${broken.join(", ")}`);
  expect(new Set(broken).size).toBeGreaterThan(0);
  expect(mount()).toBe(true);
  expect(await imported(path)).toEqual(wanted);
});

async function imported(path: string): Promise<ReturnType<typeof dumpCase>> {
  const db: CaseDb = openCase(path, { create: true });
  try {
    await importPaths(db, path, { program: "test", now: Date.UTC(2026, 10, 22), paths: [drive] });
    expect(accountingErrors(db)).toEqual([]);
    // Every record that is counted is kept with its bytes, also the last one before the error: the dump reads them all.
    const dump = dumpCase(db, path);
    for (const { path: name, status, sha256, id } of listInputs(db))
      if (status === "unreadable" || sha256 === null)
        expect(
          listProblems(db).filter((p) => p.input === id && !p.isNote),
          name,
        ).not.toEqual([]);
    return dump;
  } finally {
    db.close();
  }
}
