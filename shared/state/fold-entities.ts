import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { emptyEntity } from "./account-facts.ts";
import type { AccountFacts, EntityFacts } from "./account-facts.ts";
import type { Mark } from "./fact.ts";
import { createLife, entityFor, policyFor, tableOf } from "./find.ts";
import type { Folds } from "./fold.ts";
import { link, renameLink, unlink } from "./links.ts";
import { answered, asked, askedDocument, askedEntity, askedNumber } from "./request.ts";

type Kind = EntityFacts["kind"];

function create(kind: Kind): Folds[string] {
  return (account, event, mark) => {
    const name = askedEntity(event, kind) ?? answered(event, kind, `${kind}Name`);
    if (name === null) return;
    const made = createLife(tableOf(account, kind), name.toLowerCase(), mark, () =>
      emptyEntity(kind, name),
    );
    made.isListComplete = true;
    made.path = { value: asked(event, "path") ?? answered(event, kind, "path") ?? "/", by: mark };
    setBoundary(account, made, asked(event, "permissionsBoundary"), mark);
    if (kind !== "role") return;
    made.description = { value: asked(event, "description"), by: mark };
    made.maxSessionDuration = { value: askedNumber(event, "maxSessionDuration"), by: mark };
    made.trust = { value: askedDocument(event, "assumeRolePolicyDocument"), by: mark };
  };
}

function createServiceLinkedRole(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const name = answered(event, "role", "roleName");
  if (name === null) return;
  const made = createLife(account.roles, name.toLowerCase(), mark, () => emptyEntity("role", name));
  const service = asked(event, "awsServiceName");
  const suffix = asked(event, "customSuffix");
  if (service !== null) made.servicePrincipal = { value: service, by: mark };
  if (suffix !== null) made.customSuffix = { value: suffix, by: mark };
}

function remove(kind: Kind): Folds[string] {
  return (account, event, mark) => {
    const name = askedEntity(event, kind);
    if (name !== null) entityFor(account, kind, name, mark).deleted = mark;
  };
}

function update(kind: Kind): Folds[string] {
  return (account, event, mark) => {
    const name = askedEntity(event, kind);
    if (name === null) return;
    const entity = entityFor(account, kind, name, mark);
    const path = asked(event, "newPath");
    if (path !== null) entity.path = { value: path, by: mark };
    const description = asked(event, "description");
    if (description !== null) entity.description = { value: description, by: mark };
    const duration = askedNumber(event, "maxSessionDuration");
    if (duration !== null) entity.maxSessionDuration = { value: duration, by: mark };
    const fresh = asked(event, kind === "user" ? "newUserName" : "newGroupName");
    if (fresh !== null && kind !== "role") rename(account, entity, fresh);
  };
}

function rename(account: AccountFacts, entity: EntityFacts, name: string): void {
  const old = entity.name;
  const table = tableOf(account, entity.kind);
  table.delete(old.toLowerCase());
  entity.name = name;
  table.set(name.toLowerCase(), entity);
  const others = entity.kind === "user" ? account.groups : account.users;
  for (const other of others.values()) renameLink(other.members, old, name);
  for (const policy of account.policies.values()) {
    renameLink(entity.kind === "user" ? policy.users : policy.groups, old, name);
  }
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
    change(entityFor(account, "group", group, mark).members, user, user, mark);
    change(entityFor(account, "user", user, mark).members, group, group, mark);
  };
}

function boundary(kind: "user" | "role"): Folds[string] {
  return (account, event, mark) => {
    const name = askedEntity(event, kind);
    if (name === null) return;
    const entity = entityFor(account, kind, name, mark);
    setBoundary(account, entity, asked(event, "permissionsBoundary"), mark);
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
  if (before !== null) unlink(policyFor(account, before, mark).boundaryOf, id, id, mark);
  if (arn !== null) link(policyFor(account, arn, mark).boundaryOf, id, id, mark);
  entity.boundary = { value: arn, by: mark };
}

function trust(account: AccountFacts, event: CloudTrailEvent, mark: Mark): void {
  const name = asked(event, "roleName");
  if (name === null) return;
  const role = entityFor(account, "role", name, mark);
  role.trust = { value: askedDocument(event, "policyDocument"), by: mark };
}

/** What IAM events do to users, groups and roles. */
export const entityFolds: Folds = {
  CreateUser: create("user"),
  CreateGroup: create("group"),
  CreateRole: create("role"),
  CreateServiceLinkedRole: createServiceLinkedRole,
  DeleteUser: remove("user"),
  DeleteGroup: remove("group"),
  DeleteRole: remove("role"),
  DeleteServiceLinkedRole: remove("role"),
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
  PutUserPermissionsBoundary: boundary("user"),
  PutRolePermissionsBoundary: boundary("role"),
  DeleteUserPermissionsBoundary: boundary("user"),
  DeleteRolePermissionsBoundary: boundary("role"),
  UpdateAssumeRolePolicy: trust,
};
