import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zstdCompressSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { plain } from "../../shared/span.ts";
import { createTrail, makeKey, writeFiles } from "../../test/fixtures/digest-chain.ts";
import type { CaseDb } from "../db/open-case.ts";
import { openCase } from "../db/open-case.ts";
import { importPaths } from "../import/import-files.ts";
import { caseCoverage } from "./case-coverage.ts";

let folder = "";
let casePath = "";
let db: CaseDb;

const key = makeKey();
const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;

const call = (n: number, eventName: string, awsRegion = "us-east-1"): object => ({
  eventVersion: "1.10",
  eventID: id(n),
  eventTime: `2026-10-01T1${n}:30:00Z`,
  eventSource: "cloudtrail.amazonaws.com",
  eventName,
  awsRegion,
  recipientAccountId: "123456789012",
  requestParameters: { name: "example_trail" },
});

/** Three hours with digests, and a trail that was stopped and started. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-coverage-"));
  casePath = join(folder, "case.trailproof");
  db = openCase(casePath, { create: true });
  const trail = createTrail({ key, start: Date.UTC(2026, 9, 1, 8) });
  for (const isStart of [true, false, false]) trail.hour({ isStart });
  trail.files.set(
    "trail.json",
    Buffer.from(JSON.stringify({ Records: [call(3, "StopLogging"), call(5, "StartLogging")] })),
  );
  writeFiles(join(folder, "logs"), trail.files);
  await importPaths(db, casePath, {
    paths: [join(folder, "logs")],
    program: "test",
    now: Date.UTC(2026, 10, 1),
    threads: 1,
  });
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Damages the only block of the files of a format. */
function damage(where: string, data: Buffer): void {
  const changed = db
    .prepare(`UPDATE raw_block SET data = ? WHERE input = (SELECT id FROM input WHERE ${where})`)
    .run(data).changes;
  expect(changed).toBe(1);
}

const ofTrail = "path LIKE '%trail.json'";
const ofDigest = "format LIKE 'CloudTrail digest%' LIMIT 1";

test("of a sound case", async () => {
  const found = await caseCoverage(db, casePath);
  expect(found).toMatchObject({
    digests: 3,
    unusedDigests: 0,
    outlying: [],
    windows: [{ events: [id(3), id(5)], region: "us-east-1" }],
  });
  expect(found.statements.map((one) => `${one.id} ${one.name}`)).toEqual([
    `${id(3)} StopLogging`,
    `${id(5)} StartLogging`,
  ]);
});

test.each([
  ["no compressed data", Buffer.from("damaged")],
  ["other text", zstdCompressSync(Buffer.alloc(4096, "x"))],
  ["less text", zstdCompressSync(Buffer.from("{"))],
])("calls whose text is damaged are told as unknown: %s", async (_, data) => {
  damage(ofTrail, data);
  const found = await caseCoverage(db, casePath);
  expect(found.windows).toEqual([]);
  expect(found.statements.map((one) => `${one.id} ${one.name} ${plain(one.sentence)}`)).toEqual([
    `${id(3)} StopLogging Its record can’t be read in the case any more, so that what it did, and to which trail, is not known.`,
    `${id(5)} StartLogging Its record can’t be read in the case any more, so that what it did, and to which trail, is not known.`,
  ]);
});

test.each([
  ["no compressed data", Buffer.from("damaged")],
  ["no text", Buffer.alloc(0)],
])("a digest whose text is damaged is counted: %s", async (_, data) => {
  damage(ofDigest, data);
  expect(await caseCoverage(db, casePath)).toMatchObject({ digests: 2, unusedDigests: 1 });
});

test("times that no event can have stand in no hour", async () => {
  // The upper halves of the times.
  db.exec(
    `UPDATE segment SET data = CAST(X'7f7f7f7f7f7f7f7f' || substr(data, 9) AS BLOB) WHERE input = (SELECT id FROM input WHERE ${ofTrail})`,
  );
  expect(await caseCoverage(db, casePath)).toMatchObject({ untimed: 2, outlying: [] });
});

test("damaged events are a failure that names the case", async () => {
  db.exec(`UPDATE segment SET data = X'00'`);
  await expect(caseCoverage(db, casePath)).rejects.toThrow(
    /is damaged: the stored events of input \d+ can't be read from record 1 on/,
  );
});
