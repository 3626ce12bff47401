import type { ActionEntry } from "../entry.ts";
import { writeAction } from "./define-action.ts";
import { call, reversible } from "./define-inverse.ts";

/** Roles: managed and inline policies and the permissions boundary. */
export const rolePolicyActions: readonly ActionEntry[] = [
  writeAction({
    name: "AttachRolePolicy",
    target: "role",
    targetFields: ["request.roleName"],
    done: "was given a managed policy",
    severity: "medium",
    severityReason:
      "The role and every session of it gain at once what the policy grants, as far as no boundary or deny stands against it.",
    mitre: ["T1098.003"],
    inverse: reversible([
      call(
        "DetachRolePolicy",
        { RoleName: "$rp.roleName", PolicyArn: "$rp.policyArn" },
        "it was not in place before",
      ),
    ]),
  }),
  writeAction({
    name: "DetachRolePolicy",
    target: "role",
    targetFields: ["request.roleName"],
    done: "lost an attached managed policy",
    severity: "low",
    severityReason:
      "The role loses what only this policy granted, and gains access where the policy denied something.",
    mitre: ["T1531", "T1562"],
    inverse: reversible([
      call("AttachRolePolicy", { RoleName: "$rp.roleName", PolicyArn: "$rp.policyArn" }),
    ]),
  }),
  writeAction({
    name: "PutRolePolicy",
    target: "role",
    targetFields: ["request.roleName"],
    done: "was given an inline policy",
    severity: "medium",
    severityReason:
      "An inline policy takes effect at once for the role and all its sessions, and silently replaces one of the same name.",
    mitre: ["T1098.003"],
    inverse: reversible(
      [
        call(
          "PutRolePolicy",
          {
            RoleName: "$rp.roleName",
            PolicyName: "$rp.policyName",
            PolicyDocument: "$prior.inlineDocument",
          },
          "an earlier document is known",
        ),
        call(
          "DeleteRolePolicy",
          { RoleName: "$rp.roleName", PolicyName: "$rp.policyName" },
          "the name did not exist before",
        ),
      ],
      { note: "AWS refuses changes to the policies of a service-linked role." },
    ),
  }),
  writeAction({
    name: "DeleteRolePolicy",
    target: "role",
    targetFields: ["request.roleName"],
    done: "lost an inline policy",
    severity: "low",
    severityReason:
      "The role loses what only this policy granted, and gains access where the policy denied something.",
    mitre: ["T1531"],
    inverse: reversible([
      call("PutRolePolicy", {
        RoleName: "$rp.roleName",
        PolicyName: "$rp.policyName",
        PolicyDocument: "$prior.inlineDocument",
      }),
    ]),
  }),
  writeAction({
    name: "PutRolePermissionsBoundary",
    target: "role",
    targetFields: ["request.roleName"],
    done: "had a permissions boundary set",
    severity: "medium",
    severityReason:
      "The boundary is the upper limit of what the role can do, and a wider one makes permissions effective that were held back.",
    mitre: ["T1098", "T1548.005"],
    inverse: reversible([
      call(
        "PutRolePermissionsBoundary",
        { RoleName: "$rp.roleName", PermissionsBoundary: "$prior.permissionsBoundary" },
        "one existed",
      ),
      call("DeleteRolePermissionsBoundary", { RoleName: "$rp.roleName" }, "none existed"),
    ]),
  }),
  writeAction({
    name: "DeleteRolePermissionsBoundary",
    target: "role",
    targetFields: ["request.roleName"],
    done: "lost its permissions boundary",
    severity: "high",
    severityReason:
      "Without its boundary every permission in the policies of the role becomes effective.",
    mitre: ["T1548.005", "T1562"],
    inverse: reversible([
      call("PutRolePermissionsBoundary", {
        RoleName: "$rp.roleName",
        PermissionsBoundary: "$prior.permissionsBoundary",
      }),
    ]),
  }),
];
