import type { ActionEntry } from "../entry.ts";
import { readAction, writeAction } from "./define-action.ts";
import { call, partlyReversible, reversible } from "./define-inverse.ts";

/** Instance profiles, the containers that hand a role to EC2 instances. */
export const instanceProfileActions: readonly ActionEntry[] = [
  writeAction({
    name: "CreateInstanceProfile",
    target: "instance-profile",
    targetFields: ["request.instanceProfileName"],
    done: "created",
    severity: "low",
    severityReason:
      "A new instance profile is an empty container and gives nothing until a role is put into it.",
    mitre: ["T1098"],
    inverse: reversible(
      [
        call(
          "RemoveRoleFromInstanceProfile",
          { InstanceProfileName: "$rp.instanceProfileName", RoleName: "$live.role" },
          "if a role is in it",
        ),
        call("DeleteInstanceProfile", { InstanceProfileName: "$rp.instanceProfileName" }),
      ],
      {
        note: "Check first which EC2 instances use the profile (ec2 DescribeIamInstanceProfileAssociations).",
      },
    ),
  }),
  writeAction({
    name: "AddRoleToInstanceProfile",
    target: "instance-profile",
    targetFields: ["request.instanceProfileName"],
    done: "was given a role",
    severity: "medium",
    severityReason: "Every EC2 instance with this profile can act with the role from now on.",
    mitre: ["T1098.003"],
    inverse: reversible(
      [
        call("RemoveRoleFromInstanceProfile", {
          InstanceProfileName: "$rp.instanceProfileName",
          RoleName: "$rp.roleName",
        }),
        call(
          "AddRoleToInstanceProfile",
          {
            InstanceProfileName: "$rp.instanceProfileName",
            RoleName: "$prior.instanceProfile.role",
          },
          "another role was in it before",
        ),
      ],
      { note: "A profile holds one role at most, so the name of the role is all that is needed." },
    ),
  }),
  writeAction({
    name: "RemoveRoleFromInstanceProfile",
    target: "instance-profile",
    targetFields: ["request.instanceProfileName"],
    done: "lost its role",
    severity: "medium",
    severityReason:
      "EC2 instances with this profile lose their credentials when those they hold expire.",
    mitre: ["T1531"],
    inverse: reversible([
      call("AddRoleToInstanceProfile", {
        InstanceProfileName: "$rp.instanceProfileName",
        RoleName: "$rp.roleName",
      }),
    ]),
  }),
  writeAction({
    name: "DeleteInstanceProfile",
    target: "instance-profile",
    targetFields: ["request.instanceProfileName"],
    done: "deleted",
    severity: "medium",
    severityReason:
      "Instances that used the profile lose their credentials at the next refresh, whereas the role itself remains.",
    mitre: ["T1531", "T1485"],
    inverse: partlyReversible(
      [
        call("CreateInstanceProfile", {
          InstanceProfileName: "$rp.instanceProfileName",
          Path: "$prior.instanceProfile.path",
          Tags: "$prior.instanceProfile.tags",
        }),
        call("AddRoleToInstanceProfile", {
          InstanceProfileName: "$rp.instanceProfileName",
          RoleName: "$prior.instanceProfile.role",
        }),
        call(
          "ec2:ReplaceIamInstanceProfileAssociation",
          {
            AssociationId: "$live.ec2 association of each instance",
            IamInstanceProfile: "$rp.instanceProfileName",
          },
          "for each instance that used it; ec2:AssociateIamInstanceProfile when no association is left",
        ),
      ],
      {
        lost: [
          "the unique id (AIPA…): instances must be associated again, and launch templates that name the profile work only after the new one exists",
        ],
        note: "AWS refuses to delete a profile that still holds a role, so the RemoveRoleFromInstanceProfile just before tells which role it was. The EC2 call is outside IAM and concerns running instances: it is made once for each instance.",
      },
    ),
  }),
  readAction({
    name: "GetInstanceProfile",
    target: "instance-profile",
    targetFields: ["request.instanceProfileName"],
    done: "was read",
    severityReason: "Reads an instance profile with its role and changes nothing.",
    mitre: ["T1087.004"],
  }),
  readAction({
    name: "ListInstanceProfiles",
    target: "account",
    targetFields: [],
    done: "had its instance profiles listed",
    severityReason:
      "Lists the instance profiles of the account and so which roles EC2 instances may use.",
    mitre: ["T1087.004"],
  }),
];
