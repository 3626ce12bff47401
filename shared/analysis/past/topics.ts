import { booleanField } from "../../cloudtrail-event.ts";
import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import { actorKey } from "../../state/actor-key.ts";
import { nameOf } from "../../iam/arn.ts";
import { givesAdmin } from "../detections/iam-034-identity-center.ts";
import { answered, asked, askedUser } from "../../state/request.ts";
import { countsAsSweep, readsByName } from "../glance.ts";
import { isQuietReader } from "./quiet-reader.ts";
import { isFailedSignIn, signInSteps } from "../sign-in.ts";
import { handingNames } from "./handing-calls.ts";
import { passedRoles } from "./passed-role.ts";

/** What is remembered of a call, and under which key. */
export interface Note {
  readonly key: string;
  readonly what: string | null;
}

/** What is remembered of calls, and how long. */
export interface Topic {
  /** No call is remembered longer. */
  readonly seconds: number;
  /** eventNames, every call to IAM, or every call to another service. */
  readonly events: readonly string[] | "iam" | "others";
  /** Successful calls, or refused and failed ones. */
  readonly isDone: boolean;
  readonly read: (event: CloudTrailEvent) => readonly Note[];
  /** Of calls that say the same, only the last one is kept. */
  readonly isDistinct?: boolean;
}

const hour = 3600;
const day = 24 * hour;
const ever = 100 * 365 * day;

function note(key: string | null, what: string | null = null): readonly Note[] {
  return key === null ? [] : [{ key, what }];
}

const named = (event: CloudTrailEvent): readonly Note[] => note(askedUser(event));

function prefixed(kind: string, name: string | null): string | null {
  return name === null ? null : `${kind}/${name}`;
}

/** Keys are named by id or ARN. */
function keyId(key: string | null): string | null {
  return key === null ? null : nameOf(key);
}

const documentEvents = [
  "PutUserPolicy",
  "PutGroupPolicy",
  "PutRolePolicy",
  "CreatePolicy",
  "CreatePolicyVersion",
  "CreateRole",
  "UpdateAssumeRolePolicy",
] as const;

/** Calls to Organizations that no member account and no delegated administrator may make. */
const managementEvents = [
  "CreateOrganization",
  "CreateAccount",
  "CreateGovCloudAccount",
  "InviteAccountToOrganization",
  "RemoveAccountFromOrganization",
  "EnableAllFeatures",
  "EnableAWSServiceAccess",
  "DisableAWSServiceAccess",
  "RegisterDelegatedAdministrator",
  "DeregisterDelegatedAdministrator",
] as const;

const tagCondition = /(?:aws:PrincipalTag|iam:ResourceTag)\/([\w .:/=+@-]{1,128})/gi;

/** Tag keys that the document of a call asks for. */
function tagRules(event: CloudTrailEvent): readonly Note[] {
  const document = asked(event, "policyDocument") ?? asked(event, "assumeRolePolicyDocument");
  if (document === null || !/Tag\//i.test(document)) return [];
  const keys = new Set([...document.matchAll(tagCondition)].map(([, key]) => key ?? ""));
  return [...keys].slice(0, 20).flatMap((key) => note(key));
}

function mustReset({ request }: CloudTrailEvent): boolean {
  return booleanField(request ?? undefined, "passwordResetRequired") === true;
}

function isRead(event: CloudTrailEvent): boolean {
  return readsByName(event.source, event.name);
}

/** Who acts, as `user/NAME`, `role/NAME` and `key/ID`. */
function selves({ identity }: CloudTrailEvent, what: string | null): readonly Note[] {
  const { type, userName, issuerName, accessKeyId } = identity;
  const self =
    type === "IAMUser"
      ? prefixed("user", userName)
      : type === "AssumedRole"
        ? prefixed("role", issuerName)
        : null;
  return [...note(self, what), ...note(prefixed("key", accessKeyId), what)];
}

function topic(
  seconds: number,
  events: Topic["events"],
  read: Topic["read"],
  isDone = true,
): Topic {
  return { seconds, events, isDone, read };
}

/** What sequences over many events look back at. Windows are those of the detections that ask. */
export const topics = {
  /** By user: a console password was made or reset; what: `reset` when it must be changed at the first sign-in. */
  passwordSet: topic(day, ["CreateLoginProfile", "UpdateLoginProfile"], (e) =>
    note(askedUser(e), mustReset(e) ? "reset" : null),
  ),
  /** By user: a second factor was switched off. */
  mfaOff: topic(day, ["DeactivateMFADevice"], named),
  /** By user: an access key was made; what: its id. */
  keyMade: topic(day, ["CreateAccessKey"], (e) =>
    note(askedUser(e), answered(e, "accessKey", "accessKeyId")),
  ),
  /** By `user/NAME`, `role/NAME` and `key/ID`: successful changes of IAM that it made. */
  acted: topic(hour, "iam", (e) => (isRead(e) ? [] : selves(e, null))),
  /** By `user/NAME`, `role/NAME` and `key/ID`: successful calls to other services; what: service and name. */
  used: {
    ...topic(hour, "others", (e) => selves(e, `${e.source.split(".")[0] ?? ""}:${e.name}`)),
    isDistinct: true,
  },
  /** By actor: identities and rights were listed; what: the call's name. */
  listed: {
    ...topic(hour, "iam", (e) => (countsAsSweep(e) ? note(actorKey(e), e.name) : [])),
    isDistinct: true,
  },
  /** By tag key: a policy document asks for it. */
  tagRule: topic(ever, [...documentEvents], (e) => tagRules(e)),
  /** By ARN of a permission set: it got administrator rights. */
  adminSet: topic(
    ever,
    ["AttachManagedPolicyToPermissionSet", "PutInlinePolicyToPermissionSet"],
    (e) => (givesAdmin(e) === null ? [] : note(asked(e, "permissionSetArn"))),
  ),
  /** By ARN of a permission set: it was assigned to a group; by `group/ID`: the group got such a set; what: its ARN. */
  setGroup: topic(ever, ["CreateAccountAssignment"], (e) => {
    const group = asked(e, "principalType") === "GROUP" ? asked(e, "principalId") : null;
    return note(prefixed("group", group), asked(e, "permissionSetArn"));
  }),
  /** By account: a call that only the management account of an organization can make. */
  management: topic(ever, managementEvents, (e) =>
    e.source === "organizations.amazonaws.com" ? note("account") : [],
  ),
  /** By name of a bucket or id of a key: a trail uses it; what: the trail. */
  trailStore: topic(ever, ["CreateTrail", "UpdateTrail"], (e) => [
    ...note(prefixed("bucket", asked(e, "s3BucketName")), asked(e, "name")),
    ...note(prefixed("key", keyId(asked(e, "kmsKeyId"))), asked(e, "name")),
  ]),
  /** By user: an access key was deleted. */
  keyDeleted: topic(600, ["DeleteAccessKey"], named),
  /** By access key: it was switched off or deleted. */
  keyOff: topic(7 * day, ["UpdateAccessKey", "DeleteAccessKey"], (e) =>
    e.name === "DeleteAccessKey" || asked(e, "status") === "Inactive"
      ? note(asked(e, "accessKeyId"))
      : [],
  ),
  /** By user, and by address: a sign-in failed. */
  signInFailed: topic(hour, signInSteps, (e) => signInKeys(e), false),
  /** The same, of steps whose record says so in its details, not by an error. */
  stepFailed: topic(hour, signInSteps, (e) => (isFailedSignIn(e) ? signInKeys(e) : [])),
  /** By actor: the whole account was listed. */
  listedAll: topic(hour, ["GetAccountAuthorizationDetails"], (e) =>
    note(isQuietReader(e) ? null : actorKey(e)),
  ),
  /** By actor: refused calls to IAM; what: their name. */
  refused: topic(
    600,
    "iam",
    (e) => (e.outcome === "denied" && !isRead(e) ? note(actorKey(e), e.name) : []),
    false,
  ),
  /** By role: its trust policy was written. */
  trustSet: topic(day, ["UpdateAssumeRolePolicy"], (e) => note(asked(e, "roleName"))),
  /** By name of a provider: it was made or altered. */
  providerSet: topic(
    day,
    [
      "CreateSAMLProvider",
      "UpdateSAMLProvider",
      "CreateOpenIDConnectProvider",
      "UpdateOpenIDConnectProviderThumbprint",
      "AddClientIDToOpenIDConnectProvider",
    ],
    (e) =>
      note("provider", asked(e, "name") ?? asked(e, "url") ?? asked(e, "openIDConnectProviderArn")),
  ),
  /** By actor: roles that it handed to a service; what: the role. */
  passed: topic(7 * day, handingNames, (e) =>
    passedRoles(e).flatMap((role) => note(actorKey(e), role)),
  ),
  /** By role, or `profile/NAME`: it was handed to a service; what: the actor. */
  handed: topic(day, handingNames, (e) =>
    passedRoles(e).flatMap((role) => note(role, actorKey(e))),
  ),
} as const satisfies Readonly<Record<string, Topic>>;

export type TopicName = keyof typeof topics;

/** The keys of a sign-in: its user where the record names one, and its address. */
export function signInKeys(event: CloudTrailEvent): readonly Note[] {
  const user = event.identity.userName;
  const isNamed = user !== null && user !== "HIDDEN_DUE_TO_SECURITY_REASONS";
  return [
    ...(isNamed ? note(`user/${user}`) : []),
    ...(event.sourceIp === null ? [] : note(`ip/${event.sourceIp}`, isNamed ? user : null)),
  ];
}
