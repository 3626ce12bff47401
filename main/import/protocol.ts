/** What the import's threads tell each other. Plain data only; buffers are transferred, not copied. */

/** Inputs found on disk have ids that are multiples of this; members of an archive are counted up from its id. */
export const idsPerFile = 2 ** 24;

/** A file to read. */
export interface Job {
  readonly input: number;
  /** For opening: bytes where the name is not UTF-8. */
  readonly path: string | Uint8Array;
  /** For showing. */
  readonly name: string;
  readonly bytes: number;
  /** UTC ISO time of the last change when the file was found. */
  readonly modifiedAt: string;
  /** The SHA-256 that the file had when it was read before: equal means there is nothing to do. */
  readonly expected: string | null;
  /** A large zip archive is shared out: this job reads the members whose place modulo `of` is `index`. */
  readonly slice: { readonly index: number; readonly of: number } | null;
}

export type ToWorker =
  | { readonly type: "jobs"; readonly jobs: readonly Job[] }
  | { readonly type: "ack" }
  /** Ends the thread: at once between two files, else at its next breath. */
  | { readonly type: "stop" };

export type FromWorker =
  | { readonly type: "batch"; readonly batch: Batch }
  | { readonly type: "idle" }
  | { readonly type: "bug"; readonly message: string };

/**
 * A piece of a text of a file, as it is kept. Stream 0 is the file's own (inflated) text; stream 1 holds the records that
 * were taken out of wrappers, one after the other, each followed by a line feed.
 */
export interface RawBlock {
  readonly stream?: 0 | 1;
  readonly start: number;
  readonly length: number;
  readonly codec: "gzip" | "zstd";
  readonly data: Uint8Array;
}

/** Where in its file the wrapper of a record stands: a JSON value, a row of a table. */
export interface WrappedRecord {
  readonly record: number;
  /** Byte position and length in stream 0; null in a Parquet file. */
  readonly position: number | null;
  readonly length: number | null;
  /** Ordinal of the value or row, from 1. */
  readonly item: number;
}

/** Where an Insight event stands, or the wrapper that holds it. */
export type InsightPlace = Omit<WrappedRecord, "record">;

export interface InputProblem {
  readonly position: number | null;
  readonly record: number | null;
  readonly reason: string;
  readonly sample: string;
  readonly isNote: boolean;
}

/** How the reading of a file ended. */
export interface InputEnd {
  readonly sha256: string | null;
  readonly bytes: number;
  readonly status: "read" | "skipped" | "unreadable";
  readonly format: string;
  readonly note: string;
  readonly encoding: string;
  readonly textBytes: number;
  readonly records: number;
  /**
   * The file was read before: with these bytes (`same`), or with others (`changed`), or it can't be read now (`unread`).
   * Nothing was added.
   */
  readonly before: "same" | "changed" | "unread" | null;
  /** SHA-256 of the kept text where neither the file's own hash nor its kept bytes tell it; else null. */
  readonly textSha256: string | null;
  /** The file's own bytes when the blocks can't give them back: compressed, and damaged or with more behind the end. */
  readonly delivered: Uint8Array | null;
  /** Members found, when it is an archive. */
  readonly members: number;
  /** How many such ends make the end of the file: more than 1 where its members are shared out. */
  readonly slices: number;
}

/** A member of an archive, as an input of its own. */
export interface Member {
  /** The archive on disk, also where the member stands in an archive inside it. */
  readonly parent: number;
  /** What follows the path of the archive on disk: `!/dir/a.json`, `!/b.zip!/c.json`. For showing only. */
  readonly path: string;
  /** As the archive tells them; the time is UTC ISO or empty. */
  readonly bytes: number;
  readonly modifiedAt: string;
}

/** How a problem begins that tells of a file that was imported before and can't be read now. */
export const notReadAgain = "the file could not be read again";

/** Rows [firstRow, firstRow + rows) of a batch belong to one file. */
export interface Part {
  readonly input: number;
  /** Set in the first part of an archive's member. */
  readonly member: Member | null;
  readonly firstRow: number;
  /** Ordinal in its file of the part's first record, from 1. */
  readonly firstRecord: number;
  readonly rows: number;
  readonly blocks: readonly RawBlock[];
  readonly problems: readonly InputProblem[];
  readonly wrapped: readonly WrappedRecord[];
  readonly insights: readonly InsightPlace[];
  /** Null while more of the file follows. */
  readonly end: InputEnd | null;
  /** Bytes of the file consumed since the last part, for progress. */
  readonly consumed: number;
}

/** Columns of `Batch.columns`, in this order. */
export const columnCount = 10;
export const column = {
  record: 0,
  length: 1,
  action: 2,
  actor: 3,
  accessKey: 4,
  ip: 5,
  agent: 6,
  error: 7,
  place: 8,
  flags: 9,
} as const;

/** Bits of the flags column. */
export const flag = {
  readOnly: 1,
  notReadOnly: 2,
  notSuccessful: 4,
  mfa: 8,
  noMfa: 16,
  relevant: 32,
  /** The shape that the record came in can't hold all of it. */
  lossy: 64,
  /** The record's text is in stream 1: it was taken out of a wrapper. */
  wrapped: 128,
} as const;

/** `t` of an event without a readable time. */
export const noTime = -99_999_999_999;

/** Events as columns. Ids are the worker's own; new dictionary entries come with the batch that first uses them. */
export interface Batch {
  readonly worker: number;
  /** The worker's dictionaries begin anew: ids of earlier batches mean nothing any more. */
  readonly isAnew: boolean;
  readonly parts: readonly Part[];
  readonly rows: number;
  /** Two a row: t, offset. */
  readonly numbers: Float64Array;
  readonly columns: Int32Array;
  /** 16 bytes a row, as four words. */
  readonly eids: Int32Array;
  readonly oddIds: readonly { readonly row: number; readonly text: string }[];
  readonly relevant: readonly { readonly row: number; readonly raw: Uint8Array }[];
  /** Text of records whose id probably came before, so that it need not be inflated again to be compared. */
  readonly repeats: readonly { readonly row: number; readonly raw: Uint8Array }[];
  /** STS calls, the access key id that each handed out, and the ARN of the role that it was for; null: it names none. */
  readonly sessions: readonly {
    readonly row: number;
    readonly key: string;
    readonly role: string | null;
  }[];
  /** The new strings one after the other, and where each ends. */
  readonly strings: Uint8Array;
  readonly stringEnds: Int32Array;
  /** Two, seven and two string ids an entry. */
  readonly actions: Int32Array;
  readonly actors: Int32Array;
  readonly places: Int32Array;
}
