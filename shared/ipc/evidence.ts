/** Files, problems, custody, digests and coverage of the case. Times are UTC ISO. */
import type { Spans } from "../span.ts";

export interface InputQuery {
  /** Stands in the path; letter case does not matter. */
  readonly text?: string;
  readonly statuses?: readonly InputLine["status"][];
  readonly formats?: readonly string[];
  readonly withProblems?: boolean;
}

export interface InputLine {
  readonly id: number;
  /** For reading. */
  readonly path: string;
  /** Whether it is a member of an archive. */
  readonly isMember: boolean;
  readonly bytes: number;
  readonly modifiedAt: string;
  readonly sha256: string | null;
  readonly status: "waiting" | "reading" | "read" | "skipped" | "unreadable";
  /** What it was taken for. */
  readonly format: string;
  readonly note: string;
  readonly records: number;
  readonly events: number;
  readonly problems: number;
  /** What digests say about it; null: they were not validated, or say nothing. */
  readonly digest: { readonly status: string; readonly sentence: string } | null;
}

export interface InputPage {
  readonly lines: readonly InputLine[];
  readonly total: number;
  /** What files were taken for, over the whole case, most files first. */
  readonly formats: readonly {
    readonly format: string;
    readonly files: number;
    readonly events: number;
    readonly isSkipped: boolean;
  }[];
}

export interface ProblemLine {
  readonly id: number;
  /** Null: it is about no single file. */
  readonly path: string | null;
  readonly input: number | null;
  /** Byte offset in the inflated text, where one is known. */
  readonly position: number | null;
  readonly record: number | null;
  readonly reason: string;
  readonly sample: string;
  readonly isNote: boolean;
}

export interface ProblemPage {
  readonly lines: readonly ProblemLine[];
  readonly total: number;
  readonly problems: number;
  readonly notes: number;
}

export interface ImportRun {
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly status: string;
  readonly host: string;
  readonly user: string;
  readonly program: string;
  readonly paths: readonly string[];
}

/** What the last validation of digest files found. */
export interface DigestSummary {
  readonly at: string;
  readonly keys: readonly string[];
  /** Those of them that lay among the evidence and were given by nobody. */
  readonly evidenceKeys: readonly string[];
  /** Number of files by status: valid, altered, missing, unsigned, not-covered, unverifiable. */
  readonly digests: Readonly<Record<string, number>>;
  readonly logs: Readonly<Record<string, number>>;
}

/** Number of files, by what became of them; members of archives are files of their own. */
export interface FileCounts {
  readonly files: number;
  readonly members: number;
  /** Whose SHA-256 was taken. */
  readonly hashed: number;
  readonly read: number;
  readonly skipped: number;
  readonly unreadable: number;
  /** Not read yet, or not to the end. */
  readonly waiting: number;
}

/** A file about the set-up of an account, as it was delivered. Times are UTC ISO. */
export interface SetUpFile {
  readonly path: string;
  readonly format: string;
  readonly bytes: number;
  readonly sha256: string | null;
  /** Of the file's last change; null where an archive does not say. */
  readonly modifiedAt: string | null;
  /** When it was fetched, as a person said at an import, and who; null where nobody did. */
  readonly stated: { readonly at: string; readonly by: string } | null;
}

export interface EvidenceSummary {
  readonly counts: FileCounts;
  readonly runs: readonly ImportRun[];
  /** In the order of paths. */
  readonly setUp: readonly SetUpFile[];
  /** Digest files among the inputs. */
  readonly digestFiles: number;
  readonly validation: DigestSummary | null;
}

/**
 * A cell of the heat map: one account and Region on one UTC day. Hours: 24 on a whole day, fewer on the first and last.
 * `missing` hours may hold events all the same. A day of which nothing is known has no cell.
 */
export interface CoverageDay {
  /** Days since 1970. */
  readonly day: number;
  readonly events: number;
  readonly hours: Readonly<Record<"events" | "quiet" | "missing" | "unknown", number>>;
}

export interface CoverageRow {
  readonly account: string;
  readonly region: string;
  readonly events: number;
  readonly days: readonly CoverageDay[];
}

export interface CoverageMap {
  /** First and last day, since 1970; null: no event has a time. */
  readonly from: number | null;
  readonly to: number | null;
  readonly rows: readonly CoverageRow[];
  /** Hours of which a digest or a log file is missing, and in how many rows. */
  readonly missingHours: number;
  readonly missingPlaces: number;
  /** Events without a readable time. */
  readonly untimed: number;
  /** Events whose time lies so far from that of most others that it must be wrong; they stand in no day. */
  readonly outside: number;
  /** Logging switched off and on, global services: as sentences. */
  readonly sentences: readonly Spans[];
  /** Digest files that were read for it. */
  readonly digests: number;
}

export interface VerifyProgress {
  readonly files: number;
  readonly filesTotal: number;
}

/** Something that is not as it was imported or signed. */
export interface EvidenceDifference {
  /** The file, for reading; of one that is not here its address in S3. */
  readonly path: string;
  readonly sentence: string;
}

/** What a verification found. */
export interface VerifyAnswer {
  readonly isSound: boolean;
  readonly seconds: number;
  /** Files and records whose kept text was read again and compared, and files that differ. */
  readonly files: number;
  readonly records: number;
  readonly changedFiles: number;
  /** Number of originals by state: same, different, gone, unreadable, member, unhashed. */
  readonly originals: Readonly<Record<string, number>>;
  readonly differences: readonly EvidenceDifference[];
  /** Differences beyond the first 200, which are not listed. */
  readonly more: number;
  readonly validation: DigestSummary | null;
  /** Public keys lie among the imported files; they were not used, since evidence can't vouch for itself. */
  readonly hasUnusedKeys: boolean;
}
