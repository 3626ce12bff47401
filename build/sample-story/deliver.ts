import { createHash } from "node:crypto";
import type { JsonObject } from "../../shared/cloudtrail-event.ts";
import { account, type Region, trailBucket } from "./cast.ts";
import { alphanumeric, createRandom } from "./random.ts";
import type { StagedRecord } from "./stage.ts";

/** A file of the archive; `text` is its inflated content where the path ends in `.gz`. */
export interface SampleFile {
  readonly path: string;
  readonly text: string;
}

/** A log file with the times that a digest states of it. */
export interface DeliveredFile extends SampleFile {
  readonly region: Region;
  readonly deliveredAt: number;
  readonly oldest: number;
  readonly newest: number;
}

const slot = 15 * 60_000;

/** `20261009T0205Z`: the form of times in names. */
function compact(at: number, length: number): string {
  return `${new Date(at).toISOString().replace(/[-:]/g, "").slice(0, length)}Z`;
}

function folder(kind: string, region: Region, at: number): string {
  const [year, month, day] = new Date(at).toISOString().slice(0, 10).split("-");
  return `AWSLogs/${account}/${kind}/${region}/${year}/${month}/${day}`;
}

/**
 * Puts records into files as CloudTrail does: some minutes after the calls, one file per Region and quarter of an
 * hour, in no strict order, and now and then a record a second time in the next file.
 */
export function deliver(records: readonly StagedRecord[]): readonly DeliveredFile[] {
  const random = createRandom("delivery");
  const groups = new Map<string, StagedRecord[]>();
  const sorted = records.toSorted((x, y) => x.at - y.at);
  for (const staged of sorted) {
    const key = `${staged.region}/${Math.floor(staged.at / slot)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [staged]);
    else group.push(staged);
  }
  const again = new Map<Region, StagedRecord[]>();
  return [...groups.values()].map((group) => {
    const first = group[0];
    if (first === undefined) throw new RangeError("a group without records");
    const { region } = first;
    const deliveredAt = (Math.floor(first.at / slot) + 1) * slot + random.below(4) * 60_000;
    const rows = [...(again.get(region) ?? []), ...group];
    again.set(region, group.length > 25 && random.chance(0.12) ? group.slice(-1) : []);
    // Neighbours change places: files are only roughly in order.
    for (let i = 1; i < rows.length; i++) {
      const [left, right] = [rows[i - 1], rows[i]];
      if (left === undefined || right === undefined || !random.chance(0.3)) continue;
      rows[i - 1] = right;
      rows[i] = left;
    }
    const name = `${account}_CloudTrail_${region}_${compact(deliveredAt, 13)}_${random.letters(16, alphanumeric)}.json.gz`;
    return {
      path: `${folder("CloudTrail", region, deliveredAt)}/${name}`,
      text: JSON.stringify({ Records: rows.map((row) => row.record) }),
      region,
      deliveredAt,
      oldest: Math.min(...rows.map((row) => row.at)),
      newest: Math.max(...rows.map((row) => row.at)),
    };
  });
}

function seconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** The digest file of one Region and hour, with the true SHA-256 of the log files that were delivered in it. */
export function digestFile(
  files: readonly DeliveredFile[],
  region: Region,
  from: number,
  to: number,
): SampleFile {
  const random = createRandom("digest");
  const listed = files.filter(
    (file) => file.region === region && file.deliveredAt >= from && file.deliveredAt < to,
  );
  const key = (at: number): string =>
    `${folder("CloudTrail-Digest", region, at)}/${account}_CloudTrail-Digest_${region}_example-trail_eu-central-1_${compact(at, 15)}.json.gz`;
  const digest: JsonObject = {
    awsAccountId: account,
    digestStartTime: seconds(from),
    digestEndTime: seconds(to),
    digestS3Bucket: trailBucket,
    digestS3Object: key(to),
    digestPublicKeyFingerprint: random.hex(32),
    digestSignatureAlgorithm: "SHA256withRSA",
    newestEventTime: seconds(Math.max(...listed.map((file) => file.newest))),
    oldestEventTime: seconds(Math.min(...listed.map((file) => file.oldest))),
    previousDigestS3Bucket: trailBucket,
    previousDigestS3Object: key(from),
    previousDigestHashValue: random.hex(64),
    previousDigestHashAlgorithm: "SHA-256",
    previousDigestSignature: random.hex(512),
    logFiles: listed.map((file) => ({
      s3Bucket: trailBucket,
      s3Object: file.path,
      hashValue: createHash("sha256").update(file.text).digest("hex"),
      hashAlgorithm: "SHA-256",
      newestEventTime: seconds(file.newest),
      oldestEventTime: seconds(file.oldest),
    })),
  };
  return { path: key(to), text: JSON.stringify(digest) };
}
