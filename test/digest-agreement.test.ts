/** What `trailproof verify` says of digests and log files, against what `aws cloudtrail validate-logs` says. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openCase } from "../main/db/open-case.ts";
import { verifyCase } from "../main/evidence/verify-case.ts";
import { importPaths } from "../main/import/import-files.ts";
import type { SigningKey, Trail } from "./fixtures/digest-chain.ts";
import { createTrail, headJson, keyList, makeKey, writeFiles } from "./fixtures/digest-chain.ts";

function missingTools(): string | null {
  const probe = spawnSync("python3", ["-c", "import awscli.clidriver, boto3, moto.server"], {
    encoding: "utf8",
  });
  if (probe.status === 0) return null;
  const why = probe.error?.message ?? probe.stderr.trim().split("\n").at(-1) ?? "unknown";
  return `digests are not compared with aws cloudtrail validate-logs: python3 with awscli, boto3 and moto[server] is needed (${why})`;
}

const missing = missingTools();
if (missing !== null) process.stderr.write(`SKIPPED: ${missing}\n`);

const key = makeKey();
const other = makeKey();

interface Chain {
  readonly name: string;
  readonly make: (trail: Trail, bucket: string) => void;
  readonly keys?: readonly SigningKey[];
  /** Where the two rightly differ: the last part of the name, what AWS says, what we say, why. */
  readonly differs?: readonly {
    readonly name: RegExp;
    readonly aws: "valid" | "INVALID" | "silent";
    readonly ours: string;
    readonly because: string;
  }[];
}

const hours = (trail: Trail, n = 5): ReturnType<Trail["hour"]>[] =>
  Array.from({ length: n }, (_, i) => trail.hour({ isStart: i === 0, logs: 1 + (i % 2) }));

const edit = (trail: Trail, name: string, change: (text: string) => string): unknown =>
  trail.files.set(name, gzipSync(change(gunzipSync(trail.files.get(name)!).toString("utf8"))));

/** Another first digit of the first hash in a digest. */
const otherHash = (text: string): string =>
  text.replace(/"hashValue":"(.)/, (_, digit) => `"hashValue":"${digit === "0" ? "1" : "0"}`);

const chains: readonly Chain[] = [
  { name: "sound", make: (trail) => hours(trail) },
  {
    name: "a log altered",
    make: (trail) => {
      const made = hours(trail);
      edit(trail, made[2]!.logs[0]!, (text) => text.replace("role-", "rule-"));
    },
  },
  {
    name: "a log deleted",
    make: (trail) => {
      trail.files.delete(hours(trail)[1]!.logs[0]!);
    },
  },
  {
    name: "a log moved",
    make: (trail) => {
      const name = hours(trail)[1]!.logs[0]!;
      trail.files.set(name.replace("2026/10/01", "2026/10/02"), trail.files.get(name)!);
      trail.files.delete(name);
    },
  },
  {
    name: "a log renamed",
    make: (trail) => {
      const name = hours(trail)[1]!.logs[0]!;
      trail.files.set("AWSLogs/other.json.gz", trail.files.get(name)!);
      trail.files.delete(name);
    },
  },
  {
    name: "a log cut off",
    make: (trail) => {
      const name = hours(trail)[2]!.logs[0]!;
      trail.files.set(name, trail.files.get(name)!.subarray(0, -40));
    },
  },
  {
    name: "a log that is another thing",
    make: (trail) => {
      trail.files.set(hours(trail)[2]!.logs[0]!, gzipSync("<html>"));
    },
  },
  {
    name: "a log that is an empty file",
    make: (trail) => {
      trail.files.set(hours(trail)[2]!.logs[0]!, Buffer.alloc(0));
    },
  },
  {
    name: "a log compressed anew",
    make: (trail) => {
      const name = hours(trail)[2]!.logs[0]!;
      trail.files.set(name, gzipSync(gunzipSync(trail.files.get(name)!), { level: 1 }));
    },
  },
  {
    name: "bytes behind a log",
    make: (trail) => {
      const name = hours(trail)[2]!.logs[0]!;
      trail.files.set(name, Buffer.concat([trail.files.get(name)!, Buffer.from("more bytes")]));
    },
  },
  {
    name: "a second member behind a log",
    make: (trail) => {
      const name = hours(trail)[1]!.logs[0]!;
      trail.files.set(name, Buffer.concat([trail.files.get(name)!, gzipSync('{"Records":[]}')]));
    },
    differs: [
      {
        name: /T0914Z/,
        aws: "valid",
        ours: "altered",
        because: "the AWS CLI stops at the first member; records in the second would be believed",
      },
    ],
  },
  {
    name: "an inflated log",
    make: (trail) => {
      const name = hours(trail)[1]!.logs[0]!;
      trail.files.set(name, gunzipSync(trail.files.get(name)!));
    },
    differs: [
      {
        name: /T0914Z/,
        aws: "INVALID",
        ours: "valid",
        because: "the hash is over the inflated bytes, and browsers inflate what they download",
      },
    ],
  },
  {
    name: "a digest altered",
    make: (trail) => {
      edit(trail, hours(trail)[2]!.digest, (text) => otherHash(text));
    },
  },
  {
    name: "the newest digest altered",
    make: (trail) => {
      edit(trail, hours(trail)[4]!.digest, (text) => otherHash(text));
    },
  },
  {
    name: "the copy of a signature altered",
    make: (trail) => {
      edit(trail, hours(trail)[2]!.digest, (text) =>
        text.replace(/"previousDigestSignature":"..../, '"previousDigestSignature":"0000'),
      );
    },
  },
  {
    name: "a digest that is no gzip file",
    make: (trail) => {
      trail.files.set(hours(trail)[2]!.digest, Buffer.from("{}"));
    },
  },
  {
    name: "bytes behind a digest",
    make: (trail) => {
      const name = hours(trail)[2]!.digest;
      trail.files.set(name, Buffer.concat([trail.files.get(name)!, Buffer.from("more bytes")]));
    },
  },
  {
    name: "one digest deleted",
    make: (trail) => {
      trail.files.delete(hours(trail)[2]!.digest);
    },
  },
  {
    name: "two digests deleted in a row",
    make: (trail) => {
      const made = hours(trail);
      trail.files.delete(made[2]!.digest);
      trail.files.delete(made[1]!.digest);
    },
  },
  {
    name: "a digest renamed",
    make: (trail) => {
      const { digest } = hours(trail)[2]!;
      trail.files.set(digest.replace("T110404Z", "T110405Z"), trail.files.get(digest)!);
      trail.files.delete(digest);
    },
    differs: [
      {
        name: /_us-east-1_20261001T1014Z/,
        aws: "silent",
        ours: "valid",
        because: "its digest is not found under its key, but is here and signed",
      },
    ],
  },
  {
    name: "started anew in the middle",
    make: (trail) => {
      hours(trail, 2);
      trail.pause(3);
      hours(trail, 2);
    },
  },
  {
    name: "a gap in time",
    make: (trail) => {
      hours(trail, 2);
      trail.pause(2);
      trail.hour();
    },
  },
  {
    name: "a key of the chain unknown",
    make: (trail) => {
      hours(trail, 2);
      trail.hour({ key: other });
    },
    differs: [
      {
        name: /CloudTrail-Digest.*T110404Z/,
        aws: "INVALID",
        ours: "unsigned",
        because: "a key that was not given says nothing about the digest",
      },
      {
        name: /_us-east-1_20261001T1014Z/,
        aws: "silent",
        ours: "unsigned",
        because: "its digest was not checked",
      },
    ],
  },
  {
    name: "keys of both",
    keys: [key, other],
    make: (trail) => {
      hours(trail, 2);
      trail.hour({ key: other });
    },
  },
  {
    name: "the newest digest without a signature",
    make: (trail) => {
      trail.signatures.delete(hours(trail, 3)[2]!.digest);
    },
    differs: [
      {
        name: /CloudTrail-Digest.*T110404Z/,
        aws: "INVALID",
        ours: "unsigned",
        because: "from files alone the newest signature is not to be had",
      },
      {
        name: /_us-east-1_20261001T1014Z/,
        aws: "silent",
        ours: "unsigned",
        because: "its digest was not checked",
      },
    ],
  },
  {
    name: "a backfill digest",
    make: (trail, bucket) => {
      hours(trail, 3);
      const backfill = createTrail({
        key,
        isBackfill: true,
        bucket,
        start: Date.UTC(2026, 9, 1, 9, 4, 4),
      });
      const made = hours(backfill, 2);
      edit(backfill, made[1]!.logs[0]!, (text) => text.replace("role-", "rule-"));
      for (const [name, bytes] of backfill.files) trail.files.set(name, bytes);
      for (const [name, signature] of backfill.signatures) trail.signatures.set(name, signature);
    },
  },
  {
    name: "a hash algorithm that is not supported",
    make: (trail) => {
      trail.hour({ isStart: true, logEntry: { hashAlgorithm: "SHA-512" } });
      trail.hour();
    },
    differs: [
      {
        name: /_us-east-1_20261001T0814Z/,
        aws: "valid",
        ours: "unverifiable",
        because: "the AWS CLI does not look at the algorithm's name",
      },
    ],
  },
];

interface Ran {
  readonly name: string;
  readonly status: number;
  readonly lines: readonly string[];
}

const made = chains.map((chain, i) => {
  const bucket = `example-bucket-${i}`;
  const trail = createTrail({ key, bucket });
  chain.make(trail, bucket);
  return { ...chain, trail, bucket };
});

describe.skipIf(missing !== null)("the same as aws cloudtrail validate-logs", () => {
  const ran = new Map<string, Ran>();
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "trailproof-agree-"));
    const script = fileURLToPath(new URL("check-digests.py", import.meta.url));
    const request = {
      chains: made.map(({ name, trail, bucket, keys }) => ({
        name,
        bucket,
        account: "123456789012",
        region: "us-east-1",
        trail: "example_trail",
        start: "2026-10-01T08:05:00Z",
        end: "2026-10-02T00:00:00Z",
        files: Object.fromEntries(
          [...trail.files].map(([path, bytes]) => [path, bytes.toString("base64")]),
        ),
        metadata: Object.fromEntries(
          [...trail.signatures].map(([path, signature]) => [
            path,
            {
              signature,
              "signature-algorithm": "SHA256withRSA",
              "backfill-generation-timestamp": "2026-10-01T12:00:00Z",
            },
          ]),
        ),
        keys: (keys ?? [key]).map(({ fingerprint, value }) => ({
          Fingerprint: fingerprint,
          Value: value,
        })),
      })),
    };
    const done = spawnSync("python3", [script], {
      input: JSON.stringify(request),
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    if (done.status !== 0) throw new Error(done.stderr.slice(-4000));
    for (const one of JSON.parse(done.stdout) as Ran[]) ran.set(one.name, one);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(made)("$name", async ({ name, trail, keys, differs = [] }) => {
    const aws = new Map<string, string>();
    for (const line of ran.get(name)!.lines) {
      const found = /^(?:\(backfill\) )?(?:Digest|Log) file\t(\S+)\t(valid|INVALID)/.exec(line);
      if (found !== null) aws.set(found[1]!, found[2]!);
    }
    expect(aws.size, ran.get(name)!.lines.join("\n")).toBeGreaterThan(1);

    const root = join(folder, name.replaceAll(" ", "-"));
    writeFiles(join(root, "logs"), trail.files);
    // As aws s3api head-object would give it for every digest.
    const heads = [...trail.signatures].map(([path, signature], i) => {
      const file = join(root, `head-${i}.json`);
      writeFileSync(file, headJson(signature));
      return { path: file, key: path, digest: trail.files.has(path) ? basename(path) : null };
    });
    const isBackfill = (one: { readonly key: string }): boolean => one.key.includes("_backfill");
    const newest = [heads.findLast((one) => !isBackfill(one)), heads.findLast(isBackfill)].filter(
      (one) => one !== undefined,
    );
    writeFileSync(join(root, "keys.json"), keyList(...(keys ?? [key])));
    const casePath = join(root, "case.trailproof");
    const db = openCase(casePath, { create: true });
    try {
      await importPaths(db, casePath, {
        paths: [join(root, "logs")],
        program: "test",
        now: 0,
        threads: 1,
      });
      const all = await statuses(heads);
      const told: string[] = [];
      const compare = (
        ours: ReadonlyMap<string, string>,
        fits: (theirs: string, own: string) => boolean,
      ): void => {
        for (const location of new Set([...aws.keys(), ...ours.keys()])) {
          const theirs = aws.get(location) ?? "silent";
          const own = ours.get(location) ?? "silent";
          if (differs.every((one) => !one.name.test(location)) && !fits(theirs, own))
            told.push(`${location}: aws ${theirs}, ours ${own}`);
        }
      };
      compare(all, agree);
      const met = new Set<(typeof differs)[number]>();
      for (const location of new Set([...aws.keys(), ...all.keys()])) {
        const known = differs.find((one) => one.name.test(location));
        if (known === undefined) continue;
        met.add(known);
        const said = [aws.get(location) ?? "silent", all.get(location) ?? "silent"];
        expect(said, `${location}: ${known.because}`).toEqual([known.aws, known.ours]);
      }
      // A difference that is none any more must go.
      expect(differs.filter((one) => !met.has(one) || agree(one.aws, one.ours))).toEqual([]);
      // From the files and the newest signature alone less is proved, but nothing else.
      const few = await statuses(newest);
      compare(few, (theirs, own) => agree(theirs, own) || open.has(own));
      expect([...few.values()].filter((one) => one === "valid").length).toBeLessThanOrEqual(
        [...all.values()].filter((one) => one === "valid").length,
      );
      expect(told, ran.get(name)!.lines.join("\n")).toEqual([]);
    } finally {
      db.close();
    }

    /** What we say, by location. */
    async function statuses(
      given: readonly { readonly path: string; readonly digest: string | null }[],
    ): Promise<ReadonlyMap<string, string>> {
      const { results } = await verifyCase(db, casePath, {
        keyFiles: [join(root, "keys.json")],
        useCaseKeys: false,
        heads: given,
        now: "",
        program: "",
      });
      const ours = new Map<string, string>();
      for (const kind of ["digest", "log"] as const)
        for (const one of results.results(kind)) {
          const location = one.location ?? onDisk(one.input);
          if (location !== null) ours.set(location, one.isMoved === 1 ? "moved" : one.status);
        }
      return ours;
    }

    /** A digest that can't be read tells no location: its place on disk is its key. */
    function onDisk(input: number | null): string | null {
      const path = db
        .prepare<[number | null], string>(`SELECT path FROM input WHERE id = ?`)
        .pluck()
        .get(input);
      return path?.includes("CloudTrail-Digest") === true ? `s3://${trail.bucket}/${path}` : null;
    }
  });
});

/** Statuses that claim nothing. */
const open: ReadonlySet<string> = new Set(["unsigned", "unverifiable", "silent"]);

/** For S3 a moved file is none: AWS says INVALID of the key. What an altered digest lists, AWS passes over. */
function agree(aws: string, ours: string): boolean {
  switch (ours) {
    case "valid":
      return aws === "valid";
    case "altered":
    case "missing":
    case "moved":
      return aws === "INVALID";
    case "unverifiable":
      return aws === "silent";
    default:
      return false;
  }
}
