import type { OtherEntry } from "./other-entry.ts";
import { service } from "./other-entry.ts";

const { read } = service("sts.amazonaws.com", "AWS STS API Reference");

const revoke =
  "Issued credentials cannot be recalled; a Deny on aws:TokenIssueTime in the role (Revoke active sessions) makes them useless.";

/**
 * AWS Security Token Service. CloudTrail marks these calls as reads, since they change no resource; a session that was
 * handed out can be contained all the same.
 */
export const stsEntries: readonly OtherEntry[] = [
  {
    ...read({
      name: "AssumeRole",
      severity: "info",
      because:
        "It is the everyday way of working in AWS; chain, source account, MFA and a first-seen pair raise it.",
      what: "[api] Hands out temporary credentials of a role to a caller whom its trust policy allows.",
      why: "[log] It is the link between a person and what the role did: the response has the new access key id, the request the session name and source identity.",
      benign:
        "[reason] Services, pipelines and single sign-on assume roles thousands of times a day.",
      technique: {
        "T1078.004": "The role is used as a valid cloud account.",
        "T1550.001": "The token that it returns stands in for a sign-in.",
      },
    }),
    undo: revoke,
  },
  {
    ...read({
      name: "AssumeRoleWithSAML",
      severity: "info",
      because: "Federated people start each working day with it.",
      what: "[api] Hands out credentials of a role in exchange for a SAML assertion.",
      why: "[log] The caller has no AWS credentials, so userIdentity holds what the identity provider said; session name and principal tags tell who the person is.",
      benign:
        "[reason] Sign-in through the company's directory, at working hours and from known addresses.",
      technique: {
        "T1078.004": "A federated person uses the role as an account.",
        "T1606.002": "A forged assertion looks the same here.",
      },
    }),
    undo: `Disable the person in the identity provider. ${revoke}`,
  },
  {
    ...read({
      name: "AssumeRoleWithWebIdentity",
      severity: "info",
      because: "Pods and pipelines do it all the time.",
      what: "[api] Hands out credentials of a role in exchange for a token of an OpenID Connect issuer.",
      why: "[log] Subject and audience in userIdentity tell which repository, branch or service account it was. An unknown subject points to a trust policy that is too wide.",
      benign: "[reason] EKS service accounts, GitHub Actions and Cognito apps.",
      technique: {
        "T1078.004": "A workload or person from outside uses the role.",
        "T1550.001": "A token of another system is the key to it.",
      },
    }),
    undo: `Narrow the conditions of the trust policy. ${revoke}`,
  },
  {
    ...read({
      name: "AssumeRoot",
      severity: "high",
      because: "It gives root rights in a member account, if only for one task.",
      what: "[api] Opens a root session of up to fifteen minutes in a member account, limited by a task policy.",
      why: "[root] taskPolicyArn says what for: to look at or delete root credentials, to allow a root password, or to unlock a bucket or queue policy.",
      benign:
        "[root] Security staff unlock a bucket policy that locks everybody out, or clear root keys away.",
      technique: {
        "T1548.005": "Temporary elevated access is taken.",
        "T1078.004": "The root account is used.",
      },
    }),
    undo: "The session ends by itself; DisableOrganizationsRootSessions prevents further ones.",
  },
  {
    ...read({
      name: "GetFederationToken",
      severity: "medium",
      because: "Hardly anything uses it today, and the session outlives the key that made it.",
      what: "[api] Hands out credentials for a named federated user, from the long-term key of an IAM user, for up to 36 hours.",
      why: "[T1550.001] After the key was deactivated the session goes on, and it can be turned into a console sign-in.",
      benign: "[reason] Home-made portals that hand out console links.",
      technique: {
        "T1550.001": "A token replaces the key that may be discovered.",
        "T1098.001": "It is a further credential that lives on beside the key.",
      },
    }),
    undo: "Attach a Deny to the user who issued it, since the session has no more rights than that user.",
  },
  {
    ...read({
      name: "GetSessionToken",
      severity: "low",
      because: "Tools for MFA on the command line use it daily.",
      what: "[api] Hands out credentials of the calling user, with MFA if a code is given.",
      why: "[api] The session carries the rights of the user for up to 36 hours, and root can call it as well.",
      benign: "[mfa] People who need MFA on the command line call it in the morning.",
      technique: { "T1550.001": "A session token stands in for the key." },
    }),
    undo: "Deny or delete the user who issued it.",
  },
  {
    ...read({
      name: "GetDelegatedAccessToken",
      severity: "high",
      because: "A third party receives credentials for the account.",
      what: "[api] Exchanges the token of an accepted delegation request for temporary credentials.",
      why: "[T1199] From here a partner acts in the account with the rights of the one who accepted.",
      benign: "[delegation] The partner's product sets itself up, right after SendDelegationToken.",
      technique: {
        "T1550.001": "A token is traded for access.",
        T1199: "A provider comes in by the customer's consent.",
      },
    }),
    undo: "Deny the accepting identity what the partner may do until the session is over.",
  },
  {
    ...read({
      name: "GetWebIdentityToken",
      severity: "medium",
      because: "The token works outside AWS, where no CloudTrail sees it.",
      what: "[outbound] Issues a signed token (JWT) that names the calling identity, for outside services. It cannot be exchanged for a session of AWS, and the global endpoint of STS does not issue it.",
      why: "[T1528] Who has the token is taken for that identity by every service that trusts the account's issuer.",
      benign: "[outbound] Jobs that reach another cloud without a stored secret.",
      technique: { T1528: "A token for other applications is obtained." },
    }),
    undo: "DisableOutboundWebIdentityFederation stops new tokens; issued ones are valid until they expire.",
  },
  read({
    name: "GetCallerIdentity",
    severity: "info",
    because: "It needs no permission, and tools call it on each start.",
    what: "[api] Returns account, ARN and id of the caller. No policy can forbid it.",
    why: "[T1087.004] It is the first call with a found key; a first-seen address or the agent of a key scanner makes it telling.",
    benign: "[reason] Terraform, SDKs and deployment scripts call it without pause.",
    technique: { "T1087.004": "The caller finds out which account the key belongs to." },
  }),
  read({
    name: "GetAccessKeyInfo",
    severity: "low",
    because: "Few tools need it, people who sort found keys do.",
    what: "[api] Returns the account number to which an access key id belongs.",
    why: "[T1087.004] Owners of collections of keys sort them with it, from an account of their own.",
    benign: "[reason] Incident response asks whose a key is.",
    technique: { "T1087.004": "A key is matched with its account." },
  }),
  read({
    name: "DecodeAuthorizationMessage",
    severity: "low",
    because: "It shows details of refusals that are hidden on purpose.",
    what: "[api] Decodes the encoded message of a refused request, for callers with the permission.",
    why: "[T1069.003] The text tells which policy refused, which helps to get round it.",
    benign: "[reason] Administrators look for the cause of a failed deployment.",
    technique: { "T1069.003": "Details of permissions are learned." },
  }),
];
