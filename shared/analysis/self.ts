import { isAwsManaged } from "../iam/arn.ts";
import type { EntityFacts } from "../state/account-facts.ts";
import { findEntity, findPolicy } from "../state/find.ts";
import { asked, askedEntity } from "../state/request.ts";
import { standingHolders } from "./depth/holders.ts";
import type { Situation } from "./situation.ts";

type Where = Pick<Situation, "event" | "account">;

/** Whether a user or role is the caller itself, or a group one the caller is a known member of. */
export function isOwn({ event, account }: Where, kind: EntityFacts["kind"], name: string): boolean {
  const who = event.identity;
  if (who.accountId !== null && event.account !== null && who.accountId !== event.account) {
    return false;
  }
  const wanted = name.toLowerCase();
  if (kind === "role") {
    return who.type === "AssumedRole" && who.issuerName?.toLowerCase() === wanted;
  }
  if (who.type !== "IAMUser" || who.userName === null) return false;
  const user = who.userName.toLowerCase();
  if (kind === "user") return user === wanted;
  const member = findEntity(account, "group", name)?.members.get(user);
  return member !== undefined && member.ended === null;
}

/** Events by which identities get or lose rights, with what they name. */
export const rightsEvents: Readonly<Record<string, "user" | "group" | "role" | "policy">> = {
  AttachUserPolicy: "user",
  AttachGroupPolicy: "group",
  AttachRolePolicy: "role",
  PutUserPolicy: "user",
  PutGroupPolicy: "group",
  PutRolePolicy: "role",
  AddUserToGroup: "user",
  CreatePolicyVersion: "policy",
  SetDefaultPolicyVersion: "policy",
  DeleteUserPermissionsBoundary: "user",
  DeleteRolePermissionsBoundary: "role",
  PutUserPermissionsBoundary: "user",
  PutRolePermissionsBoundary: "role",
  UpdateAssumeRolePolicy: "role",
};

/**
 * What of the actor's own an event widens or may widen: its user, its role, a group it belongs to, or a policy it
 * holds. Null when it is none of them, as far as the log shows.
 */
export function ownThing(situation: Where): "user" | "group" | "role" | "policy" | null {
  const { event, account } = situation;
  const kind = Object.hasOwn(rightsEvents, event.name) ? rightsEvents[event.name] : undefined;
  if (kind === undefined || event.source !== "iam.amazonaws.com") return null;
  if (kind === "policy") {
    const arn = asked(event, "policyArn");
    if (arn === null || isAwsManaged(arn)) return null;
    const holders = standingHolders(findPolicy(account, arn));
    return holders.some((h) => isOwn(situation, h.kind, h.name)) ? "policy" : null;
  }
  const name = askedEntity(event, kind);
  return name !== null && isOwn(situation, kind, name) ? kind : null;
}

/** Whether the caller is the IAM user of that name. A role session is always another identity. */
export function isCaller({ identity }: Situation["event"], user: string): boolean {
  return identity.type === "IAMUser" && identity.userName?.toLowerCase() === user.toLowerCase();
}
