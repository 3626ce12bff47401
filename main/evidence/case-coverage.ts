/** Gathers what coverage needs from a case: counts, digests, the names of the files that are here. */
import { isUnfinished } from "./check-originals.ts";
import type { Json } from "../../shared/cloudtrail-event.ts";
import { field, parseJson } from "../../shared/cloudtrail-event.ts";
import type { Coverage, PlaceRange } from "../../shared/coverage/coverage.ts";
import { buildCoverage } from "../../shared/coverage/coverage.ts";
import type { OffWindow, TrailStatement } from "../../shared/coverage/logging-windows.ts";
import { readTrailCalls } from "../../shared/coverage/logging-windows.ts";
import type { Digest } from "../../shared/digest/digest.ts";
import { readDigest } from "../../shared/digest/digest.ts";
import { bareName, readDigestName, readLogName } from "../../shared/digest/names.ts";
import { Failure } from "../../shared/errors.ts";
import { digestFileFormat } from "../../shared/import/recognize.ts";
import type { HourCounts } from "../db/coverage.ts";
import { countHours } from "../db/coverage.ts";
import { inputTextBytes, keptInputs } from "../db/custody.ts";
import type { CaseDb } from "../db/open-case.ts";
import { createRawText } from "../db/raw-text.ts";

export interface CaseCoverage extends Coverage {
  /** Events without a readable time; they stand in no hour. */
  readonly untimed: number;
  readonly digests: number;
  /** Digest files that could not be used: damaged in the case, or not as CloudTrail writes them. */
  readonly unusedDigests: number;
  readonly statements: readonly TrailStatement[];
  readonly windows: readonly OffWindow[];
  /** Events per account, Region and hour. */
  readonly counts: HourCounts["counts"];
}

/** Digests are some kilobytes, records 4 MB at most; more is neither. */
const maxTextBytes = 64 * 1024 * 1024;

/**
 * The coverage of a case, from its events and digests as they stand; signatures play no part. Texts that can't be read
 * are told in it. `turn` is awaited now and then, so that others get theirs.
 * @throws Failure when the stored events themselves can't be read.
 */
export async function caseCoverage(
  db: CaseDb,
  casePath: string,
  turn: () => Promise<void> | undefined = () => undefined,
): Promise<CaseCoverage> {
  const { counts, calls, untimed } = await countHours(db, turn);
  const read = createJsonReader(db, casePath);
  const { digested, missing, digests, unusedDigests } = await digestRanges(db, read, turn);
  const { statements, windows } = readTrailCalls(
    calls.map(({ input, offset, length, stream, ...call }) => {
      const record = read(input, offset, length, stream);
      const request = field(record, "requestParameters") ?? null;
      return { ...call, request: record === undefined ? undefined : request };
    }),
  );
  return {
    ...buildCoverage({ counts, digested, missing }),
    counts,
    untimed,
    digests,
    unusedDigests,
    statements,
    windows,
  };
}

/** What digests cover, and what they tell of that is not here: by name, without hashing. */
async function digestRanges(
  db: CaseDb,
  read: JsonReader,
  turn: () => Promise<void> | undefined,
): Promise<{
  readonly digested: readonly PlaceRange[];
  readonly missing: readonly PlaceRange[];
  readonly digests: number;
  readonly unusedDigests: number;
}> {
  const textBytes = inputTextBytes(db);
  // Only the names of log files are remembered, so that of what digests list only the missing is.
  const here = new Set<string>();
  for (const input of keptInputs(db))
    if (!isUnfinished(input) && input.status !== "unreadable" && readLogName(input.path) !== null)
      here.add(bareName(input.path));
  const missing: PlaceRange[] = [];
  const digested: PlaceRange[] = [];
  let unusedDigests = 0;
  const chains = new Map<string, Pick<Digest, "object" | "start" | "end" | "previous">[]>();
  for (const input of keptInputs(db)) {
    if (input.format !== digestFileFormat) continue;
    const waiting = turn();
    // oxlint-disable-next-line no-await-in-loop -- one digest after the other
    if (waiting !== undefined) await waiting;
    const digest = digestFrom(read(input.id, 0, textBytes(input.id), 0));
    const name = digest === null ? null : readDigestName(digest.object);
    if (digest === null || name === null) {
      unusedDigests++;
      continue;
    }
    const place = { account: name.account, region: name.region };
    digested.push({ ...place, from: digest.start, to: digest.end });
    for (const log of digest.logs)
      if (!here.has(bareName(log.object)))
        missing.push({ ...place, from: log.oldest ?? digest.start, to: log.newest ?? digest.end });
    const chain = JSON.stringify(name);
    const { object, start, end, previous } = digest;
    const known = chains.get(chain);
    if (known === undefined) chains.set(chain, [{ object, start, end, previous }]);
    else known.push({ object, start, end, previous });
  }
  for (const digests of chains.values()) missing.push(...missingDigests(digests));
  return { digested, missing, digests: digested.length, unusedDigests };
}

/** Times of hourly digests that a later one names, or that a chain can't be without. */
function missingDigests(
  digests: readonly Pick<Digest, "object" | "start" | "end" | "previous">[],
): readonly PlaceRange[] {
  const name = readDigestName(digests[0]?.object ?? "");
  if (name === null || name.kind === "backfill") return [];
  const objects = new Set(digests.map((one) => one.object));
  const sorted = digests.toSorted((a, b) => a.end - b.end);
  return sorted.flatMap((one, i) => {
    const before = sorted[i - 1];
    if (one.previous === null || before === undefined || objects.has(one.previous.object))
      return [];
    // The same digest twice, or ones that overlap, leave nothing between them.
    if (one.start <= before.end) return [];
    return [{ account: name.account, region: name.region, from: before.end, to: one.start }];
  });
}

function digestFrom(value: Json | undefined): Digest | null {
  const digest = value === undefined ? "" : readDigest(value);
  return typeof digest === "string" ? null : digest;
}

/** The JSON at a place; undefined when the case can't give it. */
type JsonReader = (
  input: number,
  offset: number,
  length: number,
  stream: 0 | 1,
) => Json | undefined;

function createJsonReader(db: CaseDb, casePath: string): JsonReader {
  const raw = createRawText(db, casePath);
  return (input, offset, length, stream) => {
    if (length > maxTextBytes) return undefined;
    try {
      const text = raw.read(input, offset, length, stream).toString("utf8");
      return parseJson(text.replace(/^\uFEFF/, ""));
    } catch (error) {
      // The text is missing or damaged, or several values: `verify` says which, the caller that it was not read.
      if (error instanceof Failure || error instanceof SyntaxError) return undefined;
      throw error;
    }
  };
}
