import { field, textField } from "../cloudtrail-event.ts";
import type { CloudTrailEvent, Json } from "../cloudtrail-event.ts";
import { nameOf } from "../iam/arn.ts";
import { emptyProfile } from "./account-facts.ts";
import type { AccountFacts } from "./account-facts.ts";
import type { Mark } from "./fact.ts";
import { createLife, entityFor, profileFor } from "./find.ts";
import type { Folds } from "./fold.ts";
import { link, unlink } from "./links.ts";
import { asked, listOf } from "./request.ts";

function createProfile(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const name = asked(event, "instanceProfileName");
  if (name === null) return;
  const made = createLife(account.profiles, name.toLowerCase(), mark, () => emptyProfile(name));
  made.path = { value: asked(event, "path") ?? "/", by: mark };
}

function deleteProfile(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const name = asked(event, "instanceProfileName");
  if (name !== null) profileFor(account, name, mark).deleted = mark;
}

function role(isIn: boolean): Folds[string] {
  return (account, event, mark) => {
    const profile = asked(event, "instanceProfileName");
    const name = asked(event, "roleName");
    if (profile === null || name === null) return;
    const change = isIn ? link<string> : unlink<string>;
    change(profileFor(account, profile, mark).roles, name, name, mark);
    change(entityFor(account, "role", name, mark).profiles, profile, profile, mark);
  };
}

/** EC2 names a profile `{ "name": … }` or `{ "arn": … }`. */
function profileName(holder: Json | undefined): string | null {
  const spec = field(holder, "iamInstanceProfile");
  const arn = textField(spec, "arn");
  return textField(spec, "name") ?? (arn === null ? null : nameOf(arn));
}

function runInstances(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const askedName = profileName(event.request ?? undefined);
  for (const item of listOf(field(event.response ?? undefined, "instancesSet"))) {
    const instanceId = textField(item, "instanceId");
    const name = profileName(item) ?? askedName;
    if (instanceId === null || name === null) continue;
    const use = { instanceId, associationId: null, region: event.region };
    link(profileFor(account, name, mark).instances, instanceId, use, mark);
  }
}

/** EC2's newer calls are logged inside `{ "AssociateIamInstanceProfileRequest": { … } }`. */
function inside(value: Json | undefined, wrapper: string): Json | undefined {
  return field(value, wrapper) ?? value;
}

function associate(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const request = inside(event.request ?? undefined, `${event.name}Request`);
  const response = inside(event.response ?? undefined, `${event.name}Response`);
  const made = field(response, "iamInstanceProfileAssociation");
  const instanceId = textField(made, "instanceId") ?? textField(request, "instanceId");
  const name = profileName(made) ?? profileName(request);
  if (instanceId === null || name === null) return;
  leave(account, instanceId, mark);
  const associationId = textField(made, "associationId");
  const use = { instanceId, associationId, region: event.region };
  link(profileFor(account, name, mark).instances, instanceId, use, mark);
}

function disassociate(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const request = inside(event.request ?? undefined, `${event.name}Request`);
  const response = inside(event.response ?? undefined, `${event.name}Response`);
  const ended = field(response, "iamInstanceProfileAssociation");
  const associationId = textField(request, "associationId");
  const instanceId = textField(ended, "instanceId") ?? instanceOf(account, associationId);
  if (instanceId !== null) leave(account, instanceId, mark);
}

function terminate(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  for (const item of listOf(field(event.request ?? undefined, "instancesSet"))) {
    const instanceId = textField(item, "instanceId");
    if (instanceId !== null) leave(account, instanceId, mark);
  }
}

function instanceOf(account: AccountFacts, associationId: string | null): string | null {
  if (associationId === null) return null;
  for (const profile of account.profiles.values()) {
    for (const { value } of profile.instances.values()) {
      if (value.associationId === associationId) return value.instanceId;
    }
  }
  return null;
}

function leave(account: AccountFacts, instanceId: string, mark: Mark): void {
  for (const profile of account.profiles.values()) {
    const use = profile.instances.get(instanceId.toLowerCase());
    if (use !== undefined && use.ended === null) {
      unlink(profile.instances, instanceId, use.value, mark);
    }
  }
}

/** What IAM events do to instance profiles. */
export const profileFolds: Folds = {
  CreateInstanceProfile: createProfile,
  DeleteInstanceProfile: deleteProfile,
  AddRoleToInstanceProfile: role(true),
  RemoveRoleFromInstanceProfile: role(false),
};

/** What EC2 events say about the use of instance profiles. */
export const instanceFolds: Folds = {
  RunInstances: runInstances,
  AssociateIamInstanceProfile: associate,
  ReplaceIamInstanceProfileAssociation: associate,
  DisassociateIamInstanceProfile: disassociate,
  TerminateInstances: terminate,
};
