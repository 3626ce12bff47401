import type { WrittenTexts } from "./action-text.ts";

/** What reading users, groups and roles gives away. */
export const identityReadTexts: WrittenTexts = {
  GetUser: {
    does: "[api] Returns path, id, ARN, date of creation, boundary and tags of a user; without a name those of the caller.",
    matters:
      "[T1087.004] Without a name it tells a thief whose key he found; even the refusal names the identity in its message.",
    benign: "[reason] Command lines and SDK set-ups ask it to learn the account number.",
    technique: { "T1087.004": "It reveals an account's name and properties." },
    caveats: ["[api] requestParameters are null when the caller asks about itself."],
  },
  GetUserPolicy: {
    does: "[api] Returns the document of one inline policy of a user.",
    matters:
      "[T1069.003] It shows exactly what the user may do, and what an attacker could do with its keys.",
    benign: "[reason] Terraform reads it in each plan; posture scanners read all of them in a row.",
    technique: { "T1069.003": "Permissions of an identity are found out." },
  },
  ListUsers: {
    does: "[api] Lists the users of the account, with ids, dates and when a password was last used.",
    matters:
      "[T1087.004] It yields the targets: names of people and of programs, and those that have slept for long.",
    benign:
      "[reason] The console's page of users, inventories and scanners, always with ListAccessKeys and the like close by.",
    technique: { "T1087.004": "All user accounts are enumerated." },
  },
  ListUserPolicies: {
    does: "[api] Lists the names of the inline policies of a user.",
    matters:
      "[T1069.003] One step in finding a user with rights worth stealing; names alone often say enough.",
    benign: "[reason] The console asks it whenever somebody opens a user.",
    technique: { "T1069.003": "It maps which permissions a user holds directly." },
  },
  ListAttachedUserPolicies: {
    does: "[api] Lists the managed policies attached to a user.",
    matters:
      "[T1069.003] AdministratorAccess in the answer tells a thief that he needs nothing else. It is usually his second call.",
    benign: "[reason] Shown by the console on the page of a user, and part of each access review.",
    technique: { "T1069.003": "Privileges of an account are looked up." },
  },
  ListGroupsForUser: {
    does: "[api] Lists the groups of a user.",
    matters: "[T1069.003] Group names lead to the rights that do not hang on the user directly.",
    benign: "[reason] Console pages and leaver scripts ask it before they change anything.",
    technique: { "T1069.003": "Membership in cloud groups is discovered." },
  },
  ListUserTags: {
    does: "[api] Lists the tags of a user.",
    matters:
      "[abac] Where access goes by tags it shows which tag opens what; tags may also hold mail addresses and departments.",
    benign: "[reason] Infrastructure tools compare tags on each run.",
    technique: {},
  },
  GetGroup: {
    does: "[api] Returns a group with its members.",
    matters: "[T1069.003] It names the people behind a privileged group, the ones to phish.",
    benign: "[reason] Access reviews and the console's group page.",
    technique: { "T1069.003": "Members of a cloud group are enumerated." },
  },
  GetGroupPolicy: {
    does: "[api] Returns the document of an inline policy of a group.",
    matters: "[T1069.003] It tells what joining this group would bring.",
    benign: "[reason] Drift checks of infrastructure code.",
    technique: { "T1069.003": "Permissions of a cloud group are read." },
  },
  ListAttachedGroupPolicies: {
    does: "[api] Lists the managed policies attached to a group.",
    matters: "[T1069.003] It singles out the groups of administrators.",
    benign: "[reason] Reviews, scanners and the console.",
    technique: { "T1069.003": "It shows the privileges of a group." },
  },
  ListGroupPolicies: {
    does: "[api] Lists the names of a group's inline policies.",
    matters: "[T1069.003] It points to documents to read next with GetGroupPolicy.",
    benign: "[reason] Any inventory of permissions begins so.",
    technique: { "T1069.003": "Policies of a group are enumerated." },
  },
  ListGroups: {
    does: "[api] Lists the groups of the account.",
    matters: "[T1069.003] Names like admins or billing draw the map of power in the account.",
    benign: "[reason] Console, scanners, and scripts that add joiners.",
    technique: { "T1069.003": "Cloud groups are enumerated." },
  },
  GetRole: {
    does: "[api] Returns a role with its trust policy, boundary, longest session, tags and when it was last used.",
    matters:
      "[T1087.004] The trust policy says whom to become in order to get the role, and its last use whether somebody would notice.",
    benign:
      "[reason] Among the most frequent reads: services, Terraform and CloudFormation check the role that they pass.",
    technique: { "T1087.004": "Details of an identity are read." },
  },
  GetRolePolicy: {
    does: "[api] Returns the document of an inline policy of a role.",
    matters: "[T1069.003] Shows what a session of the role could do, before anybody tries.",
    benign: "[reason] Every plan of Terraform over a role with inline policies reads it.",
    technique: { "T1069.003": "Permissions of a role are discovered." },
  },
  GetRoleTemplateVersion: {
    does: "[api] Returns a version of a role template: names, trust, policies, boundary and tags of the roles that it makes.",
    matters: "[reason] It tells which permissions AcquireRole would bring.",
    benign: "[rolemanager] Role manager shows it to a person who picks a role.",
    technique: {},
  },
  GetServiceLinkedRoleDeletionStatus: {
    does: "[api] Tells how the deletion of a service-linked role goes, and why it failed.",
    matters: "[reason] Little; a failure lists the resources that still use the role.",
    benign: "[reason] Tools ask it repeatedly after DeleteServiceLinkedRole until the task ends.",
    technique: {},
  },
  ListAttachedRolePolicies: {
    does: "[api] Lists the managed policies attached to a role.",
    matters: "[T1069.003] It finds the roles that are worth assuming or passing to a service.",
    benign: "[reason] Console pages, deployments and scanners; very frequent.",
    technique: { "T1069.003": "Privileges of a role are looked up." },
  },
  ListRolePolicies: {
    does: "[api] Lists the names of a role's inline policies.",
    matters: "[T1069.003] It belongs to a walk over all roles in search of wide permissions.",
    benign: "[reason] Infrastructure code asks it before the deletion of a role.",
    technique: { "T1069.003": "Inline permissions of a role are enumerated." },
  },
  ListRoles: {
    does: "[api] Lists all roles with their trust policies.",
    matters:
      "[T1087.004] One call gives every trust policy of the account: which roles outsiders, other accounts or a wildcard may assume.",
    benign: "[reason] Consoles of many services list roles to choose from; scanners do it daily.",
    technique: { "T1087.004": "All roles of the account are enumerated." },
  },
  ListRoleTags: {
    does: "[api] Lists the tags of a role.",
    matters:
      "[abac] Tags of a role become those of its sessions, so they show which access by tag it opens.",
    benign: "[reason] Read by the console and by cost tools.",
    technique: {},
  },
  ListInstanceProfilesForRole: {
    does: "[api] Lists the instance profiles that hold a role.",
    matters:
      "[T1087.004] It leads from a strong role to the servers from which its credentials can be taken.",
    benign: "[reason] Asked before a role is deleted, by console and tools alike.",
    technique: { "T1087.004": "It shows where an identity is used." },
  },
  GetInstanceProfile: {
    does: "[api] Returns an instance profile with the role inside.",
    matters: "[T1087.004] It tells which rights an instance with the profile has.",
    benign: "[reason] EC2 tools and Terraform look it up before they start instances.",
    technique: { "T1087.004": "The identity behind a workload is read." },
  },
  ListInstanceProfiles: {
    does: "[api] Lists the instance profiles of the account with their roles.",
    matters:
      "[T1087.004] These are the roles that a caller with iam:PassRole and the right to start instances can aim at.",
    benign: "[reason] The EC2 console fills its list of roles from it.",
    technique: { "T1087.004": "Identities for servers are enumerated." },
  },
  ListInstanceProfileTags: {
    does: "[api] Lists the tags of an instance profile.",
    matters: "[reason] Hardly anything beyond owner and purpose of the servers.",
    benign: "[reason] A routine read of tools that keep tags in order.",
    technique: {},
  },
};
