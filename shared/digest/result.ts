/** What the validation says, as data. */
import type { Spans } from "../span.ts";

/**
 * `valid`: proved unaltered. `altered`: not what was signed or listed. `missing`: a digest tells of it, but it is not
 * among the files. `unsigned`: nothing contradicts it, but a signature is not at hand or its key was not given.
 * `not-covered`: a log file that no digest lists. `unverifiable`: it could not be compared, and the sentence says why.
 */
export type Status = "valid" | "altered" | "missing" | "unsigned" | "not-covered" | "unverifiable";

/** The result for one file, or for one that should be here. */
export interface FileResult {
  readonly kind: "digest" | "log";
  readonly status: Status;
  readonly sentence: Spans;
  /** Further things to know: moved, stands here twice, bytes behind the end. */
  readonly notes: readonly Spans[];
  /** The file's id in the case; null when it is not here. */
  readonly input: number | null;
  /** `s3://bucket/key` as CloudTrail delivered it; null where nothing tells. */
  readonly location: string | null;
  /** A log file: the digest file that lists it. */
  readonly digestInput: number | null;
  /** It is here, but under another name or in another folder. */
  readonly isMoved: boolean;
}

/** A stretch of a chain. Seconds since 1970. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** `complete`: signed and all that is listed is here unaltered. `unsigned`: the same without the signature. */
  readonly state: "complete" | "unsigned" | "gap";
  readonly reason: Spans;
}

/** All digests of one account, trail, Region and kind. */
export interface ChainResult {
  readonly account: string;
  readonly region: string;
  readonly trail: string;
  readonly homeRegion: string;
  readonly kind: "standard" | "backfill";
  /** Seconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly digests: number;
  /** Hours in order of time; neighbours of one state and reason are joined. */
  readonly stretches: readonly Stretch[];
  readonly notes: readonly Spans[];
}

/** `s3://bucket/key`. */
export function locationOf({ bucket, object }: { bucket: string; object: string }): string {
  return `s3://${bucket}/${object}`;
}
