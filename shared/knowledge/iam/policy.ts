import type { ActionEntry } from "../entry.ts";
import { writeAction } from "./define-action.ts";
import { call, partlyReversible, reversible } from "./define-inverse.ts";

/** Customer managed policies and their versions. */
export const policyActions: readonly ActionEntry[] = [
  writeAction({
    name: "CreatePolicy",
    target: "policy",
    targetFields: ["response.policy.arn", "request.policyName"],
    done: "created",
    severity: "low",
    severityReason:
      "A managed policy has no effect until it is attached or used as a boundary, so its weight depends on its document and on what follows.",
    mitre: ["T1098.003"],
    inverse: reversible(
      [
        call(
          "DetachUserPolicy",
          { UserName: "$live.each", PolicyArn: "$re.policy.arn" },
          "for each attachment",
        ),
        call(
          "DetachGroupPolicy",
          { GroupName: "$live.each", PolicyArn: "$re.policy.arn" },
          "for each attachment",
        ),
        call(
          "DetachRolePolicy",
          { RoleName: "$live.each", PolicyArn: "$re.policy.arn" },
          "for each attachment",
        ),
        call(
          "DeletePolicyVersion",
          { PolicyArn: "$re.policy.arn", VersionId: "$live.each non-default" },
          "for each",
        ),
        call("DeletePolicy", { PolicyArn: "$re.policy.arn" }, "last"),
      ],
      {
        note: "Check also whether the policy serves as a permissions boundary (ListEntitiesForPolicy with the usage filter PermissionsBoundary).",
      },
    ),
  }),
  writeAction({
    name: "CreatePolicyVersion",
    target: "policy",
    targetFields: ["request.policyArn"],
    done: "got a new version",
    severity: "medium",
    severityReason:
      "A new version that becomes the default changes the permissions of everyone who holds the policy; otherwise it only waits to be chosen.",
    mitre: ["T1098.003", "T1548.005"],
    inverse: reversible(
      [
        call(
          "SetDefaultPolicyVersion",
          { PolicyArn: "$rp.policyArn", VersionId: "$prior.previousDefaultVersionId" },
          "setAsDefault was true",
        ),
        call("DeletePolicyVersion", {
          PolicyArn: "$rp.policyArn",
          VersionId: "$re.policyVersion.versionId",
        }),
      ],
      {
        lost: [
          "a version deleted just before to make room (five are the limit), unless its document is known",
        ],
        note: "If the log does not show which version was the default before, list the versions and let the owner choose. Keep the order, because the default version cannot be deleted.",
      },
    ),
  }),
  writeAction({
    name: "SetDefaultPolicyVersion",
    target: "policy",
    targetFields: ["request.policyArn"],
    done: "had its default version set",
    severity: "high",
    severityReason:
      "The document in force changes at once for everyone who holds the policy, for example back to an older and wider one.",
    mitre: ["T1098.003", "T1548.005"],
    inverse: reversible([
      call("SetDefaultPolicyVersion", {
        PolicyArn: "$rp.policyArn",
        VersionId: "$prior.previousDefaultVersionId",
      }),
    ]),
  }),
  writeAction({
    name: "DeletePolicyVersion",
    target: "policy",
    targetFields: ["request.policyArn"],
    done: "lost a version",
    severity: "low",
    severityReason:
      "A stored version goes, which removes history and perhaps the way back to an earlier state; the version in force is never affected.",
    mitre: ["T1531", "T1070"],
    inverse: partlyReversible(
      [
        call("CreatePolicyVersion", {
          PolicyArn: "$rp.policyArn",
          PolicyDocument: "$prior.versionDocument",
          SetAsDefault: false,
        }),
      ],
      {
        lost: ["the version number: the restored version gets a new one"],
        note: "The deleted version was not the default, because AWS refuses to delete that one.",
      },
    ),
  }),
  writeAction({
    name: "DeletePolicy",
    target: "policy",
    targetFields: ["request.policyArn"],
    done: "deleted",
    severity: "medium",
    severityReason:
      "A managed policy and its document are gone; whoever held it lost the rights, or the restrictions, when it was detached before.",
    mitre: ["T1531", "T1485", "T1562"],
    inverse: partlyReversible(
      [
        call("CreatePolicy", {
          PolicyName: "$prior.policy.name",
          Path: "$prior.policy.path",
          PolicyDocument: "$prior.policyDefaultDocument",
          Description: "$prior.policy.description",
          Tags: "$prior.policy.tags",
        }),
        call(
          "AttachUserPolicy",
          { UserName: "$prior.policyAttachments.users[]", PolicyArn: "$rp.policyArn" },
          "for each",
        ),
        call(
          "AttachGroupPolicy",
          { GroupName: "$prior.policyAttachments.groups[]", PolicyArn: "$rp.policyArn" },
          "for each",
        ),
        call(
          "AttachRolePolicy",
          { RoleName: "$prior.policyAttachments.roles[]", PolicyArn: "$rp.policyArn" },
          "for each",
        ),
      ],
      {
        lost: [
          "older versions (numbering begins again at v1)",
          "the unique id (ANPA…) of the policy",
          "a changeable description: it can be set only when the policy is created",
        ],
        note: "The same name and path give the same ARN. AWS refuses to delete a policy that is still attached or has further versions, so the detachments of this ARN shortly before, mostly by the same actor within a day, tell where to attach it again. Use as a boundary does not show as a detachment: look for DeleteUserPermissionsBoundary and DeleteRolePermissionsBoundary.",
      },
    ),
  }),
];
