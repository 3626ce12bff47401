import { booleanField, field } from "../cloudtrail-event.ts";
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { policyKey } from "./account-facts.ts";
import type { AccountFacts, PolicyFacts } from "./account-facts.ts";
import { closePolicy } from "./close.ts";
import { isSameSecond, setFact } from "./fact.ts";
import type { Fact, Mark } from "./fact.ts";
import { create, policyFor, policyPlace, remove } from "./find.ts";
import type { Folds } from "./fold.ts";
import { link, madeOnce, show, standing, unlink } from "./links.ts";
import { answered, asked, askedDocument, partitionOf } from "./request.ts";

/** The ARN of a policy that CreatePolicy made: answered by IAM, else put together from name and path. */
export function createdArn(account: AccountFacts, event: CloudTrailEvent): string | null {
  const told = answered(event, "policy", "arn");
  if (told !== null) return told;
  const name = asked(event, "policyName");
  return name === null
    ? null
    : `arn:${partitionOf(event)}:iam::${account.id}:policy${asked(event, "path") ?? "/"}${name}`;
}

function createPolicy(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const arn = createdArn(account, event);
  if (arn === null) return;
  const policy = create(account, policyPlace(account, arn), mark);
  account.edited.push(policyKey(arn));
  const version = answered(event, "policy", "defaultVersionId") ?? "v1";
  const id = answered(event, "policy", "policyId");
  if (id !== null) policy.id = { value: id, by: mark };
  policy.path = { value: asked(event, "path") ?? "/", by: mark };
  policy.description = { value: asked(event, "description"), by: mark };
  policy.versions.set(version, { value: askedDocument(event, "policyDocument"), by: mark });
  policy.defaultVersion = { value: version, by: mark };
  for (const links of [policy.users, policy.groups, policy.roles, policy.boundaryOf]) {
    links.whole = mark;
  }
  policy.versionIds.whole = mark;
  link(policy.versionIds, version, version, mark, madeOnce);
  // The former is a policy: both stood in one table.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const former = policy.former as PolicyFacts | null;
  if (former === null) return;
  policy.users.former = former.users;
  policy.groups.former = former.groups;
  policy.roles.former = former.roles;
}

/** The version id and whether it took effect; null where the record does not say. */
export function createdVersion(event: CloudTrailEvent): {
  readonly id: string | null;
  readonly isDefault: boolean;
} {
  const version = field(event.response ?? undefined, "policyVersion");
  const answer = booleanField(version, "isDefaultVersion");
  return {
    id: answered(event, "policyVersion", "versionId"),
    // setAsDefault is false when the request leaves it out (IAM API reference, CreatePolicyVersion).
    isDefault: answer ?? booleanField(event.request ?? undefined, "setAsDefault") ?? false,
  };
}

/** IAM keeps at most five versions of a policy. */
const mostVersions = 5;

function createVersion(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const arn = asked(event, "policyArn");
  if (arn === null) return;
  const policy = policyFor(account, arn, mark);
  account.edited.push(policyKey(arn));
  const { id, isDefault } = createdVersion(event);
  noteFull(account, policy, mark);
  if (id === null) {
    // A version that nobody can name.
    policy.versionIds.whole = null;
  } else {
    policy.versions.set(id, { value: askedDocument(event, "policyDocument"), by: mark });
    link(policy.versionIds, id, id, mark, madeOnce);
  }
  if (!isDefault) return;
  if (id === null) (policy.vague ??= new Set()).add("defaultVersion");
  policy.defaultVersion = id === null ? null : newDefault(policy, id, mark);
}

/** Versions are numbered as they are made, so of two that became the default in one second the higher is the later. */
function newDefault(policy: PolicyFacts, id: string, mark: Mark): Fact<string> {
  const before = policy.defaultVersion;
  const made = before === null ? undefined : policy.versions.get(before.value)?.by;
  const isOlder =
    before !== null &&
    before.uncertain === undefined &&
    made?.id === before.by.id &&
    isSameSecond(made, mark);
  return isOlder && mark.isLoose !== true
    ? { value: numberOf(id) > numberOf(before.value) ? id : before.value, by: mark }
    : setFact(before, id, mark, policy);
}

function numberOf(version: string): number {
  return Number(version.slice(1));
}

function noteFull(account: AccountFacts, policy: PolicyFacts, mark: Mark): void {
  // In the second of the newest one another may have made room.
  const stood = standing(policy.versionIds).filter((l) => (l.since ?? l.shown)?.at !== mark.at);
  if (stood.length < mostVersions) return;
  account.conflicts.push({
    thing: `policy/${policy.arn}`,
    what: "It had five versions by the log, and IAM refuses a sixth: one was deleted outside of this log.",
    by: [...stood.flatMap((l) => l.since ?? l.shown ?? []), mark],
  });
}

function setDefault(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const arn = asked(event, "policyArn");
  const version = asked(event, "versionId");
  if (arn === null || version === null) return;
  const policy = policyFor(account, arn, mark);
  account.edited.push(policyKey(arn));
  show(policy.versionIds, version, version, mark);
  policy.defaultVersion = setFact(policy.defaultVersion, version, mark, policy);
}

function deleteVersion(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const arn = asked(event, "policyArn");
  const id = asked(event, "versionId");
  if (arn === null || id === null) return;
  const policy = policyFor(account, arn, mark);
  account.edited.push(policyKey(arn));
  const document = policy.versions.get(id)?.value ?? null;
  policy.lastDeletedVersion = { value: { id, document }, by: mark };
  policy.versions.delete(id);
  unlink(policy.versionIds, id, id, mark, madeOnce);
}

function deletePolicy(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const arn = asked(event, "policyArn");
  if (arn === null) return;
  account.edited.push(policyKey(arn));
  closePolicy(account, remove(account, policyPlace(account, arn), mark), mark);
}

/** What IAM events do to managed policies; attachments are in the folds of entities. */
export const policyFolds: Folds = {
  CreatePolicy: createPolicy,
  CreatePolicyVersion: createVersion,
  SetDefaultPolicyVersion: setDefault,
  DeletePolicyVersion: deleteVersion,
  DeletePolicy: deletePolicy,
};
