import type { ActionEntry } from "../entry.ts";
import { writeAction } from "./define-action.ts";
import { call, partlyReversible, reversible } from "./define-inverse.ts";

/** Roles: creation, trust policy, settings and deletion. */
export const roleActions: readonly ActionEntry[] = [
  writeAction({
    name: "CreateRole",
    target: "role",
    targetFields: ["request.roleName"],
    done: "created",
    severity: "low",
    severityReason:
      "A new role has no permissions of its own until policies are added, so the risk lies in whom its trust policy admits and in what is attached later.",
    mitre: ["T1136.003", "T1098.003"],
    inverse: reversible(
      [
        call(
          "RemoveRoleFromInstanceProfile",
          { InstanceProfileName: "$live.each", RoleName: "$rp.roleName" },
          "for each",
        ),
        call("DetachRolePolicy", { RoleName: "$rp.roleName", PolicyArn: "$live.each" }, "for each"),
        call(
          "DeleteRolePolicy",
          { RoleName: "$rp.roleName", PolicyName: "$live.each" },
          "for each",
        ),
        call("DeleteRolePermissionsBoundary", { RoleName: "$rp.roleName" }, "if present"),
        call("DeleteRole", { RoleName: "$rp.roleName" }, "last"),
      ],
      {
        lost: ["sessions already issued, which stay valid until they expire"],
        note: "Contain first: let the trust policy deny everyone (UpdateAssumeRolePolicy), or put an inline policy on the role that denies every session issued before now.",
      },
    ),
  }),
  writeAction({
    name: "DeleteRole",
    target: "role",
    targetFields: ["request.roleName"],
    done: "deleted",
    severity: "medium",
    severityReason:
      "Every workload and person that used the role loses access, and the trust of others in its unique id ends for good.",
    mitre: ["T1531", "T1485"],
    inverse: partlyReversible(
      [
        call("CreateRole", {
          RoleName: "$rp.roleName",
          AssumeRolePolicyDocument: "$prior.trustPolicy",
          Path: "$prior.role.path",
          Description: "$prior.role.description",
          MaxSessionDuration: "$prior.role.maxSessionDuration",
          PermissionsBoundary: "$prior.role.permissionsBoundary",
          Tags: "$prior.role.tags",
        }),
        call(
          "AttachRolePolicy",
          { RoleName: "$rp.roleName", PolicyArn: "$prior.role.attachedPolicies[]" },
          "for each",
        ),
        call(
          "PutRolePolicy",
          {
            RoleName: "$rp.roleName",
            PolicyName: "$prior.role.inline[].name",
            PolicyDocument: "$prior.role.inline[].document",
          },
          "for each",
        ),
        call(
          "AddRoleToInstanceProfile",
          { InstanceProfileName: "$prior.role.instanceProfiles[]", RoleName: "$rp.roleName" },
          "for each",
        ),
      ],
      {
        lost: [
          "the unique id (AROA…): resource, key and trust policies that named the role hold the dead id and must be saved again",
          "running sessions of the role",
        ],
      },
    ),
  }),
  writeAction({
    name: "UpdateRole",
    target: "role",
    targetFields: ["request.roleName"],
    done: "got a new description or session length",
    severity: "low",
    severityReason:
      "The call changes the description or the longest session length, and long sessions of up to twelve hours help whoever holds stolen credentials.",
    mitre: ["T1098"],
    inverse: reversible(
      [
        call("UpdateRole", {
          RoleName: "$rp.roleName",
          Description: "$prior.role.description",
          MaxSessionDuration: "$prior.role.maxSessionDuration",
        }),
      ],
      {
        note: "A maximum session duration that is left out falls back to one hour: send both values.",
      },
    ),
  }),
  writeAction({
    name: "UpdateRoleDescription",
    target: "role",
    targetFields: ["request.roleName"],
    done: "got a new description",
    severity: "info",
    severityReason: "Only the describing text of the role changes, none of its permissions.",
    mitre: [],
    inverse: reversible(
      [
        call("UpdateRoleDescription", {
          RoleName: "$rp.roleName",
          Description: "$prior.role.description",
        }),
      ],
      { note: "AWS keeps this call for older clients; UpdateRole does the same." },
    ),
  }),
  writeAction({
    name: "UpdateAssumeRolePolicy",
    target: "role",
    targetFields: ["request.roleName"],
    done: "got a new trust policy",
    severity: "high",
    severityReason:
      "The trust policy decides who may become the role, so a new one can hand all of its permissions to somebody else.",
    mitre: ["T1484.002", "T1098.003", "T1098"],
    inverse: reversible(
      [
        call("UpdateAssumeRolePolicy", {
          RoleName: "$rp.roleName",
          PolicyDocument: "$prior.trustPolicy",
        }),
      ],
      {
        lost: ["sessions that were obtained in the meantime"],
        note: "End those sessions as well: put an inline policy on the role that denies every session issued before now (condition aws:TokenIssueTime).",
      },
    ),
  }),
];
