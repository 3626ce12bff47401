import type { OtherEntry } from "./other-entry.ts";
import { service } from "./other-entry.ts";

const { write } = service("sso.amazonaws.com", "IAM Identity Center API Reference");

const grant = { "T1098.003": "People or groups get further roles in accounts." };
const less = { T1531: "People lose access." };
const content = { "T1098.003": "The rights behind every assignment of the set are changed." };

/** Identity Center: who has which role where. */
export const permissionSetEntries: readonly OtherEntry[] = [
  ...(
    [
      [
        "CreateAccountAssignment",
        "Gives a user or group a permission set in an account.",
        "It is the grant that counts in organizations with single sign-on; for the management account or an administrator set it weighs most.",
        "Joiners and project members, by the usual team.",
        "DeleteAccountAssignment.",
      ],
      [
        "ProvisionPermissionSet",
        "Writes the present content of a permission set into the roles of accounts.",
        "Changes of the set become effective here.",
        "It follows each change of a set.",
        "Change the set back and provision again.",
      ],
    ] as const
  ).map(([name, what, why, benign, undo]) =>
    write({
      name,
      severity: "medium",
      because: "It gives people rights in accounts, which is both daily work and escalation.",
      what: `[api] ${what}`,
      why: `[T1098.003] ${why}`,
      benign: `[reason] ${benign}`,
      technique: grant,
      undo,
    }),
  ),
  ...(
    [
      [
        "DeleteAccountAssignment",
        "Takes a permission set in an account from a user or group.",
        "Access ends when open sessions do.",
        "Leavers and finished projects.",
        "CreateAccountAssignment with the same values.",
      ],
      [
        "DetachManagedPolicyFromPermissionSet",
        "Takes an AWS managed policy off a permission set.",
        "All assigned people lose its rights after provisioning.",
        "A set is made narrower.",
        "AttachManagedPolicyToPermissionSet, then ProvisionPermissionSet.",
      ],
      [
        "DeleteInlinePolicyFromPermissionSet",
        "Deletes the inline policy of a permission set.",
        "Grants end, and Deny statements in it as well.",
        "The rights move to a managed policy.",
        "PutInlinePolicyToPermissionSet with the earlier document, then ProvisionPermissionSet.",
      ],
      [
        "DeletePermissionSet",
        "Deletes a permission set without assignments.",
        "The definition of a job's rights is gone.",
        "Clean-up of sets that nobody has.",
        "CreatePermissionSet, with policies and assignments anew.",
      ],
    ] as const
  ).map(([name, what, why, benign, undo]) =>
    write({
      name,
      severity: "low",
      because: "Access becomes less, apart from Deny statements that go.",
      what: `[api] ${what}`,
      why: `[T1531] ${why}`,
      benign: `[reason] ${benign}`,
      technique: less,
      undo,
    }),
  ),
  ...(
    [
      [
        "CreatePermissionSet",
        "Creates a permission set, empty but for its settings.",
        "Length of session and relay state are set here; rights follow.",
        "A new job profile.",
        "DeletePermissionSet.",
      ],
      [
        "UpdatePermissionSet",
        "Changes description, session length or relay state of a set.",
        "Longer sessions keep a stolen one useful.",
        "Sessions are fitted to working hours.",
        "UpdatePermissionSet with the earlier values, then ProvisionPermissionSet.",
      ],
      [
        "AttachManagedPolicyToPermissionSet",
        "Attaches an AWS managed policy to a set.",
        "AdministratorAccess here makes all assigned people administrators in their accounts.",
        "Job-function policies on a new set.",
        "DetachManagedPolicyFromPermissionSet, then ProvisionPermissionSet.",
      ],
      [
        "AttachCustomerManagedPolicyReferenceToPermissionSet",
        "Names a policy that each account must have and attaches it by name.",
        "What it allows differs by account; who may edit it there decides.",
        "Companies with common policies in all accounts.",
        "DetachCustomerManagedPolicyReferenceFromPermissionSet, then ProvisionPermissionSet.",
      ],
      [
        "PutInlinePolicyToPermissionSet",
        "Writes the inline policy of a set.",
        "The document is to be read like one of IAM.",
        "Infrastructure code keeps the rights of job profiles.",
        "PutInlinePolicyToPermissionSet with the earlier document, then ProvisionPermissionSet.",
      ],
      [
        "PutPermissionsBoundaryToPermissionSet",
        "Sets the permissions boundary of the set's roles.",
        "A wider boundary frees rights that were held back.",
        "Limits for outside staff.",
        "PutPermissionsBoundaryToPermissionSet with the earlier boundary.",
      ],
      [
        "DeletePermissionsBoundaryFromPermissionSet",
        "Removes the boundary of the set's roles.",
        "All rights in its policies become effective.",
        "A boundary is replaced.",
        "PutPermissionsBoundaryToPermissionSet with the earlier boundary.",
      ],
    ] as const
  ).map(([name, what, why, benign, undo]) =>
    write({
      name,
      severity: "medium",
      because: "The rights of everybody with the set can change in all their accounts.",
      what: `[api] ${what}`,
      why: `[T1098.003] ${why}`,
      benign: `[reason] ${benign}`,
      technique: content,
      undo,
    }),
  ),
];
