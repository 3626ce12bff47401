import { log, say } from "../span.ts";
import type { Spans } from "../span.ts";
import { remembered } from "../remembered.ts";

/** A program that makes changes from code, by the words in its user agent. */
const automation: readonly (readonly [word: string, name: string])[] = [
  ["cloudformation.amazonaws.com", "CloudFormation"],
  ["terraform", "Terraform"],
  ["opentofu", "OpenTofu"],
  ["aws-cdk", "AWS CDK"],
  ["cdk/", "AWS CDK"],
  ["pulumi", "Pulumi"],
  ["ansible", "Ansible"],
];

/** Tools made for attacks or attack tests, by the words in their user agents. */
const offensive: readonly string[] = [
  "pacu",
  "kali",
  "parrot",
  "pentoo",
  "trufflehog",
  "aws_consoler",
  "cloudfox",
  "enumerate-iam",
  "stratus-red-team",
  "grimoire",
  "weirdaal",
  "awspx",
  "principalmapper",
];

/** The infrastructure-as-code program a user agent names, or null. The client writes this text: it proves nothing. */
export function automationOf(userAgent: string | null): string | null {
  return userAgent === null ? null : automationIn(userAgent);
}

const automationIn = remembered((userAgent) => {
  const lower = userAgent.toLowerCase();
  return automation.find(([word]) => lower.includes(word))?.[1] ?? null;
});

/** Whether a user agent names a tool made for attacks or for testing them. Its absence proves nothing. */
export function isOffensive(userAgent: string | null): boolean {
  return userAgent !== null && offensiveIn(userAgent);
}

const offensiveIn = remembered((userAgent) => {
  const lower = userAgent.toLowerCase();
  return offensive.some((word) => lower.includes(word));
});

/** The innocent reading of an automation client, or null. */
export function automationBenign(userAgent: string | null): Spans | null {
  const name = automationOf(userAgent);
  if (name === null || userAgent === null) return null;
  return say`A change from code: the client calls itself ${log(userAgent, "agent")}, as ${{ t: "text", s: name }} does. A user agent can be forged; the change should be found in the code and its review.`;
}

/** Tools by which teams check their own accounts; in the wrong hands they list everything. */
const scanners: readonly string[] = [
  "scoutsuite",
  "scout suite",
  "prowler",
  "cloudsploit",
  "steampipe",
  "cloudsplaining",
];

/** Whether a user agent names a tool that lists settings to find weak ones. */
export function isScanner(userAgent: string | null): boolean {
  return userAgent !== null && scannerIn(userAgent);
}

const scannerIn = remembered((userAgent) => {
  const lower = userAgent.toLowerCase();
  return scanners.some((word) => lower.includes(word));
});

const families: readonly (readonly [word: string, family: string])[] = [
  ["console.amazonaws.com", "console"],
  ["signin.amazonaws.com", "console"],
  ["coral/netty", "console"],
  ["aws internal", "console"],
  ["mozilla/", "browser"],
  ["terraform", "Terraform"],
  ["opentofu", "OpenTofu"],
  ["pulumi", "Pulumi"],
  ["ansible", "Ansible"],
  ["aws-cli/", "AWS CLI"],
  ["boto3/", "Boto3"],
  ["botocore/", "Boto3"],
];

/** The kind of client a user agent names: a known one, or its first word up to the version. */
export const clientFamily = remembered((userAgent: string): string => {
  const lower = userAgent.toLowerCase();
  const known = families.find(([word]) => lower.includes(word));
  return known === undefined ? (/^[^\s/]+/.exec(userAgent)?.[0] ?? userAgent) : known[1];
});

/** Whether an address is the DNS name of an AWS service, or the words that AWS writes for itself. */
export function isServiceAddress(sourceIp: string | null): boolean {
  return sourceIp !== null && (sourceIp.endsWith(".amazonaws.com") || sourceIp === "AWS Internal");
}

/** The network of an address: /24 of IPv4, /56 of IPv6; null for anything else. */
export function networkOf(address: string | null): string | null {
  return address === null ? null : networkIn(address);
}

const networkIn = remembered((address): string | null => {
  const four = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(address);
  if (four !== null) return `${four[1] ?? ""}.0/24`;
  if (!/^[0-9a-f:]+$/i.test(address) || !address.includes(":")) return null;
  const [head = "", tail] = address.toLowerCase().split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array.from({ length: zeros }, () => "0"), ...back];
  const [a = "0", b = "0", c = "0", d = "0"] = groups;
  return `${a}:${b}:${c}:${d.padStart(4, "0").slice(0, 2)}00::/56`;
}, 4096);
