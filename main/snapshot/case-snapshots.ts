/** Reads the snapshot files of a case again, from the case alone. */
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { parseEventTime } from "../../shared/import/event-time.ts";
import { sniff } from "../../shared/import/sniff.ts";
import type { SnapshotItem } from "../../shared/snapshot/facts.ts";
import type { SnapshotKind } from "../../shared/snapshot/kinds.ts";
import { snapshotKindOf } from "../../shared/snapshot/kinds.ts";
import { createSnapshotReader } from "../../shared/snapshot/read-snapshot.ts";
import type { SnapshotReader } from "../../shared/snapshot/read-snapshot.ts";
import { createBlockReader } from "../db/custody.ts";
import type { CaseDb } from "../db/open-case.ts";
import { snapshotRows } from "../db/snapshots.ts";
import { shownPath } from "../import/file-names.ts";
import { decodeSnapshot } from "../import/read-snapshot-text.ts";

/** A snapshot file of a case. Times are seconds since 1970. */
export interface SnapshotFile {
  readonly input: number;
  readonly path: string;
  readonly kind: SnapshotKind;
  readonly bytes: number;
  readonly sha256: string | null;
  /** Of the file's last change; null where an archive does not say. */
  readonly modifiedAt: number | null;
  /** The archive that it is a member of, as named; null: none. */
  readonly archive: string | null;
  /** What a person said of its moment, and who. */
  readonly stated: { readonly at: number; readonly by: string } | null;
}

/** The snapshot files of a case, in the order of paths. */
export function snapshotFiles(db: CaseDb): readonly SnapshotFile[] {
  return snapshotRows(db).flatMap((row) => {
    const kind = snapshotKindOf(row.format);
    if (kind === null) return [];
    const statedAt = parseEventTime(row.statedAt);
    const { input, bytes, sha256 } = row;
    return [
      {
        input,
        path: shownPath(row),
        kind,
        bytes,
        sha256,
        modifiedAt: parseEventTime(row.modifiedAt),
        archive: row.file === row.path ? null : row.file,
        stated: statedAt === null ? null : { at: statedAt, by: row.statedBy ?? "" },
      },
    ];
  });
}

/** Blocks were bounded when they were made. */
const maxBlockBytes = 128 * 1024 * 1024;

/** The facts of one file, read block by block. What could not be read stands among the problems of the case. */
export function* snapshotItems(db: CaseDb, input: number): Generator<SnapshotItem> {
  let items: SnapshotItem[] = [];
  let reader: SnapshotReader | null = null;
  const limit = { maxOutputLength: maxBlockBytes };
  for (const { codec, data } of createBlockReader(db)(input, 0)) {
    const text = codec === "gzip" ? gunzipSync(data, limit) : zstdDecompressSync(data, limit);
    let from = 0;
    if (reader === null) {
      const kind = sniff(text);
      if (kind.kind !== "snapshot") return;
      from = kind.bom;
      reader = createSnapshotReader(
        kind.form,
        decodeSnapshot,
        { item: (item) => items.push(item), problem: () => undefined },
        from,
      );
    }
    for (let at = from; at < text.length; at += pieceBytes) {
      reader.feed(text.subarray(at, at + pieceBytes));
      yield* items;
      items = [];
    }
  }
  reader?.finish();
  yield* items;
}

/** Text is read in pieces of this size, so that few entries are held. */
const pieceBytes = 256 * 1024;
