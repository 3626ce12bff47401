import type { WrittenTexts } from "./action-text.ts";

/** What users are allowed. */
export const userPolicyTexts: WrittenTexts = {
  PutUserPolicy: {
    does: "[api] Writes an inline policy into a user, or replaces the one of the same name.",
    matters:
      "[managed] The grant is part of the user and appears in no list of policies, which makes it a favourite place for permissions that shall not be noticed.",
    benign:
      "[reason] Older tools and mail set-ups write one narrow inline policy into the user that they have just made.",
    consequences: [
      "[T1098.003] A caller who writes Action * on Resource * into his own user is an administrator with the next request.",
      "[api] A policy of that name with Deny statements is replaced without a trace of its content.",
      "[reason] Deleting the user later deletes the policy first, and only the log then tells what it allowed.",
    ],
    technique: {
      "T1098.003": "The policy adds privileges to a user directly.",
    },
    caveats: [
      "[api] New and replaced look the same in the record.",
      "[quotas] All inline policies of a user together hold 2,048 characters at most, so that a large document cannot be hidden here.",
    ],
  },
  DeleteUserPolicy: {
    does: "[api] Deletes one inline policy of a user.",
    matters:
      "[reason] The user loses what it granted; if it denied something, for example work without MFA, that protection is lost.",
    benign: "[reason] Clean-up before DeleteUser, or a move of the grant to a group.",
    consequences: [
      "[T1531] Scripts that run with the keys of the user begin to fail with AccessDenied.",
      "[evaluation] A quarantine written as an inline Deny ends, and a user under investigation can act again.",
    ],
    technique: {
      T1531: "Access of the user is removed.",
    },
    caveats: [
      "[api] The document is not in the record; only an earlier PutUserPolicy tells what was lost.",
    ],
  },
  AttachUserPolicy: {
    does: "[api] Attaches a managed policy to a user, whose permissions then follow the default version of the policy.",
    matters:
      "[T1098.003] Attaching AdministratorAccess, IAMFullAccess or a like policy is the shortest way to full control, above all to a user of one's own.",
    benign:
      "[reason] An administrator gives a colleague the policy that his task needs. Good practice would use a group, so the direct way is worth a question even then.",
    consequences: [
      "[T1098.003] All keys and sessions of the user have the new rights within seconds.",
      "[reason] The grant bypasses the groups by which access is reviewed.",
      "[reason] AWSCompromisedKeyQuarantine policies are attached by AWS itself when a key was found in public: then this record is a warning, not an attack.",
    ],
    technique: {
      "T1098.003": "A policy attached to the user gives it additional cloud privileges.",
    },
    caveats: [
      "[api] The call succeeds without effect if the policy was attached already.",
      "[boundary] With a permissions boundary on the user the policy counts only as far as the boundary reaches, which the record does not show.",
    ],
  },
  DetachUserPolicy: {
    does: "[api] Takes a managed policy off a user.",
    matters:
      "[T1562] Usually a grant ends. If it was a policy of Deny statements, such as a quarantine or an obligation to use MFA, a protection ends.",
    benign: "[reason] The regular withdrawal of access, and a step before DeleteUser.",
    consequences: [
      "[T1531] The user cannot do any more what only this policy allowed.",
      "[T1562] Detaching the quarantine that AWS put on a leaked key lets the key be used in full.",
    ],
    technique: {
      T1531: "Permissions of an account are removed.",
      T1562: "A restricting policy is taken off the one whom it restricted.",
    },
    caveats: [
      "[api] The record has userName and policyArn; whether the policy allowed or denied is not to be seen from it.",
      "[api] Without such an attachment it fails with NoSuchEntityException.",
    ],
  },
  PutUserPermissionsBoundary: {
    does: "[api] Sets or replaces the permissions boundary of a user, the upper limit of what its policies grant.",
    matters:
      "[boundary] A boundary never grants by itself; exchanging it for a wider one makes latent permissions effective.",
    benign:
      "[boundary] Part of delegated administration, where new users must carry the boundary of their team.",
    consequences: [
      "[T1548.005] A user whose policies were broad but bounded gets their full width.",
      "[reason] A tighter boundary can be containment: the user keeps its policies, but they stop to work.",
      "[boundary] A resource policy that names the user itself can allow things that the boundary does not mention.",
    ],
    technique: {
      T1098: "A limit of the account is altered.",
      "T1548.005": "Raising the limit elevates the access of the user.",
    },
    caveats: [
      "[api] Only the new boundary is recorded, by its ARN.",
      "[api] Any managed policy can serve, of AWS or of the account; editing it later changes the limit without an event on the user.",
    ],
  },
  DeleteUserPermissionsBoundary: {
    does: "[api] Removes the permissions boundary of a user.",
    matters: "[api] It can raise what the user may do, to everything that its policies say.",
    benign:
      "[reason] Seldom outside a reorganization of delegated administration; a new boundary should follow.",
    consequences: [
      "[T1548.005] The user acts with rights that somebody meant to withhold.",
      "[boundary] If that user may create others, the rule that they inherit the limit is open to question as well.",
      "[reason] Where administrators may act on bounded users only, this user leaves their reach.",
    ],
    technique: {
      "T1548.005": "The control that kept access from being elevated is removed.",
      T1562: "A preventive control is disabled for the user.",
    },
    caveats: [
      "[api] Which boundary was removed stands in an earlier event only.",
      "[api] The request holds the name of the user and nothing else.",
    ],
  },
};
