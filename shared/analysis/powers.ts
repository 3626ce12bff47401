import { isAwsManaged } from "../iam/arn.ts";
import { managedPolicy } from "../iam/managed-policies.ts";
import type { ManagedClass } from "../iam/managed-policies.ts";
import { readPolicyDocument } from "../iam/policy-document.ts";
import { readPolicy } from "../iam/policy-reading.ts";
import type { FoundPath } from "../iam/policy-reading.ts";
import type { Severity } from "../severity.ts";
import { log, say, text } from "../span.ts";
import type { Spans } from "../span.ts";
import { pathList } from "./depth/document-reasons.ts";
import { policyKey } from "../state/account-facts.ts";
import type { AccountFacts, EntityFacts } from "../state/account-facts.ts";
import { findEntity, findPolicy } from "../state/find.ts";
import { linkEvents } from "../state/links.ts";
import type { Link } from "../state/links.ts";
import { cites, policyName } from "./phrases.ts";
import { remembered } from "../remembered.ts";

/** What a policy gives, as far as the log or its name tells. */
export interface Power {
  readonly severity: Severity;
  /** A whole sentence. */
  readonly text: Spans;
  readonly isAdmin: boolean;
  /** It holds permissions by which more can be had. */
  readonly isStrong: boolean;
  /** Events it rests on. */
  readonly by: readonly string[];
}

const classSeverity: Readonly<Record<ManagedClass, Severity>> = {
  admin: "high",
  iam: "high",
  power: "medium",
  read: "low",
  deny: "low",
  service: "info",
};

/** What a document amounts to. */
interface Digest {
  readonly isAdmin: boolean;
  readonly paths: readonly FoundPath[];
}

/** All policies of a large organization: each caller's rights are asked for at each of its calls. */
const mostDigests = 50_000;
const mostDigestChars = 32_000_000;

const digestOf = remembered(
  (document): Digest => {
    const reading = readPolicy(readPolicyDocument(document));
    return {
      isAdmin: reading.admin !== null && reading.admin.bound === null,
      paths: reading.escalations.filter((p) => p.bound === null),
    };
  },
  mostDigests,
  mostDigestChars,
);

/** A power whose words are made when they are first read: most powers are only asked whether they are strong. */
function power(of: Omit<Power, "text">, words: () => Spans): Power {
  let made: Spans | null = null;
  return {
    ...of,
    get text() {
      made ??= words();
      return made;
    },
  };
}

/** The same by the fact or link that holds the document, which never changes: found sooner than by a long text. */
const digests = new WeakMap<object, Digest>();

function digestIn(holder: object, document: string): Digest {
  const known = digests.get(holder);
  if (known !== undefined) return known;
  const digest = digestOf(document);
  digests.set(holder, digest);
  return digest;
}

function isWeak({ isAdmin, paths }: Digest): boolean {
  return !isAdmin && paths.length === 0;
}

/** What a document gives that is not weak. */
function documentPower(
  { isAdmin, paths }: Digest,
  what: () => Spans,
  by: readonly string[],
): Power {
  return power({ severity: "high", isAdmin, isStrong: true, by }, () =>
    isAdmin
      ? say`By its document, ${what()} gives administrator rights ${cites(by)}.`
      : say`By its document, ${what()} opens ways to more rights: ${pathList(paths)} ${cites(by)}.`,
  );
}

/** What AWS's own policies give: they are few, and asked for at most calls. */
const awsPower = remembered((arn): Power | null => {
  const aws = managedPolicy(arn);
  if (aws === null) return null;
  const isAdmin = aws.class === "admin" || aws.class === "iam";
  return power(
    { severity: classSeverity[aws.class], isAdmin, isStrong: isAdmin, by: [] },
    () => say`The AWS-managed policy ${policyName(arn)} ${text(aws.does)}.`,
  );
}, 4096);

/** Judges a managed policy as a grant; null when the log says nothing of it, or nothing strong. */
export function powerOf(account: AccountFacts, arn: string): Power | null {
  if (isAwsManaged(arn)) return awsPower(arn);
  const policy = findPolicy(account, arn);
  const version = policy?.defaultVersion ?? null;
  const fact = version === null ? undefined : policy?.versions.get(version.value);
  if (version === null || fact === undefined || fact.value === null) return null;
  const digest = digestIn(fact, fact.value);
  if (isWeak(digest)) return null;
  return documentPower(digest, () => say`policy ${policyName(arn)}`, [
    ...new Set([fact.by.id, version.by.id]),
  ]);
}

/** The first strong right that the log shows an identity to hold: attached, inline, or through a group; null when none. */
export function entityPower(
  account: AccountFacts,
  kind: EntityFacts["kind"],
  name: string | null,
): Power | null {
  const entity = findEntity(account, kind, name);
  if (entity === null || entity.deleted !== null) return null;
  const known = answersOf(account);
  const own = ownPower(account, known, entity);
  if (own?.isAdmin === true || kind !== "user") return own;
  let strong = own;
  for (const link of entity.members.values()) {
    const group = link.ended === null ? findEntity(account, "group", link.value) : null;
    const held = group === null ? null : ownPower(account, known, group);
    if (held === null || (strong !== null && !held.isAdmin)) continue;
    strong = through(link, held);
    if (held.isAdmin) break;
  }
  return strong;
}

/** What the policies of an entity itself were found to give, while nothing has changed. */
interface Answer {
  readonly attached: number;
  readonly inline: number;
  readonly power: Power | null;
}

/** Answers of one account. */
interface Answers {
  /** How many of the account's changes of policies they have seen. */
  edits: number;
  readonly own: WeakMap<EntityFacts, Answer>;
  /** By the key of a policy, whose answers rest on it. */
  readonly holders: Map<string, Set<EntityFacts>>;
}

/** The same callers are asked for at each of their calls, and some hold hundreds of policies. */
const answers = new WeakMap<AccountFacts, Answers>();

function answersOf(account: AccountFacts): Answers {
  const known = answers.get(account) ?? { edits: 0, own: new WeakMap(), holders: new Map() };
  answers.set(account, known);
  for (; known.edits < account.edited.length; known.edits++) {
    const key = account.edited[known.edits] ?? "";
    for (const holder of known.holders.get(key) ?? []) known.own.delete(holder);
    known.holders.delete(key);
  }
  return known;
}

function ownPower(account: AccountFacts, known: Answers, entity: EntityFacts): Power | null {
  const { attached, inline } = entity;
  const answer = known.own.get(entity);
  if (answer?.attached === attached.changes && answer.inline === inline.changes)
    return answer.power;
  const held = strongest(account, known, entity);
  known.own.set(entity, { attached: attached.changes, inline: inline.changes, power: held });
  return held;
}

/** The first administrator right of an entity's own policies, else the first strong one. */
function strongest(account: AccountFacts, { holders }: Answers, entity: EntityFacts): Power | null {
  let strong: Power | null = null;
  for (const link of entity.attached.values()) {
    if (link.ended !== null) continue;
    if (!isAwsManaged(link.value)) {
      const key = policyKey(link.value);
      const all = holders.get(key);
      if (all === undefined) holders.set(key, new Set([entity]));
      else all.add(entity);
    }
    const held = powerOf(account, link.value);
    if (held?.isStrong !== true || (strong !== null && !held.isAdmin)) continue;
    strong = through(link, held);
    if (held.isAdmin) return strong;
  }
  for (const link of entity.inline.values()) {
    const { name, document } = link.value;
    if (link.ended !== null || document === null) continue;
    const digest = digestIn(link, document);
    if (isWeak(digest) || (strong !== null && !digest.isAdmin)) continue;
    const events = linkEvents(link);
    strong = documentPower(digest, () => say`inline policy ${log(name, "policy")}`, events);
    if (digest.isAdmin) return strong;
  }
  return strong;
}

/** The same power with the events of the link that leads to it. */
function through(link: Link<unknown>, to: Power): Power {
  const { severity, isAdmin, isStrong, by } = to;
  const events = [...linkEvents(link), ...by];
  return power({ severity, isAdmin, isStrong, by: events }, () => to.text);
}
