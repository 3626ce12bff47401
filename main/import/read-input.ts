/** Reads one file to import, or a part of a large archive. Runs in a worker thread. */
import { closeSync, fstatSync, openSync } from "node:fs";
import { compareWithBefore, hashOf } from "./compare-with-before.ts";
import { reasonOf } from "./discover.ts";
import { piecesOf, wholeFileBytes } from "./inflate.ts";
import { ended, problemRow } from "./input-rows.ts";
import type { ReaderTools } from "./keep-records.ts";
import { changeProblem, isMixed, openRegular, pathOf, readAtOnce } from "./open-file.ts";
import { untilFailure } from "./pieces.ts";
import type { Place, Sink } from "./place.ts";
import { createShared } from "./place.ts";
import type { InputEnd, Job } from "./protocol.ts";
import { readZip } from "./read-archive.ts";
import { readSource } from "./read-source.ts";
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
    const end = job.bytes <= wholeFileBytes ? await readAtOneGo(job, place, tools, consumed) : null;
    return end ?? (await readLarge(job, place, tools, consumed));
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

/** A file in one piece; null when it is too large for that by now. */
async function readAtOneGo(
  job: Job,
  place: Place,
  tools: ReaderTools,
  consumed: (bytes: number) => void,
): Promise<InputEnd | null> {
  const seen = readAtOnce(pathOf(job), wholeFileBytes);
  if (seen === null) return null;
  const { file } = seen;
  const change = changeProblem(job, seen, file.length);
  if (change !== null) place.sink.problem(change);
  consumed(file.length);
  const end = await readSource({ whole: file }, [], place, tools);
  // Bytes that never stood on disk together have no hash that anybody could check; without one they are read again.
  return isMixed(seen, file.length) ? { ...end, sha256: null } : end;
}

/** A file in pieces. A drive that fails on the way is damage: what came before is kept. */
async function readLarge(
  job: Job,
  place: Place,
  tools: ReaderTools,
  consumed: (bytes: number) => void,
): Promise<InputEnd> {
  const handle = await openRegular(pathOf(job));
  try {
    const before = await handle.stat();
    const damage: string[] = [];
    let isBroken = false;
    const pieces = untilFailure(
      piecesOf({ handle }, (piece) => consumed(piece.length)),
      (error) => {
        isBroken = true;
        damage.push(
          `the file could not be read to its end: ${reasonOf(error)}; what came before was read`,
        );
      },
    );
    const end = await readSource({ pieces }, damage, place, tools);
    if (isBroken) return { ...end, sha256: null };
    const seen = { before, after: await handle.stat() };
    const change = changeProblem(job, seen, end.bytes);
    if (change !== null) place.sink.problem(change);
    return isMixed(seen, end.bytes) ? { ...end, sha256: null } : end;
  } finally {
    await handle.close();
  }
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
