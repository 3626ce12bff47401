/** Takeovers of accounts, of federation, and of what guards them. */
import type { RecordParts, Scene } from "./scene.ts";
import {
  agents,
  allow,
  managed,
  own,
  policy,
  record,
  roleBy,
  rootBy,
  trust,
  userBy,
} from "./scene.ts";

const insider: RecordParts = { by: userBy("mallory"), agent: agents.cli, ip: "203.0.113.66" };
const setArn = "arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-abcdef1234567890";

function act(call: string, at: number, request: object | null, more: RecordParts = {}) {
  return record(call, at, { ...insider, request, ...more });
}

function signIn(
  name: string | null,
  at: number,
  mfa: "Yes" | "No",
  isOk: boolean,
  ip = "203.0.113.66",
) {
  return record("signin:ConsoleLogin", at, {
    by:
      name === null
        ? rootBy
        : {
            type: "IAMUser",
            principalId: `AIDA${name}`,
            accountId: own,
            userName: name,
            arn: `arn:aws:iam::${own}:user/${name}`,
          },
    ip,
    agent: agents.browser,
    response: { ConsoleLogin: isOk ? "Success" : "Failure" },
    ...(isOk ? {} : { error: "Failed authentication", message: "Failed authentication" }),
    more: { additionalEventData: { MFAUsed: mfa }, eventType: "AwsConsoleSignIn" },
  });
}

/** Takeovers. */
export const takeoverScenes: readonly Scene[] = [
  {
    name: "password-for-another-then-sign-in",
    about:
      "An insider resets an administrator's password and signs in as him, without a second factor.",
    records: [
      act("iam:UpdateLoginProfile", 0, { userName: "boss", passwordResetRequired: false }),
      signIn("boss", 5, "No", true),
    ],
    rules: ["IAM-014", "IAM-036"],
  },
  {
    name: "mfa-stripped",
    about: "A second factor is switched off and the user signs in without one.",
    records: [
      act("iam:DeactivateMFADevice", 0, {
        userName: "boss",
        serialNumber: `arn:aws:iam::${own}:mfa/boss`,
      }),
      signIn("boss", 9, "No", true),
    ],
    rules: ["IAM-015", "IAM-036"],
  },
  {
    name: "password-spray",
    about: "One address tries six users and gets into one.",
    records: [
      ...["a1", "a2", "a3", "a4", "a5", "boss"].map((name, i) => signIn(name, i * 2, "No", false)),
      signIn("boss", 20, "No", true),
    ],
    rules: ["IAM-036", "IAM-037"],
  },
  {
    name: "federation-token-outlives-key",
    about: "A console session is made from a leaked key and goes on after the key is switched off.",
    records: [
      act("sts:GetFederationToken", 0, {
        name: "admin",
        policy: policy(allow("*", "*")),
        durationSeconds: 43200,
      }),
      record("signin:GetSigninToken", 1, {
        by: {
          ...userBy("mallory"),
          type: "FederatedUser",
          arn: `arn:aws:sts::${own}:federated-user/admin`,
        },
        agent: "Python-urllib/3.11 aws_consoler",
        ip: "203.0.113.66",
      }),
    ],
    rules: ["IAM-019"],
  },
  {
    name: "identity-center-admin",
    about: "A permission set of all rights is made and assigned to a group; the insider joins it.",
    records: [
      record("sso:AttachManagedPolicyToPermissionSet", 0, {
        ...insider,
        request: { permissionSetArn: setArn, managedPolicyArn: managed("AdministratorAccess") },
      }),
      record("sso:CreateAccountAssignment", 5, {
        ...insider,
        request: {
          permissionSetArn: setArn,
          targetId: "111122223333",
          targetType: "AWS_ACCOUNT",
          principalType: "GROUP",
          principalId: "g-0001",
        },
      }),
      record("sso-directory:AddMemberToGroup", 9, {
        ...insider,
        request: { groupId: "g-0001", member: { memberId: "u-mallory" } },
      }),
    ],
    rules: ["IAM-034"],
  },
  {
    name: "foreign-identity-provider",
    about: "A SAML provider's metadata is replaced, and GitHub is trusted without a subject.",
    records: [
      act("iam:UpdateSAMLProvider", 0, {
        sAMLProviderArn: `arn:aws:iam::${own}:saml-provider/Corp`,
        sAMLMetadataDocument: "<xml/>",
      }),
      act("iam:CreateRole", 5, {
        roleName: "gh",
        assumeRolePolicyDocument: trust(
          { Federated: `arn:aws:iam::${own}:oidc-provider/token.actions.githubusercontent.com` },
          { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } },
          "sts:AssumeRoleWithWebIdentity",
        ),
      }),
    ],
    rules: ["IAM-008", "IAM-031"],
  },
  {
    name: "root-key",
    about: "The root user signs in without a second factor and makes itself a key.",
    records: [
      signIn(null, 0, "No", true),
      record("iam:CreateAccessKey", 3, {
        by: rootBy,
        ip: "203.0.113.66",
        agent: agents.browser,
        response: { accessKey: { accessKeyId: "AKIAROOTEXAMPLE00000" } },
      }),
    ],
    rules: ["IAM-012", "IAM-035"],
    maybe: ["IAM-036"],
  },
  {
    name: "stolen-instance-credentials",
    about: "Credentials of an instance are used from outside to make a user with a key.",
    records: [
      act("iam:CreateUser", 0, { userName: "sync" }, { by: roleBy("Web", "i-0a1b2c3d4e5f60718") }),
      act(
        "iam:CreateAccessKey",
        1,
        { userName: "sync" },
        {
          by: roleBy("Web", "i-0a1b2c3d4e5f60718"),
          response: { accessKey: { accessKeyId: "AKIASYNCEXAMPLE00000", userName: "sync" } },
        },
      ),
    ],
    rules: ["IAM-011", "IAM-044"],
  },
  {
    name: "quarantine-taken-off",
    about: "AWS puts its quarantine on a leaked key's user; the thief takes it off.",
    records: [
      record("iam:AttachUserPolicy", 0, {
        by: userBy("mallory"),
        request: { userName: "mallory", policyArn: managed("AWSCompromisedKeyQuarantineV2") },
      }),
      act("iam:DetachUserPolicy", 10, {
        userName: "mallory",
        policyArn: managed("AWSCompromisedKeyQuarantineV2"),
      }),
    ],
    rules: ["IAM-025", "IAM-048"],
    maybe: ["IAM-022"],
  },
  {
    name: "boundary-taken-off",
    about: "An insider lifts the boundary of his own user.",
    records: [act("iam:DeleteUserPermissionsBoundary", 0, { userName: "mallory" })],
    rules: ["IAM-022", "IAM-024"],
  },
  {
    name: "organization-left",
    about: "A guard rail of the organization is detached, and the account leaves it.",
    records: [
      act("organizations:DetachPolicy", 0, { policyId: "p-guard", targetId: "ou-1" }),
      act("organizations:LeaveOrganization", 5, null),
    ],
    rules: ["IAM-047"],
  },
  {
    name: "roles-anywhere",
    about: "A trust anchor and a profile let an outside certificate in.",
    records: [
      act("rolesanywhere:CreateTrustAnchor", 0, { name: "anchor" }),
      act("rolesanywhere:CreateProfile", 2, {
        name: "p",
        roleArns: [`arn:aws:iam::${own}:role/Admin`],
      }),
    ],
    rules: ["IAM-033"],
  },
];
