import { field, textField } from "../cloudtrail-event.ts";
import type { CloudTrailEvent, Json } from "../cloudtrail-event.ts";
import { nameOf } from "../iam/arn.ts";
import type { AccountFacts, ProfileFacts } from "./account-facts.ts";
import { closeProfile } from "./close.ts";
import type { Mark } from "./fact.ts";
import { create, entityFor, profileFor, profilePlace, remove } from "./find.ts";
import type { Folds } from "./fold.ts";
import { link, unlink } from "./links.ts";
import { answered, asked, listOf } from "./request.ts";

function createProfile(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const name = asked(event, "instanceProfileName");
  if (name === null) return;
  const made = create(account, profilePlace(account, name), mark);
  made.path = { value: asked(event, "path") ?? "/", by: mark };
  const id = answered(event, "instanceProfile", "instanceProfileId");
  const arn = answered(event, "instanceProfile", "arn");
  if (id !== null) made.id = { value: id, by: mark };
  if (arn !== null) made.arn = { value: arn, by: mark };
  made.roles.whole = mark;
  // The former is a profile: both stood in one table.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  made.roles.former = (made.former as ProfileFacts | null)?.roles ?? null;
}

function deleteProfile(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const name = asked(event, "instanceProfileName");
  if (name === null) return;
  closeProfile(account, remove(account, profilePlace(account, name), mark), mark);
}

function role(isIn: boolean): Folds[string] {
  return (account, event, mark) => {
    const name = asked(event, "instanceProfileName");
    const roleName = asked(event, "roleName");
    if (name === null || roleName === null) return;
    const change = isIn ? link<string> : unlink<string>;
    const profile = profileFor(account, name, mark);
    // An instance profile holds one role, and takes none when it has one.
    change(profile.roles, roleName, roleName, mark, roleRules);
    if (isIn) profile.roles.whole ??= mark;
    change(entityFor(account, "role", roleName, mark).profiles, name, name, mark, roleRules);
  };
}

/** Whether taking a role out that is not in fails is not documented. */
const roleRules = { isMadeOnce: true, isTakenFreely: true } as const;

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
      account.touched?.add(`instance-profile/${profile.name.toLowerCase()}`);
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
