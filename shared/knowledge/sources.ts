/** The documents that the knowledge base rests on, under the short names that its texts carry in brackets. */
const documents = {
  abac: "IAM User Guide, Controlling access to and for IAM users and roles using tags",
  access: "IAM User Guide, Refine permissions using last accessed information",
  alias: "IAM User Guide, Your AWS account ID and its alias",
  analyzer: "IAM User Guide, Using AWS Identity and Access Management Access Analyzer",
  boundary: "IAM User Guide, Permissions boundaries for IAM entities",
  certificates: "IAM User Guide, Manage server certificates in IAM",
  chaining: "IAM User Guide, IAM roles, Role chaining",
  console: "CloudTrail User Guide, AWS Management Console sign-in events",
  contents: "CloudTrail User Guide, CloudTrail record contents",
  delegation: "IAM User Guide, IAM temporary delegation",
  ec2: "EC2 User Guide, IAM roles for Amazon EC2",
  evaluation: "IAM User Guide, Policy evaluation logic",
  global: "CloudTrail User Guide, CloudTrail concepts, Global service events",
  identifiers: "IAM User Guide, IAM identifiers, Unique identifiers",
  identity: "CloudTrail User Guide, CloudTrail userIdentity element",
  keys: "IAM User Guide, Manage access keys for IAM users",
  log: "IAM User Guide, Logging IAM and AWS STS API calls with AWS CloudTrail",
  managed: "IAM User Guide, Managed policies and inline policies",
  mfa: "IAM User Guide, AWS multi-factor authentication in IAM",
  oidc: "IAM User Guide, Create an OpenID Connect identity provider in IAM",
  organizations: "AWS Organizations User Guide",
  outbound: "IAM User Guide, Getting started with outbound identity federation",
  passrole: "IAM User Guide, Grant a user permissions to pass a role to an AWS service",
  password: "IAM User Guide, Set an account password policy for IAM users",
  practices: "IAM User Guide, Security best practices in IAM",
  principal: "IAM User Guide, AWS JSON policy elements: Principal",
  profiles: "IAM User Guide, Use instance profiles",
  quotas: "IAM User Guide, IAM and AWS STS quotas",
  rename: "IAM User Guide, Rename an IAM user",
  revoke: "IAM User Guide, Revoke IAM role temporary security credentials",
  rolemanager: "IAM User Guide, Manage access to role manager",
  root: "IAM User Guide, Centrally manage root access for member accounts",
  saml: "IAM User Guide, Create a SAML identity provider in IAM",
  servicelinked: "IAM User Guide, Create a service-linked role",
  servicekeys: "IAM User Guide, API keys for Amazon Bedrock",
  signin: "AWS Sign-In User Guide",
  simulator: "IAM User Guide, IAM policy testing with the IAM policy simulator",
  sts: "IAM User Guide, Manage AWS STS in an AWS Region",
  trust: "IAM User Guide, The confused deputy problem",
  versions: "IAM User Guide, Versioning IAM policies",
  sso: "IAM Identity Center User Guide, Logging IAM Identity Center API calls with AWS CloudTrail",
  anywhere: "IAM Roles Anywhere User Guide, Trust model",
  trail: "CloudTrail User Guide, Working with CloudTrail trails",
  lake: "CloudTrail User Guide, Event data stores",
  account: "AWS Account Management Reference Guide",
  /** What public samples of CloudTrail records show, where no document says it. */
  samples: "Public samples of CloudTrail records",
  /** A conclusion from facts with a source, not itself found in a document. */
  reason: "Trailproof's own reasoning",
} as const;

/**
 * A sentence or two with the short name of the source in front: `[keys] …`. `[api]` is the reference page of the action
 * itself, `[T1098.003]` a MITRE ATT&CK technique.
 */
export type Written = `[${keyof typeof documents | "api" | `T${number}`}] ${string}`;

/** What is known, and where from. */
export interface Fact {
  readonly text: string;
  readonly source: string;
}

/** Splits what was written; `reference` is the name of the action's own page. */
export function toFact(written: Written, reference: string): Fact {
  const end = written.indexOf("] ");
  const key = written.slice(1, end);
  return { text: written.slice(end + 2), source: sourceName(key, reference) };
}

function sourceName(key: string, reference: string): string {
  if (key === "api") return reference;
  if (isDocument(key)) return documents[key];
  return `MITRE ATT&CK ${key}`;
}

function isDocument(key: string): key is keyof typeof documents {
  return Object.hasOwn(documents, key);
}
