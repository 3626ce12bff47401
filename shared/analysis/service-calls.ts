import { call } from "./service-call.ts";
import type { ServiceCall } from "./service-call.ts";
import { logStoreCalls } from "./log-store-calls.ts";
import { handingCalls } from "./past/handing-calls.ts";
import { named, ownAccount, passed, signedIn } from "./service-targets.ts";

const policy = named(["organization", "Organization policy", "policy"], "policyId");
const account = named(["account", "Account", "account"], "accountId");
const permissionSet = named(["permission-set", "Permission set", "arn"], "permissionSetArn");
const directoryGroup = named(["group", "Identity Center group", "other"], "groupId");
const anchor = named(["trust-anchor", "Trust anchor", "other"], "name", "trustAnchorId");
const profile = named(["profile", "Roles Anywhere profile", "other"], "name", "profileId");

const handOn = (what: string): ServiceCall =>
  call(
    passed,
    `handed to ${what}`,
    "medium",
    "Whoever controls the resource can use what the role may do.",
    "Stop the resource, take the role from it and limit iam:PassRole of the actor.",
  );

const signIn = "A sign-in changes nothing; it shows how a credential was used.";
const noWayBack = "A sign-in can't be taken back: end the user's sessions and change its password.";
const guard =
  "It decides what every account below may do at most, or who belongs to the organization.";
const restore = "Restore the earlier state in the organization's management account.";
const ssoWhy = "It decides who may do what in an account through Identity Center.";
const ssoBack = "Take the assignment or policy back in Identity Center and provision again.";
const ssoLeave = "Take the member out of the group of Identity Center.";
const anywhere = "It decides which outside certificates can become sessions of roles.";
const anywhereBack = "Disable the trust anchor or profile in IAM Roles Anywhere.";
const takenRole = named(["role", "Role", "role"], "roleArn");
const takenWhy = "The session acts with the rights of the role.";
const takenBack = "Write the earlier trust policy back and revoke the role's sessions.";

/** By service and eventName. */
export const serviceCalls: Readonly<Record<string, ServiceCall>> = {
  "signin ConsoleLogin": call(signedIn, "signed in to the console", "info", signIn, noWayBack),
  "signin CheckMfa": call(signedIn, "asked for a second factor", "info", signIn, noWayBack),
  "signin CredentialVerification": call(
    signedIn,
    "had a credential checked",
    "info",
    signIn,
    noWayBack,
  ),
  "signin GetSigninToken": call(
    signedIn,
    "given a token that opens the console",
    "low",
    "Whoever holds the token acts in the console with the rights of the session.",
    "Deny everything to the issuing user until the session has ended.",
  ),
  "signin PasswordRecoveryRequested": call(
    signedIn,
    "had its password recovery requested",
    "high",
    "Whoever reads the e-mail of the root user can take the account over.",
    "Check the mailbox of the root user and its second factor.",
  ),
  "signin PasswordRecoveryCompleted": call(
    signedIn,
    "got a new password by recovery",
    "high",
    "Whoever did it holds the password of the root user.",
    "Set a new root password and check the second factor.",
  ),
  "signin EmailUpdated": call(
    signedIn,
    "got another e-mail address",
    "critical",
    "Password recovery of the root user goes to the new address.",
    "Set the earlier address again in the account settings.",
  ),
  "sts AssumeRoot": call(
    named(["account", "Member account", "account"], "targetPrincipal"),
    "entered with a root session",
    "high",
    "No policy of the member account limits a root session.",
    "A session can't be taken back; it ends within 15 minutes.",
  ),
  "sts AssumeRole": call(takenRole, "taken on", "low", takenWhy, takenBack),
  "sts AssumeRoleWithSAML": call(takenRole, "taken on", "low", takenWhy, takenBack),
  "sts AssumeRoleWithWebIdentity": call(takenRole, "taken on", "low", takenWhy, takenBack),
  "sts GetFederationToken": call(
    named(["session", "Federated session", "other"], "name"),
    "made from a long-term key",
    "medium",
    "It lasts up to 36 hours and outlives the key that made it.",
    "Deny everything to the issuing user until the session has ended.",
  ),
  "sts GetDelegatedAccessToken": call(
    ownAccount,
    "opened to a partner by a delegated token",
    "high",
    "A partner acts with rights of the account.",
    "Deny everything to the accepting identity until the session has ended.",
  ),
  "organizations LeaveOrganization": call(
    ownAccount,
    "left its organization",
    "critical",
    guard,
    restore,
  ),
  "organizations RemoveAccountFromOrganization": call(
    account,
    "removed from the organization",
    "critical",
    guard,
    restore,
  ),
  "organizations MoveAccount": call(account, "moved in the organization", "high", guard, restore),
  "organizations DetachPolicy": call(policy, "detached", "high", guard, restore),
  "organizations DeletePolicy": call(policy, "deleted", "high", guard, restore),
  "organizations UpdatePolicy": call(policy, "changed", "high", guard, restore),
  "organizations DisablePolicyType": call(
    named(["organization", "Policy type", "other"], "policyType"),
    "switched off",
    "high",
    guard,
    restore,
  ),
  "organizations RegisterDelegatedAdministrator": call(
    account,
    "made a delegated administrator",
    "high",
    guard,
    restore,
  ),
  "sso CreateAccountAssignment": call(
    permissionSet,
    "assigned in an account",
    "medium",
    ssoWhy,
    ssoBack,
  ),
  "sso AttachManagedPolicyToPermissionSet": call(
    permissionSet,
    "given a managed policy",
    "medium",
    ssoWhy,
    ssoBack,
  ),
  "sso PutInlinePolicyToPermissionSet": call(
    permissionSet,
    "given an inline policy",
    "medium",
    ssoWhy,
    ssoBack,
  ),
  "sso ProvisionPermissionSet": call(permissionSet, "provisioned again", "medium", ssoWhy, ssoBack),
  "sso-directory AddMemberToGroup": call(
    directoryGroup,
    "got a new member",
    "medium",
    ssoWhy,
    ssoLeave,
  ),
  "identitystore CreateGroupMembership": call(
    directoryGroup,
    "got a new member",
    "medium",
    ssoWhy,
    ssoLeave,
  ),
  "sso UpdateSsoConfiguration": call(
    ownAccount,
    "had its Identity Center settings changed",
    "high",
    ssoWhy,
    ssoBack,
  ),
  "sso EnableExternalIdPConfigurationForDirectory": call(
    ownAccount,
    "got an external identity provider for Identity Center",
    "high",
    ssoWhy,
    ssoBack,
  ),
  "rolesanywhere CreateTrustAnchor": call(anchor, "created", "high", anywhere, anywhereBack),
  "rolesanywhere UpdateTrustAnchor": call(anchor, "changed", "high", anywhere, anywhereBack),
  "rolesanywhere EnableTrustAnchor": call(anchor, "switched on", "high", anywhere, anywhereBack),
  "rolesanywhere CreateProfile": call(profile, "created", "medium", anywhere, anywhereBack),
  "rolesanywhere UpdateProfile": call(profile, "changed", "medium", anywhere, anywhereBack),
  "rolesanywhere DisableCrl": call(
    named(["crl", "Revocation list", "other"], "crlId"),
    "switched off",
    "medium",
    anywhere,
    anywhereBack,
  ),
  "rolesanywhere DeleteCrl": call(
    named(["crl", "Revocation list", "other"], "crlId"),
    "deleted",
    "medium",
    anywhere,
    anywhereBack,
  ),
  ...logStoreCalls,
  ...Object.fromEntries(Object.entries(handingCalls).map(([key, what]) => [key, handOn(what)])),
  "iam GetAccountAuthorizationDetails": call(
    ownAccount,
    "listed: all users, groups, roles and policies at once",
    "low",
    "It reads all of IAM in one call; security tools do so as well.",
    "Nothing changed, so there is nothing to take back.",
  ),
};
