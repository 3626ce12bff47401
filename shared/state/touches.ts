import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type { AccountFacts } from "./account-facts.ts";
import { policyKey, thingKey } from "./account-facts.ts";
import { createdArn, createdVersion } from "./fold-policies.ts";
import { deviceId } from "./fold-things.ts";
import { answered, asked, askedUser } from "./request.ts";

/** What an event does to the things it names, by their keys in `AccountFacts.lives`. */
export interface Touches {
  readonly makes: readonly string[];
  readonly ends: readonly string[];
  /** All of them, those it makes and ends too. */
  readonly names: readonly string[];
}

type Namer = (event: CloudTrailEvent, account: AccountFacts) => string | null;

function named(kind: string, member: string): Namer {
  return (event) => keyed(kind, asked(event, member));
}

function keyed(kind: string, id: string | null): string | null {
  return id === null ? null : `${kind}/${id.toLowerCase()}`;
}

function policyNamed(arn: string | null): string | null {
  return arn === null ? null : `policy/${policyKey(arn)}`;
}

const user: Namer = (event) => keyed("user", askedUser(event));
const group = named("group", "groupName");
const role = named("role", "roleName");
const policy: Namer = (event) => policyNamed(asked(event, "policyArn"));
const boundary: Namer = (event) => policyNamed(asked(event, "permissionsBoundary"));
const profile = named("instance-profile", "instanceProfileName");
const certificate = named("server-certificate", "serverCertificateName");
const device: Namer = (event, account) => {
  const id = deviceId(event, account);
  return id === null ? null : thingKey("mfa-device", id);
};
const saml: Namer = (event) =>
  keyed("saml-provider", asked(event, "sAMLProviderArn") ?? answered(event, "sAMLProviderArn"));
const oidc: Namer = (event) =>
  keyed(
    "oidc-provider",
    asked(event, "openIDConnectProviderArn") ?? answered(event, "openIDConnectProviderArn"),
  );
const newPolicy: Namer = (event, account) => policyNamed(createdArn(account, event));
const newRole: Namer = (event) => keyed("role", answered(event, "role", "roleName"));
const version: Namer = (event) => {
  const id = asked(event, "versionId") ?? createdVersion(event).id;
  const of = policy(event, none);
  return of === null || id === null ? null : `${of}#${id}`;
};
const password: Namer = (event) => keyed("login-profile", askedUser(event));

function credential(kind: string, answer: string, member: string): Namer {
  return (event) => keyed(kind, asked(event, member) ?? answered(event, answer, member));
}

const accessKey = credential("access-key", "accessKey", "accessKeyId");
const sshKey = credential("ssh-key", "sSHPublicKey", "sSHPublicKeyId");
const signing = credential("signing-certificate", "certificate", "certificateId");
const service = credential(
  "service-credential",
  "serviceSpecificCredential",
  "serviceSpecificCredentialId",
);

/** `policy` looks at the event alone. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const none = null as unknown as AccountFacts;

const makers: Readonly<Record<string, Namer>> = {
  CreateUser: user,
  CreateGroup: group,
  CreateRole: role,
  CreateServiceLinkedRole: newRole,
  AcquireRole: newRole,
  CreatePolicy: newPolicy,
  CreatePolicyVersion: version,
  CreateInstanceProfile: profile,
  CreateSAMLProvider: saml,
  CreateOpenIDConnectProvider: oidc,
  CreateVirtualMFADevice: device,
  UploadServerCertificate: certificate,
  CreateAccessKey: accessKey,
  UploadSSHPublicKey: sshKey,
  UploadSigningCertificate: signing,
  CreateServiceSpecificCredential: service,
  CreateLoginProfile: password,
  UpdateUser: named("user", "newUserName"),
  UpdateGroup: named("group", "newGroupName"),
  UpdateServerCertificate: named("server-certificate", "newServerCertificateName"),
};

const enders: Readonly<Record<string, Namer>> = {
  DeleteUser: user,
  DeleteGroup: group,
  DeleteRole: role,
  DeletePolicy: policy,
  DeletePolicyVersion: version,
  DeleteInstanceProfile: profile,
  DeleteSAMLProvider: saml,
  DeleteOpenIDConnectProvider: oidc,
  DeleteVirtualMFADevice: device,
  DeleteServerCertificate: certificate,
  DeleteAccessKey: accessKey,
  DeleteSSHPublicKey: sshKey,
  DeleteSigningCertificate: signing,
  DeleteServiceSpecificCredential: service,
  DeleteLoginProfile: password,
};

const renames: Readonly<Record<string, Namer>> = {
  UpdateUser: user,
  UpdateGroup: group,
  UpdateServerCertificate: certificate,
};

const all: readonly Namer[] = [
  user,
  group,
  role,
  policy,
  boundary,
  profile,
  certificate,
  device,
  saml,
  oidc,
  accessKey,
  sshKey,
  signing,
  service,
];

/** What an event of IAM does to the things it names. */
export function touchesOf(event: CloudTrailEvent, account: AccountFacts): Touches {
  const one = (from: Readonly<Record<string, Namer>>): readonly string[] => {
    const read = Object.hasOwn(from, event.name) ? from[event.name] : undefined;
    const key = read?.(event, account) ?? null;
    return key === null ? [] : [key];
  };
  const makes = one(makers);
  const old = makes.length === 0 ? [] : one(renames);
  const ends = [...one(enders), ...old].filter((key) => !makes.includes(key));
  const names = new Set([...makes, ...ends]);
  for (const read of all) {
    const key = read(event, account);
    if (key !== null) names.add(key);
  }
  return { makes: ends.length > 0 || old.length === 0 ? makes : [], ends, names: [...names] };
}
