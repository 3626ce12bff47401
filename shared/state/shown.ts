/**
 * What is shown instead of done: entries of snapshot files take their turn among the events of a log, and give facts that
 * bear the file as their source.
 */
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type {
  CredentialRow,
  GroupDetail,
  PasswordPolicyFact,
  PolicyDetail,
  RoleDetail,
  SummaryFact,
  UserDetail,
} from "../snapshot/facts.ts";
import type { MomentBasis } from "../snapshot/moment.ts";

/** The entry of a file that shows a fact, in place of an event. */
export interface FileSource {
  /** Row id of the file in the case. */
  readonly input: number;
  readonly path: string;
  /** Lower-case hex; null where it is not known. */
  readonly sha256: string | null;
  /** How the moment of the file is known. */
  readonly basis: MomentBasis;
  /** Place in the file, see `SnapshotPlace`. */
  readonly page: number;
  readonly pointer: string;
  readonly offset: number;
  readonly length: number;
}

/** Kinds of things of which a snapshot can hold all. */
export type WholeKind = "user" | "group" | "role" | "policy";

/** Which kinds a file holds all of. */
export type Wholes = Readonly<Record<WholeKind, boolean>>;

/** The names (of policies the keys) of all things of the kinds that a file holds all of, in lower case. */
export interface HeldFact {
  readonly type: "held";
  readonly names: ReadonlyMap<WholeKind, ReadonlySet<string>>;
}

/** What a file shows of one thing. */
export type ShownFact =
  | UserDetail
  | GroupDetail
  | RoleDetail
  | PolicyDetail
  | CredentialRow
  | PasswordPolicyFact
  | SummaryFact
  | HeldFact;

/** An entry of a snapshot file in the place of an event. */
export interface Shown {
  readonly file: FileSource;
  readonly fact: ShownFact;
  readonly wholes: Wholes;
  readonly margin: Margin;
}

/**
 * Seconds before and after the file's moment within which a change and the file do not contradict each other: answers of
 * IAM lag behind, and a moment may be rough.
 */
export interface Margin {
  readonly before: number;
  readonly after: number;
}

/** An event that is none: a snapshot's entry at the moment of its file. */
export interface ShownEvent extends CloudTrailEvent {
  readonly shown: Shown;
}

/** The `source` of such events; no AWS service has it. */
export const shownSource = "trailproof.snapshot";

/** Whether an event is an entry of a snapshot. */
export function isShown(event: CloudTrailEvent): event is ShownEvent {
  return event.source === shownSource && "shown" in event;
}

/** The id of an entry, as a fact's source has it where an event has its eventID. */
export function shownId({ input, page, pointer }: FileSource, account: string): string {
  return `file:${input}:${page}:${account}${pointer}`;
}

/** Makes the entry of an account at a time, UTC ISO. */
export function shownEvent(account: string, at: string, shown: Shown): ShownEvent {
  return {
    id: shownId(shown.file, account),
    at,
    source: shownSource,
    name: "Snapshot",
    version: null,
    region: null,
    account,
    identity: nobody,
    sourceIp: null,
    userAgent: null,
    requestId: null,
    outcome: "success",
    errorCode: null,
    errorMessage: null,
    readOnly: true,
    request: null,
    response: null,
    sources: [],
    shown,
  };
}

const nobody: CloudTrailEvent["identity"] = {
  type: null,
  arn: null,
  principalId: null,
  accountId: null,
  accessKeyId: null,
  userName: null,
  invokedBy: null,
  issuerArn: null,
  issuerName: null,
  sessionName: null,
  sourceIdentity: null,
  mfa: null,
};
