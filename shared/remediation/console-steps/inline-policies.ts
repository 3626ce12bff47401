import type { ConsoleSteps } from "../console-template.ts";

/** Inline policies, permissions boundaries and trust policies. */
export const inlinePolicySteps: ConsoleSteps = {
  "iam:PutUserPolicy": [
    "Open [IAM], then [Users], and choose {UserName}.",
    "On the tab [Permissions] open the inline policy {PolicyName} and choose [Edit]; if it is not there, choose [Add permissions], then [Create inline policy].",
    "Choose [JSON], replace everything by the earlier document and choose [Next].",
    "Choose [Save changes]; for a new policy enter {PolicyName} under [Policy name] and choose [Create policy].",
  ],
  "iam:PutGroupPolicy": [
    "Open [IAM], then [User groups], and choose {GroupName}.",
    "On the tab [Permissions] open the inline policy {PolicyName} and choose [Edit]; if it is not there, choose [Add permissions], then [Create inline policy].",
    "Choose [JSON], replace everything by the earlier document and choose [Next].",
    "Choose [Save changes]; for a new policy enter {PolicyName} under [Policy name] and choose [Create policy].",
  ],
  "iam:PutRolePolicy": [
    "Open [IAM], then [Roles], and choose {RoleName}.",
    "On the tab [Permissions] open the inline policy {PolicyName} and choose [Edit]; if it is not there, choose [Add permissions], then [Create inline policy].",
    "Choose [JSON], replace everything by the earlier document and choose [Next].",
    "Choose [Save changes]; for a new policy enter {PolicyName} under [Policy name] and choose [Create policy].",
  ],
  "iam:DeleteUserPolicy": [
    "Open [IAM], then [Users], and choose {UserName}.",
    "On the tab [Permissions] tick the inline policy {PolicyName}, choose [Remove] and confirm.",
  ],
  "iam:DeleteGroupPolicy": [
    "Open [IAM], then [User groups], and choose {GroupName}.",
    "On the tab [Permissions] tick the inline policy {PolicyName}, choose [Remove] and confirm.",
  ],
  "iam:DeleteRolePolicy": [
    "Open [IAM], then [Roles], and choose {RoleName}.",
    "On the tab [Permissions] tick the inline policy {PolicyName}, choose [Remove] and confirm.",
    "Sessions that were opened meanwhile keep the rights of the role's other policies: to end them, open the tab [Revoke sessions] and choose [Revoke active sessions].",
  ],
  "iam:PutUserPermissionsBoundary": [
    "Open [IAM], then [Users], and choose {UserName}.",
    "On the tab [Permissions] open [Permissions boundary] and choose [Change boundary], or [Set permissions boundary] where there is none.",
    "Choose {PermissionsBoundary} and save.",
  ],
  "iam:PutRolePermissionsBoundary": [
    "Open [IAM], then [Roles], and choose {RoleName}.",
    "On the tab [Permissions] open [Permissions boundary] and choose [Change boundary], or [Set permissions boundary] where there is none.",
    "Choose {PermissionsBoundary} and save.",
  ],
  "iam:DeleteUserPermissionsBoundary": [
    "Open [IAM], then [Users], and choose {UserName}.",
    "On the tab [Permissions] open [Permissions boundary], choose [Remove boundary] and confirm.",
  ],
  "iam:DeleteRolePermissionsBoundary": [
    "Open [IAM], then [Roles], and choose {RoleName}.",
    "On the tab [Permissions] open [Permissions boundary], choose [Remove boundary] and confirm.",
  ],
  "iam:UpdateAssumeRolePolicy": [
    "Open [IAM], then [Roles], and choose {RoleName}.",
    "On the tab [Trust relationships] choose [Edit trust policy].",
    "Replace everything by the earlier trust policy and choose [Update policy].",
    "To end the sessions that were opened meanwhile, open the tab [Revoke sessions] and choose [Revoke active sessions].",
  ],
};
