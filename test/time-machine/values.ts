import { readFileSync } from "node:fs";
import type { Dice } from "./dice.ts";
import { account } from "./moto.ts";

/** Paths that things get. */
export const paths: readonly [string, ...string[]] = ["/", "/team/", "/app/blue/"];

/** Names of users; the odd ones are allowed by IAM and unkind to scripts. */
export const userNames: readonly string[] = [
  "anna",
  "Ben.Kuhn",
  "ci+deploy=prod",
  "-dash",
  "eva@example.com",
  "svc_backup",
  "tom,ops",
];
export const groupNames: readonly string[] = ["Admins", "readers", "ops+night", "data=science"];
export const roleNames: readonly string[] = ["web", "Batch-Runner", "auditor@home", "lambda.exec"];
export const policyNames: readonly string[] = [
  "store-read",
  "Deploy",
  "guard,rail",
  "x=y",
  "logs@all",
];
export const profileNames: readonly string[] = ["web", "batch+ec2", "Bastion"];
export const inlineNames: readonly string[] = ["inline", "Extra.Rights", "tmp+1"];
export const deviceNames: readonly string[] = ["phone", "anna-key", "vault.1"];
export const samlNames: readonly string[] = ["corp", "partner.idp"];
export const oidcUrls: readonly string[] = [
  "https://token.actions.example.com",
  "https://oidc.eks.us-east-1.example.com/id/ABC123",
];
export const certificateNames: readonly string[] = ["site", "api+2026"];
export const aliases: readonly string[] = ["example-retail", "example-two"];
export const managed: readonly string[] = [
  "AdministratorAccess",
  "ReadOnlyAccess",
  "SecurityAudit",
].map((name) => `arn:aws:iam::aws:policy/${name}`);
export const credentialServices: readonly [string, ...string[]] = [
  "codecommit.amazonaws.com",
  "cassandra.amazonaws.com",
];

const descriptions: readonly [string, ...string[]] = [
  "For the shop",
  'it\'s "quoted" and $HOME `date` \\ %PATH%',
  "Zürich – don’t touch",
  "  spaces  ",
];

/** A description, or none. */
export function description(dice: Dice): string | undefined {
  return dice.chance(0.6) ? dice.of(descriptions) : undefined;
}

/** Two that differ only in case: one tag on users and roles, two on all other things. */
const tagKeys: readonly string[] = ["team", "Team", "Cost:Center", "env", "note to all"];
const tagValues: readonly [string, ...string[]] = ["blue", "", "a b/c=d", "Zoë+1", "@home_2"];

/** Up to three tags with keys that differ, also without case. */
export function tags(dice: Dice): readonly { Key: string; Value: string }[] {
  const count = dice.number(4);
  const other = dice.of(["team", "Team"]);
  return dice
    .shuffle(tagKeys.filter((key) => key !== other))
    .slice(0, count)
    .map((Key) => ({ Key, Value: dice.of(tagValues) }));
}

const actions: readonly [string, ...string[]] = [
  "s3:GetObject",
  "s3:*",
  "ec2:Describe*",
  "iam:PassRole",
  "logs:PutLogEvents",
  "kms:Decrypt",
];
const resources: readonly [string, ...string[]] = [
  "*",
  "arn:aws:s3:::example-bucket/*",
  "arn:aws:s3:::example-bucket/${aws:username}/it's",
];

function text(document: unknown, dice: Dice): string {
  return JSON.stringify(document, null, dice.of([0, 2, 4]));
}

/** The text of an identity policy. */
export function policyDocument(dice: Dice): string {
  const statement = {
    Sid: `S${dice.number(1000)}`,
    Effect: dice.chance(0.85) ? "Allow" : "Deny",
    Action: dice.chance(0.5) ? dice.of(actions) : dice.shuffle(actions).slice(0, 2),
    Resource: dice.of(resources),
  };
  const condition = { Condition: { StringEquals: { "aws:PrincipalTag/team": 'bl\u00fce "x"' } } };
  const one = dice.chance(0.2) ? { ...statement, ...condition } : statement;
  return text({ Version: "2012-10-17", Statement: [one] }, dice);
}

/** The text of a trust policy. */
export function trustDocument(dice: Dice): string {
  const principal = dice.of([
    { Service: "ec2.amazonaws.com" },
    { Service: "lambda.amazonaws.com" },
    { AWS: `arn:aws:iam::${account}:root` },
  ]);
  const statement = { Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" };
  return text({ Version: "2012-10-17", Statement: [statement] }, dice);
}

/** Metadata of a SAML provider; moto and AWS want a thousand characters at least. */
export function samlMetadata(dice: Dice): string {
  const certificate = "MIID".padEnd(1000, "A");
  return `<EntityDescriptor entityID="https://idp.example.com/${dice.number(1000)}"><X509Certificate>${certificate}</X509Certificate></EntityDescriptor>\n`;
}

/** The body of an SSH public key. */
export function sshBody(dice: Dice): string {
  return `ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ${String(dice.number(1_000_000)).padStart(24, "D")} it's@home`;
}

/** A certificate that moto can read. */
export const certificateBody = readFileSync(
  new URL("signing-certificate.pem", import.meta.url),
  "utf8",
);

/** 40 hexadecimal digits. */
export function thumbprint(dice: Dice): string {
  return Array.from({ length: 40 }, () => dice.number(16).toString(16)).join("");
}

/** The ARN of a customer managed policy. */
export function policyArn(path: string, name: string): string {
  return `arn:aws:iam::${account}:policy${path}${name}`;
}
