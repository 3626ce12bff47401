/** Reads one file to import, or a part of a large archive. Runs in a worker thread. */
import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { reasonOf } from "./discover.ts";
import { piecesOf, wholeFileBytes } from "./inflate.ts";
import { ended, problemRow } from "./input-rows.ts";
import type { Place, Sink } from "./place.ts";
import { createShared } from "./place.ts";
import type { InputEnd, Job } from "./protocol.ts";
import { readZip } from "./read-archive.ts";
import { readSource } from "./read-source.ts";
import type { ReaderTools } from "./read-text.ts";
import { accessFile } from "./zip-access.ts";
import type { Slice } from "./zip-entries.ts";

/**
 * Reads a file to its end and says how it went. Never throws for what is in the file. `consumed` hears of the file's
 * bytes as they are read.
 */
export async function readInput(
  job: Job,
  tools: ReaderTools,
  sink: Sink,
  consumed: (bytes: number) => void,
): Promise<InputEnd> {
  const place: Place = {
    name: job.name,
    path: "",
    depth: 0,
    sink,
    shared: createShared(job.bytes),
  };
  try {
    if (job.expected !== null) return await compareWithBefore(job, job.expected, sink, consumed);
    if (job.slice !== null) return await readZipFile(job, job.slice, place, tools, consumed);
    if (job.bytes <= wholeFileBytes) {
      // In one go: a thread has nothing else to do, and small files come by the thousand.
      const whole = readFileSync(pathOf(job));
      consumed(whole.length);
      return await readSource({ whole }, [], place, tools);
    }
    return await readLarge(job, place, tools, consumed);
  } catch (error) {
    sink.problem(problemRow(null, null, unreadable(error), ""));
    return ended({
      status: "unreadable",
      format: "unreadable file",
      bytes: job.bytes,
      slices: job.slice?.of ?? 1,
    });
  }
}

function unreadable(error: unknown): string {
  return `the file could not be read: ${reasonOf(error)}`;
}

/** A Buffer loses its kind on its way to a thread. */
function pathOf({ path }: Job): string | Buffer {
  return typeof path === "string" ? path : Buffer.from(path);
}

/** A file that was read before with this size and time: only its hash is taken. */
async function compareWithBefore(
  job: Job,
  expected: string,
  sink: Sink,
  consumed: (bytes: number) => void,
): Promise<InputEnd> {
  const sha256 = await hashOf(job, consumed);
  if (sha256 === expected)
    return ended({ status: "read", bytes: job.bytes, sha256, before: "same" });
  sink.problem(
    problemRow(
      null,
      null,
      "the file has another content than when it was imported, though its size and time are the same; the case keeps what was read first",
      "",
    ),
  );
  return ended({ status: "read", bytes: job.bytes, sha256: expected, before: "changed" });
}

async function hashOf(job: Job, consumed: (bytes: number) => void): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of piecesOf({ path: pathOf(job) }, (p) => consumed(p.length)))
    hash.update(piece);
  return hash.digest("hex");
}

/** A file in pieces. A drive that fails on the way is damage: what came before is kept. */
async function readLarge(
  job: Job,
  place: Place,
  tools: ReaderTools,
  consumed: (bytes: number) => void,
): Promise<InputEnd> {
  const damage: string[] = [];
  let isWhole = true;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    try {
      yield* piecesOf({ path: pathOf(job) }, (piece) => consumed(piece.length));
    } catch (error) {
      isWhole = false;
      damage.push(unreadable(error));
    }
  }
  const end = await readSource({ pieces: pieces() }, damage, place, tools);
  return isWhole ? end : { ...end, sha256: null };
}

/** A large zip archive, or the members that fall to this slice of it. The first slice also hashes the file. */
async function readZipFile(
  job: Job,
  slice: Slice,
  place: Place,
  tools: ReaderTools,
  consumed: (bytes: number) => void,
): Promise<InputEnd> {
  const fd = openSync(pathOf(job), "r");
  try {
    const { size } = fstatSync(fd);
    const end = await readZip(
      accessFile(fd, size),
      slice,
      [],
      { sha256: null, bytes: size },
      "zip archive",
      place,
      (content, damage, member) => readSource(content, damage, member, tools),
      consumed,
    );
    if (slice.index > 0) return end;
    // Without a hash the archive counts as not read: the next import begins it anew.
    const sha256 = await hashOf(job, () => undefined).catch((error: unknown) => {
      place.sink.problem(problemRow(null, null, unreadable(error), ""));
      return null;
    });
    return { ...end, sha256 };
  } finally {
    closeSync(fd);
  }
}
