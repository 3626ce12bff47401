/**
 * Digest files of CloudTrail: signed lists of log files with their hashes, one an hour, account, trail and Region, each
 * with the hash and the signature of the one before (AWS CloudTrail user guide, "CloudTrail digest file structure").
 */
import type { Json } from "../cloudtrail-event.ts";
import { field, isJsonObject, textField } from "../cloudtrail-event.ts";
import { parseEventTime } from "../import/event-time.ts";

/** A log file as a digest lists it. */
export interface ListedLog {
  readonly bucket: string;
  /** S3 key. */
  readonly object: string;
  /** Lower-case hex SHA-256 of the uncompressed bytes. */
  readonly hash: string;
  readonly algorithm: string;
  /** Seconds since 1970 of the first and last event in it, where the digest says. */
  readonly oldest: number | null;
  readonly newest: number | null;
}

export interface Digest {
  readonly account: string;
  /** As written: it is signed in this form. */
  readonly endTime: string;
  /** Seconds since 1970. */
  readonly start: number;
  readonly end: number;
  readonly bucket: string;
  /** S3 key under which CloudTrail delivered it. */
  readonly object: string;
  /** MD5 of the public key's DER, hex. */
  readonly fingerprint: string;
  readonly algorithm: string;
  /** Null where a chain begins. */
  readonly previous: {
    readonly bucket: string;
    readonly object: string;
    readonly hash: string;
    readonly algorithm: string;
  } | null;
  /** Hex, or null where a chain begins. */
  readonly previousSignature: string | null;
  readonly logs: readonly ListedLog[];
}

/** Longest name that is taken for one: S3 keys have at most 1,024 bytes. */
const maxName = 1024;

/** Reads the JSON of a digest file; a string names the member that is missing or unusable. */
export function readDigest(value: Json): Digest | string {
  if (!isJsonObject(value)) return "it is no JSON object";
  const needed = {
    awsAccountId: textField(value, "awsAccountId"),
    digestStartTime: textField(value, "digestStartTime"),
    digestEndTime: textField(value, "digestEndTime"),
    digestS3Bucket: textField(value, "digestS3Bucket"),
    digestS3Object: textField(value, "digestS3Object"),
    digestPublicKeyFingerprint: textField(value, "digestPublicKeyFingerprint"),
  };
  for (const [name, text] of Object.entries(needed))
    if (text === null || text.length > maxName) return `its ${name} is missing`;
  const start = parseEventTime(needed.digestStartTime);
  const end = parseEventTime(needed.digestEndTime);
  if (start === null || end === null || end < start) return "its times can't be read";
  // The member must be there; null is what a chain's first digest has.
  const signature = field(value, "previousDigestSignature");
  if (signature !== null && typeof signature !== "string")
    return "its previousDigestSignature is missing";
  const list = field(value, "logFiles");
  if (!Array.isArray(list)) return "its logFiles are no list";
  const logs: ListedLog[] = [];
  for (const one of list) {
    const log = readLog(one);
    if (log === null) return "an entry of its logFiles has no s3Object or hashValue";
    logs.push(log);
  }
  const previousBucket = textField(value, "previousDigestS3Bucket");
  const previousObject = textField(value, "previousDigestS3Object");
  return {
    account: needed.awsAccountId ?? "",
    endTime: needed.digestEndTime ?? "",
    start,
    end,
    bucket: needed.digestS3Bucket ?? "",
    object: needed.digestS3Object ?? "",
    fingerprint: (needed.digestPublicKeyFingerprint ?? "").toLowerCase(),
    algorithm: textField(value, "digestSignatureAlgorithm") ?? "SHA256withRSA",
    previous:
      previousBucket === null || previousObject === null
        ? null
        : {
            bucket: previousBucket,
            object: previousObject,
            hash: (textField(value, "previousDigestHashValue") ?? "").toLowerCase(),
            algorithm: textField(value, "previousDigestHashAlgorithm") ?? "SHA-256",
          },
    previousSignature: signature,
    logs,
  };
}

function readLog(value: Json): ListedLog | null {
  const bucket = textField(value, "s3Bucket");
  const object = textField(value, "s3Object");
  const hash = textField(value, "hashValue");
  if (bucket === null || object === null || hash === null || object.length > maxName) return null;
  return {
    bucket,
    object,
    hash: hash.toLowerCase(),
    algorithm: textField(value, "hashAlgorithm") ?? "SHA-256",
    oldest: parseEventTime(field(value, "oldestEventTime")),
    newest: parseEventTime(field(value, "newestEventTime")),
  };
}

/**
 * What CloudTrail signs: four lines without an end of line (user guide, "custom implementations of validation"; the
 * same in awscli's cloudtrail/validation.py). `sha256`: hex hash of the digest's uncompressed bytes.
 */
export function stringToSign(digest: Digest, sha256: string): string {
  const { endTime, bucket, object, previousSignature } = digest;
  return `${endTime}\n${bucket}/${object}\n${sha256}\n${previousSignature ?? "null"}`;
}
