import type { JsonObject } from "../../shared/cloudtrail-event.ts";
import { account, developers, iamArn, roles, trailArn, trailBucket, users } from "./cast.ts";
import type { Random } from "./random.ts";

/** A call of the daily background: most only read. */
interface Everyday {
  readonly service: string;
  readonly name: string;
  readonly request?: JsonObject;
  readonly resources?: readonly JsonObject[];
  readonly writes?: boolean;
  readonly errorCode?: string;
  readonly errorMessage?: string;
}

/** Makes one call of the background, with details chosen by chance. */
export type Maker = (random: Random) => Everyday;

// Only what exists from before the first to after the last day: a read that succeeds must not contradict the story.
const roleNames = [
  roles.deploy,
  roles.devSandbox,
  roles.terraform,
  roles.reporting,
  roles.orders,
].map((role) => role.name);
const userNames = [...developers, users.kessler.name, users.brandt.name, users.backup.name];
const groupNames = ["Finance", "PlatformAdmins"];
const buckets = ["example-artifacts", "example-assets", "example-reports", trailBucket];
const functionNames = ["orders-api", "orders-worker", "orders-mail"];
const alarms = ["orders-errors", "orders-latency", "web-5xx", "billing-limit"];

function plain(service: string, name: string, request?: JsonObject): Maker {
  return () => ({ service, name, ...(request === undefined ? {} : { request }) });
}

function named(service: string, name: string, member: string, list: readonly string[]): Maker {
  return (random) => ({ service, name, request: { [member]: random.pick(list) } });
}

function bucketRead(name: string, query: string): Maker {
  return (random) => {
    const bucketName = random.pick(buckets);
    const Host = `${bucketName}.s3.eu-central-1.amazonaws.com`;
    const ARN = `arn:aws:s3:::${bucketName}`;
    return {
      service: "s3",
      name,
      request: { bucketName, Host, [query]: "" },
      resources: [{ accountId: account, type: "AWS::S3::Bucket", ARN }],
    };
  };
}

const managed = [iamArn("policy/BillingRead"), iamArn("policy/SupportAccess")];

/** Pages of the IAM console. */
export const iamConsole: readonly Maker[] = [
  plain("iam", "GetAccountSummary"),
  plain("iam", "ListUsers", { maxItems: 1000 }),
  plain("iam", "ListGroups", { maxItems: 1000 }),
  plain("iam", "ListRoles", { maxItems: 1000 }),
  plain("iam", "ListPolicies", { onlyAttached: false, scope: "Local", maxItems: 1000 }),
  plain("iam", "GetAccountPasswordPolicy"),
  plain("iam", "ListAccountAliases"),
  plain("iam", "GetCredentialReport"),
  named("iam", "GetUser", "userName", userNames),
  named("iam", "ListGroupsForUser", "userName", userNames),
  named("iam", "ListAttachedUserPolicies", "userName", userNames),
  named("iam", "ListUserPolicies", "userName", userNames),
  named("iam", "ListAccessKeys", "userName", userNames),
  named("iam", "ListMFADevices", "userName", userNames),
  named("iam", "GetLoginProfile", "userName", userNames),
  named("iam", "GetPolicy", "policyArn", managed),
  named("iam", "ListPolicyVersions", "policyArn", managed),
  named("iam", "ListEntitiesForPolicy", "policyArn", managed),
  named("iam", "GetGroup", "groupName", groupNames),
  named("iam", "ListAttachedGroupPolicies", "groupName", groupNames),
];

/** What Terraform asks IAM before it plans. A policy that is not there yet is an everyday error. */
export const iamTerraform: readonly Maker[] = [
  named("iam", "GetRole", "roleName", roleNames),
  named("iam", "ListRolePolicies", "roleName", roleNames),
  named("iam", "ListAttachedRolePolicies", "roleName", roleNames),
  named("iam", "ListInstanceProfilesForRole", "roleName", roleNames),
  plain("iam", "GetRolePolicy", { roleName: roles.artifactReader.name, policyName: "artifacts" }),
  plain("iam", "GetRolePolicy", { roleName: roles.deploy.name, policyName: "deploy" }),
  (random) => ({
    service: "iam",
    name: "GetPolicyVersion",
    request: { policyArn: random.pick(managed), versionId: "v1" },
  }),
  () => ({
    service: "iam",
    name: "GetRolePolicy",
    request: { roleName: roles.orders.name, policyName: "queue" },
    errorCode: "NoSuchEntityException",
    errorMessage: "The role policy with name queue cannot be found.",
  }),
  plain("iam", "GetOpenIDConnectProvider", {
    openIDConnectProviderArn: `arn:aws:iam::${account}:oidc-provider/token.example.com`,
  }),
  plain("sts", "GetCallerIdentity"),
];

/** What AWS Config records of IAM every night. */
export const iamSweep: readonly Maker[] = [
  named("iam", "GetRole", "roleName", roleNames),
  named("iam", "ListRolePolicies", "roleName", roleNames),
  named("iam", "GetUser", "userName", userNames),
  named("iam", "ListUserPolicies", "userName", userNames),
  named("iam", "ListUserTags", "userName", userNames),
  named("iam", "GetPolicy", "policyArn", managed),
  named("iam", "GetInstanceProfile", "instanceProfileName", ["database"]),
  plain("iam", "GetAccountAuthorizationDetails", { filter: ["LocalManagedPolicy"] }),
];

const instance = {
  instancesSet: { items: [{ instanceId: "i-0f1e2d3c4b5a69788" }] },
  filterSet: {},
};
const everyInstance = { maxResults: 100, instancesSet: {}, filterSet: {} };

/** Pages of the consoles of the home Region. */
export const regionConsole: readonly Maker[] = [
  plain("ec2", "DescribeInstances", everyInstance),
  plain("ec2", "DescribeInstances", instance),
  plain("ec2", "DescribeInstanceStatus", { ...instance, includeAllInstances: false }),
  plain("ec2", "DescribeSecurityGroups", { securityGroupSet: {}, filterSet: {} }),
  plain("ec2", "DescribeVolumes", { volumeSet: {}, filterSet: {} }),
  plain("ec2", "DescribeAddresses", { publicIpsSet: {}, filterSet: {} }),
  plain("ec2", "DescribeRegions", { regionSet: {}, allRegions: true }),
  plain("monitoring", "DescribeAlarms", { maxRecords: 100 }),
  named("monitoring", "DescribeAlarmHistory", "alarmName", alarms),
  plain("lambda", "ListFunctions20150331", { maxItems: 50 }),
  named("lambda", "GetFunction20150331v2", "functionName", functionNames),
  bucketRead("GetBucketAcl", "acl"),
  bucketRead("GetBucketLocation", "location"),
  bucketRead("GetBucketVersioning", "versioning"),
  plain("cloudtrail", "DescribeTrails", { includeShadowTrails: true }),
  plain("cloudtrail", "GetTrailStatus", { name: trailArn }),
  plain("kms", "ListAliases"),
  plain("rds", "DescribeDBInstances", { maxRecords: 100 }),
];

/** What a build does once it has taken on DeployRole. */
export const build: readonly Maker[] = [
  plain("sts", "GetCallerIdentity"),
  plain("cloudformation", "DescribeStacks", { stackName: "orders" }),
  plain("cloudformation", "DescribeStackEvents", { stackName: "orders" }),
  plain("cloudformation", "GetTemplate", { stackName: "orders", templateStage: "Original" }),
  named("lambda", "GetFunction20150331v2", "functionName", functionNames),
  (random) => ({
    service: "lambda",
    name: "UpdateFunctionCode20150331v2",
    writes: true,
    request: {
      functionName: random.pick(functionNames),
      s3Bucket: "example-artifacts",
      s3Key: `orders/${random.hex(12)}.zip`,
      publish: true,
      dryRun: false,
    },
  }),
  bucketRead("GetBucketLocation", "location"),
  plain("ecr", "GetAuthorizationToken"),
  plain("ecr", "DescribeRepositories", { repositoryNames: ["orders"] }),
  plain("logs", "DescribeLogGroups", { logGroupNamePrefix: "/aws/lambda/orders" }),
];

/** What developers look at with a client of their own; some of it is not allowed to them. */
export const developer: readonly Maker[] = [
  plain("logs", "DescribeLogGroups", { limit: 50 }),
  named("logs", "FilterLogEvents", "logGroupName", [
    "/aws/lambda/orders-api",
    "/aws/lambda/orders-worker",
  ]),
  plain("ec2", "DescribeInstances", everyInstance),
  named("lambda", "GetFunction20150331v2", "functionName", functionNames),
  bucketRead("GetBucketLocation", "location"),
  plain("sts", "GetCallerIdentity"),
];
