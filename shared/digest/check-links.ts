/** The links of a chain: each digest names the one before it, and begins where that one ended. */
import { isoTime } from "../import/event-time.ts";
import type { Spans } from "../span.ts";
import { log, say, text } from "../span.ts";
import type { CheckedDigest } from "./check-digests.ts";
import { knownHash } from "./check-digests.ts";
import type { FileResult, Stretch } from "./result.ts";
import { locationOf } from "./result.ts";

export interface Links {
  readonly missing: readonly FileResult[];
  readonly gaps: readonly Stretch[];
  readonly notes: readonly Spans[];
}

const hour = 3600;

/** Checks the links between the digests of a chain: those that count, oldest first. */
export function checkLinks(
  digests: readonly CheckedDigest[],
  kind: "standard" | "backfill",
): Links {
  const missing: FileResult[] = [];
  const gaps: Stretch[] = [];
  const notes: Spans[] = [];
  const here = new Map(digests.map((one) => [locationOf(one.file.digest), one]));
  /** Between backfill digests nothing was to be written. */
  const isHourly = kind === "standard";

  digests.forEach((one, i) => {
    const { digest, path } = one.file;
    const before = digests[i - 1]?.file.digest;
    if (digest.previous === null) {
      if (before === undefined)
        notes.push(
          say`The chain begins at ${time(digest.start)}: validation of log files was turned on then, or the trail was made.`,
        );
      else if (isHourly) {
        const reason = say`No digest follows the one that ended at ${time(before.end)}, and the chain starts anew at ${time(digest.start)}: the validation of log files, or the logging itself, was off in between.`;
        notes.push(reason);
        if (digest.start > before.end)
          gaps.push({ from: before.end, to: digest.start, state: "gap", reason });
      }
      return;
    }
    if (digest.previous.algorithm !== knownHash)
      notes.push(
        say`${log(path, "path")} gives the hash of the digest before it by ${log(digest.previous.algorithm)}, which is not supported; that hash was not compared.`,
      );
    const named = locationOf(digest.previous);
    const previous = here.get(named)?.file.digest;
    if (previous !== undefined) {
      if (isHourly) timeBetween(previous.end, digest.start, path);
      return;
    }
    if (before === undefined) {
      notes.push(
        say`The files begin at ${time(digest.start)}: the digest before, ${log(named, "path")}, is not among them. What was removed at the beginning can't be told from what was never handed over.`,
      );
      return;
    }
    absent(named, before.end, digest.start, path);
  });
  return { missing, gaps, notes };

  function timeBetween(end: number, start: number, path: string): void {
    if (start === end) return;
    const reason =
      start > end
        ? say`${log(path, "path")} begins at ${time(start)}, but the digest before it ended at ${time(end)}: no digest covers the time between.`
        : say`${log(path, "path")} begins at ${time(start)}, before the digest that it names as the one before ended (${time(end)}).`;
    notes.push(reason);
    if (start > end) gaps.push({ from: end, to: start, state: "gap", reason });
  }

  function absent(named: string, from: number, to: number, path: string): void {
    const hours = Math.max(1, Math.round((to - from) / hour));
    const sentence =
      hours === 1 || !isHourly
        ? say`The digest is not here: ${log(path, "path")} names it as the one before.`
        : say`About ${text(String(hours))} digests in a row are not here, from ${time(from)} to ${time(to)}: ${log(path, "path")} names this one as the one before; the names of the others stand in missing digests only.`;
    missing.push({
      kind: "digest",
      status: "missing",
      sentence,
      notes: [],
      input: null,
      location: named,
      digestInput: null,
      isMoved: false,
    });
    if (to > from && isHourly)
      gaps.push({
        from,
        to,
        state: "gap",
        reason:
          hours === 1
            ? say`The digest is missing.`
            : say`About ${text(String(hours))} digests in a row are missing.`,
      });
  }
}

/** An instant as a span. */
export function time(seconds: number): { readonly t: "time"; readonly at: string } {
  return { t: "time", at: isoTime(seconds) };
}
