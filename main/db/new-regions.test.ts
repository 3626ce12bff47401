import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changesRegion, newRegionsOf } from "../../shared/analysis/past/regions.ts";
import { call } from "../../shared/analysis/test-events.ts";
import type { CloudTrailEvent } from "../../shared/cloudtrail-event.ts";
import { importPaths } from "../import/import-files.ts";
import { createTraits } from "./glance-traits.ts";
import { readActorNumbers } from "./light-events.ts";
import { createNewRegions } from "./new-regions.ts";
import { openCase } from "./open-case.ts";
import { allSegments } from "./segments.ts";
import { createStoredWords } from "./stored-words.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-regions-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const day = 24 * 60;
const callers = [
  { type: "IAMUser", arn: "arn:aws:iam::123456789012:user/a", accountId: "123456789012" },
  { type: "IAMUser", arn: "arn:aws:iam::123456789012:user/b", accountId: "123456789012" },
  ...["x", "y"].map((name) => ({
    type: "AssumedRole",
    arn: `arn:aws:sts::123456789012:assumed-role/R/${name}`,
    accountId: "123456789012",
    sessionContext: { sessionIssuer: { arn: "arn:aws:iam::123456789012:role/R", userName: "R" } },
  })),
  { type: "IAMUser", arn: "arn:aws:iam::123456789012:user/a", invokedBy: "athena.amazonaws.com" },
];
const names = [
  "ec2:DescribeInstances",
  "iam:ListUsers",
  "sts:GetCallerIdentity",
  "lambda:CreateFunction20150331",
];

interface Made {
  readonly name: number;
  readonly by: number;
  readonly region: number;
  readonly hour: number;
  readonly isFailed: boolean;
  readonly ip: number;
}
const regions = ["us-east-1", "eu-west-1", ..."abcdefgh".split("").map((one) => `xx-${one}-1`)];
/** Mostly one Region, sometimes another. */
const made: fc.Arbitrary<Made> = fc.record({
  name: fc.integer({ min: 0, max: names.length - 1 }),
  by: fc.integer({ min: 0, max: callers.length - 1 }),
  region: fc.oneof(
    { weight: 16, arbitrary: fc.constant(1) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 9 }) },
  ),
  hour: fc.integer({ min: 0, max: 16 * 24 }),
  isFailed: fc.oneof(
    { weight: 9, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
  ip: fc.integer({ min: 0, max: 9 }),
});

function recordOf({ name, by, region, hour, isFailed, ip }: Made, i: number): object {
  const [service = "", eventName = ""] = (names[name] ?? "").split(":");
  return {
    eventVersion: "1.10",
    eventID: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
    eventTime: new Date(Date.UTC(2026, 9, 1) + hour * 3_600_000).toISOString().replace(".000", ""),
    eventSource: `${service}.amazonaws.com`,
    eventName,
    awsRegion: regions[region],
    sourceIPAddress: ip === 0 ? "cloudformation.amazonaws.com" : "192.0.2.1",
    userIdentity: callers[by],
    recipientAccountId: "123456789012",
    requestParameters: { functionName: "f", role: "arn:aws:iam::123456789012:role/W" },
    ...(isFailed ? { errorCode: "AccessDenied" } : {}),
  };
}

/** The same as an event of a story. */
function eventOf({ name, by, region, hour, isFailed, ip }: Made, i: number): CloudTrailEvent {
  const who = callers[by];
  const issuer = who !== undefined && "sessionContext" in who ? who.sessionContext : null;
  return call(
    names[name] ?? "",
    0,
    { role: "arn:aws:iam::123456789012:role/W" },
    {
      id: String(i),
      at: new Date(Date.UTC(2026, 9, 1) + hour * 3_600_000).toISOString(),
      region: regions[region] ?? "",
      sourceIp: ip === 0 ? "cloudformation.amazonaws.com" : "192.0.2.1",
      by: {
        type: who?.type ?? null,
        arn: who?.arn ?? null,
        invokedBy: who !== undefined && "invokedBy" in who ? (who.invokedBy ?? null) : null,
        issuerArn: issuer?.sessionIssuer.arn ?? null,
        issuerName: issuer?.sessionIssuer.userName ?? null,
      },
      outcome: isFailed ? "denied" : "success",
    },
  );
}

test("the columns tell of new Regions what the events do, also where a file was delivered twice", async () => {
  let run = 0;
  let told = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.noBias(made), { minLength: 250, maxLength: 350 }), async (all) => {
      const place = join(folder, String(run++));
      const db = openCase(`${place}.trailproof`, { create: true });
      const records = all.map(recordOf);
      const half = Math.floor(records.length / 2);
      const files = [records.slice(half), records.slice(0, half), records.slice(0, half)];
      const paths = files.map((_, i) => `${place}-${String(i)}.json`);
      for (const [i, path] of paths.entries())
        writeFileSync(path, JSON.stringify({ Records: files[i] }));
      await importPaths(db, `${place}.trailproof`, { paths, program: "test", now: Date.now() });
      const words = createStoredWords(db);
      const found = createNewRegions(db, words, createTraits(words, readActorNumbers(db)));
      for (const segment of allSegments(db)) found.add(segment);
      const events = all.map(eventOf);
      const asked = newRegionsOf(events);
      const isRepeated = db.prepare(`SELECT 1 FROM duplicate WHERE input = ? AND record = ?`);
      const pathOf = db.prepare<[number], string>(`SELECT path FROM input WHERE id = ?`).pluck();
      const stored = new Map(
        [...found.found()].flatMap(([key, news]) => {
          const [input = 0, record = 0] = key.split(" ").map(Number);
          if (isRepeated.get(input, record) !== undefined) return [];
          const isLater = pathOf.get(input)?.endsWith("-0.json") === true;
          return [[isLater ? half + record - 1 : record - 1, news] as const];
        }),
      );
      for (const [i, event] of events.entries()) {
        if (!event.name.startsWith("CreateFunction") || !changesRegion(event)) continue;
        const news = asked(event);
        expect(stored.get(i) ?? null).toEqual(news);
        if (news !== null) told++;
      }
      db.close();
    }),
    { numRuns: 8, seed: 7, endOnFailure: true },
  );
  expect(told).toBeGreaterThan(5);
}, 60_000);

test("a log of less than a week has nothing new", async () => {
  const place = join(folder, "short");
  const db = openCase(`${place}.trailproof`, { create: true });
  const records = Array.from({ length: 60 }, (_, i) =>
    recordOf({ name: 3, by: 0, region: i === 59 ? 2 : 1, hour: i, isFailed: false, ip: 1 }, i),
  );
  writeFileSync(`${place}.json`, JSON.stringify({ Records: records }));
  await importPaths(db, `${place}.trailproof`, {
    paths: [`${place}.json`],
    program: "test",
    now: day,
  });
  const words = createStoredWords(db);
  const found = createNewRegions(db, words, createTraits(words, readActorNumbers(db)));
  for (const segment of allSegments(db)) found.add(segment);
  expect(found.found().size).toBe(0);
  db.close();
});
