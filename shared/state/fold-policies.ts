import { booleanField, field } from "../cloudtrail-event.ts";
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { emptyPolicy, policyKey } from "./account-facts.ts";
import type { AccountFacts } from "./account-facts.ts";
import type { Mark } from "./fact.ts";
import { createLife, policyFor } from "./find.ts";
import type { Folds } from "./fold.ts";
import { answered, asked, askedDocument } from "./request.ts";

/** The ARN of a policy that CreatePolicy made: answered by IAM, else put together from name and path. */
function createdArn(account: AccountFacts, event: CloudTrailEvent): string | null {
  const told = answered(event, "policy", "arn");
  if (told !== null) return told;
  const name = asked(event, "policyName");
  return name === null
    ? null
    : `arn:aws:iam::${account.id}:policy${asked(event, "path") ?? "/"}${name}`;
}

function createPolicy(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const arn = createdArn(account, event);
  if (arn === null) return;
  const policy = createLife(account.policies, policyKey(arn), mark, () => emptyPolicy(arn));
  const version = answered(event, "policy", "defaultVersionId") ?? "v1";
  policy.path = { value: asked(event, "path") ?? "/", by: mark };
  policy.description = { value: asked(event, "description"), by: mark };
  policy.versions.set(version, { value: askedDocument(event, "policyDocument"), by: mark });
  policy.defaultVersion = { value: version, by: mark };
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

function createVersion(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const arn = asked(event, "policyArn");
  if (arn === null) return;
  const policy = policyFor(account, arn, mark);
  const { id, isDefault } = createdVersion(event);
  if (id !== null) {
    policy.versions.set(id, { value: askedDocument(event, "policyDocument"), by: mark });
  }
  if (isDefault) policy.defaultVersion = id === null ? null : { value: id, by: mark };
}

function setDefault(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const arn = asked(event, "policyArn");
  const version = asked(event, "versionId");
  if (arn === null || version === null) return;
  policyFor(account, arn, mark).defaultVersion = { value: version, by: mark };
}

function deleteVersion(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const arn = asked(event, "policyArn");
  const id = asked(event, "versionId");
  if (arn === null || id === null) return;
  const policy = policyFor(account, arn, mark);
  const document = policy.versions.get(id)?.value ?? null;
  policy.lastDeletedVersion = { value: { id, document }, by: mark };
  policy.versions.delete(id);
}

function deletePolicy(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const arn = asked(event, "policyArn");
  if (arn !== null) policyFor(account, arn, mark).deleted = mark;
}

/** What IAM events do to managed policies; attachments are in the folds of entities. */
export const policyFolds: Folds = {
  CreatePolicy: createPolicy,
  CreatePolicyVersion: createVersion,
  SetDefaultPolicyVersion: setDefault,
  DeletePolicyVersion: deleteVersion,
  DeletePolicy: deletePolicy,
};
