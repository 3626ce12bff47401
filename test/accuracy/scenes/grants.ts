/** Rights and credentials that are given, changed and taken away, each amid little else. */
import type { RecordParts, Scene } from "./scene.ts";
import {
  agents,
  allow,
  consoleBy,
  managed,
  own,
  policy,
  record,
  roleBy,
  trust,
  userBy,
} from "./scene.ts";

const insider: RecordParts = { by: userBy("mallory"), agent: agents.cli, ip: "203.0.113.66" };
const policyArn = `arn:aws:iam::${own}:policy/Dev`;

function act(call: string, at: number, request: object | null, more: RecordParts = {}) {
  return record(call, at, { ...insider, request, ...more });
}

function made(document: string, at: number): object {
  return record("iam:CreatePolicy", at, {
    request: { policyName: "Dev", policyDocument: document },
    response: { policy: { arn: policyArn, defaultVersionId: "v1" } },
  });
}

/** Two working weeks of somebody: the same call from the same place, four times a day. */
function habit(name: string): readonly object[] {
  return Array.from({ length: 48 }, (_, i) =>
    record("iam:TagUser", Math.floor(i / 4) * 1440 + (i % 4) * 100, {
      by: userBy(name),
      ip: "192.0.2.10",
      request: { userName: "x", tags: [{ key: "cost-center", value: `${i}` }] },
    }),
  );
}

/** Grants and changes. */
export const grantScenes: readonly Scene[] = [
  {
    name: "everything-but",
    about: "A group may do everything that is not listed.",
    records: [
      act("iam:PutGroupPolicy", 0, {
        groupName: "Devs",
        policyName: "p",
        policyDocument: policy({
          Effect: "Allow",
          NotAction: ["iam:*", "organizations:*"],
          Resource: "*",
        }),
      }),
    ],
    rules: ["IAM-003", "IAM-005"],
    maybe: ["IAM-009"],
  },
  {
    name: "pass-any-role",
    about: "A deployment user may pass every role.",
    records: [
      act("iam:PutUserPolicy", 0, {
        userName: "deploy",
        policyName: "p",
        policyDocument: policy(allow(["iam:PassRole", "lambda:*"], "*")),
      }),
    ],
    rules: ["IAM-004", "IAM-005"],
    maybe: ["IAM-009"],
  },
  {
    name: "permission-to-raise-rights",
    about: "A user may make keys for everybody.",
    records: [
      act("iam:PutUserPolicy", 0, {
        userName: "support",
        policyName: "p",
        policyDocument: policy(allow(["iam:CreateAccessKey", "iam:ListUsers"], "*")),
      }),
    ],
    rules: ["IAM-005"],
    maybe: ["IAM-009"],
  },
  {
    name: "older-wider-version",
    about: "The default of a policy goes back to a version that allowed all of a service.",
    records: [
      made(policy(allow("s3:*", "*")), 0),
      act(
        "iam:CreatePolicyVersion",
        10,
        {
          policyArn,
          setAsDefault: true,
          policyDocument: policy(allow("s3:GetObject", "arn:aws:s3:::shop/*")),
        },
        { response: { policyVersion: { versionId: "v2", isDefaultVersion: true } } },
      ),
      act("iam:SetDefaultPolicyVersion", 5000, { policyArn, versionId: "v1" }),
    ],
    rules: ["IAM-010"],
    maybe: ["IAM-009"],
  },
  {
    name: "password-for-an-old-user",
    about: "A service user gets a console password, without having to change it.",
    records: [
      act("iam:CreateLoginProfile", 0, { userName: "svc-backup", passwordResetRequired: false }),
    ],
    rules: ["IAM-013"],
  },
  {
    name: "second-factor-of-another",
    about: "Somebody registers a second factor for a colleague.",
    records: [
      act("iam:EnableMFADevice", 0, {
        userName: "boss",
        serialNumber: `arn:aws:iam::${own}:mfa/boss`,
      }),
    ],
    rules: ["IAM-016"],
  },
  {
    name: "key-switched-on-again",
    about: "A key that was switched off works again.",
    records: [
      act("iam:UpdateAccessKey", 5000, {
        userName: "svc",
        accessKeyId: "AKIASVCOLDEXAMPLE000",
        status: "Active",
      }),
    ],
    rules: ["IAM-017"],
  },
  {
    name: "repository-credential",
    about: "A user gets a credential for Bedrock, made by another.",
    records: [
      act("iam:CreateServiceSpecificCredential", 0, {
        userName: "svc",
        serviceName: "bedrock.amazonaws.com",
      }),
    ],
    rules: ["IAM-018"],
  },
  {
    name: "joins-the-administrators",
    about: "A user is put into the group of administrators.",
    records: [
      record("iam:AttachGroupPolicy", 0, {
        request: { groupName: "Operations", policyArn: managed("AdministratorAccess") },
      }),
      act("iam:AddUserToGroup", 9000, { groupName: "Operations", userName: "trainee" }),
    ],
    rules: ["IAM-002", "IAM-023"],
  },
  {
    name: "policy-dismantled",
    about: "A policy is taken off its group, its versions go, and then the policy itself.",
    records: [
      made(policy(allow("s3:GetObject", "arn:aws:s3:::shop/*")), 0),
      record("iam:AttachGroupPolicy", 5, { request: { groupName: "Devs", policyArn } }),
      record("iam:AttachRolePolicy", 6, { request: { roleName: "Shop", policyArn } }),
      act("iam:DetachGroupPolicy", 9000, { groupName: "Devs", policyArn }),
      act("iam:DetachRolePolicy", 9001, { roleName: "Shop", policyArn }),
      act("iam:DeletePolicy", 9003, { policyArn }),
    ],
    rules: ["IAM-026"],
  },
  {
    name: "profile-dismantled",
    about: "An instance profile goes while an instance runs with it.",
    records: [
      record("iam:CreateInstanceProfile", 0, { request: { instanceProfileName: "Web" } }),
      record("iam:AddRoleToInstanceProfile", 1, {
        request: { instanceProfileName: "Web", roleName: "Web" },
      }),
      record("ec2:RunInstances", 5, {
        request: { iamInstanceProfile: { name: "Web" } },
        response: { instancesSet: { items: [{ instanceId: "i-0a1b2c3d4e5f60718" }] } },
      }),
      act("iam:RemoveRoleFromInstanceProfile", 9000, {
        instanceProfileName: "Web",
        roleName: "Web",
      }),
      act("iam:DeleteInstanceProfile", 9001, { instanceProfileName: "Web" }),
    ],
    rules: ["IAM-029"],
  },
  {
    name: "password-policy-removed",
    about: "The account's password policy is deleted.",
    records: [act("iam:DeleteAccountPasswordPolicy", 0, null)],
    rules: ["IAM-032"],
  },
  {
    name: "principals-tried",
    about: "Trust policies with made-up principals are sent until one is accepted.",
    records: Array.from({ length: 12 }, (_, i) =>
      act(
        "iam:UpdateAssumeRolePolicy",
        i * 0.1,
        {
          roleName: "probe",
          policyDocument: trust({ AWS: `arn:aws:iam::999988887777:user/name${i}` }),
        },
        { error: "MalformedPolicyDocumentException", message: "Invalid principal in policy" },
      ),
    ),
    rules: ["IAM-040"],
  },
  {
    name: "attack-tool",
    about: "A change with a client that names itself as an attack tool.",
    records: [act("iam:CreateGroup", 0, { groupName: "g" }, { agent: "Boto3/1.34 Pacu/1.5.3" })],
    rules: ["IAM-041"],
  },
  {
    name: "key-in-other-hands",
    about:
      "A key with a habit of two weeks makes a change at night from another network and client.",
    records: [
      ...habit("worker"),
      record("iam:CreateUser", 13 * 1440 + 800, {
        by: userBy("worker"),
        agent: agents.boto,
        ip: "203.0.113.200",
        request: { userName: "backup2" },
      }),
    ],
    rules: ["IAM-042"],
  },
  {
    name: "same-habit",
    about: "The same key makes such a change from where it always works.",
    records: [
      ...habit("worker"),
      record("iam:CreateUser", 13 * 1440 + 100, {
        by: userBy("worker"),
        ip: "192.0.2.11",
        request: { userName: "trainee" },
      }),
    ],
    rules: [],
  },
  {
    name: "root-session",
    about: "A root session is opened in a member account.",
    records: [
      record("sts:AssumeRoot", 0, {
        by: roleBy("OrgAdmin", "x"),
        request: {
          targetPrincipal: "111122223333",
          taskPolicyArn: { arn: "arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy" },
        },
      }),
    ],
    rules: ["IAM-045"],
  },
  {
    name: "partner-let-in",
    about: "A delegation request of a partner is accepted.",
    records: [
      record("iam:AcceptDelegationRequest", 0, {
        by: consoleBy("admin"),
        agent: agents.console,
        request: { delegationRequestId: "dr-1" },
      }),
    ],
    rules: ["IAM-050"],
  },
  {
    name: "tag-that-opens",
    about: "A policy decides by a tag, and a user gets that tag.",
    records: [
      made(
        policy({
          Effect: "Allow",
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::shop/*",
          Condition: { StringEquals: { "aws:PrincipalTag/team": "payments" } },
        }),
        0,
      ),
      act("iam:TagUser", 9000, {
        userName: "mallory2",
        tags: [{ key: "team", value: "payments" }],
      }),
    ],
    rules: ["IAM-051"],
  },
  {
    name: "renamed-like-a-service",
    about: "A user gets the name of something that AWS would make.",
    records: [act("iam:UpdateUser", 0, { userName: "tmp", newUserName: "aws-config-service" })],
    rules: ["IAM-052"],
  },
  {
    name: "rights-without-second-factor",
    about: "All users of the account may take on a new administrator role with a password alone.",
    records: [
      record("iam:CreateRole", 0, {
        request: {
          roleName: "Ops",
          assumeRolePolicyDocument: trust({ AWS: `arn:aws:iam::${own}:root` }),
        },
      }),
      record("iam:AttachRolePolicy", 1, {
        request: { roleName: "Ops", policyArn: managed("AdministratorAccess") },
      }),
    ],
    rules: ["IAM-002", "IAM-009"],
  },
];
