import { parseArn } from "../iam/arn.ts";
import { remembered } from "../remembered.ts";
import type { PlanValue } from "../remediation/plan.ts";
import type { Drift } from "./drift.ts";
import type { Blind, Fact, Mark } from "./fact.ts";
import { noLinks } from "./links.ts";
import type { Links } from "./links.ts";
import type { WholeKind } from "./shown.ts";

/** A tag, spelled as logged. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** A thing that can be created and deleted. */
export interface Life {
  /** Null: it was there before the first event that names it. */
  created: Mark | null;
  deleted: Mark | null;
  /** The deletion was asked for, and whether it was carried out is not in the log (service-linked roles). */
  isEndAsked: boolean;
  /** Someone else than its creator changed it. */
  touchedByOthers: boolean;
  /** The first event that names it. */
  seen: Mark | null;
  /** The thing of the same name that stood in the second in which this one was created. */
  former: Life | null;
  readonly tags: Links<Tag>;
  /**
   * Values that were shown before any event had changed them, by the member's name here (of a version `version v1`):
   * they were so before, too. Null: none.
   */
  told: Map<string, Fact<unknown>> | null;
  /** Members that an event changed without saying to what. Null: none. */
  vague: Set<string> | null;
  /** Its CreateDate, as a file shows it. */
  madeAt: Fact<string> | null;
}

/** An inline policy; the document is null when the log does not hold it in readable form. */
export interface Inline {
  readonly name: string;
  readonly document: string | null;
  /** What shows the document, where that is not what put the policy there. */
  readonly shown?: Mark;
}

/** What the log says of a user, group or role. */
export interface EntityFacts extends Life {
  readonly kind: "user" | "group" | "role";
  name: string;
  /** False when AWS itself put policies on it at creation, which leaves no event. */
  isListComplete: boolean;
  /** Unique id, e.g. AIDA…. */
  id: Fact<string> | null;
  /** As answered at its creation; it changes with name and path. */
  arn: Fact<string> | null;
  path: Fact<string> | null;
  description: Fact<string | null> | null;
  maxSessionDuration: Fact<number | null> | null;
  trust: Fact<string | null> | null;
  /** ARN of the boundary; value null: none, and the log proves it. */
  boundary: Fact<string | null> | null;
  /** ARNs of the policies that are, were or may be its boundary. */
  readonly boundaries: Links<string>;
  /** For service-linked roles. */
  servicePrincipal: Fact<string> | null;
  customSuffix: Fact<string> | null;
  readonly inline: Links<Inline>;
  /** ARNs of managed policies. */
  readonly attached: Links<string>;
  /** Groups of a user, or members of a group. */
  readonly members: Links<string>;
  /** Instance profiles of a role. */
  readonly profiles: Links<string>;
  /** Ids of the credentials of a user by kind, and serial numbers of its MFA devices. */
  readonly credentials: Readonly<Record<CredentialKind, Links<string>>>;
}

/** What a user can sign in or sign requests with. A login profile has no id: its only link is "password". */
export type CredentialKind =
  | "access-key"
  | "mfa-device"
  | "login-profile"
  | "ssh-key"
  | "signing-certificate"
  | "service-credential";

/** What the log says of a managed policy. */
export interface PolicyFacts extends Life {
  readonly arn: string;
  id: Fact<string> | null;
  path: Fact<string> | null;
  description: Fact<string | null> | null;
  /** Document text by version id; null where it is not readable. */
  readonly versions: Map<string, Fact<string | null>>;
  /** Which versions there are; null: one was made whose id the log does not tell. */
  readonly versionIds: Links<string>;
  defaultVersion: Fact<string> | null;
  /** The version that was deleted last. */
  lastDeletedVersion: Fact<{ readonly id: string; readonly document: string | null }> | null;
  readonly users: Links<string>;
  readonly groups: Links<string>;
  readonly roles: Links<string>;
  /** Users and roles whose permissions boundary it is, as `user/NAME` or `role/NAME`. */
  readonly boundaryOf: Links<string>;
}

/** An EC2 instance that used an instance profile. */
export interface InstanceUse {
  readonly instanceId: string;
  readonly associationId: string | null;
  readonly region: string | null;
}

/** What the log says of an instance profile. */
export interface ProfileFacts extends Life {
  readonly name: string;
  id: Fact<string> | null;
  arn: Fact<string> | null;
  path: Fact<string> | null;
  /** Roles; at most one stands. */
  readonly roles: Links<string>;
  readonly instances: Links<InstanceUse>;
}

/** The kinds of things that have nothing but a few values. */
export type ThingKind =
  | CredentialKind
  | "saml-provider"
  | "oidc-provider"
  | "server-certificate"
  | "delegation-request";

/** A credential, provider, server certificate or delegation request. */
export interface ThingFacts extends Life {
  readonly kind: ThingKind;
  /** Its id, ARN, serial number or name. */
  id: string;
  /** By the member's name in the API; value null: none, and the log proves it. */
  readonly values: Map<string, Fact<PlanValue | null>>;
}

/** A new name of a user or group. */
export interface Rename {
  readonly kind: EntityFacts["kind"];
  readonly from: string;
  readonly to: string;
  readonly by: Mark;
}

/** Something that can't be, unless the account was changed outside of the log. */
export interface Conflict {
  /** `kind/name`, as the keys of `AccountState`. */
  readonly thing: string;
  readonly what: string;
  readonly by: readonly Mark[];
}

/** Everything the log says of one account so far. */
export interface AccountFacts {
  readonly id: string;
  /** Time of the first event seen, whatever it was. */
  firstAt: string | null;
  readonly users: Map<string, EntityFacts>;
  readonly groups: Map<string, EntityFacts>;
  readonly roles: Map<string, EntityFacts>;
  readonly policies: Map<string, PolicyFacts>;
  /** Keys of policies whose document or default version changed, or that another of that name took over, one after the other. */
  readonly edited: string[];
  readonly profiles: Map<string, ProfileFacts>;
  /** By kind and id, see `thingKey`. */
  readonly things: Map<string, ThingFacts>;
  /** Settings of the account by a key of our own; value null: none, and the log proves it. */
  readonly values: Map<string, Fact<PlanValue | null>>;
  /** The root user's credentials. */
  readonly root: EntityFacts["credentials"];
  /** Which things exist, as `kind/name` in lower case. */
  readonly lives: Links<string>;
  readonly renames: Rename[];
  readonly conflicts: Conflict[];
  /** Where a snapshot shows something else than the log says. */
  readonly drifts: Drift[];
  /** What shows that there are no further things of a kind but those that are known. */
  readonly wholes: Map<WholeKind, Mark>;
  /** Values of the account that were shown before any event had changed them, as `Life.told`. */
  readonly told: Map<string, Fact<PlanValue | null>>;
  /** As `Life.vague`. */
  readonly vague: Set<string>;
  /** The last event of each name whose record does not say what it changed. */
  readonly blind: Map<string, Blind>;
  /**
   * The first thing of each name that was seen, also when it was renamed or deleted since; null when nobody asks what
   * events prove of the time before them.
   */
  readonly firsts: Map<string, Life> | null;
  /** Collects the keys (as in `lives`) of the things that events concern; null when nobody asks. */
  touched: Set<string> | null;
}

/** An account of which nothing is known yet. `hindsight`: note what events prove of the time before them. */
export function emptyAccount(id: string, firstAt: string | null, hindsight = false): AccountFacts {
  return {
    id,
    firstAt,
    users: new Map(),
    groups: new Map(),
    roles: new Map(),
    policies: new Map(),
    edited: [],
    profiles: new Map(),
    things: new Map(),
    values: new Map(),
    root: emptyCredentials(hindsight),
    lives: noLinks(true),
    renames: [],
    conflicts: [],
    drifts: [],
    wholes: new Map(),
    told: new Map(),
    vague: new Set(),
    blind: new Map(),
    firsts: hindsight ? new Map() : null,
    touched: null,
  };
}

function emptyCredentials(hindsight: boolean): EntityFacts["credentials"] {
  return {
    "access-key": noLinks(hindsight),
    "mfa-device": noLinks(hindsight),
    "login-profile": noLinks(hindsight),
    "ssh-key": noLinks(hindsight),
    "signing-certificate": noLinks(hindsight),
    "service-credential": noLinks(hindsight),
  };
}

function emptyLife(hindsight: boolean): Life {
  return {
    created: null,
    deleted: null,
    isEndAsked: false,
    touchedByOthers: false,
    seen: null,
    former: null,
    tags: noLinks(hindsight),
    told: null,
    vague: null,
    madeAt: null,
  };
}

/** An entity of which nothing but the name is known. */
export function emptyEntity(
  kind: EntityFacts["kind"],
  name: string,
  hindsight = false,
): EntityFacts {
  return {
    ...emptyLife(hindsight),
    kind,
    name,
    isListComplete: false,
    id: null,
    arn: null,
    path: null,
    description: null,
    maxSessionDuration: null,
    trust: null,
    boundary: null,
    boundaries: noLinks(),
    servicePrincipal: null,
    customSuffix: null,
    inline: noLinks(hindsight),
    attached: noLinks(hindsight),
    members: noLinks(hindsight),
    profiles: noLinks(hindsight),
    credentials: kind === "user" ? emptyCredentials(hindsight) : noCredentials,
  };
}

/** What groups and roles never have. */
const noCredentials = emptyCredentials(false);

/** A managed policy of which nothing but the ARN is known. */
export function emptyPolicy(arn: string, hindsight = false): PolicyFacts {
  return {
    ...emptyLife(hindsight),
    arn,
    id: null,
    path: null,
    description: null,
    versions: new Map(),
    versionIds: noLinks(hindsight),
    defaultVersion: null,
    lastDeletedVersion: null,
    users: noLinks(hindsight),
    groups: noLinks(hindsight),
    roles: noLinks(hindsight),
    boundaryOf: noLinks(hindsight),
  };
}

/** An instance profile of which nothing but the name is known. */
export function emptyProfile(name: string, hindsight = false): ProfileFacts {
  return {
    ...emptyLife(hindsight),
    name,
    id: null,
    arn: null,
    path: null,
    roles: noLinks(hindsight),
    instances: noLinks(hindsight),
  };
}

/** A thing of which nothing but the id is known. */
export function emptyThing(kind: ThingKind, id: string, hindsight = false): ThingFacts {
  return { ...emptyLife(hindsight), kind, id, values: new Map() };
}

/** The key of a thing. */
export function thingKey(kind: ThingKind, id: string): string {
  return `${kind}/${id.toLowerCase()}`;
}

/**
 * The key of a managed policy: its ARN without the partition, whatever the case. The same policies are named over and
 * over.
 */
export const policyKey = remembered(
  (arn) => {
    const parsed = parseArn(arn);
    return (parsed === null ? arn : `${parsed.account}:${parsed.resource}`).toLowerCase();
  },
  65_536,
  8_000_000,
);
