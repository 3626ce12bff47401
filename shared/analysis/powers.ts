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
import type { AccountFacts, EntityFacts } from "../state/account-facts.ts";
import { findEntity, findPolicy } from "../state/find.ts";
import { linkEvents, standing } from "../state/links.ts";
import { cites, policyName } from "./phrases.ts";
import { remembered } from "./remembered.ts";

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

/** The same power with the events of the links that lead to it. */
function through(links: readonly string[], to: Power): Power {
  const { severity, isAdmin, isStrong, by } = to;
  return power({ severity, isAdmin, isStrong, by: [...links, ...by] }, () => to.text);
}

function documentPower(document: string, what: () => Spans, by: readonly string[]): Power | null {
  const { isAdmin, paths } = digestOf(document);
  if (!isAdmin && paths.length === 0) return null;
  return power({ severity: "high", isAdmin, isStrong: true, by }, () =>
    isAdmin
      ? say`By its document, ${what()} gives administrator rights ${cites(by)}.`
      : say`By its document, ${what()} opens ways to more rights: ${pathList(paths)} ${cites(by)}.`,
  );
}

/** Judges a managed policy as a grant; null when the log says nothing of it, or nothing strong. */
export function powerOf(account: AccountFacts, arn: string): Power | null {
  const aws = managedPolicy(arn);
  if (aws !== null) {
    const isAdmin = aws.class === "admin" || aws.class === "iam";
    return power(
      { severity: classSeverity[aws.class], isAdmin, isStrong: isAdmin, by: [] },
      () => say`The AWS-managed policy ${policyName(arn)} ${text(aws.does)}.`,
    );
  }
  if (isAwsManaged(arn)) return null;
  const policy = findPolicy(account, arn);
  const version = policy?.defaultVersion ?? null;
  const fact = version === null ? undefined : policy?.versions.get(version.value);
  if (version === null || fact === undefined || fact.value === null) return null;
  const by = [...new Set([fact.by.id, version.by.id])];
  return documentPower(fact.value, () => say`policy ${policyName(arn)}`, by);
}

/** The first strong right that the log shows an identity to hold: attached, inline, or through a group; null when none. */
export function entityPower(
  account: AccountFacts,
  kind: EntityFacts["kind"],
  name: string | null,
): Power | null {
  const entity = findEntity(account, kind, name);
  if (entity === null || entity.deleted !== null) return null;
  let strong: Power | null = null;
  for (const one of powersOf(account, entity)) {
    if (one.isAdmin) return one;
    strong ??= one;
  }
  return strong;
}

function* powersOf(account: AccountFacts, entity: EntityFacts): Generator<Power> {
  for (const link of standing(entity.attached)) {
    const held = powerOf(account, link.value);
    if (held?.isStrong === true) yield through(linkEvents(link), held);
  }
  for (const link of standing(entity.inline)) {
    const { name, document } = link.value;
    if (document === null) continue;
    const held = documentPower(
      document,
      () => say`inline policy ${log(name, "policy")}`,
      linkEvents(link),
    );
    if (held !== null) yield held;
  }
  if (entity.kind !== "user") return;
  for (const link of standing(entity.members)) {
    const group = findEntity(account, "group", link.value);
    if (group === null) continue;
    for (const held of powersOf(account, group)) yield through(linkEvents(link), held);
  }
}
