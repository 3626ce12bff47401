/* oxlint-disable max-lines -- one table: of each call what it touches */
/** Users, groups, roles, policies, profiles and providers: made, changed and deleted. */
import type { CallModel, CallTable, Need } from "./call-model.ts";
import { fresh, member, mustBe, mustBeEmpty, set } from "./call-model.ts";
import type { Account, Effect, World } from "./facts.ts";
import { documentText, membersOf, partOf, partsOf, partWords } from "./facts.ts";
import type { Input } from "./input.ts";
import { givenText, listOf, numberText, tagsOf, textOf } from "./input.ts";

const need = (thing: string, ...groups: readonly string[]): Need => ({ thing, groups });

const user = (input: Input): string => `user/${textOf(input, "UserName")}`;
const group = (input: Input): string => `group/${textOf(input, "GroupName")}`;
const role = (input: Input): string => `role/${textOf(input, "RoleName")}`;
const policy = (input: Input): string => `policy/${textOf(input, "PolicyArn")}`;
const profile = (input: Input): string => `profile/${textOf(input, "InstanceProfileName")}`;
const saml = (input: Input): string => `saml/${textOf(input, "SAMLProviderArn")}`;
const oidc = (input: Input): string => `oidc/${textOf(input, "OpenIDConnectProviderArn")}`;
const device = (input: Input): string => `mfa/${textOf(input, "SerialNumber")}`;
const certificate = (input: Input): string =>
  `certificate/${textOf(input, "ServerCertificateName")}`;

/** ARN of a policy, provider or device that is to be made. */
const arnOf = ({ id, partition }: Account, rest: string): string =>
  `arn:${partition}:iam::${id}:${rest}`;

const tagParts = (thing: string, input: Input): readonly Effect[] =>
  tagsOf(input).map(([key, value]) => set(thing, `tag|${key}`, value));

const given = (thing: string, part: string, value: string | null): readonly Effect[] =>
  value === null ? [] : [set(thing, part, value)];

/** A call that makes a thing; something else of its name is in its way. */
function making(
  thingOf: (input: Input, account: Account) => string,
  parts: (input: Input, thing: string) => readonly Effect[],
): CallModel {
  return {
    needs: (input, account) => [need(thingOf(input, account))],
    effects: (input, _world, account) => {
      const thing = thingOf(input, account);
      return [member(thing, "", true), ...parts(input, thing), ...tagParts(thing, input)];
    },
    refusals: (input, world, account) => {
      const thing = thingOf(input, account);
      return partOf(world, thing, "") === null
        ? []
        : [`There is ${partWords(thing, "")} already, and it is not as this call would make it.`];
    },
  };
}

function deleting(
  thingOf: (input: Input) => string,
  kinds: readonly string[],
  groups: readonly string[] = kinds,
): CallModel {
  return {
    needs: (input) => [need(thingOf(input), ...groups)],
    effects: (input) => [member(thingOf(input), "", false)],
    refusals: (input, world) => mustBeEmpty(world, thingOf(input), kinds),
    isDestructive: true,
  };
}

/** A call that sets parts of a thing that must be there. */
function changing(
  thingOf: (input: Input) => string,
  parts: (input: Input, thing: string, world: World) => readonly Effect[],
  groups: readonly string[] = [],
): CallModel {
  return {
    needs: (input) => [need(thingOf(input), ...groups)],
    effects: (input, world) => parts(input, thingOf(input), world),
    refusals: (input, world) => mustBe(world, thingOf(input)),
  };
}

/** A new name or path: all parts go to the new thing. */
function renaming(kind: string, noun: string, groups: readonly string[]): CallModel {
  const old = (input: Input): string => `${kind}/${textOf(input, `${noun}Name`)}`;
  const next = (input: Input): string =>
    `${kind}/${givenText(input, `New${noun}Name`) ?? textOf(input, `${noun}Name`)}`;
  const isSame = (input: Input): boolean => old(input).toLowerCase() === next(input).toLowerCase();
  return {
    needs: (input) => [need(old(input), ...groups), ...(isSame(input) ? [] : [need(next(input))])],
    effects: (input, world) => {
      const path = given(next(input), "path", givenText(input, "NewPath"));
      if (isSame(input)) return path;
      const moved = [...partsOf(world, old(input))].filter(
        ([part]) => part !== "path" || path.length === 0,
      );
      return [
        member(old(input), "", false),
        member(next(input), "", true),
        ...moved.flatMap(([part, value]) =>
          part === "" || part === "arn" ? [] : [set(next(input), part, value)],
        ),
        ...path,
      ];
    },
    refusals: (input, world) =>
      isSame(input)
        ? mustBe(world, old(input))
        : [
            ...mustBe(world, old(input)),
            ...(partOf(world, next(input), "") === null
              ? []
              : [`There is ${partWords(next(input), "")} already.`]),
          ],
  };
}

function tagging(thingOf: (input: Input) => string, isThere: boolean): CallModel {
  return changing(thingOf, (input, thing) =>
    isThere
      ? tagParts(thing, input)
      : listOf(input, "TagKeys").map((key) => set(thing, `tag|${key}`, null)),
  );
}

const policyArn = (input: Input, account: Account): string =>
  `policy/${arnOf(account, `policy${givenText(input, "Path") ?? "/"}${textOf(input, "PolicyName")}`)}`;

/** Versions that a policy can have. */
const mostVersions = 5;

const policyCalls: CallTable = {
  CreatePolicy: {
    ...making(policyArn, (input, thing) => [
      set(thing, "defaultDocument", documentText(textOf(input, "PolicyDocument"))),
      ...given(thing, "description", givenText(input, "Description")),
    ]),
    needs: (input, account) => [need(policyArn(input, account), "version")],
  },
  DeletePolicy: {
    ...deleting(policy, [], ["version", "holder"]),
    refusals: (input, world) => {
      const versions = membersOf(world, policy(input), "version");
      return [
        ...mustBeEmpty(world, policy(input), ["holder"]),
        ...(versions.length > 1
          ? [
              `${partWords(policy(input), "")} has ${versions.length} versions: AWS wants all but the default one gone first.`,
            ]
          : []),
      ];
    },
  },
  CreatePolicyVersion: {
    needs: (input) => [need(policy(input), "version")],
    effects: (input, _world, _account, made) => {
      const thing = policy(input);
      const document = documentText(textOf(input, "PolicyDocument"));
      return [
        // The version by its document: the name that AWS gives does not matter.
        member(thing, `document|${document}`, true),
        ...(made === null ? [] : [fresh(thing, "version", document, made)]),
        ...(input["SetAsDefault"] === true ? [set(thing, "defaultDocument", document)] : []),
      ];
    },
    refusals: (input, world) => [
      ...mustBe(world, policy(input)),
      ...(membersOf(world, policy(input), "version").length >= mostVersions
        ? [
            `${partWords(policy(input), "")} has ${mostVersions} versions, which is the most that AWS allows.`,
          ]
        : []),
    ],
    fresh: "PolicyVersion.VersionId",
    isRepeatable: false,
  },
  SetDefaultPolicyVersion: {
    needs: (input) => [need(policy(input), "version")],
    effects: (input, world) => {
      const version = textOf(input, "VersionId");
      const document = partOf(world, policy(input), `version|${version}`);
      return [
        set(policy(input), "default", version),
        ...given(policy(input), "defaultDocument", document),
      ];
    },
    refusals: (input, world) => [
      ...mustBe(world, policy(input)),
      ...(partOf(world, policy(input), "") !== null &&
      partOf(world, policy(input), `version|${textOf(input, "VersionId")}`) === null
        ? [`There is no version ${textOf(input, "VersionId")} of ${partWords(policy(input), "")}.`]
        : []),
    ],
  },
  DeletePolicyVersion: {
    needs: (input) => [need(policy(input), "version")],
    effects: (input, world) => {
      const version = textOf(input, "VersionId");
      const document = partOf(world, policy(input), `version|${version}`);
      const isHeldTwice = [...partsOf(world, policy(input))].some(
        ([part, text]) =>
          part.startsWith("version|") && part !== `version|${version}` && text === document,
      );
      return [
        set(policy(input), `version|${version}`, null),
        ...(document === null || isHeldTwice
          ? []
          : [set(policy(input), `document|${document}`, null)]),
      ];
    },
    refusals: (input, world) =>
      partOf(world, policy(input), "default") === textOf(input, "VersionId")
        ? [`Version ${textOf(input, "VersionId")} is the default one: AWS refuses to delete it.`]
        : [],
    isDestructive: true,
  },
};

const providerCalls: CallTable = {
  CreateSAMLProvider: making(
    (input, account) => `saml/${arnOf(account, `saml-provider/${textOf(input, "Name")}`)}`,
    (input, thing) => [set(thing, "metadata", textOf(input, "SAMLMetadataDocument"))],
  ),
  UpdateSAMLProvider: changing(saml, (input, thing) =>
    given(thing, "metadata", givenText(input, "SAMLMetadataDocument")),
  ),
  DeleteSAMLProvider: deleting(saml, []),
  CreateOpenIDConnectProvider: making(
    (input, account) =>
      `oidc/${arnOf(
        account,
        `oidc-provider/${textOf(input, "Url")
          .replace(/^https:\/\//, "")
          .replace(/\/$/, "")}`,
      )}`,
    (input, thing) => [
      ...listOf(input, "ClientIDList").map((one) => member(thing, `client|${one}`, true)),
      ...(listOf(input, "ThumbprintList").length > 0
        ? [set(thing, "thumbprints", listOf(input, "ThumbprintList").join("\n"))]
        : []),
    ],
  ),
  DeleteOpenIDConnectProvider: deleting(oidc, []),
  AddClientIDToOpenIDConnectProvider: changing(oidc, (input, thing) => [
    member(thing, `client|${textOf(input, "ClientID")}`, true),
  ]),
  RemoveClientIDFromOpenIDConnectProvider: changing(oidc, (input, thing) => [
    member(thing, `client|${textOf(input, "ClientID")}`, false),
  ]),
  UpdateOpenIDConnectProviderThumbprint: changing(oidc, (input, thing) => [
    set(thing, "thumbprints", listOf(input, "ThumbprintList").join("\n")),
  ]),
};

const roleParts = (input: Input, thing: string): readonly Effect[] => [
  set(thing, "trust", documentText(textOf(input, "AssumeRolePolicyDocument"))),
  set(thing, "path", givenText(input, "Path") ?? "/"),
  ...given(thing, "description", givenText(input, "Description")),
  set(thing, "maxSession", numberText(input, "MaxSessionDuration") ?? "3600"),
  ...given(thing, "boundary", givenText(input, "PermissionsBoundary")),
];

const description = (input: Input, thing: string): readonly Effect[] =>
  input["Description"] === undefined
    ? []
    : [set(thing, "description", givenText(input, "Description"))];

/** What AWS wants gone before a user is deleted. */
const userParts = [
  "attached",
  "inline",
  "group",
  "key",
  "login",
  "mfa",
  "ssh",
  "signing",
  "service",
];

/** The rows of this topic. */
export const thingCalls: CallTable = {
  CreateUser: making(user, (input, thing) => [
    set(thing, "path", givenText(input, "Path") ?? "/"),
    ...given(thing, "boundary", givenText(input, "PermissionsBoundary")),
  ]),
  UpdateUser: renaming("user", "User", userParts),
  DeleteUser: deleting(user, userParts),
  CreateGroup: making(group, (input, thing) => [
    set(thing, "path", givenText(input, "Path") ?? "/"),
  ]),
  UpdateGroup: renaming("group", "Group", ["attached", "inline"]),
  DeleteGroup: deleting(group, ["member", "attached", "inline"]),
  CreateRole: making(role, roleParts),
  UpdateRole: changing(role, (input, thing) => [
    ...description(input, thing),
    ...given(thing, "maxSession", numberText(input, "MaxSessionDuration")),
  ]),
  UpdateRoleDescription: changing(role, description),
  UpdateAssumeRolePolicy: changing(role, (input, thing) => [
    set(thing, "trust", documentText(textOf(input, "PolicyDocument"))),
  ]),
  DeleteRole: deleting(role, ["attached", "inline", "profile"]),
  CreateInstanceProfile: making(profile, (input, thing) => [
    set(thing, "path", givenText(input, "Path") ?? "/"),
  ]),
  DeleteInstanceProfile: deleting(profile, ["role"]),
  ...policyCalls,
  ...providerCalls,
  CreateVirtualMFADevice: making(
    (input, account) =>
      `mfa/${arnOf(account, `mfa${givenText(input, "Path") ?? "/"}${textOf(input, "VirtualMFADeviceName")}`)}`,
    () => [],
  ),
  DeleteVirtualMFADevice: deleting(device, ["user"]),
  UpdateServerCertificate: renaming("certificate", "ServerCertificate", []),
  DeleteServerCertificate: deleting(certificate, []),
  ...Object.fromEntries(
    (
      [
        ["User", user],
        ["Role", role],
        ["Policy", policy],
        ["InstanceProfile", profile],
        ["SAMLProvider", saml],
        ["OpenIDConnectProvider", oidc],
        ["ServerCertificate", certificate],
        ["MFADevice", device],
      ] as const
    ).flatMap(([noun, thingOf]) => [
      [`Tag${noun}`, tagging(thingOf, true)],
      [`Untag${noun}`, tagging(thingOf, false)],
    ]),
  ),
};
