import type { WrittenTexts } from "./action-text.ts";

/** Customer managed policies and their versions. */
export const policyTexts: WrittenTexts = {
  CreatePolicy: {
    does: "[api] Creates a customer managed policy with its first version, v1, as default. It is not attached to anything.",
    matters:
      "[reason] The document shows what somebody intends to give; it becomes effective with the first attachment or as a boundary.",
    benign:
      "[reason] Each new application of an infrastructure-as-code set-up brings some. Narrow actions on named resources are the normal case.",
    consequences: [
      "[T1098.003] A document that allows everything, under an unremarkable name, is one call away from making any identity an administrator.",
      "[reason] As a permissions boundary it can also serve to loosen a limit.",
    ],
    technique: {
      "T1098.003": "The policy is prepared so that privileges can be added by attaching it.",
    },
    caveats: [
      "[samples] The document is in the request only; the response has ARN, id and default version.",
      "[quotas] A managed policy holds up to 6,144 characters without white space.",
    ],
  },
  CreatePolicyVersion: {
    does: "[api] Adds a new version to an existing customer managed policy. A person or a program writes a complete new document; each version is a snapshot that helps to follow and manage how the policy changed.",
    matters:
      "[T1098.003] With setAsDefault true the document holds at once for every user, group and role to which the policy is attached, so that one call rewrites many permissions without any attachment.",
    benign:
      "[reason] The normal way of changing a policy, also in Terraform and CloudFormation, which make a version, set it as default and delete the oldest one because five is the limit. The document then differs a little from the one before.",
    consequences: [
      "[T1098.003] Overly permissive content: a version that allows all actions on all resources makes its holders administrators; unauthorized access, breaches and escalation of privilege follow.",
      "[practices] Least privilege is given up: each permission beyond need enlarges what can be attacked, and what is lost when a credential is stolen.",
      "[mfa] No MFA for sensitive actions: if the version drops the condition on aws:MultiFactorAuthPresent, stolen keys act without a second factor.",
      "[T1548.005] Whoever holds the policy himself and may call this raises his own rights in one step.",
    ],
    technique: {
      "T1098.003": "The rewritten policy adds privileges to all identities that hold it.",
      "T1548.005": "A permission to edit policies is abused to elevate access.",
    },
    caveats: [
      "[versions] Without setAsDefault the version has no effect until SetDefaultPolicyVersion; look for it later in the log.",
      "[versions] A policy has at most five versions, so that a DeletePolicyVersion often comes just before, and what it deleted is gone.",
      "[api] The record has the new document but not the former default; and it exists for customer managed policies only, since AWS edits its own without an event in the account.",
    ],
  },
  SetDefaultPolicyVersion: {
    does: "[api] Makes another existing version of a managed policy the one that holds.",
    matters:
      "[T1548.005] It changes permissions without any document in the record. An older version with wide rights can be brought back by one short call.",
    benign:
      "[versions] The intended way back after a bad change: the version before, set by the one who made the bad version, shortly after it.",
    consequences: [
      "[T1548.005] A user who may call it on a policy of his own can pick the most permissive of the five versions.",
      "[versions] All identities that hold the policy change their permissions together.",
      "[reason] Switched for a minute and back, it leaves no trace in the account, only these two records.",
    ],
    technique: {
      "T1098.003":
        "Holders of the policy may gain the additional privileges of the chosen version.",
      "T1548.005": "Dormant permissions are made effective to elevate access.",
    },
    caveats: [
      "[api] The record has policyArn and versionId only. What that version says is known from CreatePolicy or CreatePolicyVersion, or from the live account.",
    ],
  },
  DeletePolicyVersion: {
    does: "[api] Deletes a version of a managed policy that is not the default.",
    matters:
      "[T1070] The history of the policy gets shorter, and with it the proof of what once held and the means to return to it.",
    benign:
      "[versions] Tools do it each time they add a sixth version. The oldest is deleted, and CreatePolicyVersion follows in the same second.",
    consequences: [
      "[T1531] After a harmful change the good version is no longer there to switch back to.",
      "[T1070] A permissive version that served for some minutes disappears from the account.",
    ],
    technique: {
      T1531: "The way back to the former access is destroyed.",
      T1070: "A trace of what had been allowed is removed.",
    },
    caveats: [
      "[versions] The document of the deleted version is not recorded; numbers are never used again, so a new version gets a higher one.",
    ],
  },
  DeletePolicy: {
    does: "[api] Deletes a customer managed policy together with its default version: the policy is gone from the account.",
    matters:
      "[reason] The event makes removals of policies visible, which change tracking and audits need. IAM accepts it only when no user, group or role holds the policy and no other version is left, so the permissions were lost by the Detach… calls before it; this call ends the definition itself.",
    benign:
      "[reason] The clean-up of an application: detach, delete the older versions, delete the policy, in this order by one caller or by CloudFormation. Policies that nobody held for months are deleted in reviews.",
    consequences: [
      "[reason] Accidental deletion, where the permission to delete is given without limits: the configuration of access is lost and has to be rebuilt by hand.",
      "[T1562] Unauthorized removal of controls: deleting a policy of Deny statements, after it was detached, makes the return of the guard rail harder, and access stays open that it forbade. A policy that only allowed never opens anything by going away.",
      "[reason] Compliance and audit: a deletion without a documented reason cannot be justified later, and investigations miss the document that once decided.",
      "[identifiers] A policy made again under the name and path has the same ARN but another id, and starts again at version v1.",
    ],
    technique: {
      T1531: "With its policy gone, access cannot simply be given back.",
      T1485: "A definition that may exist nowhere else is destroyed.",
      T1562: "A guard rail is removed for good.",
    },
    caveats: [
      "[api] The record has the policyArn only. Document, versions and holders come from earlier events.",
      "[api] A policy still attached or with further versions gives DeleteConflictException; use as a permissions boundary is ended by Delete…PermissionsBoundary, not by a Detach.",
      "[reason] AWS Organizations has an event of the same name for its own policies, so eventSource must be looked at too.",
    ],
  },
};
