/** Passes over all files of a case once: originals, stored text, and what the validation of digests needs of each. */
import type { Json } from "../../shared/cloudtrail-event.ts";
import { parseJson } from "../../shared/cloudtrail-event.ts";
import type { DigestFile } from "../../shared/digest/check-digests.ts";
import { readDigest } from "../../shared/digest/digest.ts";
import { bareName, baseName, readDigestName, readLogName } from "../../shared/digest/names.ts";
import type { FileResult } from "../../shared/digest/result.ts";
import { Failure } from "../../shared/errors.ts";
import {
  digestFileFormat,
  digestMetadata,
  publicKeysFormat,
} from "../../shared/import/recognize.ts";
import { plain, say, text } from "../../shared/span.ts";
import type { KeptInput } from "../db/custody.ts";
import { countInputs, keptInputs } from "../db/custody.ts";
import type { EvidenceTables } from "../db/digests.ts";
import type { CaseDb } from "../db/open-case.ts";
import { createRawText } from "../db/raw-text.ts";
import { shownPath } from "../import/file-names.ts";
import type { OriginalState } from "./check-originals.ts";
import { checkOriginal, isUnfinished } from "./check-originals.ts";
import type { StoredCheck } from "./check-stored.ts";
import { createStoredChecker, nothingStored } from "./check-stored.ts";
import { createLogReader } from "./log-files.ts";
import { signatureOf } from "./public-keys.ts";
import type { KeyRing } from "./public-keys.ts";

export interface GatherOptions {
  /** Also uses keys that were imported as files of the evidence. */
  readonly useCaseKeys: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** What was counted over all files. */
export interface Counts {
  readonly files: number;
  /** Records that were read again. */
  readonly rows: number;
  readonly originals: Readonly<Record<OriginalState, number>>;
  /** Files whose stored events are not as imported. */
  readonly changedFiles: number;
}

export interface Gathered {
  readonly counts: Counts;
  readonly heads: readonly { readonly path: string; readonly signature: string }[];
  readonly hasKeys: boolean;
  /** The digest file at the end of a path, or null; also where one of the two was inflated (`X.json.gz`, `X.json`). */
  readonly digestNamed: (path: string) => number | null;
}

/** A text of a digest, a key list or a signature is small; more is none. */
const maxSmallText = 64 * 1024 * 1024;

/**
 * Passes over all files once; digests, log files and what is not well go into the working tables.
 * @throws Failure when it was cancelled.
 */
export async function gatherEvidence(
  db: CaseDb,
  casePath: string,
  results: EvidenceTables,
  ring: KeyRing,
  options: GatherOptions,
): Promise<Gathered> {
  const check = createStoredChecker(db, casePath);
  const raw = createRawText(db, casePath);
  const logOf = createLogReader(db);
  const total = countInputs(db);
  const originals = { same: 0, different: 0, gone: 0, unreadable: 0, member: 0, unhashed: 0 };
  const heads: { path: string; signature: string }[] = [];
  const digests = new Map<string, number>();
  const bareDigests = new Map<string, number>();
  let files = 0;
  let rows = 0;
  let changedFiles = 0;
  let hasKeys = false;

  for (const input of keptInputs(db)) {
    if (options.signal?.aborted === true)
      throw new Failure({ code: "verify-cancelled", path: casePath });
    const original = await checkOriginal(input);
    originals[original.state]++;
    const stored = isUnfinished(input) ? nothingStored : await check(input);
    rows += stored.rows;
    if (stored.differences.length > 0) changedFiles++;
    if (stored.differences.length > 0 || original.sentence !== null)
      results.addCheck({
        input: input.id,
        original: original.state,
        sentence: original.sentence === null ? null : plain(original.sentence),
        differences: JSON.stringify(
          stored.differences.map((one) => ({ ...one, sentence: plain(one.sentence) })),
        ),
      });
    if (!isUnfinished(input)) place(input, stored);
    files++;
    options.onProgress?.(files, total);
    // Lets signals in.
    if (files % 16 === 0) await new Promise(setImmediate);
  }
  return {
    counts: { files, rows, originals, changedFiles },
    heads,
    hasKeys,
    digestNamed: (path) => digests.get(baseName(path)) ?? bareDigests.get(bareName(path)) ?? null,
  };

  function place(input: KeptInput, stored: StoredCheck): void {
    const path = shownPath(input);
    const small = (): string | null =>
      stored.textSha256 === null || stored.textBytes > maxSmallText
        ? null
        : raw.read(input.id, 0, stored.textBytes, 0).toString("utf8");
    if (input.format === digestFileFormat || isDigestName(path)) {
      digests.set(baseName(path), input.id);
      bareDigests.set(bareName(path), input.id);
      placeDigest(input, path, stored, small());
    } else if (input.format === digestMetadata) {
      const signature = readSmall(small(), signatureOf);
      if (signature !== null) heads.push({ path, signature });
    } else if (input.format === publicKeysFormat) {
      hasKeys = true;
      if (options.useCaseKeys) readSmall(small(), (value) => ring.add(value));
    } else if (isLog(input, path)) {
      const log = logOf(input, path, stored);
      const name = readLogName(path);
      results.addLog(
        name === null ? "" : `${name.account}/${name.region}`,
        { input: input.id, facts: JSON.stringify(log) },
        log.sha256,
      );
    }
  }

  function placeDigest(
    input: KeptInput,
    path: string,
    stored: StoredCheck,
    content: string | null,
  ): void {
    const digest = content === null ? null : (readSmall(content, readDigest) ?? "it is no JSON");
    const { notes } = logOf(input, path, stored);
    const isUtf8 = input.encoding === "utf-8";
    if (digest === null || typeof digest === "string" || stored.textSha256 === null || !isUtf8) {
      const why = typeof digest === "string" ? digest : "its text is not in the case";
      addResult(results, {
        kind: "digest",
        status: content === null || !isUtf8 ? "unverifiable" : "altered",
        sentence: isUtf8
          ? say`It is no whole digest: ${text(why)}. CloudTrail writes no such file.`
          : say`It is in UTF-16, which CloudTrail never writes: it was re-written after the delivery and can’t be verified. Fetch it again.`,
        notes,
        input: input.id,
        location: null,
        digestInput: null,
        isMoved: false,
      });
      return;
    }
    const name = readDigestName(digest.object);
    const file: DigestFile = { input: input.id, path, digest, sha256: stored.textSha256, notes };
    results.addDigest(`${name?.account ?? digest.account}/${name?.region ?? ""}`, {
      input: input.id,
      body: JSON.stringify(file),
    });
  }
}

function readSmall<T>(content: string | null, read: (value: Json) => T): T | null {
  if (content === null) return null;
  try {
    return read(parseJson(content.replace(/^\uFEFF/, "")));
  } catch {
    // Text that is no single JSON value tells nothing here; the caller says so.
    return null;
  }
}

function isDigestName(path: string): boolean {
  return /_CloudTrail-Digest_/.test(baseName(path)) && !path.endsWith(".head.json");
}

/** Files that a digest may list: logs by content or by name. */
function isLog({ format }: KeptInput, path: string): boolean {
  return format.startsWith("CloudTrail log file") || readLogName(path) !== null;
}

/** Writes a result into the working tables. */
export function addResult(results: EvidenceTables, one: FileResult): void {
  results.addResult({
    ...one,
    sentence: plain(one.sentence),
    notes: JSON.stringify(one.notes.map(plain)),
    isMoved: one.isMoved ? 1 : 0,
  });
}
