/** Calls that AWS services make, and the set-ups that make many of them. */
import type { RecordParts, Scene } from "./scene.ts";
import {
  agents,
  allow,
  managed,
  own,
  policy,
  record,
  roleBy,
  serviceBy,
  trust,
  userBy,
} from "./scene.ts";

const management = "210987654321";

function linked(host: string, at: number, by: object): object {
  return record("iam:CreateServiceLinkedRole", at, {
    by,
    agent: host,
    ip: host,
    request: { aWSServiceName: host },
  });
}

const sso: RecordParts = {
  by: roleBy("aws-service-role/sso.amazonaws.com/AWSServiceRoleForSSO", "SSO-Provisioner", {
    invokedBy: "sso.amazonaws.com",
  }),
  agent: "sso.amazonaws.com",
  ip: "sso.amazonaws.com",
};
const provider = `arn:aws:iam::${own}:saml-provider/AWSSSO_a1b2c3d4_DO_NOT_DELETE`;
const ssoTrust = policy({
  Effect: "Allow",
  Principal: { Federated: provider },
  Action: ["sts:AssumeRoleWithSAML", "sts:TagSession"],
  Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
});

function reserved(set: string, policyArn: string, at: number): readonly object[] {
  const roleName = `AWSReservedSSO_${set}_0123456789abcdef`;
  return [
    record("iam:CreateRole", at, {
      ...sso,
      request: {
        roleName,
        path: "/aws-reserved/sso.amazonaws.com/eu-central-1/",
        assumeRolePolicyDocument: ssoTrust,
      },
    }),
    record("iam:AttachRolePolicy", at + 0.1, { ...sso, request: { roleName, policyArn } }),
  ];
}

const tower: RecordParts = {
  by: roleBy("AWSControlTowerExecution", "aws-cloudformation-stackset", {
    invokedBy: "cloudformation.amazonaws.com",
  }),
  agent: agents.cloudFormation,
  ip: "cloudformation.amazonaws.com",
};

/** Two weeks of somebody in one Region: a call that only reads, four times a day. */
function workdays(region: string): readonly object[] {
  return Array.from({ length: 56 }, (_, i) =>
    record("ec2:DescribeInstances", Math.floor(i / 4) * 1440 + (i % 4) * 100, {
      by: userBy("n.albrecht"),
      ip: "192.0.2.10",
      region,
      request: {},
    }),
  );
}

/** AWS services and landing zones. */
export const serviceScenes: readonly Scene[] = [
  {
    name: "service-linked-roles",
    about: "Services make the roles that are linked to them, and take them on all day.",
    records: [
      linked("autoscaling.amazonaws.com", 0, roleBy("Ops", "v.costa")),
      linked("elasticloadbalancing.amazonaws.com", 1, roleBy("Ops", "v.costa")),
      linked("rds.amazonaws.com", 2, roleBy("Ops", "v.costa")),
      ...Array.from({ length: 60 }, (_, i) =>
        record("sts:AssumeRole", i * 10, {
          by: serviceBy("autoscaling.amazonaws.com"),
          agent: "autoscaling.amazonaws.com",
          ip: "autoscaling.amazonaws.com",
          request: {
            roleArn: `arn:aws:iam::${own}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
            roleSessionName: "AutoScaling",
          },
        }),
      ),
    ],
    rules: [],
  },
  {
    name: "config-reads-all",
    about: "AWS Config and Access Analyzer read all of IAM every six hours.",
    records: [0, 360, 720, 1080].flatMap((at) =>
      [
        "GetAccountAuthorizationDetails",
        "ListUsers",
        "ListRoles",
        "ListPolicies",
        "GetAccountSummary",
      ].map((name, i) =>
        record(`iam:${name}`, at + i, {
          by: roleBy("aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig", "AWSConfig", {
            invokedBy: "config.amazonaws.com",
          }),
          agent: "config.amazonaws.com",
          ip: "config.amazonaws.com",
        }),
      ),
    ),
    rules: [],
  },
  {
    name: "identity-center-provisioning",
    about: "Identity Center provisions permission sets into an account, one with all rights.",
    records: [
      record("iam:CreateSAMLProvider", 0, {
        ...sso,
        request: { name: "AWSSSO_a1b2c3d4_DO_NOT_DELETE", sAMLMetadataDocument: "<xml/>" },
      }),
      ...reserved("ReadOnly", managed("ReadOnlyAccess"), 1),
      ...reserved("Administrator", managed("AdministratorAccess"), 2),
      record("iam:UpdateSAMLProvider", 3, {
        ...sso,
        request: { sAMLProviderArn: provider, sAMLMetadataDocument: "<xml/>" },
      }),
    ],
    rules: [],
    maybe: ["IAM-002", "IAM-031"],
  },
  {
    name: "control-tower-enrolment",
    about: "Control Tower enrols an account: roles for it and for the security accounts.",
    records: [
      record("iam:CreateRole", 0, {
        ...tower,
        request: {
          roleName: "aws-controltower-AdministratorExecutionRole",
          assumeRolePolicyDocument: trust({
            AWS: `arn:aws:iam::${management}:role/aws-controltower-AuditAdministratorRole`,
          }),
        },
      }),
      record("iam:AttachRolePolicy", 1, {
        ...tower,
        request: {
          roleName: "aws-controltower-AdministratorExecutionRole",
          policyArn: managed("AdministratorAccess"),
        },
      }),
      record("iam:CreateRole", 2, {
        ...tower,
        request: {
          roleName: "aws-controltower-ConfigRecorderRole",
          assumeRolePolicyDocument: trust({ Service: "config.amazonaws.com" }),
        },
      }),
      record("iam:AttachRolePolicy", 3, {
        ...tower,
        request: {
          roleName: "aws-controltower-ConfigRecorderRole",
          policyArn: managed("service-role/AWS_ConfigRole"),
        },
      }),
    ],
    rules: [],
    // An administrator for another account, even if the landing zone does it, is worth a look.
    maybe: ["IAM-002", "IAM-007", "IAM-021"],
  },
  {
    name: "console-made-service-roles",
    about: "Wizards of the console make service roles with the policies that go with them.",
    records: ["Backup", "CodePipeline", "Batch"].flatMap((name, i) => [
      record("iam:CreateRole", i * 60, {
        by: roleBy("AWSReservedSSO_Developer_0123456789abcdef", "j.meyer"),
        agent: agents.console,
        request: {
          roleName: `${name}ServiceRole`,
          path: "/service-role/",
          assumeRolePolicyDocument: trust({ Service: `${name.toLowerCase()}.amazonaws.com` }),
        },
      }),
      record("iam:CreatePolicy", i * 60 + 1, {
        by: roleBy("AWSReservedSSO_Developer_0123456789abcdef", "j.meyer"),
        agent: agents.console,
        request: {
          policyName: `${name}-logs`,
          policyDocument: policy(
            allow(
              ["logs:CreateLogStream", "logs:PutLogEvents"],
              `arn:aws:logs:*:${own}:log-group:/x*`,
            ),
          ),
        },
        response: { policy: { arn: `arn:aws:iam::${own}:policy/${name}-logs` } },
      }),
      record("iam:AttachRolePolicy", i * 60 + 2, {
        by: roleBy("AWSReservedSSO_Developer_0123456789abcdef", "j.meyer"),
        agent: agents.console,
        request: {
          roleName: `${name}ServiceRole`,
          policyArn: `arn:aws:iam::${own}:policy/${name}-logs`,
        },
      }),
    ]),
    rules: [],
  },
  {
    name: "trail-set-up",
    about: "A trail is made, widened to all Regions, and records everything.",
    records: [
      record("cloudtrail:CreateTrail", 0, {
        request: { name: "main", s3BucketName: "audit-logs-example", isMultiRegionTrail: false },
      }),
      record("cloudtrail:UpdateTrail", 5, {
        request: { name: "main", isMultiRegionTrail: true, enableLogFileValidation: true },
      }),
      record("cloudtrail:PutEventSelectors", 6, {
        request: {
          trailName: "main",
          eventSelectors: [{ readWriteType: "All", includeManagementEvents: true }],
        },
      }),
      record("cloudtrail:StartLogging", 7, { request: { name: "main" } }),
      record("s3:PutBucketLifecycle", 9, {
        request: {
          bucketName: "photos-example",
          LifecycleConfiguration: { Rule: { Expiration: { Days: 30 }, Status: "Enabled" } },
        },
      }),
    ],
    rules: [],
  },
  {
    name: "another-region",
    about: "Two weeks of work in Frankfurt, then a function with a role in Jakarta.",
    records: [
      ...workdays("eu-central-1"),
      record("ec2:DescribeInstances", 14 * 1440 - 30, {
        by: userBy("n.albrecht"),
        ip: "192.0.2.10",
        region: "ap-southeast-3",
        request: {},
      }),
      ...["resize", "notify"].map((name, i) =>
        record("lambda:CreateFunction20150331", 14 * 1440 + i * 10, {
          by: userBy("n.albrecht"),
          ip: "192.0.2.10",
          region: "ap-southeast-3",
          request: { functionName: name, role: `arn:aws:iam::${own}:role/Worker` },
        }),
      ),
    ],
    rules: ["IAM-053"],
  },
  {
    name: "the-usual-regions",
    about:
      "Two weeks of work in Frankfurt with a look at Ireland, then a function with a role there.",
    records: [
      ...workdays("eu-central-1"),
      record("ec2:DescribeInstances", 3 * 1440, {
        by: userBy("n.albrecht"),
        ip: "192.0.2.10",
        region: "eu-west-1",
        request: {},
      }),
      record("lambda:CreateFunction20150331", 14 * 1440, {
        by: userBy("n.albrecht"),
        ip: "192.0.2.10",
        region: "eu-west-1",
        request: { functionName: "resize", role: `arn:aws:iam::${own}:role/Worker` },
      }),
    ],
    rules: [],
  },
];
