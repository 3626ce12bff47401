/** What a verification reads from a case: the files, their kept bytes, and the rows made of them. */
import type { CaseDb } from "./open-case.ts";

/** A file of the evidence, with what tells where it was and what was kept of it. */
export interface KeptInput {
  readonly id: number;
  /** The archive's file, of a member of an archive. */
  readonly parent: number | null;
  readonly root: string;
  readonly path: string;
  /** Path of the file on disk: that of the archive, of a member. */
  readonly file: string;
  /** Folder in which a relative root began. */
  readonly folder: string;
  readonly bytes: number;
  readonly modifiedAt: string;
  readonly sha256: string | null;
  readonly status: "waiting" | "reading" | "read" | "skipped" | "unreadable";
  readonly format: string;
  readonly encoding: string;
  readonly records: number;
  readonly textSha256: string | null;
}

/** All files in the order of their ids, a page at a time. */
export function* keptInputs(db: CaseDb): Generator<KeptInput> {
  const page = db.prepare<[number], KeptInput>(
    `SELECT i.id, i.parent, i.root, i.path, coalesce(a.path, i.path) AS file, r.folder, i.bytes, i.modified_at AS modifiedAt, i.sha256, i.status, i.format,
       i.encoding, i.records, i.text_sha256 AS textSha256
     FROM input i JOIN import_run r ON r.id = i.run LEFT JOIN input a ON a.id = i.parent
     WHERE i.id > ? ORDER BY i.id LIMIT 256`,
  );
  let last = -1;
  for (;;) {
    const rows = page.all(last);
    yield* rows;
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.id;
  }
}

/** The number of files. */
export function countInputs(db: CaseDb): number {
  return db.prepare<[], number>(`SELECT count(*) FROM input`).pluck().get() ?? 0;
}

/** A piece of kept text, compressed. */
export interface KeptBlock {
  readonly start: number;
  readonly length: number;
  readonly codec: "gzip" | "zstd";
  readonly data: Buffer;
}

/** The blocks of one of a file's texts, one at a time in their order. Stream 1: records taken out of wrappers. */
export function createBlockReader(
  db: CaseDb,
): (input: number, stream: 0 | 1) => Generator<KeptBlock> {
  const next = db.prepare<[number, number, number], KeptBlock>(
    `SELECT start, length, codec, data FROM raw_block WHERE input = ? AND stream = ? AND start > ?
     ORDER BY start LIMIT 1`,
  );
  return function* blocks(input, stream) {
    for (let at = -1; ;) {
      const block = next.get(input, stream, at);
      if (block === undefined) return;
      yield block;
      at = block.start;
    }
  };
}

/** The file's own bytes where they were kept beside its text. */
export function createDeliveredReader(db: CaseDb): (input: number) => Buffer | null {
  const find = db.prepare<[number], Buffer>(`SELECT data FROM delivered WHERE input = ?`).pluck();
  return (input) => find.get(input) ?? null;
}

/** The JSON that rules look at, with its place in the file. */
export interface RelevantText {
  readonly record: number;
  readonly offset: number;
  readonly length: number;
  readonly flags: number;
  readonly raw: Buffer;
}

/** The events of a file that rules look at, one at a time. */
export function createRelevantReader(db: CaseDb): (input: number) => Generator<RelevantText> {
  const next = db.prepare<[number, number], RelevantText>(
    `SELECT record, offset, length, flags, raw FROM relevant_event WHERE input = ? AND record > ? ORDER BY record LIMIT 64`,
  );
  return function* relevant(input) {
    for (let at = 0; ;) {
      const rows = next.all(input, at);
      yield* rows;
      const end = rows.at(-1);
      if (end === undefined) return;
      at = end.record;
    }
  };
}

/** What the import said about the whole of a file: damage, a cut, bytes behind the end. */
export function createDamageReader(db: CaseDb): (input: number) => readonly string[] {
  const find = db
    .prepare<[number], string>(
      `SELECT reason FROM problem WHERE input = ? AND is_note = 0 AND reason LIKE '%compressed%' ORDER BY id LIMIT 4`,
    )
    .pluck();
  return (input) => find.all(input);
}

/** How many bytes of text are kept of a file; 0 when none are. */
export function inputTextBytes(db: CaseDb): (input: number) => number {
  const find = db
    .prepare<[number], number>(
      `SELECT coalesce(max(start + length), 0) FROM raw_block WHERE input = ? AND stream = 0`,
    )
    .pluck();
  return (input) => find.get(input) ?? 0;
}

/** What names a file. */
export type NamedInput = Pick<KeptInput, "root" | "path" | "file" | "sha256">;

/** Finds a file by its id. */
export function createInputFinder(db: CaseDb): (input: number) => NamedInput | null {
  const find = db.prepare<[number], NamedInput>(
    `SELECT i.root, i.path, coalesce(a.path, i.path) AS file, i.sha256
     FROM input i LEFT JOIN input a ON a.id = i.parent WHERE i.id = ?`,
  );
  return (input) => find.get(input) ?? null;
}
