import { alphanumeric, base32, createRandom, type Random } from "../sample-story/random.ts";

/** A session of the archive: its userIdentity as JSON text, made once, and what goes with it. */
export interface BenchSession {
  readonly identity: string;
  readonly arn: string;
  readonly ip: string;
  readonly agent: string;
  readonly client: "api" | "console" | "service";
}

/** An account of the archive with everything that its events name. */
export interface BenchAccount {
  readonly id: string;
  /** Those of roles, which live a month at most, and those of users. */
  readonly sessions: readonly BenchSession[];
  readonly ofUsers: readonly BenchSession[];
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly buckets: readonly string[];
  readonly instances: readonly string[];
  readonly keys: readonly string[];
}

const roleNames = [
  ..."admin ci-deployer terraform-apply readonly-auditor eks-node-group lambda-ingest".split(" "),
  ..."lambda-thumbnails backup-operator external-dns cluster-autoscaler airflow-worker".split(" "),
  ..."glue-etl sagemaker-train security-scanner jenkins-agent grafana-cloudwatch".split(" "),
];
const firstNames = "ada ben cleo dario emma fritz gina hugo ines jan kira leo mona nils".split(" ");
const lastNames = "albers brandt costa dietz engel falk graf hahn ito jansen kern lang".split(" ");
const services =
  "ec2 lambda ecs-tasks config cloudtrail autoscaling elasticloadbalancing ssm guardduty eks".split(
    " ",
  );
const agents = [
  "Boto3/1.35.20 md/Botocore#1.35.20 ua/2.0 os/linux#6.1.0 md/arch#x86_64 lang/python#3.12.5 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.35.20",
  "aws-sdk-go-v2/1.30.4 os/linux lang/go#1.22.6 md/GOOS#linux md/GOARCH#amd64 api/sts#1.30.5",
  "aws-cli/2.17.44 md/awscrt#0.21.2 ua/2.0 os/linux#6.8.0 md/arch#x86_64 lang/python#3.11.9 md/pyimpl#CPython cfg/retry-mode#standard md/installer#exe md/prompt#off md/command#s3.ls",
  "APN/1.0 HashiCorp/1.0 Terraform/1.9.5 (+https://www.terraform.io) terraform-provider-aws/5.66.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.30.4 os/linux lang/go#1.22.6",
  "aws-sdk-java/2.27.17 Linux/6.1.0 OpenJDK_64-Bit_Server_VM/21.0.4+7-LTS Java/21.0.4 vendor/Amazon.com_Inc. io/sync http/Apache cfg/retry-mode/standard",
  "aws-sdk-nodejs/2.1691.0 linux/v20.17.0 exec-env/AWS_Lambda_nodejs20.x promise",
];
const browser =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36";

function address(random: Random): string {
  return `${random.pick(["192.0.2", "198.51.100", "203.0.113"])}.${1 + random.below(254)}`;
}

/** The head of a list far more often than its tail, as names are spread in real logs. */
export function skewed<T>(random: Random, list: readonly T[]): T {
  const share = random.below(1_000_000) / 1_000_000;
  const found = list[Math.floor(list.length * share ** 3)];
  if (found === undefined) throw new RangeError("nothing to pick from");
  return found;
}

function roleSession(random: Random, id: string, role: string, day: number): BenchSession {
  const person = role === "admin" || role === "readonly-auditor";
  const name = person
    ? `${random.pick(firstNames)}.${random.pick(lastNames)}@example.com`
    : random.chance(0.5)
      ? `i-0${random.hex(16)}`
      : `botocore-session-${1_700_000_000 + random.below(99_999_999)}`;
  const principalId = `AROA${random.letters(10, base32)}EXAMPLE`;
  const arn = `arn:aws:sts::${id}:assumed-role/${role}/${name}`;
  const since = new Date(day + random.below(86_400) * 1000).toISOString().slice(0, 19);
  const identity = JSON.stringify({
    type: "AssumedRole",
    principalId: `${principalId}:${name}`,
    arn,
    accountId: id,
    accessKeyId: `ASIA${random.letters(16, base32)}`,
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId,
        arn: `arn:aws:iam::${id}:role/${role}`,
        accountId: id,
        userName: role,
      },
      attributes: { creationDate: `${since}Z`, mfaAuthenticated: String(person) },
      ...(name.startsWith("i-0") ? { ec2RoleDelivery: "2.0" } : {}),
    },
  });
  const agent = person ? browser : random.pick(agents);
  return { identity, arn, ip: address(random), agent, client: person ? "console" : "api" };
}

function userSession(random: Random, id: string, userName: string): BenchSession {
  const arn = `arn:aws:iam::${id}:user/${userName}`;
  const identity = JSON.stringify({
    type: "IAMUser",
    principalId: `AIDA${random.letters(10, base32)}EXAMPLE`,
    arn,
    accountId: id,
    accessKeyId: `AKIA${random.letters(16, base32)}`,
    userName,
  });
  return { identity, arn, ip: address(random), agent: random.pick(agents), client: "api" };
}

function serviceSession(name: string): BenchSession {
  const host = `${name}.amazonaws.com`;
  const identity = JSON.stringify({ type: "AWSService", invokedBy: host });
  return { identity, arn: host, ip: host, agent: host, client: "service" };
}

function repeated<T>(n: number, make: (i: number) => T): readonly T[] {
  return Array.from({ length: n }, (_, i) => make(i));
}

function roleSessions(random: Random, id: string, day: number): readonly BenchSession[] {
  return repeated(5200, () =>
    roleSession(
      random,
      id,
      skewed(random, roleNames),
      day + random.below(daysOfMonth) * 86_400_000,
    ),
  );
}

function account(random: Random, day: number): BenchAccount {
  const id = String(100_000_000_000 + random.below(899_999_999_999));
  const users = repeated(80, (i) => `${random.pick(firstNames)}.${random.pick(lastNames)}${i}`);
  const ofRoles = roleSessions(random, id, day);
  const ofUsers = users.map((name) => userSession(random, id, name));
  return {
    id,
    sessions: [...ofRoles, ...ofUsers],
    ofUsers,
    users,
    roles: roleNames,
    buckets: repeated(60, (i) => `example-${random.pick(["lake", "assets", "logs"])}-${i}`),
    instances: repeated(400, () => `i-0${random.hex(16)}`),
    keys: repeated(12, () => random.guid()),
  };
}

/** Sessions of AWS services, the same in each account. */
export const serviceSessions: readonly BenchSession[] = services.map(serviceSession);

/** Days after which the sessions of roles are new ones. */
export const daysOfMonth = 30;

/** The accounts of an archive with the sessions of its first month. `day`: milliseconds of its first day. */
export function benchAccounts(seed: number, day: number): readonly BenchAccount[] {
  const random = createRandom(`bench/${seed}/world`);
  return Array.from({ length: 3 }, () => account(random, day));
}

/**
 * The same accounts with the sessions of a later month: access keys and session names of a real trail grow with its
 * length, and an import must bear that. `month`: 0 is the first, `day`: milliseconds of its first day.
 */
export function accountsInMonth(
  first: readonly BenchAccount[],
  seed: number,
  month: number,
  day: number,
): readonly BenchAccount[] {
  if (month === 0) return first;
  const random = createRandom(`bench/${seed}/world/${month}`);
  return first.map((made) => ({
    ...made,
    sessions: [...roleSessions(random, made.id, day), ...made.ofUsers],
  }));
}

/** 16 characters as in the names of log files. */
export function fileSuffix(random: Random): string {
  return random.letters(16, alphanumeric);
}
