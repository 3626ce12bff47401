/** Looks at files again that an earlier import read. */
import { createHash } from "node:crypto";
import { reasonOf } from "./discover.ts";
import { piecesOf, wholeFileBytes } from "./inflate.ts";
import { ended, problemRow } from "./input-rows.ts";
import { openRegular, pathOf, readAtOnce } from "./open-file.ts";
import type { InputEnd, Job } from "./protocol.ts";
import { notReadAgain } from "./protocol.ts";
import type { Sink } from "./place.ts";

/** A file that was read before with this size and time: only its hash is taken. Never throws for what is in the file. */
export async function compareWithBefore(
  job: Job,
  expected: string,
  sink: Pick<Sink, "problem">,
  consumed: (bytes: number) => void,
): Promise<InputEnd> {
  const sha256 = await hashOf(job, consumed).catch((error: unknown) => {
    const reason = `${notReadAgain} (${reasonOf(error)}); the case keeps what was read first`;
    sink.problem(problemRow(null, null, reason, ""));
    return null;
  });
  // What was read from it before stays; it is looked at again with the next import.
  if (sha256 === null) return ended({ status: "read", bytes: job.bytes, before: "unread" });
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

/** The SHA-256 of a file's bytes. @throws what the system says. */
export async function hashOf(job: Job, consumed: (bytes: number) => void): Promise<string> {
  const hash = createHash("sha256");
  const whole = job.bytes <= wholeFileBytes ? readAtOnce(pathOf(job), wholeFileBytes) : null;
  if (whole !== null) {
    consumed(whole.file.length);
    return hash.update(whole.file).digest("hex");
  }
  const handle = await openRegular(pathOf(job));
  try {
    for await (const piece of piecesOf({ handle }, (p) => consumed(p.length))) hash.update(piece);
    return hash.digest("hex");
  } finally {
    await handle.close();
  }
}
