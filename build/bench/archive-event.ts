import { alphanumeric, base32, type Random } from "../sample-story/random.ts";
import { type BenchAccount, type BenchSession, serviceSessions, skewed } from "./archive-world.ts";

/** Request and answer of a call as JSON text, and the resource that the record names. */
interface Body {
  readonly request: string;
  readonly response?: string;
  readonly resource?: readonly [string, string];
}

type MakeBody = (random: Random, account: BenchAccount, region: string) => Body;

interface Kind {
  readonly weight: number;
  readonly service: string;
  readonly name: string;
  readonly readOnly: boolean;
  readonly body: MakeBody;
}

const document = (random: Random, account: BenchAccount): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: Array.from({ length: 1 + random.below(3) }, (_, i) => ({
      Sid: `Statement${i}`,
      Effect: "Allow",
      Action: random.pick(["s3:GetObject", "ec2:Describe*", "kms:Decrypt", "dynamodb:*"]),
      Resource: `arn:aws:s3:::${random.pick(account.buckets)}/*`,
    })),
  });

const nothing: MakeBody = () => ({ request: "null" });
const ofUser: MakeBody = (random, { users }) => ({
  request: `{"userName":"${random.pick(users)}"}`,
});
const ofRole: MakeBody = (random, { roles }) => ({
  request: `{"roleName":"${random.pick(roles)}"}`,
});
const inline: MakeBody = (random, account) => ({
  request: `{"roleName":"${random.pick(account.roles)}","policyName":"inline-${random.below(99)}","policyDocument":${JSON.stringify(document(random, account))}}`,
});
const newPolicy: MakeBody = (random, account) => {
  const name = `custom-${random.below(999)}`;
  const arn = `arn:aws:iam::${account.id}:policy/${name}`;
  return {
    request: `{"policyName":"${name}","policyDocument":${JSON.stringify(document(random, account))}}`,
    response: `{"policy":{"policyName":"${name}","policyId":"ANPA${random.letters(10, base32)}EXAMPLE","arn":"${arn}","path":"/","defaultVersionId":"v1","attachmentCount":0,"isAttachable":true}}`,
  };
};
const attach: MakeBody = (random, { roles, id }) => ({
  request: `{"roleName":"${random.pick(roles)}","policyArn":"arn:aws:iam::${id}:policy/custom-${random.below(999)}"}`,
});
const assume: MakeBody = (random, account) => {
  const role = skewed(random, account.roles);
  const arn = `arn:aws:iam::${account.id}:role/${role}`;
  const session = `botocore-session-17${random.below(100_000_000)}`;
  return {
    request: `{"roleArn":"${arn}","roleSessionName":"${session}","durationSeconds":3600}`,
    response: `{"credentials":{"accessKeyId":"ASIA${random.letters(16, base32)}","sessionToken":"EXAMPLE${random.letters(180, alphanumeric)}","expiration":"Oct 9, 2026, 10:21:07 AM"},"assumedRoleUser":{"assumedRoleId":"AROA${random.letters(10, base32)}EXAMPLE:${session}","arn":"arn:aws:sts::${account.id}:assumed-role/${role}/${session}"}}`,
    resource: ["AWS::IAM::Role", arn],
  };
};
const instances: MakeBody = (random, account) => ({
  request: `{"instancesSet":{"items":[${Array.from({ length: 1 + random.below(4) }, () => `{"instanceId":"${skewed(random, account.instances)}"}`).join(",")}]},"filterSet":{}}`,
});
const filters: MakeBody = (random) => ({
  request: `{"maxResults":1000,"filterSet":{"items":[{"name":"${random.pick(["vpc-id", "tag:Name", "group-id"])}","valueSet":{"items":[{"value":"prod-${random.below(40)}"}]}}]}}`,
});
const key: MakeBody = (random, account, region) => {
  const arn = `arn:aws:kms:${region}:${account.id}:key/${random.pick(account.keys)}`;
  return {
    request: `{"encryptionContext":{"aws:s3:arn":"arn:aws:s3:::${skewed(random, account.buckets)}"},"encryptionAlgorithm":"SYMMETRIC_DEFAULT","keyId":"${arn}"}`,
    resource: ["AWS::KMS::Key", arn],
  };
};
const bucket: MakeBody = (random, account, region) => {
  const name = skewed(random, account.buckets);
  return {
    request: `{"bucketName":"${name}","Host":"${name}.s3.${region}.amazonaws.com","acl":""}`,
    resource: ["AWS::S3::Bucket", `arn:aws:s3:::${name}`],
  };
};
const stream: MakeBody = (random) => ({
  request: `{"logGroupName":"/aws/lambda/orders-${random.below(50)}","logStreamName":"2026/10/01/[$LATEST]${random.hex(32)}"}`,
});
const named: MakeBody = (random) => ({
  request: `{"name":"${random.pick(["web", "api", "worker", "queue"])}-${random.below(200)}"}`,
});

/** [weight, service, names, read-only, body]; the weight is shared by the names. */
const catalog: readonly (readonly [number, string, string, boolean, MakeBody])[] = [
  [30, "iam", "GetUser ListAccessKeys ListMFADevices ListUserPolicies", true, ofUser],
  [40, "iam", "GetRole ListRolePolicies ListAttachedRolePolicies", true, ofRole],
  [20, "iam", "ListUsers ListRoles GetAccountSummary ListPolicies", true, nothing],
  [5, "iam", "CreateUser DeleteUser UpdateLoginProfile", false, ofUser],
  [5, "iam", "PutRolePolicy", false, inline],
  [4, "iam", "CreatePolicy", false, newPolicy],
  [6, "iam", "AttachRolePolicy DetachRolePolicy", false, attach],
  [150, "sts", "AssumeRole", true, assume],
  [20, "sts", "GetCallerIdentity", true, nothing],
  [70, "ec2", "DescribeInstances DescribeInstanceStatus", true, instances],
  [120, "ec2", "DescribeNetworkInterfaces DescribeSecurityGroups DescribeVolumes", true, filters],
  [8, "ec2", "CreateTags StopInstances TerminateInstances", false, instances],
  [130, "kms", "Decrypt GenerateDataKey", true, key],
  [110, "s3", "GetBucketAcl GetBucketLocation GetBucketPolicy GetBucketEncryption", true, bucket],
  [60, "logs", "CreateLogStream", false, stream],
  [40, "monitoring", "DescribeAlarms GetMetricData", true, nothing],
  [40, "lambda", "GetFunction20150331v2 ListFunctions20150331", true, named],
  [5, "lambda", "UpdateFunctionCode20150331v2", false, named],
  [40, "ssm", "UpdateInstanceInformation", false, named],
  [40, "ecs", "DescribeServices ListTasks DescribeTasks", true, named],
  [40, "elasticloadbalancing", "DescribeLoadBalancers DescribeTargetHealth", true, named],
  [40, "autoscaling", "DescribeAutoScalingGroups DescribeScalingActivities", true, named],
  [60, "dynamodb", "DescribeTable ListTables", true, named],
];

const kinds: readonly Kind[] = catalog.flatMap(([weight, service, names, readOnly, body]) =>
  names
    .split(" ")
    .map((name, _, all) => ({ weight: weight / all.length, service, name, readOnly, body })),
);

/** IAM writes its events to us-east-1 only; the other Regions go without. */
const everywhere = kinds.filter(({ service }) => service !== "iam");

function table(list: readonly Kind[]): (random: Random) => Kind {
  const slots = list.flatMap((kind) =>
    Array.from({ length: Math.max(1, Math.round(kind.weight * 4)) }, () => kind),
  );
  return (random) => random.pick(slots);
}

const pickInHome = table(kinds);
const pickElsewhere = table(everywhere);

function failure(random: Random, session: BenchSession, kind: Kind): string {
  const action = `${kind.service}:${kind.name}`;
  const roll = random.below(10);
  if (roll < 6) {
    return `"errorCode":"AccessDenied","errorMessage":"User: ${session.arn} is not authorized to perform: ${action} on resource: * because no identity-based policy allows the ${action} action",`;
  }
  if (roll < 8) return `"errorCode":"NoSuchEntityException","errorMessage":"It cannot be found.",`;
  return `"errorCode":"ThrottlingException","errorMessage":"Rate exceeded",`;
}

/** The text of one record. `time`: eventTime as it is written. */
export function benchEvent(
  random: Random,
  account: BenchAccount,
  region: string,
  time: string,
): string {
  const kind = (region === "us-east-1" ? pickInHome : pickElsewhere)(random);
  const { service, name } = kind;
  const session =
    service === "kms" || (service === "sts" && name === "AssumeRole")
      ? random.chance(0.5)
        ? random.pick(serviceSessions)
        : skewed(random, account.sessions)
      : skewed(random, account.sessions);
  const { request, response, resource } = kind.body(random, account, region);
  const failed = session.client !== "service" && random.chance(0.045);
  const error = failed ? failure(random, session, kind) : "";
  const requestParameters = error.startsWith('"errorCode":"AccessDenied"') ? "null" : request;
  const extra =
    service === "s3"
      ? `"additionalEventData":{"SignatureVersion":"SigV4","CipherSuite":"TLS_AES_128_GCM_SHA256","bytesTransferredIn":0,"AuthenticationMethod":"AuthHeader","x-amz-id-2":"${random.letters(74, alphanumeric)}==","bytesTransferredOut":${random.below(100_000)}},`
      : "";
  const resources =
    resource === undefined
      ? ""
      : `"resources":[{"accountId":"${account.id}","type":"${resource[0]}","ARN":"${resource[1]}"}],`;
  const shared = session.client === "service" ? `"sharedEventID":"${random.guid()}",` : "";
  const tls =
    session.client === "api"
      ? `,"tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","clientProvidedHostHeader":"${service}.${region}.amazonaws.com"}`
      : session.client === "console"
        ? `,"sessionCredentialFromConsole":"true"`
        : "";
  const version = random.chance(0.2) ? "1.08" : random.chance(0.5) ? "1.10" : "1.11";
  return (
    `{"eventVersion":"${version}","userIdentity":${session.identity},"eventTime":"${time}",` +
    `"eventSource":"${service}.amazonaws.com","eventName":"${name}","awsRegion":"${region}",` +
    `"sourceIPAddress":"${session.ip}","userAgent":"${session.agent}",${error}` +
    `"requestParameters":${requestParameters},"responseElements":${failed ? "null" : (response ?? "null")},` +
    `${extra}"requestID":"${random.guid()}","eventID":"${random.guid()}","readOnly":${kind.readOnly},` +
    `${resources}"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"${account.id}",` +
    `${shared}"eventCategory":"Management"${tls}}`
  );
}
