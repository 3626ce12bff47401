/* oxlint-disable max-lines -- one table: of each thing how it is read */
/** The calls behind each group of parts of each kind of thing. */
import type { Parts } from "../../shared/live/facts.ts";
import { documentText, there } from "../../shared/live/facts.ts";
import type { Answer } from "./ask.ts";
import { ask, askAll } from "./ask.ts";
import type { Live } from "./connect.ts";

type Read = (live: Live, name: string) => Promise<Parts>;
type Pairs = readonly (readonly [part: string, value: string | null])[];

const textOf = (answer: Answer, member: string): string => {
  const value = answer[member];
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
};

function objectOf(answer: Answer, member: string): Answer {
  const value = answer[member];
  // Structures of IAM's answers are objects.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return typeof value === "object" && value !== null ? (value as Answer) : {};
}

function listOf(answer: Answer, member: string): readonly Answer[] {
  const value = answer[member];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- lists of IAM hold structures
  return Array.isArray(value) ? (value as readonly Answer[]) : [];
}

const textsOf = (answer: Answer, member: string): readonly string[] => {
  const value = answer[member];
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
};

const made = (pairs: Pairs): Parts =>
  new Map(
    pairs.flatMap(([part, value]) => (value === null || value === "" ? [] : [[part, value]])),
  );

const tagPairs = (answer: Answer): Pairs =>
  // A tag's value may be empty, which is not the same as no tag.
  listOf(answer, "Tags").map((tag) => [`tag|${textOf(tag, "Key")}`, textOf(tag, "Value")]);

/** With tags, of which an empty value counts. */
const withTags = (pairs: Pairs, answer: Answer): Parts =>
  new Map([
    ...made(pairs),
    ...tagPairs(answer).map(([part, value]) => [part, value ?? ""] as const),
  ]);

/** Documents travel URL-encoded. */
function decoded(text: string): string {
  try {
    return documentText(decodeURIComponent(text));
  } catch {
    return documentText(text);
  }
}

const boundaryOf = (answer: Answer): string =>
  textOf(objectOf(answer, "PermissionsBoundary"), "PermissionsBoundaryArn");

/** The members of a list call, each there. */
function members(
  api: string,
  nameMember: string,
  list: string,
  kind: string,
  idMember: string,
  valueMember: string | null = null,
): Read {
  return async (live, name) => {
    const all = await askAll(live, api, { [nameMember]: name }, list);
    return made(
      all.map((one) => [
        `${kind}|${textOf(one, idMember)}`,
        valueMember === null ? there : textOf(one, valueMember),
      ]),
    );
  };
}

function attached(noun: string): Read {
  return members(
    `ListAttached${noun}Policies`,
    `${noun}Name`,
    "AttachedPolicies",
    "attached",
    "PolicyArn",
  );
}

function inline(noun: string): Read {
  return async (live, name) => {
    const names = await namesOf(live, `List${noun}Policies`, { [`${noun}Name`]: name });
    const pairs: [string, string][] = [];
    for (const policy of names) {
      // oxlint-disable-next-line no-await-in-loop -- few at a time: IAM throttles
      const { answer } = await ask(live, "reader", `Get${noun}Policy`, {
        [`${noun}Name`]: name,
        PolicyName: policy,
      });
      pairs.push([`inline|${policy}`, decoded(textOf(answer, "PolicyDocument"))]);
    }
    return made(pairs);
  };
}

async function namesOf(
  live: Live,
  api: string,
  input: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const all: readonly unknown[] = await askAll(live, api, input, "PolicyNames");
  return all.filter((one) => typeof one === "string");
}

const user: Readonly<Record<string, Read>> = {
  "": async (live, UserName) => {
    const { answer } = await ask(live, "reader", "GetUser", { UserName });
    const one = objectOf(answer, "User");
    return withTags(
      [
        ["", there],
        ["id", textOf(one, "UserId")],
        ["arn", textOf(one, "Arn")],
        ["path", textOf(one, "Path")],
        ["boundary", boundaryOf(one)],
      ],
      one,
    );
  },
  attached: attached("User"),
  inline: inline("User"),
  group: members("ListGroupsForUser", "UserName", "Groups", "group", "GroupName"),
  key: members("ListAccessKeys", "UserName", "AccessKeyMetadata", "key", "AccessKeyId", "Status"),
  login: async (live, UserName) => {
    const { answer } = await ask(live, "reader", "GetLoginProfile", { UserName });
    const one = objectOf(answer, "LoginProfile");
    return made([
      ["login", there],
      ["loginReset", one["PasswordResetRequired"] === true ? "yes" : "no"],
    ]);
  },
  mfa: members("ListMFADevices", "UserName", "MFADevices", "mfa", "SerialNumber"),
  ssh: async (live, UserName) => {
    const all = await askAll(live, "ListSSHPublicKeys", { UserName }, "SSHPublicKeys");
    const pairs: [string, string][] = [];
    for (const one of all) {
      const SSHPublicKeyId = textOf(one, "SSHPublicKeyId");
      // oxlint-disable-next-line no-await-in-loop -- few at a time: IAM throttles
      const { answer } = await ask(live, "reader", "GetSSHPublicKey", {
        UserName,
        SSHPublicKeyId,
        Encoding: "SSH",
      });
      const body = textOf(objectOf(answer, "SSHPublicKey"), "SSHPublicKeyBody");
      pairs.push([`ssh|${SSHPublicKeyId}`, textOf(one, "Status")]);
      pairs.push([`sshBody|${SSHPublicKeyId}`, body]);
    }
    return made(pairs);
  },
  signing: async (live, UserName) => {
    const all = await askAll(live, "ListSigningCertificates", { UserName }, "Certificates");
    return made(
      all.flatMap((one) => {
        const id = textOf(one, "CertificateId");
        return [
          [`signing|${id}`, textOf(one, "Status")],
          [`signingBody|${id}`, textOf(one, "CertificateBody")],
        ] as const;
      }),
    );
  },
  service: members(
    "ListServiceSpecificCredentials",
    "UserName",
    "ServiceSpecificCredentials",
    "service",
    "ServiceSpecificCredentialId",
    "Status",
  ),
};

const group: Readonly<Record<string, Read>> = {
  "": async (live, GroupName) => {
    const { answer } = await ask(live, "reader", "GetGroup", { GroupName });
    const one = objectOf(answer, "Group");
    const all = await askAll(live, "GetGroup", { GroupName }, "Users");
    return made([
      ["", there],
      ["id", textOf(one, "GroupId")],
      ["arn", textOf(one, "Arn")],
      ["path", textOf(one, "Path")],
      ...all.map((own) => [`member|${textOf(own, "UserName")}`, there] as const),
    ]);
  },
  attached: attached("Group"),
  inline: inline("Group"),
};

const role: Readonly<Record<string, Read>> = {
  "": async (live, RoleName) => {
    const { answer } = await ask(live, "reader", "GetRole", { RoleName });
    const one = objectOf(answer, "Role");
    return withTags(
      [
        ["", there],
        ["id", textOf(one, "RoleId")],
        ["arn", textOf(one, "Arn")],
        ["path", textOf(one, "Path")],
        ["trust", decoded(textOf(one, "AssumeRolePolicyDocument"))],
        ["description", textOf(one, "Description")],
        ["maxSession", textOf(one, "MaxSessionDuration") || "3600"],
        ["boundary", boundaryOf(one)],
      ],
      one,
    );
  },
  attached: attached("Role"),
  inline: inline("Role"),
  profile: members(
    "ListInstanceProfilesForRole",
    "RoleName",
    "InstanceProfiles",
    "profile",
    "InstanceProfileName",
  ),
};

const policy: Readonly<Record<string, Read>> = {
  "": async (live, PolicyArn) => {
    const { answer } = await ask(live, "reader", "GetPolicy", { PolicyArn });
    const one = objectOf(answer, "Policy");
    return withTags(
      [
        ["", there],
        ["id", textOf(one, "PolicyId")],
        ["arn", textOf(one, "Arn")],
        ["path", textOf(one, "Path")],
        ["description", textOf(one, "Description")],
        ["default", textOf(one, "DefaultVersionId")],
      ],
      one,
    );
  },
  version: async (live, PolicyArn) => {
    const all = await askAll(live, "ListPolicyVersions", { PolicyArn }, "Versions");
    const pairs: [string, string][] = [];
    for (const one of all) {
      const VersionId = textOf(one, "VersionId");
      // oxlint-disable-next-line no-await-in-loop -- few at a time: IAM throttles
      const { answer } = await ask(live, "reader", "GetPolicyVersion", { PolicyArn, VersionId });
      const document = decoded(textOf(objectOf(answer, "PolicyVersion"), "Document"));
      pairs.push([`version|${VersionId}`, document], [`document|${document}`, there]);
      if (one["IsDefaultVersion"] === true) pairs.push(["defaultDocument", document]);
    }
    return made(pairs);
  },
  holder: async (live, PolicyArn) => {
    const holders = await Promise.all(
      (["User", "Group", "Role"] as const).map(async (noun) => {
        const list = await askAll(
          live,
          "ListEntitiesForPolicy",
          { PolicyArn, EntityFilter: noun },
          `Policy${noun}s`,
        );
        return list.map((one) => `holder|${noun.toLowerCase()} ${textOf(one, `${noun}Name`)}`);
      }),
    );
    return made(holders.flat().map((part) => [part, there]));
  },
};

const profile: Readonly<Record<string, Read>> = {
  "": async (live, InstanceProfileName) => {
    const { answer } = await ask(live, "reader", "GetInstanceProfile", { InstanceProfileName });
    const one = objectOf(answer, "InstanceProfile");
    return withTags(
      [
        ["", there],
        ["id", textOf(one, "InstanceProfileId")],
        ["arn", textOf(one, "Arn")],
        ["path", textOf(one, "Path")],
        ...listOf(one, "Roles").map((own) => [`role|${textOf(own, "RoleName")}`, there] as const),
      ],
      one,
    );
  },
};

const mfa: Readonly<Record<string, Read>> = {
  "": async (live, serial) => {
    const all = await askAll(live, "ListVirtualMFADevices", {}, "VirtualMFADevices");
    const one = all.find((device) => textOf(device, "SerialNumber") === serial);
    if (one === undefined) return new Map();
    const { answer } = await ask(live, "reader", "ListMFADeviceTags", { SerialNumber: serial });
    return withTags(
      [
        ["", there],
        ["arn", serial],
        ["user", textOf(objectOf(one, "User"), "UserName")],
      ],
      answer,
    );
  },
};

const saml: Readonly<Record<string, Read>> = {
  "": async (live, SAMLProviderArn) => {
    const { answer } = await ask(live, "reader", "GetSAMLProvider", { SAMLProviderArn });
    const tags = await ask(live, "reader", "ListSAMLProviderTags", { SAMLProviderArn });
    return withTags(
      [
        ["", there],
        ["arn", SAMLProviderArn],
        ["metadata", textOf(answer, "SAMLMetadataDocument")],
      ],
      tags.answer,
    );
  },
};

const oidc: Readonly<Record<string, Read>> = {
  "": async (live, OpenIDConnectProviderArn) => {
    const { answer } = await ask(live, "reader", "GetOpenIDConnectProvider", {
      OpenIDConnectProviderArn,
    });
    return withTags(
      [
        ["", there],
        ["arn", OpenIDConnectProviderArn],
        ["url", textOf(answer, "Url").replace(/^https:\/\//, "")],
        ...textsOf(answer, "ClientIDList").map((one) => [`client|${one}`, there] as const),
        ["thumbprints", textsOf(answer, "ThumbprintList").join("\n")],
      ],
      answer,
    );
  },
};

const certificate: Readonly<Record<string, Read>> = {
  "": async (live, ServerCertificateName) => {
    const { answer } = await ask(live, "reader", "GetServerCertificate", { ServerCertificateName });
    const one = objectOf(answer, "ServerCertificate");
    const about = objectOf(one, "ServerCertificateMetadata");
    const tags = await ask(live, "reader", "ListServerCertificateTags", { ServerCertificateName });
    return withTags(
      [
        ["", there],
        ["id", textOf(about, "ServerCertificateId")],
        ["arn", textOf(about, "Arn")],
        ["path", textOf(about, "Path")],
        ["body", textOf(one, "CertificateBody")],
      ],
      tags.answer,
    );
  },
};

const account: Readonly<Record<string, Read>> = {
  alias: async (live) => {
    const { answer } = await ask(live, "reader", "ListAccountAliases", {});
    return made([["alias", textsOf(answer, "AccountAliases")[0] ?? null]]);
  },
  passwordPolicy: async (live) => {
    const { answer } = await ask(live, "reader", "GetAccountPasswordPolicy", {});
    const rules = Object.entries(objectOf(answer, "PasswordPolicy")).flatMap(([name, value]) =>
      name !== "ExpirePasswords" && (value === true || (typeof value === "number" && value !== 0))
        ? [[`passwordPolicy|${name}`, String(value)] as const]
        : [],
    );
    return made([["passwordPolicy", there], ...rules]);
  },
};

/** By kind of thing and group of parts. */
export const readers: Readonly<Record<string, Readonly<Record<string, Read>>>> = {
  user,
  group,
  role,
  policy,
  profile,
  mfa,
  saml,
  oidc,
  certificate,
  account,
};
