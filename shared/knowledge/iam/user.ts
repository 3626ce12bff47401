import type { ActionEntry } from "../entry.ts";
import { writeAction } from "./define-action.ts";
import { call, partlyReversible, reversible } from "./define-inverse.ts";

/** IAM users: creation, renaming and deletion. */
export const userActions: readonly ActionEntry[] = [
  writeAction({
    name: "CreateUser",
    target: "user",
    targetFields: ["request.userName"],
    done: "created",
    severity: "medium",
    severityReason:
      "A new user is a long-lived identity that outlasts sessions, although it can do nothing before it has policies and a credential.",
    mitre: ["T1136.003"],
    inverse: reversible(
      [
        call(
          "DetachUserPolicy",
          { UserName: "$rp.userName", PolicyArn: "$live.each attached policy" },
          "for each",
        ),
        call(
          "DeleteUserPolicy",
          { UserName: "$rp.userName", PolicyName: "$live.each inline policy" },
          "for each",
        ),
        call(
          "RemoveUserFromGroup",
          { UserName: "$rp.userName", GroupName: "$live.each group" },
          "for each",
        ),
        call(
          "DeleteAccessKey",
          { UserName: "$rp.userName", AccessKeyId: "$live.each key" },
          "for each",
        ),
        call(
          "DeleteSigningCertificate",
          { UserName: "$rp.userName", CertificateId: "$live.each" },
          "for each",
        ),
        call(
          "DeleteSSHPublicKey",
          { UserName: "$rp.userName", SSHPublicKeyId: "$live.each" },
          "for each",
        ),
        call(
          "DeleteServiceSpecificCredential",
          { UserName: "$rp.userName", ServiceSpecificCredentialId: "$live.each" },
          "for each",
        ),
        call(
          "DeactivateMFADevice",
          { UserName: "$rp.userName", SerialNumber: "$live.each" },
          "for each",
        ),
        call("DeleteLoginProfile", { UserName: "$rp.userName" }, "if present"),
        call("DeleteUserPermissionsBoundary", { UserName: "$rp.userName" }, "if present"),
        call("DeleteUser", { UserName: "$rp.userName" }, "last"),
      ],
      {
        lost: [
          "evidence kept in the user itself: export its keys, policies and last-used dates first",
        ],
        note: "To contain the user without destroying evidence, set its keys to Inactive, delete its console password and attach AWSDenyAll; delete the user only after the investigation.",
      },
    ),
  }),
  writeAction({
    name: "DeleteUser",
    target: "user",
    targetFields: ["request.userName"],
    done: "deleted",
    severity: "medium",
    severityReason:
      "An identity is gone together with its credentials, and its unique id never comes back.",
    mitre: ["T1531"],
    inverse: partlyReversible(
      [
        call("CreateUser", {
          UserName: "$rp.userName",
          Path: "$prior.user.path",
          PermissionsBoundary: "$prior.user.permissionsBoundary",
          Tags: "$prior.user.tags",
        }),
        call(
          "AddUserToGroup",
          { UserName: "$rp.userName", GroupName: "$prior.user.groups[]" },
          "for each",
        ),
        call(
          "AttachUserPolicy",
          { UserName: "$rp.userName", PolicyArn: "$prior.user.attachedPolicies[]" },
          "for each",
        ),
        call(
          "PutUserPolicy",
          {
            UserName: "$rp.userName",
            PolicyName: "$prior.user.inline[].name",
            PolicyDocument: "$prior.user.inline[].document",
          },
          "for each",
        ),
      ],
      {
        lost: [
          "the unique id (AIDA…): trust and resource policies that named the user hold the dead id",
          "password, access keys, MFA devices, SSH keys and certificates",
        ],
        note: "AWS refuses to delete a user that still has policies, groups or credentials, so the events just before this one name what to restore.",
      },
    ),
  }),
  writeAction({
    name: "UpdateUser",
    target: "user",
    targetFields: ["request.userName"],
    done: "renamed or moved to another path",
    severity: "medium",
    severityReason:
      "A new name or path can make policies that name the user miss it or match it, and splits its history in the logs.",
    mitre: ["T1098"],
    inverse: reversible(
      [
        call("UpdateUser", {
          UserName: "$rp.newUserName|else:$rp.userName",
          NewUserName: "$rp.userName",
          NewPath: "$prior.user.path",
        }),
      ],
      {
        note: "The unique id stays the same; policies written by name or path may match no longer, or match wrongly.",
      },
    ),
  }),
];
