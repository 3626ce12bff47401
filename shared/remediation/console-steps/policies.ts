import type { ConsoleSteps } from "../console-template.ts";

/** Managed policies, their versions and attachments. */
export const policySteps: ConsoleSteps = {
  "iam:AttachUserPolicy": [
    "Open [IAM], then [Users], and choose {UserName}.",
    "On the tab [Permissions] choose [Add permissions], [Add permissions], then [Attach policies directly].",
    "Tick {PolicyArn}, choose [Next], then [Add permissions].",
  ],
  "iam:AttachGroupPolicy": [
    "Open [IAM], then [User groups], and choose {GroupName}.",
    "On the tab [Permissions] choose [Add permissions], then [Attach policies].",
    "Tick {PolicyArn} and choose [Attach policies].",
  ],
  "iam:AttachRolePolicy": [
    "Open [IAM], then [Roles], and choose {RoleName}.",
    "On the tab [Permissions] choose [Add permissions], then [Attach policies].",
    "Tick {PolicyArn} and choose [Add permissions].",
  ],
  "iam:DetachUserPolicy": [
    "Open [IAM], then [Users], and choose {UserName}.",
    "On the tab [Permissions] tick {PolicyArn}, choose [Remove] and confirm.",
  ],
  "iam:DetachGroupPolicy": [
    "Open [IAM], then [User groups], and choose {GroupName}.",
    "On the tab [Permissions] tick {PolicyArn}, choose [Remove] and confirm.",
  ],
  "iam:DetachRolePolicy": [
    "Open [IAM], then [Roles], and choose {RoleName}.",
    "On the tab [Permissions] tick {PolicyArn}, choose [Remove] and confirm.",
  ],
  "iam:CreatePolicy": [
    "?Path/ The console creates policies in the path / only. This one had the path {Path}, which is part of its ARN: use the CLI or Python instead.",
    "Open [IAM], then [Policies], and choose [Create policy].",
    "Choose [JSON], replace everything by the last known document and choose [Next].",
    "Enter {PolicyName} under [Policy name].",
    "?Description Enter {Description} under [Description]; it can't be changed later.",
    "?Tags Under [Add tags] enter {Tags}.",
    "Choose [Create policy].",
  ],
  "iam:CreatePolicyVersion": [
    "Open [IAM], then [Policies], and choose {PolicyArn}.",
    "On the tab [Permissions] choose [Edit], then [JSON], and replace everything by the document of that version.",
    "Choose [Next] and clear [Set this new version as the default.].",
    "Choose [Save changes].",
  ],
  "iam:SetDefaultPolicyVersion": [
    "Open [IAM], then [Policies], and choose {PolicyArn}.",
    "On the tab [Policy versions] tick {VersionId} and choose [Set as default].",
  ],
  "iam:DeletePolicyVersion": [
    "Open [IAM], then [Policies], and choose {PolicyArn}.",
    "On the tab [Policy versions] tick {VersionId}, choose [Delete] and confirm.",
  ],
  "iam:DeletePolicy": [
    "Open [IAM], then [Policies], and tick {PolicyArn}.",
    "Choose [Delete], enter the name of the policy and choose [Delete].",
  ],
};
