/** The members of a zip archive (PKWARE APPNOTE 6.3), as its central directory lists them. */
import { crc32, inflateRawSync } from "node:zlib";
import type { Entry, ZipFile } from "yauzl";
import { messageOf } from "../../shared/errors.ts";
import type { ArchiveEntry, Content } from "./archive-entry.ts";
import { isoOrEmpty, maxWhole } from "./archive-entry.ts";
import { createByteReader } from "./byte-reader.ts";
import { reasonOf } from "./discover.ts";
import { shownMember } from "./file-names.ts";
import { bombWords, inflateMember, isBomb } from "./gzip-members.ts";
import type { RandomAccess } from "./zip-access.ts";
import { directoryOf, openZip } from "./zip-access.ts";

/** What a first look at the list of members gives. */
export interface ZipList {
  readonly count: number;
  /** Compressed bytes of all members. */
  readonly packed: number;
  /** Ordinals of members whose bytes belong to another member too: zip bombs are made so, archives never. */
  readonly overlapping: ReadonlySet<number>;
  /** Why the list ends early, and after how many members. */
  readonly damage: string | null;
}

/**
 * Looks through the list of members.
 * @throws Error of yauzl when there is no list.
 */
export async function listZip(access: RandomAccess): Promise<ZipList> {
  const zip = await openZip(access);
  let ranges = new Float64Array(2048);
  let count = 0;
  let packed = 0;
  let damage: string | null = null;
  try {
    for await (const entry of directoryOf(zip, access)) {
      if (count * 2 === ranges.length) {
        const larger = new Float64Array(ranges.length * 2);
        larger.set(ranges);
        ranges = larger;
      }
      const start = entry.relativeOffsetOfLocalHeader;
      ranges[count * 2] = start;
      ranges[count * 2 + 1] = start + localHeaderBytes + entry.compressedSize;
      count++;
      packed += entry.compressedSize;
    }
  } catch (error) {
    damage = messageOf(error);
  }
  return { count, packed, overlapping: overlapping(ranges, count), damage };
}

/** The least that stands before a member's content: its name may be shorter there than in the list. */
const localHeaderBytes = 30;

function overlapping(ranges: Float64Array, count: number): ReadonlySet<number> {
  const startOf = (i: number): number => ranges[i * 2] ?? 0;
  const order = new Uint32Array(count).map((_, i) => i);
  // Archives list their members in the order in which they stand, nearly always.
  if (order.some((i) => i > 0 && startOf(i) < startOf(i - 1)))
    order.sort((a, b) => startOf(a) - startOf(b) || a - b);
  const found = new Set<number>();
  let end = 0;
  for (const i of order) {
    if (startOf(i) < end) found.add(i + 1);
    end = Math.max(end, ranges[i * 2 + 1] ?? 0);
  }
  return found;
}

/** Which members: those whose ordinal modulo `of` is `index`. */
export interface Slice {
  readonly index: number;
  readonly of: number;
}

/** The members of a zip archive; ends where its list is damaged. `consumed` hears of the compressed bytes of each. */
export async function* zipEntries(
  access: RandomAccess,
  list: ZipList,
  slice: Slice,
  consumed: (bytes: number) => void,
): AsyncGenerator<ArchiveEntry> {
  const zip = await openZip(access);
  let ordinal = 0;
  try {
    for await (const entry of directoryOf(zip, access)) {
      ordinal++;
      if (ordinal % slice.of !== slice.index) continue;
      yield entryOf(zip, access, entry, ordinal, list.overlapping.has(ordinal));
      consumed(entry.compressedSize);
    }
  } catch (error) {
    // The first look met the same damage, and it is told there.
    if (list.damage === null) throw error;
  }
}

function entryOf(
  zip: ZipFile,
  access: RandomAccess,
  entry: Entry,
  ordinal: number,
  isOverlapping: boolean,
): ArchiveEntry {
  const raw = entry.fileNameRaw;
  return {
    ordinal,
    name: shownMember(raw),
    modifiedAt: modifiedAt(entry),
    bytes: entry.uncompressedSize,
    other: otherKind(entry, raw.at(-1) === 0x2f || raw.at(-1) === 0x5c),
    refused: isOverlapping
      ? "its bytes belong to another member too, as in archives made to fill a disk; not read"
      : refusal(entry),
    content: async (onDamage) => {
      const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
      return contentOf(access, entry, fileDataStart, onDamage);
    },
  };
}

/** Times without a zone (DOS) are taken as UTC, so that they are the same on every machine. */
function modifiedAt(entry: Entry): string {
  return isoOrEmpty(entry.getLastModDate({ timezone: "UTC" }));
}

/** Unix file types in the upper half of the external attributes, where Unix (3) or macOS (19) made the archive. */
function otherKind(entry: Entry, endsInSlash: boolean): string | null {
  if (endsInSlash && entry.uncompressedSize === 0) return "directory";
  const host = entry.versionMadeBy >>> 8;
  if (host !== 3 && host !== 19) return null;
  switch ((entry.externalFileAttributes >>> 28) & 15) {
    case 10:
      return "symbolic link, not followed";
    case 1:
      return "named pipe";
    case 2:
    case 6:
      return "device";
    case 12:
      return "socket";
    default:
      return null;
  }
}

const methods: Readonly<Record<number, string>> = {
  1: "Shrink",
  6: "Implode",
  9: "Deflate64",
  12: "bzip2",
  14: "LZMA",
  93: "zstd",
  95: "xz",
  98: "PPMd",
};

function refusal(entry: Entry): string | null {
  if (entry.isEncrypted() || entry.compressionMethod === 99)
    return "encrypted: not read. Unpack it with its password and import the files";
  const method = entry.compressionMethod;
  return method === 0 || method === 8
    ? null
    : `compressed by ${methods[method] ?? "an unknown method"} (method ${method}): not read. Unpack it and import the files`;
}

const wrongSum =
  "its size or check sum is not the one that the archive tells: its content was altered or damaged";

function contentOf(
  access: RandomAccess,
  entry: Entry,
  start: number,
  onDamage: (reason: string) => void,
): Content {
  const { compressedSize, compressionMethod, uncompressedSize } = entry;
  if (compressedSize <= maxWhole) {
    const packed = access.read(start, compressedSize);
    const whole =
      compressionMethod === 0
        ? packed
        : uncompressedSize <= maxWhole
          ? inflatedWhole(packed, uncompressedSize)
          : null;
    if (whole !== null) {
      if (whole.length !== uncompressedSize || crc32(whole) !== entry.crc32) onDamage(wrongSum);
      return { whole };
    }
  }
  return { pieces: checked(inflated(access, entry, start), entry, onDamage) };
}

/** Null when it is damaged, a bomb, or larger than it was said to be: it is read as a stream then. */
function inflatedWhole(packed: Uint8Array, size: number): Uint8Array<ArrayBuffer> | null {
  try {
    const chunkSize = Math.max(64, size + 64);
    const whole = inflateRawSync(packed, { chunkSize, maxOutputLength: maxWhole });
    return isBomb(whole.length, packed.length) ? null : new Uint8Array(whole);
  } catch {
    return null;
  }
}

/** Compares content with what the list tells of it; a string among it says why it ends early. */
async function* checked(
  pieces: AsyncGenerator<Uint8Array | string>,
  entry: Entry,
  onDamage: (reason: string) => void,
): AsyncGenerator<Uint8Array> {
  let sum = 0;
  let length = 0;
  try {
    for await (const piece of pieces) {
      if (typeof piece === "string") {
        onDamage(piece);
        return;
      }
      sum = crc32(piece, sum);
      length += piece.length;
      yield piece;
    }
  } catch (error) {
    onDamage(`the member could not be read to its end: ${reasonOf(error)}`);
    return;
  }
  if (length !== entry.uncompressedSize || sum !== entry.crc32) onDamage(wrongSum);
}

async function* inflated(
  access: RandomAccess,
  entry: Entry,
  start: number,
): AsyncGenerator<Uint8Array | string> {
  const packed = rangeOf(access, start, entry.compressedSize);
  if (entry.compressionMethod === 0) {
    yield* packed;
    return;
  }
  const reader = createByteReader(followed(packed));
  let made = 0;
  for await (const part of inflateMember(reader)) {
    yield part;
    made += part.length;
    if (typeof part !== "string" && isBomb(made, reader.consumed())) yield bombWords;
  }
}

/** A decoder tells the end of its data by what it leaves of what follows: a byte that belongs to nothing. */
async function* followed(pieces: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces;
  yield Uint8Array.of(0);
}

async function* rangeOf(
  access: RandomAccess,
  start: number,
  length: number,
): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < length;) {
    const piece = access.read(start + at, Math.min(1 << 20, length - at));
    if (piece.length === 0) return;
    yield piece;
    at += piece.length;
  }
}
