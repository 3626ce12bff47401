/** What snapshot files say, typed. Members that a file lacks or writes in another type are null, never guessed. */
import type { PolicyDocument } from "../iam/policy-document.ts";

/** A value of the credential report: `none` is its N/A, `unknown` its no_information, not_supported or an empty cell. */
export type ReportTime =
  | { readonly kind: "at"; readonly at: number }
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly word: string };

/** One of the two access keys of a row of the credential report. */
export interface KeyRow {
  readonly number: 1 | 2;
  readonly active: boolean | null;
  readonly rotated: ReportTime;
  readonly lastUsed: ReportTime;
  readonly lastUsedRegion: string | null;
  readonly lastUsedService: string | null;
}

/** A row of the credential report. Times are seconds since 1970. */
export interface CredentialRow {
  readonly type: "credentials";
  /** Name, or `<root_account>`. */
  readonly user: string;
  readonly arn: string;
  readonly isRoot: boolean;
  readonly createdAt: ReportTime;
  /** Null where the report says neither true nor false (`not_supported` for root). */
  readonly passwordEnabled: boolean | null;
  readonly passwordLastUsed: ReportTime;
  readonly passwordLastChanged: ReportTime;
  readonly passwordNextRotation: ReportTime;
  readonly mfaActive: boolean | null;
  readonly keys: readonly [KeyRow, KeyRow];
  /** Signing certificates that are active. */
  readonly activeCertificates: number;
}

/** An inline policy with its document. */
export interface InlinePolicy {
  readonly name: string;
  readonly document: PolicyDocument;
}

/** A managed policy by its attachment. */
export interface AttachedPolicy {
  readonly name: string;
  readonly arn: string;
}

interface Entity {
  readonly name: string;
  readonly id: string | null;
  readonly arn: string;
  readonly path: string | null;
  readonly createdAt: number | null;
  readonly inline: readonly InlinePolicy[];
  readonly attached: readonly AttachedPolicy[];
}

/** Tags by their keys, in the order of the file. */
export type Tags = readonly { readonly key: string; readonly value: string }[];

export interface UserDetail extends Entity {
  readonly type: "user";
  readonly groups: readonly string[];
  readonly boundary: string | null;
  readonly tags: Tags;
}

export interface GroupDetail extends Entity {
  readonly type: "group";
}

export interface RoleDetail extends Entity {
  readonly type: "role";
  readonly trust: PolicyDocument;
  readonly instanceProfiles: readonly { readonly name: string; readonly arn: string | null }[];
  readonly boundary: string | null;
  readonly tags: Tags;
  /** Seconds since 1970; null where AWS has recorded no use (it tracks 400 days). */
  readonly lastUsedAt: number | null;
  readonly lastUsedRegion: string | null;
}

/** A managed policy with its versions. */
export interface PolicyDetail {
  readonly type: "policy";
  readonly name: string;
  readonly id: string | null;
  readonly arn: string;
  readonly path: string | null;
  readonly defaultVersion: string | null;
  readonly attachments: number | null;
  readonly boundaryUses: number | null;
  readonly isAttachable: boolean | null;
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
  readonly versions: readonly {
    readonly id: string;
    readonly isDefault: boolean | null;
    readonly createdAt: number | null;
    readonly document: PolicyDocument;
  }[];
}

/** The account's password policy. Numbers are null where the policy does not set them. */
export interface PasswordPolicyFact {
  readonly type: "password-policy";
  /** False: AWS answered that none is set. The other members are null then. */
  readonly isSet: boolean;
  readonly minimumLength: number | null;
  readonly symbols: boolean | null;
  readonly numbers: boolean | null;
  readonly uppercase: boolean | null;
  readonly lowercase: boolean | null;
  readonly usersMayChange: boolean | null;
  readonly expires: boolean | null;
  /** Days. */
  readonly maxAge: number | null;
  readonly reusePrevention: number | null;
  readonly hardExpiry: boolean | null;
}

/** Counts of get-account-summary by their names, e.g. AccountMFAEnabled. */
export interface SummaryFact {
  readonly type: "summary";
  readonly counts: ReadonlyMap<string, number>;
}

export interface TrailFact {
  readonly type: "trail";
  readonly name: string;
  readonly arn: string | null;
  readonly bucket: string | null;
  readonly homeRegion: string | null;
  readonly isMultiRegion: boolean | null;
  readonly globalEvents: boolean | null;
  readonly validation: boolean | null;
  readonly kmsKey: string | null;
  readonly logGroup: string | null;
  readonly isOrganization: boolean | null;
  readonly hasCustomSelectors: boolean | null;
}

/** Answer of get-trail-status. It does not say which trail it is about. */
export interface TrailStatusFact {
  readonly type: "trail-status";
  readonly isLogging: boolean | null;
  readonly deliveryError: string | null;
  readonly deliveredAt: number | null;
  readonly digestError: string | null;
  readonly digestAt: number | null;
  readonly logsError: string | null;
  readonly logsAt: number | null;
  readonly startedAt: number | null;
  readonly stoppedAt: number | null;
}

/** One basic event selector. */
export interface BasicSelector {
  /** All, ReadOnly, WriteOnly, or another word of the file. */
  readonly readWrite: string | null;
  readonly management: boolean | null;
  /** Sources whose management events are left out, e.g. kms.amazonaws.com. */
  readonly excluded: readonly string[];
}

/** A condition of an advanced event selector. */
export interface FieldSelector {
  readonly field: string;
  /** Operator, e.g. Equals, and its values. */
  readonly tests: readonly { readonly operator: string; readonly values: readonly string[] }[];
}

export interface SelectorsFact {
  readonly type: "selectors";
  readonly trailArn: string | null;
  readonly basic: readonly BasicSelector[];
  readonly advanced: readonly {
    readonly name: string | null;
    readonly fields: readonly FieldSelector[];
  }[];
}

/** When AWS says that the answer was made (credential report). */
export interface GeneratedFact {
  readonly type: "generated";
  readonly at: number;
}

/** More pages follow this one: what the file does not list may exist all the same. */
export interface TruncatedFact {
  readonly type: "truncated";
}

export type SnapshotFact =
  | CredentialRow
  | UserDetail
  | GroupDetail
  | RoleDetail
  | PolicyDetail
  | PasswordPolicyFact
  | SummaryFact
  | TrailFact
  | TrailStatusFact
  | SelectorsFact
  | GeneratedFact
  | TruncatedFact;

/** Where in its file a fact stands. */
export interface SnapshotPlace {
  /** Ordinal of the JSON object in the file, from 1; files of several pages have several. */
  readonly page: number;
  /** JSON pointer in that object (`/UserDetailList/3`), or `row 5` of a table (the header is row 1). */
  readonly pointer: string;
  /** Bytes in the kept text; of a table inside JSON those of the member that holds it. */
  readonly offset: number;
  readonly length: number;
}

/** A fact and its place. */
export interface SnapshotItem {
  readonly fact: SnapshotFact;
  readonly place: SnapshotPlace;
}

/** Something in the file that could not be read. */
export interface SnapshotProblem {
  readonly offset: number;
  /** A sentence without its full stop, beginning with a small letter. */
  readonly reason: string;
}
