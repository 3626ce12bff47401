import { base32, createRandom } from "./random.ts";

/** The account of the sample's firm: one of the numbers that AWS documentation uses. */
export const account = "123456789012";

/** An account that is on none of the firm's lists. */
export const outsideAccount = "111122223333";

/** The two Regions with logs. IAM, a global service, writes to the first. */
export type Region = "us-east-1" | "eu-central-1";

/** An IAM user of the firm. */
export interface User {
  readonly name: string;
  readonly ip: string;
  readonly agent: string;
}

/** An IAM role of the firm. */
export interface Role {
  readonly name: string;
  readonly path: string;
}

/** Unique ids as IAM makes them (prefix and 17 characters), recognizably invented. */
export function uniqueId(prefix: "AIDA" | "AROA" | "ANPA" | "AGPA" | "AIPA", name: string): string {
  return `${prefix}${createRandom(`${prefix}/${name}`).letters(10, base32)}EXAMPLE`;
}

/** ARN of an IAM entity of the firm: `role/DeployRole`, `policy/guardrails/DenyWithoutMFA`. */
export function iamArn(entity: string): string {
  return `arn:aws:iam::${account}:${entity}`;
}

/** ARN of a role of the firm, with its path. */
export function roleArn(role: Role): string {
  return iamArn(`role${role.path}${role.name}`);
}

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0";
const safari =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15";
const edge =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36 Edg/129.0.0.0";
const buildClient = "aws-cli/2.17.44 md/awscrt#0.21.2 ua/2.0 os/linux#6.8.0 md/arch#x86_64";

/** The people and technical users. Addresses are of the ranges reserved for documentation. */
export const users = {
  kessler: { name: "m.kessler", ip: "192.0.2.23", agent: firefox },
  brandt: { name: "t.brandt", ip: "198.51.100.61", agent: safari },
  ito: { name: "s.ito", ip: "192.0.2.31", agent: edge },
  costa: { name: "v.costa", ip: "192.0.2.34", agent: firefox },
  novak: { name: "p.novak", ip: "192.0.2.37", agent: edge },
  buildAgent: { name: "build-agent", ip: "192.0.2.40", agent: buildClient },
  backup: { name: "svc-backup", ip: "192.0.2.52", agent: "Boto3/1.35.20 Botocore/1.35.20" },
} as const satisfies Record<string, User>;

/** Members of the group Developers, in the order in which they were added. */
export const developers: readonly string[] = [
  "d.aydin",
  "f.ngata",
  "j.weber",
  "l.moreau",
  "o.lindt",
  users.ito.name,
  users.costa.name,
];

/** The administrator who comes through IAM Identity Center: session name, address and browser. */
export const albrecht = { session: "n.albrecht@example.com", ip: "192.0.2.18", agent: edge };

/** The roles of the firm: of people, of automation, of services. */
export const roles = {
  platformAdmin: {
    name: "AWSReservedSSO_PlatformAdmin_0f2ab1e9c3d4e5f6",
    path: "/aws-reserved/sso.amazonaws.com/eu-central-1/",
  },
  viewer: {
    name: "AWSReservedSSO_Viewer_1a2b3c4d5e6f7a8b",
    path: "/aws-reserved/sso.amazonaws.com/eu-central-1/",
  },
  deploy: { name: "DeployRole", path: "/" },
  devSandbox: { name: "DevSandbox", path: "/" },
  terraform: { name: "terraform-apply", path: "/automation/" },
  remediation: { name: "config-remediation", path: "/automation/" },
  artifactReader: { name: "ci-artifact-reader", path: "/" },
  backupOperator: { name: "BackupOperator", path: "/" },
  reporting: { name: "reporting", path: "/" },
  webFrontend: { name: "web-frontend-role", path: "/" },
  orders: { name: "orders-function", path: "/service-role/" },
  config: { name: "AWSServiceRoleForConfig", path: "/aws-service-role/config.amazonaws.com/" },
  scaling: {
    name: "AWSServiceRoleForAutoScaling",
    path: "/aws-service-role/autoscaling.amazonaws.com/",
  },
} as const satisfies Record<string, Role>;

/** The key of build-agent that the story turns on: the example of AWS documentation. */
export const buildAgentKey = "AKIAIOSFODNN7EXAMPLE";

/** The key made for svc-backup: the second example of AWS documentation. */
export const backupKey = "AKIAI44QH8DHBEXAMPLE";

/** The trail that wrote the archive, at home in eu-central-1, for all Regions. */
export const trailArn = `arn:aws:cloudtrail:eu-central-1:${account}:trail/example-trail`;

/** The bucket that CloudTrail delivers to. */
export const trailBucket = "example-cloudtrail-logs";

/** Address and client that the firm never used before the night of the story. */
export const stranger = {
  ip: "203.0.113.77",
  agent: "aws-cli/2.15.30 Python/3.11.8 Linux/6.6.15-amd64 exe/x86_64.debian.13 prompt/off",
};
