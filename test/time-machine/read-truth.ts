import type * as sdk from "@aws-sdk/client-iam";
import type { Call, Moto } from "./moto.ts";
import type { Tags, Truth } from "./truth.ts";

/** Answers of IAM's read calls; AWS pages them, moto's fit one page. */
type Ask = <T>(call: Call) => Promise<T>;

/**
 * Reads the state as an administrator would: get-account-authorization-details and the list calls. Slower than
 * `moto.state()`, which must give the same.
 */
export async function readTruth(moto: Moto): Promise<Truth> {
  const ask: Ask = async <T>(call: Call): Promise<T> => {
    const outcome = await moto.call(call);
    if (!outcome.ok) throw new Error(`${call.api}: ${outcome.message}`);
    // The answer of the call that was made.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return outcome.output as T;
  };
  const all = await ask<sdk.GetAccountAuthorizationDetailsCommandOutput>({
    api: "GetAccountAuthorizationDetails",
    input: {},
  });
  const groups = all.GroupDetailList ?? [];
  const members = await Promise.all(
    groups.map(async ({ GroupName }) => {
      const group = await ask<sdk.GetGroupCommandOutput>({ api: "GetGroup", input: { GroupName } });
      return names(group.Users, "UserName");
    }),
  );
  const details = all.UserDetailList ?? [];
  const users = await Promise.all(details.map(async (user) => await readUser(ask, user)));
  const held = all.RoleDetailList ?? [];
  const roles = await Promise.all(held.map(async (role) => await readRole(ask, role)));
  const own = (all.Policies ?? []).filter((one) => one.Arn?.includes(":iam::aws:") === false);
  const policies = await Promise.all(own.map(async (policy) => await readPolicy(ask, policy)));
  return {
    users: Object.fromEntries(users),
    groups: Object.fromEntries(
      groups.map((group, i) => [
        group.GroupName ?? "",
        { ...holder(group, group.GroupPolicyList), members: members[i] ?? [] },
      ]),
    ),
    roles: Object.fromEntries(roles),
    policies: Object.fromEntries(policies),
    ...(await readOthers(ask)),
  };
}

function names<T extends object>(list: readonly T[] | undefined, name: keyof T): readonly string[] {
  return (list ?? []).map((one) => String(one[name])).toSorted();
}

function tagTable(tags: readonly sdk.Tag[] | undefined): Tags {
  return Object.fromEntries((tags ?? []).map((tag) => [tag.Key ?? "", tag.Value ?? ""]));
}

interface Detail {
  readonly Path?: string | undefined;
  readonly AttachedManagedPolicies?: readonly sdk.AttachedPolicy[] | undefined;
}

function holder(
  one: Detail,
  inline: readonly sdk.PolicyDetail[] | undefined,
): {
  readonly path: string;
  readonly attached: readonly string[];
  readonly inline: Readonly<Record<string, string>>;
} {
  return {
    path: one.Path ?? "",
    attached: names(one.AttachedManagedPolicies, "PolicyArn"),
    inline: Object.fromEntries(
      (inline ?? []).map((policy) => [
        policy.PolicyName ?? "",
        decodeURIComponent(policy.PolicyDocument ?? ""),
      ]),
    ),
  };
}

async function readUser(ask: Ask, user: sdk.UserDetail): Promise<[string, Truth["users"][string]]> {
  const input = { UserName: user.UserName };
  const keys = await ask<sdk.ListAccessKeysCommandOutput>({ api: "ListAccessKeys", input });
  const mfa = await ask<sdk.ListMFADevicesCommandOutput>({ api: "ListMFADevices", input });
  const ssh = await ask<sdk.ListSSHPublicKeysCommandOutput>({ api: "ListSSHPublicKeys", input });
  const signing = await ask<sdk.ListSigningCertificatesCommandOutput>({
    api: "ListSigningCertificates",
    input,
  });
  const services = await ask<sdk.ListServiceSpecificCredentialsCommandOutput>({
    api: "ListServiceSpecificCredentials",
    input,
  });
  const login = await ask<sdk.GetLoginProfileCommandOutput>({
    api: "GetLoginProfile",
    input,
  }).catch(() => null);
  const bodies = await Promise.all(
    (ssh.SSHPublicKeys ?? []).map(async ({ SSHPublicKeyId, Status }) => {
      const key = await ask<sdk.GetSSHPublicKeyCommandOutput>({
        api: "GetSSHPublicKey",
        input: { ...input, SSHPublicKeyId, Encoding: "SSH" },
      });
      return [
        SSHPublicKeyId ?? "",
        [Status ?? "", key.SSHPublicKey?.SSHPublicKeyBody ?? ""],
      ] as const;
    }),
  );
  return [
    user.UserName ?? "",
    {
      ...holder(user, user.UserPolicyList),
      boundary: user.PermissionsBoundary?.PermissionsBoundaryArn ?? null,
      tags: tagTable(user.Tags),
      groups: [...(user.GroupList ?? [])].toSorted(),
      keys: Object.fromEntries(
        (keys.AccessKeyMetadata ?? []).map((key) => [key.AccessKeyId ?? "", key.Status ?? ""]),
      ),
      login: login?.LoginProfile?.PasswordResetRequired ?? null,
      mfa: names(mfa.MFADevices, "SerialNumber"),
      ssh: Object.fromEntries(bodies),
      signing: Object.fromEntries(
        (signing.Certificates ?? []).map((one) => [
          one.CertificateId ?? "",
          [one.Status ?? "", one.CertificateBody ?? ""] as const,
        ]),
      ),
      services: Object.fromEntries(
        (services.ServiceSpecificCredentials ?? []).map((one) => [
          one.ServiceSpecificCredentialId ?? "",
          [one.Status ?? "", one.ServiceName ?? ""] as const,
        ]),
      ),
    },
  ];
}

async function readRole(ask: Ask, role: sdk.RoleDetail): Promise<[string, Truth["roles"][string]]> {
  const { Role } = await ask<sdk.GetRoleCommandOutput>({
    api: "GetRole",
    input: { RoleName: role.RoleName },
  });
  return [
    role.RoleName ?? "",
    {
      ...holder(role, role.RolePolicyList),
      boundary: Role?.PermissionsBoundary?.PermissionsBoundaryArn ?? null,
      tags: tagTable(Role?.Tags),
      trust: decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ""),
      description: Role?.Description ?? "",
      maxSession: Role?.MaxSessionDuration ?? 3600,
      profiles: names(role.InstanceProfileList, "InstanceProfileName"),
    },
  ];
}

async function readPolicy(
  ask: Ask,
  policy: sdk.ManagedPolicyDetail,
): Promise<[string, Truth["policies"][string]]> {
  const input = { PolicyArn: policy.Arn };
  const one = await ask<sdk.GetPolicyCommandOutput>({ api: "GetPolicy", input });
  const { Tags } = await ask<sdk.ListPolicyTagsCommandOutput>({ api: "ListPolicyTags", input });
  return [
    policy.Arn ?? "",
    {
      path: policy.Path ?? "",
      description: one.Policy?.Description ?? "",
      tags: tagTable(Tags),
      versions: Object.fromEntries(
        (policy.PolicyVersionList ?? []).map((version) => [
          version.VersionId ?? "",
          decodeURIComponent(version.Document ?? ""),
        ]),
      ),
      default: policy.DefaultVersionId ?? "",
    },
  ];
}

type Others = Omit<Truth, "users" | "groups" | "roles" | "policies">;

async function readOthers(ask: Ask): Promise<Others> {
  const list = async <T>(api: string, input = {}): Promise<T> => await ask<T>({ api, input });
  const tagsOf = async (api: string, input: object): Promise<Tags> =>
    tagTable((await list<sdk.ListUserTagsCommandOutput>(api, input)).Tags);
  const profiles = await list<sdk.ListInstanceProfilesCommandOutput>("ListInstanceProfiles");
  const devices = await list<sdk.ListVirtualMFADevicesCommandOutput>("ListVirtualMFADevices");
  const saml = await list<sdk.ListSAMLProvidersCommandOutput>("ListSAMLProviders");
  const oidc = await list<sdk.ListOpenIDConnectProvidersCommandOutput>(
    "ListOpenIDConnectProviders",
  );
  const certificates =
    await list<sdk.ListServerCertificatesCommandOutput>("ListServerCertificates");
  const aliases = await list<sdk.ListAccountAliasesCommandOutput>("ListAccountAliases");
  const rules = await list<sdk.GetAccountPasswordPolicyCommandOutput>(
    "GetAccountPasswordPolicy",
  ).catch(() => null);
  const table = async <T, V>(
    all: readonly T[] | undefined,
    read: (one: T) => Promise<[string | undefined, V]>,
  ): Promise<Record<string, V>> =>
    Object.fromEntries(
      (await Promise.all((all ?? []).map(read))).map(([name, value]) => [name ?? "", value]),
    );
  return {
    profiles: await table(profiles.InstanceProfiles, async (one) => {
      const InstanceProfileName = one.InstanceProfileName;
      const tags = await tagsOf("ListInstanceProfileTags", { InstanceProfileName });
      return [
        InstanceProfileName,
        { path: one.Path ?? "", tags, roles: names(one.Roles, "RoleName") },
      ];
    }),
    mfa: await table(devices.VirtualMFADevices, async ({ SerialNumber, User }) => [
      SerialNumber,
      {
        user: User?.UserName ?? null,
        tags: await tagsOf("ListMFADeviceTags", { SerialNumber }),
      },
    ]),
    saml: await table(saml.SAMLProviderList, async ({ Arn: SAMLProviderArn }) => {
      const one = await list<sdk.GetSAMLProviderCommandOutput>("GetSAMLProvider", {
        SAMLProviderArn,
      });
      const tags = await tagsOf("ListSAMLProviderTags", { SAMLProviderArn });
      return [SAMLProviderArn, { metadata: one.SAMLMetadataDocument ?? "", tags }];
    }),
    oidc: await table(oidc.OpenIDConnectProviderList, async ({ Arn }) => {
      const one = await list<sdk.GetOpenIDConnectProviderCommandOutput>(
        "GetOpenIDConnectProvider",
        { OpenIDConnectProviderArn: Arn },
      );
      return [
        Arn,
        {
          url: one.Url ?? "",
          clients: [...(one.ClientIDList ?? [])].toSorted(),
          thumbprints: one.ThumbprintList ?? [],
          tags: tagTable(one.Tags),
        },
      ];
    }),
    certificates: await table(certificates.ServerCertificateMetadataList, async (one) => {
      const { ServerCertificateName } = one;
      const { ServerCertificate } = await list<sdk.GetServerCertificateCommandOutput>(
        "GetServerCertificate",
        { ServerCertificateName },
      );
      const tags = await tagsOf("ListServerCertificateTags", { ServerCertificateName });
      const body = ServerCertificate?.CertificateBody ?? "";
      return [ServerCertificateName, { path: one.Path ?? "", tags, body }];
    }),
    alias: aliases.AccountAliases?.[0] ?? null,
    passwordPolicy: rules === null ? null : passwordRules(rules.PasswordPolicy),
  };
}

/** Rules that are on, in the spelling of `Truth`. */
function passwordRules(
  rules: sdk.PasswordPolicy | undefined,
): Readonly<Record<string, boolean | number>> {
  return Object.fromEntries(
    Object.entries(rules ?? {}).flatMap(([name, value]) =>
      name === "ExpirePasswords" || value === false || value === 0 || value === undefined
        ? []
        : [[snake(name), value]],
    ),
  );
}

function snake(name: string): string {
  return name.replaceAll(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}
