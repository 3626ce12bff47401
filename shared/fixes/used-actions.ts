/** Actions of IAM policies for the calls that CloudTrail records, and what it does not record. */
import type { UsedCall } from "./known.ts";

/** Prefixes of actions where they are not the first part of eventSource (Service Authorization Reference). */
const prefixes: Readonly<Record<string, string>> = {
  "monitoring.amazonaws.com": "cloudwatch",
  "email.amazonaws.com": "ses",
  "tagging.amazonaws.com": "tag",
  "streams.dynamodb.amazonaws.com": "dynamodb",
  "execute-api.amazonaws.com": "execute-api",
  "api.ecr.amazonaws.com": "ecr",
  "models.lex.amazonaws.com": "lex",
  "entitlement.marketplace.amazonaws.com": "aws-marketplace",
  "metering-marketplace.amazonaws.com": "aws-marketplace",
  "data.iot.amazonaws.com": "iot",
  "identitystore.amazonaws.com": "identitystore",
};

/** Events that are no call that a policy allows. */
const noCalls: ReadonlySet<string> = new Set(["signin.amazonaws.com", "health.amazonaws.com"]);

/** Actions that go by another name than the event. */
const renamed: Readonly<Record<string, readonly string[]>> = {
  "s3:ListBuckets": ["s3:ListAllMyBuckets"],
  "s3:HeadBucket": ["s3:ListBucket"],
  "s3:ListObjects": ["s3:ListBucket"],
  "s3:ListObjectsV2": ["s3:ListBucket"],
  "s3:ListObjectVersions": ["s3:ListBucketVersions"],
  "s3:GetBucketEncryption": ["s3:GetEncryptionConfiguration"],
  "s3:PutBucketEncryption": ["s3:PutEncryptionConfiguration"],
  "s3:DeleteBucketEncryption": ["s3:PutEncryptionConfiguration"],
  "s3:GetBucketLifecycle": ["s3:GetLifecycleConfiguration"],
  "s3:PutBucketLifecycle": ["s3:PutLifecycleConfiguration"],
  "s3:GetBucketReplication": ["s3:GetReplicationConfiguration"],
  "s3:PutBucketReplication": ["s3:PutReplicationConfiguration"],
  "s3:HeadObject": ["s3:GetObject"],
  "s3:CopyObject": ["s3:GetObject", "s3:PutObject"],
  "s3:DeleteObjects": ["s3:DeleteObject"],
  "lambda:Invoke": ["lambda:InvokeFunction"],
};

/** The actions that a call needs; none: it is no call that a policy allows. */
export function actionsOf({ source, name }: Pick<UsedCall, "source" | "name">): readonly string[] {
  if (noCalls.has(source) || name === "") return [];
  const prefix =
    (Object.hasOwn(prefixes, source) ? prefixes[source] : undefined) ??
    source.split(".")[0] ??
    source;
  // Lambda and a few others write the version of the API behind the name: ListFunctions20150331, GetFunction20150331v2.
  const action = `${prefix}:${name.replace(/20\d{6}(?:v\d+)?$/, "")}`;
  return (Object.hasOwn(renamed, action) ? renamed[action] : undefined) ?? [action];
}

/** Actions that CloudTrail records as data events only, so that a log usually holds none of them. */
const dataActions: ReadonlyMap<string, RegExp> = new Map([
  [
    "s3",
    /^(?:Get|Put|Delete|Restore|Abort|Replicate|Copy|Head|Select)[A-Za-z]*(?:Object|Multipart)/i,
  ],
  [
    "dynamodb",
    /^(?:Get|Put|Update|Delete|BatchGet|BatchWrite|ConditionCheck)Item|^(?:Query|Scan)$|^PartiQL|^(?:GetRecords|GetShardIterator)$/i,
  ],
  ["lambda", /^Invoke/i],
  ["sqs", /^(?:Send|Receive|Delete|ChangeMessageVisibility)/i],
  ["sns", /^Publish/i],
  ["kinesis", /^(?:Put|Get)Record|^(?:GetShardIterator|SubscribeToShard)/i],
  ["firehose", /^PutRecord/i],
  ["kms", /^(?:ReEncrypt)/i],
  ["cloudwatch", /^(?:PutMetricData|GetMetric)/i],
  ["logs", /^PutLogEvents$/i],
  ["execute-api", /./],
  ["rds-db", /./],
  ["rds-data", /./],
  ["iot", /^(?:Publish|Subscribe|Connect|Receive)/i],
  ["bedrock", /^Invoke/i],
]);

/** Actions that are checked and never recorded, because they are no calls of their own. */
const silent: ReadonlySet<string> = new Set([
  "iam:passrole",
  "kms:viaservice",
  "s3:bypassgovernanceretention",
]);

/** Services with calls that a log without data events does not hold. */
export const dataServices: ReadonlySet<string> = new Set(dataActions.keys());

/** Whether a log without data events can't tell that an action was not used. `action`: without wildcards. */
export function isUnseen(action: string): boolean {
  const [service = "", name = ""] = action.toLowerCase().split(":");
  return silent.has(action.toLowerCase()) || dataActions.get(service)?.test(name) === true;
}
