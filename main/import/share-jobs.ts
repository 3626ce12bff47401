/** Shares out the members of large zip archives among threads, and puts together how their reading ended. */
import { closeSync, openSync, readSync } from "node:fs";
import { archiveEnd } from "./archive-entry.ts";
import type { InputEnd, Job, Part } from "./protocol.ts";

/** Archives up to this size are read by one thread. */
const sharedFrom = 4 * 1024 * 1024;
/** Into how many parts, whatever the number of threads: numbers of members must not depend on it. */
const shares = 2;

/** The jobs, with one for each share of a large zip archive. */
export function shareJobs(jobs: readonly Job[]): readonly Job[] {
  return jobs.flatMap((job) =>
    job.bytes > sharedFrom && job.expected === null && isZip(job.path)
      ? Array.from({ length: shares }, (_, index) => ({ ...job, slice: { index, of: shares } }))
      : [job],
  );
}

function isZip(path: string | Uint8Array): boolean {
  try {
    const fd = openSync(typeof path === "string" ? path : Buffer.from(path), "r");
    try {
      const head = Buffer.alloc(4);
      readSync(fd, head, 0, 4, 0);
      return head.equals(Buffer.from("PK\u0003\u0004", "latin1"));
    } finally {
      closeSync(fd);
    }
  } catch {
    // Whoever reads it says why it can't be read.
    return false;
  }
}

/**
 * Makes what holds back the end of an archive until all its shares are read: a case in which one is missing must not
 * look whole. Gives the parts with the one end that remains.
 */
export function createJoiner(): (parts: readonly Part[]) => readonly Part[] {
  const waiting = new Map<number, InputEnd[]>();
  return (parts) =>
    parts.map((part) => {
      const { end } = part;
      if (end === null || end.slices === 1) return part;
      const ends = [...(waiting.get(part.input) ?? []), end];
      waiting.set(part.input, ends);
      if (ends.length < end.slices) return { ...part, end: null };
      waiting.delete(part.input);
      return { ...part, end: joined(ends) };
    });
}

function joined(ends: readonly InputEnd[]): InputEnd {
  const members = ends.reduce((sum, end) => sum + end.members, 0);
  const hadProblems = ends.some((end) => end.status === "unreadable");
  const sha256 = ends.find((end) => end.sha256 !== null)?.sha256 ?? null;
  const bytes = Math.max(...ends.map((end) => end.bytes));
  const format = ends.find((end) => end.status !== "unreadable")?.format ?? ends[0]?.format ?? "";
  return archiveEnd({ sha256, bytes }, format, members, hadProblems);
}
