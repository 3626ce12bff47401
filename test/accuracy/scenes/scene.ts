/** Small logs of our own, as CloudTrail writes them: each record in the words of the service, its dull parts made up. */

/** A labelled log. */
export interface Scene {
  readonly name: string;
  /** What happens in it, in one sentence. */
  readonly about: string;
  readonly records: readonly object[];
  /** Numbers of the detections that must fire; every other one is a false alarm. */
  readonly rules: readonly string[];
  /** Detections that a careful reader may expect or not. */
  readonly maybe?: readonly string[];
}

/** Parts of a record that differ from the usual ones. */
export interface RecordParts {
  readonly request?: object | null;
  readonly response?: object | null;
  readonly by?: object;
  readonly ip?: string;
  readonly agent?: string;
  readonly error?: string;
  readonly message?: string;
  readonly account?: string;
  readonly region?: string;
  readonly more?: object;
}

/** The account of the scenes. */
export const own = "123456789012";
/** An account that nobody knows. */
export const foreign = "999988887777";

/** Clients. */
export const agents = {
  cli: "aws-cli/2.17.9 md/awscrt#0.20.11 ua/2.0 os/linux#6.8 lang/python#3.11.8 md/prompt#off md/command#iam.create-user",
  boto: "Boto3/1.34.84 md/Botocore#1.34.84 ua/2.0 os/linux#6.5 lang/python#3.11.4",
  terraform:
    "APN/1.0 HashiCorp/1.0 Terraform/1.9.2 (+https://www.terraform.io) terraform-provider-aws/5.61.0 aws-sdk-go-v2/1.30.3",
  cdk: "aws-cdk/2.150.0 exec-env/CI aws-sdk-js/2.1659.0",
  cloudFormation: "cloudformation.amazonaws.com",
  console: "AWS Internal",
  browser:
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0 Safari/537.36",
} as const;

/** userIdentity of an IAM user with a key. */
export function userBy(name: string, key = `AKIA${name.toUpperCase()}EXAMPLE`): object {
  return {
    type: "IAMUser",
    principalId: `AIDA${name.toUpperCase()}`,
    arn: `arn:aws:iam::${own}:user/${name}`,
    accountId: own,
    accessKeyId: key,
    userName: name,
  };
}

/** userIdentity of a user in the console. */
export function consoleBy(name: string, mfa = true): object {
  return { ...userBy(name, `ASIA${name.toUpperCase()}CONSOLE`), sessionContext: attributes(mfa) };
}

/** userIdentity of a role's session. */
export function roleBy(role: string, session: string, more: object = {}): object {
  const name = role.split("/").at(-1) ?? role;
  return {
    type: "AssumedRole",
    principalId: `AROA${name.toUpperCase()}:${session}`,
    arn: `arn:aws:sts::${own}:assumed-role/${name}/${session}`,
    accountId: own,
    accessKeyId: `ASIA${name.toUpperCase()}`.slice(0, 20),
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: `AROA${name.toUpperCase()}`,
        arn: `arn:aws:iam::${own}:role/${role}`,
        accountId: own,
        userName: name,
      },
      ...attributes(false),
    },
    ...more,
  };
}

/** userIdentity of a call that a service makes for itself. */
export function serviceBy(host: string): object {
  return { type: "AWSService", invokedBy: host };
}

/** userIdentity of the root user. */
export const rootBy: object = {
  type: "Root",
  principalId: own,
  arn: `arn:aws:iam::${own}:root`,
  accountId: own,
  sessionContext: attributes(true),
};

function attributes(mfa: boolean): object {
  return { attributes: { mfaAuthenticated: `${mfa}`, creationDate: "2026-09-01T06:00:00Z" } };
}

const start = Date.parse("2026-09-01T08:00:00Z");

/** A record: `iam:CreateUser`, minutes after the first of September, 08:00 UTC, and what is not usual about it. */
export function record(call: string, at: number, parts: RecordParts = {}): object {
  const [service = "", name = ""] = call.split(":");
  const { account = own } = parts;
  const id = idOf(`${call} ${at} ${JSON.stringify(parts)}`);
  const reads = /^(Get|List|Describe|Simulate|Head|Lookup)/.test(name);
  return {
    eventVersion: "1.11",
    userIdentity: parts.by ?? userBy("admin"),
    eventTime: new Date(start + at * 60_000).toISOString().replace(/\.\d{3}Z$/, "Z"),
    eventSource: `${service}.amazonaws.com`,
    eventName: name,
    awsRegion: parts.region ?? "us-east-1",
    sourceIPAddress: parts.ip ?? "192.0.2.10",
    userAgent: parts.agent ?? agents.cli,
    ...(parts.error === undefined
      ? {}
      : { errorCode: parts.error, errorMessage: parts.message ?? "An error occurred" }),
    requestParameters: parts.request ?? null,
    responseElements: parts.response ?? null,
    requestID: id,
    eventID: id,
    readOnly: reads,
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: "Management",
    ...parts.more,
  };
}

/** A GUID that depends on the text alone. */
function idOf(text: string): string {
  const hex = [7, 11, 13, 17].map((seed) => {
    let hash = seed;
    for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) >>> 0;
    return hash.toString(16).padStart(8, "0");
  });
  const all = hex.join("");
  return [
    all.slice(0, 8),
    all.slice(8, 12),
    all.slice(12, 16),
    all.slice(16, 20),
    all.slice(20),
  ].join("-");
}

/** A policy document as it stands in a request. */
export function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** An Allow statement. */
export function allow(
  action: string | readonly string[],
  resource: string | readonly string[],
): object {
  return { Effect: "Allow", Action: action, Resource: resource };
}

/** A trust policy. */
export function trust(principal: object, condition?: object, action = "sts:AssumeRole"): string {
  return policy({
    Effect: "Allow",
    Principal: principal,
    Action: action,
    ...(condition === undefined ? {} : { Condition: condition }),
  });
}

/** A policy of AWS. */
export function managed(name: string): string {
  return `arn:aws:iam::aws:policy/${name}`;
}
