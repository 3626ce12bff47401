import { parseArn } from "../iam/arn.ts";
import type { PlanValue } from "../remediation/plan.ts";
import type { Fact, Mark } from "./fact.ts";
import type { Links } from "./links.ts";

/** A thing that can be created and deleted. `created` null: it was there before the first event that names it. */
export interface Life {
  created: Mark | null;
  deleted: Mark | null;
  /** Someone else than its creator changed it. */
  touchedByOthers: boolean;
  /** Time of the first event that names it. */
  seenAt: string | null;
}

/** An inline policy; the document is null when the log does not hold it in readable form. */
export interface Inline {
  readonly name: string;
  readonly document: string | null;
}

/** What the log says of a user, group or role. */
export interface EntityFacts extends Life {
  readonly kind: "user" | "group" | "role";
  name: string;
  /** False when AWS itself put policies on it at creation, which leaves no event. */
  isListComplete: boolean;
  path: Fact<string> | null;
  description: Fact<string | null> | null;
  maxSessionDuration: Fact<number | null> | null;
  trust: Fact<string | null> | null;
  /** ARN of the boundary; value null: none, and the log proves it. */
  boundary: Fact<string | null> | null;
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
}

/** What the log says of a managed policy. */
export interface PolicyFacts extends Life {
  readonly arn: string;
  path: Fact<string> | null;
  description: Fact<string | null> | null;
  /** Document text by version id; null where it is not readable. */
  readonly versions: Map<string, Fact<string | null>>;
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
  path: Fact<string> | null;
  /** Roles; at most one stands. */
  readonly roles: Links<string>;
  readonly instances: Links<InstanceUse>;
}

/** Everything the log says of one account so far. */
export interface AccountFacts {
  readonly id: string;
  /** Time of the first event seen, whatever it was. */
  readonly firstAt: string | null;
  readonly users: Map<string, EntityFacts>;
  readonly groups: Map<string, EntityFacts>;
  readonly roles: Map<string, EntityFacts>;
  readonly policies: Map<string, PolicyFacts>;
  readonly profiles: Map<string, ProfileFacts>;
  /** Single values by a key of our own, e.g. `status/AKIA…`; value null: none, and the log proves it. */
  readonly values: Map<string, Fact<PlanValue | null>>;
  /** Tag values by resource key and tag key; value null: taken away. */
  readonly tags: Map<string, Map<string, Fact<string | null>>>;
}

/** An account of which nothing is known yet. */
export function emptyAccount(id: string, firstAt: string | null): AccountFacts {
  return {
    id,
    firstAt,
    users: new Map(),
    groups: new Map(),
    roles: new Map(),
    policies: new Map(),
    profiles: new Map(),
    values: new Map(),
    tags: new Map(),
  };
}

/** An entity of which nothing but the name is known. */
export function emptyEntity(kind: EntityFacts["kind"], name: string): EntityFacts {
  return {
    kind,
    name,
    created: null,
    deleted: null,
    touchedByOthers: false,
    seenAt: null,
    isListComplete: false,
    path: null,
    description: null,
    maxSessionDuration: null,
    trust: null,
    boundary: null,
    servicePrincipal: null,
    customSuffix: null,
    inline: new Map(),
    attached: new Map(),
    members: new Map(),
    profiles: new Map(),
  };
}

/** A managed policy of which nothing but the ARN is known. */
export function emptyPolicy(arn: string): PolicyFacts {
  return {
    arn,
    created: null,
    deleted: null,
    touchedByOthers: false,
    seenAt: null,
    path: null,
    description: null,
    versions: new Map(),
    defaultVersion: null,
    lastDeletedVersion: null,
    users: new Map(),
    groups: new Map(),
    roles: new Map(),
    boundaryOf: new Map(),
  };
}

/** An instance profile of which nothing but the name is known. */
export function emptyProfile(name: string): ProfileFacts {
  return {
    name,
    created: null,
    deleted: null,
    touchedByOthers: false,
    seenAt: null,
    path: null,
    roles: new Map(),
    instances: new Map(),
  };
}

/** The key of a managed policy: its ARN without the partition, whatever the case. */
export function policyKey(arn: string): string {
  const parsed = parseArn(arn);
  return (parsed === null ? arn : `${parsed.account}:${parsed.resource}`).toLowerCase();
}
