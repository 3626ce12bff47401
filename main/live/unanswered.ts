/**
 * What a call left whose answer never came. IAM does not tell who made a key or a version: none is taken for the run's own,
 * since taking the run back would delete it. It is told with what a person needs to find out.
 */
import type { Inverse } from "../../shared/live/inverse.ts";
import type { World } from "../../shared/live/facts.ts";
import { documentText, freshName, partOf, partWords, splitThing } from "../../shared/live/facts.ts";
import { textOf } from "../../shared/live/input.ts";
import type { Answer } from "./ask.ts";
import { askAll } from "./ask.ts";
import type { Live } from "./connect.ts";
import type { RunStep } from "./step-facts.ts";
import { changedNotes, freshKind, freshMembers } from "./step-facts.ts";

/** When a call was made, and by whom. */
export interface CallTrace {
  /** UTC ISO by this machine's clock. */
  readonly at: string;
  /** Milliseconds that IAM's clock is ahead of this machine's; null: not known. */
  readonly clockOffset: number | null;
  readonly arn: string;
  /** Word in the user agent of the run's calls, which CloudTrail keeps. */
  readonly mark: string;
}

/** Where a kind of member is listed with the time at which each was made. */
const lists: Readonly<
  Record<string, readonly [api: string, list: string, id: string, time: string]>
> = {
  key: ["ListAccessKeys", "AccessKeyMetadata", "AccessKeyId", "CreateDate"],
  version: ["ListPolicyVersions", "Versions", "VersionId", "CreateDate"],
  ssh: ["ListSSHPublicKeys", "SSHPublicKeys", "SSHPublicKeyId", "UploadDate"],
  signing: ["ListSigningCertificates", "Certificates", "CertificateId", "UploadDate"],
  service: [
    "ListServiceSpecificCredentials",
    "ServiceSpecificCredentials",
    "ServiceSpecificCredentialId",
    "CreateDate",
  ],
};

/** Milliseconds after its intent in which a call can reach IAM: three attempts with the longest waits of the SDK. */
const longestCall = 180_000;
/** Milliseconds by which times of IAM, which are whole seconds, may be off. */
const clockError = 2000;

/**
 * Sentences on what is there since a call without an answer, and on how a person finds out whose it is. `members`: of the kind
 * that the call makes a new one of, before it. Never throws: what can't be read is told.
 */
export async function foundSince(
  live: Live,
  step: RunStep,
  trace: CallTrace,
  members: readonly string[],
  world: World | null,
): Promise<readonly string[]> {
  const own = freshKind(step);
  const sentences: string[] = [];
  if (world === null) sentences.push("The account could not be read after it.");
  else if (own === null) sentences.push(...changedNotes(step, world));
  else {
    const names = freshMembers(step, world).filter((name) => !members.includes(name));
    const times = await timesOf(live, own, names);
    for (const name of names) {
      const what = partWords(own.thing, `${own.kind}|${name}`);
      sentences.push(
        `Found since: ${what}${madeWords(times.get(name) ?? null, trace)}${documentWords(step, world, own, name)}.`,
      );
    }
    if (names.length === 0) sentences.push("Nothing new of that kind is there.");
  }
  return [...sentences, howToTell(step, trace)];
}

/** How a person finds out whether a run made something. */
export function howToTell(step: RunStep, { at, arn, mark }: CallTrace): string {
  return `Whether this run made the call, only CloudTrail tells: look for ${step.api.slice(4)} from ${at.slice(0, 19)}Z on by ${arn}, with ${mark} in its userAgent.`;
}

async function timesOf(
  live: Live,
  { thing, kind }: { readonly thing: string; readonly kind: string },
  names: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const times = new Map<string, Date>();
  const found = lists[kind];
  if (names.length === 0 || found === undefined) return times;
  const [api, list, id, time] = found;
  const member = kind === "version" ? "PolicyArn" : "UserName";
  try {
    const all = await askAll(live, api, { [member]: splitThing(thing)[1] }, list);
    for (const one of all) {
      const at = one[time];
      const name = idOf(one, id);
      if (at instanceof Date && name !== null) times.set(name, at);
    }
  } catch {
    // The times are not known then, which is said.
  }
  return times;
}

function idOf(one: Answer, member: string): string | null {
  const value = one[member];
  return typeof value === "string" ? value : null;
}

/** When something was made, against the time of a call, by IAM's clock. */
export function madeWords(
  made: Date | null,
  { at, clockOffset }: Pick<CallTrace, "at" | "clockOffset">,
): string {
  if (made === null) return ", made at a time that is not known";
  const time = `, made ${made.toISOString().slice(0, 19)}Z`;
  if (clockOffset === null) return time;
  const begun = Date.parse(at) + clockOffset;
  if (made.getTime() < begun - clockError) return `${time}, before the call: it is not this run’s`;
  if (made.getTime() > begun + longestCall + clockError)
    return `${time}, after any time of the call: it is not this run’s`;
  return `${time}, in the time of the call: it may be this run’s or somebody else’s`;
}

function documentWords(
  step: RunStep,
  world: World,
  { thing, kind }: { readonly thing: string; readonly kind: string },
  name: string,
): string {
  if (kind !== "version") return "";
  const document = partOf(world, thing, `version|${name}`);
  return document === documentText(textOf(step.input, "PolicyDocument"))
    ? ", with the step’s document"
    : ", with another document: it is not this run’s";
}

/** What deletes a thing, a version or a credential, not a setting. */
const deletion =
  /^iam:Delete(?:User|Group|Role|Policy|PolicyVersion|InstanceProfile|SAMLProvider|OpenIDConnectProvider|VirtualMFADevice|AccessKey|SSHPublicKey|SigningCertificate|ServiceSpecificCredential|LoginProfile)$/;

/**
 * The inverse of a call without an answer, of which the account shows that it is so: settings go back to what was there, and
 * nothing that may be somebody else's is deleted. `unproven`: what is left to a person.
 */
export function inverseWithoutProof(
  step: RunStep,
  inverse: Inverse,
  trace: CallTrace,
): { readonly inverse: Inverse; readonly unproven: readonly string[] } {
  const deletions = inverse.calls.filter(({ api }) => deletion.test(api));
  if (deletions.length === 0) return { inverse, unproven: [] };
  const things = [
    ...new Set(
      step.effects.flatMap(({ thing, part }): string[] =>
        part === "" || part.startsWith("document|") ? [partWords(thing, part)] : [],
      ),
    ),
  ].join(", ");
  return {
    inverse: {
      calls: inverse.calls.filter(
        (call) => !deletions.includes(call) && !JSON.stringify(call).includes(freshName),
      ),
      lost: inverse.lost,
      isPartial: true,
    },
    unproven: [
      `No answer proves that this run made ${things === "" ? "what is there" : things}: taking the run back does not delete it. ${howToTell(step, trace)} Delete it by hand if it did.`,
    ],
  };
}
