import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { plain } from "../../shared/span.ts";
import type { Trail } from "../../test/fixtures/digest-chain.ts";
import {
  createTrail,
  headJson,
  keyList,
  makeKey,
  writeFiles,
} from "../../test/fixtures/digest-chain.ts";
import { paxOf, tarOf, zipOf } from "../../test/fixtures/archives.ts";
import type { CaseDb } from "../db/open-case.ts";
import { openCase } from "../db/open-case.ts";
import { alteredLogs, readValidation } from "../db/validation.ts";
import { importPaths } from "../import/import-files.ts";
import type { VerifyOptions, VerifyReport } from "./verify-case.ts";
import { verifyCase } from "./verify-case.ts";

let folder = "";
let casePath = "";
let db: CaseDb;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-evidence-"));
  casePath = join(folder, "case.trailproof");
  db = openCase(casePath, { create: true });
  writeFileSync(join(folder, "keys.json"), keyList(key));
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const key = makeKey();
const other = makeKey();

async function verify(options: Partial<VerifyOptions> = {}): Promise<VerifyReport> {
  return verifyCase(db, casePath, {
    keyFiles: [join(folder, "keys.json")],
    useCaseKeys: false,
    heads: [],
    now: "2026-11-01T00:00:00Z",
    program: "test",
    ...options,
  });
}

async function importLogs(): Promise<void> {
  await importPaths(db, casePath, {
    paths: [join(folder, "logs")],
    program: "test",
    now: Date.UTC(2026, 10, 1),
    threads: 1,
  });
}

/** Results as `status: sentence | notes`, by the last part of the name. */
function told({ results }: VerifyReport): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (["digest", "log"] as const).flatMap((kind) =>
      [...results.results(kind)].map((one) => {
        const path =
          one.input === null
            ? null
            : db
                .prepare<[number], string>(`SELECT path FROM input WHERE id = ?`)
                .pluck()
                .get(one.input);
        const notes: unknown = JSON.parse(one.notes);
        return [
          basename(path ?? one.location ?? "?"),
          `${one.status}: ${[one.sentence, ...(notes as string[])].join(" | ")}`,
        ];
      }),
    ),
  );
}

/** Every status that differs from valid, with the number of files. */
const tally = ({ results }: VerifyReport): string =>
  results
    .counts()
    .map(({ kind, status, n }) => `${n} ${kind} ${status}`)
    .join(", ");

const chainWords = ({ chains }: VerifyReport): string =>
  chains
    .map(
      (chain) =>
        `${chain.kind} ${chain.stretches.map((s) => `${s.state} ${(s.to - s.from) / 3600} h`).join(", ")} | ${chain.notes.map(plain).join(" | ")}`,
    )
    .join("\n");

interface Made {
  readonly trail: Trail;
  readonly digests: readonly string[];
  readonly logs: readonly (readonly string[])[];
}

/** Five hours, one log file each; the newest digest's signature stands beside it. */
function five(): Made {
  const trail = createTrail({ key });
  const hours = [{ isStart: true }, {}, {}, {}, {}].map((options) => trail.hour(options));
  const newest = hours[4]!.digest;
  trail.files.set(`${newest}.head.json`, Buffer.from(headJson(trail.signatures.get(newest)!)));
  return { trail, digests: hours.map((h) => h.digest), logs: hours.map((h) => h.logs) };
}

const edit = (bytes: Buffer, change: (text: string) => string): Buffer =>
  gzipSync(change(gunzipSync(bytes).toString("utf8")));

/** Another first digit of the first hash in a digest. */
const otherHash = (text: string): string =>
  text.replace(/"hashValue":"(.)/, (_, digit) => `"hashValue":"${digit === "0" ? "1" : "0"}`);

const sound = "5 digest valid, 5 log valid";

test("a sound chain is valid from the files and the newest signature", async () => {
  writeFiles(join(folder, "logs"), five().trail.files);
  await importLogs();
  const report = await verify();
  expect(tally(report)).toBe(sound);
  expect(report).toMatchObject({ files: 11, rows: 10, changedFiles: 0 });
  expect([...report.results.checks()]).toEqual([]);
  expect(report.originals).toMatchObject({ same: 11, different: 0 });
  expect(chainWords(report)).toBe(
    "standard complete 5 h | The chain begins at 2026-10-01T08:04:04Z: validation of log files was turned on then, or the trail was made.",
  );
  expect(readValidation(db)).toMatchObject({
    keys: [key.fingerprint],
    digests: { valid: 5 },
    logs: { valid: 5 },
  });
});

interface Break {
  readonly name: string;
  readonly change: (made: Made) => void;
  readonly tally: string;
  /** Name of a file and what is told of it. */
  readonly file?: (made: Made) => readonly [string, RegExp];
  readonly chain?: RegExp;
  readonly keys?: string;
}

const breaks: readonly Break[] = [
  {
    name: "a log altered",
    change: ({ trail, logs }) =>
      trail.files.set(
        logs[2]![0]!,
        edit(trail.files.get(logs[2]![0]!)!, (text) => text.replace("role-", "rule-")),
      ),
    tally: "5 digest valid, 1 log altered, 4 log valid",
    file: ({ logs }) => [logs[2]![0]!, /^altered: Its content is not what the digest .* lists\.$/],
    chain: /complete 2 h, gap 1 h, complete 2 h/,
  },
  {
    name: "a log deleted",
    change: ({ trail, logs }) => trail.files.delete(logs[1]![0]!),
    tally: "5 digest valid, 1 log missing, 4 log valid",
    file: ({ logs }) => [logs[1]![0]!, /^missing: The digest .* lists it, but it is not here\.$/],
    chain: /complete 1 h, gap 1 h, complete 3 h/,
  },
  {
    name: "a log of no digest, in the middle",
    change: ({ trail }) =>
      trail.files.set(
        "AWSLogs/123456789012/CloudTrail/us-east-1/2026/10/01/123456789012_CloudTrail_us-east-1_20261001T1000Z_plantedplanted00.json.gz",
        gzipSync('{"Records":[]}'),
      ),
    tally: "5 digest valid, 1 log not-covered, 5 log valid",
    file: () => [
      "123456789012_CloudTrail_us-east-1_20261001T1000Z_plantedplanted00.json.gz",
      /^not-covered: No digest lists it, though digests cover its time: it comes from another trail, a digest is missing, or it was put there\.$/,
    ],
  },
  {
    name: "a log of the last hour",
    change: ({ trail }) =>
      trail.files.set(
        "AWSLogs/123456789012/CloudTrail/us-east-1/2026/10/01/123456789012_CloudTrail_us-east-1_20261001T1310Z_lastlastlastlast.json.gz",
        gzipSync('{"Records":[]}'),
      ),
    tally: "5 digest valid, 1 log not-covered, 5 log valid",
    file: () => [
      "123456789012_CloudTrail_us-east-1_20261001T1310Z_lastlastlastlast.json.gz",
      /^not-covered: It was delivered after the newest digest \(2026-10-01T13:04:04Z\); for the last hour that is normal\.$/,
    ],
  },
  {
    name: "a log long after the newest digest",
    change: ({ trail }) =>
      trail.files.set(
        "AWSLogs/123456789012/CloudTrail/us-east-1/2026/10/01/123456789012_CloudTrail_us-east-1_20261001T1510Z_lastlastlastlast.json.gz",
        gzipSync('{"Records":[]}'),
      ),
    tally: "5 digest valid, 1 log not-covered, 5 log valid",
    file: () => [
      "123456789012_CloudTrail_us-east-1_20261001T1510Z_lastlastlastlast.json.gz",
      /^not-covered: It was delivered more than an hour after the newest digest/,
    ],
  },
  {
    name: "bytes behind the gzip member",
    change: ({ trail, logs }) => {
      const name = logs[2]![0]!;
      trail.files.set(
        name,
        Buffer.concat([trail.files.get(name)!, Buffer.from("something behind the end")]),
      );
    },
    tally: sound,
    file: ({ logs }) => [
      logs[2]![0]!,
      /^valid: Its content is what a valid digest lists\. .*24 bytes stand in the file behind the end of its first compressed part; no digest covers them\. The case holds the file as it was delivered\.$/,
    ],
  },
  {
    name: "a second gzip member with forged records",
    change: ({ trail, logs }) => {
      const name = logs[2]![0]!;
      trail.files.set(
        name,
        Buffer.concat([
          trail.files.get(name)!,
          gzipSync('{"Records":[{"eventVersion":"1.10","eventSource":"a","eventName":"b"}]}'),
        ]),
      );
    },
    tally: "5 digest valid, 1 log altered, 4 log valid",
    file: ({ logs }) => [
      logs[2]![0]!,
      /^altered: Its first compressed part is what a digest lists, but more compressed data was added behind it/,
    ],
  },
  {
    name: "a log cut off",
    change: ({ trail, logs }) => {
      const name = logs[2]![0]!;
      trail.files.set(name, trail.files.get(name)!.subarray(0, -40));
    },
    tally: "5 digest valid, 1 log altered, 4 log valid",
    file: ({ logs }) => [
      logs[2]![0]!,
      /^altered: .*The import says: the compressed file is cut off/,
    ],
  },
  {
    name: "a log that is an empty file",
    change: ({ trail, logs }) => trail.files.set(logs[2]![0]!, Buffer.alloc(0)),
    tally: "5 digest valid, 1 log altered, 4 log valid",
  },
  {
    name: "a log that is another thing",
    change: ({ trail, logs }) => trail.files.set(logs[2]![0]!, gzipSync("<html>error</html>")),
    tally: "5 digest valid, 1 log altered, 4 log valid",
  },
  {
    name: "a log moved to another folder",
    change: ({ trail, logs }) => {
      const name = logs[1]![0]!;
      trail.files.set(name.replace("2026/10/01", "2026/10/02"), trail.files.get(name)!);
      trail.files.delete(name);
    },
    tally: sound,
    file: ({ logs }) => [
      logs[1]![0]!,
      /^valid: .*It was moved or renamed: CloudTrail delivered it as s3:\/\/example-cloudtrail-logs\/AWSLogs\/.*2026\/10\/01/,
    ],
  },
  {
    name: "a log renamed",
    change: ({ trail, logs }) => {
      const name = logs[1]![0]!;
      trail.files.set(join(dirname(name), "renamed.json.gz"), trail.files.get(name)!);
      trail.files.delete(name);
    },
    tally: sound,
    file: () => ["renamed.json.gz", /^valid: .*It was moved or renamed/],
  },
  {
    name: "a log inflated by a browser, and one compressed anew",
    change: ({ trail, logs }) => {
      const [first, second] = [logs[1]![0]!, logs[2]![0]!];
      trail.files.set(first, gunzipSync(trail.files.get(first)!));
      trail.files.set(second, gzipSync(gunzipSync(trail.files.get(second)!), { level: 1 }));
    },
    tally: sound,
  },
  {
    name: "a log without .gz",
    change: ({ trail, logs }) => {
      const name = logs[1]![0]!;
      trail.files.set(name.replace(/\.gz$/, ""), gunzipSync(trail.files.get(name)!));
      trail.files.delete(name);
    },
    tally: sound,
  },
  {
    name: "a log in UTF-16",
    change: ({ trail, logs }) => {
      const name = logs[1]![0]!;
      const text = gunzipSync(trail.files.get(name)!).toString("utf8");
      trail.files.set(name, Buffer.from(`\uFEFF${text}`, "utf16le"));
    },
    tally: sound,
    file: ({ logs }) => [logs[1]![0]!, /^valid: It was re-written as UTF-16/],
  },
  {
    name: "a log in UTF-16 with a line end more",
    change: ({ trail, logs }) => {
      const name = logs[1]![0]!;
      const text = gunzipSync(trail.files.get(name)!).toString("utf8");
      trail.files.set(name, Buffer.from(`\uFEFF${text}\r\n`, "utf16le"));
    },
    tally: "5 digest valid, 1 log unverifiable, 4 log valid",
    file: ({ logs }) => [logs[1]![0]!, /^unverifiable: It is in UTF-16, which CloudTrail never/],
  },
  {
    name: "the same log twice, one copy altered",
    change: ({ trail, logs }) => {
      const name = logs[1]![0]!;
      trail.files.set(
        name.replace("2026/10/01", "copy"),
        edit(trail.files.get(name)!, (text) => text.replace("role-", "rule-")),
      );
    },
    tally: "5 digest valid, 1 log altered, 5 log valid",
  },
  {
    name: "a digest altered",
    change: ({ trail, digests }) =>
      trail.files.set(
        digests[2]!,
        edit(trail.files.get(digests[2]!)!, (text) => otherHash(text)),
      ),
    // The two before it stay valid: the first by the second, and the second by what the altered one still says of it.
    tally: "1 digest altered, 4 digest valid, 1 log unverifiable, 4 log valid",
    file: ({ digests }) => [
      digests[2]!,
      /^altered: Its content is not what the next digest, .*, which is valid, lists for it\.$/,
    ],
    chain: /complete 2 h, gap 1 h, complete 2 h/,
  },
  {
    name: "a digest that is no gzip file any more",
    change: ({ trail, digests }) => trail.files.set(digests[2]!, Buffer.from("{}")),
    tally:
      "1 digest altered, 1 digest missing, 1 digest unsigned, 3 digest valid, 1 log not-covered, 1 log unsigned, 3 log valid",
  },
  {
    name: "the copy of a signature altered",
    change: ({ trail, digests }) =>
      trail.files.set(
        digests[2]!,
        edit(trail.files.get(digests[2]!)!, (text) =>
          text.replace(/"previousDigestSignature":"..../, '"previousDigestSignature":"0000'),
        ),
      ),
    tally:
      "1 digest altered, 1 digest unsigned, 3 digest valid, 1 log unsigned, 1 log unverifiable, 3 log valid",
    file: ({ digests }) => [
      digests[1]!,
      /^unsigned: Its signature stands in the next digest, .*, which was altered\. Give its S3 metadata/,
    ],
  },
  {
    name: "the newest digest without its metadata",
    change: ({ trail, digests }) => trail.files.delete(`${digests[4]!}.head.json`),
    tally: "1 digest unsigned, 4 digest valid, 1 log unsigned, 4 log valid",
    file: ({ digests }) => [digests[4]!, /^unsigned: It is the newest digest of its chain/],
    chain: /complete 4 h, unsigned 1 h/,
  },
  {
    name: "the newest digest altered, without its metadata",
    change: ({ trail, digests }) => {
      trail.files.delete(`${digests[4]!}.head.json`);
      trail.files.set(
        digests[4]!,
        edit(trail.files.get(digests[4]!)!, (text) =>
          text.replace(/"previousDigestHashValue":"..../, '"previousDigestHashValue":"0000'),
        ),
      );
    },
    tally: "1 digest altered, 4 digest valid, 1 log unverifiable, 4 log valid",
    file: ({ digests }) => [
      digests[4]!,
      /^altered: It lists another hash for the digest before it, .*, than that digest has, which is valid\.$/,
    ],
  },
  {
    name: "metadata of another digest beside the newest",
    change: ({ trail, digests }) =>
      trail.files.set(
        `${digests[4]!}.head.json`,
        Buffer.from(headJson(trail.signatures.get(digests[0]!)!)),
      ),
    tally: "1 digest altered, 4 digest valid, 1 log unverifiable, 4 log valid",
    file: ({ digests }) => [
      digests[4]!,
      /^altered: Its signature verification failed: its content is not what the signature in its S3 metadata was made for\.$/,
    ],
  },
  {
    name: "metadata under a name that says nothing",
    change: ({ trail, digests }) => {
      trail.files.set("head.json", trail.files.get(`${digests[4]!}.head.json`)!);
      trail.files.delete(`${digests[4]!}.head.json`);
    },
    tally: sound,
    file: ({ digests }) => [digests[4]!, /^valid: The signature in its S3 metadata fits\.$/],
  },
  {
    name: "one digest deleted",
    change: ({ trail, digests }) => trail.files.delete(digests[2]!),
    tally:
      "1 digest missing, 1 digest unsigned, 3 digest valid, 1 log not-covered, 1 log unsigned, 3 log valid",
    file: ({ digests }) => [
      digests[2]!,
      /^missing: The digest is not here: .* names it as the one before\.$/,
    ],
    chain: /complete 1 h, unsigned 1 h, gap 1 h, complete 2 h/,
  },
  {
    name: "two digests deleted in a row",
    change: ({ trail, digests }) => {
      trail.files.delete(digests[2]!);
      trail.files.delete(digests[1]!);
    },
    tally:
      "1 digest missing, 1 digest unsigned, 2 digest valid, 2 log not-covered, 1 log unsigned, 2 log valid",
    file: ({ digests }) => [
      digests[2]!,
      /^missing: About 2 digests in a row are not here, from 2026-10-01T09:04:04Z to 2026-10-01T11:04:04Z: .* names this one as the one before; the names of the others stand in missing digests only\.$/,
    ],
    chain: /unsigned 1 h, gap 2 h, complete 2 h/,
  },
  {
    name: "the first digest deleted",
    change: ({ trail, digests }) => trail.files.delete(digests[0]!),
    tally: "4 digest valid, 1 log not-covered, 4 log valid",
    chain: /The files begin at 2026-10-01T09:04:04Z: the digest before, .*, is not among them\./,
  },
  {
    name: "a digest moved",
    change: ({ trail, digests }) => {
      trail.files.set(
        digests[1]!.replace("2026/10/01", "2026/10/02"),
        trail.files.get(digests[1]!)!,
      );
      trail.files.delete(digests[1]!);
    },
    tally: sound,
    file: ({ digests }) => [
      digests[1]!,
      /^valid: .*\| It was moved or renamed: CloudTrail delivered it as s3:/,
    ],
  },
  {
    name: "a digest twice",
    change: ({ trail, digests }) =>
      trail.files.set(`copy/${basename(digests[1]!)}`, trail.files.get(digests[1]!)!),
    tally: "6 digest valid, 5 log valid",
    file: ({ digests }) => [digests[1]!, /^valid: .*\| The same digest stands here twice, also as/],
  },
  {
    name: "a digest and an altered copy of it",
    change: ({ trail, digests }) =>
      trail.files.set(
        `copy/x${basename(digests[1]!)}`,
        edit(trail.files.get(digests[1]!)!, (text) => otherHash(text)),
      ),
    tally: "1 digest altered, 5 digest valid, 5 log valid",
    file: ({ digests }) => [
      `x${basename(digests[1]!)}`,
      /^altered: .*Another digest file, .*, claims to be the same digest but differs\.$/,
    ],
  },
  {
    name: "bytes behind a digest's gzip member",
    change: ({ trail, digests }) =>
      trail.files.set(
        digests[1]!,
        Buffer.concat([trail.files.get(digests[1]!)!, Buffer.from("x".repeat(12))]),
      ),
    tally: sound,
    file: ({ digests }) => [digests[1]!, /^valid: .*12 bytes stand in the file behind the end/],
  },
  {
    name: "a key of another Region",
    change: () => undefined,
    keys: keyList(other),
    tally: "5 digest unsigned, 5 log unsigned",
    file: ({ digests }) => [
      digests[1]!,
      new RegExp(`^unsigned: No public key with the fingerprint ${key.fingerprint} was given`),
    ],
    chain: /^standard unsigned 5 h/,
  },
  {
    name: "a key whose fingerprint is claimed, not computed",
    change: () => undefined,
    keys: JSON.stringify({
      PublicKeyList: [{ Value: other.value, Fingerprint: key.fingerprint }],
    }),
    tally: "5 digest unsigned, 5 log unsigned",
  },
];

describe("broken and told", () => {
  test.each(breaks)("$name", async ({ change, tally: expected, file, chain, keys }) => {
    const made = five();
    change(made);
    writeFiles(join(folder, "logs"), made.trail.files);
    if (keys !== undefined) writeFileSync(join(folder, "keys.json"), keys);
    await importLogs();
    const report = await verify();
    expect(tally(report)).toBe(expected);
    const [name, pattern] = file?.(made) ?? [null, /./];
    if (name !== null) expect(told(report)[basename(name)]).toMatch(pattern);
    if (chain !== undefined) expect(chainWords(report)).toMatch(chain);
    expect(report.changedFiles).toBe(0);
    expect(alteredLogs(db).length).toBe(Number(/(\d+) log altered/.exec(expected)?.[1] ?? 0));
  });
});

interface Shape {
  readonly name: string;
  readonly make: (trail: Trail) => void;
  readonly tally: string;
  readonly chain: RegExp;
  readonly words?: RegExp;
}

describe("chains of other shapes", () => {
  const shapes: readonly Shape[] = [
    {
      name: "started anew in the middle",
      make: (trail) => {
        trail.hour({ isStart: true });
        trail.hour();
        trail.pause(3);
        trail.hour({ isStart: true });
        trail.hour();
      },
      tally: "2 digest unsigned, 2 digest valid, 2 log unsigned, 2 log valid",
      chain:
        /complete 1 h, unsigned 1 h, gap 3 h, complete 1 h, unsigned 1 h .*No digest follows the one that ended at 2026-10-01T10:04:04Z, and the chain starts anew at 2026-10-01T13:04:04Z: the validation of log files, or the logging itself, was off in between\./,
    },
    {
      name: "a gap in time",
      make: (trail) => {
        trail.hour({ isStart: true });
        trail.pause(2);
        trail.hour();
        trail.hour();
      },
      tally: "1 digest unsigned, 2 digest valid, 1 log unsigned, 2 log valid",
      chain:
        /complete 1 h, gap 2 h, complete 1 h, unsigned 1 h .*begins at 2026-10-01T11:04:04Z, but the digest before it ended at 2026-10-01T09:04:04Z: no digest covers the time between/,
    },
    {
      name: "a hash algorithm that is not supported",
      make: (trail) => {
        trail.hour({ isStart: true, logEntry: { hashAlgorithm: "SHA-512" } });
        trail.hour({ digest: { previousDigestHashAlgorithm: "SHA-512" } });
      },
      tally: "1 digest unsigned, 1 digest valid, 1 log unsigned, 1 log unverifiable",
      chain: /gives the hash of the digest before it by SHA-512, which is not supported/,
      words: /unverifiable: The digest gives its hash by SHA-512, which is not supported/,
    },
    {
      name: "a signature algorithm that is not supported",
      make: (trail) => {
        trail.hour({ isStart: true, digest: { digestSignatureAlgorithm: "SHA1withDSA" } });
        trail.hour();
      },
      tally: "1 digest unsigned, 1 digest unverifiable, 1 log unsigned, 1 log unverifiable",
      chain: /gap 1 h, unsigned 1 h/,
      words: /unverifiable: Its signature algorithm, SHA1withDSA, is not one/,
    },
    {
      name: "a key that changed, one of the two given",
      make: (trail) => {
        trail.hour({ isStart: true });
        trail.hour({ key: other });
        trail.hour({ key: other });
      },
      tally: "2 digest unsigned, 1 digest valid, 2 log unsigned, 1 log valid",
      chain: /complete 1 h, unsigned 2 h/,
    },
    {
      name: "empty hours and empty logs",
      make: (trail) => {
        trail.hour({ isStart: true, logs: 0 });
        trail.hour({ events: 0 });
        trail.hour({ events: 0 });
        trail.hour({ logs: 0 });
      },
      tally: "1 digest unsigned, 3 digest valid, 2 log valid",
      chain: /complete 3 h, unsigned 1 h/,
    },
  ];
  test.each(shapes)("$name", async ({ make, tally: expected, chain, words }) => {
    const trail = createTrail({ key });
    make(trail);
    writeFiles(join(folder, "logs"), trail.files);
    await importLogs();
    const report = await verify();
    expect(tally(report)).toBe(expected);
    expect(chainWords(report)).toMatch(chain);
    if (words !== undefined) expect(Object.values(told(report)).join("\n")).toMatch(words);
  });

  test("backfill digests are a chain of their own", async () => {
    const standard = five().trail;
    const backfill = createTrail({ key, isBackfill: true });
    const hours = [backfill.hour({ isStart: true }), backfill.hour()];
    backfill.files.set(
      "b.head.json",
      Buffer.from(headJson(backfill.signatures.get(hours[1]!.digest)!)),
    );
    writeFiles(join(folder, "logs"), standard.files);
    writeFiles(join(folder, "logs"), backfill.files);
    await importLogs();
    const report = await verify();
    expect(tally(report)).toBe("7 digest valid, 7 log valid");
    expect(chainWords(report)).toMatch(
      /standard complete 5 h .*\nbackfill complete 2 h \| These are backfill digests/,
    );
  });

  test("trails and Regions have their own chains", async () => {
    for (const [region, trail] of [
      ["us-east-1", "a"],
      ["us-east-1", "b_c"],
      ["eu-central-1", "a"],
    ] as const) {
      const one = createTrail({ key, region, trail });
      one.hour({ isStart: true });
      one.hour();
      writeFiles(join(folder, "logs"), one.files);
    }
    await importLogs();
    const report = await verify();
    expect(tally(report)).toBe("3 digest unsigned, 3 digest valid, 3 log unsigned, 3 log valid");
    expect(report.chains.map((c) => `${c.region} ${c.trail}`)).toEqual([
      "eu-central-1 a",
      "us-east-1 a",
      "us-east-1 b_c",
    ]);
  });
});

interface Member {
  readonly name: string;
  readonly data: Buffer;
}

/** Keys are longer than the names of old tar files. */
const longTar = (files: readonly Member[]): Buffer =>
  tarOf(files.flatMap((file) => [paxOf("path", file.name), { ...file, name: "x" }]));

describe("containers", () => {
  const lookup = JSON.stringify({
    Events: [1, 2].map((n) => ({
      EventId: `00000000-0000-4000-8000-00000000000${n}`,
      CloudTrailEvent: JSON.stringify({
        eventVersion: "1.10",
        eventID: `00000000-0000-4000-8000-00000000000${n}`,
        eventTime: "2026-10-01T08:00:00Z",
        eventSource: "iam.amazonaws.com",
        eventName: "PutRolePolicy",
        awsRegion: "us-east-1",
        recipientAccountId: "123456789012",
      }),
    })),
  });

  test.each([
    ["zip", zipOf],
    ["tar", longTar],
    ["tar.gz", (files: readonly Member[]) => gzipSync(longTar(files))],
  ] as const)("chains are validated inside of %s", async (name, pack) => {
    const { trail, logs } = five();
    trail.files.set(
      logs[1]![0]!,
      edit(trail.files.get(logs[1]![0]!)!, (text) => text.replace("role-", "rule-")),
    );
    const packed = pack([...trail.files].map(([path, data]) => ({ name: path, data })));
    writeFiles(join(folder, "logs"), new Map([[`logs.${name}`, packed]]));
    await importLogs();
    const report = await verify();
    expect(tally(report)).toBe("5 digest valid, 1 log altered, 4 log valid");
    expect(report.originals).toMatchObject({ same: 1, member: 11 });
    expect([...report.results.checks()]).toEqual([]);
  });

  test("records out of wrappers are taken out again", async () => {
    writeFiles(join(folder, "logs"), new Map([["lookup.json", Buffer.from(lookup)]]));
    await importLogs();
    const report = await verify();
    expect(report).toMatchObject({ rows: 2, changedFiles: 0 });
    db.exec(
      `UPDATE raw_block SET data = (SELECT data FROM raw_block WHERE stream = 0) WHERE stream = 1`,
    );
    const changed = await verify();
    expect(changed.changedFiles).toBe(1);
    expect([...changed.results.checks()].map((one) => one.differences).join("")).toMatch(
      /taken out of its wrappers are not what the case holds/,
    );
  });
});

describe("keys and signatures", () => {
  test("keys as SubjectPublicKeyInfo fit by either fingerprint", async () => {
    const spki = makeKey("spki");
    const trail = createTrail({ key: spki });
    trail.hour({ isStart: true });
    trail.hour();
    writeFiles(join(folder, "logs"), trail.files);
    writeFileSync(join(folder, "keys.json"), keyList(spki));
    await importLogs();
    expect(tally(await verify())).toBe(
      "1 digest unsigned, 1 digest valid, 1 log unsigned, 1 log valid",
    );
  });

  test("keys among the evidence vouch for nothing until they are asked for", async () => {
    const { trail } = five();
    trail.files.set("keys.json", Buffer.from(keyList(key)));
    writeFiles(join(folder, "logs"), trail.files);
    await importLogs();
    const without = await verify({ keyFiles: [] });
    expect(tally(without)).toBe("5 digest unsigned, 5 log unsigned");
    expect(without.hasUnusedCaseKeys).toBe(true);
    expect(without.evidenceKeys).toEqual([]);
    const own = await verify({ keyFiles: [], useCaseKeys: true });
    expect(tally(own)).toBe(sound);
    expect(own.evidenceKeys).toEqual([key.fingerprint]);
    expect(readValidation(db)).toMatchObject({ evidenceKeys: [key.fingerprint] });
    db.exec(
      `UPDATE case_info SET value = json_remove(value, '$.evidenceKeys') WHERE key = 'validated'`,
    );
    expect(readValidation(db)).toMatchObject({ evidenceKeys: [] });
    // A key that was given as well is the examiner's.
    expect((await verify({ useCaseKeys: true })).evidenceKeys).toEqual([]);
  });

  test("a signature is given for a digest by its name", async () => {
    const { trail, digests } = five();
    trail.files.delete(`${digests[4]!}.head.json`);
    writeFiles(join(folder, "logs"), trail.files);
    const path = join(folder, "h.json");
    writeFileSync(path, headJson(trail.signatures.get(digests[4]!)!));
    await importLogs();
    expect(tally(await verify({ heads: [{ path, digest: null }] }))).toBe(sound);
    expect(tally(await verify({ heads: [{ path, digest: basename(digests[4]!) }] }))).toBe(sound);
    const wrong = await verify({ heads: [{ path, digest: digests[3]! }] });
    expect(tally(wrong)).toBe("1 digest unsigned, 4 digest valid, 1 log unsigned, 4 log valid");
    expect(told(wrong)[basename(digests[3]!)]).toMatch(
      /The S3 metadata that was given for it does not fit it\./,
    );
    await expect(verify({ heads: [{ path, digest: "no-such" }] })).rejects.toThrow(
      "no file of this name",
    );
  });

  test.each([
    ["X.json.gz", "X.json"],
    ["X.json", "X.json.gz"],
    ["X.json", "X.json"],
  ])("a digest kept as %s is found by the name %s", async (kept, named) => {
    const { trail, digests } = five();
    const [newest] = digests.slice(-1);
    const bytes = trail.files.get(newest!)!;
    trail.files.delete(newest!);
    trail.files.delete(`${newest!}.head.json`);
    const bare = newest!.replace(/\.gz$/, "");
    trail.files.set(
      kept.endsWith(".gz") ? newest! : bare,
      kept.endsWith(".gz") ? bytes : gunzipSync(bytes),
    );
    writeFiles(join(folder, "logs"), trail.files);
    const path = join(folder, "h.json");
    writeFileSync(path, headJson(trail.signatures.get(newest!)!));
    await importLogs();
    const digest = named.endsWith(".gz") ? newest! : bare;
    expect(tally(await verify({ heads: [{ path, digest }] }))).toBe(sound);
  });

  test("a signature beside the evidence is found for a digest that was inflated", async () => {
    const { trail, digests } = five();
    const [newest] = digests.slice(-1);
    const bytes = trail.files.get(newest!)!;
    trail.files.delete(newest!);
    trail.files.set(newest!.replace(/\.gz$/, ""), gunzipSync(bytes));
    // What fits by trying alone would also be found: this one must not.
    trail.files.set(`${newest!}.head.json`, Buffer.from(headJson("00ff")));
    writeFiles(join(folder, "logs"), trail.files);
    await importLogs();
    expect(tally(await verify())).toBe(
      "1 digest altered, 4 digest valid, 1 log unverifiable, 4 log valid",
    );
  });

  test("a signature that fits nothing is told", async () => {
    writeFiles(join(folder, "logs"), five().trail.files);
    const path = join(folder, "h.json");
    writeFileSync(path, headJson("00"));
    await importLogs();
    expect((await verify({ heads: [{ path, digest: null }] })).unusedHeads).toEqual([path]);
  });

  test.each([
    ["nothing in it", "{}", /holds no RSA public key/],
    ["no JSON", "keys", /it is no JSON/],
  ])("a key file with %s is refused", async (_, text, words) => {
    writeFileSync(join(folder, "keys.json"), text);
    await expect(verify()).rejects.toThrow(words);
  });
});

describe("originals", () => {
  test("changed, gone and back", async () => {
    const { trail, logs } = five();
    writeFiles(join(folder, "logs"), trail.files);
    await importLogs();
    const path = join(folder, "logs", logs[0]![0]!);
    const bytes = readFileSync(path);
    renameSync(path, `${path}.away`);
    expect((await verify()).originals).toMatchObject({ same: 10, gone: 1 });
    const changed = Buffer.from(bytes);
    changed[20]! ^= 1;
    writeFileSync(path, changed);
    utimesSync(path, 1, 1);
    const report = await verify();
    expect(report.originals).toMatchObject({ same: 10, different: 1, gone: 0 });
    expect([...report.results.checks()].map((one) => one.sentence)).toEqual([
      "Its SHA-256 is not the one that it had: it was changed after the import.",
    ]);
    rmSync(path);
    mkdirSync(path);
    expect((await verify()).originals).toMatchObject({ different: 1 });
  });

  test("paths are found from another folder", async () => {
    writeFiles(join(folder, "logs"), five().trail.files);
    const before = process.cwd();
    process.chdir(folder);
    try {
      await importPaths(db, casePath, { paths: ["logs"], program: "test", now: 0, threads: 1 });
    } finally {
      process.chdir(before);
    }
    expect((await verify()).originals).toMatchObject({ same: 11 });
  });
});

describe("what is stored", () => {
  /** Finds the nth log file in SQL. */
  const logId = (n: number): string =>
    `(SELECT id FROM input WHERE format = 'CloudTrail log file' ORDER BY id LIMIT 1 OFFSET ${n})`;
  const damages: readonly (readonly [string, string, RegExp])[] = [
    [
      "a kept gzip file",
      `UPDATE raw_block SET data = (SELECT data FROM raw_block WHERE input = SECOND) WHERE input = FIRST`,
      /SHA-256 differs/,
    ],
    [
      "the beginning of a kept text",
      `UPDATE raw_block SET start = 1 WHERE input = FIRST`,
      /Part of its kept text is missing before byte 1\./,
    ],
    [
      "the beginning of a kept digest",
      `UPDATE raw_block SET start = 1 WHERE input = (SELECT min(id) FROM input WHERE format LIKE 'CloudTrail digest%')`,
      /Part of its kept text is missing before byte 1\./,
    ],
    ["a kept text", `DELETE FROM raw_block WHERE input = FIRST`, /its text is not in the case/i],
    [
      "a row",
      `UPDATE relevant_event SET raw = CAST(replace(CAST(raw AS TEXT), 'role', 'rule') AS BLOB) WHERE input = FIRST`,
      /The JSON that the rules looked at/,
    ],
    ["all rows", `DELETE FROM segment WHERE input = FIRST`, /but not among the events of the case/],
    [
      "other rows",
      `UPDATE segment SET eids = (SELECT eids FROM segment WHERE input = SECOND) WHERE input = FIRST`,
      /another eventID/,
    ],
    [
      "the data of a segment",
      `UPDATE segment SET data = substr(data, 5) WHERE input = FIRST`,
      /stored events of the segment of records 1 to 2 can’t be read/,
    ],
    [
      "the number of rows of a segment",
      `UPDATE segment SET rows = 9007199254740991 WHERE input = FIRST`,
      /stored events of the segment of records 1 to 9007199254740991 can’t be read/,
    ],
    [
      "the ids of a segment",
      `UPDATE segment SET eids = substr(eids, 1, 20) WHERE input = FIRST`,
      /stored events of the segment of records 1 to 2 can’t be read/,
    ],
    ...(
      [
        ["an action", "another action", 5],
        ["a caller", "another caller", 6],
        ["an access key", "another access key", 7],
        ["an address", "another address", 8],
        ["a user agent", "another user agent", 9],
        ["an error code", "another error code", 10],
        ["a place", "another account or Region", 11],
        ["an outcome", "another outcome, readOnly or second factor", 12],
      ] as const
    ).map(
      ([name, words, array]) =>
        [
          `${name} of the columns`,
          // The first row of two; 8 bytes an array, of which the first is its lowest.
          `UPDATE segment SET data = CAST(substr(data, 1, ${array * 8}) || X'07' || substr(data, ${array * 8 + 2}) AS BLOB)
           WHERE input = FIRST`,
          new RegExp(`"record":1,"sentence":"The case gives ${words} for it`),
        ] as const,
    ),
    ["a count", `UPDATE input SET records = 3 WHERE id = FIRST`, /counts 3 records/],
  ];
  test.each(damages)("%s that was changed is told", async (_, sql, words) => {
    writeFiles(join(folder, "logs"), five().trail.files);
    await importLogs();
    expect((await verify()).changedFiles).toBe(0);
    db.exec(sql.replaceAll("FIRST", logId(0)).replaceAll("SECOND", logId(1)));
    const report = await verify();
    expect(report.changedFiles).toBe(1);
    expect([...report.results.checks()].map((one) => one.differences).join("\n")).toMatch(words);
  });

  test("a changed word is told of every event that has it", async () => {
    writeFiles(join(folder, "logs"), five().trail.files);
    await importLogs();
    db.exec(`UPDATE text SET value = 'PutUserPolicy' WHERE value = 'PutRolePolicy'`);
    const report = await verify();
    expect(report.changedFiles).toBe(5);
    expect([...report.results.checks()].map((one) => one.differences).join("\n")).toMatch(
      /The case gives another action for it/,
    );
  });

  test("words are compared also when there are so many that dictionaries begin anew", async () => {
    // More than 150,000 different ones in each file.
    const record = (file: number, n: number): string => {
      const id = `${file}-${n}`;
      return JSON.stringify({
        eventVersion: "1.10",
        eventID: `00000000-0000-4000-800${file}-${String(n).padStart(12, "0")}`,
        eventTime: "2026-10-01T08:00:00Z",
        eventSource: "s3.amazonaws.com",
        eventName: "GetObject",
        userAgent: `agent ${id}`,
        sourceIPAddress: `host-${id}`,
        userIdentity: {
          type: "IAMUser",
          userName: `user-${id}`,
          principalId: `principal-${id}`,
          arn: `arn:aws:iam::123456789012:user/${id}`,
          accessKeyId: `AKIA-${id}`,
        },
      });
    };
    for (const file of [1, 2, 3]) {
      const records = Array.from({ length: 26_000 }, (_, n) => record(file, n));
      writeFiles(
        folder,
        new Map([[`logs/${file}.json`, Buffer.from(`{"Records":[${records.join(",")}]}`)]]),
      );
    }
    await importLogs();
    const report = await verify();
    expect(report.rows).toBe(78_000);
    expect([...report.results.checks()]).toEqual([]);
  });

  test("all shapes of the oddities are stored as they were", async () => {
    await importPaths(db, casePath, {
      paths: ["test/fixtures/oddities"],
      program: "test",
      now: Date.UTC(2026, 10, 1),
    });
    const report = await verify();
    expect([...report.results.checks()]).toEqual([]);
  });

  test("a cancelled verification leaves the case as it was", async () => {
    writeFiles(join(folder, "logs"), five().trail.files);
    await importLogs();
    await expect(verify({ signal: AbortSignal.abort() })).rejects.toThrow("Cancelled");
    expect(readValidation(db)).toBeNull();
  });

  test("a later import makes the validation void", async () => {
    const { trail } = five();
    writeFiles(join(folder, "logs"), trail.files);
    await importLogs();
    await verify();
    await importLogs();
    expect(readValidation(db)).not.toBeNull();
    trail.hour();
    writeFiles(join(folder, "logs"), trail.files);
    await importLogs();
    expect(readValidation(db)).toBeNull();
  });
});
