/** Reads the kept text of files again and compares it with what was imported: bytes, records, positions and ids. */
import { createHash } from "node:crypto";
import type { Hash } from "node:crypto";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { Failure } from "../../shared/errors.ts";
import type { Spans } from "../../shared/span.ts";
import { say, text as words } from "../../shared/span.ts";
import type { KeptBlock, KeptInput } from "../db/custody.ts";
import { createBlockReader, createDeliveredReader, createRelevantReader } from "../db/custody.ts";
import type { CaseDb } from "../db/open-case.ts";
import { createRawText } from "../db/raw-text.ts";
import { cell, column as stored, eidOf } from "../db/segments.ts";
import type { Segment } from "../db/segments.ts";
import { column, columnCount, flag } from "../import/protocol.ts";
import { createReader } from "./read-again.ts";
import { createWordComparison } from "./compare-words.ts";
import type { FirstMember } from "./gzip-layout.ts";
import { firstMember } from "./gzip-layout.ts";
import { createRowWalk } from "./walk-rows.ts";

/** Something that is not as it was imported. */
export interface Difference {
  /** Ordinal of the record, or null when it is about the file. */
  readonly record: number | null;
  readonly sentence: Spans;
}

/** What reading a file's kept text again gave. */
export interface StoredCheck {
  readonly rows: number;
  readonly differences: readonly Difference[];
  /** Hex SHA-256 of the whole text; null when none is kept or it can't be read. */
  readonly textSha256: string | null;
  /** The same without a byte order mark. */
  readonly bareSha256: string | null;
  /** Bytes of the kept text. */
  readonly textBytes: number;
  /** The first member of the file's own compressed bytes, when these hold more than it. */
  readonly first: FirstMember | null;
}

/** Of a file that was not read to its end. */
export const nothingStored: StoredCheck = {
  rows: 0,
  differences: [],
  textSha256: null,
  bareSha256: null,
  textBytes: 0,
  first: null,
};

/** Blocks were bounded when they were made. */
const maxBlockBytes = 128 * 1024 * 1024;
/** Differences told one by one; the rest is counted. */
const maxTold = 20;

const bom = Buffer.from([0xef, 0xbb, 0xbf]);

/** Makes the checker of a case. Files must be given in the order of their ids, each once. */
export function createStoredChecker(
  db: CaseDb,
  casePath: string,
): (input: KeptInput) => Promise<StoredCheck> {
  const blocksOf = createBlockReader(db);
  const deliveredOf = createDeliveredReader(db);
  const relevantOf = createRelevantReader(db);
  const raw = createRawText(db, casePath);
  const again = createReader();
  const rows = createRowWalk(db);
  const compared = createWordComparison(db);

  /** Text of a record; null when the case does not hold it. */
  function textAt(input: number, offset: number, length: number, stream: 0 | 1): Buffer | null {
    try {
      return raw.read(input, offset, length, stream);
    } catch (error) {
      if (error instanceof Failure) return null;
      throw error;
    }
  }

  return async (input) => {
    const differences: Difference[] = [];
    let untold = 0;
    const differ = (record: number | null, sentence: Spans): void => {
      if (differences.length < maxTold) differences.push({ record, sentence });
      else untold++;
    };
    const whole = createHash("sha256");
    let bare: Hash | null = null;
    again.open();
    let at = 0;
    let isReadable = true;
    let only: Buffer | null = null;
    let codec: KeptBlock["codec"] | null = null;
    let first: FirstMember | null = null;
    let record = 0;
    rows.open(input.id);

    const compare = (): void => {
      const batch = again.rows();
      compared.open(batch);
      const ids = Buffer.from(batch.eids.buffer, batch.eids.byteOffset, batch.rows * 16);
      for (let row = 0; row < batch.rows; row++) {
        record++;
        const found = rows.next();
        if (found === null) {
          differ(record, say`It stands in the kept text, but not among the events of the case.`);
          continue;
        }
        if (!found.isReadable) {
          if (found.row === 0) differ(null, unreadableWords(found.segment));
          continue;
        }
        const isPlace =
          found.segment.offset[found.row] === batch.numbers[row * 2 + 1] &&
          cell(found, stored.length) === batch.columns[row * columnCount + column.length];
        if (!isPlace)
          differ(
            record,
            say`The case gives another place in the file for it than where it stands.`,
          );
        else if (!eidOf(found).equals(ids.subarray(row * 16, row * 16 + 16)))
          differ(record, say`The case gives another eventID for it than it has in the kept text.`);
        else if (found.segment.t[found.row] !== batch.numbers[row * 2])
          differ(record, say`The case gives another time for it than it has in the kept text.`);
        else {
          const other = compared.differing(row, found);
          if (other !== null)
            differ(
              record,
              say`The case gives ${words(other)} for it than it has in the kept text.`,
            );
        }
      }
    };

    for (const block of blocksOf(input.id, 0)) {
      if (block.start !== at) {
        differ(
          null,
          say`Part of its kept text is missing before byte ${words(String(block.start))}.`,
        );
        isReadable = false;
        break;
      }
      if (block.codec === "gzip" && hex(block.data) !== input.sha256)
        differ(null, say`Its kept bytes are not those that were imported: their SHA-256 differs.`);
      const text = inflated(block);
      if (text === null || text.length !== block.length) {
        differ(null, say`Its kept text can’t be read from byte ${words(String(block.start))} on.`);
        isReadable = false;
        break;
      }
      codec ??= block.codec;
      if (block.codec === "gzip") {
        const member = hasMore(block.data, text.length) ? firstMember(block.data) : null;
        if (member !== null && member.end < block.data.length) first = member;
      }
      whole.update(text);
      let skip = 0;
      if (at === 0) {
        skip = text.subarray(0, 3).equals(bom) ? 3 : 0;
        only = text;
        if (skip > 0) bare = createHash("sha256");
      } else only = null;
      bare?.update(text.subarray(skip));
      if (input.records > 0) {
        again.feed(text, skip, at === 0);
        compare();
      }
      at = block.start + text.length;
    }
    if (input.records > 0) {
      const taken = await again.finish(compare);
      compare();
      while (rows.next() !== null) {
        record++;
        differ(
          record,
          isReadable && codec !== null
            ? say`It is an event of the case, but does not stand in the kept text.`
            : say`Its text is not in the case.`,
        );
      }
      if (record !== input.records && differences.length === 0)
        differ(
          null,
          say`The case counts ${words(String(input.records))} records, its kept text holds ${words(String(record))}.`,
        );
      if (isReadable && taken !== hashOf(blocksOf(input.id, 1)))
        differ(
          null,
          say`The records that were taken out of its wrappers are not what the case holds of them.`,
        );
    }
    const sum = isReadable && codec !== null ? whole.digest("hex") : null;
    if (codec === "zstd" && sum !== null && sum !== (input.textSha256 ?? input.sha256))
      differ(null, say`Its kept text is not what was imported: the SHA-256 differs.`);
    const own = deliveredOf(input.id);
    if (own !== null && hex(own) !== input.sha256)
      differ(null, say`Its kept bytes are not those that were imported: their SHA-256 differs.`);
    if (own !== null) first = firstMember(own);
    if (sum !== null)
      for (const { record: number, offset, length, flags, raw: kept } of relevantOf(input.id)) {
        const isWrapped = (flags & flag.wrapped) !== 0;
        const found =
          only !== null && !isWrapped
            ? only.subarray(offset, offset + length)
            : textAt(input.id, offset, length, isWrapped ? 1 : 0);
        if (found === null || !kept.equals(found))
          differ(
            number,
            say`The JSON that the rules looked at is not what stands in the kept text.`,
          );
      }
    return {
      rows: record,
      differences:
        untold > 0
          ? [
              ...differences,
              {
                record: null,
                sentence: say`${words(String(untold))} more differences in this file.`,
              },
            ]
          : differences,
      textSha256: sum,
      bareSha256: bare?.digest("hex") ?? sum,
      textBytes: at,
      first,
    };
  };
}

/** Hex SHA-256 of the text of blocks; null when one can't be read. */
function hashOf(blocks: Iterable<KeptBlock>): string | null {
  const hash = createHash("sha256");
  for (const block of blocks) {
    const text = inflated(block);
    if (text === null) return null;
    hash.update(text);
  }
  return hash.digest("hex");
}

function inflated({ codec, data }: KeptBlock): Buffer | null {
  const limit = { maxOutputLength: maxBlockBytes };
  try {
    return codec === "gzip" ? gunzipSync(data, limit) : zstdDecompressSync(data, limit);
  } catch {
    // Told by the caller, with the place.
    return null;
  }
}

function hex(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Whether a gzip file's last length is not that of its whole text: more than one member, or something behind it. */
function hasMore(packed: Buffer, textBytes: number): boolean {
  return packed.length < 4 || packed.readUInt32LE(packed.length - 4) !== textBytes % 2 ** 32;
}

function unreadableWords({ first, rows }: Segment): Spans {
  const last = first + rows - 1;
  return say`The stored events of the segment of records ${words(String(first))} to ${words(String(last))} can’t be read: its data is damaged.`;
}
