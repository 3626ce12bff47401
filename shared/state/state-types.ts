/**
 * What is known of an account at a moment, in terms of GetAccountAuthorizationDetails: plain data that can be sent,
 * stored and compared. It never guesses: what no event proves is unknown, in words.
 */
import type { PlanValue } from "../remediation/plan.ts";
import type { FileSource, WholeKind } from "./shown.ts";

/** The event that a statement rests on. */
export interface By {
  readonly eventId: string;
  /** UTC ISO time, or null. */
  readonly at: string | null;
  /** Who did it, see `actorKey`. */
  readonly actor: string;
  /**
   * It is no event: a snapshot shows it, and this is its entry. `eventId` is then an id of that entry, `at` the moment of
   * the file, `actor` empty.
   */
  readonly file?: FileSource;
}

/** A value that an event proves. */
export interface Told<T> {
  readonly known: true;
  readonly value: T;
  readonly by: By;
  /** A later event proves it for this moment, and nothing in between could have changed it: `by` is that event. */
  readonly backward?: true;
  /**
   * eventIDs of which the log does not tell which came last (they share a second), or which may have changed it (their
   * record does not say what they changed). The value is then one of several that are possible.
   */
  readonly uncertain?: readonly string[];
}

/** A value that the log does not tell. */
export interface Untold {
  readonly known: false;
  /** One sentence of ours without names from the log, e.g. "unknown before 2026-10-06T02:00:00Z". */
  readonly why: string;
  /** The event that changed it without saying to what, if one did. */
  readonly by?: By;
}

/** One fact: told by an event, or unknown. A value of null says "there is none", and that is proven. */
export type StateFact<T> = Told<T> | Untold;

/** A member of a list that stands at the moment; with `uncertain` it may also be gone. */
export interface StateItem<T> {
  readonly value: T;
  /** The event that shows it. */
  readonly by: By;
  /** The event that put it there; null: it was there before the first event that shows it. */
  readonly since: By | null;
  /** As in `Told`. */
  readonly backward?: true;
  /** As in `Told`. */
  readonly uncertain?: readonly string[];
}

/** What was a member of a list, or at least is none any more. */
export interface GoneItem<T> {
  readonly value: T;
  /** The event that put it there; null: not in the log. */
  readonly since: By | null;
  /** The event that took it away. */
  readonly ended: By;
}

/** A list of things, such as the policies attached to a role. */
export interface StateList<T> {
  /** Whether it is proven that there are no other members. */
  readonly complete: boolean;
  /** The event that proves it, also one after the moment; null unless complete. */
  readonly completeBy: By | null;
  /** Why it may have further members, as `Untold.why`; null when complete. */
  readonly why: string | null;
  readonly items: readonly StateItem<T>[];
  /** What is known to be gone, the latest last. Of a member that came and went several times only the last time. */
  readonly gone: readonly GoneItem<T>[];
}

/** Whether a thing exists at the moment. */
export interface StateLife {
  /** Null: the log leaves it open, see `why`. */
  readonly exists: boolean | null;
  /** Null unless `exists` is. */
  readonly why: string | null;
  /** The event that made it; null: it is older than the first event that names it. */
  readonly created: By | null;
  /** The event that ended it. Set with `exists: null`: it was asked for, and its end is not in the log. */
  readonly deleted: By | null;
  /** The first event that names this thing, also one after the moment when `backward` (of things that were made again under the same name: the last of them). */
  readonly firstSeen: By | null;
  /** As in `Told`. */
  readonly backward?: true;
  /** As in `Told`. */
  readonly uncertain?: readonly string[];
}

/** What all things have. */
interface StateThing {
  /** `kind/name`, in the spelling of the log, e.g. `user/alice`; of a policy, provider or device its ARN: `policy/arn:…`. */
  readonly key: string;
  readonly name: string;
  readonly life: StateLife;
}

/** A tag. */
export interface StateTag {
  readonly key: string;
  readonly value: string;
}

/** An inline policy. */
export interface InlineState {
  readonly name: string;
  /** JSON text as logged, decoded; unknown where the record leaves it out. */
  readonly document: StateFact<string>;
}

/** A credential of a user: access key, SSH key, signing certificate or service-specific credential. */
export interface CredentialState {
  /** AccessKeyId, SSHPublicKeyId, CertificateId or ServiceSpecificCredentialId. */
  readonly id: string;
  /** Active or Inactive. */
  readonly status: StateFact<string>;
  /** Of a service-specific credential, e.g. codecommit.amazonaws.com; null for others. */
  readonly service: StateFact<string> | null;
  /** The public part of an SSH key or certificate, as uploaded; null for others. */
  readonly body: StateFact<string> | null;
}

/** A sign-in password. */
export interface LoginProfileState {
  readonly passwordResetRequired: StateFact<boolean>;
}

export interface UserState extends StateThing {
  readonly kind: "user";
  readonly id: StateFact<string>;
  readonly arn: StateFact<string>;
  readonly path: StateFact<string>;
  /** ARN, or null: none. */
  readonly boundary: StateFact<string | null>;
  readonly tags: StateList<StateTag>;
  readonly inline: StateList<InlineState>;
  /** ARNs. */
  readonly attached: StateList<string>;
  /** Names. */
  readonly groups: StateList<string>;
  /** Null: proven that there is none. */
  readonly loginProfile: StateFact<LoginProfileState | null>;
  readonly accessKeys: StateList<CredentialState>;
  /** Serial numbers. */
  readonly mfaDevices: StateList<string>;
  readonly sshKeys: StateList<CredentialState>;
  readonly signingCertificates: StateList<CredentialState>;
  readonly serviceCredentials: StateList<CredentialState>;
}

export interface GroupState extends StateThing {
  readonly kind: "group";
  readonly id: StateFact<string>;
  readonly arn: StateFact<string>;
  readonly path: StateFact<string>;
  readonly inline: StateList<InlineState>;
  readonly attached: StateList<string>;
  /** Names. */
  readonly users: StateList<string>;
}

export interface RoleState extends StateThing {
  readonly kind: "role";
  readonly id: StateFact<string>;
  readonly arn: StateFact<string>;
  readonly path: StateFact<string>;
  /** Null: none. */
  readonly description: StateFact<string | null>;
  /** Seconds. */
  readonly maxSessionDuration: StateFact<number>;
  /** The trust policy, JSON text. */
  readonly trust: StateFact<string>;
  readonly boundary: StateFact<string | null>;
  readonly tags: StateList<StateTag>;
  readonly inline: StateList<InlineState>;
  readonly attached: StateList<string>;
  /** Names of instance profiles. */
  readonly instanceProfiles: StateList<string>;
  /** Of a service-linked role, e.g. ecs.amazonaws.com; null for roles that are not known to be one. */
  readonly servicePrincipal: StateFact<string> | null;
}

/** A version of a managed policy. */
export interface VersionState {
  /** e.g. v3 */
  readonly id: string;
  /** JSON text. */
  readonly document: StateFact<string>;
}

export interface PolicyState extends StateThing {
  readonly kind: "policy";
  readonly id: StateFact<string>;
  readonly arn: string;
  /** True for AWS's own policies: their versions are not in any log. */
  readonly isAwsManaged: boolean;
  /** Part of the ARN, so known by itself. */
  readonly path: string;
  readonly description: StateFact<string | null>;
  readonly tags: StateList<StateTag>;
  readonly versions: StateList<VersionState>;
  readonly defaultVersion: StateFact<string>;
  /** Names of those it is attached to. */
  readonly users: StateList<string>;
  readonly groups: StateList<string>;
  readonly roles: StateList<string>;
  /** `user/NAME` or `role/NAME`: whose permissions boundary it is. */
  readonly boundaryOf: StateList<string>;
}

export interface InstanceProfileState extends StateThing {
  readonly kind: "instance-profile";
  readonly id: StateFact<string>;
  readonly arn: StateFact<string>;
  readonly path: StateFact<string>;
  readonly tags: StateList<StateTag>;
  /** Names; IAM allows one. */
  readonly roles: StateList<string>;
  /** EC2 instances seen with it. */
  readonly instances: StateList<{
    readonly instanceId: string;
    readonly associationId: string | null;
    readonly region: string | null;
  }>;
}

/** Providers, server certificates, virtual MFA devices, delegation requests: things with a few values of their own. */
export interface OtherState extends StateThing {
  readonly kind:
    | "saml-provider"
    | "oidc-provider"
    | "server-certificate"
    | "mfa-device"
    | "delegation-request";
  readonly tags: StateList<StateTag>;
  /**
   * By the member's name in the API: SAMLMetadataDocument; Url, ClientIDList, ThumbprintList; Path, CertificateBody,
   * CertificateChain; UserName (of the user it is enabled for, null: nobody); Notes, Status.
   */
  readonly values: Readonly<Record<string, StateFact<PlanValue | null>>>;
}

/** Any thing that has a state of its own. */
export type EntityState =
  | UserState
  | GroupState
  | RoleState
  | PolicyState
  | InstanceProfileState
  | OtherState;

/** The root user's credentials, as far as events show them. */
export interface RootState {
  readonly accessKeys: StateList<CredentialState>;
  readonly mfaDevices: StateList<string>;
  readonly signingCertificates: StateList<CredentialState>;
  readonly loginProfile: StateFact<LoginProfileState | null>;
}

/** Settings of the account. Null as a value: not set, and that is proven. */
export interface AccountSettings {
  readonly alias: StateFact<string | null>;
  /** Members as UpdateAccountPasswordPolicy takes them; what the request left out has AWS's default. */
  readonly passwordPolicy: StateFact<Readonly<Record<string, PlanValue>> | null>;
  readonly globalEndpointTokenVersion: StateFact<string>;
  readonly accountProperties: StateFact<PlanValue | null>;
  /** True: on. */
  readonly outboundWebIdentityFederation: StateFact<boolean>;
  /** RootCredentialsManagement, RootSessions; of an organization's management account. */
  readonly organizationRootCredentials: StateFact<boolean>;
  readonly organizationRootSessions: StateFact<boolean>;
}

/** Something in the log that can't be, unless somebody changed the account outside of it. */
export interface Contradiction {
  /** Key of the thing. */
  readonly thing: string;
  /** One sentence of ours, with names as in the log. */
  readonly what: string;
  /** The events that contradict each other, oldest first. */
  readonly events: readonly By[];
}

/** An event that changed something and whose record does not say what, e.g. because it has no requestParameters. */
export interface BlindEvent {
  readonly by: By;
  /** eventName. */
  readonly name: string;
}

/** Everything known of an account at a moment. Things that no event names are in no list. */
export interface AccountState {
  readonly account: string;
  /** Time of the first event seen; what was before it is unknown. */
  readonly firstAt: string | null;
  readonly users: readonly UserState[];
  readonly groups: readonly GroupState[];
  readonly roles: readonly RoleState[];
  readonly policies: readonly PolicyState[];
  readonly instanceProfiles: readonly InstanceProfileState[];
  readonly others: readonly OtherState[];
  /** Kinds of which there are no others, as a snapshot and the events after it show. */
  readonly complete: readonly { readonly kind: WholeKind; readonly by: By }[];
  readonly root: RootState;
  readonly settings: AccountSettings;
  readonly contradictions: readonly Contradiction[];
  readonly blind: readonly BlindEvent[];
}
