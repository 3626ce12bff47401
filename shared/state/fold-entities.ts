import { field } from "../cloudtrail-event.ts";
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type { AccountFacts, EntityFacts } from "./account-facts.ts";
import { setFact, sureMark, unlessLater } from "./fact.ts";
import type { Mark } from "./fact.ts";
import { create, entityFor, entityPlace, findPolicy, policyFor, remove } from "./find.ts";
import type { Folds } from "./fold.ts";
import { link, takenFreely, unlink } from "./links.ts";
import type { Links } from "./links.ts";
import { closeEntity } from "./close.ts";
import { renameEntity } from "./rename.ts";
import {
  answered,
  answeredDocument,
  answeredNumber,
  asked,
  askedDocument,
  askedEntity,
  askedNumber,
} from "./request.ts";

type Kind = EntityFacts["kind"];

function made(kind: Kind): Folds[string] {
  return (account, event, mark) => {
    const name = asked(event, `${kind}Name`) ?? answered(event, kind, `${kind}Name`);
    if (name === null) return;
    const entity = create(account, entityPlace(account, kind, name), mark);
    entity.isListComplete = true;
    for (const links of listsOf(entity)) {
      links.whole = mark;
      links.former = null;
    }
    entity.path = told(asked(event, "path") ?? answered(event, kind, "path") ?? "/", mark);
    const id = answered(event, kind, `${kind}Id`);
    const arn = answered(event, kind, "arn");
    if (id !== null) entity.id = told(id, mark);
    if (arn !== null) entity.arn = told(arn, mark);
    setBoundary(account, entity, asked(event, "permissionsBoundary"), mark);
    if (kind === "role") {
      entity.description = told(asked(event, "description"), mark);
      entity.maxSessionDuration = told(askedNumber(event, "maxSessionDuration"), mark);
      entity.trust = told(askedDocument(event, "assumeRolePolicyDocument"), mark);
    }
    followFormer(entity);
    const bound = entity.boundary;
    if (bound === null || bound.value === null || bound.uncertain === undefined) return;
    const held = `${kind}/${entity.name}`;
    const by: Mark = { ...mark, isLoose: true };
    link(policyFor(account, bound.value, mark).boundaryOf, held, held, by, takenFreely);
  };
}

function told<T>(value: T, by: Mark): { readonly value: T; readonly by: Mark } {
  return { value, by };
}

/** All lists of an entity. */
export function listsOf(entity: EntityFacts): readonly Links<unknown>[] {
  const { attached, members, profiles, tags } = entity;
  const credentials = entity.kind === "user" ? Object.values(entity.credentials) : [];
  const all: readonly unknown[] = [
    entity.inline,
    attached,
    members,
    profiles,
    tags,
    ...credentials,
  ];
  // Only `whole` and `former` of them are set, which have no values.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return all as readonly Links<unknown>[];
}

/** A thing of the same name was deleted in this second: what was taken off that one may have been this one's. */
function followFormer(entity: EntityFacts): void {
  // The former is of the same kind: both stood in one table.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const former = entity.former as EntityFacts | null;
  if (former === null) return;
  const old = listsOf(former);
  listsOf(entity).forEach((links, at) => {
    links.former = old[at] ?? null;
  });
  const now = { ...entity };
  entity.path = unlessLater(former, former.path, now.path);
  entity.description = unlessLater(former, former.description, now.description);
  entity.maxSessionDuration = unlessLater(
    former,
    former.maxSessionDuration,
    now.maxSessionDuration,
  );
  entity.trust = unlessLater(former, former.trust, now.trust);
  entity.boundary = unlessLater(former, former.boundary, now.boundary);
}

/** A role whose policies AWS puts on it, which leaves no event. */
function madeByAws(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const name = answered(event, "role", "roleName");
  if (name === null) return;
  const role = create(account, entityPlace(account, "role", name), mark);
  const service = asked(event, "awsServiceName");
  const suffix = asked(event, "customSuffix");
  if (service !== null) role.servicePrincipal = told(service, mark);
  if (suffix !== null) role.customSuffix = told(suffix, mark);
  const document = answeredDocument(event, "role", "assumeRolePolicyDocument");
  if (document !== null) role.trust = told(document, mark);
  const path = answered(event, "role", "path");
  if (path !== null) role.path = told(path, mark);
  const id = answered(event, "role", "roleId");
  if (id !== null) role.id = told(id, mark);
  const arn = answered(event, "role", "arn");
  if (arn !== null) role.arn = told(arn, mark);
  const duration = answeredNumber(event, "role", "maxSessionDuration");
  if (duration !== null) role.maxSessionDuration = told(duration, mark);
  const description = answered(event, "role", "description") ?? asked(event, "description");
  if (description !== null) role.description = told(description, mark);
  // AWS may put tags on it as well.
  role.tags.whole = null;
  // A new role has no instance profile, and no boundary that the call could have given it.
  role.profiles.whole = mark;
}

function removed(kind: Kind): Folds[string] {
  return (account, event, mark) => {
    const name = askedEntity(event, kind);
    if (name === null) return;
    closeEntity(account, remove(account, entityPlace(account, kind, name), mark), mark);
  };
}

/** A task: the role is gone when it is done, which leaves no event. */
function endAsked(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const name = asked(event, "roleName");
  if (name === null) return;
  const role = entityFor(account, "role", name, mark);
  role.deleted = mark;
  role.isEndAsked = true;
}

function update(kind: Kind): Folds[string] {
  return (account, event, mark) => {
    const name = askedEntity(event, kind);
    if (name === null) return;
    const entity = entityFor(account, kind, name, mark);
    const by = sureMark(entity, mark);
    const path = asked(event, "newPath");
    if (path !== null) entity.path = setFact(entity.path, path, by, entity);
    // An empty text takes the description away.
    const description = field(event.request ?? undefined, "description");
    if (typeof description === "string")
      entity.description = setFact(entity.description, description || null, by, entity);
    // "If you do not specify a value for this setting, the default value of one hour is applied" (iam UpdateRole).
    const duration = askedNumber(event, "maxSessionDuration");
    if (duration !== null || event.name === "UpdateRole")
      entity.maxSessionDuration = setFact(entity.maxSessionDuration, duration, by, entity);
    const fresh = asked(event, kind === "user" ? "newUserName" : "newGroupName");
    if (kind === "role") return;
    // The ARN holds path and name.
    if (path !== null || fresh !== null) {
      entity.arn = null;
      (entity.vague ??= new Set()).add("arn");
    }
    if (fresh !== null) renameEntity(account, entity, fresh, mark);
  };
}

function attach(kind: Kind, isAttached: boolean): Folds[string] {
  return (account, event, mark) => {
    const name = askedEntity(event, kind);
    const arn = asked(event, "policyArn");
    if (name === null || arn === null) return;
    const change = isAttached ? link<string> : unlink<string>;
    const policy = policyFor(account, arn, mark);
    const links = kind === "user" ? policy.users : kind === "group" ? policy.groups : policy.roles;
    change(links, name, name, mark);
    change(entityFor(account, kind, name, mark).attached, arn, arn, mark);
  };
}

function inline(kind: Kind, isPut: boolean): Folds[string] {
  return (account, event, mark) => {
    const name = askedEntity(event, kind);
    const policy = asked(event, "policyName");
    if (name === null || policy === null) return;
    const entity = entityFor(account, kind, name, mark);
    const value = { name: policy, document: askedDocument(event, "policyDocument") };
    if (isPut) link(entity.inline, policy, value, mark);
    else unlink(entity.inline, policy, { name: policy, document: null }, mark);
  };
}

function membership(isMember: boolean): Folds[string] {
  return (account, event, mark) => {
    const user = asked(event, "userName");
    const group = asked(event, "groupName");
    if (user === null || group === null) return;
    const change = isMember ? link<string> : unlink<string>;
    const { members } = entityFor(account, "group", group, mark);
    change(members, user, user, mark, takenFreely);
    change(entityFor(account, "user", user, mark).members, group, group, mark, takenFreely);
  };
}

function boundary(kind: "user" | "role", isSet: boolean): Folds[string] {
  return (account, event, mark) => {
    const name = askedEntity(event, kind);
    if (name === null) return;
    const entity = entityFor(account, kind, name, mark);
    const arn = asked(event, "permissionsBoundary");
    // A record that leaves out which one was set.
    if (isSet && arn === null) {
      entity.boundary = null;
      (entity.vague ??= new Set()).add("boundary");
    } else setBoundary(account, entity, arn, mark);
  };
}

function setBoundary(
  account: AccountFacts,
  entity: EntityFacts,
  arn: string | null,
  mark: Mark,
): void {
  const id = `${entity.kind}/${entity.name}`;
  const before = entity.boundary?.value ?? null;
  const old = findPolicy(account, before);
  if (old !== null && old.deleted === null) unlink(old.boundaryOf, id, id, mark, takenFreely);
  if (arn !== null) link(entity.boundaries, arn, arn, mark, takenFreely);
  entity.boundary = setFact(entity.boundary, arn, sureMark(entity, mark), entity);
  const by: Mark = entity.boundary.uncertain === undefined ? mark : { ...mark, isLoose: true };
  if (arn !== null) link(policyFor(account, arn, mark).boundaryOf, id, id, by, takenFreely);
}

function trust(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const name = asked(event, "roleName");
  if (name === null) return;
  const role = entityFor(account, "role", name, mark);
  role.trust = setFact(
    role.trust,
    askedDocument(event, "policyDocument"),
    sureMark(role, mark),
    role,
  );
}

/** What IAM events do to users, groups and roles. */
export const entityFolds: Folds = {
  CreateUser: made("user"),
  CreateGroup: made("group"),
  CreateRole: made("role"),
  CreateServiceLinkedRole: madeByAws,
  AcquireRole: madeByAws,
  DeleteUser: removed("user"),
  DeleteGroup: removed("group"),
  DeleteRole: removed("role"),
  DeleteServiceLinkedRole: endAsked,
  UpdateUser: update("user"),
  UpdateGroup: update("group"),
  UpdateRole: update("role"),
  UpdateRoleDescription: update("role"),
  AttachUserPolicy: attach("user", true),
  AttachGroupPolicy: attach("group", true),
  AttachRolePolicy: attach("role", true),
  DetachUserPolicy: attach("user", false),
  DetachGroupPolicy: attach("group", false),
  DetachRolePolicy: attach("role", false),
  PutUserPolicy: inline("user", true),
  PutGroupPolicy: inline("group", true),
  PutRolePolicy: inline("role", true),
  DeleteUserPolicy: inline("user", false),
  DeleteGroupPolicy: inline("group", false),
  DeleteRolePolicy: inline("role", false),
  AddUserToGroup: membership(true),
  RemoveUserFromGroup: membership(false),
  PutUserPermissionsBoundary: boundary("user", true),
  PutRolePermissionsBoundary: boundary("role", true),
  DeleteUserPermissionsBoundary: boundary("user", false),
  DeleteRolePermissionsBoundary: boundary("role", false),
  UpdateAssumeRolePolicy: trust,
};
