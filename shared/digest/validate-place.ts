/** Validates all that belongs to one account and Region: the chains of its trails, and its log files. */
import type { Spans } from "../span.ts";
import { say, text } from "../span.ts";
import type { CheckedDigest, DigestFile, HeadSignature, Keys } from "./check-digests.ts";
import { checkDigests } from "./check-digests.ts";
import { checkLinks } from "./check-links.ts";
import type { LogFile } from "./check-logs.ts";
import { checkLogs } from "./check-logs.ts";
import type { DigestName } from "./names.ts";
import { readDigestName } from "./names.ts";
import type { ChainResult, FileResult, Stretch } from "./result.ts";
import { locationOf } from "./result.ts";

export interface Place {
  /** Digest files of one account and Region, all trails, both kinds, in any order. */
  readonly digests: readonly DigestFile[];
  /** Log files whose names tell this account and Region. */
  readonly logs: readonly LogFile[];
  /** Log files of the whole case with this SHA-256. */
  readonly byHash: (sha256: string) => readonly LogFile[];
  readonly heads: readonly HeadSignature[];
  readonly keys: Keys;
}

export interface PlaceResult {
  readonly files: readonly FileResult[];
  readonly chains: readonly ChainResult[];
  /** Signatures that were tried and found their digest. */
  readonly usedHeads: readonly HeadSignature[];
}

/** Validates a place. Signatures first, then links, then log files, then what each hour is worth. */
export function validatePlace(place: Place): PlaceResult {
  const chains = new Map<string, { readonly name: DigestName; readonly files: DigestFile[] }>();
  for (const file of place.digests) {
    const name = chainOf(file);
    const id = JSON.stringify(name);
    const known = chains.get(id);
    if (known === undefined) chains.set(id, { name, files: [file] });
    else known.files.push(file);
  }
  const usedHeads: HeadSignature[] = [];
  const checked = [...chains.values()].map(({ name, files }) => {
    const digests = checkDigests(files, place.heads, place.keys, (head) => usedHeads.push(head));
    const counting = digests.filter((one) => one.isPrimary);
    return { name, digests, counting, links: checkLinks(counting, name.kind) };
  });
  const logs = checkLogs(
    checked.flatMap((chain) => chain.counting),
    place,
  );
  const worst = worstOf(logs);
  return {
    files: [
      ...checked.flatMap(({ digests, links }) => [...digests.map(resultOf), ...links.missing]),
      ...logs,
    ],
    chains: checked.map(({ name, digests, counting, links }) => ({
      ...name,
      from: Math.min(...counting.slice(0, 1).map((one) => one.file.digest.start)),
      to: counting.reduce((most, one) => Math.max(most, one.file.digest.end), 0),
      digests: digests.length,
      stretches: joined([...counting.map((one) => stretchOf(one, worst)), ...links.gaps]),
      notes: [...(name.kind === "backfill" ? [backfillWords] : []), ...links.notes],
    })),
    usedHeads,
  };
}

const backfillWords = say`These are backfill digests: CloudTrail wrote them later, for log files that the hourly digests did not list.`;

/** The chain of a digest. One under a strange name still has an account. */
function chainOf({ digest }: DigestFile): DigestName {
  return (
    readDigestName(digest.object) ?? {
      account: digest.account,
      region: "",
      trail: "",
      homeRegion: "",
      kind: digest.object.endsWith("_backfill.json.gz") ? "backfill" : "standard",
    }
  );
}

function resultOf({ file, status, sentence, notes, isMoved }: CheckedDigest): FileResult {
  const location = locationOf(file.digest);
  return {
    kind: "digest",
    status,
    sentence,
    notes,
    input: file.input,
    location,
    digestInput: null,
    isMoved,
  };
}

/** Locations whose log file is not proved by any file that is here. */
function worstOf(logs: readonly FileResult[]): ReadonlyMap<string, FileResult["status"]> {
  const out = new Map<string, FileResult["status"]>();
  for (const { location, status } of logs) {
    if (location === null) continue;
    const known = out.get(location);
    // One sound copy is enough for the hour.
    if (known !== "valid" && known !== "unsigned") out.set(location, status);
  }
  return out;
}

function stretchOf(one: CheckedDigest, states: ReadonlyMap<string, FileResult["status"]>): Stretch {
  const { digest } = one.file;
  const range = { from: digest.start, to: digest.end };
  if (one.status === "altered")
    return { ...range, state: "gap", reason: say`The digest was altered.` };
  if (one.status === "unverifiable")
    return { ...range, state: "gap", reason: say`The digest could not be verified.` };
  const bad = digest.logs.filter((listed) => {
    const state = states.get(locationOf(listed));
    return state !== "valid" && state !== "unsigned";
  }).length;
  if (bad > 0) return { ...range, state: "gap", reason: badWords(bad) };
  return one.status === "valid"
    ? { ...range, state: "complete", reason: say`All that was listed is here, unaltered.` }
    : {
        ...range,
        state: "unsigned",
        reason: say`All that was listed is here; the digest’s signature was not checked.`,
      };
}

function badWords(bad: number): Spans {
  return bad === 1
    ? say`1 listed log file is missing, altered or can’t be verified.`
    : say`${text(String(bad))} listed log files are missing, altered or can’t be verified.`;
}

/** In order of time, neighbours of one state and reason as one. */
export function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const out: Stretch[] = [];
  for (const next of stretches.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = out.at(-1);
    if (
      last !== undefined &&
      last.state === next.state &&
      last.to === next.from &&
      JSON.stringify(last.reason) === JSON.stringify(next.reason)
    )
      out[out.length - 1] = { ...last, to: next.to };
    else out.push(next);
  }
  return out;
}
