/** Random access to a zip archive, on disk or in memory, and its list of members (by yauzl). */
import type { Readable } from "node:stream";
import { readSync } from "node:fs";
import type { Entry, ZipFile } from "yauzl";
import { fromRandomAccessReaderPromise, RandomAccessReader } from "yauzl";

/** Bytes at any place. */
export interface RandomAccess {
  readonly size: number;
  /** A copy of up to `length` bytes; fewer at the end. */
  readonly read: (at: number, length: number) => Uint8Array<ArrayBuffer>;
}

/** An archive that is in memory, in pieces as they came. */
export function accessPieces(parts: readonly Uint8Array[]): RandomAccess {
  const ends: number[] = [];
  let size = 0;
  for (const part of parts) {
    size += part.length;
    ends.push(size);
  }
  const pieceAt = (at: number): number => {
    let low = 0;
    let high = parts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ends[middle] ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    size,
    read: (at, length) => {
      const out = new Uint8Array(Math.max(0, Math.min(length, size - at)));
      for (let used = 0, i = pieceAt(at); used < out.length; i++) {
        const part = parts[i] ?? new Uint8Array(0);
        const from = at + used - ((ends[i] ?? 0) - part.length);
        const some = part.subarray(from, from + out.length - used);
        out.set(some, used);
        used += some.length;
      }
      return out;
    },
  };
}

/** Read around what was asked for: neighbours are asked for next. */
const windowBytes = 256 * 1024;

/** An open file. Keeps two windows of it, since the list of members and the members stand apart. */
export function accessFile(fd: number, size: number): RandomAccess {
  let windows: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  function fill(at: number, length: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, size - at)));
    let used = 0;
    while (used < bytes.length) {
      const count = readSync(fd, bytes, used, bytes.length - used, at + used);
      if (count === 0) break;
      used += count;
    }
    return used === bytes.length ? bytes : bytes.slice(0, used);
  }
  return {
    size,
    read: (at, length) => {
      if (length > windowBytes) return fill(at, length);
      let found = windows.find((w) => at >= w.at && at + length <= w.at + w.bytes.length);
      if (found === undefined) {
        found = { at, bytes: fill(at, windowBytes) };
        windows = [...windows.slice(-1), found];
      }
      return new Uint8Array(found.bytes.subarray(at - found.at, at - found.at + length));
    },
  };
}

/** yauzl asks for a class. Members are read by zip-entries.ts, so that only the list of them is read through it. */
class Reader extends RandomAccessReader {
  readonly #access: RandomAccess;
  constructor(access: RandomAccess) {
    super();
    this.#access = access;
  }
  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    let failure: Error | null = null;
    try {
      const bytes = this.#access.read(position, length);
      if (bytes.length < length) failure = new Error("it ends too early");
      buffer.set(bytes, offset);
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
    }
    queueMicrotask(() => callback(failure));
  }
  override _readStreamForRange(): Readable {
    throw new Error("members are read by zip-entries.ts");
  }
}

/**
 * Opens the list of an archive's members.
 * @throws Error of yauzl when there is none.
 */
export async function openZip(access: RandomAccess): Promise<ZipFile> {
  return fromRandomAccessReaderPromise(new Reader(access), access.size, {
    autoClose: false,
    // Names are shown only; sizes are counted, not believed.
    decodeStrings: false,
    validateEntrySizes: false,
  });
}

const directoryMark = Buffer.from([0x50, 0x4b, 0x01, 0x02]);

/**
 * The entries of an archive's list. Old programs write the count of entries modulo 65,536: entries that follow the last
 * counted one are read too.
 * @throws Error of yauzl where the list is damaged.
 */
export async function* directoryOf(zip: ZipFile, access: RandomAccess): AsyncGenerator<Entry> {
  let heard: { resolve: (entry: Entry | null) => void; reject: (error: Error) => void } | null;
  heard = null;
  zip.on("entry", (entry: Entry) => heard?.resolve(entry));
  zip.on("end", () => heard?.resolve(null));
  zip.on("error", (error: Error) => heard?.reject(error));
  for (;;) {
    if (zip.entriesRead >= zip.entryCount) {
      const mark = access.read(Number(zip.readEntryCursor), 4);
      if (!directoryMark.equals(mark)) return;
      zip.entryCount = zip.entriesRead + 1;
    }
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      heard = { resolve, reject };
      zip.readEntry();
    });
    if (entry === null) return;
    yield entry;
  }
}
