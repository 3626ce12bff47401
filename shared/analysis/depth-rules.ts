import { createPolicyVersion } from "./depth/create-policy-version.ts";
import { deleteInstanceProfile } from "./depth/delete-instance-profile.ts";
import { deletePolicy } from "./depth/delete-policy.ts";
import { detachGroupPolicy } from "./depth/detach-group-policy.ts";
import { putRolePolicy } from "./depth/put-role-policy.ts";
import { credentialChange } from "./detections/credentials.ts";
import { attachedPower, joinedGroup } from "./detections/grants.ts";
import { removedBoundary, removedGuardRail, writtenDocument } from "./detections/guard-rails.ts";
import { openedTrust } from "./detections/trust.ts";
import type { Depth, Rule, Situation } from "./situation.ts";
import { trailDepth } from "./trail.ts";

/** Events that are treated in full depth, refused calls included. */
const inDepth: Readonly<Record<string, Rule>> = {
  CreatePolicyVersion: createPolicyVersion,
  DeleteInstanceProfile: deleteInstanceProfile,
  DeletePolicy: deletePolicy,
  DetachGroupPolicy: detachGroupPolicy,
  PutRolePolicy: putRolePolicy,
};

/** Simple detections: each looks at its events and answers nothing for others. */
const detections: readonly Rule[] = [
  attachedPower,
  credentialChange,
  joinedGroup,
  openedTrust,
  removedBoundary,
  removedGuardRail,
  writtenDocument,
];

/** Whether an event of IAM is treated in full depth. */
export function isInDepth(source: string, name: string): boolean {
  return source === "iam.amazonaws.com" && Object.hasOwn(inDepth, name);
}

/** Everything the rules say about one event. Detections see successful calls only: others changed nothing. */
export function depthsOf(situation: Situation): readonly Depth[] {
  const { source, name, outcome } = situation.event;
  if (source === "cloudtrail.amazonaws.com") return [trailDepth(situation)];
  if (source !== "iam.amazonaws.com") return [];
  const deep = Object.hasOwn(inDepth, name) ? inDepth[name] : undefined;
  return [
    ...(deep === undefined ? [] : [deep(situation)]),
    ...(outcome === "success" ? detections.map((rule) => rule(situation)) : []),
  ];
}
