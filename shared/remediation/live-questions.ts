/** Name of the variable, and the question to a person. */
export type Question = readonly [name: string, question: string];

/** What only the account as it is now can tell; by call and member. */
export const liveQuestions: Readonly<Record<string, Question>> = {
  "DeactivateMFADevice.SerialNumber": [
    "MFA_SERIAL_NUMBERS",
    "Which MFA devices does the user have now?",
  ],
  "DeleteAccessKey.AccessKeyId": ["ACCESS_KEY_IDS", "Which access keys does the user have now?"],
  "DeleteAccountAlias.AccountAlias": ["ACCOUNT_ALIAS", "Which alias does the account have now?"],
  "DeleteGroupPolicy.PolicyName": [
    "INLINE_POLICY_NAMES",
    "Which inline policies does the group have now?",
  ],
  "DeletePolicyVersion.VersionId": [
    "OTHER_VERSION_IDS",
    "Which versions besides the default does the policy have now?",
  ],
  "DeleteRolePolicy.PolicyName": [
    "INLINE_POLICY_NAMES",
    "Which inline policies does the role have now?",
  ],
  "DeleteSSHPublicKey.SSHPublicKeyId": [
    "SSH_KEY_IDS",
    "Which SSH public keys does the user have now?",
  ],
  "DeleteServiceSpecificCredential.ServiceSpecificCredentialId": [
    "SERVICE_CREDENTIAL_IDS",
    "Which service-specific credentials does the user have now?",
  ],
  "DeleteSigningCertificate.CertificateId": [
    "CERTIFICATE_IDS",
    "Which signing certificates does the user have now?",
  ],
  "DeleteUserPolicy.PolicyName": [
    "INLINE_POLICY_NAMES",
    "Which inline policies does the user have now?",
  ],
  "DetachGroupPolicy.GroupName": ["ATTACHED_GROUPS", "Which groups is the policy attached to now?"],
  "DetachGroupPolicy.PolicyArn": [
    "GROUP_POLICY_ARNS",
    "Which managed policies (ARNs) does the group have now?",
  ],
  "DetachRolePolicy.PolicyArn": [
    "ROLE_POLICY_ARNS",
    "Which managed policies (ARNs) does the role have now?",
  ],
  "DetachRolePolicy.RoleName": ["ATTACHED_ROLES", "Which roles is the policy attached to now?"],
  "DetachUserPolicy.PolicyArn": [
    "USER_POLICY_ARNS",
    "Which managed policies (ARNs) does the user have now?",
  ],
  "DetachUserPolicy.UserName": ["ATTACHED_USERS", "Which users is the policy attached to now?"],
  "RemoveRoleFromInstanceProfile.InstanceProfileName": [
    "INSTANCE_PROFILES",
    "Which instance profiles hold the role now?",
  ],
  "RemoveRoleFromInstanceProfile.RoleName": [
    "PROFILE_ROLES",
    "Which role is in the instance profile now?",
  ],
  "RemoveUserFromGroup.GroupName": ["USER_GROUPS", "Of which groups is the user a member now?"],
  "RemoveUserFromGroup.UserName": ["GROUP_MEMBERS", "Which users are members of the group now?"],
  "UpdateSSHPublicKey.SSHPublicKeyId": [
    "RESTORED_KEY_ID",
    "Which id did the restored SSH public key get?",
  ],
  "UpdateSigningCertificate.CertificateId": [
    "RESTORED_CERTIFICATE_ID",
    "Which id did the restored signing certificate get?",
  ],
  "ec2:ReplaceIamInstanceProfileAssociation.AssociationId": [
    "ASSOCIATION_IDS",
    "Which association (iip-assoc-…) does each instance have that used the profile?",
  ],
};
