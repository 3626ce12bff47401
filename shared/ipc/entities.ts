/**
 * Things of IAM and what became of them, as the screen "entities" asks for them. Times are UTC ISO. What the evidence
 * does not tell is null with a sentence `why`, never empty.
 */
import type { DiffLine } from "../finding.ts";
import type { Severity } from "../severity.ts";
import type { Spans } from "../span.ts";
import type { FileSource } from "../state/shown.ts";
import type { FacetCount } from "./findings.ts";

/** The kinds in the order of the list. */
export const listedKinds = [
  "policy",
  "role",
  "group",
  "user",
  "instance-profile",
  "access-key",
  "saml-provider",
  "oidc-provider",
  "server-certificate",
  "mfa-device",
  "delegation-request",
] as const;

export type EntityKind = (typeof listedKinds)[number];

/** Names one thing: the account and `kind/name`, of a policy or provider `kind/ARN`. */
export interface EntityName {
  readonly account: string;
  readonly key: string;
}

/** A thing in a list, as it is at the end of the evidence. */
export interface EntityRow extends EntityName {
  readonly kind: EntityKind;
  /** Log text. */
  readonly name: string;
  /** False: deleted; null: the log leaves it open. */
  readonly exists: boolean | null;
  /** One of AWS's own policies. */
  readonly isAws: boolean;
  /** A figure that tells most in a list: the default version of a policy, the members of a group. */
  readonly note: string | null;
  /** Events that changed it. */
  readonly changes: number;
}

/** A line of the list: the head of a kind, or a thing. */
export type EntityLine =
  | { readonly kind: "head"; readonly of: EntityKind; readonly count: number }
  | { readonly kind: "entity"; readonly row: EntityRow };

/** Which things. Lists mean any of their values; an absent one is no condition. */
export interface EntityFilter {
  /** Each word stands in the name or ARN; letter case does not matter. */
  readonly text?: string;
  readonly kinds?: readonly EntityKind[];
  readonly accounts?: readonly string[];
}

export interface EntityLines {
  readonly lines: readonly EntityLine[];
  /** Lines in all. */
  readonly total: number;
  /** Things that match. */
  readonly entities: number;
  /** Of each kind, among what matches but for the choice of kinds; and so for accounts. */
  readonly kinds: readonly FacetCount[];
  readonly accounts: readonly FacetCount[];
}

/** The event that a statement rests on, or the entry of a snapshot file. */
export interface EntityBy {
  readonly eventId: string;
  readonly at: string | null;
  /** Log text. */
  readonly actor: string;
  /** It is no event but this entry of a file; `eventId` names no event then, `actor` is empty, `at` the file's moment. */
  readonly file?: FileSource;
}

/** A stretch of a life line. */
export interface LifeBar {
  /** Null: it was so before the evidence begins. */
  readonly from: string | null;
  /** Null: it is so at its end. */
  readonly to: string | null;
  /**
   * `main`: in force. `plain`: there, e.g. held by somebody. `thin`: kept, and not in force. `hot`: it gives sensitive
   * rights. `open`: whether it was so is not known.
   */
  readonly look: "main" | "plain" | "thin" | "hot" | "open";
  readonly text: Spans;
}

/** A row of the life line. */
export interface LifeLane {
  /** Words of ours, or a name of the log. */
  readonly label: Spans;
  readonly bars: readonly LifeBar[];
}

/** An event that changed a thing. */
export interface EntityChange {
  readonly by: EntityBy;
  readonly eventName: string;
  readonly kind: "created" | "changed" | "deleted";
  /** What it did, in a few words. */
  readonly what: Spans;
  /** Of the worst finding about it; null: none. */
  readonly severity: Severity | null;
  readonly finding: string | null;
}

/** A document of a thing: one version of a policy, or what stood there for a time. */
export interface DocumentVersion {
  /** Unique among those of its slot. */
  readonly id: string;
  /** `v4`, or the time from which it was so. */
  readonly label: string;
  /** Null: before the evidence. */
  readonly by: EntityBy | null;
  readonly deleted: EntityBy | null;
  /** The time from which it was in force; null: before the evidence, or never. */
  readonly from: string | null;
  /** Null: the document is not in the evidence. */
  readonly text: string | null;
  readonly why: string | null;
}

/** Where a thing has a document: its versions, its trust policy, an inline policy. */
export interface DocumentSlot {
  readonly id: string;
  readonly label: Spans;
  /** The oldest first. */
  readonly versions: readonly DocumentVersion[];
}

/** What became of a thing over the whole evidence. */
export interface EntityLife {
  readonly row: EntityRow;
  /** Null: not in the evidence. */
  readonly arn: string | null;
  /** First and last event of the account; null: it has no event with a time. */
  readonly from: string | null;
  readonly to: string | null;
  readonly lanes: readonly LifeLane[];
  /** Of a thing with very many changes: the moment from which the lanes are drawn. Null: all of them. */
  readonly drawnFrom: string | null;
  /** In order of time. */
  readonly changes: readonly EntityChange[];
  /** Further changes, beyond the ones listed. */
  readonly moreChanges: number;
  readonly slots: readonly DocumentSlot[];
}

/** One fact. */
export interface EntityFact {
  readonly label: string;
  /** Null: not known. */
  readonly value: Spans | null;
  readonly why: string | null;
  readonly by: EntityBy | null;
  /** The log leaves several values possible; this is one of them. */
  readonly isUncertain: boolean;
}

/** A member of a list. */
export interface EntityItem {
  readonly text: Spans;
  /** Its key, where it is a thing of its own. */
  readonly key: string | null;
  readonly kind: EntityKind | null;
  /** The event that put it there; null: it was there before the first event that shows it. */
  readonly since: EntityBy | null;
  readonly isUncertain: boolean;
}

/** A list of a thing: members, policies, holders. */
export interface EntityList {
  readonly id: string;
  readonly label: string;
  readonly items: readonly EntityItem[];
  /** Further items that are not listed here. */
  readonly more: number;
  /** Those that are gone, the latest first, at most five. */
  readonly gone: readonly (EntityItem & { readonly ended: EntityBy })[];
  /** Why it may have further members; null: the evidence shows all. */
  readonly why: string | null;
}

/** A policy that a principal is under, and where it comes from. */
export interface AccessPolicy {
  readonly name: string;
  readonly key: string | null;
  readonly kind: "inline" | "managed";
  readonly group: string | null;
  /** Whose text it is: `none` where the evidence has none. */
  readonly from: "log" | "aws" | "none";
  /** What is known of it without its document, as a phrase behind "It …"; null: nothing. */
  readonly does: string | null;
  readonly by: EntityBy | null;
}

/** A statement of a policy: index of the policy (null: the boundary) and number in the document, from 1. */
export interface AccessRef {
  readonly policy: number | null;
  readonly statement: number;
}

/** What a principal may do at the moment. */
export interface EntityAccess {
  readonly policies: readonly AccessPolicy[];
  readonly boundary: AccessPolicy | "none" | "unknown";
  readonly services: readonly {
    readonly service: string;
    /** Its name; null: we have none but the prefix. */
    readonly name: string | null;
    readonly grants: readonly {
      readonly state: "allowed" | "partly" | "denied" | "outside";
      readonly text: Spans;
      readonly actions: readonly string[];
      readonly from: AccessRef;
      readonly limits: readonly AccessRef[];
    }[];
  }[];
  readonly denials: readonly { readonly text: Spans; readonly from: AccessRef }[];
  readonly powers: readonly EntityPower[];
  readonly isAtLeast: boolean;
  readonly isAtMost: boolean;
}

/** A right that an auditor must know of; `text` completes "May …". */
export interface EntityPower {
  readonly severity: Severity;
  readonly text: Spans;
  readonly bound: Spans | null;
  readonly permissions: readonly string[];
  readonly from: readonly AccessRef[];
}

/** A thing in the picture of relations; `count`: it stands for so many that are folded. */
export interface GraphNode {
  readonly id: string;
  /** Null: a thing outside of the account, or a folded number of things. */
  readonly key: string | null;
  readonly kind: EntityKind | "account" | "service" | "everybody" | "other" | "folded";
  readonly name: string;
  readonly count: number | null;
  /** Column from left to right: who may use it stands left, what it gives stands right; the thing itself is in 0. */
  readonly column: number;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** "member of", "may assume", "holds". */
  readonly label: string;
}

export interface EntityGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** A thing at a moment. */
export interface EntityMoment {
  readonly at: string;
  /** False: not there at that moment; null: the log leaves it open. */
  readonly exists: boolean | null;
  readonly why: string | null;
  readonly facts: readonly EntityFact[];
  readonly lists: readonly EntityList[];
  /** Users, groups and roles. */
  readonly access: EntityAccess | null;
  /** Of a policy: what its holders may do that an auditor must know of, at most three holders. */
  readonly holders: readonly {
    readonly key: string;
    readonly name: string;
    readonly kind: EntityKind;
    readonly powers: readonly EntityPower[];
    readonly isAtLeast: boolean;
  }[];
  readonly graph: EntityGraph;
  /** What is not known, as sentences. */
  readonly unknown: readonly Spans[];
}

/** One change of a permission, as a sentence. */
export interface PermissionLine {
  readonly text: Spans;
  /** What held instead in the other document. */
  readonly instead: Spans | null;
}

/** Two documents against each other. */
export interface EntityDiff {
  readonly gained: readonly PermissionLine[];
  readonly lost: readonly PermissionLine[];
  /** What both allow or deny alike, one line a statement. */
  readonly same: readonly Spans[];
  readonly isComplete: boolean;
  /** Why the meaning could not be compared; the text still is. */
  readonly problem: string | null;
  readonly lines: readonly DiffLine[];
}
