/** What the log says about an account's set-up: the last call about each thing, and what sign-ins prove. */
import { isSignedIn, usedMfa } from "../analysis/sign-in.ts";
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { booleanField, isJsonObject } from "../cloudtrail-event.ts";
import { parseEventTime } from "../import/event-time.ts";
import { noPasswordPolicy, readPasswordPolicy } from "../snapshot/account-settings.ts";
import { rootRow } from "../snapshot/credential-report.ts";
import type { PasswordPolicyFact } from "../snapshot/facts.ts";
import { answered, asked, askedUser } from "../state/request.ts";
import type { EventEvidence } from "./answer.ts";
import type { TrailSeen } from "./log-trails.ts";
import { foldTrail } from "./log-trails.ts";

/** A second factor of a user, as an event shows it. */
export interface MfaSeen {
  readonly isOn: boolean;
  /** A sign-in proves it, or the call that registered a device. */
  readonly how: "sign-in" | "device";
  readonly event: EventEvidence;
}

/** An access key that the log names. */
export interface KeySeen {
  readonly id: string;
  readonly user: string;
  /** Its creation, where the log holds it. */
  readonly created: EventEvidence | null;
  readonly isActive: boolean;
  readonly isDeleted: boolean;
  readonly last: EventEvidence;
}

/** A policy that calls attached to a user or took off, by ARN, or by name where it is inline. */
export interface DirectPolicy {
  readonly policy: string;
  readonly isInline: boolean;
  readonly isAttached: boolean;
  readonly event: EventEvidence;
}

/** All of it for one account. Maps are by user name (`<root_account>` for root), key id or trail name. */
export interface LogFacts {
  passwordPolicy: { readonly fact: PasswordPolicyFact; readonly event: EventEvidence } | null;
  readonly mfa: Map<string, MfaSeen>;
  /** A device was taken away; another may remain. */
  readonly mfaRemoved: Map<string, EventEvidence>;
  readonly keys: Map<string, KeySeen>;
  /** The last change of any key of a user. */
  readonly keyChanges: Map<string, EventEvidence>;
  readonly deletedUsers: Map<string, EventEvidence>;
  readonly direct: Map<string, Map<string, DirectPolicy>>;
  readonly trails: Map<string, TrailSeen>;
  /** Calls that stopped or narrowed the recording. */
  readonly interruptions: { readonly trail: string; readonly event: EventEvidence }[];
  /** What the root user itself did. */
  rootCalls: number;
  rootLast: EventEvidence | null;
  /** The root user acted with an access key of its own. */
  rootKey: EventEvidence | null;
  /** Times of the first and last event that was looked at. */
  first: number | null;
  last: number | null;
}

/** The events that are looked at, by source; and all of the root user. */
export const postureEvents: Readonly<Record<string, readonly string[]>> = {
  "iam.amazonaws.com": [
    "UpdateAccountPasswordPolicy",
    "DeleteAccountPasswordPolicy",
    "EnableMFADevice",
    "DeactivateMFADevice",
    "CreateAccessKey",
    "UpdateAccessKey",
    "DeleteAccessKey",
    "DeleteUser",
    "AttachUserPolicy",
    "DetachUserPolicy",
    "PutUserPolicy",
    "DeleteUserPolicy",
  ],
  "signin.amazonaws.com": ["ConsoleLogin"],
  "cloudtrail.amazonaws.com": [
    "CreateTrail",
    "UpdateTrail",
    "DeleteTrail",
    "StartLogging",
    "StopLogging",
  ],
};

/** An account of which nothing was seen yet. */
export function emptyLog(): LogFacts {
  return {
    passwordPolicy: null,
    mfa: new Map(),
    mfaRemoved: new Map(),
    keys: new Map(),
    keyChanges: new Map(),
    deletedUsers: new Map(),
    direct: new Map(),
    trails: new Map(),
    interruptions: [],
    rootCalls: 0,
    rootLast: null,
    rootKey: null,
    first: null,
    last: null,
  };
}

/** Takes an event, in order of time. Only successful calls change anything. */
export function foldEvent(log: LogFacts, event: CloudTrailEvent): void {
  if (event.outcome !== "success") return;
  const at = parseEventTime(event.at);
  const cited: EventEvidence = { kind: "event", id: event.id, name: event.name, at };
  log.first ??= at;
  log.last = at ?? log.last;
  foldRoot(log, event, cited);
  if (event.source === "signin.amazonaws.com") foldSignIn(log, event, cited);
  else if (event.source === "cloudtrail.amazonaws.com") foldTrail(log, event, cited);
  else if (event.source === "iam.amazonaws.com") foldIam(log, event, cited);
}

function foldRoot(log: LogFacts, event: CloudTrailEvent, cited: EventEvidence): void {
  const { identity, more } = event;
  const isRoot =
    identity.type === "Root" &&
    identity.invokedBy === null &&
    more?.eventType !== "AwsServiceEvent" &&
    (event.name !== "ConsoleLogin" || isSignedIn(event));
  if (!isRoot) return;
  log.rootCalls++;
  log.rootLast = cited;
  if (identity.accessKeyId?.startsWith("AKIA") === true) log.rootKey = cited;
}

function foldSignIn(log: LogFacts, event: CloudTrailEvent, cited: EventEvidence): void {
  const mfa = usedMfa(event);
  const { identity } = event;
  const user =
    identity.type === "Root" ? rootRow : identity.type === "IAMUser" ? identity.userName : null;
  if (user === null || mfa === null || event.name !== "ConsoleLogin" || !isSignedIn(event)) return;
  log.mfa.set(user, { isOn: mfa, how: "sign-in", event: cited });
}

function foldIam(log: LogFacts, event: CloudTrailEvent, cited: EventEvidence): void {
  if (event.name.endsWith("AccountPasswordPolicy")) {
    const fact =
      event.name === "DeleteAccountPasswordPolicy"
        ? noPasswordPolicy
        : readPasswordPolicy(withDefaults(event));
    if (fact !== null) log.passwordPolicy = { fact, event: cited };
    return;
  }
  const user =
    event.identity.type === "Root" && asked(event, "userName") === null
      ? rootRow
      : askedUser(event);
  if (user === null) return;
  switch (event.name) {
    case "EnableMFADevice":
      log.mfa.set(user, { isOn: true, how: "device", event: cited });
      return;
    case "DeactivateMFADevice":
      log.mfa.delete(user);
      log.mfaRemoved.set(user, cited);
      return;
    case "CreateAccessKey":
    case "UpdateAccessKey":
    case "DeleteAccessKey":
      foldKey(log, event, user, cited);
      return;
    case "DeleteUser":
      log.deletedUsers.set(user, cited);
      log.direct.delete(user);
      log.mfa.delete(user);
      for (const [id, key] of log.keys)
        if (key.user === user) log.keys.set(id, { ...key, isDeleted: true, last: cited });
      return;
    default:
      foldDirect(log, event, user, cited);
  }
}

/** What the call leaves out falls back to the defaults of AWS (IAM API reference, UpdateAccountPasswordPolicy). */
function withDefaults({ request }: CloudTrailEvent): Parameters<typeof readPasswordPolicy>[0] {
  const members = isJsonObject(request) ? request : {};
  const given = new Map(
    Object.entries(members).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const rule = (name: string): boolean =>
    booleanField({ v: given.get(name) ?? false }, "v") === true;
  return {
    MinimumPasswordLength: given.get("minimumpasswordlength") ?? 6,
    RequireSymbols: rule("requiresymbols"),
    RequireNumbers: rule("requirenumbers"),
    RequireUppercaseCharacters: rule("requireuppercasecharacters"),
    RequireLowercaseCharacters: rule("requirelowercasecharacters"),
    AllowUsersToChangePassword: rule("allowuserstochangepassword"),
    ExpirePasswords: Number(given.get("maxpasswordage") ?? 0) > 0,
    MaxPasswordAge: given.get("maxpasswordage") ?? null,
    PasswordReusePrevention: given.get("passwordreuseprevention") ?? null,
    HardExpiry: rule("hardexpiry"),
  };
}

function foldKey(log: LogFacts, event: CloudTrailEvent, user: string, cited: EventEvidence): void {
  log.keyChanges.set(user, cited);
  const isNew = event.name === "CreateAccessKey";
  const id = isNew ? answered(event, "accessKey", "accessKeyId") : asked(event, "accessKeyId");
  if (id === null) return;
  const before = log.keys.get(id);
  log.keys.set(id, {
    id,
    user,
    created: isNew ? cited : (before?.created ?? null),
    isActive:
      event.name === "UpdateAccessKey"
        ? asked(event, "status")?.toLowerCase() === "active"
        : isNew || (before?.isActive ?? false),
    isDeleted: event.name === "DeleteAccessKey",
    last: cited,
  });
}

function foldDirect(
  log: LogFacts,
  event: CloudTrailEvent,
  user: string,
  cited: EventEvidence,
): void {
  const isInline = event.name === "PutUserPolicy" || event.name === "DeleteUserPolicy";
  const policy = asked(event, isInline ? "policyName" : "policyArn");
  if (policy === null) return;
  const isAttached = event.name === "PutUserPolicy" || event.name === "AttachUserPolicy";
  const all = log.direct.get(user) ?? new Map<string, DirectPolicy>();
  log.direct.set(user, all);
  all.set(policy, { policy, isInline, isAttached, event: cited });
}
