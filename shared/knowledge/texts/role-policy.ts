import type { WrittenTexts } from "./action-text.ts";

/** What roles are allowed. */
export const rolePolicyTexts: WrittenTexts = {
  PutRolePolicy: {
    does: "[api] Writes an inline policy into a role, or replaces the one of the same name without any further question. The document states what sessions of the role may do on AWS resources; it may also restrict them, with Deny statements.",
    matters:
      "[T1098.003] It is one of the direct ways of giving a role more power, and the grant lies inside the role, where no list of managed policies shows it. Each such change should be reviewed against its document.",
    benign:
      "[reason] Infrastructure as code writes inline policies into the roles it makes, at the same second as CreateRole, with few actions on named resources. A document that only adds Deny statements, such as AWSRevokeOlderSessions, is containment.",
    consequences: [
      "[T1098.003] Unauthorized access: an intruder who may call it on a role gives himself or others far too many rights there, which can end in a breach of data.",
      "[T1098.003] Escalation of privilege: a session of the role that writes a wider policy into its own role holds the new rights at once, without signing in again.",
      "[reason] Misuse of resources: by mistake or on purpose an authorized person grants too much, and data is read, deleted or changed and services are disturbed.",
      "[api] A policy of that name which restricted the role is overwritten, and its Deny statements are gone.",
    ],
    technique: {
      "T1098.003": "The inline policy adds privileges to an existing cloud identity.",
    },
    caveats: [
      "[api] The record does not say whether the policy is new or replaces one; that follows from earlier events of the same role and policyName.",
      "[servicelinked] On a service-linked role the call fails with UnmodifiableEntityException.",
      "[quotas] The inline policies of one role together hold up to 10,240 characters, white space not counted.",
    ],
  },
  DeleteRolePolicy: {
    does: "[api] Deletes one inline policy of a role. Managed policies that are attached stay.",
    matters:
      "[reason] A grant ends, or, where the document held Deny statements, a restriction does.",
    benign:
      "[reason] Comes just before DeleteRole when a stack is taken down, and with each refactoring from inline to managed policies.",
    consequences: [
      "[T1531] Workloads that needed the permissions are refused from the next request on.",
      "[evaluation] If the document denied something, whatever other policies allow is effective again.",
    ],
    technique: {
      T1531: "Taking the permissions away denies access to those who use the role.",
    },
    caveats: [
      "[api] The record has the names of role and policy, not the document, which is known only from an earlier PutRolePolicy.",
    ],
  },
  AttachRolePolicy: {
    does: "[api] Attaches a managed policy to a role, in addition to those attached. The permissions are those of the default version of the policy, now and after each change of it.",
    matters:
      "[T1098.003] A single call with AdministratorAccess makes everybody who can assume the role an administrator.",
    benign:
      "[reason] Deployment tools attach narrow AWS managed policies, such as the one for writing logs, to the roles they have just made.",
    consequences: [
      "[T1098.003] Sessions of the role, those already open included, can do what the policy allows.",
      "[managed] Whoever may edit a customer managed policy that is attached changes the rights of the role later, without any event on the role.",
      "[reason] Where a service such as EC2 or Lambda uses the role, its code has the new permissions without any deployment.",
    ],
    technique: {
      "T1098.003": "A policy attached to a role adds privileges to that cloud identity.",
    },
    caveats: [
      "[api] Attaching a policy that is attached already raises no error and changes nothing; the record looks the same.",
      "[api] The record names the policy by its ARN; what it allows must be looked up.",
    ],
  },
  DetachRolePolicy: {
    does: "[api] Takes a managed policy off a role. The policy itself stays as it is.",
    matters:
      "[T1562] Mostly permissions are lost; where the policy was a guard rail made of Deny statements, they are gained.",
    benign:
      "[reason] Needed before DeleteRole, and the normal end of access that was granted for a time.",
    consequences: [
      "[T1531] Applications that run under the role are refused what only this policy allowed.",
      "[evaluation] Without a policy of Deny statements, what the others allow is no longer held back.",
    ],
    technique: {
      T1531: "Permissions that workloads rely on are taken away.",
      T1562: "A policy whose Deny statements protected the account no longer holds for the role.",
    },
    caveats: [
      "[api] A policy that was not attached gives NoSuchEntityException, so a record without an error means it had been attached.",
    ],
  },
  PutRolePermissionsBoundary: {
    does: "[api] Sets or replaces the permissions boundary of a role: a managed policy that is the upper limit of what its other policies can grant.",
    matters:
      "[boundary] The boundary grants nothing, but a wider one makes permissions effective that the former one held back.",
    benign:
      "[boundary] Set at the making of a role by people who may only create roles with that boundary, which is a sign of good order.",
    consequences: [
      "[T1548.005] With AdministratorAccess as boundary the limit is one in name only.",
      "[reason] A narrower boundary can stop workloads whose policies did not change.",
      "[boundary] Policies that let people create roles often demand a certain boundary, and roles outside of it escape their control.",
    ],
    technique: {
      T1098: "A setting that limits the identity is altered.",
      "T1548.005": "Lifting the limit raises what the role can do without any new grant.",
    },
    caveats: [
      "[api] The request names the boundary by ARN; neither the former one nor the documents are in the record.",
      "[servicelinked] It cannot be set on a service-linked role.",
    ],
  },
  DeleteRolePermissionsBoundary: {
    does: "[api] Removes the permissions boundary of a role, so that its policies alone decide.",
    matters:
      "[boundary] All that the policies of the role allow and the boundary cut off becomes effective, at once.",
    benign:
      "[reason] Rare in daily work. It belongs to the move of a role under another control, planned and followed by a new boundary.",
    consequences: [
      "[T1548.005] A delegated administrator whose roles must carry the boundary escapes his limit.",
      "[reason] Policies that were harmless below the boundary, such as one of all actions, are now what they say.",
      "[reason] Sessions that are open gain the rights as well, since the boundary is looked at with each request.",
    ],
    technique: {
      "T1548.005": "Elevated access comes from the removal of the control that limited it.",
      T1562: "A preventive control of the account is switched off for this role.",
    },
    caveats: [
      "[api] The record does not name the boundary that was removed; an earlier CreateRole or PutRolePermissionsBoundary does.",
    ],
  },
};
