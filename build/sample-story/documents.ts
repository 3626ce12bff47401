import type { Json, JsonObject } from "../../shared/cloudtrail-event.ts";
import { account, iamArn } from "./cast.ts";

function policy(statements: readonly Json[]): JsonObject {
  return { Version: "2012-10-17", Statement: statements };
}

/** A trust policy for one principal. */
export function trust(principal: JsonObject, condition?: JsonObject): JsonObject {
  const rest = condition === undefined ? {} : { Condition: condition };
  return policy([{ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", ...rest }]);
}

/** The guard rail: without a second factor only the calls that register one are possible. */
export const denyWithoutMfa = policy([
  {
    Sid: "DenyWithoutMFA",
    Effect: "Deny",
    NotAction: [
      "iam:ChangePassword",
      "iam:CreateVirtualMFADevice",
      "iam:EnableMFADevice",
      "iam:GetUser",
      "iam:ListMFADevices",
      "iam:ListVirtualMFADevices",
      "iam:ResyncMFADevice",
      "sts:GetSessionToken",
    ],
    Resource: "*",
    Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
  },
]);

const selfService = {
  Sid: "SelfService",
  Effect: "Allow",
  Action: ["iam:ChangePassword", "iam:GetUser"],
  Resource: `arn:aws:iam::*:user/\${aws:username}`,
  Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
};
const readBuckets = {
  Sid: "ReadBuckets",
  Effect: "Allow",
  Action: ["s3:GetObject", "s3:ListBucket"],
  Resource: ["arn:aws:s3:::example-shop-*", "arn:aws:s3:::example-shop-*/*"],
};
const functions = {
  Sid: "Functions",
  Effect: "Allow",
  Action: ["lambda:GetFunction", "lambda:ListFunctions", "lambda:UpdateFunctionCode"],
  Resource: `arn:aws:lambda:eu-central-1:${account}:function:orders-*`,
};
const logs = {
  Sid: "Logs",
  Effect: "Allow",
  Action: ["logs:DescribeLogGroups", "logs:FilterLogEvents", "logs:GetLogEvents"],
  Resource: "*",
};

/** The versions of DeveloperAccess, v1 first. The last one lets a developer take over any user. */
export const developerAccess: readonly [JsonObject, JsonObject, JsonObject, JsonObject] = [
  policy([selfService, readBuckets]),
  policy([selfService, readBuckets, functions]),
  policy([selfService, readBuckets, functions, logs]),
  policy([
    {
      Sid: "SelfService",
      Effect: "Allow",
      Action: [
        "iam:ChangePassword",
        "iam:CreateAccessKey",
        "iam:UpdateLoginProfile",
        "iam:GetUser",
      ],
      Resource: "*",
    },
    readBuckets,
    functions,
    logs,
  ]),
];

function readReports(buckets: readonly string[]): JsonObject {
  return policy([
    {
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:ListBucket"],
      Resource: buckets.flatMap((name) => [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`]),
    },
  ]);
}

/** reporting-read: its default version, and the wider one that never became the default. */
export const reportingRead: readonly [JsonObject, JsonObject] = [
  readReports(["example-reports", "example-bi"]),
  readReports(["example-reports", "example-bi", "example-bi-archive"]),
];

/** LogReader: its default version, and a harmless second one. */
export const logReader: readonly [JsonObject, JsonObject] = [
  policy([
    { Effect: "Allow", Action: ["logs:FilterLogEvents", "logs:GetLogEvents"], Resource: "*" },
  ]),
  policy([logs]),
];

/** What ci-artifact-reader may read: one bucket, later two. */
export function artifacts(buckets: readonly string[]): JsonObject {
  return policy([
    {
      Effect: "Allow",
      Action: ["s3:GetObject"],
      Resource: buckets.map((name) => `arn:aws:s3:::${name}/*`),
    },
  ]);
}

/** What deployments need, and the line that lets them write policies onto roles: the way in. */
export const deployRights = policy([
  {
    Sid: "Artifacts",
    Effect: "Allow",
    Action: ["s3:GetObject", "s3:PutObject"],
    Resource: "arn:aws:s3:::example-artifacts/*",
  },
  {
    Sid: "Deploy",
    Effect: "Allow",
    Action: ["cloudformation:*", "lambda:UpdateFunctionCode", "lambda:GetFunction"],
    Resource: "*",
  },
  {
    Sid: "Look",
    Effect: "Allow",
    Action: ["ecr:*", "logs:DescribeLogGroups", "s3:GetBucketLocation"],
    Resource: "*",
  },
  {
    Sid: "StackRoles",
    Effect: "Allow",
    Action: [
      "iam:PassRole",
      "iam:GetRole",
      "iam:CreateRole",
      "iam:DeleteRole",
      "iam:PutRolePolicy",
      "iam:DeleteRolePolicy",
    ],
    Resource: iamArn("role/*"),
  },
]);

/** Every action on every resource. */
export const everything = policy([{ Effect: "Allow", Action: "*:*", Resource: "*" }]);

/** What backups need. */
export const backupRights = policy([
  {
    Effect: "Allow",
    Action: [
      "ec2:DescribeSnapshots",
      "ec2:CreateSnapshot",
      "ec2:CopySnapshot",
      "ec2:DescribeVolumes",
      "s3:GetObject",
      "s3:ListBucket",
      "s3:ListAllMyBuckets",
    ],
    Resource: "*",
  },
]);

/** What the web front end reads. */
export const webRights = policy([
  {
    Effect: "Allow",
    Action: ["s3:GetObject", "ssm:UpdateInstanceInformation"],
    Resource: "*",
  },
]);
