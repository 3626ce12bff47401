import type { ActionEntry } from "../entry.ts";
import { writeAction } from "./define-action.ts";
import { call, reversible } from "./define-inverse.ts";

/** Roles that a service or a role template makes. */
export const managedRoleActions: readonly ActionEntry[] = [
  writeAction({
    name: "AcquireRole",
    target: "role",
    targetFields: ["response.role.roleName", "response.role.arn"],
    done: "created from a role template",
    severity: "medium",
    severityReason:
      "One call creates a role with its trust policy and permissions from a service-managed template, which carries the same risk as CreateRole and attaching policies together.",
    mitre: ["T1136.003", "T1098.003"],
    inverse: reversible(
      [
        call(
          "DetachRolePolicy",
          { RoleName: "$re.role.roleName", PolicyArn: "$live.each" },
          "for each",
        ),
        call(
          "DeleteRolePolicy",
          { RoleName: "$re.role.roleName", PolicyName: "$live.each" },
          "for each",
        ),
        call("DeleteRole", { RoleName: "$re.role.roleName" }, "last"),
      ],
      {
        note: "The request names the template and its replacement values, not the policy text, and AWS may refuse edits to such a role: carry out these steps by hand and check each result.",
      },
    ),
  }),
  writeAction({
    name: "CreateServiceLinkedRole",
    target: "role",
    targetFields: ["response.role.roleName", "response.role.arn"],
    done: "created for an AWS service",
    severity: "info",
    severityReason:
      "The role is made by or for an AWS service, only that service can assume it, and AWS fixes its permissions.",
    mitre: ["T1136.003"],
    inverse: reversible(
      [
        call(
          "DeleteServiceLinkedRole",
          { RoleName: "$re.role.roleName" },
          "the service no longer uses it",
        ),
      ],
      {
        note: "Deletion runs in the background and fails while the service still has resources that use the role.",
      },
    ),
  }),
  writeAction({
    name: "DeleteServiceLinkedRole",
    target: "role",
    targetFields: ["request.roleName"],
    done: "submitted for deletion",
    severity: "low",
    severityReason:
      "The AWS service that relies on the role stops working in this account until the role exists again.",
    mitre: ["T1531"],
    inverse: reversible(
      [
        call("CreateServiceLinkedRole", {
          AWSServiceName: "$prior.role.servicePrincipal",
          CustomSuffix: "$prior.role.customSuffix",
          Description: "$prior.role.description",
        }),
      ],
      {
        lost: ["the unique id (AROA…) of the role"],
        note: "AWS deletes the role in the background after this call: check whether it still exists before creating it again.",
      },
    ),
  }),
];
