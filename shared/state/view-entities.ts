import { isAwsManaged, parseArn } from "../iam/arn.ts";
import type {
  EntityFacts,
  Inline,
  PolicyFacts,
  ProfileFacts,
  ThingFacts,
  ThingKind,
} from "./account-facts.ts";
import { policyKey, thingKey } from "./account-facts.ts";
import type { Life } from "./account-facts.ts";
import type { Links } from "./links.ts";
import type {
  GroupState,
  InlineState,
  InstanceProfileState,
  OtherState,
  PolicyState,
  RoleState,
  StateList,
  StateTag,
  UserState,
} from "./state-types.ts";
import { credentialState, mfaEvents } from "./view-credentials.ts";
import {
  byOf,
  factOf,
  pair,
  lifeOf,
  listOf,
  nameList,
  plain,
  readable,
  self,
  unknownBefore,
} from "./view-parts.ts";
import type { Lens } from "./view-parts.ts";

/** What a user, group and role have in common. */
function common(lens: Lens, e: EntityFacts, word: "User" | "Group" | "Role") {
  const key = `${e.kind}/${e.name.toLowerCase()}`;
  pair(lens, e, key);
  const life = lifeOf(lens, e, key, [`Delete${word}`]);
  return {
    key: `${e.kind}/${e.name}`,
    name: e.name,
    life,
    id: factOf(lens, e, e.id, [], plain, "id"),
    arn: factOf(lens, e, e.arn, [`Update${word}`], plain, "arn"),
    path: factOf(lens, e, e.path, [`Update${word}`], plain, "path"),
    inline: inlineList(lens, e, word),
    attached: nameList(lens, e, e.attached, [`Attach${word}Policy`, `Detach${word}Policy`]),
  };
}

function tags(lens: Lens, life: Life, word: string): StateList<StateTag> {
  return listOf(lens, life, life.tags, { names: [`Tag${word}`, `Untag${word}`], read: self });
}

function inlineList(lens: Lens, e: EntityFacts, word: string): StateList<InlineState> {
  const list = listOf(lens, e, e.inline, {
    names: [`Put${word}Policy`, `Delete${word}Policy`],
    read: self,
  });
  const item = (value: Inline, by: InlineBy): InlineState => ({
    name: value.name,
    document:
      value.document === null
        ? by.since === null
          ? { known: false, why: unknownBefore(e.seen) }
          : { known: false, why: "the record of the event does not hold it", by: by.since }
        : {
            known: true,
            value: value.document,
            by: value.shown === undefined ? (by.since ?? by.by) : byOf(value.shown),
          },
  });
  return {
    ...list,
    items: list.items.map((i) => ({ ...i, value: item(i.value, i) })),
    gone: list.gone.map((g) => ({
      ...g,
      value: item(g.value, { since: g.since, by: g.since ?? g.ended }),
    })),
  };
}

type InlineBy = Pick<StateList<unknown>["items"][number], "since" | "by">;

const boundaryEvents = (word: string) => [
  `Put${word}PermissionsBoundary`,
  `Delete${word}PermissionsBoundary`,
];

/** A user. */
export function userState(lens: Lens, e: EntityFacts): UserState {
  return {
    kind: "user",
    ...common(lens, e, "User"),
    boundary: factOf(lens, e, e.boundary, boundaryEvents("User"), plain, "boundary"),
    tags: tags(lens, e, "User"),
    groups: nameList(lens, e, e.members, ["AddUserToGroup", "RemoveUserFromGroup"]),
    ...credentialState(lens, e, e.credentials, e.name),
    mfaDevices: nameList(lens, e, e.credentials["mfa-device"], mfaEvents),
  };
}

/** A group. */
export function groupState(lens: Lens, e: EntityFacts): GroupState {
  return {
    kind: "group",
    ...common(lens, e, "Group"),
    users: nameList(lens, e, e.members, ["AddUserToGroup", "RemoveUserFromGroup"]),
  };
}

/** An hour, when CreateRole does not say otherwise (IAM API reference). */
const defaultSession = 3600;

/** A role. */
export function roleState(lens: Lens, e: EntityFacts): RoleState {
  const service = factOf(lens, e, e.servicePrincipal, [], plain);
  return {
    kind: "role",
    ...common(lens, e, "Role"),
    description: factOf(lens, e, e.description, ["UpdateRole", "UpdateRoleDescription"], plain),
    maxSessionDuration: factOf(lens, e, e.maxSessionDuration, ["UpdateRole"], (seconds) => ({
      value: seconds ?? defaultSession,
    })),
    trust: factOf(lens, e, e.trust, ["UpdateAssumeRolePolicy"], readable, "trust"),
    boundary: factOf(lens, e, e.boundary, boundaryEvents("Role"), plain, "boundary"),
    tags: tags(lens, e, "Role"),
    instanceProfiles: nameList(lens, e, e.profiles, profileMoves),
    servicePrincipal: service.known ? service : null,
  };
}

const profileMoves = ["AddRoleToInstanceProfile", "RemoveRoleFromInstanceProfile"];

const versionEvents = ["CreatePolicyVersion", "DeletePolicyVersion"];

/** A managed policy. */
export function policyState(lens: Lens, e: PolicyFacts): PolicyState {
  const arn = parseArn(e.arn);
  const lifeKey = `policy/${policyKey(e.arn)}`;
  pair(lens, e, lifeKey);
  const holders = (links: Links<string>, word: string) =>
    nameList(lens, e, links, [`Attach${word}Policy`, `Detach${word}Policy`]);
  return {
    kind: "policy",
    key: `policy/${e.arn}`,
    name: arn?.name ?? e.arn,
    life: lifeOf(lens, e, lifeKey, ["DeletePolicy"]),
    id: factOf(lens, e, e.id, [], plain, "id"),
    arn: e.arn,
    isAwsManaged: isAwsManaged(e.arn),
    path: arn?.path ?? "/",
    description: factOf(lens, e, e.description, [], plain),
    tags: tags(lens, e, "Policy"),
    versions: listOf(lens, e, e.versionIds, {
      names: versionEvents,
      read: (id) => ({
        id,
        document: factOf(lens, e, e.versions.get(id), [], readable, `version ${id}`),
      }),
    }),
    defaultVersion: factOf(
      lens,
      e,
      e.defaultVersion,
      ["SetDefaultPolicyVersion", "CreatePolicyVersion"],
      plain,
      "defaultVersion",
    ),
    users: holders(e.users, "User"),
    groups: holders(e.groups, "Group"),
    roles: holders(e.roles, "Role"),
    boundaryOf: listOf(lens, e, e.boundaryOf, {
      names: [...boundaryEvents("User"), ...boundaryEvents("Role")],
      read: self,
      // A boundary goes with its owner.
      isLeftSilently: true,
    }),
  };
}

/** An instance profile. */
export function instanceProfileState(lens: Lens, e: ProfileFacts): InstanceProfileState {
  const lifeKey = `instance-profile/${e.name.toLowerCase()}`;
  pair(lens, e, lifeKey);
  return {
    kind: "instance-profile",
    key: `instance-profile/${e.name}`,
    name: e.name,
    life: lifeOf(lens, e, lifeKey, ["DeleteInstanceProfile"]),
    id: factOf(lens, e, e.id, [], plain),
    arn: factOf(lens, e, e.arn, [], plain),
    path: factOf(lens, e, e.path, [], plain),
    tags: tags(lens, e, "InstanceProfile"),
    roles: nameList(lens, e, e.roles, profileMoves),
    instances: listOf(lens, e, e.instances, { names: [], read: self }),
  };
}

const others: Readonly<
  Record<OtherState["kind"], { readonly word: string; readonly names: readonly string[] }>
> = {
  "saml-provider": { word: "SAMLProvider", names: ["UpdateSAMLProvider"] },
  "oidc-provider": {
    word: "OpenIDConnectProvider",
    names: [
      "UpdateOpenIDConnectProviderThumbprint",
      "AddClientIDToOpenIDConnectProvider",
      "RemoveClientIDFromOpenIDConnectProvider",
    ],
  },
  "server-certificate": { word: "ServerCertificate", names: ["UpdateServerCertificate"] },
  "mfa-device": { word: "MFADevice", names: mfaEvents },
  "delegation-request": {
    word: "DelegationRequest",
    names: [
      "AcceptDelegationRequest",
      "AssociateDelegationRequest",
      "RejectDelegationRequest",
      "SendDelegationToken",
      "UpdateDelegationRequest",
    ],
  },
};

/** Whether a thing is shown by itself, not as a credential of a user. */
export function isOtherKind(kind: string): kind is OtherState["kind"] & ThingKind {
  return Object.hasOwn(others, kind);
}

/** A provider, certificate, device or delegation request. */
export function otherState(lens: Lens, e: ThingFacts, kind: OtherState["kind"]): OtherState {
  const { word, names: touchers } = others[kind];
  pair(lens, e, thingKey(kind, e.id));
  const fact = (value: ThingFacts["values"] extends Map<string, infer F> ? F : never) =>
    factOf(lens, e, value, touchers, plain);
  return {
    kind,
    key: `${kind}/${e.id}`,
    name: parseArn(e.id)?.name ?? e.id,
    life: lifeOf(lens, e, thingKey(kind, e.id), [
      `Delete${kind === "mfa-device" ? "VirtualMFADevice" : word}`,
    ]),
    tags: tags(lens, e, word),
    values: Object.fromEntries([...e.values].map(([name, value]) => [name, fact(value)])),
  };
}
