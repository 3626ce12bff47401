import type { WrittenTexts } from "./action-text.ts";

/** Roles: making, changing and deleting them. */
export const roleTexts: WrittenTexts = {
  CreateRole: {
    does: "[api] Creates a role with a trust policy, which says who may assume it, and optionally with a path, description, longest session, permissions boundary and tags. The role has no permissions yet.",
    matters:
      "[T1136.003] A role is an identity that outsiders can be let into without any password or key, so the trust policy of the request is the first thing to read.",
    benign:
      "[reason] Deployment tools and consoles make roles all day, mostly trusted by an AWS service only. A role that trusts lambda.amazonaws.com and is made by the usual pipeline is routine.",
    consequences: [
      "[principal] A trust policy that names another account lets every identity there assume the role that its own administrators allow to; a wildcard principal without a condition lets in any AWS customer.",
      "[T1098.003] Somebody who plants a role that trusts an account of his own keeps a way back in after every key of the victim has been replaced.",
      "[reason] With a policy attached afterwards the role becomes a standing privilege that no list of users shows.",
      "[passrole] A role that trusts a service can be handed to it by those with iam:PassRole, and code there then uses it.",
    ],
    technique: {
      "T1136.003":
        "A new role is a new cloud identity, usable from outside as far as its trust policy allows.",
      "T1098.003":
        "A role made for oneself, then filled with policies, adds privileges to those that one had.",
    },
    caveats: [
      "[samples] The request holds the trust policy as plain JSON text, the response holds it percent-encoded.",
      "[api] The policies come in calls of their own (AttachRolePolicy, PutRolePolicy), so this record alone never tells what the role may do.",
    ],
  },
  UpdateAssumeRolePolicy: {
    does: "[api] Replaces the trust policy of a role, as a whole: what the former one allowed and the new one does not name is no longer allowed.",
    matters:
      "[T1484.002] It decides who can become the role. One added principal opens everything the role may do, without any change to its permissions.",
    benign:
      "[reason] Usual when a workload moves to another account, a cluster gets a new identity provider, or a condition such as an external id is added. Then the new document differs from the old one by an expected principal or is narrower.",
    consequences: [
      "[principal] A foreign account, a federated provider without a condition, or a wildcard as principal gives outsiders the permissions of the role.",
      "[trust] Dropping the condition on sts:ExternalId or on the source account makes the role open to a confused deputy.",
      "[reason] A principal that was left out loses the role with its next AssumeRole; sessions that it has stay valid until they expire.",
    ],
    technique: {
      "T1484.002":
        "The trust between the role and those who may assume it is changed, as when a tenant trusts a further domain.",
      "T1098.003": "Whoever is let into a role gains its permissions in addition to his own.",
      T1098: "The role is altered so that access through it persists.",
    },
    caveats: [
      "[api] The record holds the new document only. What stood before is known from CreateRole or an earlier UpdateAssumeRolePolicy, if the log reaches back to it.",
      "[principal] A principal ARN of an identity that was deleted later shows as its unique id in documents read afterwards; the record keeps the ARN as it was sent.",
    ],
  },
  UpdateRole: {
    does: "[api] Changes the description of a role or the longest session that it gives out, from one hour to twelve.",
    matters:
      "[reason] Longer sessions keep stolen credentials useful for longer. The permissions and the trust of the role stay as they are.",
    benign:
      "[reason] Mostly a description put right, or a longer session for batch jobs. Tools send both values even if one stayed the same.",
    consequences: [
      "[reason] With a maximum of twelve hours a thief has to renew stolen credentials twice a day, where one hour was the rule before.",
      "[reason] Callers choose the length of their session up to the maximum, so the change is felt only where somebody asks for more.",
    ],
    technique: {
      T1098: "A setting of an identity is changed so that access gained through it lasts longer.",
    },
    caveats: [
      "[chaining] The new limit does not hold for chained roles, whose sessions end after one hour whatever the role says.",
      "[api] Members left out of the request were not changed by this call, as far as the caller's tool does not fill them in.",
    ],
  },
  UpdateRoleDescription: {
    does: "[api] Replaces the description of a role. UpdateRole can do the same and is what current tools call.",
    matters:
      "[reason] It changes a text that reviewers rely on. A misleading description can make a planted role look official.",
    benign: "[reason] Almost always the correction of a text by a person or an old tool.",
    consequences: [
      "[reason] No permission, trust or session changes; only what people read about the role.",
      "[reason] Inventories that copy descriptions repeat the misleading one.",
    ],
    technique: {},
    caveats: [
      "[api] The former description is not in the record and is lost unless an earlier event holds it.",
    ],
  },
  DeleteRole: {
    does: "[api] Deletes a role that has no policies left and is in no instance profile.",
    matters:
      "[T1531] Whatever assumes the role stops working, and documents elsewhere that named it point to an id that no longer exists.",
    benign:
      "[reason] The end of a stack or project: the same caller detaches the policies, then deletes the role, within seconds, often as CloudFormation or Terraform.",
    consequences: [
      "[identifiers] A role made again under the same name gets another unique id, so that trust, key and bucket policies which named the old one do not match until they are saved anew.",
      "[reason] Functions, instances and pipelines that used the role fail from the next time they ask for credentials.",
      "[reason] Deleting the role that an intruder used removes the object that an investigation would look at first.",
    ],
    technique: {
      T1531: "Removing an identity that workloads rely on locks them out.",
      T1485: "The role and its settings are destroyed and can only be rebuilt from records.",
    },
    caveats: [
      "[api] The record names the role only. Its trust policy, tags and policies are known from earlier events; IAM refuses the call while policies or instance profiles remain, so the calls that took them off come just before.",
    ],
  },
  CreateServiceLinkedRole: {
    does: "[api] Creates a role for one AWS service, whose trust policy and permissions that service defines and nobody in the account can edit.",
    matters:
      "[servicelinked] It shows that a service was taken into use. The caller cannot choose what the role may do.",
    benign:
      "[servicelinked] Nearly always made by the service itself on the first use of a feature; then the caller is the service or the record has invokedBy.",
    consequences: [
      "[servicelinked] The service can act on resources of the account within the permissions that AWS fixed for it.",
      "[reason] A service that nobody in the organization uses, suddenly with a role of its own, tells of activity worth looking at.",
    ],
    technique: {
      "T1136.003": "An identity is added to the account, though only the named service can use it.",
    },
    caveats: [
      "[samples] The service is named in the member aWSServiceName, spelled so because CloudTrail lower-cases only the first letter.",
    ],
  },
  DeleteServiceLinkedRole: {
    does: "[api] Asks for the deletion of a service-linked role and returns the id of a task; the deletion itself happens later and fails while the service still has resources.",
    matters:
      "[T1531] Where it concerns a security service, that service can no longer read or act in the account.",
    benign:
      "[reason] Clean-up after a service was given up. It cannot break what is in use, because the service is asked first.",
    consequences: [
      "[servicelinked] The service loses its access until the role is made again, which most services do by themselves.",
      "[identifiers] A role made again has a new unique id.",
    ],
    technique: {
      T1531: "The access of a service is taken away.",
    },
    caveats: [
      "[api] A record without an error says that the task was accepted, not that the role is gone; GetServiceLinkedRoleDeletionStatus tells how it ended.",
    ],
  },
  AcquireRole: {
    does: "[api] Creates a role from a version of a role template: name, path, trust, inline and managed policies, boundary, tags and longest session come from there, with the given values put in.",
    matters:
      "[rolemanager] One record stands for a role with trust and permissions at once, for which otherwise CreateRole, PutRolePolicy and AttachRolePolicy would each be seen.",
    benign:
      "[rolemanager] Role manager calls it for users who pick a ready-made role. Where a role that matches the template is there already, it is returned and nothing is made.",
    consequences: [
      "[T1098.003] The role holds permissions from its first second; whoever may pass or assume it can use them at once.",
      "[reason] Checks that watch only CreateRole and the policy calls miss the new role.",
    ],
    technique: {
      "T1136.003": "A new cloud identity comes into being from a template.",
      "T1098.003": "The role arrives with the policies of the template attached.",
    },
    caveats: [
      "[api] The request names the template and the values put in, not the text of trust or policies; GetRoleTemplateVersion shows them.",
      "[rolemanager] The caller needs the permissions of the underlying calls, for instance iam:CreateRole; a refusal may name one of them and not AcquireRole.",
    ],
  },
};
