/**
 * The drive of the archive is pulled: files vanish, fail, shrink, grow or become something else between being found and
 * being read. Each is a problem row, all others come in, and the next import makes up for it.
 */
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createRandom } from "../../build/sample-story/random.ts";
import { caseTotals } from "../../main/db/count-events.ts";
import { openCase } from "../../main/db/open-case.ts";
import type { CaseDb } from "../../main/db/open-case.ts";
import { listProblems } from "../../main/db/read-inputs.ts";
import { importPaths } from "../../main/import/import-files.ts";
import type { ImportOptions } from "../../main/import/read-all.ts";
import { accountingErrors, dumpCase } from "../fixtures/case-dump.ts";
import { faultEvent, put } from "../fixtures/fault-archive.ts";

const files = 8;
const perFile = 300;
/** Every other file is compressed. */
const nameOf = (file: number): string =>
  join(logs, `f${file + 10}.json${file % 2 === 0 ? "" : ".gz"}`);
let folder = "";
let logs = "";
let db: CaseDb;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-drive-"));
  logs = join(folder, "logs");
  const random = createRandom("drive");
  for (let file = 0; file < files; file++) {
    const rows = Array.from({ length: perFile }, (_, i) => faultEvent(random, file * perFile + i));
    const text = JSON.stringify({ Records: rows });
    put(logs, basename(nameOf(file)), file % 2 === 0 ? text : gzipSync(text));
  }
  db = openCase(join(folder, "case.trailproof"), { create: true });
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(more: Partial<ImportOptions> = {}): Promise<void> {
  const paths = [logs];
  const path = join(folder, "case.trailproof");
  const options = { program: "test", now: Date.UTC(2026, 10, 22), paths, threads: 1, ...more };
  expect(await importPaths(db, path, options)).toBe(true);
  expect(accountingErrors(db)).toEqual([]);
}

const spared = 2;

/**
 * An import in which something happens to all files but the first after they were found and before one is read: the
 * import then asks for the first time whether it was cancelled.
 */
async function disturbed(what: (path: string) => void): Promise<void> {
  let isDone = false;
  const { signal } = new AbortController();
  Object.defineProperty(signal, "aborted", {
    get: () => {
      if (!isDone) for (let file = spared; file < files; file++) what(nameOf(file));
      isDone = true;
      return false;
    },
  });
  await run({ signal });
  expect(isDone).toBe(true);
}

/** A case that was made with the same files and without any disturbance. */
async function undisturbed(): Promise<ReturnType<typeof dumpCase>> {
  const path = join(folder, "other.trailproof");
  const other = openCase(path, { create: true });
  try {
    await importPaths(other, path, { program: "test", now: Date.UTC(2026, 10, 22), paths: [logs] });
    return dumpCase(other, path);
  } finally {
    other.close();
  }
}

const reasons = (): readonly string[] =>
  listProblems(db)
    .filter((p) => !p.isNote)
    .map((p) => p.reason);

describe("between being found and being read", () => {
  const away = (path: string): string => join(folder, `away-${basename(path)}`);
  test.each([
    [
      "files vanish",
      (p: string) => renameSync(p, away(p)),
      /^the file could not be read: it is gone$/,
    ],
    [
      "a folder stands in their place",
      (p: string) => {
        renameSync(p, away(p));
        mkdirSync(p);
      },
      /^the file could not be read: something else than a file stands there now$/,
    ],
    [
      "a pipe stands in their place, which would never end",
      (p: string) => {
        renameSync(p, away(p));
        spawnSync("mkfifo", [p]);
      },
      /^the file could not be read: something else than a file stands there now$/,
    ],
  ])("%s", async (_, what, reason) => {
    const wanted = await undisturbed();
    await disturbed(what);
    const found = reasons();
    expect(found.length).toBe(files - spared);
    for (const one of found) expect(one).toMatch(reason);
    expect(caseTotals(db)).toMatchObject({
      files,
      records: (files - found.length) * perFile,
      problems: found.length,
    });
    // The drive is there again.
    for (let file = spared; file < files; file++) {
      const path = nameOf(file);
      rmSync(path, { recursive: true, force: true });
      renameSync(away(path), path);
    }
    await run();
    expect(dumpCase(db, join(folder, "case.trailproof"))).toEqual(wanted);
  });

  test.each([
    ["grow", (p: string) => appendFileSync(p, "\n")],
    ["shrink", (p: string) => truncateSync(p, statSync(p).size - 20)],
    [
      "are written anew with the same size",
      (p: string) => utimesSync(p, 1_700_000_000, 1_700_000_000),
    ],
    ["become so large that they must be read in pieces", (p: string) => truncateSync(p, 17 << 20)],
  ])("files %s", async (_, what) => {
    await disturbed(what);
    const changed = reasons().filter((r) => r.startsWith("the file changed while it was imported"));
    expect(changed.length).toBe(files - spared);
    // Nothing that stood in them is lost (a cut file loses its last record, and says so).
    expect(caseTotals(db).records).toBeGreaterThan(files * (perFile - 1));
    const before = caseTotals(db);
    await run();
    expect(caseTotals(db).records).toBeGreaterThan(before.records);
    expect(caseTotals(db).events).toBeGreaterThanOrEqual(before.events);
    expect(caseTotals(db).events).toBeLessThanOrEqual(files * perFile);
  });
});

describe("an import of the same files", () => {
  test("files that can't be read again keep what was read first, and it is said once", async () => {
    await run();
    const wanted = dumpCase(db, join(folder, "case.trailproof"));
    await disturbed((path) => renameSync(path, `${path}.away`));
    const missing = reasons().length;
    expect(missing).toBe(files - spared);
    for (const one of reasons())
      expect(one).toBe(
        "the file could not be read again (it is gone); the case keeps what was read first",
      );
    expect(caseTotals(db)).toEqual({ ...wanted.totals, problems: missing });
    for (let file = spared; file < files; file++) renameSync(`${nameOf(file)}.away`, nameOf(file));
    await run();
    expect(dumpCase(db, join(folder, "case.trailproof"))).toEqual(wanted);
  });

  test("another content is told once, however often it is imported", async () => {
    const path = join(logs, "f10.json");
    await run();
    const { mtime } = statSync(path);
    writeFileSync(path, "x".repeat(statSync(path).size));
    utimesSync(path, mtime, mtime);
    await run();
    await run();
    expect(reasons()).toEqual([expect.stringMatching(/another content than when it was imported/)]);
    expect(caseTotals(db).records).toBe(files * perFile);
  });
});

test("nothing is committed after a write that failed", async () => {
  // Comes in several parts: those behind a part that failed must not make the file look finished.
  const random = createRandom("large");
  const rows = Array.from({ length: 9000 }, (_, i) =>
    JSON.stringify({ ...faultEvent(random, i), x: random.hex(1300) }),
  );
  put(logs, "large.ndjson", rows.join("\n"));
  const wanted = await undisturbed();
  db.exec(
    `CREATE TEMP TRIGGER failing BEFORE INSERT ON raw_block WHEN NEW.input = (SELECT id FROM input WHERE path = 'large.ndjson')
     AND NEW.start = 0 BEGIN SELECT RAISE(ABORT, 'no'); END`,
  );
  await expect(run({ commitMs: 0 })).rejects.toThrow("no");
  db.exec(`DROP TRIGGER failing`);
  await run();
  expect(dumpCase(db, join(folder, "case.trailproof"))).toEqual(wanted);
});

test("an event whose home had to be read again and is gone is no duplicate any more", async () => {
  const random = createRandom("home");
  const shared = JSON.stringify(faultEvent(random, 1));
  const other = JSON.stringify(faultEvent(random, 2));
  const first = put(logs, "a.json", `[${shared}]`);
  put(logs, "b.json", `[${shared},${other}]`);
  await run();
  expect(caseTotals(db)).toMatchObject({ duplicates: 1 });
  // As after an import that could not read the first file to its end.
  db.exec(`UPDATE input SET sha256 = NULL WHERE path = 'a.json'`);
  const { mtime } = statSync(first);
  writeFileSync(first, `[${" ".repeat(shared.length)}]`);
  utimesSync(first, mtime, mtime);
  await run();
  expect(caseTotals(db)).toMatchObject({ duplicates: 0, records: files * perFile + 2 });
});
