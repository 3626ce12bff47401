import type { WrittenTexts } from "./action-text.ts";

/** What reading settings, credentials and providers gives away. */
export const accountReadTexts: WrittenTexts = {
  GetAccountAuthorizationDetails: {
    does: "[api] Returns all users, groups, roles and policies of the account with their documents and relations.",
    matters:
      "[T1087.004] One permission yields the complete plan of the account, enough to search it offline for ways to escalate.",
    benign: "[reason] Security tools take it daily, from a known role and address.",
    technique: {
      "T1087.004": "All identities are enumerated at once.",
      "T1069.003": "All groups and permissions are in the answer, too.",
    },
  },
  GenerateCredentialReport: {
    does: "[api] Has the credential report of the account made, if there is none younger than four hours.",
    matters: "[T1087.004] It announces a read of the state of all passwords and keys.",
    benign: "[reason] Compliance tools do it before GetCredentialReport.",
    technique: { "T1087.004": "It prepares the discovery of accounts." },
    caveats: ["[samples] Some records mark the call as readOnly false, though it changes nothing."],
  },
  GetCredentialReport: {
    does: "[api] Returns a table of all users with the state of passwords, keys, certificates and MFA, root included.",
    matters:
      "[T1087.004] It names users without MFA, keys that nobody rotates, and whether root has keys.",
    benign: "[reason] The best source for an audit, fetched at regular times.",
    technique: { "T1087.004": "Accounts are listed with the weakness of their credentials." },
  },
  GetAccountPasswordPolicy: {
    does: "[api] Returns the account's rules for passwords.",
    matters:
      "[T1201] Length and rules tell how to guess; NoSuchEntityException says that the account has none of its own.",
    benign: "[reason] Every posture check asks it, as does the console's page of settings.",
    technique: { T1201: "The password policy is discovered." },
  },
  GetAccountProperties: {
    does: "[api] Returns the properties that steer IAM features of the account.",
    matters: "[reason] It tells whether role manager is on.",
    benign: "[reason] The console reads it to show or hide features.",
    technique: {},
  },
  GetAccountSummary: {
    does: "[api] Returns numbers and limits of the account: users, roles, policies, and whether root has MFA and keys.",
    matters:
      "[T1087.004] AccountMFAEnabled and AccountAccessKeysPresent show how well root is guarded.",
    benign: "[reason] The IAM dashboard asks it on each visit.",
    technique: { "T1087.004": "The size and state of the accounts are found out." },
  },
  ListAccountAliases: {
    does: "[api] Returns the alias of the account.",
    matters:
      "[T1526] It often is the company's name: a thief learns whose key he holds. Scanners of keys call it first.",
    benign: "[reason] Consoles and command-line prompts show the alias.",
    technique: { T1526: "The environment behind a credential is identified." },
  },
  GenerateServiceLastAccessedDetails: {
    does: "[api] Starts a report on when an identity last used which services.",
    matters: "[T1087.004] The result shows what an identity can reach and what would stand out.",
    benign: "[access] Least-privilege reviews do it for each role.",
    technique: { "T1087.004": "Use of accounts is explored." },
    caveats: [
      "[api] The answer is a job id; the result is read with GetServiceLastAccessedDetails.",
    ],
  },
  GetServiceLastAccessedDetails: {
    does: "[api] Returns the result of such a report.",
    matters: "[T1087.004] It lists services that the identity may use and when it did.",
    benign: "[access] Read by the console's tab on last access.",
    technique: { "T1087.004": "It discloses the habits of an account." },
  },
  GetServiceLastAccessedDetailsWithEntities: {
    does: "[api] Returns the identities that could have reached one service through a group or policy, and when they last did.",
    matters: "[T1087.004] It picks out those who really work with a service.",
    benign: "[access] A question of owners before they remove a permission.",
    technique: { "T1087.004": "Active accounts of a service are found." },
  },
  GenerateOrganizationsAccessReport: {
    does: "[api] Starts a report on the services used in an organization, unit or account.",
    matters: "[T1087.004] It surveys many accounts from one.",
    benign: "[access] Preparation of service control policies.",
    technique: { "T1087.004": "Accounts of the organization and their use are explored." },
  },
  GetOrganizationsAccessReport: {
    does: "[api] Returns the result of the report on an organization's services.",
    matters: "[T1087.004] It shows where nobody works, a good place to hide.",
    benign: "[access] Read once by the team that plans guard rails.",
    technique: { "T1087.004": "Activity by account is disclosed." },
  },
  ListOrganizationsFeatures: {
    does: "[api] Lists which features of central root access are on.",
    matters: "[T1087.004] It tells whether AssumeRoot is possible.",
    benign: "[root] The console's page on root access asks it.",
    technique: { "T1087.004": "Controls over root accounts are discovered." },
  },
  GetOutboundWebIdentityFederationInfo: {
    does: "[api] Tells whether tokens for outside services are on, and the issuer address.",
    matters: "[reason] It shows a possible way out of AWS.",
    benign: "[outbound] Set-up of a connection to another cloud.",
    technique: {},
  },
  GetAccessKeyLastUsed: {
    does: "[api] Tells when, in which Region and with which service an access key was last used, and whose it is.",
    matters:
      "[T1087.004] The finder of a key learns the user's name and whether the key is still alive.",
    benign: "[keys] Part of every rotation, before a key is deactivated.",
    technique: { "T1087.004": "The account behind a credential is identified." },
  },
  ListAccessKeys: {
    does: "[api] Lists ids, status and age of a user's access keys.",
    matters: "[T1087.004] A user with fewer than two keys can be given another one unnoticed.",
    benign: "[reason] Console, rotation scripts and scanners, user by user.",
    technique: { "T1087.004": "Credentials of accounts are enumerated." },
  },
  GetLoginProfile: {
    does: "[api] Tells whether a user has a console password and since when.",
    matters:
      "[T1087.004] Before CreateLoginProfile or UpdateLoginProfile one has to know which of them will work.",
    benign:
      "[reason] Reviews run through all users; NoSuchEntityException is then the normal answer for programs.",
    technique: { "T1087.004": "How an account can sign in is discovered." },
    caveats: ["[api] The answer never contains a password."],
  },
  GetMFADevice: {
    does: "[api] Returns facts on one MFA device of a user.",
    matters: "[T1087.004] It tells what kind of second factor stands in the way.",
    benign: "[reason] Console pages of a user's credentials.",
    technique: { "T1087.004": "The protection of an account is looked up." },
  },
  ListMFADevices: {
    does: "[api] Lists the MFA devices of a user.",
    matters: "[T1087.004] An empty answer marks a user whose password alone is enough.",
    benign: "[reason] Compliance checks ask it for each user.",
    technique: { "T1087.004": "Accounts without a second factor are searched for." },
  },
  ListVirtualMFADevices: {
    does: "[api] Lists the virtual MFA devices of the account and who has them.",
    matters: "[T1087.004] In one call it shows who is protected, and whether root is.",
    benign: "[reason] Clean-up of devices that are not assigned.",
    technique: { "T1087.004": "The factors of all accounts are enumerated." },
  },
  ListMFADeviceTags: {
    does: "[api] Lists the tags of a virtual MFA device.",
    matters: "[reason] At most a name on a label.",
    benign: "[reason] Tools that keep an inventory of devices ask it.",
    technique: {},
  },
  GetSAMLProvider: {
    does: "[api] Returns the metadata of a SAML provider.",
    matters: "[T1087.004] Issuer and sign-in addresses show which directory to attack.",
    benign: "[reason] Checks whether the signing certificate will expire.",
    technique: { "T1087.004": "The source of federated accounts is read." },
  },
  ListSAMLProviders: {
    does: "[api] Lists the SAML providers with their expiry.",
    matters:
      "[T1087.004] It tells whether people come from outside, and a name beside which a planted one would not stand out.",
    benign: "[reason] Shown by the console under identity providers.",
    technique: { "T1087.004": "Trusted providers are enumerated." },
  },
  ListSAMLProviderTags: {
    does: "[api] Lists the tags of a SAML provider.",
    matters: "[reason] They may name the team that maintains the directory.",
    benign: "[reason] Drift checks compare them.",
    technique: {},
  },
  GetOpenIDConnectProvider: {
    does: "[api] Returns issuer, audiences, thumbprints and tags of an OpenID Connect provider.",
    matters: "[T1087.004] Audiences and issuer are what a fitting token must contain.",
    benign: "[reason] Cluster tools look whether the provider exists already.",
    technique: { "T1087.004": "Conditions of federated sign-in are read." },
  },
  ListOpenIDConnectProviders: {
    does: "[api] Lists the ARNs of the OpenID Connect providers.",
    matters:
      "[T1087.004] The ARNs contain the issuers: which clusters and which code platforms are connected.",
    benign: "[reason] Asked by eksctl and Terraform before they add one.",
    technique: { "T1087.004": "Sources of federated identities are enumerated." },
  },
  ListOpenIDConnectProviderTags: {
    does: "[api] Lists the tags of an OpenID Connect provider.",
    matters: "[reason] Names of clusters and owners.",
    benign: "[reason] Infrastructure code compares them with its state.",
    technique: {},
  },
  GetServerCertificate: {
    does: "[api] Returns a server certificate and its chain, never the private key.",
    matters: "[T1087.004] Host names in the certificate describe the sites of the account.",
    benign: "[reason] Monitoring looks whether a certificate is about to expire.",
    technique: { "T1087.004": "Facts on the environment are gathered." },
  },
  ListServerCertificates: {
    does: "[api] Lists the server certificates in IAM.",
    matters: "[T1087.004] Names and expiry dates hint at old and neglected sites.",
    benign: "[reason] Load balancer consoles offer them for choice.",
    technique: { "T1087.004": "Certificates of the account are enumerated." },
  },
  ListServerCertificateTags: {
    does: "[api] Lists the tags of a server certificate.",
    matters: "[reason] Site, owner and date of renewal, if anything was written there.",
    benign: "[reason] Asset inventories collect them.",
    technique: {},
  },
  ListSigningCertificates: {
    does: "[api] Lists the signing certificates of a user.",
    matters: "[T1087.004] It finds an old kind of credential that few remember.",
    benign: "[reason] Asked by the console for each user page, and before DeleteUser.",
    technique: { "T1087.004": "Further credentials of an account are searched for." },
  },
  GetSSHPublicKey: {
    does: "[api] Returns an SSH public key of a user.",
    matters: "[reason] The key is public; it can serve to recognize the same person elsewhere.",
    benign: "[reason] A developer compares fingerprints with those of the own computer.",
    technique: { "T1087.004": "A property of an account is read." },
  },
  ListSSHPublicKeys: {
    does: "[api] Lists the SSH public keys of a user.",
    matters: "[T1087.004] It shows who works with CodeCommit by SSH.",
    benign: "[reason] Part of the console's page on credentials.",
    technique: { "T1087.004": "Keys of an account are enumerated." },
  },
  ListServiceSpecificCredentials: {
    does: "[api] Lists the service-specific credentials of a user, or of all users for one service.",
    matters:
      "[T1087.004] It finds users of Bedrock keys or git passwords, whose secrets may lie around.",
    benign: "[reason] Reviews of API keys.",
    technique: { "T1087.004": "A rarely watched kind of credential is enumerated." },
  },
  GetDelegationRequest: {
    does: "[api] Returns a delegation request with permissions, state and owner.",
    matters:
      "[reason] It shows what a partner wants; before an acceptance somebody should have read it.",
    benign: "[delegation] The console shows the request to its owner.",
    technique: {},
  },
  GetHumanReadableSummary: {
    does: "[api] Returns a summary of a delegation request in words, written by a language model.",
    matters:
      "[reason] People decide by it; it can be incomplete, the permissions themselves are what counts.",
    benign: "[delegation] Asked by the console beside the request.",
    technique: {},
  },
  ListDelegationRequests: {
    does: "[api] Lists delegation requests that the caller owns or may see.",
    matters: "[reason] Pending requests of partners become visible.",
    benign: "[delegation] The console's list of requests.",
    technique: {},
  },
};
