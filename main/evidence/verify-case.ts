/** `verify`: custody, the originals, what is stored, and what the digests say. */
import type { DigestFile, HeadSignature } from "../../shared/digest/check-digests.ts";
import type { LogFile } from "../../shared/digest/check-logs.ts";
import type { ChainResult } from "../../shared/digest/result.ts";
import { validatePlace } from "../../shared/digest/validate-place.ts";
import { Failure } from "../../shared/errors.ts";
import type { EvidenceTables } from "../db/digests.ts";
import { createEvidenceTables } from "../db/digests.ts";
import type { CaseDb } from "../db/open-case.ts";
import { saveValidation } from "../db/validation.ts";
import type { Counts, GatherOptions } from "./gather-evidence.ts";
import { addResult, gatherEvidence } from "./gather-evidence.ts";
import { addKeyFile, createKeyRing, readHeadFile } from "./public-keys.ts";
import type { KeyRing } from "./public-keys.ts";

export interface VerifyOptions extends GatherOptions {
  /** Outputs of `aws cloudtrail list-public-keys`. */
  readonly keyFiles: readonly string[];
  /** Outputs of `aws s3api head-object`; `digest` is the end of the digest's path, or null. */
  readonly heads: readonly { readonly path: string; readonly digest: string | null }[];
  /** UTC ISO. */
  readonly now: string;
  readonly program: string;
}

export interface VerifyReport extends Counts {
  readonly chains: readonly ChainResult[];
  /** Per file, in working tables that live as long as the case is open. */
  readonly results: EvidenceTables;
  /** Fingerprints of the public keys that were used. */
  readonly keys: readonly string[];
  /** Those of them that nobody gave: they lay among the imported files. */
  readonly evidenceKeys: readonly string[];
  /** Keys lie among the imported files, but were not asked for. */
  readonly hasUnusedCaseKeys: boolean;
  /** Paths of signatures that fit no digest. */
  readonly unusedHeads: readonly string[];
  /** How many of them the user gave, while public keys were at hand. */
  readonly unfitHeads: number;
}

interface Head extends HeadSignature {
  readonly path: string;
}

/**
 * Verifies a case and writes what the digests say of its log files into it, in one transaction at the end.
 * @throws Failure for unusable key files, and when it was cancelled; the case is as before then.
 */
export async function verifyCase(
  db: CaseDb,
  casePath: string,
  options: VerifyOptions,
): Promise<VerifyReport> {
  const ring = createKeyRing();
  for (const path of options.keyFiles) addKeyFile(ring, path);
  const givenKeys = new Set(ring.fingerprints());
  const given = options.heads.map((head) => ({ ...head, signature: readHeadFile(head.path) }));
  const results = createEvidenceTables(db);
  const gathered = await gatherEvidence(db, casePath, results, ring, options);
  const heads: readonly Head[] = [
    ...given.map(({ path, digest, signature }) => ({
      path,
      signature,
      input: digest === null ? null : known(gathered.digestNamed(digest), digest),
    })),
    ...gathered.heads.map(({ path, signature }) => ({
      path,
      signature,
      input: gathered.digestNamed(path.replace(/\.head\.json$/, "")),
    })),
  ];
  const used = new Set<HeadSignature>(heads.filter((head) => head.input !== null));
  const chains = validate(results, heads, ring, used);
  const keys = ring.fingerprints();
  const evidenceKeys = keys.filter((one) => !givenKeys.has(one));
  const tally = (kind: "digest" | "log"): Record<string, number> =>
    Object.fromEntries(
      results
        .counts()
        .filter((one) => one.kind === kind)
        .map(({ status, n }) => [status, n]),
    );
  saveValidation(db, {
    at: options.now,
    program: options.program,
    keys,
    evidenceKeys,
    digests: tally("digest"),
    logs: tally("log"),
  });
  return {
    ...gathered.counts,
    chains,
    results,
    keys,
    evidenceKeys,
    hasUnusedCaseKeys: gathered.hasKeys && !options.useCaseKeys,
    unfitHeads:
      keys.length === 0 ? 0 : heads.slice(0, given.length).filter((head) => !used.has(head)).length,
    unusedHeads: heads.filter((head) => !used.has(head)).map((head) => head.path),
  };
}

function known(input: number | null, digest: string): number {
  if (input !== null) return input;
  const detail = `--head names the digest ${digest}, but no file of this name is in the case.`;
  throw new Failure({ code: "usage", detail });
}

/** Validates account by account and Region by Region, so that memory holds one at a time. */
function validate(
  results: EvidenceTables,
  heads: readonly Head[],
  ring: KeyRing,
  used: Set<HeadSignature>,
): readonly ChainResult[] {
  const chains: ChainResult[] = [];
  for (const place of results.places()) {
    const digests = results.digestsOf(place).map(
      // Written above, out of a DigestFile.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      ({ body }) => JSON.parse(body) as DigestFile,
    );
    const found = validatePlace({
      digests,
      logs: results.logsOf(place).map(logFrom),
      byHash: (sha256) => results.logsByHash(sha256).map(logFrom),
      heads,
      keys: ring,
    });
    for (const one of found.files) addResult(results, one);
    for (const head of found.usedHeads) used.add(head);
    chains.push(...found.chains);
  }
  return chains;
}

function logFrom(facts: string): LogFile {
  // Written above, out of a LogFile.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(facts) as LogFile;
}
