/** Attacks, some of them amid daily work. */
import { codeScenes } from "./code.ts";
import { operationScenes } from "./operations.ts";
import type { RecordParts, Scene } from "./scene.ts";
import {
  agents,
  allow,
  consoleBy,
  foreign,
  managed,
  own,
  policy,
  record,
  roleBy,
  trust,
  userBy,
} from "./scene.ts";

const thief: RecordParts = { by: userBy("ci-legacy"), agent: agents.boto, ip: "203.0.113.66" };
const reads = [
  "ListUsers",
  "ListRoles",
  "ListGroups",
  "ListPolicies",
  "GetAccountSummary",
  "ListAccessKeys",
  "ListMFADevices",
  "GetUser",
  "ListUserPolicies",
  "ListAttachedUserPolicies",
  "ListGroupsForUser",
  "ListRolePolicies",
  "ListAttachedRolePolicies",
  "GetRolePolicy",
  "ListInstanceProfiles",
  "ListSAMLProviders",
];
const workday = [...codeScenes, ...operationScenes]
  .filter(({ name }) => ["terraform-apply", "own-key-rotation", "sign-ins"].includes(name))
  .flatMap(({ records }) => records);

function steal(call: string, at: number, request: object | null, response: object | null = null) {
  return record(call, at, { ...thief, request, response });
}

/** What a busy account does all day. */
function heartbeat(at: number): object {
  return record("ssm:UpdateInstanceInformation", at, { by: roleBy("Web", "i-0a1b2c3d4e5f60718") });
}

/** Attacks by stolen credentials. */
export const attackScenes: readonly Scene[] = [
  {
    name: "stolen-key-to-new-admin",
    about: "A leaked key lists IAM, then makes a user with all rights and a key for it.",
    records: [
      ...workday,
      steal("sts:GetCallerIdentity", 3000, null),
      ...reads.map((name, i) => steal(`iam:${name}`, 3001 + i * 0.2, null)),
      steal("iam:CreateUser", 3010, { userName: "backup-svc" }),
      steal("iam:AttachUserPolicy", 3011, {
        userName: "backup-svc",
        policyArn: managed("AdministratorAccess"),
      }),
      steal(
        "iam:CreateAccessKey",
        3012,
        { userName: "backup-svc" },
        {
          accessKey: { accessKeyId: "AKIABACKUPSVCEXAMPLE", userName: "backup-svc" },
        },
      ),
    ],
    rules: ["IAM-002", "IAM-011", "IAM-020", "IAM-039"],
  },
  {
    name: "stolen-key-without-rights",
    about: "A leaked key tries calls of many services; all are refused.",
    records: [
      ...workday,
      ...[
        "iam:ListUsers",
        "s3:ListBuckets",
        "ec2:DescribeInstances",
        "lambda:ListFunctions20150331",
        "secretsmanager:ListSecrets",
        "ssm:DescribeParameters",
        "rds:DescribeDBInstances",
        "kms:ListKeys",
        "dynamodb:ListTables",
        "sns:ListTopics",
        "sqs:ListQueues",
        "logs:DescribeLogGroups",
        "iam:GetUser",
        "ses:GetSendQuota",
      ].map((call, i) =>
        record(call, 3000 + i * 0.1, {
          ...thief,
          error: call.startsWith("ec2") ? "Client.UnauthorizedOperation" : "AccessDenied",
          message: `User: arn:aws:iam::${own}:user/ci-legacy is not authorized to perform: ${call}`,
        }),
      ),
    ],
    rules: ["IAM-038"],
  },
  {
    name: "new-version-for-own-rights",
    about: "A developer rewrites the policy that he holds, so that it allows everything.",
    records: [
      record("iam:CreatePolicy", 0, {
        request: { policyName: "Dev", policyDocument: policy(allow("s3:GetObject", "*")) },
        response: { policy: { arn: `arn:aws:iam::${own}:policy/Dev`, defaultVersionId: "v1" } },
      }),
      record("iam:AttachUserPolicy", 5, {
        request: { userName: "mallory", policyArn: `arn:aws:iam::${own}:policy/Dev` },
      }),
      ...workday,
      record("iam:CreatePolicyVersion", 4000, {
        by: userBy("mallory"),
        request: {
          policyArn: `arn:aws:iam::${own}:policy/Dev`,
          setAsDefault: true,
          policyDocument: policy(allow("*", "*")),
        },
        response: { policyVersion: { versionId: "v2", isDefaultVersion: true } },
      }),
    ],
    rules: ["IAM-001", "IAM-022"],
    maybe: ["IAM-009", "IAM-010", "IAM-003", "IAM-004", "IAM-005"],
  },
  {
    name: "inline-admin-for-self",
    about: "A stolen key puts an inline policy of all rights on its own user.",
    records: [
      steal("iam:PutUserPolicy", 0, {
        userName: "ci-legacy",
        policyName: "x",
        policyDocument: policy(allow("*", "*")),
      }),
    ],
    rules: ["IAM-001", "IAM-022"],
    maybe: ["IAM-009"],
  },
  {
    name: "function-with-a-strong-role",
    about:
      "A stolen key starts a function with an administrator role, which then makes an administrator.",
    records: [
      record("iam:CreateRole", 0, {
        request: {
          roleName: "OpsLambda",
          assumeRolePolicyDocument: trust({ Service: "lambda.amazonaws.com" }),
        },
      }),
      record("iam:AttachRolePolicy", 1, {
        request: { roleName: "OpsLambda", policyArn: managed("AdministratorAccess") },
      }),
      steal("lambda:CreateFunction20150331", 9000, {
        functionName: "fn",
        role: `arn:aws:iam::${own}:role/OpsLambda`,
      }),
      record("iam:AttachUserPolicy", 9005, {
        by: roleBy("OpsLambda", "fn", {
          inScopeOf: { issuerType: "AWS::Lambda::Function" },
        }),
        agent: agents.boto,
        ip: "198.51.100.200",
        request: { userName: "ci-legacy", policyArn: managed("AdministratorAccess") },
      }),
    ],
    rules: ["IAM-002", "IAM-030", "IAM-044"],
  },
  {
    name: "trust-hijack",
    about: "An insider lets himself into a strong role by its trust policy, and uses it.",
    records: [
      record("iam:CreateRole", 0, {
        request: {
          roleName: "Billing",
          assumeRolePolicyDocument: trust({ AWS: `arn:aws:iam::${own}:role/Finance` }),
        },
      }),
      record("iam:UpdateAssumeRolePolicy", 5000, {
        by: userBy("mallory"),
        request: {
          roleName: "Billing",
          policyDocument: trust({ AWS: `arn:aws:iam::${own}:user/mallory` }),
        },
      }),
      record("sts:AssumeRole", 5010, {
        by: userBy("mallory"),
        request: { roleArn: `arn:aws:iam::${own}:role/Billing`, roleSessionName: "m" },
        response: { credentials: { accessKeyId: "ASIAHIJACKEDEXAMPLE0" } },
      }),
    ],
    rules: ["IAM-043"],
  },
  {
    name: "backdoor-for-another-account",
    about: "A role of all rights is made for an account outside, which then comes in.",
    records: [
      steal("iam:CreateRole", 0, {
        roleName: "support-access",
        assumeRolePolicyDocument: trust({ AWS: `arn:aws:iam::${foreign}:root` }),
      }),
      steal("iam:AttachRolePolicy", 1, {
        roleName: "support-access",
        policyArn: managed("AdministratorAccess"),
      }),
      record("sts:AssumeRole", 30, {
        by: { type: "AWSAccount", principalId: "AIDAOUTSIDER", accountId: foreign },
        ip: "203.0.113.99",
        request: { roleArn: `arn:aws:iam::${own}:role/support-access`, roleSessionName: "x" },
        response: { credentials: { accessKeyId: "ASIAOUTSIDEREXAMPLE0" } },
      }),
    ],
    rules: ["IAM-002", "IAM-007", "IAM-021", "IAM-043"],
  },
  {
    name: "open-trust",
    about: "A role's trust is opened to everybody.",
    records: [
      steal("iam:UpdateAssumeRolePolicy", 0, {
        roleName: "Reports",
        policyDocument: trust({ AWS: "*" }),
      }),
    ],
    rules: ["IAM-006"],
    maybe: ["IAM-007"],
  },
  {
    name: "short-lived-user",
    about: "A user is made, reads secrets with its key, and is gone within the hour.",
    records: [
      steal("iam:CreateUser", 0, { userName: "tmp" }),
      steal("iam:PutUserPolicy", 1, {
        userName: "tmp",
        policyName: "p",
        policyDocument: policy(allow("secretsmanager:*", "*")),
      }),
      steal(
        "iam:CreateAccessKey",
        2,
        { userName: "tmp" },
        {
          accessKey: { accessKeyId: "AKIATEMPORARYEXAMPLE", userName: "tmp" },
        },
      ),
      ...Array.from({ length: 6 }, (_, i) =>
        record("secretsmanager:GetSecretValue", 5 + i, {
          by: userBy("tmp", "AKIATEMPORARYEXAMPLE"),
          ip: "203.0.113.66",
          agent: agents.boto,
          request: { secretId: `prod/${i}` },
        }),
      ),
      steal("iam:DeleteAccessKey", 30, { userName: "tmp", accessKeyId: "AKIATEMPORARYEXAMPLE" }),
      steal("iam:DeleteUserPolicy", 31, { userName: "tmp", policyName: "p" }),
      steal("iam:DeleteUser", 32, { userName: "tmp" }),
    ],
    rules: ["IAM-011", "IAM-028"],
    maybe: ["IAM-005"],
  },
  {
    name: "destruction",
    about: "A stolen key deletes users, roles and second factors.",
    records: [
      ...workday,
      ...Array.from({ length: 6 }, (_, i) =>
        steal("iam:DeleteUser", 6000 + i * 0.3, { userName: `u${i}` }),
      ),
      ...Array.from({ length: 5 }, (_, i) =>
        steal("iam:DeleteRole", 6002 + i * 0.3, { roleName: `r${i}` }),
      ),
      steal("iam:DeactivateMFADevice", 6004, {
        userName: "admin",
        serialNumber: `arn:aws:iam::${own}:mfa/admin`,
      }),
    ],
    rules: ["IAM-015", "IAM-027"],
  },
  {
    name: "blinded-trail",
    about:
      "Before the theft, the trail is stopped, kept to one Region, and its files made to expire.",
    records: [
      record("cloudtrail:CreateTrail", 0, {
        by: consoleBy("admin"),
        request: { name: "main", s3BucketName: "audit-logs-example", isMultiRegionTrail: true },
      }),
      ...workday,
      record("s3:PutBucketLifecycle", 7000, {
        ...thief,
        request: {
          bucketName: "audit-logs-example",
          LifecycleConfiguration: { Rule: { Expiration: { Days: 1 }, Status: "Enabled" } },
        },
      }),
      steal("cloudtrail:UpdateTrail", 7001, { name: "main", isMultiRegionTrail: false }),
      steal("cloudtrail:StopLogging", 7002, { name: "main" }),
    ],
    rules: ["IAM-046"],
  },
  {
    name: "silence-after-update",
    about:
      "After the trail's key is changed, the account that never rests is silent for eleven hours.",
    records: [
      ...Array.from({ length: 300 }, (_, i) => heartbeat(i * 10)),
      record("cloudtrail:UpdateTrail", 3000, {
        ...thief,
        request: { name: "main", kmsKeyId: "alias/x" },
      }),
      ...Array.from({ length: 50 }, (_, i) => heartbeat(3660 + i * 10)),
    ],
    rules: ["IAM-049"],
  },
  {
    name: "weekend",
    about: "A trail is changed before an account rests, as it does every night.",
    records: [
      ...Array.from({ length: 5 }, (_, day) => day).flatMap((day) =>
        Array.from({ length: 30 }, (_, i) => heartbeat(day * 1440 + i * 10)),
      ),
      record("cloudtrail:UpdateTrail", 4 * 1440 + 300, {
        request: { name: "main", isMultiRegionTrail: true },
      }),
      ...Array.from({ length: 30 }, (_, i) => heartbeat(7 * 1440 + i * 10)),
    ],
    rules: [],
  },
];
