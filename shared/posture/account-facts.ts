/** What snapshot files say about one account, brought together for the checks. */
import { readPolicy } from "../iam/policy-reading.ts";
import type { PolicyDocument } from "../iam/policy-document.ts";
import { readTrust } from "../iam/trust-reading.ts";
import type { TrustReading } from "../iam/trust-reading.ts";
import type {
  AttachedPolicy,
  CredentialRow,
  PasswordPolicyFact,
  SelectorsFact,
  SnapshotItem,
  SummaryFact,
  TrailFact,
  TrailStatusFact,
} from "../snapshot/facts.ts";
import type { MomentBasis } from "../snapshot/moment.ts";
import type { FileEvidence, Seen } from "./answer.ts";
import type { LogFacts } from "./log-facts.ts";

/** What a policy document amounts to, as far as the checks ask. */
export interface Powers {
  /** Every action on everything, or all of IAM; with or without a condition. */
  readonly admin: "unbound" | "bound" | null;
  /** It allows `*` on `*` in so many words. */
  readonly isEverything: boolean;
  /** What its holder can do to get more rights: the first path, in words. */
  readonly escalation: string | null;
  readonly isReadable: boolean;
}

/** An inline policy by what it amounts to. */
export interface InlineSeen {
  readonly name: string;
  readonly powers: Powers;
}

export interface IdentitySeen {
  readonly name: string;
  readonly arn: string;
  readonly groups: readonly string[];
  readonly attached: readonly AttachedPolicy[];
  readonly inline: readonly InlineSeen[];
  readonly boundary: string | null;
}

export interface RoleSeen extends IdentitySeen {
  readonly trust: TrustReading;
  readonly isTrustReadable: boolean;
}

export interface PolicySeen {
  readonly name: string;
  readonly arn: string;
  readonly attachments: number | null;
  readonly boundaryUses: number | null;
  readonly powers: Powers;
}

/** Users, groups, roles and policies of the account. */
export interface DetailsSeen {
  readonly users: Seen<IdentitySeen>[];
  readonly groups: Map<string, Seen<IdentitySeen>>;
  readonly roles: Seen<RoleSeen>[];
  readonly policies: Map<string, Seen<PolicySeen>>;
  /** Pages are missing: what is not listed may exist. */
  isTruncated: boolean;
  /** Of the newest file. */
  at: number | null;
  basis: MomentBasis;
}

/** A trail with what other files say about it. */
export interface TrailWithMore {
  readonly trail: Seen<TrailFact>;
  readonly status: Seen<TrailStatusFact> | null;
  readonly selectors: Seen<SelectorsFact> | null;
}

/** Everything that the checks of one account look at. */
export interface AccountFacts {
  readonly account: string;
  readonly credentials: readonly Seen<CredentialRow>[] | null;
  readonly details: DetailsSeen | null;
  /** The newest file of details as a whole. */
  readonly detailFile: FileEvidence | null;
  readonly passwordPolicy: Seen<PasswordPolicyFact> | null;
  readonly summary: Seen<SummaryFact> | null;
  readonly trails: readonly TrailWithMore[] | null;
  /** The newest list of trails as a whole. */
  readonly trailList: FileEvidence | null;
  /** Answers about a trail that do not say which. */
  readonly looseStatuses: readonly Seen<TrailStatusFact>[];
  readonly log: LogFacts;
}

/** What a permission policy amounts to. */
function powersOf(document: PolicyDocument): Powers {
  if (document.status !== "ok")
    return { admin: null, isEverything: false, escalation: null, isReadable: false };
  const reading = readPolicy(document);
  const path = reading.escalations.find(({ bound }) => bound === null) ?? null;
  return {
    admin: reading.admin === null ? null : reading.admin.bound === null ? "unbound" : "bound",
    isEverything: reading.admin?.how === "every-action" && reading.admin.bound === null,
    escalation: path === null ? null : path.path.allows,
    isReadable: true,
  };
}

/** Most documents that are remembered; accounts repeat few documents many times. */
const mostRemembered = 5000;

/** `powersOf` that reads equal documents once. */
export function rememberedPowers(): (document: PolicyDocument) => Powers {
  const known = new Map<string, Powers>();
  return (document) => {
    const key = document.text ?? document.status;
    const before = known.get(key);
    if (before !== undefined) return before;
    const powers = powersOf(document);
    if (known.size < mostRemembered) known.set(key, powers);
    return powers;
  };
}

/** An empty list of details. */
export function emptyDetails(): DetailsSeen {
  return {
    users: [],
    groups: new Map(),
    roles: [],
    policies: new Map(),
    isTruncated: false,
    at: null,
    basis: "unknown",
  };
}

/** Takes an item of authorization details; documents are read here and not kept. */
export function foldDetail(
  details: DetailsSeen,
  { fact }: SnapshotItem,
  from: FileEvidence,
  account: string,
  powers: (document: PolicyDocument) => Powers,
): void {
  switch (fact.type) {
    case "user":
    case "group":
    case "role": {
      const identity: IdentitySeen = {
        name: fact.name,
        arn: fact.arn,
        groups: fact.type === "user" ? fact.groups : [],
        attached: fact.attached,
        inline: fact.inline.map(({ name, document }) => ({ name, powers: powers(document) })),
        boundary: fact.type === "group" ? null : fact.boundary,
      };
      if (fact.type === "user") details.users.push({ fact: identity, from });
      else if (fact.type === "group") details.groups.set(fact.name, { fact: identity, from });
      else
        details.roles.push({
          fact: {
            ...identity,
            trust: readTrust(fact.trust, account),
            isTrustReadable: fact.trust.status === "ok",
          },
          from,
        });
      return;
    }
    case "policy": {
      const own =
        fact.versions.find(({ isDefault }) => isDefault === true) ??
        fact.versions.find(({ id }) => id === fact.defaultVersion);
      details.policies.set(fact.arn, {
        fact: {
          name: fact.name,
          arn: fact.arn,
          attachments: fact.attachments,
          boundaryUses: fact.boundaryUses,
          powers:
            own === undefined
              ? { admin: null, isEverything: false, escalation: null, isReadable: false }
              : powers(own.document),
        },
        from,
      });
      return;
    }
    case "truncated":
      details.isTruncated = true;
      return;
    case "credentials":
    case "generated":
    case "password-policy":
    case "selectors":
    case "summary":
    case "trail":
    case "trail-status":
  }
}
