import { operationNoun } from "./operation-words.ts";

/** The read call whose answer shows that an undoing call worked. */
export interface Check {
  readonly read: string;
  /** Members of the read call that are taken from the undoing call. */
  readonly takes: readonly string[];
  /** What the answer must do, after "the answer". */
  readonly expect: string;
}

const there = "must list the %";
const gone = "must no longer list the %";
const refused = "must be the error NoSuchEntity";
const earlier = "must show the earlier state";

type Row = readonly [api: string, read: string, takes: string, expect: string];

const rows: readonly Row[] = [
  ["AttachUserPolicy", "ListAttachedUserPolicies", "UserName", there],
  ["AttachGroupPolicy", "ListAttachedGroupPolicies", "GroupName", there],
  ["AttachRolePolicy", "ListAttachedRolePolicies", "RoleName", there],
  ["DetachUserPolicy", "ListAttachedUserPolicies", "UserName", gone],
  ["DetachGroupPolicy", "ListAttachedGroupPolicies", "GroupName", gone],
  ["DetachRolePolicy", "ListAttachedRolePolicies", "RoleName", gone],
  ["PutUserPolicy", "GetUserPolicy", "UserName PolicyName", earlier],
  ["PutGroupPolicy", "GetGroupPolicy", "GroupName PolicyName", earlier],
  ["PutRolePolicy", "GetRolePolicy", "RoleName PolicyName", earlier],
  ["DeleteUserPolicy", "ListUserPolicies", "UserName", gone],
  ["DeleteGroupPolicy", "ListGroupPolicies", "GroupName", gone],
  ["DeleteRolePolicy", "ListRolePolicies", "RoleName", gone],
  [
    "SetDefaultPolicyVersion",
    "ListPolicyVersions",
    "PolicyArn",
    "must show the earlier version as the default",
  ],
  ["CreatePolicyVersion", "ListPolicyVersions", "PolicyArn", there],
  ["DeletePolicyVersion", "ListPolicyVersions", "PolicyArn", gone],
  ["CreatePolicy", "GetPolicy", "PolicyArn", "must show the policy"],
  ["DeletePolicy", "GetPolicy", "PolicyArn", refused],
  ["PutRolePermissionsBoundary", "GetRole", "RoleName", "must show the earlier boundary"],
  ["DeleteRolePermissionsBoundary", "GetRole", "RoleName", "must show no permissions boundary"],
  ["PutUserPermissionsBoundary", "GetUser", "UserName", "must show the earlier boundary"],
  ["DeleteUserPermissionsBoundary", "GetUser", "UserName", "must show no permissions boundary"],
  ["CreateRole", "GetRole", "RoleName", "must show the role"],
  ["CreateServiceLinkedRole", "GetRole", "RoleName", "must show the role"],
  ["UpdateRole", "GetRole", "RoleName", earlier],
  ["UpdateRoleDescription", "GetRole", "RoleName", earlier],
  ["UpdateAssumeRolePolicy", "GetRole", "RoleName", "must show the earlier trust policy"],
  ["DeleteRole", "GetRole", "RoleName", refused],
  ["DeleteServiceLinkedRole", "GetRole", "RoleName", `${refused}, after a while`],
  ["CreateUser", "GetUser", "UserName", "must show the user"],
  ["UpdateUser", "GetUser", "UserName", earlier],
  ["DeleteUser", "GetUser", "UserName", refused],
  ["CreateGroup", "GetGroup", "GroupName", "must show the group"],
  ["UpdateGroup", "GetGroup", "GroupName", earlier],
  ["DeleteGroup", "GetGroup", "GroupName", refused],
  ["AddUserToGroup", "ListGroupsForUser", "UserName", "must list the group"],
  ["RemoveUserFromGroup", "ListGroupsForUser", "UserName", "must not list the group"],
  ["CreateInstanceProfile", "GetInstanceProfile", "InstanceProfileName", "must show the profile"],
  ["AddRoleToInstanceProfile", "GetInstanceProfile", "InstanceProfileName", "must show the role"],
  [
    "RemoveRoleFromInstanceProfile",
    "GetInstanceProfile",
    "InstanceProfileName",
    "must not show the role",
  ],
  ["DeleteInstanceProfile", "GetInstanceProfile", "InstanceProfileName", refused],
  ["CreateAccessKey", "ListAccessKeys", "UserName", there],
  ["UpdateAccessKey", "ListAccessKeys", "UserName", "must show the key with the status meant"],
  ["DeleteAccessKey", "ListAccessKeys", "UserName", gone],
  ["CreateLoginProfile", "GetLoginProfile", "UserName", "must show the login profile"],
  ["UpdateLoginProfile", "GetLoginProfile", "UserName", "must say that a reset is required"],
  ["DeleteLoginProfile", "GetLoginProfile", "UserName", refused],
  ["EnableMFADevice", "ListMFADevices", "UserName", there],
  ["DeactivateMFADevice", "ListMFADevices", "UserName", gone],
  ["CreateVirtualMFADevice", "ListVirtualMFADevices", "", there],
  ["DeleteVirtualMFADevice", "ListVirtualMFADevices", "", gone],
  ["UploadSSHPublicKey", "ListSSHPublicKeys", "UserName", there],
  ["UpdateSSHPublicKey", "ListSSHPublicKeys", "UserName", "must show the status meant"],
  ["DeleteSSHPublicKey", "ListSSHPublicKeys", "UserName", gone],
  ["UploadSigningCertificate", "ListSigningCertificates", "UserName", there],
  ["UpdateSigningCertificate", "ListSigningCertificates", "UserName", "must show the status meant"],
  ["DeleteSigningCertificate", "ListSigningCertificates", "UserName", gone],
  ["CreateServiceSpecificCredential", "ListServiceSpecificCredentials", "UserName", there],
  [
    "UpdateServiceSpecificCredential",
    "ListServiceSpecificCredentials",
    "UserName",
    "must show the status meant",
  ],
  ["DeleteServiceSpecificCredential", "ListServiceSpecificCredentials", "UserName", gone],
  ["UpdateServerCertificate", "ListServerCertificates", "", "must list it as before"],
  ["DeleteServerCertificate", "ListServerCertificates", "", gone],
  ["CreateOpenIDConnectProvider", "ListOpenIDConnectProviders", "", there],
  ["DeleteOpenIDConnectProvider", "ListOpenIDConnectProviders", "", gone],
  [
    "AddClientIDToOpenIDConnectProvider",
    "GetOpenIDConnectProvider",
    "OpenIDConnectProviderArn",
    "must show the audience",
  ],
  [
    "RemoveClientIDFromOpenIDConnectProvider",
    "GetOpenIDConnectProvider",
    "OpenIDConnectProviderArn",
    "must not show the audience",
  ],
  [
    "UpdateOpenIDConnectProviderThumbprint",
    "GetOpenIDConnectProvider",
    "OpenIDConnectProviderArn",
    "must show the earlier thumbprints",
  ],
  ["CreateSAMLProvider", "ListSAMLProviders", "", there],
  ["UpdateSAMLProvider", "GetSAMLProvider", "SAMLProviderArn", "must show the earlier metadata"],
  ["DeleteSAMLProvider", "ListSAMLProviders", "", gone],
  ["UpdateAccountPasswordPolicy", "GetAccountPasswordPolicy", "", "must show the earlier rules"],
  ["DeleteAccountPasswordPolicy", "GetAccountPasswordPolicy", "", refused],
  ["CreateAccountAlias", "ListAccountAliases", "", there],
  ["DeleteAccountAlias", "ListAccountAliases", "", gone],
  [
    "SetSecurityTokenServicePreferences",
    "GetAccountSummary",
    "",
    "must show the earlier GlobalEndpointTokenVersion",
  ],
  ["PutAccountProperties", "GetAccountProperties", "", "must show the earlier properties"],
  [
    "EnableOrganizationsRootCredentialsManagement",
    "ListOrganizationsFeatures",
    "",
    "must list RootCredentialsManagement",
  ],
  [
    "DisableOrganizationsRootCredentialsManagement",
    "ListOrganizationsFeatures",
    "",
    "must no longer list RootCredentialsManagement",
  ],
  ["EnableOrganizationsRootSessions", "ListOrganizationsFeatures", "", "must list RootSessions"],
  [
    "DisableOrganizationsRootSessions",
    "ListOrganizationsFeatures",
    "",
    "must no longer list RootSessions",
  ],
  [
    "EnableOutboundWebIdentityFederation",
    "GetOutboundWebIdentityFederationInfo",
    "",
    "must say that it is enabled",
  ],
  [
    "DisableOutboundWebIdentityFederation",
    "GetOutboundWebIdentityFederationInfo",
    "",
    "must say that it is disabled",
  ],
  ["RejectDelegationRequest", "GetDelegationRequest", "DelegationRequestId", "must say rejected"],
  ["UpdateDelegationRequest", "GetDelegationRequest", "DelegationRequestId", earlier],
  ["TagUser", "ListUserTags", "UserName", "must show the earlier tags"],
  ["UntagUser", "ListUserTags", "UserName", "must show the earlier tags"],
  ["TagRole", "ListRoleTags", "RoleName", "must show the earlier tags"],
  ["UntagRole", "ListRoleTags", "RoleName", "must show the earlier tags"],
  ["TagPolicy", "ListPolicyTags", "PolicyArn", "must show the earlier tags"],
  ["UntagPolicy", "ListPolicyTags", "PolicyArn", "must show the earlier tags"],
  ["TagInstanceProfile", "ListInstanceProfileTags", "InstanceProfileName", earlier],
  ["UntagInstanceProfile", "ListInstanceProfileTags", "InstanceProfileName", earlier],
  ["TagMFADevice", "ListMFADeviceTags", "SerialNumber", earlier],
  ["UntagMFADevice", "ListMFADeviceTags", "SerialNumber", earlier],
  [
    "TagOpenIDConnectProvider",
    "ListOpenIDConnectProviderTags",
    "OpenIDConnectProviderArn",
    earlier,
  ],
  [
    "UntagOpenIDConnectProvider",
    "ListOpenIDConnectProviderTags",
    "OpenIDConnectProviderArn",
    earlier,
  ],
  ["TagSAMLProvider", "ListSAMLProviderTags", "SAMLProviderArn", earlier],
  ["UntagSAMLProvider", "ListSAMLProviderTags", "SAMLProviderArn", earlier],
  ["TagServerCertificate", "ListServerCertificateTags", "ServerCertificateName", earlier],
  ["UntagServerCertificate", "ListServerCertificateTags", "ServerCertificateName", earlier],
];

const ec2Check: Check = {
  read: "ec2:DescribeIamInstanceProfileAssociations",
  takes: [],
  expect: "must show the profile at every instance that used it",
};

const checks: ReadonlyMap<string, Check> = new Map([
  ...rows.map(([api, read, takes, expect]): [string, Check] => [
    `iam:${api}`,
    {
      read: `iam:${read}`,
      takes: takes.split(" ").filter((one) => one !== ""),
      expect: expect.replace("%", operationNoun(api)),
    },
  ]),
  ["ec2:AssociateIamInstanceProfile", ec2Check],
  ["ec2:ReplaceIamInstanceProfileAssociation", ec2Check],
]);

/** The check for an undoing call, `service:Action`; null when there is none. */
export function checkFor(api: string): Check | null {
  return checks.get(api) ?? null;
}
