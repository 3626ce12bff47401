import type { WrittenTexts } from "./action-text.ts";

/** Groups, their members and their policies. */
export const groupTexts: WrittenTexts = {
  CreateGroup: {
    does: "[api] Creates an empty group of users.",
    matters:
      "[reason] The group itself gives nothing; what counts are the policies and members that follow.",
    benign:
      "[practices] Groups are the advised way of giving users permissions, so a new one mostly means order.",
    consequences: [
      "[T1098] A group with a harmless name can become a second way to administrator rights once a policy is attached.",
      "[reason] A review by known group names does not see it.",
      "[quotas] A user can be in ten groups, so that one more hardly stands out.",
    ],
    technique: {
      T1098: "The structure through which accounts get their rights is extended.",
    },
    caveats: [
      "[api] Neither members nor policies can be given in this call; look for AddUserToGroup and the policy calls on the same groupName.",
    ],
  },
  UpdateGroup: {
    does: "[api] Changes the name or the path of a group. Members and policies stay.",
    matters:
      "[rename] Policies that allow the management of groups by name or path may match another set of groups afterwards.",
    benign:
      "[reason] A reorganization, seen as several renamings by the same administrator in one hour.",
    consequences: [
      "[T1098] A privileged group moved to a path that others may manage can be filled by them.",
      "[reason] Alerts that watch the group by its old name fall silent.",
    ],
    technique: {
      T1098: "The group is altered so that rules for its name or path apply differently.",
    },
    caveats: [
      "[api] The request has groupName (old) and newGroupName or newPath; events before and after must be joined by the group id.",
    ],
  },
  DeleteGroup: {
    does: "[api] Deletes a group that has no members and no policies any more.",
    matters:
      "[T1531] The former members have lost what the group gave them, by the calls just before this one.",
    benign: "[reason] A team was dissolved, or access moved to single sign-on.",
    consequences: [
      "[T1531] Users keep only their direct permissions, which may be none.",
      "[reason] A Deny in a policy of the group no longer protects anything.",
      "[identifiers] A group made again under the name has a new unique id.",
      "[reason] Approvals and alarms that name the group no longer fit anything.",
    ],
    technique: {
      T1531: "Removing the group removes the access of its members.",
    },
    caveats: [
      "[api] Who was in it and what it allowed is not in this record; the RemoveUserFromGroup and policy events before it tell.",
    ],
  },
  AddUserToGroup: {
    does: "[api] Makes a user a member of a group, with all permissions of the group from then on.",
    matters:
      "[T1098.003] Joining a group of administrators is an escalation that touches no policy at all.",
    benign:
      "[reason] The everyday way in which joiners get access; the caller is an administrator and another person than the user.",
    consequences: [
      "[T1098.003] The user, with all its keys and sessions, holds the rights of the group within seconds.",
      "[reason] Somebody who adds himself needs only iam:AddUserToGroup to reach the most powerful group that the permission covers.",
      "[boundary] A permissions boundary of the user still limits what the group grants.",
    ],
    technique: {
      "T1098.003": "Membership gives an existing account additional privileges.",
    },
    caveats: [
      "[api] Adding a member again succeeds without effect and leaves the same record.",
      "[api] A group or user that does not exist gives NoSuchEntityException, by which names can be probed.",
    ],
  },
  RemoveUserFromGroup: {
    does: "[api] Takes a user out of a group.",
    matters:
      "[reason] The user loses the grants of the group, and also its restrictions, for instance a Deny of everything without MFA.",
    benign: "[reason] Change of job or leaving; before DeleteUser it is required.",
    consequences: [
      "[T1531] Administrators removed in a row are locked out while somebody else works on.",
      "[evaluation] If the group carried a Deny, the direct permissions of the user count again in full.",
    ],
    technique: {
      T1531: "Access is removed from an account.",
    },
    caveats: ["[api] The record does not tell what the group allowed."],
  },
};

/** What groups are allowed. */
export const groupPolicyTexts: WrittenTexts = {
  AttachGroupPolicy: {
    does: "[api] Attaches a managed policy to a group; every member has its permissions from then on.",
    matters:
      "[T1098.003] One call changes the rights of many people, also of those who join later.",
    benign:
      "[practices] The advised way to give a team permissions. A job-function policy on a team's group is ordinary.",
    consequences: [
      "[T1098.003] With AdministratorAccess on a group of developers each of their keys is one of an administrator.",
      "[reason] An intruder who is a member himself need not touch his own user.",
      "[reason] Access reviews that look at users see nothing new, because no user was changed.",
    ],
    technique: {
      "T1098.003": "All member accounts gain the privileges of the policy.",
    },
    caveats: [
      "[api] Members are not in the record, so whom it concerns must be read from AddUserToGroup events or the live account.",
      "[quotas] Ten managed policies are the default limit of a group; one more is refused with LimitExceededException.",
    ],
  },
  DetachGroupPolicy: {
    does: "[api] Takes a managed policy off a group. Its members stop to inherit the permissions that the policy defines; the policy itself remains.",
    matters:
      "[reason] It should be watched to follow how the permissions of groups change and to keep access control as it is meant: a grant is taken from many people, or, if the policy denied things, a guard rail falls for all of them.",
    benign:
      "[reason] Old job-function policies are replaced by narrower ones: the new one is attached a moment before or after, by the same caller, with a change request. Before DeleteGroup it is required.",
    consequences: [
      "[reason] More risk of unauthorized access, where the policy held Deny statements: members can do what it had forbidden. Detaching a policy that only allowed things never widens access.",
      "[T1531] Members lose permissions that their work needs; operations and emergency access fail until it is attached again.",
      "[T1562] Access control is weakened when the policy was the guard rail, such as one that demands MFA or denies changes of the log.",
      "[reason] A violation of compliance rules, which ask for a reason and a record of each change of access; without them auditors report it and penalties can follow.",
    ],
    technique: {
      T1531: "The members of the group lose access.",
      T1562:
        "A policy that protected the account by Deny statements no longer holds for the members.",
    },
    caveats: [
      "[api] Only managed policies are detached; the removal of an inline policy of a group is logged as DeleteGroupPolicy.",
      "[api] The record has groupName and policyArn, neither the members nor the document. Together with DeletePolicy soon after, it is the first half of a destruction.",
    ],
  },
  PutGroupPolicy: {
    does: "[api] Writes an inline policy into a group, or replaces the one of the same name.",
    matters:
      "[T1098.003] All members get what the document allows, and the grant is not listed among the policies of the account.",
    benign:
      "[reason] Found in older set-ups, where each team's group has one inline policy that is edited now and then.",
    consequences: [
      "[T1098.003] A member who may call it on his own group gives himself any permission.",
      "[api] The earlier document of that name, with its restrictions, is overwritten.",
      "[reason] Users who join later get the permissions too, without anybody thinking of it.",
    ],
    technique: {
      "T1098.003": "Privileges are added to the accounts in the group.",
    },
    caveats: [
      "[quotas] Up to 5,120 characters for all inline policies of the group, white space not counted.",
      "[api] The record cannot tell a new policy from a replaced one.",
    ],
  },
  DeleteGroupPolicy: {
    does: "[api] Deletes one inline policy of a group.",
    matters: "[reason] A grant, or a restriction, ends for all members at once.",
    benign:
      "[reason] Tidying up while inline policies are turned into managed ones; the attachment of the successor is close by.",
    consequences: [
      "[T1531] Members are refused what only this document allowed.",
      "[evaluation] What the document denied is decided by the other policies alone.",
    ],
    technique: {
      T1531: "Access of many accounts is removed at once.",
    },
    caveats: [
      "[api] The text of the policy is not recorded here; without an earlier PutGroupPolicy in the log it is lost.",
    ],
  },
};
