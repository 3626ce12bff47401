import { createPolicyVersion } from "./depth/create-policy-version.ts";
import { deleteInstanceProfile } from "./depth/delete-instance-profile.ts";
import { deletePolicy } from "./depth/delete-policy.ts";
import { detachGroupPolicy } from "./depth/detach-group-policy.ts";
import { trustDepth } from "./depth/opened-trust.ts";
import { putRolePolicy } from "./depth/put-role-policy.ts";
import { writtenDepth } from "./depth/written.ts";
import type { Depth, Rule, Situation } from "./situation.ts";
import { trailDepth, trailEvents } from "./trail.ts";

/** Events that are treated in full depth, refused calls included. */
const inDepth: Readonly<Record<string, Rule>> = {
  CreatePolicyVersion: createPolicyVersion,
  DeleteInstanceProfile: deleteInstanceProfile,
  DeletePolicy: deletePolicy,
  DetachGroupPolicy: detachGroupPolicy,
  PutRolePolicy: putRolePolicy,
};

/** Events whose document is shown and read. */
const documented: Readonly<Record<string, Rule>> = {
  CreatePolicy: writtenDepth,
  CreateRole: trustDepth,
  PutGroupPolicy: writtenDepth,
  PutUserPolicy: writtenDepth,
  SetDefaultPolicyVersion: writtenDepth,
  UpdateAssumeRolePolicy: trustDepth,
};

/** Whether an event of IAM is treated in full depth. */
export function isInDepth(source: string, name: string): boolean {
  return source === "iam.amazonaws.com" && Object.hasOwn(inDepth, name);
}

/** What is told of an event itself, before the detections look at it. */
export function depthOf(situation: Situation): Depth {
  const { source, name } = situation.event;
  if (source === "cloudtrail.amazonaws.com") {
    return trailEvents.has(name) ? trailDepth(situation) : {};
  }
  if (source !== "iam.amazonaws.com") return {};
  if (Object.hasOwn(inDepth, name)) return inDepth[name]?.(situation) ?? {};
  return Object.hasOwn(documented, name) ? (documented[name]?.(situation) ?? {}) : {};
}
