/** The daily work of people with IAM. */
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

const admin: RecordParts = { by: consoleBy("admin"), agent: agents.console };
const auditor: RecordParts = {
  by: roleBy("SecurityAudit", "auditor"),
  agent: agents.cli,
  ip: "203.0.113.50",
};
const reads = [
  "ListUsers",
  "ListRoles",
  "ListGroups",
  "ListPolicies",
  "GetAccountSummary",
  "GetAccountPasswordPolicy",
  "ListAccountAliases",
  "ListMFADevices",
  "ListAccessKeys",
  "GetCredentialReport",
  "GenerateCredentialReport",
  "ListVirtualMFADevices",
  "ListSAMLProviders",
  "ListOpenIDConnectProviders",
  "GetUser",
  "ListUserPolicies",
  "ListAttachedUserPolicies",
  "ListGroupsForUser",
];

function signIn(
  name: string,
  at: number,
  mfa: "Yes" | "No",
  result: string,
  more: RecordParts = {},
) {
  const { sessionContext: _, accessKeyId: __, ...by } = userBy(name) as Record<string, unknown>;
  return record("signin:ConsoleLogin", at, {
    by,
    agent: agents.browser,
    response: { ConsoleLogin: result },
    ...(result === "Failure"
      ? { error: "Failed authentication", message: "Failed authentication" }
      : {}),
    ...more,
    more: {
      additionalEventData: { MFAUsed: mfa, MobileVersion: "No" },
      eventType: "AwsConsoleSignIn",
    },
  });
}

/** A first day: user, first password, group of ordinary rights, second factor. */
function onboarding(userName: string, at: number): readonly object[] {
  return [
    record("iam:CreateUser", at, { ...admin, request: { userName } }),
    record("iam:CreateLoginProfile", at + 1, {
      ...admin,
      request: { userName, passwordResetRequired: true },
    }),
    record("iam:AddUserToGroup", at + 2, {
      ...admin,
      request: { userName, groupName: "Developers" },
    }),
    signIn(userName, at + 60, "No", "Success", { ip: "198.51.100.3" }),
    record("iam:ChangePassword", at + 61, {
      by: consoleBy(userName, false),
      agent: agents.console,
      ip: "198.51.100.3",
    }),
    record("iam:CreateVirtualMFADevice", at + 65, {
      by: consoleBy(userName, false),
      agent: agents.console,
      ip: "198.51.100.3",
      request: { virtualMFADeviceName: userName },
      response: { virtualMFADevice: { serialNumber: `arn:aws:iam::${own}:mfa/${userName}` } },
    }),
    record("iam:EnableMFADevice", at + 66, {
      by: consoleBy(userName, false),
      agent: agents.console,
      ip: "198.51.100.3",
      request: { userName, serialNumber: `arn:aws:iam::${own}:mfa/${userName}` },
    }),
  ];
}

/** Operations without malice. */
export const operationScenes: readonly Scene[] = [
  {
    name: "onboarding",
    about: "Four colleagues begin: users, first passwords, groups, second factors.",
    records: ["b.lang", "c.wolf", "d.haas", "e.beck"].flatMap((name, i) =>
      onboarding(name, i * 200),
    ),
    rules: [],
    // A first sign-in before the second factor is set up is one without it.
    maybe: ["IAM-013", "IAM-036"],
  },
  {
    name: "offboarding",
    about: "A colleague leaves: keys, password, second factor, groups and the user go.",
    records: [
      { name: "UpdateAccessKey", userName: "k.lenz", accessKeyId: "AKIAKLENZ", status: "Inactive" },
      { name: "DeleteAccessKey", userName: "k.lenz", accessKeyId: "AKIAKLENZ" },
      { name: "DeleteLoginProfile", userName: "k.lenz" },
      {
        name: "DeactivateMFADevice",
        userName: "k.lenz",
        serialNumber: `arn:aws:iam::${own}:mfa/k.lenz`,
      },
      { name: "DeleteVirtualMFADevice", serialNumber: `arn:aws:iam::${own}:mfa/k.lenz` },
      { name: "RemoveUserFromGroup", userName: "k.lenz", groupName: "Developers" },
      { name: "DetachUserPolicy", userName: "k.lenz", policyArn: managed("ReadOnlyAccess") },
      { name: "DeleteUser", userName: "k.lenz" },
    ].map(({ name, ...request }, i) => record(`iam:${name}`, i * 0.5, { ...admin, request })),
    rules: [],
    maybe: ["IAM-015"],
  },
  {
    name: "own-key-rotation",
    about: "Ten users rotate their own keys in a month.",
    records: Array.from({ length: 10 }, (_, i) => i).flatMap((i) => {
      const name = `dev${i}`;
      const by = userBy(name);
      const at = i * 2000;
      return [
        record("iam:ListAccessKeys", at, { by, request: null }),
        record("iam:CreateAccessKey", at + 1, {
          by,
          request: null,
          response: { accessKey: { accessKeyId: `AKIANEW${i}`, userName: name } },
        }),
        record("sts:GetCallerIdentity", at + 5, { by: userBy(name, `AKIANEW${i}`) }),
        record("iam:UpdateAccessKey", at + 600, {
          by: userBy(name, `AKIANEW${i}`),
          request: { accessKeyId: `AKIA${name.toUpperCase()}EXAMPLE`, status: "Inactive" },
        }),
        record("iam:DeleteAccessKey", at + 1900, {
          by: userBy(name, `AKIANEW${i}`),
          request: { accessKeyId: `AKIA${name.toUpperCase()}EXAMPLE` },
        }),
      ];
    }),
    rules: [],
  },
  {
    name: "break-glass",
    about: "An incident: a person takes the emergency role, reads, and mends one policy.",
    records: [
      record("sts:AssumeRole", 0, {
        by: consoleBy("v.costa"),
        agent: agents.browser,
        request: { roleArn: `arn:aws:iam::${own}:role/BreakGlass`, roleSessionName: "v.costa" },
      }),
      record("iam:GetRole", 3, { by: roleBy("BreakGlass", "v.costa"), agent: agents.console }),
      record("iam:PutRolePolicy", 6, {
        by: roleBy("BreakGlass", "v.costa"),
        agent: agents.console,
        request: {
          roleName: "payments",
          policyName: "queue",
          policyDocument: policy(
            allow("sqs:ReceiveMessage", `arn:aws:sqs:eu-central-1:${own}:payments`),
          ),
        },
      }),
    ],
    rules: [],
  },
  {
    name: "auditors-read",
    about: "Auditors read all of IAM with the command line and with a scanner, and change nothing.",
    records: [
      record("sts:GetCallerIdentity", 0, auditor),
      ...reads.map((name, i) => record(`iam:${name}`, 1 + i * 0.2, auditor)),
      ...Array.from({ length: 200 }, (_, i) =>
        record(`iam:${reads[i % reads.length]}`, 60 + i * 0.05, {
          ...auditor,
          agent: "Boto3/1.34.84 Prowler/4.3.2",
        }),
      ),
    ],
    rules: ["IAM-039"],
  },
  {
    name: "console-browsing",
    about: "A user with few rights opens pages of the console: many reads, many refused.",
    records: Array.from({ length: 60 }, (_, i) =>
      record(
        `${["iam", "ec2", "ce", "support", "health", "organizations"][i % 6]}:${
          [
            "ListUsers",
            "DescribeInstances",
            "GetCostAndUsage",
            "DescribeCases",
            "DescribeEvents",
            "DescribeOrganization",
            "ListRoles",
            "DescribeVpcs",
          ][i % 8]
        }`,
        i * 0.1,
        {
          by: consoleBy("j.meyer"),
          agent: agents.browser,
          error: "AccessDenied",
          message: "not authorized",
        },
      ),
    ),
    rules: [],
  },
  {
    name: "sign-ins",
    about: "People sign in with a second factor; one mistypes twice.",
    records: [
      signIn("b.lang", 0, "Yes", "Success"),
      signIn("c.wolf", 30, "No", "Failure"),
      signIn("c.wolf", 31, "No", "Failure"),
      signIn("c.wolf", 32, "Yes", "Success"),
      signIn("d.haas", 90, "Yes", "Success", { ip: "198.51.100.44" }),
    ],
    rules: [],
  },
  {
    name: "vendor-onboarding",
    about: "A monitoring vendor gets a role that reads, bound to an external id.",
    records: [
      record("iam:CreateRole", 0, {
        ...admin,
        request: {
          roleName: "VendorMonitoring",
          assumeRolePolicyDocument: trust(
            { AWS: "arn:aws:iam::464622532012:root" },
            { StringEquals: { "sts:ExternalId": "f1c2b7d0e9a84f6c" } },
          ),
        },
      }),
      record("iam:AttachRolePolicy", 1, {
        ...admin,
        request: { roleName: "VendorMonitoring", policyArn: managed("SecurityAudit") },
      }),
    ],
    rules: ["IAM-007"],
  },
  {
    name: "policy-maintenance",
    about: "A team keeps a policy: new versions with one action more, the oldest deleted.",
    records: Array.from({ length: 8 }, (_, i) => i).flatMap((i) => [
      ...(i > 4
        ? [
            record("iam:DeletePolicyVersion", i * 1500 - 1, {
              ...admin,
              request: { policyArn: `arn:aws:iam::${own}:policy/shop`, versionId: `v${i - 4}` },
            }),
          ]
        : []),
      record("iam:CreatePolicyVersion", i * 1500, {
        ...admin,
        request: {
          policyArn: `arn:aws:iam::${own}:policy/shop`,
          setAsDefault: true,
          policyDocument: policy(
            allow(
              [
                "s3:GetObject",
                "s3:PutObject",
                "sqs:SendMessage",
                "sns:Publish",
                "dynamodb:GetItem",
              ].slice(0, i + 1),
              "arn:aws:s3:::shop/*",
            ),
          ),
        },
        response: { policyVersion: { versionId: `v${i + 2}`, isDefaultVersion: true } },
      }),
    ]),
    rules: [],
    maybe: ["IAM-010"],
  },
  {
    name: "tagging-campaign",
    about: "Roles and users get cost tags, by a script.",
    records: Array.from({ length: 60 }, (_, i) =>
      record(i % 2 === 0 ? "iam:TagRole" : "iam:TagUser", i * 0.2, {
        by: roleBy("FinOps", "tagging"),
        agent: agents.boto,
        request: {
          [i % 2 === 0 ? "roleName" : "userName"]: `r${i}`,
          tags: [{ key: "cost-center", value: "4711" }],
        },
      }),
    ),
    rules: [],
  },
  {
    name: "forgotten-password",
    about: "A user forgets the password; the help desk sets one that must be changed.",
    records: [
      signIn("b.lang", 0, "No", "Failure"),
      signIn("b.lang", 1, "No", "Failure"),
      signIn("b.lang", 2, "No", "Failure"),
      record("iam:UpdateLoginProfile", 20, {
        by: roleBy("HelpDesk", "service.desk"),
        agent: agents.console,
        request: { userName: "b.lang", passwordResetRequired: true },
      }),
      signIn("b.lang", 40, "Yes", "Success", { ip: "198.51.100.9" }),
    ],
    rules: ["IAM-014"],
  },
  {
    name: "password-policy-hardened",
    about: "The password policy gets stricter.",
    records: [
      record("iam:UpdateAccountPasswordPolicy", 0, {
        ...admin,
        request: {
          minimumPasswordLength: 14,
          requireSymbols: true,
          requireNumbers: true,
          requireUppercaseCharacters: true,
          requireLowercaseCharacters: true,
          passwordReusePrevention: 24,
        },
      }),
    ],
    rules: [],
  },
];
