/** Actions that make or change the credentials of a user. */
const credentialActions: readonly string[] = [
  "iam:CreateAccessKey",
  "iam:UpdateAccessKey",
  "iam:CreateLoginProfile",
  "iam:UpdateLoginProfile",
  "iam:DeactivateMFADevice",
  "iam:CreateServiceSpecificCredential",
  "iam:ResetServiceSpecificCredential",
  "iam:UploadSSHPublicKey",
  "iam:UploadSigningCertificate",
];

/** Actions that read data or secrets. */
export const dataActions: readonly string[] = [
  "s3:GetObject",
  "dynamodb:Scan",
  "secretsmanager:GetSecretValue",
  "ssm:GetParameter",
  "kms:Decrypt",
  "rds:CopyDBSnapshot",
  "ec2:CreateSnapshot",
];

/** Actions that stop, blind or remove the audit log. */
export const loggingActions: readonly string[] = [
  "cloudtrail:StopLogging",
  "cloudtrail:DeleteTrail",
  "cloudtrail:UpdateTrail",
  "cloudtrail:PutEventSelectors",
  "config:StopConfigurationRecorder",
  "guardduty:DeleteDetector",
];

/** Actions for which an account should ask a person for a second factor. */
export const sensitiveActions: readonly string[] = [
  ...credentialActions,
  "cloudtrail:StopLogging",
  "cloudtrail:DeleteTrail",
  "iam:AddUserToGroup",
  "iam:AttachGroupPolicy",
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:CreatePolicyVersion",
  "iam:CreateRole",
  "iam:CreateUser",
  "iam:DeletePolicy",
  "iam:DeleteRole",
  "iam:DeleteUser",
  "iam:DetachGroupPolicy",
  "iam:DetachRolePolicy",
  "iam:DetachUserPolicy",
  "iam:PutGroupPolicy",
  "iam:PutRolePolicy",
  "iam:PutUserPolicy",
  "iam:SetDefaultPolicyVersion",
  "iam:UpdateAssumeRolePolicy",
  "kms:DisableKey",
  "kms:ScheduleKeyDeletion",
  "organizations:LeaveOrganization",
  "rds:DeleteDBInstance",
  "s3:DeleteBucket",
];
