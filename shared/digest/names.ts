/** What the names of digest and log files say: `[prefix/]AWSLogs/[o-id/]ACCOUNT/CloudTrail…/REGION/YYYY/MM/DD/FILE`. */
import { parseEventTime } from "../import/event-time.ts";

/** The names of a digest file tell its chain. */
export interface DigestName {
  readonly account: string;
  readonly region: string;
  readonly trail: string;
  readonly homeRegion: string;
  /** Backfill digests list log files that the hourly ones did not; they form a chain of their own. */
  readonly kind: "standard" | "backfill";
}

const digestName =
  /^(\d{12})_CloudTrail-Digest_([a-z0-9-]+)_(.+)_([a-z0-9-]+)_\d{8}T\d{6}Z(_backfill)?\.json\.gz$/;

/** Reads the file name in a digest's S3 key; null when it is none of CloudTrail's. */
export function readDigestName(object: string): DigestName | null {
  const match = digestName.exec(baseName(object));
  if (match === null) return null;
  const [, account = "", region = "", trail = "", homeRegion = "", backfill] = match;
  const kind = backfill === undefined ? "standard" : "backfill";
  return { account, region, trail, homeRegion, kind };
}

/** Where and when a log file was delivered. */
export interface LogName {
  readonly account: string;
  readonly region: string;
  /** Seconds since 1970, to the minute. */
  readonly delivered: number | null;
}

const logName = /^(\d{12})_CloudTrail(?:-(?!Digest)[A-Za-z]+)?_([a-z0-9-]+)_(\d{8}T\d{4})Z_/;

/** Reads a log file's name, also of a path; null when CloudTrail gives no such name. */
export function readLogName(path: string): LogName | null {
  const match = logName.exec(baseName(path));
  if (match === null) return null;
  const [, account = "", region = "", minute = ""] = match;
  return { account, region, delivered: parseEventTime(`${minute}00Z`) };
}

/** The last part of a path or key. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Whether a local name is that of a key; downloads may have taken the compression off. */
export function sameName(path: string, object: string): boolean {
  return bareName(path) === bareName(object);
}

/** A file's name without `.gz`. */
export function bareName(path: string): string {
  const name = baseName(path);
  return name.endsWith(".gz") ? name.slice(0, -3) : name;
}

/**
 * Whether a local path contradicts the key under which CloudTrail delivered the file: another name, or other folders
 * below AWSLogs, or, where there is no AWSLogs, another day in its folders. A flat download contradicts nothing.
 */
export function isMoved(path: string, object: string): boolean {
  if (!sameName(path, object)) return true;
  const local = path.split("/").slice(0, -1);
  const key = object.split("/").slice(0, -1);
  const from = local.lastIndexOf("AWSLogs");
  const keyFrom = key.lastIndexOf("AWSLogs");
  if (from >= 0 && keyFrom >= 0)
    return local.slice(from).join("/") !== key.slice(keyFrom).join("/");
  const day = local.slice(-3).join("/");
  return /^\d{4}\/\d\d\/\d\d$/.test(day) && day !== key.slice(-3).join("/");
}
