/** Signatures of the digests of one chain, each with what is known of its neighbours. */
import type { Spans } from "../span.ts";
import { log, say } from "../span.ts";
import type { Digest } from "./digest.ts";
import { stringToSign } from "./digest.ts";
import { isMoved } from "./names.ts";
import type { Status } from "./result.ts";
import { locationOf } from "./result.ts";

/** A digest file of the case. */
export interface DigestFile {
  readonly input: number;
  readonly path: string;
  readonly digest: Digest;
  /** Hex SHA-256 of its uncompressed bytes. */
  readonly sha256: string;
  /** What is to be said of the file whatever its status. */
  readonly notes: readonly Spans[];
}

/** A signature out of `aws s3api head-object`. */
export interface HeadSignature {
  /** Hex. */
  readonly signature: string;
  /** The digest file that it is known to belong to; null: it is tried on every digest that lacks one. */
  readonly input: number | null;
}

/** The public keys at hand, by fingerprint (hex MD5 of the DER). Cryptography is handed in. */
export interface Keys {
  readonly has: (fingerprint: string) => boolean;
  /** Whether `signature` (hex) is RSASSA-PKCS1-v1_5 with SHA-256 over the text. */
  readonly verify: (fingerprint: string, text: string, signature: string) => boolean;
}

/** A digest with what was found out. */
export interface CheckedDigest {
  readonly file: DigestFile;
  readonly status: Status;
  readonly sentence: Spans;
  readonly notes: readonly Spans[];
  readonly isMoved: boolean;
  /** The first of several equal copies, and the one that counts for the chain. */
  readonly isPrimary: boolean;
}

interface Verdict {
  readonly status: Status;
  readonly sentence: Spans;
  readonly notes: readonly Spans[];
}

/** The only signature algorithm of CloudTrail. */
const knownSignature = "SHA256withRSA";
/** The only hash algorithm of CloudTrail. */
export const knownHash = "SHA-256";

/** Checks the digests of one chain, in any order. `onHead` hears which signatures without a digest found theirs. */
export function checkDigests(
  files: readonly DigestFile[],
  heads: readonly HeadSignature[],
  keys: Keys,
  onHead: (head: HeadSignature) => void,
): readonly CheckedDigest[] {
  const newestFirst = files.toSorted(
    (a, b) => b.digest.end - a.digest.end || (a.path < b.path ? -1 : 1),
  );
  const namers = new Map<string, DigestFile[]>();
  for (const file of files) {
    const { previous } = file.digest;
    if (previous === null) continue;
    const named = locationOf(previous);
    namers.set(named, [...(namers.get(named) ?? []), file]);
  }
  const newest = newestFirst[0]?.digest.end ?? 0;
  const verdicts = new Map<DigestFile, Verdict>();
  for (const file of newestFirst) verdicts.set(file, judge(file));
  for (const file of newestFirst) unmask(file);
  return collected(newestFirst, verdicts);

  function judge(file: DigestFile): Verdict {
    const { digest, sha256 } = file;
    const next = namers.get(locationOf(digest)) ?? [];
    const vouching = next.find(
      (one) =>
        verdicts.get(one)?.status === "valid" && one.digest.previous?.algorithm === knownHash,
    );
    if (vouching !== undefined && vouching.digest.previous?.hash !== sha256)
      return {
        status: "altered",
        sentence: say`Its content is not what the next digest, ${name(vouching)}, which is valid, lists for it.`,
        notes: [],
      };
    const isListed = vouching !== undefined;
    if (digest.algorithm !== knownSignature)
      return {
        status: "unverifiable",
        sentence: say`Its signature algorithm, ${log(digest.algorithm)}, is not one that CloudTrail is known to use; it was not checked.`,
        notes: [],
      };
    if (!keys.has(digest.fingerprint))
      return {
        status: "unsigned",
        sentence: say`No public key with the fingerprint ${log(digest.fingerprint)} was given (--keys), so its signature was not checked.`,
        notes: isListed
          ? [say`Its content is what the next digest, which is valid, lists for it.`]
          : [],
      };
    return judgeSignature(file, next);
  }

  function judgeSignature(file: DigestFile, next: readonly DigestFile[]): Verdict {
    const { digest } = file;
    const text = stringToSign(digest, file.sha256);
    const fits = (signature: string): boolean => keys.verify(digest.fingerprint, text, signature);
    const own = heads.filter((head) => head.input === file.input);
    const sound = next.filter((one) => verdicts.get(one)?.status !== "altered");
    if (own.some((head) => fits(head.signature)))
      return valid(say`The signature in its S3 metadata fits.`);
    const unfit =
      own.length > 0 ? [say`The S3 metadata that was given for it does not fit it.`] : [];
    const signer = next.find((one) => fits(one.digest.previousSignature ?? ""));
    if (signer !== undefined)
      return valid(say`The signature that the next digest holds for it fits.`, unfit);
    for (const head of heads) {
      if (head.input !== null || !fits(head.signature)) continue;
      onHead(head);
      return valid(say`The signature in its S3 metadata fits.`, unfit);
    }
    const [witness] = sound;
    if (own.length > 0 || witness !== undefined)
      return {
        status: "altered",
        sentence:
          own.length > 0
            ? say`Its signature verification failed: its content is not what the signature in its S3 metadata was made for.`
            : verdicts.get(witness ?? file)?.status === "valid"
              ? say`Its signature verification failed: its content is not what CloudTrail signed.`
              : say`The signature that the next digest, ${name(witness ?? file)}, holds for it does not fit: one of the two was altered. The S3 metadata of both (aws s3api head-object) tells which.`,
        notes: [],
      };
    return { status: "unsigned", sentence: whyUnsigned(file, next), notes: [] };
  }

  function whyUnsigned(file: DigestFile, next: readonly DigestFile[]): Spans {
    const [holder] = next;
    if (holder !== undefined)
      return say`Its signature stands in the next digest, ${name(holder)}, which was altered. Give its S3 metadata (aws s3api head-object) with --head.`;
    if (file.digest.end >= newest)
      return say`It is the newest digest of its chain: its signature stands only in its S3 metadata. Get it with aws s3api head-object and give it with --head.`;
    return say`No later digest that is here names it, so that its signature is not at hand: the one that follows it is missing, or the chain starts anew after it. Give its S3 metadata (aws s3api head-object) with --head.`;
  }

  /** A digest without a signature that says of a valid one what is not true was altered itself. */
  function unmask(file: DigestFile): void {
    if (verdicts.get(file)?.status !== "valid") return;
    for (const next of namers.get(locationOf(file.digest)) ?? []) {
      const { previous } = next.digest;
      const isOpen = verdicts.get(next)?.status === "unsigned";
      if (isOpen && previous?.algorithm === knownHash && previous.hash !== file.sha256)
        verdicts.set(next, {
          status: "altered",
          sentence: say`It lists another hash for the digest before it, ${name(file)}, than that digest has, which is valid.`,
          notes: [],
        });
    }
  }
}

function valid(sentence: Spans, notes: readonly Spans[] = []): Verdict {
  return { status: "valid", sentence, notes };
}

function name(file: DigestFile): { readonly t: "log"; readonly s: string; readonly kind: "path" } {
  return { t: "log", s: file.path, kind: "path" };
}

/** Adds what is to be said of places and copies. Oldest first. */
function collected(
  newestFirst: readonly DigestFile[],
  verdicts: ReadonlyMap<DigestFile, Verdict>,
): readonly CheckedDigest[] {
  const copies = new Map<string, DigestFile[]>();
  for (const file of newestFirst) {
    const location = locationOf(file.digest);
    copies.set(location, [...(copies.get(location) ?? []), file]);
  }
  return newestFirst.toReversed().flatMap((file) => {
    const verdict = verdicts.get(file);
    if (verdict === undefined) return [];
    const all = copies.get(locationOf(file.digest)) ?? [];
    const others = all.filter((one) => one !== file);
    const primary = all.find((one) => verdicts.get(one)?.status === "valid") ?? all[0];
    const moved = isMoved(file.path, file.digest.object);
    return [
      {
        file,
        ...verdict,
        notes: [
          ...verdict.notes,
          ...file.notes,
          ...(moved
            ? [
                say`It was moved or renamed: CloudTrail delivered it as ${log(locationOf(file.digest), "path")}.`,
              ]
            : []),
          ...others.map((other) =>
            other.sha256 === file.sha256
              ? say`The same digest stands here twice, also as ${name(other)}.`
              : say`Another digest file, ${name(other)}, claims to be the same digest but differs.`,
          ),
        ],
        isMoved: moved,
        isPrimary: file === primary,
      },
    ];
  });
}
