/** At which moment an account was as a snapshot file says, and how that is known. */
import type { ReportTime, SnapshotFact } from "./facts.ts";

/**
 * `stated`: a person said it at the import. `generated`: the file says it. `file-time`: the time of the file's last
 * change, which copying may have altered. `dates-inside`: nothing better is known than the latest date in it. `unknown`:
 * not even that.
 */
export type MomentBasis = "stated" | "generated" | "file-time" | "dates-inside" | "unknown";

/** A moment and its grounds. Times are seconds since 1970. */
export interface SnapshotMoment {
  readonly at: number | null;
  readonly basis: MomentBasis;
  /** The latest date in the file: it was not made before. */
  readonly notBefore: number | null;
  /** A time that was left out since a date in the file is later; null where there is none. */
  readonly refuted: { readonly at: number; readonly basis: "stated" | "file-time" } | null;
}

/** What is known of a file's moment. */
export interface MomentGrounds {
  readonly stated: number | null;
  readonly generated: number | null;
  readonly fileTime: number | null;
  readonly notBefore: number | null;
}

/** Clocks of machines and time zones of archives may be off by this much, in seconds. */
const slack = 86_400;

/** Decides by the strongest ground; one that a date inside refutes is left out and kept for telling. */
export function momentOf({
  stated,
  generated,
  fileTime,
  notBefore,
}: MomentGrounds): SnapshotMoment {
  const isRefuted = (at: number): boolean => notBefore !== null && at + slack < notBefore;
  if (stated !== null && !isRefuted(stated))
    return { at: stated, basis: "stated", notBefore, refuted: null };
  const wrong = stated === null ? null : ({ at: stated, basis: "stated" } as const);
  if (generated !== null) return { at: generated, basis: "generated", notBefore, refuted: wrong };
  if (fileTime !== null && !isRefuted(fileTime))
    return { at: fileTime, basis: "file-time", notBefore, refuted: wrong };
  const refuted =
    wrong ?? (fileTime === null ? null : ({ at: fileTime, basis: "file-time" } as const));
  return {
    at: notBefore,
    basis: notBefore === null ? "unknown" : "dates-inside",
    notBefore,
    refuted,
  };
}

/** The latest date that a fact holds, in seconds since 1970, or null. Dates of the future (a next rotation) don't count. */
export function latestDate(fact: SnapshotFact): number | null {
  switch (fact.type) {
    case "credentials":
      return latest([
        timeOf(fact.createdAt),
        timeOf(fact.passwordLastUsed),
        timeOf(fact.passwordLastChanged),
        ...fact.keys.flatMap((key) => [timeOf(key.rotated), timeOf(key.lastUsed)]),
      ]);
    case "user":
    case "group":
      return fact.createdAt;
    case "role":
      return latest([fact.createdAt, fact.lastUsedAt]);
    case "policy":
      return latest([
        fact.createdAt,
        fact.updatedAt,
        ...fact.versions.map(({ createdAt }) => createdAt),
      ]);
    case "trail-status":
      return latest([fact.deliveredAt, fact.digestAt, fact.logsAt, fact.startedAt, fact.stoppedAt]);
    case "generated":
      return fact.at;
    case "password-policy":
    case "selectors":
    case "summary":
    case "trail":
    case "truncated":
      return null;
  }
}

function timeOf(time: ReportTime): number | null {
  return time.kind === "at" ? time.at : null;
}

/** The latest of several times; null when there is none. */
export function latest(times: readonly (number | null)[]): number | null {
  let found: number | null = null;
  for (const time of times) if (time !== null && (found === null || time > found)) found = time;
  return found;
}
