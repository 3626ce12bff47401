/** Changes that code makes: nothing in them deserves an alarm. */
import type { RecordParts, Scene } from "./scene.ts";
import { agents, allow, managed, own, policy, record, roleBy, trust, userBy } from "./scene.ts";

const terraform: RecordParts = {
  by: roleBy("TerraformDeploy", "run-8841"),
  agent: agents.terraform,
  ip: "198.51.100.20",
};
const cdk: RecordParts = {
  by: roleBy("cdk-hnb659fds-cfn-exec-role-123456789012-eu-central-1", "AWSCloudFormation", {
    invokedBy: "cloudformation.amazonaws.com",
  }),
  agent: agents.cloudFormation,
  ip: "cloudformation.amazonaws.com",
};
const lambdaTrust = trust({ Service: "lambda.amazonaws.com" });
const tableRead = policy(
  allow(
    ["dynamodb:GetItem", "dynamodb:Query"],
    `arn:aws:dynamodb:eu-central-1:${own}:table/orders`,
  ),
);

/** The reads that Terraform makes before and after each role. */
function refresh(roleName: string, at: number): readonly object[] {
  return [
    "GetRole",
    "ListRolePolicies",
    "ListAttachedRolePolicies",
    "ListInstanceProfilesForRole",
  ].map((name, i) => record(`iam:${name}`, at + i / 60, { ...terraform, request: { roleName } }));
}

function terraformService(name: string, at: number): readonly object[] {
  const roleName = `${name}-lambda`;
  const call = (event: string, minute: number, request: object, response: object | null = null) =>
    record(event, at + minute, { ...terraform, request, response });
  return [
    call("iam:CreateRole", 0, { roleName, assumeRolePolicyDocument: lambdaTrust, tags: [] }),
    call("iam:AttachRolePolicy", 1, {
      roleName,
      policyArn: managed("service-role/AWSLambdaBasicExecutionRole"),
    }),
    call("iam:PutRolePolicy", 1.2, { roleName, policyName: "table", policyDocument: tableRead }),
    ...refresh(roleName, at + 2),
    call("lambda:CreateFunction20150331", 3, {
      functionName: name,
      role: `arn:aws:iam::${own}:role/${roleName}`,
      runtime: "nodejs22.x",
    }),
  ];
}

function destroyed(name: string, at: number): readonly object[] {
  const roleName = `${name}-lambda`;
  const call = (event: string, minute: number, request: object) =>
    record(event, at + minute, { ...terraform, request });
  return [
    call("iam:DetachRolePolicy", 0, {
      roleName,
      policyArn: managed("service-role/AWSLambdaBasicExecutionRole"),
    }),
    call("iam:DeleteRolePolicy", 0.1, { roleName, policyName: "table" }),
    call("iam:DeleteRole", 0.2, { roleName }),
  ];
}

const services = ["orders", "stock", "prices", "basket", "search", "mails"];
const github: RecordParts = {
  by: roleBy("GitHubDeploy", "GitHubActions"),
  agent: agents.boto,
  ip: "198.51.100.77",
};
const eksUrl = "https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
const eksArn = `arn:aws:iam::${own}:oidc-provider/${eksUrl.slice(8)}`;

/** Infrastructure as code and deployments. */
export const codeScenes: readonly Scene[] = [
  {
    name: "terraform-apply",
    about: "Terraform sets up six functions, each with a narrow role.",
    records: services.flatMap((name, i) => terraformService(name, i * 5)),
    rules: [],
  },
  {
    name: "terraform-destroy",
    about: "Terraform takes down the next morning what it made, 18 things in four minutes.",
    records: [
      ...services.flatMap((name, i) => terraformService(name, i * 5)),
      ...services.flatMap((name, i) => destroyed(name, 1200 + i * 0.5)),
    ],
    rules: [],
    maybe: ["IAM-027"],
  },
  {
    name: "terraform-plan-every-hour",
    about: "A pipeline plans every hour for two days and changes one policy.",
    records: [
      ...Array.from({ length: 48 }, (_, hour) => hour).flatMap((hour) => [
        record("sts:GetCallerIdentity", hour * 60, terraform),
        ...services.flatMap((name, i) => refresh(`${name}-lambda`, hour * 60 + 0.2 + i / 10)),
      ]),
      record("iam:PutRolePolicy", 1440, {
        ...terraform,
        request: { roleName: "orders-lambda", policyName: "table", policyDocument: tableRead },
      }),
    ],
    rules: [],
  },
  {
    name: "cdk-deploy",
    about: "CloudFormation makes roles and policies for a CDK stack.",
    records: [
      record("iam:CreateRole", 1, {
        ...cdk,
        request: { roleName: "Shop-HandlerRole", assumeRolePolicyDocument: lambdaTrust },
      }),
      record("iam:AttachRolePolicy", 2, {
        ...cdk,
        request: {
          roleName: "Shop-HandlerRole",
          policyArn: managed("service-role/AWSLambdaBasicExecutionRole"),
        },
      }),
      record("iam:PutRolePolicy", 3, {
        ...cdk,
        request: { roleName: "Shop-HandlerRole", policyName: "p", policyDocument: tableRead },
      }),
      record("iam:PassRole", 3, { ...cdk, request: null }),
      record("lambda:CreateFunction20150331", 4, {
        ...cdk,
        request: { functionName: "Shop", role: `arn:aws:iam::${own}:role/Shop-HandlerRole` },
      }),
    ],
    rules: [],
  },
  {
    name: "cdk-bootstrap",
    about:
      "A developer bootstraps the CDK: CloudFormation gives its own execution role all rights.",
    records: [
      record("cloudformation:CreateStack", 0, {
        by: roleBy("PlatformEngineer", "v.costa"),
        agent: agents.cdk,
        request: { stackName: "CDKToolkit", capabilities: ["CAPABILITY_NAMED_IAM"] },
      }),
      record("iam:CreateRole", 1, {
        by: roleBy("PlatformEngineer", "v.costa", { invokedBy: "cloudformation.amazonaws.com" }),
        agent: agents.cloudFormation,
        ip: "cloudformation.amazonaws.com",
        request: {
          roleName: "cdk-hnb659fds-cfn-exec-role",
          assumeRolePolicyDocument: trust({ Service: "cloudformation.amazonaws.com" }),
        },
      }),
      record("iam:AttachRolePolicy", 2, {
        by: roleBy("PlatformEngineer", "v.costa", { invokedBy: "cloudformation.amazonaws.com" }),
        agent: agents.cloudFormation,
        ip: "cloudformation.amazonaws.com",
        request: {
          roleName: "cdk-hnb659fds-cfn-exec-role",
          policyArn: managed("AdministratorAccess"),
        },
      }),
    ],
    rules: ["IAM-002"],
  },
  {
    name: "github-oidc-setup-and-deploy",
    about:
      "GitHub's provider and a role for one repository are set up by Terraform; workflows deploy.",
    records: [
      record("iam:CreateOpenIDConnectProvider", 0, {
        ...terraform,
        request: {
          url: "https://token.actions.githubusercontent.com",
          clientIDList: ["sts.amazonaws.com"],
        },
      }),
      record("iam:CreateRole", 1, {
        ...terraform,
        request: {
          roleName: "GitHubDeploy",
          assumeRolePolicyDocument: trust(
            { Federated: `arn:aws:iam::${own}:oidc-provider/token.actions.githubusercontent.com` },
            {
              StringEquals: {
                "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
                "token.actions.githubusercontent.com:sub": "repo:example/shop:ref:refs/heads/main",
              },
            },
            "sts:AssumeRoleWithWebIdentity",
          ),
        },
      }),
      record("iam:PutRolePolicy", 2, {
        ...terraform,
        request: {
          roleName: "GitHubDeploy",
          policyName: "deploy",
          policyDocument: policy(
            allow("lambda:UpdateFunctionCode", `arn:aws:lambda:eu-central-1:${own}:function:shop`),
          ),
        },
      }),
      ...Array.from({ length: 5 }, (_, i) => i * 300 + 60).flatMap((at) => [
        record("sts:AssumeRoleWithWebIdentity", at, {
          by: {
            type: "WebIdentityUser",
            principalId: `arn:aws:iam::${own}:oidc-provider/token.actions.githubusercontent.com:sts.amazonaws.com:repo:example/shop:ref:refs/heads/main`,
            userName: "repo:example/shop:ref:refs/heads/main",
            identityProvider: `arn:aws:iam::${own}:oidc-provider/token.actions.githubusercontent.com`,
          },
          ip: "198.51.100.77",
          request: {
            roleArn: `arn:aws:iam::${own}:role/GitHubDeploy`,
            roleSessionName: "GitHubActions",
          },
        }),
        record("sts:GetCallerIdentity", at + 0.1, github),
        record("lambda:UpdateFunctionCode20150331v2", at + 1, {
          ...github,
          request: { functionName: "shop" },
        }),
      ]),
    ],
    rules: [],
    maybe: ["IAM-031"],
  },
  {
    name: "eks-service-accounts",
    about: "eksctl registers a cluster's provider; roles of service accounts name their subject.",
    records: [
      record("iam:CreateOpenIDConnectProvider", 0, {
        by: userBy("platform"),
        agent: "eksctl/0.190.0 aws-sdk-go-v2/1.30.3",
        request: { url: eksUrl, clientIDList: ["sts.amazonaws.com"] },
      }),
      record("iam:CreateRole", 2, {
        ...cdk,
        request: {
          roleName: "eksctl-shop-load-balancer",
          assumeRolePolicyDocument: trust(
            { Federated: eksArn },
            {
              StringEquals: {
                [`${eksUrl.slice(8)}:sub`]: "system:serviceaccount:kube-system:load-balancer",
                [`${eksUrl.slice(8)}:aud`]: "sts.amazonaws.com",
              },
            },
            "sts:AssumeRoleWithWebIdentity",
          ),
        },
      }),
    ],
    rules: [],
    maybe: ["IAM-031"],
  },
  {
    name: "broken-deployment",
    about: "A pipeline lacks one permission and tries every ten minutes for a day.",
    records: Array.from({ length: 144 }, (_, i) =>
      record("iam:PutRolePolicy", i * 10, {
        ...terraform,
        error: "AccessDenied",
        message: `User: arn:aws:sts::${own}:assumed-role/TerraformDeploy/run-8841 is not authorized to perform: iam:PutRolePolicy on resource: role orders-lambda`,
      }),
    ),
    rules: [],
  },
  {
    name: "integration-tests",
    about: "A test suite makes a user with a key, uses it and removes it, every night.",
    records: [0, 1440, 2880].flatMap((night) => {
      const by = roleBy("IntegrationTests", "nightly");
      const key = `AKIATEST${night}`.padEnd(20, "X");
      const at = (minute: number) => night + minute;
      const made = { by, agent: agents.boto, ip: "198.51.100.20" };
      return [
        record("iam:CreateUser", at(0), { ...made, request: { userName: "it-user" } }),
        record("iam:PutUserPolicy", at(0.2), {
          ...made,
          request: { userName: "it-user", policyName: "p", policyDocument: tableRead },
        }),
        record("iam:CreateAccessKey", at(0.4), {
          ...made,
          request: { userName: "it-user" },
          response: { accessKey: { accessKeyId: key, status: "Active", userName: "it-user" } },
        }),
        record("iam:DeleteAccessKey", at(9), {
          ...made,
          request: { userName: "it-user", accessKeyId: key },
        }),
        record("iam:DeleteUserPolicy", at(9.2), {
          ...made,
          request: { userName: "it-user", policyName: "p" },
        }),
        record("iam:DeleteUser", at(9.4), { ...made, request: { userName: "it-user" } }),
      ];
    }),
    rules: [],
    maybe: ["IAM-011", "IAM-028"],
  },
];
