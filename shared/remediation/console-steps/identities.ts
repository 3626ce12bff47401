import type { ConsoleSteps } from "../console-template.ts";

/** Users, groups, roles and instance profiles themselves. */
export const identitySteps: ConsoleSteps = {
  "iam:CreateUser": [
    "?Path/ The console creates users in the path / only. This one had the path {Path}: use the CLI or Python instead.",
    "Open [IAM], then [Users], and choose [Create user].",
    "Enter {UserName} under [User name] and choose [Next].",
    "?PermissionsBoundary Under [Set permissions boundary] choose {PermissionsBoundary}.",
    "Choose [Next].",
    "?Tags Under [Tags] enter {Tags}.",
    "Choose [Create user].",
  ],
  "iam:UpdateUser": [
    "The console can neither rename nor move a user: use the CLI or Python for {UserName}.",
  ],
  "iam:DeleteUser": [
    "Open [IAM], then [Users], and tick {UserName}.",
    "Choose [Delete], enter the name of the user and choose [Delete user]. The console removes the user's policies, groups and credentials with it.",
  ],
  "iam:AddUserToGroup": [
    "Open [IAM], then [User groups], and choose {GroupName}.",
    "On the tab [Users] choose [Add users], tick {UserName} and choose [Add users].",
  ],
  "iam:RemoveUserFromGroup": [
    "Open [IAM], then [User groups], and choose {GroupName}.",
    "On the tab [Users] tick {UserName}, choose [Remove] and confirm.",
  ],
  "iam:CreateGroup": [
    "?Path/ The console creates groups in the path / only. This one had the path {Path}: use the CLI or Python instead.",
    "Open [IAM], then [User groups], and choose [Create group].",
    "Enter {GroupName} under [User group name] and choose [Create user group].",
  ],
  "iam:UpdateGroup": [
    "?NewPath The console can't move a group to another path: use the CLI or Python.",
    "Open [IAM], then [User groups], and choose {GroupName}.",
    "?NewGroupName Choose [Edit], enter {NewGroupName} under [User group name] and choose [Save changes].",
  ],
  "iam:DeleteGroup": [
    "Open [IAM], then [User groups], and tick {GroupName}.",
    "Choose [Delete], enter the name of the group and choose [Delete].",
  ],
  "iam:CreateRole": [
    "?Path/ The console creates roles in the path / only. This one had the path {Path}: use the CLI or Python instead.",
    "Open [IAM], then [Roles], and choose [Create role].",
    "Choose [Custom trust policy], replace everything by the earlier trust policy and choose [Next].",
    "?PermissionsBoundary Under [Set permissions boundary] choose {PermissionsBoundary}.",
    "Choose [Next] and enter {RoleName} under [Role name].",
    "?Description Enter {Description} under [Description].",
    "?Tags Under [Add tags] enter {Tags}.",
    "Choose [Create role].",
    "?MaxSessionDuration Open the role, choose [Edit] and set [Maximum session duration] to {MaxSessionDuration} seconds.",
  ],
  "iam:UpdateRole": [
    "Open [IAM], then [Roles], and choose {RoleName}.",
    "Under [Summary] choose [Edit].",
    "?Description Enter {Description} under [Description].",
    "?MaxSessionDuration Set [Maximum session duration] to {MaxSessionDuration} seconds.",
    "Choose [Save changes].",
  ],
  "iam:UpdateRoleDescription": [
    "Open [IAM], then [Roles], and choose {RoleName}.",
    "Under [Summary] choose [Edit], enter {Description} under [Description] and choose [Save changes].",
  ],
  "iam:DeleteRole": [
    "Open [IAM], then [Roles], and tick {RoleName}.",
    "Choose [Delete], enter the name of the role and choose [Delete].",
  ],
  "iam:CreateServiceLinkedRole": [
    "Open [IAM], then [Roles], and choose [Create role].",
    "Choose [AWS service] and the use case of {AWSServiceName}; where it is not offered, the service creates its role itself when it is set up, or the CLI does.",
    "Choose [Next] until [Create role].",
  ],
  "iam:DeleteServiceLinkedRole": [
    "Remove what the service keeps with this role first.",
    "Open [IAM], then [Roles], and tick {RoleName}.",
    "Choose [Delete], enter the name of the role and choose [Delete].",
  ],
  "iam:CreateInstanceProfile": [
    "The console has no page for instance profiles: create {InstanceProfileName} with the CLI or Python. Only a role made in the console gets a profile of its own name.",
  ],
  "iam:DeleteInstanceProfile": [
    "The console has no page for instance profiles and deletes one only together with a role of the same name: delete {InstanceProfileName} with the CLI or Python.",
  ],
  "iam:AddRoleToInstanceProfile": [
    "The console has no page for instance profiles: put {RoleName} into {InstanceProfileName} with the CLI or Python.",
  ],
  "iam:RemoveRoleFromInstanceProfile": [
    "The console has no page for instance profiles: take {RoleName} out of {InstanceProfileName} with the CLI or Python.",
  ],
  "ec2:AssociateIamInstanceProfile": [
    "Open [EC2] in the Region of the instance, then [Instances], and tick {InstanceId}.",
    "Choose [Actions], [Security], [Modify IAM role].",
    "Choose the instance profile {IamInstanceProfile} and choose [Update IAM role].",
  ],
  "ec2:ReplaceIamInstanceProfileAssociation": [
    "Open [EC2] in the Region of the instance, then [Instances], and tick the instance of the association {AssociationId}.",
    "Choose [Actions], [Security], [Modify IAM role].",
    "Choose the instance profile {IamInstanceProfile} and choose [Update IAM role].",
  ],
};
