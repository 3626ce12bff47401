import type { ConsoleSteps } from "../console-template.ts";

const rootAccess =
  "Open [IAM] in the management account (or the delegated one), then [Root access management].";
const delegation =
  "Open [IAM], then [Temporary delegation requests], and choose {DelegationRequestId}.";

/** Identity providers and settings of the account, and its trails. */
export const accountSteps: ConsoleSteps = {
  "cloudtrail:StartLogging": [
    "Open [CloudTrail], then [Trails], and choose the trail {Name}.",
    "Choose [Start logging].",
  ],
  "iam:CreateSAMLProvider": [
    "Open [IAM], then [Identity providers], and choose [Add provider].",
    "Choose [SAML], enter {Name} under [Provider name] and upload the earlier metadata document.",
    "?Tags Under [Add tags] enter {Tags}.",
    "Choose [Add provider].",
  ],
  "iam:UpdateSAMLProvider": [
    "Open [IAM], then [Identity providers], and choose {SAMLProviderArn}.",
    "Choose [Replace metadata] and upload the earlier metadata document.",
  ],
  "iam:DeleteSAMLProvider": [
    "Open [IAM], then [Identity providers], and tick {SAMLProviderArn}.",
    "Choose [Delete] and confirm.",
  ],
  "iam:CreateOpenIDConnectProvider": [
    "Open [IAM], then [Identity providers], and choose [Add provider].",
    "Choose [OpenID Connect], enter {Url} under [Provider URL].",
    "Enter the first of {ClientIDList} under [Audience]; further ones are added afterwards with [Actions], [Add audience].",
    "?Tags Under [Add tags] enter {Tags}.",
    "Choose [Add provider].",
  ],
  "iam:DeleteOpenIDConnectProvider": [
    "Open [IAM], then [Identity providers], and tick {OpenIDConnectProviderArn}.",
    "Choose [Delete] and confirm.",
  ],
  "iam:AddClientIDToOpenIDConnectProvider": [
    "Open [IAM], then [Identity providers], and choose {OpenIDConnectProviderArn}.",
    "Under [Audiences] choose [Actions], [Add audience], enter {ClientID} and save.",
  ],
  "iam:RemoveClientIDFromOpenIDConnectProvider": [
    "Open [IAM], then [Identity providers], and choose {OpenIDConnectProviderArn}.",
    "Under [Audiences] tick {ClientID}, choose [Actions], [Remove audience] and confirm.",
  ],
  "iam:UpdateOpenIDConnectProviderThumbprint": [
    "Open [IAM], then [Identity providers], and choose {OpenIDConnectProviderArn}.",
    "Under [Thumbprints] choose [Manage], replace the list by {ThumbprintList} and choose [Save changes].",
  ],
  "iam:UpdateAccountPasswordPolicy": [
    "Open [IAM], then [Account settings]. Under [Password policy] choose [Edit], then [Custom].",
    "?MinimumPasswordLength Set the minimum length to {MinimumPasswordLength}.",
    "Tick exactly these rules (true means ticked): upper case {RequireUppercaseCharacters}, lower case {RequireLowercaseCharacters}, number {RequireNumbers}, symbol {RequireSymbols}, own password change {AllowUsersToChangePassword}.",
    "?MaxPasswordAge Turn on expiry after {MaxPasswordAge} days.",
    "?PasswordReusePrevention Prevent the reuse of the last {PasswordReusePrevention} passwords.",
    "Choose [Save changes], then [Set custom].",
  ],
  "iam:DeleteAccountPasswordPolicy": [
    "Open [IAM], then [Account settings]. Under [Password policy] choose [Edit].",
    "Choose [IAM default], then [Save changes], then [Set default].",
  ],
  "iam:CreateAccountAlias": [
    "Open [IAM], then [Dashboard]. Under [AWS Account] choose [Create] or [Edit] beside [Account Alias].",
    "Enter {AccountAlias} and choose [Save changes].",
  ],
  "iam:DeleteAccountAlias": [
    "Open [IAM], then [Dashboard]. Under [AWS Account] choose [Delete] beside [Account Alias] and confirm that {AccountAlias} goes.",
  ],
  "iam:SetSecurityTokenServicePreferences": [
    "Open [IAM], then [Account settings]. Under [Security Token Service (STS)] find the session tokens of the [Global endpoint] and choose [Change].",
    "Choose the setting for {GlobalEndpointTokenVersion} (v1Token: valid only in Regions that are on by default; v2Token: valid in all Regions) and choose [Save changes].",
  ],
  "iam:PutAccountProperties": [
    "Use the CLI or Python: Trailproof knows no page of the console that sets account properties ({Properties}).",
  ],
  "iam:EnableOrganizationsRootCredentialsManagement": [
    rootAccess,
    "Turn on [Root credentials management].",
  ],
  "iam:DisableOrganizationsRootCredentialsManagement": [
    rootAccess,
    "Turn off [Root credentials management].",
  ],
  "iam:EnableOrganizationsRootSessions": [
    rootAccess,
    "Turn on [Privileged root actions in member accounts].",
  ],
  "iam:DisableOrganizationsRootSessions": [
    rootAccess,
    "Turn off [Privileged root actions in member accounts].",
  ],
  "iam:EnableOutboundWebIdentityFederation": [
    "Open [IAM], then [Account settings]. Under [Outbound Identity Federation] choose [Enable].",
    "Compare the issuer URL with the one that partners trust.",
  ],
  "iam:DisableOutboundWebIdentityFederation": [
    "Open [IAM], then [Account settings]. Under [Outbound Identity Federation] choose [Disable] and confirm.",
  ],
  "iam:RejectDelegationRequest": [delegation, "Choose [Reject] and confirm."],
  "iam:UpdateDelegationRequest": [
    delegation,
    "Where the page does not offer to change the notes to {Notes}, use the CLI or Python.",
  ],
};
