/* oxlint-disable max-lines -- one table: every kind of call that live fixes make */
/** Every kind of call that live fixes make, with what it needs and what somebody else may change under it. */
import { readFileSync } from "node:fs";
import { account } from "../time-machine/moto.ts";
import type { Call, Moto } from "../time-machine/moto.ts";

/** A document that allows an action. */
export const document = (action: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: action, Resource: "*" }],
  });

/** A trust policy for a service. */
export const trust = (service: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });

const arn = (rest: string): string => `arn:aws:iam::${account}:${rest}`;
const pem = readFileSync(
  new URL("../time-machine/signing-certificate.pem", import.meta.url),
  "utf8",
);
/** A SAML provider's metadata. */
export const metadata = (name: string): string =>
  `<EntityDescriptor entityID="https://${name}.example.com">${"x".repeat(1000)}</EntityDescriptor>`;

const alice = { UserName: "alice" };
const group = { GroupName: "G" };
const role = { RoleName: "R" };
const policy = { PolicyArn: arn("policy/P") };
const profile = { InstanceProfileName: "IP" };
const saml = { SAMLProviderArn: arn("saml-provider/S") };
const oidc = { OpenIDConnectProviderArn: arn("oidc-provider/id.example.com") };
const device = { SerialNumber: arn("mfa/M") };
const certificate = { ServerCertificateName: "C" };
const codes = { AuthenticationCode1: "123456", AuthenticationCode2: "654321" };

/** Names that AWS gave. */
export type Names = Readonly<Record<string, string>>;

type Maker = (names: Names) => Call;

const call = (api: string, input: Readonly<Record<string, unknown>>): Call => ({ api, input });

interface Fixture {
  readonly make: readonly Call[];
  /** Path of the name in the answer of the last call. */
  readonly name?: string;
}

/** What is there before, by name. */
const fixtures: Readonly<Record<string, Fixture>> = {
  base: {
    make: [
      call("CreateUser", alice),
      call("CreateGroup", group),
      call("CreateRole", { ...role, AssumeRolePolicyDocument: trust("ec2.amazonaws.com") }),
      call("CreatePolicy", { PolicyName: "P", PolicyDocument: document("s3:GetObject") }),
    ],
  },
  profile: { make: [call("CreateInstanceProfile", profile)] },
  saml: {
    make: [call("CreateSAMLProvider", { Name: "S", SAMLMetadataDocument: metadata("a") })],
  },
  oidc: {
    make: [
      call("CreateOpenIDConnectProvider", {
        Url: "https://id.example.com",
        ClientIDList: ["one"],
        ThumbprintList: ["a".repeat(40)],
      }),
    ],
  },
  device: { make: [call("CreateVirtualMFADevice", { VirtualMFADeviceName: "M" })] },
  mfa: { make: [call("EnableMFADevice", { ...alice, ...device, ...codes })] },
  certificate: {
    make: [
      call("UploadServerCertificate", {
        ...certificate,
        CertificateBody: pem,
        PrivateKey: "-----BEGIN PRIVATE KEY-----",
      }),
    ],
  },
  key: { make: [call("CreateAccessKey", alice)], name: "AccessKey.AccessKeyId" },
  ssh: {
    make: [call("UploadSSHPublicKey", { ...alice, SSHPublicKeyBody: "ssh-rsa AAAAB3NzaC1 one" })],
    name: "SSHPublicKey.SSHPublicKeyId",
  },
  signing: {
    make: [call("UploadSigningCertificate", { ...alice, CertificateBody: pem })],
    name: "Certificate.CertificateId",
  },
  service: {
    make: [
      call("CreateServiceSpecificCredential", {
        ...alice,
        ServiceName: "codecommit.amazonaws.com",
      }),
    ],
    name: "ServiceSpecificCredential.ServiceSpecificCredentialId",
  },
  login: {
    make: [
      call("CreateLoginProfile", {
        ...alice,
        Password: "Before-1-word",
        PasswordResetRequired: false,
      }),
    ],
  },
  version: {
    make: [call("CreatePolicyVersion", { ...policy, PolicyDocument: document("s3:Put*") })],
  },
  tags: {
    make: [
      call("TagUser", { ...alice, Tags: [{ Key: "t", Value: "1" }] }),
      call("TagRole", { ...role, Tags: [{ Key: "t", Value: "1" }] }),
      call("TagPolicy", { ...policy, Tags: [{ Key: "t", Value: "1" }] }),
    ],
  },
  held: {
    make: [
      call("AttachUserPolicy", { ...alice, ...policy }),
      call("AttachGroupPolicy", { ...group, ...policy }),
      call("AttachRolePolicy", { ...role, ...policy }),
    ],
  },
  inline: {
    make: [
      call("PutUserPolicy", { ...alice, PolicyName: "I", PolicyDocument: document("s3:*") }),
      call("PutGroupPolicy", { ...group, PolicyName: "I", PolicyDocument: document("s3:*") }),
      call("PutRolePolicy", { ...role, PolicyName: "I", PolicyDocument: document("s3:*") }),
    ],
  },
  bound: {
    make: [
      call("PutUserPermissionsBoundary", { ...alice, PermissionsBoundary: policy.PolicyArn }),
      call("PutRolePermissionsBoundary", { ...role, PermissionsBoundary: policy.PolicyArn }),
    ],
  },
  member: { make: [call("AddUserToGroup", { ...alice, ...group })] },
  inProfile: { make: [call("AddRoleToInstanceProfile", { ...profile, ...role })] },
  alias: { make: [call("CreateAccountAlias", { AccountAlias: "first-alias" })] },
  rules: { make: [call("UpdateAccountPasswordPolicy", { MinimumPasswordLength: 9 })] },
};

/** Makes fixtures on a server and answers the names that AWS gave. */
export async function furnish(moto: Moto, wanted: readonly string[]): Promise<Names> {
  const names: Record<string, string> = {};
  for (const fixture of ["base", ...wanted]) {
    const found = fixtures[fixture];
    if (found === undefined) throw new Error(`no fixture ${fixture}`);
    for (const each of found.make) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const outcome = await moto.call(each);
      if (!outcome.ok) throw new Error(`${each.api}: ${outcome.message}`);
      let value: unknown = outcome.output;
      for (const member of found.name?.split(".") ?? [])
        value =
          typeof value === "object" && value !== null
            ? new Map<string, unknown>(Object.entries(value)).get(member)
            : undefined;
      if (found.name !== undefined) names[fixture] = String(value);
    }
  }
  return names;
}

/** A kind of call. */
export interface Kind {
  readonly call: Maker;
  readonly needs: readonly string[];
  /** What somebody else does between the preview and the run. */
  readonly since: Maker;
  /**
   * What taking it back leaves: `whole`: nothing differs; `anew`: it comes back with another id or number; `lost`: nothing
   * can be taken back, which is told.
   */
  readonly back: "whole" | "anew" | "lost";
  /** Answers to questions. */
  readonly isSecret?: true;
}

type Input = Readonly<Record<string, unknown>>;

function row(
  api: string,
  input: Input | ((names: Names) => Input),
  since: Call | Maker,
  needs: readonly string[] = [],
  back: Kind["back"] = "whole",
): Kind {
  return {
    call: (names) => call(api, typeof input === "function" ? input(names) : input),
    since: typeof since === "function" ? since : () => since,
    needs,
    back,
  };
}

const gone = {
  user: call("DeleteUser", alice),
  group: call("DeleteGroup", group),
  role: call("DeleteRole", role),
  policy: call("DeletePolicy", policy),
} as const;

const nouns = [
  ["User", alice],
  ["Group", group],
  ["Role", role],
] as const;

const holders: readonly Kind[] = nouns.flatMap(([noun, thing]): readonly Kind[] => {
  const whole = gone[noun === "User" ? "user" : noun === "Group" ? "group" : "role"];
  const inline = { ...thing, PolicyName: "I", PolicyDocument: document("iam:*") };
  const other = call(`Put${noun}Policy`, { ...inline, PolicyDocument: document("ec2:*") });
  const bounds: readonly Kind[] =
    noun === "Group"
      ? []
      : [
          row(
            `Put${noun}PermissionsBoundary`,
            { ...thing, PermissionsBoundary: policy.PolicyArn },
            call(`Put${noun}PermissionsBoundary`, {
              ...thing,
              PermissionsBoundary: "arn:aws:iam::aws:policy/ReadOnlyAccess",
            }),
          ),
          row(
            `Delete${noun}PermissionsBoundary`,
            thing,
            call(`Put${noun}PermissionsBoundary`, {
              ...thing,
              PermissionsBoundary: "arn:aws:iam::aws:policy/ReadOnlyAccess",
            }),
            ["bound"],
          ),
        ];
  return [
    row(`Attach${noun}Policy`, { ...thing, ...policy }, whole),
    row(
      `Detach${noun}Policy`,
      { ...thing, ...policy },
      call(`Detach${noun}Policy`, { ...thing, ...policy }),
      ["held"],
    ),
    row(`Put${noun}Policy`, inline, other),
    row(`Delete${noun}Policy`, { ...thing, PolicyName: "I" }, other, ["inline"]),
    ...bounds,
  ];
});

const tagged = (noun: string, thing: Input, needs: readonly string[]): readonly Kind[] => {
  const other = call(`Tag${noun}`, { ...thing, Tags: [{ Key: "t", Value: "theirs" }] });
  const own = { ...thing, Tags: [{ Key: "t", Value: "2" }] };
  return [row(`Tag${noun}`, own, other, needs)];
};

const untagged = (noun: string, thing: Input, needs: readonly string[]): Kind =>
  row(
    `Untag${noun}`,
    { ...thing, TagKeys: ["t"] },
    call(`Tag${noun}`, { ...thing, Tags: [{ Key: "t", Value: "theirs" }] }),
    needs,
  );

/** Things that tags can be put on, beside users, roles and policies. */
const tagThings = [
  ["User", alice, []],
  ["Role", role, []],
  ["Policy", policy, []],
  ["InstanceProfile", profile, ["profile"]],
  ["SAMLProvider", saml, ["saml"]],
  ["OpenIDConnectProvider", oidc, ["oidc"]],
  ["ServerCertificate", certificate, ["certificate"]],
  ["MFADevice", device, ["device"]],
] as const;

for (const [noun, thing] of tagThings)
  if (!["User", "Role", "Policy"].includes(noun))
    Object.assign(fixtures, {
      [`tag${noun}`]: {
        make: [call(`Tag${noun}`, { ...thing, Tags: [{ Key: "t", Value: "1" }] })],
      },
    });

const tags: readonly Kind[] = tagThings.flatMap(([noun, thing, needs]) => [
  ...tagged(noun, thing, needs),
  untagged(
    noun,
    thing,
    ["User", "Role", "Policy"].includes(noun) ? ["tags"] : [...needs, `tag${noun}`],
  ),
]);

const credential = (noun: string, id: string, fixture: string): readonly Kind[] => [
  row(
    `Update${noun}`,
    (names) => ({ ...alice, [id]: names[fixture], Status: "Inactive" }),
    (names) => call(`Delete${noun}`, { ...alice, [id]: names[fixture] }),
    [fixture],
  ),
];

const deleted = (noun: string, id: string, fixture: string, back: Kind["back"]): Kind =>
  row(
    `Delete${noun}`,
    (names) => ({ ...alice, [id]: names[fixture] }),
    (names) => call(`Update${noun}`, { ...alice, [id]: names[fixture], Status: "Inactive" }),
    [fixture],
    back,
  );

/** All kinds. */
export const kinds: readonly Kind[] = [
  ...holders,
  row("AddUserToGroup", { ...alice, ...group }, gone.group),
  row(
    "RemoveUserFromGroup",
    { ...alice, ...group },
    call("RemoveUserFromGroup", { ...alice, ...group }),
    ["member"],
  ),
  row("AddRoleToInstanceProfile", { ...profile, ...role }, gone.role, ["profile"]),
  row(
    "RemoveRoleFromInstanceProfile",
    { ...profile, ...role },
    call("RemoveRoleFromInstanceProfile", { ...profile, ...role }),
    ["profile", "inProfile"],
  ),
  row("CreateUser", { UserName: "bob", Path: "/ours/" }, call("CreateUser", { UserName: "bob" })),
  row("UpdateUser", { ...alice, NewUserName: "anna" }, gone.user),
  row("DeleteUser", alice, call("AddUserToGroup", { ...alice, ...group }), [], "anew"),
  row("CreateGroup", { GroupName: "H", Path: "/ours/" }, call("CreateGroup", { GroupName: "H" })),
  row("UpdateGroup", { ...group, NewGroupName: "H" }, gone.group),
  row("DeleteGroup", group, call("AddUserToGroup", { ...alice, ...group }), [], "anew"),
  row(
    "CreateRole",
    { RoleName: "Q", AssumeRolePolicyDocument: trust("lambda.amazonaws.com") },
    call("CreateRole", { RoleName: "Q", AssumeRolePolicyDocument: trust("ecs.amazonaws.com") }),
  ),
  row(
    "UpdateRole",
    { ...role, Description: "ours", MaxSessionDuration: 7200 },
    call("UpdateRole", { ...role, Description: "theirs" }),
  ),
  row(
    "UpdateRoleDescription",
    { ...role, Description: "ours" },
    call("UpdateRole", { ...role, Description: "theirs" }),
  ),
  row(
    "UpdateAssumeRolePolicy",
    { ...role, PolicyDocument: trust("lambda.amazonaws.com") },
    call("UpdateAssumeRolePolicy", { ...role, PolicyDocument: trust("ecs.amazonaws.com") }),
  ),
  row("DeleteRole", role, call("AttachRolePolicy", { ...role, ...policy }), [], "anew"),
  row(
    "CreateInstanceProfile",
    { ...profile, Path: "/ours/" },
    call("CreateInstanceProfile", profile),
  ),
  row(
    "DeleteInstanceProfile",
    profile,
    call("AddRoleToInstanceProfile", { ...profile, ...role }),
    ["profile"],
    "anew",
  ),
  row(
    "CreatePolicy",
    { PolicyName: "N", PolicyDocument: document("s3:*") },
    call("CreatePolicy", { PolicyName: "N", PolicyDocument: document("ec2:*") }),
  ),
  row("DeletePolicy", policy, call("AttachRolePolicy", { ...role, ...policy }), [], "anew"),
  row(
    "CreatePolicyVersion",
    { ...policy, PolicyDocument: document("iam:*"), SetAsDefault: true },
    call("CreatePolicyVersion", {
      ...policy,
      PolicyDocument: document("ec2:*"),
      SetAsDefault: true,
    }),
  ),
  row(
    "SetDefaultPolicyVersion",
    { ...policy, VersionId: "v2" },
    call("CreatePolicyVersion", {
      ...policy,
      PolicyDocument: document("ec2:*"),
      SetAsDefault: true,
    }),
    ["version"],
  ),
  row(
    "DeletePolicyVersion",
    { ...policy, VersionId: "v2" },
    call("SetDefaultPolicyVersion", { ...policy, VersionId: "v2" }),
    ["version"],
    "anew",
  ),
  row(
    "CreateSAMLProvider",
    { Name: "S", SAMLMetadataDocument: metadata("b") },
    call("CreateSAMLProvider", { Name: "S", SAMLMetadataDocument: metadata("c") }),
  ),
  row(
    "UpdateSAMLProvider",
    { ...saml, SAMLMetadataDocument: metadata("b") },
    call("UpdateSAMLProvider", { ...saml, SAMLMetadataDocument: metadata("c") }),
    ["saml"],
  ),
  row(
    "DeleteSAMLProvider",
    saml,
    call("UpdateSAMLProvider", { ...saml, SAMLMetadataDocument: metadata("c") }),
    ["saml"],
  ),
  row(
    "CreateOpenIDConnectProvider",
    { Url: "https://id.example.com", ClientIDList: ["ours"], ThumbprintList: ["b".repeat(40)] },
    call("CreateOpenIDConnectProvider", {
      Url: "https://id.example.com",
      ThumbprintList: ["c".repeat(40)],
    }),
  ),
  row(
    "AddClientIDToOpenIDConnectProvider",
    { ...oidc, ClientID: "two" },
    call("DeleteOpenIDConnectProvider", oidc),
    ["oidc"],
  ),
  row(
    "RemoveClientIDFromOpenIDConnectProvider",
    { ...oidc, ClientID: "one" },
    call("RemoveClientIDFromOpenIDConnectProvider", { ...oidc, ClientID: "one" }),
    ["oidc"],
  ),
  row(
    "UpdateOpenIDConnectProviderThumbprint",
    { ...oidc, ThumbprintList: ["b".repeat(40)] },
    call("UpdateOpenIDConnectProviderThumbprint", { ...oidc, ThumbprintList: ["c".repeat(40)] }),
    ["oidc"],
  ),
  row(
    "DeleteOpenIDConnectProvider",
    oidc,
    call("AddClientIDToOpenIDConnectProvider", { ...oidc, ClientID: "theirs" }),
    ["oidc"],
  ),
  row(
    "CreateVirtualMFADevice",
    { VirtualMFADeviceName: "M" },
    call("CreateVirtualMFADevice", { VirtualMFADeviceName: "M" }),
  ),
  row(
    "DeleteVirtualMFADevice",
    device,
    call("EnableMFADevice", { ...alice, ...device, ...codes }),
    ["device"],
    "lost",
  ),
  row("EnableMFADevice", { ...alice, ...device, ...codes }, gone.user, ["device"]),
  row(
    "DeactivateMFADevice",
    { ...alice, ...device },
    call("DeactivateMFADevice", { ...alice, ...device }),
    ["device", "mfa"],
    "lost",
  ),
  row(
    "UpdateServerCertificate",
    { ...certificate, NewServerCertificateName: "D" },
    call("DeleteServerCertificate", certificate),
    ["certificate"],
  ),
  row(
    "DeleteServerCertificate",
    certificate,
    call("DeleteServerCertificate", certificate),
    ["certificate"],
    "lost",
  ),
  row("CreateAccessKey", alice, gone.user),
  ...credential("AccessKey", "AccessKeyId", "key"),
  deleted("AccessKey", "AccessKeyId", "key", "lost"),
  row(
    "CreateLoginProfile",
    { ...alice, Password: "Our-own-2-word", PasswordResetRequired: true },
    call("CreateLoginProfile", { ...alice, Password: "Their-own-3-word" }),
  ),
  row(
    "UpdateLoginProfile",
    { ...alice, PasswordResetRequired: true },
    call("DeleteLoginProfile", alice),
    ["login"],
  ),
  row(
    "DeleteLoginProfile",
    alice,
    call("UpdateLoginProfile", { ...alice, PasswordResetRequired: true }),
    ["login"],
    "lost",
  ),
  row("UploadSSHPublicKey", { ...alice, SSHPublicKeyBody: "ssh-rsa AAAAB3NzaC1 two" }, gone.user),
  ...credential("SSHPublicKey", "SSHPublicKeyId", "ssh"),
  deleted("SSHPublicKey", "SSHPublicKeyId", "ssh", "anew"),
  row("UploadSigningCertificate", { ...alice, CertificateBody: pem }, gone.user),
  ...credential("SigningCertificate", "CertificateId", "signing"),
  deleted("SigningCertificate", "CertificateId", "signing", "anew"),
  row(
    "CreateServiceSpecificCredential",
    { ...alice, ServiceName: "codecommit.amazonaws.com" },
    gone.user,
  ),
  ...credential("ServiceSpecificCredential", "ServiceSpecificCredentialId", "service"),
  deleted("ServiceSpecificCredential", "ServiceSpecificCredentialId", "service", "lost"),
  row(
    "CreateAccountAlias",
    { AccountAlias: "ours" },
    call("CreateAccountAlias", { AccountAlias: "theirs" }),
  ),
  row(
    "DeleteAccountAlias",
    { AccountAlias: "first-alias" },
    call("CreateAccountAlias", { AccountAlias: "theirs" }),
    ["alias"],
  ),
  row(
    "UpdateAccountPasswordPolicy",
    { MinimumPasswordLength: 14, RequireSymbols: true },
    call("UpdateAccountPasswordPolicy", { MinimumPasswordLength: 7 }),
    ["rules"],
  ),
  row(
    "DeleteAccountPasswordPolicy",
    {},
    call("UpdateAccountPasswordPolicy", { MinimumPasswordLength: 7 }),
    ["rules"],
  ),
  ...tags,
];
