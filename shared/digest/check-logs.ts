/** The log files that digests list, and those that none lists. */
import type { Spans } from "../span.ts";
import { log, say } from "../span.ts";
import type { CheckedDigest } from "./check-digests.ts";
import { knownHash } from "./check-digests.ts";
import { time } from "./check-links.ts";
import type { ListedLog } from "./digest.ts";
import { bareName, isMoved, readLogName } from "./names.ts";
import type { FileResult, Status } from "./result.ts";
import { locationOf } from "./result.ts";

/** A log file of the case. */
export interface LogFile {
  readonly input: number;
  readonly path: string;
  /** Hex SHA-256 of its uncompressed bytes; null when the case does not hold them, and `why`. */
  readonly sha256: string | null;
  readonly why: Spans;
  /** Further hashes that explain a difference: of the first gzip member alone, of a UTF-16 file's text as UTF-8. */
  readonly firstMember: string | null;
  readonly asUtf8: string | null;
  /** What is to be said of it whatever its status: bytes behind its end, damage. */
  readonly notes: readonly Spans[];
}

export interface LogSearch {
  /** The log files of the chains' account and Region, by their names. */
  readonly logs: readonly LogFile[];
  /** Log files of the case with this hash, whatever their names. */
  readonly byHash: (sha256: string) => readonly LogFile[];
}

interface Listing {
  readonly listed: ListedLog;
  readonly by: CheckedDigest;
}

const hourSeconds = 3600;

const trust: Readonly<Record<Status, number>> = {
  valid: 0,
  unsigned: 1,
  unverifiable: 2,
  altered: 3,
  missing: 4,
  "not-covered": 5,
};

/** Checks what the digests of an account and Region list, and finds what they don't. */
export function checkLogs(
  digests: readonly CheckedDigest[],
  search: LogSearch,
): readonly FileResult[] {
  const listings = new Map<string, Listing[]>();
  for (const by of digests)
    for (const listed of by.file.digest.logs) {
      const location = locationOf(listed);
      const known = listings.get(location);
      if (known === undefined) listings.set(location, [{ listed, by }]);
      else known.push({ listed, by });
    }
  const named = new Map<string, LogFile[]>();
  for (const file of search.logs) {
    const name = bareName(file.path);
    named.set(name, [...(named.get(name) ?? []), file]);
  }
  const listedNames = new Set([...listings.keys()].map(bareName));
  const told = new Set<number>();
  const results: FileResult[] = [];

  for (const [location, all] of listings) {
    const ranked = all.toSorted((a, b) => trust[a.by.status] - trust[b.by.status]);
    const [best] = ranked;
    if (best === undefined) continue;
    const equals = ranked.filter(({ by }) => by.status === best.by.status);
    const add = (
      status: Status,
      sentence: Spans,
      file: LogFile | null,
      more: readonly Spans[],
    ): void => {
      if (file !== null) told.add(file.input);
      results.push({
        kind: "log",
        status,
        sentence,
        notes: [...(file?.notes ?? []), ...more],
        input: file?.input ?? null,
        location,
        digestInput: best.by.file.input,
        isMoved: file !== null && isMoved(file.path, best.listed.object),
      });
    };
    const candidates = named.get(bareName(location)) ?? [];
    const open = whyOpen(best);
    if (open !== null) {
      for (const file of candidates) add("unverifiable", open, file, []);
      if (candidates.length === 0) add("unverifiable", say`${open} It is not here.`, null, []);
      continue;
    }
    const isListed = (hash: string | null): boolean =>
      hash !== null && equals.some(({ listed }) => listed.hash === hash);
    const status: Status = best.by.status === "valid" ? "valid" : "unsigned";
    const proof =
      status === "valid"
        ? say`Its content is what a valid digest lists.`
        : say`Its content is what a digest lists whose signature could not be checked.`;
    const moved = (file: LogFile): readonly Spans[] =>
      isMoved(file.path, best.listed.object)
        ? [say`It was moved or renamed: CloudTrail delivered it as ${log(location, "path")}.`]
        : [];
    for (const file of candidates)
      if (isListed(file.sha256)) add(status, proof, file, moved(file));
      else if (file.asUtf8 !== null && isListed(file.asUtf8))
        add(
          status,
          say`It was re-written as UTF-16; its text, as UTF-8, is what a digest lists.`,
          file,
          moved(file),
        );
      else if (file.sha256 === null) add("unverifiable", file.why, file, moved(file));
      else if (isListed(file.firstMember))
        add(
          "altered",
          say`Its first compressed part is what a digest lists, but more compressed data was added behind it, which no digest covers; its records were read too. Tools that stop at the first part take the file for valid.`,
          file,
          moved(file),
        );
      else
        add(
          "altered",
          say`Its content is not what the digest ${log(best.by.file.path, "path")} lists.`,
          file,
          moved(file),
        );
    if (candidates.some((file) => isListed(file.sha256))) continue;
    const renamed = search
      .byHash(best.listed.hash)
      .filter((file) => !told.has(file.input) && isStray(file, best));
    for (const file of renamed) add(status, proof, file, moved(file));
    if (candidates.length === 0 && renamed.length === 0)
      add(
        "missing",
        say`The digest ${log(best.by.file.path, "path")} lists it, but it is not here.`,
        null,
        [],
      );
  }
  for (const file of search.logs)
    if (!told.has(file.input)) results.push(notCovered(file, digests));
  return results;

  /** Not a file that another listing tells of: empty logs all have one hash. */
  function isStray(file: LogFile, { by }: Listing): boolean {
    if (listedNames.has(bareName(file.path))) return false;
    const own = readLogName(file.path);
    return own === null || own.account === by.file.digest.account;
  }
}

/** Why what is listed can't be compared, or null. */
function whyOpen({ listed, by }: Listing): Spans | null {
  if (by.status === "altered")
    return say`The only digest that lists it, ${log(by.file.path, "path")}, was altered; what it says proves nothing.`;
  if (by.status === "unverifiable")
    return say`The only digest that lists it, ${log(by.file.path, "path")}, could not be verified.`;
  if (listed.algorithm !== knownHash)
    return say`The digest gives its hash by ${log(listed.algorithm)}, which is not supported; it was not compared.`;
  return null;
}

/** A log file that no digest lists. */
export function notCovered(file: LogFile, digests: readonly CheckedDigest[]): FileResult {
  return {
    kind: "log",
    status: "not-covered",
    sentence: whyNotCovered(file, digests),
    notes: file.notes,
    input: file.input,
    location: null,
    digestInput: null,
    isMoved: false,
  };
}

function whyNotCovered(file: LogFile, digests: readonly CheckedDigest[]): Spans {
  const name = readLogName(file.path);
  if (name === null)
    return say`No digest lists content like this, and its name is not one that CloudTrail gives.`;
  if (digests.length === 0)
    return say`There is no digest of its account and Region among the files.`;
  const delivered = name.delivered ?? 0;
  const first = digests.reduce((least, one) => Math.min(least, one.file.digest.start), Infinity);
  const last = digests.reduce((most, one) => Math.max(most, one.file.digest.end), -Infinity);
  if (delivered > last + hourSeconds)
    return say`It was delivered more than an hour after the newest digest (${time(last)}): later digests were removed or not handed over, or the validation of log files was turned off.`;
  // Names give the minute only.
  if (delivered + 60 > last)
    return say`It was delivered after the newest digest (${time(last)}); for the last hour that is normal.`;
  if (delivered < first)
    return say`It was delivered before the first digest that is here (${time(first)}).`;
  return say`No digest lists it, though digests cover its time: it comes from another trail, a digest is missing, or it was put there.`;
}
