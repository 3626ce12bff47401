import type { FixRequest, UndoKind } from "../../shared/fixes/fix.ts";
import type { Used } from "../../shared/fixes/known.ts";
import type { Call } from "../time-machine/moto.ts";
import { account } from "../time-machine/moto.ts";
import { diceOf } from "../time-machine/dice.ts";
import { certificateBody, samlMetadata, sshBody } from "../time-machine/values.ts";
import type { Answers } from "./world.ts";
import { asking } from "./world.ts";

/** A fix in a world: what was there, what of it the log holds, what is to come of it. */
export interface Scenario {
  readonly name: string;
  /** Calls before the log begins. */
  readonly before?: readonly Call[];
  /** Calls that the log holds. */
  readonly log: readonly Call[];
  /** May name what moto made: `$key1` is its first access key. */
  readonly request: FixRequest;
  readonly answers?: Answers;
  readonly used?: Used;
  /** Facts after the fix: value as JSON, or null: not there. */
  readonly applied: Readonly<Record<string, string | null>>;
  readonly undo: UndoKind;
  /** Facts that may differ after the undo; each must be said to be lost. */
  readonly lost?: readonly { readonly path: RegExp; readonly says: RegExp }[];
  /** What is said to be unknown. */
  readonly unknown?: RegExp;
}

export const arnOf = (kind: string, name: string): string =>
  `arn:aws:iam::${account}:${kind}/${name}`;
const call = (api: string, input: Call["input"]): Call => ({ api, input });
export const document = (effect: string, action: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: effect, Action: action, Resource: "*" }],
  });
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
  ],
});
const admin = "arn:aws:iam::aws:policy/AdministratorAccess";
const readOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const quarantined = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Sid: "Quarantine", Effect: "Deny", Action: "*", Resource: "*" }],
});
const revoked = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Deny",
      Action: ["*"],
      Resource: ["*"],
      Condition: { DateLessThan: { "aws:TokenIssueTime": "2026-03-30T12:00:00Z" } },
    },
  ],
});

const eve = call("CreateUser", {
  UserName: "eve",
  Path: "/staff/",
  Tags: [{ Key: "Team", Value: "blue" }],
});
const key = call("CreateAccessKey", { UserName: "eve" });
const login = call("CreateLoginProfile", {
  UserName: "eve",
  Password: "Sample-Password-1",
  PasswordResetRequired: false,
});
const web = call("CreateRole", {
  RoleName: "web",
  Path: "/app/",
  AssumeRolePolicyDocument: trust,
  Description: "web servers",
  MaxSessionDuration: 7200,
  Tags: [{ Key: "Team", Value: "blue" }],
});
const ops = call("CreateGroup", { GroupName: "ops" });
const guard = call("CreatePolicy", {
  PolicyName: "guard",
  PolicyDocument: document("Allow", "s3:*"),
});
const guardArn = arnOf("policy", "guard");
const fullUser: readonly Call[] = [
  ops,
  guard,
  { ...eve, input: { ...eve.input, PermissionsBoundary: guardArn } },
  key,
  login,
  call("AddUserToGroup", { GroupName: "ops", UserName: "eve" }),
  call("AttachUserPolicy", { UserName: "eve", PolicyArn: admin }),
  call("PutUserPolicy", {
    UserName: "eve",
    PolicyName: "A",
    PolicyDocument: document("Deny", "s3:*"),
  }),
  call("PutUserPolicy", {
    UserName: "eve",
    PolicyName: "B",
    PolicyDocument: document("Allow", "s3:*"),
  }),
  call("CreateVirtualMFADevice", { VirtualMFADeviceName: "eve" }),
  call("EnableMFADevice", {
    UserName: "eve",
    SerialNumber: `arn:aws:iam::${account}:mfa/eve`,
    AuthenticationCode1: "123456",
    AuthenticationCode2: "654321",
  }),
  call("UploadSSHPublicKey", { UserName: "eve", SSHPublicKeyBody: sshBody(diceOf(1)) }),
  call("UploadSigningCertificate", { UserName: "eve", CertificateBody: certificateBody }),
  call("CreateServiceSpecificCredential", {
    UserName: "eve",
    ServiceName: "codecommit.amazonaws.com",
  }),
];
const fullRole: readonly Call[] = [
  web,
  guard,
  call("PutRolePermissionsBoundary", { RoleName: "web", PermissionsBoundary: guardArn }),
  call("AttachRolePolicy", { RoleName: "web", PolicyArn: readOnly }),
  call("PutRolePolicy", {
    RoleName: "web",
    PolicyName: "I",
    PolicyDocument: document("Allow", "s3:*"),
  }),
  call("CreateInstanceProfile", { InstanceProfileName: "web" }),
  call("AddRoleToInstanceProfile", { InstanceProfileName: "web", RoleName: "web" }),
];
const provider = arnOf("oidc-provider", "token.example.com/a");
const oidc = call("CreateOpenIDConnectProvider", {
  Url: "https://token.example.com/a",
  ClientIDList: ["one", "two"],
  ThumbprintList: ["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"],
});
const saml = call("CreateSAMLProvider", {
  Name: "idp",
  SAMLMetadataDocument: samlMetadata(diceOf(1)),
});
const weak = {
  MinimumPasswordLength: 8,
  RequireSymbols: false,
  RequireNumbers: true,
  RequireUppercaseCharacters: true,
  RequireLowercaseCharacters: true,
  AllowUsersToChangePassword: true,
  MaxPasswordAge: 90,
};
const wide = arnOf("policy", "wide");
const statement = {
  Sid: "All",
  Effect: "Allow",
  Action: ["s3:*", "ec2:*", "sqs:SendMessage", "iam:PassRole"],
  Resource: "*",
};
const guardRail = { Effect: "Deny", Action: "iam:*User*", Resource: "*" };
const narrowable: readonly Call[] = [
  web,
  call("CreatePolicy", {
    PolicyName: "wide",
    PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [statement, guardRail] }),
  }),
  call("AttachRolePolicy", { RoleName: "web", PolicyArn: wide }),
];
const narrow = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Sid: "All", Effect: "Allow", Resource: "*", Action: ["ec2:DescribeInstances"] },
    { Sid: "Alliam", Effect: "Allow", Resource: "*", Action: ["iam:PassRole"] },
    { Sid: "Alls3", Effect: "Allow", Resource: "*", Action: ["s3:ListAllMyBuckets"] },
    { Sid: "Allsqs", Effect: "Allow", Resource: "*", Action: ["sqs:SendMessage"] },
    guardRail,
  ],
});
const used: Used = {
  calls: [
    { source: "s3.amazonaws.com", name: "ListBuckets", count: 3 },
    { source: "ec2.amazonaws.com", name: "DescribeInstances", count: 2 },
    { source: "kms.amazonaws.com", name: "Decrypt", count: 1 },
  ],
  events: ["e-1"],
  own: { first: "2026-03-02T08:10:00Z", last: "2026-03-02T09:10:00Z" },
  log: { first: "2026-03-02T08:00:00Z", last: "2026-03-02T10:00:00Z" },
};
const lostCredentials = [
  {
    path: /^user\/eve\/(login|key|mfa|ssh|signing|service)/,
    says: /^The (password|access key|MFA device|SSH public key|signing certificate|service-specific credential)/,
  },
  { path: /^mfa\//, says: /^The MFA device/ },
];

/** All fixes, from logs that hold everything and from logs that begin too late. */
export const scenarios: readonly Scenario[] = [
  {
    name: "a key",
    log: [eve, key],
    request: asking("deactivate-key", "user/eve", { item: "$key1" }),
    applied: { "user/eve/key/$key1": '"Inactive"' },
    undo: "exact",
  },
  {
    name: "a key older than the log",
    before: [eve, key],
    log: [],
    request: asking("deactivate-key", "user/eve", { item: "$key1" }),
    answers: { EARLIER_KEY_STATUS: "Active" },
    applied: { "user/eve/key/$key1": '"Inactive"' },
    undo: "asks",
    unknown: /Whether .* was active before is not in the log/,
  },
  {
    name: "a key at once",
    log: [eve, key],
    request: asking("delete-key", "user/eve", { item: "$key1", waitDays: 0 }),
    applied: { "user/eve/key/$key1": null },
    undo: "lost",
    lost: [{ path: /^user\/eve\/key\//, says: /^Access key/ }],
  },
  {
    name: "a key that waits",
    log: [eve, key],
    request: asking("delete-key", "user/eve", { item: "$key1", waitDays: 30 }),
    applied: { "user/eve/key/$key1": '"Inactive"' },
    undo: "exact",
  },
  {
    name: "a key that has waited",
    log: [
      eve,
      key,
      call("UpdateAccessKey", { UserName: "eve", AccessKeyId: "$key1", Status: "Inactive" }),
    ],
    request: asking("delete-key", "user/eve", { item: "$key1", waitDays: 14 }),
    applied: { "user/eve/key/$key1": null },
    undo: "lost",
    lost: [{ path: /^user\/eve\/key\//, says: /^Access key/ }],
    unknown: /switched on again after the log ends is not in it/,
  },
  {
    name: "a password",
    log: [eve, login],
    request: asking("remove-login-profile", "user/eve"),
    answers: { NEW_PASSWORD_FILE: "Sample-Password-2" },
    applied: { "user/eve/login": null },
    undo: "partial",
    lost: [{ path: /^user\/eve\/login\/reset$/, says: /^The password/ }],
  },
  {
    name: "a password older than the log",
    before: [eve, login],
    log: [],
    request: asking("remove-login-profile", "user/eve"),
    answers: { NEW_PASSWORD_FILE: "Sample-Password-2" },
    applied: { "user/eve/login": null },
    undo: "partial",
    lost: [{ path: /^user\/eve\/login\/reset$/, says: /^The password/ }],
    unknown: /has a sign-in password is not sure/,
  },
  {
    name: "a new password",
    log: [eve, login],
    request: asking("reset-password", "user/eve"),
    answers: { NEW_PASSWORD_FILE: "Sample-Password-2" },
    applied: { "user/eve/login/reset": "true" },
    undo: "partial",
  },
  {
    name: "a new password at the next sign-in",
    log: [eve, login],
    request: asking("reset-password", "user/eve", { keepPassword: true }),
    applied: { "user/eve/login/reset": "true" },
    undo: "exact",
  },
  {
    name: "the same, older than the log",
    before: [eve, login],
    log: [],
    request: asking("reset-password", "user/eve", { keepPassword: true }),
    answers: { EARLIER_RESET_REQUIRED: "false" },
    applied: { "user/eve/login/reset": "true" },
    undo: "asks",
    unknown: /Whether a new password was asked for before/,
  },
  {
    name: "a user, by a deny",
    log: [eve],
    request: asking("quarantine", "user/eve", { by: "deny" }),
    applied: { "user/eve/inline/TrailproofQuarantine": JSON.stringify(quarantined) },
    undo: "exact",
  },
  {
    name: "a role, by a deny where the name is taken",
    log: [
      web,
      call("PutRolePolicy", {
        RoleName: "web",
        PolicyName: "TrailproofQuarantine",
        PolicyDocument: document("Deny", "s3:*"),
      }),
    ],
    request: asking("quarantine", "role/web", { by: "deny" }),
    applied: { "role/web/inline/TrailproofQuarantine": JSON.stringify(quarantined) },
    undo: "exact",
    unknown: /is there already and is replaced/,
  },
  {
    name: "a user, by a boundary",
    log: [eve],
    request: asking("quarantine", "user/eve", { by: "boundary" }),
    applied: { "user/eve/boundary": '"arn:aws:iam::aws:policy/AWSDenyAll"' },
    undo: "exact",
  },
  {
    name: "a role with a boundary, by a boundary",
    log: [
      web,
      guard,
      call("PutRolePermissionsBoundary", { RoleName: "web", PermissionsBoundary: guardArn }),
    ],
    request: asking("quarantine", "role/web", { by: "boundary" }),
    applied: { "role/web/boundary": '"arn:aws:iam::aws:policy/AWSDenyAll"' },
    undo: "exact",
  },
  {
    name: "a boundary older than the log",
    before: [guard, { ...eve, input: { ...eve.input, PermissionsBoundary: guardArn } }],
    log: [],
    request: asking("quarantine", "user/eve", { by: "boundary" }),
    answers: { EARLIER_BOUNDARY_ARN: guardArn },
    applied: { "user/eve/boundary": '"arn:aws:iam::aws:policy/AWSDenyAll"' },
    undo: "asks",
    unknown: /former boundary .* is not in the log/,
  },
  {
    name: "no boundary, older than the log",
    before: [eve],
    log: [],
    request: asking("quarantine", "user/eve", { by: "boundary" }),
    answers: { EARLIER_BOUNDARY_ARN: "" },
    applied: { "user/eve/boundary": '"arn:aws:iam::aws:policy/AWSDenyAll"' },
    undo: "asks",
    unknown: /former boundary .* is not in the log/,
  },
  {
    name: "a role's sessions",
    log: [web],
    request: asking("revoke-sessions", "role/web"),
    applied: { "role/web/inline/AWSRevokeOlderSessions": JSON.stringify(revoked) },
    undo: "exact",
  },
  {
    name: "a user's sessions, from a late log",
    before: [eve],
    log: [],
    request: asking("revoke-sessions", "user/eve"),
    applied: { "user/eve/inline/AWSRevokeOlderSessions": JSON.stringify(revoked) },
    undo: "partial",
    unknown: /does not show all inline policies/,
  },
  {
    name: "an admin policy of a user",
    log: [eve, call("AttachUserPolicy", { UserName: "eve", PolicyArn: admin })],
    request: asking("detach-policy", "user/eve", { item: admin }),
    applied: { [`user/eve/attached/${admin}`]: null },
    undo: "exact",
  },
  {
    name: "an admin policy of a role",
    log: [web, call("AttachRolePolicy", { RoleName: "web", PolicyArn: admin })],
    request: asking("detach-policy", "role/web", { item: admin }),
    applied: { [`role/web/attached/${admin}`]: null },
    undo: "exact",
  },
  {
    name: "an admin policy of a group, from a late log",
    before: [ops, call("AttachGroupPolicy", { GroupName: "ops", PolicyArn: admin })],
    log: [],
    request: asking("detach-policy", "group/ops", { item: admin }),
    applied: { [`group/ops/attached/${admin}`]: null },
    undo: "partial",
    unknown: /It is not sure that .* is attached/,
  },
  {
    name: "an OIDC provider",
    log: [oidc],
    request: asking("delete-provider", `oidc-provider/${provider}`),
    applied: { [`oidc/${provider}`]: null },
    undo: "exact",
  },
  {
    name: "an OIDC provider older than the log",
    before: [oidc],
    log: [],
    request: asking("delete-provider", `oidc-provider/${provider}`),
    answers: {
      AUDIENCES: '["one","two"]',
      THUMBPRINTS: '["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"]',
    },
    applied: { [`oidc/${provider}`]: null },
    undo: "partial",
    unknown: /No event of IAM names/,
  },
  {
    name: "a SAML provider",
    log: [saml],
    request: asking("delete-provider", `saml-provider/${arnOf("saml-provider", "idp")}`),
    applied: { [`saml/${arnOf("saml-provider", "idp")}`]: null },
    undo: "partial",
  },
  {
    name: "a user with everything",
    log: fullUser,
    request: asking("delete-user", "user/eve"),
    applied: { "user/eve": null, "mfa/arn:aws:iam::123456789012:mfa/eve": null },
    undo: "partial",
    lost: lostCredentials,
  },
  {
    name: "a user with everything, older than the log",
    before: fullUser,
    log: [],
    request: asking("delete-user", "user/eve"),
    answers: {
      USER_WITH_PASSWORD: "eve",
      FURTHER_ACCESS_KEY_IDS: "$key1",
      FURTHER_CERTIFICATE_IDS: "$signing1",
      FURTHER_SSH_KEY_IDS: "$ssh1",
      FURTHER_SERVICE_CREDENTIAL_IDS: "$service1",
      FURTHER_MFA_SERIALS: `arn:aws:iam::${account}:mfa/eve`,
      FURTHER_GROUPS: "ops",
      FURTHER_POLICY_ARNS: admin,
      FURTHER_INLINE_POLICY_NAMES: "A B",
      EARLIER_BOUNDARY_ARN: guardArn,
    },
    applied: { "user/eve": null },
    undo: "partial",
    lost: [
      { path: /^user\/eve\/login/, says: /^The password of eve, if there is one/ },
      {
        path: /^user\/eve\/(key|ssh|signing|service)/,
        says: /^Further (access keys|SSH|signing|service)/,
      },
      { path: /^user\/eve\/mfa/, says: /^Further MFA devices/ },
      { path: /^user\/eve\/inline/, says: /^Inline policies of eve that the log does not hold/ },
      { path: /^user\/eve\/path/, says: /^The path of eve/ },
      { path: /^user\/eve\/tag/, says: /^The tags of eve/ },
    ],
    unknown: /No event of IAM names/,
  },
  {
    name: "a role with everything",
    log: fullRole,
    request: asking("delete-role", "role/web"),
    applied: { "role/web": null, "profile/web/role/web": null, "profile/web": "true" },
    undo: "partial",
  },
  {
    name: "a role with everything, older than the log",
    before: fullRole,
    log: [],
    request: asking("delete-role", "role/web"),
    answers: {
      FURTHER_POLICY_ARNS: readOnly,
      FURTHER_INLINE_POLICY_NAMES: "I",
      FURTHER_INSTANCE_PROFILES: "web",
      EARLIER_BOUNDARY_ARN: guardArn,
      EARLIER_TRUST_FILE: trust,
    },
    applied: { "role/web": null },
    undo: "partial",
    lost: [
      { path: /^role\/web\/inline/, says: /^Inline policies of web that the log does not hold/ },
      { path: /^role\/web\/path/, says: /^The path of web/ },
      { path: /^role\/web\/tag/, says: /^The tags of web/ },
      { path: /^role\/web\/description/, says: /^The description of web/ },
      { path: /^role\/web\/maxSession/, says: /^The longest session of web/ },
    ],
    unknown: /trust policy is not in the log/,
  },
  {
    name: "the first password policy",
    log: [call("UpdateAccountPasswordPolicy", weak), call("DeleteAccountPasswordPolicy", {})],
    request: asking("set-password-policy", "account/"),
    applied: {
      "passwordPolicy/minimumpasswordlength": "14",
      "passwordPolicy/passwordreuseprevention": "24",
    },
    undo: "exact",
  },
  {
    name: "a weak password policy",
    log: [call("UpdateAccountPasswordPolicy", weak)],
    request: asking("set-password-policy", "account/"),
    applied: {
      "passwordPolicy/minimumpasswordlength": "14",
      "passwordPolicy/maxpasswordage": "90",
    },
    undo: "exact",
  },
  {
    name: "a stricter password policy",
    log: [call("UpdateAccountPasswordPolicy", { ...weak, MinimumPasswordLength: 20 })],
    request: asking("set-password-policy", "account/"),
    applied: {
      "passwordPolicy/minimumpasswordlength": "20",
      "passwordPolicy/requiresymbols": "true",
    },
    undo: "exact",
  },
  {
    name: "a password policy older than the log",
    before: [
      call("UpdateAccountPasswordPolicy", {
        ...weak,
        PasswordReusePrevention: 3,
        HardExpiry: true,
      }),
    ],
    log: [],
    request: asking("set-password-policy", "account/", { rules: { MinimumPasswordLength: 16 } }),
    answers: {
      MIN_LENGTH: "8",
      NEED_SYMBOLS: "false",
      NEED_NUMBERS: "true",
      NEED_UPPER: "true",
      NEED_LOWER: "true",
      ALLOW_CHANGE: "true",
      MAX_AGE: "90",
      REUSE_PREVENTION: "3",
      HARD_EXPIRY: "true",
    },
    applied: {
      "passwordPolicy/minimumpasswordlength": "16",
      "passwordPolicy/maxpasswordage": null,
    },
    undo: "asks",
    unknown: /password policy of today is not in the log/,
  },
  {
    name: "a policy of a role",
    log: narrowable,
    used,
    request: asking("least-privilege", `policy/${wide}`),
    answers: { NEW_VERSION_ID: "v2" },
    applied: {
      [`policy/${wide}/version/v2`]: JSON.stringify(narrow),
      [`policy/${wide}/default`]: '"v2"',
    },
    undo: "asks",
    unknown: /^The log holds .*: what runs more seldom/,
  },
  {
    name: "a policy with five versions",
    log: [
      ...narrowable,
      ...["a", "b", "c", "d"].map((one) =>
        call("CreatePolicyVersion", {
          PolicyArn: wide,
          PolicyDocument: document("Allow", `${one}:*`),
          SetAsDefault: false,
        }),
      ),
    ],
    used,
    request: asking("least-privilege", `policy/${wide}`),
    answers: { NEW_VERSION_ID: "v6" },
    applied: {
      [`policy/${wide}/version/v6`]: JSON.stringify(narrow),
      [`policy/${wide}/version/v2`]: null,
      [`policy/${wide}/default`]: '"v6"',
    },
    undo: "partial",
    lost: [{ path: /\/version\/v[27]$/, says: /^The number of version v2/ }],
    unknown: /^The log holds .*: what runs more seldom/,
  },
];
